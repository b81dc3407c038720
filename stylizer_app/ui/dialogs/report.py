"""Report a problem: versions and the end of the log as text to copy. Nothing is ever sent."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPlainTextEdit, QPushButton, QWidget

from stylizer_app.system import logs, paths
from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.look import icons, theme
from stylizer_app.ui.translate import tr


class ReportDialog(QDialog):
    """Shows a report, by default a fresh one; after a crash, the one that was found."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Report a problem"))
        self.text = QPlainTextEdit(text or logs.report())
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(tr("Report"))
        self.copy = QPushButton(tr("Copy"))
        icons.bind(self.copy, "copy", "on_accent")
        self.copy.setProperty("primary", True)
        self.copy.clicked.connect(self._copy)
        self._arrange()
        self.copy.setFocus()

    def _arrange(self) -> None:
        sentence = tr(
            "This program sends nothing by itself. Copy the text below into a message or an issue, "
            "and say what you did before it happened. It may contain names of folders and files: read it first."
        )
        folder = QPushButton(tr("Open the log folder"))
        folder.setProperty("link", True)
        folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.logs_dir()))))
        box, _ = parts.buttons(self)
        for button in (folder, *(cast("QPushButton", other) for other in box.buttons())):
            button.setAutoDefault(False)
            button.setDefault(False)
        box.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(folder)
        foot.addStretch()
        foot.addWidget(box)
        layout = parts.column(self)
        layout.addWidget(parts.label(sentence, wrap=True))
        layout.addWidget(self.text, 1)
        layout.addLayout(foot)
        self.resize(84 * theme.GRID, 60 * theme.GRID)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText(tr("Copied"))
