"""Opens dialogs and hands over what was answered; none of them blocks the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from stylizer_app.system.files import is_folder
from stylizer_app.ui.background import active_device
from stylizer_app.ui.dialogs.parts import open_dialog, while_there
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Slot
from stylizer_app.ui.window.look_dialogs import LookDialogs
from stylizer_app.ui.window.main_window import MainWindow
from stylizer_app.ui.window.pack_management import PackManagement
from stylizer_app.ui.window.queue_window import QueueWindow
from stylizer_app.ui.window.saving_dialogs import SavingDialogs
from stylizer_app.ui.window.settings import Settings
from stylizer_app.ui.workspace.workspace import Workspace


class DialogController:
    """One method for every dialog; ``saving``, ``looks`` and ``queue`` have those about these."""

    def __init__(self, window: MainWindow, workspace: Workspace, settings: Settings) -> None:
        self._window, self._workspace, self._settings = window, workspace, settings
        self.saving = SavingDialogs(window, workspace, settings)
        self.looks = LookDialogs(window, workspace)
        self.queue = QueueWindow(window, workspace.queue, workspace.runner, workspace.view)
        self._folders: dict[Slot, str] = {}

    def choose_file(self, slot: Slot) -> None:
        """Ask for photos, or for paintings."""
        title = tr("Open photos: several become an album") if slot is Slot.PHOTO else tr("Open paintings")
        dialog = QFileDialog(self._window, title, self._folder_of(slot), _filter(slot))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setOption(QFileDialog.Option.HideNameFilterDetails)
        dialog.filesSelected.connect(lambda files: self._chosen(files, slot))
        open_dialog(dialog)

    def find_file(self, path: Path, found: Callable[[Path, Path], None]) -> None:
        """Ask where a file is that is no longer where it was."""
        nearest = next((str(folder) for folder in path.parents if is_folder(folder)), "")
        dialog = QFileDialog(
            self._window, tr("Where is {name} now?").format(name=path.name), nearest, _filter(Slot.PAINTING)
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.filesSelected.connect(lambda files: found(path, Path(files[0])) if files else None)
        open_dialog(dialog)

    def _folder_of(self, slot: Slot) -> str:
        """Where the last file of this kind came from, else the person's own pictures."""
        session = self._workspace.autosave.session
        recent = session.recent_photos if slot is Slot.PHOTO else session.recent_paintings
        last = self._folders.get(slot) or (str(recent[0].parent) if recent else "")
        return last or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)

    def crop(self, slot: Slot) -> None:
        """Ask which part of the photo, or of the painting, is used."""
        from stylizer_app.ui.dialogs.crop import CropDialog

        document = self._workspace.controller.document
        if slot is Slot.PHOTO and document.photo is not None:
            photo = document.photo
            dialog = CropDialog(tr("Crop photo"), photo.crop, self._window)
            dialog.accepted.connect(lambda: self._workspace.choices.crop_photo(dialog.crop))
            self._workspace.load_whole_photo(photo, while_there(dialog, dialog.show_image))
            open_dialog(dialog)
        elif slot is Slot.PAINTING and document.styles and document.styles[0].path is not None:
            style = document.styles[0]
            dialog = CropDialog(tr("Learn from this part"), style.crop, self._window)
            dialog.accepted.connect(lambda: self._workspace.choices.crop_style(0, dialog.crop))
            self._workspace.load_whole_style(style, while_there(dialog, dialog.show_image))
            open_dialog(dialog)

    def preferences(self, page: str = "") -> None:
        """Show the preferences, at ``page`` if one is named."""
        device = self._window.device
        note = active_device.note(device) if device else ""
        runner, settings = self._workspace.runner, self._settings
        packs = PackManagement(runner, self._workspace.packs, settings.forget_pack)
        settings.open_dialog(self._window, packs, note, page)

    def shortcuts(self) -> None:
        """Show every shortcut."""
        from stylizer_app.ui.dialogs.shortcuts import ShortcutsDialog

        open_dialog(ShortcutsDialog(self._window.commands.groups(), self._window))

    def hints(self) -> None:
        """Show what style transfer can and cannot do."""
        from stylizer_app.ui.dialogs.hints import HintsDialog

        open_dialog(HintsDialog(self._window))

    def large_prints(self) -> None:
        """Show how large the photo can be printed."""
        from stylizer_app.ui.dialogs.large_prints import LargePrintsDialog

        loaded = self._workspace.controller.photo_loader.loaded
        open_dialog(LargePrintsDialog(loaded.size if loaded else None, self._window))

    def welcome(self) -> None:
        """Show what the program is for."""
        from stylizer_app.ui.dialogs.welcome import WelcomeDialog

        dialog = WelcomeDialog(self._window)
        dialog.example_requested.connect(self._workspace.importer.open_example)
        dialog.offered.connect(lambda offer: self._workspace.importer.take(offer, Slot.PHOTO))
        open_dialog(dialog)

    def first_start(self) -> None:
        """The same, once."""
        self._settings.take(self._settings.preferences.with_(first_start=False))
        self.welcome()

    def report(self, crash: str = "") -> None:
        """Show log and versions, to be copied."""
        from stylizer_app.ui.dialogs.report import ReportDialog

        open_dialog(ReportDialog(crash, self._window))

    def about(self) -> None:
        """Show version and licences."""
        from stylizer_app.ui.dialogs.about import AboutDialog

        open_dialog(AboutDialog(self._window))

    def _chosen(self, files: list[str], slot: Slot) -> None:
        if files:
            self._folders[slot] = str(Path(files[0]).parent)
            self._workspace.importer.open([Path(file) for file in files], slot)


def _filter(slot: Slot) -> str:
    """What the file dialog shows."""
    from stylizer_app.choices.own_looks import SUFFIX
    from stylizer_app.imaging.formats import CLIP_SUFFIXES, FORMATS

    suffixes = [suffix for form in FORMATS for suffix in form.suffixes]
    patterns = " ".join(f"*{suffix}" for suffix in (*suffixes, *([SUFFIX] if slot is Slot.PAINTING else CLIP_SUFFIXES)))
    kinds = tr("Pictures and clips") if slot is Slot.PHOTO else tr("Pictures")
    return f"{kinds} ({patterns});;" + tr("All files") + " (*)"
