"""Draws the pictures on the canvas: checkerboard, photo and painted picture on both sides of the wipe."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from stylizer_app.ui.look import palette
from stylizer_app.ui.look.images import Levels
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.canvas.marks import paint_badge, paint_handle, paint_labels, painted_label
from stylizer_app.ui.widgets.canvas.scene import Mode, Scene, seen

_CHECK = 8
_KEPT = 2


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
        label = tr("Photo") if levels is scene.before else painted_label(scene)
        paint_badge(painter, label, area.bottomLeft() + QPointF(8, -8), right=False)


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
    paint_labels(painter, area, x, painted_label(scene))
    paint_handle(painter, scene, area)


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


def _veil(painter: QPainter, area: QRectF) -> None:
    """Dim what is no longer true."""
    colour = palette.colours().color("canvas")
    colour.setAlpha(150)
    painter.fillRect(area, colour)
