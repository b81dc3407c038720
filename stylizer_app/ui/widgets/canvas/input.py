"""Mouse, wheel and keys on the canvas: what each of them does to the view."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent, QNativeGestureEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication

from stylizer_app.ui.widgets.canvas.marks import HANDLE, handle_centre
from stylizer_app.ui.widgets.canvas.scene import Mode, seen
from stylizer_app.ui.widgets.canvas.view import CanvasView

_PAN = 64.0
_NEAR = 10.0
_MODES = {Qt.Key.Key_1: Mode.PHOTO, Qt.Key.Key_2: Mode.WIPE, Qt.Key.Key_3: Mode.RESULT}
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CanvasInput:
    """Remembers what the mouse is doing between its press and its release."""

    def __init__(self, canvas: CanvasView) -> None:
        self._canvas = canvas
        self._doing = ""
        self._last = QPointF()
        self._pressed = QPointF()
        self._drag_path = ""

    def handle(self, event: QEvent) -> bool:
        """Whether the event was one for the canvas, and is done."""
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if isinstance(event, QWheelEvent):
            return self._wheel(event)
        if isinstance(event, QNativeGestureEvent):
            return self._gesture(event)
        if isinstance(event, QKeyEvent):
            return self._key(event)
        if event.type() == QEvent.Type.FocusOut:
            self._canvas.hold_original(False)
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self._canvas.update()
        return False

    def drag_ready(self, path: str) -> None:
        """Start dragging the file, if the mouse went far enough meanwhile."""
        self._drag_path = path
        self._try_drag()

    def _mouse(self, event: QMouseEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            return self._press(event)
        if kind == QEvent.Type.MouseMove:
            self._move(event.position())
            return True
        if kind == QEvent.Type.MouseButtonRelease:
            self._release(event)
            return True
        if kind == QEvent.Type.MouseButtonDblClick:
            return self._double(event)
        return False

    def _press(self, event: QMouseEvent) -> bool:
        canvas, point = self._canvas, event.position()
        canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() not in {Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton}:
            return False
        self._pressed = self._last = point
        self._drag_path = ""
        self._doing = self._what(point, event.button())
        if self._doing == "drag":
            canvas.drag_wanted.emit()
        self._show_cursor(point)
        return True

    def _what(self, point: QPointF, button: Qt.MouseButton) -> str:
        """What pressing here starts."""
        canvas = self._canvas
        if canvas.scene.before is None:
            return "browse"
        if button == Qt.MouseButton.LeftButton and self._on_line(point):
            return "wipe"
        if canvas.scene.viewport.can_pan:
            return "pan"
        inside = seen(canvas.scene).contains(point)
        return "drag" if inside and canvas.scene.after is not None else ""

    def _on_line(self, point: QPointF) -> bool:
        scene = self._canvas.scene
        if not scene.wiping or not seen(scene).adjusted(-HANDLE, 0, HANDLE, 0).contains(point):
            return False
        away = point - handle_centre(scene)
        return abs(point.x() - scene.wipe_x) <= _NEAR or away.x() ** 2 + away.y() ** 2 <= (HANDLE + 2) ** 2

    def _move(self, point: QPointF) -> None:
        canvas, moved = self._canvas, point - self._last
        self._last = point
        if self._doing == "wipe":
            area = seen(canvas.scene)
            canvas.set_wipe((point.x() - area.left()) / area.width())
        elif self._doing == "pan":
            canvas.look(canvas.scene.viewport.panned(moved.x(), moved.y()))
        elif self._doing == "drag":
            self._try_drag()
        self._show_cursor(point)

    def _try_drag(self) -> None:
        far = (self._last - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._doing == "drag" and far and self._drag_path:
            self._doing = ""
            self._start_drag()

    def _start_drag(self) -> None:
        """Drag the painted picture out as a file."""
        levels = self._canvas.scene.after
        if levels is None:
            return
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(self._drag_path)])
        drag = QDrag(self._canvas)
        drag.setMimeData(mime)
        small = levels.images[-1].scaled(160, 160, Qt.AspectRatioMode.KeepAspectRatio)
        drag.setPixmap(QPixmap.fromImage(small))
        drag.exec(Qt.DropAction.CopyAction)

    def _release(self, event: QMouseEvent) -> None:
        still = (event.position() - self._pressed).manhattanLength() < QApplication.startDragDistance()
        browse = self._doing == "browse" and still and event.button() == Qt.MouseButton.LeftButton
        self._doing = ""
        self._show_cursor(event.position())
        if browse:
            self._canvas.browse_requested.emit()

    def _double(self, event: QMouseEvent) -> bool:
        """A double click goes between the whole picture and its own pixels there; on the line it centres that."""
        canvas = self._canvas
        if canvas.scene.before is None:
            return True
        if self._on_line(event.position()):
            canvas.set_wipe(0.5)
            return True
        viewport = canvas.scene.viewport
        point = _point(event.position())
        canvas.look(viewport.with_zoom(1.0, point) if viewport.fits else viewport.fitted())
        return True

    def _show_cursor(self, point: QPointF) -> None:
        canvas = self._canvas
        if canvas.scene.before is None:
            shape = Qt.CursorShape.PointingHandCursor
        elif self._doing == "pan":
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._doing == "wipe" or self._on_line(point):
            shape = Qt.CursorShape.SplitHCursor
        elif canvas.scene.viewport.can_pan:
            shape = Qt.CursorShape.OpenHandCursor
        else:
            shape = Qt.CursorShape.ArrowCursor
        if canvas.cursor().shape() != shape:
            canvas.setCursor(shape)

    def _wheel(self, event: QWheelEvent) -> bool:
        """The wheel zooms at the pointer; a touch pad's two fingers pan, with Ctrl they zoom."""
        canvas = self._canvas
        if canvas.scene.before is None:
            return False
        pixels, controlled = event.pixelDelta(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not pixels.isNull() and not controlled and event.phase() != Qt.ScrollPhase.NoScrollPhase:
            canvas.look(canvas.scene.viewport.panned(pixels.x(), pixels.y()))
            return True
        point = _point(event.position())
        canvas.look(canvas.scene.viewport.stepped(event.angleDelta().y() / 120, point))
        return True

    def _gesture(self, event: QNativeGestureEvent) -> bool:
        """Two fingers that part zoom at their middle."""
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture or self._canvas.scene.before is None:
            return False
        viewport = self._canvas.scene.viewport
        zoom = viewport.actual_zoom * (1 + event.value())
        self._canvas.look(viewport.with_zoom(zoom, _point(event.position())))
        return True

    def _key(self, event: QKeyEvent) -> bool:
        key, canvas = Qt.Key(event.key()), self._canvas
        if event.type() == QEvent.Type.KeyRelease:
            if key == Qt.Key.Key_Space and not event.isAutoRepeat():
                canvas.hold_original(False)
            return key == Qt.Key.Key_Space
        if event.type() != QEvent.Type.KeyPress:
            return False
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and canvas.scene.before is None:
            canvas.browse_requested.emit()
            return True
        if key == Qt.Key.Key_Space:
            canvas.hold_original(True)
            return True
        return self._plain_key(key, event)

    def _plain_key(self, key: Qt.Key, event: QKeyEvent) -> bool:
        canvas = self._canvas
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key in _MODES:
            canvas.set_mode(_MODES[key])
        elif key in _ARROWS:
            self._arrow(*_ARROWS[key], shifted=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            canvas.zoom(1)
        elif key == Qt.Key.Key_Minus:
            canvas.zoom(-1)
        elif key == Qt.Key.Key_0:
            canvas.fit()
        else:
            return False
        return True

    def _arrow(self, right: int, down: int, *, shifted: bool) -> None:
        """Arrows move the wipe; with Shift, or where there is no wipe, they move the picture."""
        canvas = self._canvas
        if canvas.scene.wiping and right and not shifted:
            canvas.set_wipe(canvas.scene.wipe + right * 0.02)
        else:
            canvas.look(canvas.scene.viewport.panned(-right * _PAN, -down * _PAN))


def _point(point: QPointF) -> tuple[float, float]:
    """A point as the viewport takes it."""
    return point.x(), point.y()
