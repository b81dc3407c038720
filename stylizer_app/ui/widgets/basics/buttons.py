"""Small buttons that are an icon: named for tooltips and screen readers, reachable by Tab."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton

from stylizer_app.ui.look import icons, theme


def tool_button(icon: str, text: str, *, size: int = theme.ICON, colour: str = "text", whose: str = "") -> QToolButton:
    """A button of one icon; ``whose`` tells apart two buttons of the same name."""
    button = QToolButton()
    button.setToolTip(text)
    button.setAccessibleName(f"{whose}: {text}" if whose else text)
    button.setIconSize(QSize(size, size))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    icons.bind(button, icon, colour)
    return button
