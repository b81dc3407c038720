"""When a focus ring is drawn: for those who move by keyboard, not for every click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

_BY_KEY = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
_KEPT = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason}


class FocusRing(QObject):
    """Watches one widget; ``shown`` says whether its ring is to be drawn now."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._by_key = False
        widget.installEventFilter(self)

    @property
    def shown(self) -> bool:
        """Whether the widget has the focus and got it by keyboard."""
        return self._by_key and self._widget.hasFocus()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Remember how the focus came; any key shows the ring."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn and event.reason() not in _KEPT:
            self._by_key = event.reason() in _BY_KEY
        elif event.type() == QEvent.Type.KeyPress and not self._by_key:
            self._by_key = True
            self._widget.update()
        elif event.type() == QEvent.Type.MouseButtonPress and self._by_key:
            self._by_key = False
            self._widget.update()
        return False
