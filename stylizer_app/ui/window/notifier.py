"""Says on the desktop that something is done while the window lies behind others."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QSystemTrayIcon

from stylizer_app.ui.look import icons

SHOWN = 10_000
"""Milliseconds that a notification asks to be shown."""


class Notifier:
    """Asks for attention at the task bar and, where the desktop has them, with a notification that leads back.

    The icon that notifications need is there only while one is shown.
    """

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._icon: QSystemTrayIcon | None = None

    def tell(self, text: str) -> None:
        """Show one sentence."""
        QApplication.alert(self._window)
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return
        if self._icon is None:
            self._icon = QSystemTrayIcon(icons.app_icon(), self._window)
            self._icon.messageClicked.connect(self._come_back)
            self._icon.activated.connect(self._come_back)
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            app.applicationStateChanged.connect(self._follow)
        self._icon.show()
        self._icon.showMessage("Stylizer", text, icons.app_icon(), SHOWN)

    def _follow(self, state: Qt.ApplicationState) -> None:
        """When the window is looked at again, the icon goes."""
        if self._icon is not None and state == Qt.ApplicationState.ApplicationActive:
            self._icon.hide()

    def _come_back(self) -> None:
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.raise_()
        self._window.activateWindow()
