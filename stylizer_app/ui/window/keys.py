"""Keys that mean the same wherever the focus is: Space shows the photo, Enter presses the button that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from stylizer_app.ui.window.main_window import MainWindow

_TEXT = (QLineEdit, QAbstractSpinBox, QTextEdit, QPlainTextEdit)


class Keys(QObject):
    """Watches whichever widget of the window has the focus; the canvas knows these keys itself."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        canvas = self._window.canvas
        if before is not None:
            before.removeEventFilter(self)
        if now is None or now.window() is not self._window:
            return
        if before is not None and before.window() is self._window and not before.isVisible():
            canvas.setFocus()  # what had the focus went away
        elif now is not canvas and not isinstance(now, _TEXT):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the two keys, and nothing else."""
        if not isinstance(event, QKeyEvent) or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        pressed = event.type() == QEvent.Type.KeyPress
        if event.key() == Qt.Key.Key_Space and event.type() in {QEvent.Type.KeyPress, QEvent.Type.KeyRelease}:
            if not event.isAutoRepeat():
                self._window.canvas.hold_original(pressed)
            return True
        if pressed and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(watched, QAbstractButton):
            watched.click()
            return True
        return False
