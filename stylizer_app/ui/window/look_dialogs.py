"""Asks how looks of the person's own are called, and where they are written to be shared."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from stylizer_app.choices.own_looks import SUFFIX
from stylizer_app.ui import wording
from stylizer_app.ui.dialogs.look_name import LookNameDialog
from stylizer_app.ui.dialogs.parts import open_dialog
from stylizer_app.ui.translate import tr
from stylizer_app.ui.window.main_window import MainWindow
from stylizer_app.ui.workspace.workspace import Workspace


class LookDialogs:
    """One method for every question."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        self._window, self._workspace = window, workspace

    def save(self) -> None:
        """Ask for the name of a look made of what is chosen."""
        document = self._workspace.controller.document
        if document.complete:
            name = wording.styles_title(document.styles)
            dialog = LookNameDialog(tr("Save as my look"), name, self._taken(), self._window)
            dialog.accepted.connect(lambda: self._workspace.own_looks.save(dialog.name))
            open_dialog(dialog)

    def rename(self, path: Path) -> None:
        """Ask for another name."""
        dialog = LookNameDialog(tr("Rename the look"), path.stem, self._taken(), self._window, replaces=False)
        dialog.accepted.connect(lambda: self._workspace.own_looks.rename(path, dialog.name))
        open_dialog(dialog)

    def share(self, path: Path) -> None:
        """Ask where a look is written."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        plain, with_picture = (f"{kind} (*{SUFFIX})" for kind in (tr("Look"), tr("Look with its picture in it")))
        dialog = QFileDialog(self._window, tr("Save the look"), str(Path(folder) / path.name))
        dialog.setNameFilters([plain, with_picture])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.selectFile(path.name)

        def share(files: list[str]) -> None:
            wanted = dialog.selectedNameFilter() == with_picture
            self._workspace.own_looks.share(path, Path(files[0]), with_picture=wanted)

        dialog.filesSelected.connect(share)
        open_dialog(dialog)

    def _taken(self) -> list[str]:
        return [look.name for look in self._workspace.own_looks.looks]
