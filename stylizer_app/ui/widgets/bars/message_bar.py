"""The quiet bar above the canvas: one sentence, what can be done about it, and a way to close it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from stylizer_app.ui.interfaces import Action, Message
from stylizer_app.ui.look import icons, palette, theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.basics.buttons import tool_button

PASSING = 15_000
"""Milliseconds until a message that need not be answered goes away."""


class MessageBar(QWidget):
    """Shows the latest message only; an action or the cross takes it away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message: Message | None = None
        self._icon = QLabel()
        self.text = QLabel(wordWrap=True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.buttons: list[QPushButton] = []
        self.close_button = tool_button("close", tr("Close message"), size=16, colour="muted")
        self.close_button.clicked.connect(lambda: self.say(None))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2 * theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        self._row.setSpacing(theme.GRID)
        for widget in (self._icon, self.text, self.close_button):
            self._row.addWidget(widget, 1 if widget is self.text else 0)
        self._passing = QTimer(self, singleShot=True, interval=PASSING)
        self._passing.timeout.connect(lambda: self.say(None))
        self.hide()

    def say(self, message: Message | None) -> None:
        """Show a message in the place of the one before; None hides the bar."""
        self.message = message
        self._passing.stop()
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        if message is None:
            self.hide()
            return
        self.text.setText(message.text)
        self.setAccessibleName(message.text)
        self.buttons = [self._button(action) for action in message.actions]
        self._order_tabs()
        self._show_icon()
        if message.passing:
            self._passing.start()
        self.show()
        self.update()

    def _button(self, action: Action) -> QPushButton:
        button = QPushButton(action.label)
        button.clicked.connect(lambda: self._act(action))
        self._row.insertWidget(self._row.count() - 1, button)
        return button

    def _order_tabs(self) -> None:
        """What can be done comes before closing, for the keyboard too."""
        before = self.close_button.previousInFocusChain() or self
        for button in (*self.buttons, self.close_button):
            QWidget.setTabOrder(before, button)
            before = button

    def _act(self, action: Action) -> None:
        if not action.stays:
            self.say(None)
        action.run()

    def _show_icon(self) -> None:
        problem = self.message is not None and self.message.problem
        colour = palette.colours().color("danger" if problem else "accent")
        self._icon.setPixmap(icons.pixmap("warning" if problem else "info", 20, colour, self.devicePixelRatioF()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the calm background."""
        problem = self.message is not None and self.message.problem
        painter = QPainter(self)
        painter.fillRect(self.rect(), palette.colours().color("danger_soft" if problem else "accent_soft"))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.say(None)
        else:
            super().keyPressEvent(event)
