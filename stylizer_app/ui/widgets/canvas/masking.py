"""Drawing the mask on the canvas, with mouse or keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from stylizer_app.imaging.mask import Mask
from stylizer_app.ui.look.kept import kept_image
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.widgets.canvas.mask_overlay import paint_overlay
from stylizer_app.ui.widgets.canvas.mask_stroke import LARGEST, SMALLEST, Brush, Stroke, Tool
from stylizer_app.ui.widgets.canvas.scene import Mode
from stylizer_app.ui.widgets.canvas.view import CanvasView

_STEP = 1.25
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class MaskTool(QObject):
    """While it is active, a stroke on the canvas changes a mask; ``blank`` makes the first one, of paint everywhere."""

    drawn = TypedSignal[Mask, Brush]()
    brush_changed = TypedSignal[Brush]()
    activated = Signal(bool)
    inverted = Signal()
    cleared = Signal()

    def __init__(self, canvas: CanvasView) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.blank: Callable[[], Mask | None] = lambda: None
        self.active, self.brush = False, Brush()
        self._mask: Mask | None = None
        self._stroke: Stroke | None = None
        self._at = (0.5, 0.5)
        self.left_for = Mode.WIPE
        """What is shown again when drawing is over."""

    def show_mask(self, mask: Mask | None) -> None:
        """Show a mask, None for paint everywhere; a stroke under way is dropped."""
        self._mask, self._stroke = mask, None
        self._canvas.show_kept(None if mask is None else kept_image(mask))

    def set_active(self, active: bool) -> None:
        """Draw from now on, or let mouse and keys do what they do otherwise."""
        active = active and self._canvas.scene.before is not None
        if active == self.active:
            return
        canvas, self.active = self._canvas, active
        if active:
            self.left_for = canvas.scene.mode
            canvas.set_mode(Mode.RESULT)
            canvas.setFocus()
        else:
            canvas.set_mode(self.left_for)
            canvas.unsetCursor()
            self.show_mask(self._mask)
        self.activated.emit(active)

    def use(self, brush: Brush) -> None:
        """Draw in this way from now on."""
        self.brush = replace(brush, size=min(max(brush.size, SMALLEST), LARGEST), soft=min(max(brush.soft, 0.0), 1.0))
        self._canvas.update()
        self.brush_changed.emit(self.brush)

    def handle(self, event: QEvent) -> bool:
        """Whether the event was drawing, and is done."""
        if not self.active or self._canvas.scene.before is None:
            return False
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def paint(self, painter: QPainter) -> None:
        """Tint what is kept, and show the tool."""
        if self.active and self._canvas.scene.before is not None:
            paint_overlay(painter, self._canvas.scene, self.brush, self._stroke, self._at)

    def _mouse(self, event: QMouseEvent) -> bool:
        kind, button = event.type(), event.button()
        if kind == QEvent.Type.MouseMove and not event.buttons() & Qt.MouseButton.MiddleButton:
            self._canvas.setCursor(Qt.CursorShape.CrossCursor)
            self._move(*self._on_picture(event.position()))
            return True
        if button != Qt.MouseButton.LeftButton:
            return False
        if kind == QEvent.Type.MouseButtonRelease:
            self._end()
        else:
            self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
            self._at = self._on_picture(event.position())
            self._begin()
        return True

    def _key(self, event: QKeyEvent) -> bool:
        """Arrows move the tool, Enter starts and ends a stroke, letters choose."""
        key = Qt.Key(event.key())
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key in _MOVES:
            step = 0.05 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0.01
            right, down = _MOVES[key]
            self._move(min(max(self._at[0] + right * step, 0.0), 1.0), min(max(self._at[1] + down * step, 0.0), 1.0))
        elif key in _ENTER:
            self._begin() if self._stroke is None else self._end()
        elif key == Qt.Key.Key_Escape:
            self.set_active(False) if self._stroke is None else self.show_mask(self._mask)
        else:
            return self._letter(key)
        return True

    def _letter(self, key: Qt.Key) -> bool:
        brush = self.brush
        brushes = {
            Qt.Key.Key_BracketLeft: replace(brush, size=brush.size / _STEP),
            Qt.Key.Key_BracketRight: replace(brush, size=brush.size * _STEP),
            Qt.Key.Key_B: replace(brush, tool=Tool.BRUSH),
            Qt.Key.Key_E: replace(brush, tool=Tool.ELLIPSE),
            Qt.Key.Key_G: replace(brush, tool=Tool.GRADIENT),
            Qt.Key.Key_X: replace(brush, keep=not brush.keep),
        }
        if key in brushes:
            self.use(brushes[key])
        elif key == Qt.Key.Key_I:
            self.inverted.emit()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.cleared.emit()
        else:
            return False
        return True

    def _begin(self) -> None:
        mask = self._mask or self.blank()
        if mask is not None:
            self._stroke = Stroke(mask, self.brush, self._at)
            self._canvas.show_kept(kept_image(self._stroke.mask))

    def _move(self, across: float, down: float) -> None:
        self._at = across, down
        if self._stroke is None:
            self._canvas.update()
        else:
            self._stroke.to(self._at)
            self._canvas.show_kept(kept_image(self._stroke.mask))

    def _end(self) -> None:
        stroke, self._stroke = self._stroke, None
        if stroke is not None and stroke.changes:
            self.drawn.emit(stroke.mask, stroke.brush)
        self._canvas.update()

    def _on_picture(self, point: QPointF) -> tuple[float, float]:
        """A point of the widget in fractions of the picture."""
        rect = self._canvas.scene.rect
        return (point.x() - rect.left()) / rect.width(), (point.y() - rect.top()) / rect.height()
