"""What the queue shows while nothing is in it: what can be dropped on it, and the buttons that ask for that."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.look import icons, palette, theme
from stylizer_app.ui.translate import tr

ICON = 48


class EmptyQueue(QFrame):
    """``photos`` and ``folder`` are the buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "drop")
        self._picture = QLabel()
        self.photos, self.folder = QPushButton(tr("Add photos…")), QPushButton(tr("Add a folder…"))
        for button in (self.photos, self.folder):
            button.setAutoDefault(False)
        self._arrange()
        self._draw()

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        buttons.addStretch()
        buttons.addWidget(self.photos)
        buttons.addWidget(self.folder)
        buttons.addStretch()
        invitation = parts.label(tr("Drop photos, folders or video clips here"), "heading", wrap=True)
        more = tr("A folder brings its subfolders along. What waits here is kept when you close Stylizer.")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.GRID] * 4)
        column.setSpacing(theme.GRID)
        column.addStretch()
        for label in (self._picture, invitation, parts.label(more, "muted", wrap=True)):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(theme.GRID)
        column.addLayout(buttons)
        column.addStretch()

    def _draw(self) -> None:
        self._picture.setPixmap(icons.pixmap("album", ICON, palette.colours().color("muted"), self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if theme.is_restyle(event):
            self._draw()
