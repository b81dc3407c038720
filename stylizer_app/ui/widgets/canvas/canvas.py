"""The canvas in the middle of the window: the view, painted, with mouse, wheel, keys and drops."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from stylizer_app.ui.look import palette
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.basics.focus_ring import FocusRing
from stylizer_app.ui.widgets.canvas.drop import CanvasDrop
from stylizer_app.ui.widgets.canvas.input import CanvasInput
from stylizer_app.ui.widgets.canvas.marks import paint_doing, paint_empty, paint_focus
from stylizer_app.ui.widgets.canvas.masking import MaskTool
from stylizer_app.ui.widgets.canvas.paint import paint
from stylizer_app.ui.widgets.canvas.view import CanvasView


class Canvas(CanvasView):
    """Draws its view, and hands every event to whoever knows it."""

    _handlers: tuple[CanvasDrop | MaskTool | CanvasInput, ...] = ()  # Qt sends events before __init__ is done

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.input = CanvasInput(self)
        self._drop = CanvasDrop(self)
        self._ring = FocusRing(self)
        self.masking = MaskTool(self)
        self._handlers = (self._drop, self.masking, self.input)
        self.setAcceptDrops(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pictures, or what an empty canvas says."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), palette.colours().color("canvas"))
        scene = replace(self.scene, focused=self._ring.shown)
        if scene.before is None and scene.after is None and not self._drop.hovering:
            title = tr("Drop a photo here")
            text = tr("or click to choose one. It is painted at once; other paintings are on the left.")
            paint_empty(painter, QRectF(self.rect()), "photo", title, text, self.devicePixelRatioF())
            if scene.focused:
                paint_focus(painter, self.rect())
        else:
            paint(painter, scene, self._cache)
            paint_doing(painter, scene)
            if scene.focused and not scene.wiping:
                paint_focus(painter, self.rect())
        self.masking.paint(painter)
        self._drop.paint(painter)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Hand mouse, wheel, keys and drops to those who know them."""
        return any(handler.handle(event) for handler in self._handlers) or super().event(event)
