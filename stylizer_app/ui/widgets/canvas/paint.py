"""Draws the canvas: checkerboard, photo and painted picture on both sides of the wipe, its handle, and hints."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen, QPixmap

from stylizer_app.ui.look import icons, palette
from stylizer_app.ui.look.images import Levels
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.canvas.viewport import Viewport

HANDLE = 18.0
"""Radius of the wipe's handle."""
_CHECK = 8
_KEPT = 2


class Mode(IntEnum):
    """What the canvas shows."""

    PHOTO = 1
    WIPE = 2
    RESULT = 3


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Everything that one frame of the canvas is drawn from."""

    viewport: Viewport
    before: Levels | None
    after: Levels | None
    mode: Mode
    wipe: float
    focused: bool = False
    fast: bool = False
    stale: bool = False
    kept: QImage | None = None
    """Where the photo's own pixels are shown in the painted picture, as alpha; stretched over the whole of it."""
    doing: str = ""

    @property
    def rect(self) -> QRectF:
        """The picture on the widget."""
        return QRectF(*self.viewport.rect)

    @property
    def wipe_x(self) -> float:
        """Where the wipe's line is: always in what is seen of the picture."""
        area = seen(self)
        return area.left() + self.wipe * area.width()

    @property
    def wiping(self) -> bool:
        """Whether both pictures are seen."""
        return self.mode is Mode.WIPE and self.before is not None and self.after is not None


class Cache:
    """The pictures as they are scaled for the current view, so that moving the wipe only copies."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[tuple[object, ...], QPixmap]] = {}

    def pixmap(self, side: int, levels: Levels, scene: Scene) -> QPixmap:
        """The part of a picture that is seen, in device pixels."""
        key = (id(levels), scene.viewport, scene.fast)
        kept = self._kept.get(side)
        if kept is None or kept[0] != key:
            kept = (key, _rendered(levels, scene))
            self._kept[side] = kept
        return kept[1]

    def kept_photo(self, scene: Scene) -> QPixmap | None:
        """The photo where it is kept, transparent elsewhere, to be laid over the painted picture."""
        if scene.before is None or scene.kept is None:
            return None
        key = (id(scene.before), scene.viewport, scene.fast, scene.kept.cacheKey())
        kept = self._kept.get(_KEPT)
        if kept is None or kept[0] != key:
            kept = (key, _cut_out(self.pixmap(0, scene.before, scene), scene))
            self._kept[_KEPT] = kept
        return kept[1]

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()


def seen(scene: Scene) -> QRectF:
    """The part of the widget that the picture covers."""
    return scene.rect.intersected(QRectF(0, 0, *scene.viewport.widget))


def paint(painter: QPainter, scene: Scene, cache: Cache) -> None:
    """Draw one frame."""
    area = seen(scene)
    if area.isEmpty():
        return
    if scene.wiping:
        _paint_wipe(painter, scene, cache, area)
        return
    first = scene.before if scene.mode is Mode.PHOTO else scene.after
    levels = first or scene.before or scene.after
    if levels is not None:
        _paint_side(painter, scene, cache, levels)
    if scene.after is not None and scene.before is not None:
        label = tr("Photo") if levels is scene.before else _painted(scene)
        _paint_badge(painter, label, area.topLeft() + QPointF(8, 8), right=False)


def _paint_wipe(painter: QPainter, scene: Scene, cache: Cache, area: QRectF) -> None:
    """Photo left of the line, painted picture right of it."""
    assert scene.before is not None
    assert scene.after is not None
    x = min(max(scene.wipe_x, area.left()), area.right())
    sides = ((scene.before, area.left(), x), (scene.after, x, area.right()))
    for levels, left, right in sides:
        painter.save()
        painter.setClipRect(QRectF(left, area.top(), right - left, area.height()))
        _paint_side(painter, scene, cache, levels)
        painter.restore()
    _paint_labels(painter, area, x, _painted(scene))
    _paint_handle(painter, scene, area)


def _paint_side(painter: QPainter, scene: Scene, cache: Cache, levels: Levels) -> None:
    """The photo, or the painted picture with what is kept of the photo."""
    area = seen(scene)
    painter.drawPixmap(area.topLeft(), cache.pixmap(0 if levels is scene.before else 1, levels, scene))
    if levels is scene.before:
        return
    if kept := cache.kept_photo(scene):
        painter.drawPixmap(area.topLeft(), kept)
    if scene.stale:
        _veil(painter, area)


def _cut_out(photo: QPixmap, scene: Scene) -> QPixmap:
    """The photo as it is scaled, where it is kept."""
    assert scene.kept is not None
    area, ratio = seen(scene), scene.viewport.ratio
    pixmap = QPixmap(photo.size())
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.drawPixmap(0, 0, photo)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(QRectF(0, 0, area.width(), area.height()), scene.kept, source(scene.kept, area, scene.rect))
    painter.end()
    return pixmap


def with_kept(painted: QImage, photo: Levels, kept: QImage) -> QImage:
    """A copy of a painted picture with the photo's own pixels where ``kept`` is opaque."""
    result, whole = painted.copy(), QRectF(painted.rect())
    modes = QPainter.CompositionMode
    own = QImage(painted.size(), QImage.Format.Format_ARGB32_Premultiplied)
    own.fill(Qt.GlobalColor.transparent)
    with QPainter(own) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        image = photo.for_width(painted.width())
        painter.drawImage(whole, image, QRectF(image.rect()))
        painter.setCompositionMode(modes.CompositionMode_DestinationIn)
        painter.drawImage(whole, kept, QRectF(kept.rect()))
    with QPainter(result) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if painted.hasAlphaChannel():
            painter.setCompositionMode(modes.CompositionMode_DestinationOut)
            painter.drawImage(whole, kept, QRectF(kept.rect()))
            painter.setCompositionMode(modes.CompositionMode_Plus)
        painter.drawImage(0, 0, own)
    return result


