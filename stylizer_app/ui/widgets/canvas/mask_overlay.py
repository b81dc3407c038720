"""What the canvas shows while a mask is drawn: a tint over what is kept, and the tool."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from stylizer_app.ui.widgets.canvas.mask_stroke import Brush, Place, Stroke, Tool
from stylizer_app.ui.widgets.canvas.paint import source
from stylizer_app.ui.widgets.canvas.scene import Scene, seen

_TINT = QColor(235, 45, 75, 105)
"""Like the film that was once cut to shield a part of a picture: legible on any."""
_CROSS = ((-1, 0), (1, 0), (0, -1), (0, 1))


def tinted(kept: QImage) -> QImage:
    """A veil over what is kept."""
    veil = QImage(kept.size(), QImage.Format.Format_ARGB32_Premultiplied)
    veil.fill(_TINT)
    with QPainter(veil) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.drawImage(0, 0, kept)
    return veil


def paint_overlay(painter: QPainter, scene: Scene, brush: Brush, stroke: Stroke | None, at: Place) -> None:
    """Draw the tint and the tool."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    if scene.kept is not None:
        area, veil = seen(scene), tinted(scene.kept)
        painter.drawImage(area, veil, source(veil, area, scene.rect))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((QColor(0, 0, 0, 150), 3.5), (QColor(255, 255, 255), 1.5)):
        painter.setPen(QPen(colour, width))
        _paint_tool(painter, scene, brush, stroke, at)
    painter.restore()


def _paint_tool(painter: QPainter, scene: Scene, brush: Brush, stroke: Stroke | None, at: Place) -> None:
    point = _on_widget(scene, at)
    if brush.tool is Tool.BRUSH:
        radius = brush.size / 2 * max(scene.rect.width(), scene.rect.height())
        painter.drawEllipse(point, radius, radius)
    elif stroke is None:
        for right, down in _CROSS:
            painter.drawLine(point + QPointF(right, down) * 4, point + QPointF(right, down) * 11)
    elif brush.tool is Tool.ELLIPSE:
        painter.drawEllipse(QRectF(_on_widget(scene, stroke.start), point).normalized())
    else:
        painter.drawLine(_on_widget(scene, stroke.start), point)
        painter.drawEllipse(_on_widget(scene, stroke.start), 4, 4)


def _on_widget(scene: Scene, place: Place) -> QPointF:
    return QPointF(scene.rect.left() + place[0] * scene.rect.width(), scene.rect.top() + place[1] * scene.rect.height())
