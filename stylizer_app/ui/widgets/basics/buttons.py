"""Small buttons that are an icon: named for tooltips and screen readers, reachable by Tab."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton

from stylizer_app.ui.look import icons, theme


class ToolButton(QToolButton):
    """A button whose icon and word have as much room on the left as on the right."""

    def sizeHint(self) -> QSize:
        """Without the two spaces that Qt leaves behind a word, where it stands beside the icon."""
        hint = super().sizeHint()
        if self.text() and self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon:
            hint.setWidth(hint.width() - self.fontMetrics().horizontalAdvance("  "))
        return hint


def tool_button(icon: str, text: str, *, size: int = theme.ICON, colour: str = "text", whose: str = "") -> ToolButton:
    """A button of one icon; ``whose`` tells apart two buttons of the same name."""
    button = ToolButton()
    button.setToolTip(text)
    button.setAccessibleName(f"{whose}: {text}" if whose else text)
    button.setIconSize(QSize(size, size))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    icons.bind(button, icon, colour)
    return button