def _rendered(levels: Levels, scene: Scene) -> QPixmap:
    """Scale what is seen of a picture; from the level that is nearest in size, so that few pixels are read."""
    area, rect, ratio = seen(scene), scene.rect, scene.viewport.ratio
    pixmap = QPixmap(max(1, round(area.width() * ratio)), max(1, round(area.height() * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    if levels.has_alpha:
        _fill_checkered(pixmap, ratio)
    image = levels.for_width(rect.width() * ratio)
    painter = QPainter(pixmap)
    enlarged = scene.viewport.actual_zoom * scene.viewport.picture[0] / image.width() > 3
    smooth = not (scene.fast or enlarged)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
    painter.setCompositionMode(_composition(levels))
    painter.drawImage(QRectF(0, 0, area.width(), area.height()), image, source(image, area, rect))
    painter.end()
    return pixmap


def _composition(levels: Levels) -> QPainter.CompositionMode:
    modes = QPainter.CompositionMode
    return modes.CompositionMode_SourceOver if levels.has_alpha else modes.CompositionMode_Source


def source(image: QImage, area: QRectF, rect: QRectF) -> QRectF:
    """The part of the image that is seen."""
    across, down = image.width() / rect.width(), image.height() / rect.height()
    left, top = (area.left() - rect.left()) * across, (area.top() - rect.top()) * down
    return QRectF(left, top, area.width() * across, area.height() * down)


def _fill_checkered(pixmap: QPixmap, ratio: float) -> None:
    """What is seen behind transparent pixels."""
    colours = palette.colours()
    tile = QPixmap(2 * _CHECK, 2 * _CHECK)
    tile.fill(colours.color("checker_a"))
    painter = QPainter(tile)
    painter.fillRect(0, 0, _CHECK, _CHECK, colours.color("checker_b"))
    painter.fillRect(_CHECK, _CHECK, _CHECK, _CHECK, colours.color("checker_b"))
    painter.end()
    painter = QPainter(pixmap)
    painter.drawTiledPixmap(QRectF(0, 0, pixmap.width() / ratio, pixmap.height() / ratio), tile)
    painter.end()


def paint_doing(painter: QPainter, scene: Scene) -> None:
    """Say in the lower right corner what is being painted for what is seen."""
    if scene.doing and scene.mode is not Mode.PHOTO:
        height = painter.fontMetrics().height() + 6.0
        _paint_badge(painter, scene.doing, seen(scene).bottomRight() + QPointF(-8, -8 - height), right=True)


def _painted(scene: Scene) -> str:
    """What the painted side is called."""
    return tr("Painted before") if scene.stale else tr("Painted")


def _veil(painter: QPainter, area: QRectF) -> None:
    """Dim what is no longer true."""
    colour = palette.colours().color("canvas")
    colour.setAlpha(150)
    painter.fillRect(area, colour)


def _paint_labels(painter: QPainter, area: QRectF, x: float, painted: str) -> None:
    """Name both sides, as long as there is room for the names."""
    width = painter.fontMetrics().horizontalAdvance(tr("Photo")) + 40
    if x - area.left() > width:
        _paint_badge(painter, tr("Photo"), area.topLeft() + QPointF(8, 8), right=False)
    width = painter.fontMetrics().horizontalAdvance(painted) + 40
    if area.right() - x > width:
        _paint_badge(painter, painted, area.topRight() + QPointF(-8, 8), right=True)


def _paint_badge(painter: QPainter, text: str, corner: QPointF, *, right: bool) -> None:
    """A small label that is legible on any picture."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    metrics = painter.fontMetrics()
    width, height = metrics.horizontalAdvance(text) + 16.0, metrics.height() + 6.0
    box = QRectF(corner.x() - (width if right else 0.0), corner.y(), width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 150))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(QColor(255, 255, 255))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def handle_centre(scene: Scene) -> QPointF:
    """The middle of the wipe's handle."""
    return QPointF(scene.wipe_x, seen(scene).center().y())


def _paint_handle(painter: QPainter, scene: Scene, area: QRectF) -> None:
    """The line between the two pictures and the round handle on it."""
    x = scene.wipe_x
    if not area.left() - 1 <= x <= area.right() + 1:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in ((QColor(0, 0, 0, 110), 4.0), (QColor(255, 255, 255), 2.0)):
        painter.setPen(QPen(colour, width))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
    centre = handle_centre(scene)
    ring = palette.colours().color("accent") if scene.focused else QColor(0, 0, 0, 110)
    painter.setPen(QPen(ring, 3.0 if scene.focused else 1.5))
    painter.setBrush(QColor(255, 255, 255))
    painter.drawEllipse(centre, HANDLE, HANDLE)
    painter.setPen(
        QPen(QColor(40, 40, 40), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for side in (-1, 1):
        tip = centre + QPointF(side * 9.0, 0)
        path = QPainterPath(tip + QPointF(-side * 4.5, -5.0))
        path.lineTo(tip)
        path.lineTo(tip + QPointF(-side * 4.5, 5.0))
        painter.drawPath(path)
    painter.restore()


def paint_empty(painter: QPainter, area: QRectF, icon: str, title: str, text: str, ratio: float) -> None:
    """What an empty canvas says."""
    colours = palette.colours()
    painter.save()
    picture = icons.pixmap(icon, 56, colours.color("muted"), ratio)
    middle = area.center()
    painter.drawPixmap(QPointF(middle.x() - 28, middle.y() - 84), picture)
    font = QFont(painter.font())
    font.setPointSizeF(font.pointSizeF() * 1.5)
    font.setWeight(QFont.Weight.DemiBold)
    small = QFont(painter.font())
    lines = ((title, font, "text", -12.0, 36.0), (text, small, "muted", 30.0, 64.0))
    for line, shown, role, offset, height in lines:
        painter.setFont(shown)
        painter.setPen(colours.color(role))
        box = QRectF(area.left() + 24, middle.y() + offset, area.width() - 48, height)
        painter.drawText(
            box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, line
        )
    painter.restore()


def paint_targets(painter: QPainter, targets: list[tuple[QRectF, str, str]], hovered: int, ratio: float) -> None:
    """While something hovers: the places where it can be dropped."""
    colours = palette.colours()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(painter.font())
    font.setPointSizeF(font.pointSizeF() * 1.15)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    for index, (box, icon, text) in enumerate(targets):
        fill = QColor(colours.color("accent_soft" if index == hovered else "panel"))
        fill.setAlpha(240)
        width = 3.0 if index == hovered else 1.5
        style = Qt.PenStyle.SolidLine if index == hovered else Qt.PenStyle.DashLine
        painter.setPen(QPen(colours.color("accent" if index == hovered else "outline"), width, style))
        painter.setBrush(fill)
        painter.drawRoundedRect(box, 12, 12)
        picture = icons.pixmap(icon, 40, colours.color("text"), ratio)
        painter.drawPixmap(QPointF(box.center().x() - 20, box.center().y() - 44), picture)
        painter.setPen(colours.color("text"))
        words = QRectF(box.left() + 16, box.center().y() + 8, box.width() - 32, 64)
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, text)
    painter.restore()


def paint_focus(painter: QPainter, rect: QRect) -> None:
    """A frame around the canvas that has the focus."""
    painter.setPen(QPen(palette.colours().color("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(1, 1, -1, -1))


def describe(scene: Scene) -> str:
    """What is seen, in words, for screen readers."""
    if scene.before is None:
        return tr("Empty. Drop a photo, or press Enter to choose one.")
    if scene.after is None or scene.mode is Mode.PHOTO:
        return tr("Shows the photo.")
    if scene.stale:
        return tr("The painted picture is not what was chosen last; it is dimmed.")
    if scene.mode is Mode.RESULT:
        kept = tr("A part of it is kept as in the photo.") if scene.kept is not None else ""
        return f"{tr('Shows the painted picture.')} {kept}".rstrip()
    share = round(scene.wipe * 100)
    return tr("Photo left, painted picture right; the line is at {share} %.").format(share=share)
