"""Opens dialogs and hands over what was answered; none of them blocks the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QDialog, QFileDialog

from stylizer_app import paths
from stylizer_app.amounts import SizeRule
from stylizer_app.document import Document
from stylizer_app.imaging.formats import format_for, result_suffix
from stylizer_app.imaging.targets import Target
from stylizer_app.preferences import Preferences
from stylizer_app.ui import wording
from stylizer_app.ui.background import devices_seen
from stylizer_app.ui.background.tasks import SeenPhoto
from stylizer_app.ui.interfaces import Action, Message, Slot
from stylizer_app.ui.translate import tr
from stylizer_app.ui.window.file_size_estimate import Estimator
from stylizer_app.ui.window.main_window import MainWindow
from stylizer_app.ui.window.settings import Settings
from stylizer_app.ui.workspace.workspace import Workspace


class DialogController:
    """One method for every dialog."""

    def __init__(self, window: MainWindow, workspace: Workspace, settings: Settings) -> None:
        self._window, self._workspace, self._settings = window, workspace, settings
        self._folders: dict[Slot, str] = {}
        self._estimator = Estimator(workspace.runner)
        self._save_folder: Path | None = None
        self._warned = False
        workspace.saving.finished.connect(lambda _count: setattr(self, "_warned", False))

    @property
    def _preferences(self) -> Preferences:
        return self._settings.preferences

    def may_close(self) -> bool:
        """Whether the window may go now; a picture that is being saved is mentioned once."""
        saving = self._workspace.saving
        if not saving.busy or self._warned:
            return True
        self._warned = True
        wait = Action(tr("Close when saved"), lambda: saving.when_done(self._window.close))
        now = Action(tr("Close now"), self._window.close)
        text = tr("A picture is still being saved. If you close the window now, it will be lost.")
        self._workspace.view.say(Message(text, (wait, now), problem=True))
        return False

    def choose_file(self, slot: Slot) -> None:
        """Ask for photos, or for paintings."""
        title = tr("Open photos") if slot is Slot.PHOTO else tr("Open paintings")
        dialog = QFileDialog(self._window, title, self._folder_of(slot), _filter())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setOption(QFileDialog.Option.HideNameFilterDetails)
        dialog.filesSelected.connect(lambda files: self._chosen(files, slot))
        self._open(dialog)

    def find_file(self, path: Path, found: Callable[[Path, Path], None]) -> None:
        """Ask where a file is that is no longer where it was."""
        nearest = next((str(folder) for folder in path.parents if folder.is_dir()), "")
        dialog = QFileDialog(self._window, tr("Where is {name} now?").format(name=path.name), nearest, _filter())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.filesSelected.connect(lambda files: found(path, Path(files[0])) if files else None)
        self._open(dialog)

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
            self._workspace.look_whole_photo(photo, dialog.show_image)
            self._open(dialog)
        elif slot is Slot.PAINTING and document.styles and document.styles[0].path is not None:
            style = document.styles[0]
            dialog = CropDialog(tr("Learn from this part"), style.crop, self._window)
            dialog.accepted.connect(lambda: self._workspace.choices.crop_style(0, dialog.crop))
            self._workspace.look_whole_style(style, dialog.show_image)
            self._open(dialog)

    def save(self) -> None:
        """Ask where and how to save the picture."""
        document = self._workspace.controller.document
        if document.complete:
            self._ask_how(
                document, wording.proposed_name(document), lambda target, size: self._save_one(document, target, size)
            )

    def save_all(self) -> None:
        """Ask where and how to save every photo of the album."""
        document = self._workspace.controller.document
        if document.styles and self._workspace.album.photos:
            self._ask_how(document, tr("(photo - painting)"), self._save_many)

    def preferences(self) -> None:
        """Show the preferences."""
        device = self._window.device
        self._settings.open_dialog(
            self._window, self._workspace.packs().list(), devices_seen.note(device) if device else ""
        )

    def engine_preferences(self) -> None:
        """Show the preferences at what computes."""
        device = self._window.device
        self._settings.open_dialog(
            self._window, self._workspace.packs().list(), devices_seen.note(device) if device else "", page="engine"
        )

    def shortcuts(self) -> None:
        """Show every shortcut."""
        from stylizer_app.ui.dialogs.shortcuts import ShortcutsDialog

        self._open(ShortcutsDialog(self._window.commands.groups(), self._window))

    def welcome(self) -> None:
        """Show what style transfer can and cannot do."""
        from stylizer_app.ui.dialogs.welcome import WelcomeDialog

        dialog = WelcomeDialog(self._window)
        dialog.example_requested.connect(self._workspace.importer.open_example)
        self._open(dialog)

    def first_start(self) -> None:
        """The same, once."""
        self._settings.take(self._preferences.with_(first_start=False))
        self.welcome()

    def report(self, crash: str = "") -> None:
        """Show log and versions, to be copied."""
        from stylizer_app.ui.dialogs.report import ReportDialog

        self._open(ReportDialog(crash, self._window))

    def about(self) -> None:
        """Show version and licences."""
        from stylizer_app.ui.dialogs.about import AboutDialog

        self._open(AboutDialog(self._window))

    def _chosen(self, files: list[str], slot: Slot) -> None:
        if files:
            self._folders[slot] = str(Path(files[0]).parent)
            self._workspace.importer.open([Path(file) for file in files], slot)

    def _ask_how(self, document: Document, name: str, then: Callable[[Target, SizeRule], None]) -> None:
        from stylizer_app.ui.dialogs.save_dialog import SaveDialog, SaveProposal

        seen = self._workspace.controller.photo_loader.seen
        if seen is None:
            return
        chosen = self._preferences
        proposal = SaveProposal(
            name=name,
            folder=self._save_folder or Path(chosen.text("folder") or _folder_for(seen.photo.path)),
            size=seen.size,
            has_alpha=seen.levels.has_alpha,
            format=chosen.text("format") if chosen.text("format") != "auto" else _format_for(seen),
            quality=int(chosen.number("quality")),
            strip_metadata=chosen.flag("strip_metadata"),
            forecast=self._how_long(),
        )
        shown = self._workspace.controller.previewing.shown
        dialog = SaveDialog(proposal, self._estimator.of(shown, document, seen.size), self._window)

        def accepted() -> None:
            choice = dialog.choice
            self._save_folder = choice.path.parent
            target = Target(
                choice.path, choice.format, choice.quality, choice.strip_metadata, choice.dpi, overwrite="replace"
            )
            then(target, SizeRule(choice.size.long_side) if choice.size else SizeRule())

        dialog.accepted.connect(accepted)
        self._open(dialog)

    def _how_long(self) -> str:
        forecast = self._workspace.controller.forecast
        if forecast is None or forecast.seconds is None:
            return ""
        return tr("Painting takes about {time}.").format(time=wording.duration(forecast.seconds))

    def _save_one(self, document: Document, target: Target, size: SizeRule) -> None:
        self._workspace.saving.save(document.with_size(size), target)

    def _save_many(self, target: Target, size: SizeRule) -> None:
        self._workspace.album.save_all(target.path.parent, target, size)

    @staticmethod
    def _open(dialog: QDialog) -> None:
        from PySide6.QtCore import Qt

        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _folder_for(photo: Path) -> Path:
    """The photo's folder; for a picture that came without one, the person's own pictures."""
    if paths.pasted_dir() not in photo.parents:
        return photo.parent
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation) or Path.home())


def _format_for(seen: SeenPhoto) -> str:
    """The format "as the photo": its own where that can be offered, and one that keeps what is transparent."""
    form = format_for(f"x{result_suffix(seen.photo.path)}")
    if form is None or not form.offered or (seen.levels.has_alpha and not form.alpha):
        return "png" if seen.levels.has_alpha else "jpeg"
    return form.name


def _filter() -> str:
    """What the file dialog shows."""
    from stylizer_app.imaging.formats import FORMATS

    patterns = " ".join(f"*{suffix}" for form in FORMATS for suffix in form.suffixes)
    return f"{tr('Pictures')} ({patterns});;{tr('All files')} (*)"
