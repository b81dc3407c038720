"""Draws what stands on the canvas besides pictures: names of both sides, the wipe's handle, hints, the focus."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from stylizer_app.ui.look import icons, palette
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.canvas.scene import Mode, Scene, seen

HANDLE = 18.0
"""Radius of the wipe's handle."""


def paint_doing(painter: QPainter, scene: Scene) -> None:
    """Say in the lower right corner what is being painted for what is seen, above the name of that side."""
    if scene.doing and scene.mode is not Mode.PHOTO:
        above = painter.fontMetrics().height() + 12.0 if scene.wiping else 0.0
        paint_badge(painter, scene.doing, seen(scene).bottomRight() + QPointF(-8, -8 - above), right=True)


def painted_label(scene: Scene) -> str:
    """What the painted side is called."""
    return tr("Painted before") if scene.stale else tr("Painted")


def paint_labels(painter: QPainter, area: QRectF, x: float, painted: str) -> None:
    """Name both sides below, clear of messages, as long as there is room for the names."""
    width = painter.fontMetrics().horizontalAdvance(tr("Photo")) + 40
    if x - area.left() > width:
        paint_badge(painter, tr("Photo"), area.bottomLeft() + QPointF(8, -8), right=False)
    width = painter.fontMetrics().horizontalAdvance(painted) + 40
    if area.right() - x > width:
        paint_badge(painter, painted, area.bottomRight() + QPointF(-8, -8), right=True)


def paint_badge(painter: QPainter, text: str, corner: QPointF, *, right: bool) -> None:
    """A small label that is legible on any picture; ``corner``: its lower left one, or its lower right one."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    metrics = painter.fontMetrics()
    width, height = metrics.horizontalAdvance(text) + 16.0, metrics.height() + 6.0
    box = QRectF(corner.x() - (width if right else 0.0), corner.y() - height, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 150))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(QColor(255, 255, 255))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def handle_centre(scene: Scene) -> QPointF:
    """The middle of the wipe's handle."""
    return QPointF(scene.wipe_x, seen(scene).center().y())


def paint_handle(painter: QPainter, scene: Scene, area: QRectF) -> None:
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
