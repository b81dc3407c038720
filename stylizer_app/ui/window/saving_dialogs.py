"""Asks where and how pictures are saved, and whether the window may go while one is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from stylizer_app.choices.amounts import PHOTO_SIZE, SizeRule
from stylizer_app.choices.document import Document
from stylizer_app.imaging.formats import WRITABLE_FORMATS, format_for, format_named, result_suffix
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.targets import Target
from stylizer_app.system import paths
from stylizer_app.ui import wording
from stylizer_app.ui.background.loading import LoadedPhoto
from stylizer_app.ui.dialogs.parts import ask_folder, open_dialog
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Action, Message
from stylizer_app.ui.window.album_outlook import AlbumOutlook, time_of
from stylizer_app.ui.window.file_size_estimate import Estimator
from stylizer_app.ui.window.main_window import MainWindow
from stylizer_app.ui.window.settings import Settings
from stylizer_app.ui.wording.file_names import usual_pattern
from stylizer_app.ui.workspace.workspace import Workspace

if TYPE_CHECKING:
    from stylizer_app.ui.dialogs.save_all_dialog import SaveAllChoice
    from stylizer_app.ui.dialogs.save_dialog import SaveChoice
    from stylizer_app.ui.dialogs.sheets import Sheet


class SavingDialogs:
    """What is asked before a picture is saved; folder and pattern last chosen are proposed again."""

    def __init__(self, window: MainWindow, workspace: Workspace, settings: Settings) -> None:
        self._window, self._workspace, self._settings = window, workspace, settings
        self._estimator = Estimator(workspace.runner)
        self._folder: Path | None = None
        self._pattern, self._one_hand = "", False
        self._last: SaveChoice | SaveAllChoice | None = None
        self._warning: Message | None = None
        self.sheet: Sheet | None = None
        """The paper that the last picture was saved for."""
        workspace.saving.working.connect(self._saving)

    def save(self) -> None:
        """Ask where and how to save the picture."""
        from stylizer_app.ui.dialogs.save_dialog import SaveDialog, SaveProposal

        document, loaded = self._workspace.controller.document, self._workspace.controller.photo_loader.loaded
        if not document.complete or loaded is None:
            return
        chosen = self._settings.preferences
        proposal = SaveProposal(
            name=wording.proposed_name(document),
            folder=self._folder_for(loaded.photo.path),
            size=loaded.size,
            has_alpha=loaded.levels.has_alpha,
            format=self._format_for(loaded),
            quality=self._last.quality if self._last else int(chosen.number("quality")),
            strip_metadata=self._last.strip_metadata if self._last else chosen.flag("strip_metadata"),
            dpi=loaded.dpi,
            forecast=self._how_long,
            in_use=self._in_use(document),
        )
        shown = self._workspace.controller.previewing.shown
        dialog = SaveDialog(proposal, self._estimator.of(shown, document, loaded.size), self._window)
        dialog.accepted.connect(lambda: self._save_one(document, dialog.choice))
        open_dialog(dialog)

    def save_all(self) -> None:
        """Ask where and how to save every photo of the album."""
        from stylizer_app.ui.dialogs.save_all_dialog import SaveAllDialog, SaveAllProposal

        controller, album = self._workspace.controller, self._workspace.album
        if not controller.document.styles or not album.photos:
            return
        chosen, loaded = self._settings.preferences, controller.photo_loader.loaded
        proposal = SaveAllProposal(
            photos=album.names,
            painting=wording.mixture_title(controller.document),
            title=wording.styles_title(controller.document.styles),
            pattern=self._pattern or usual_pattern(),
            folder=self._folder_for(album.photos[0]),
            has_alpha=loaded is not None and loaded.levels.has_alpha,
            format=self._format_for(loaded),
            quality=self._last.quality if self._last else int(chosen.number("quality")),
            strip_metadata=self._last.strip_metadata if self._last else chosen.flag("strip_metadata"),
            one_hand=self._one_hand,
        )
        frames = [album.frame_of(path) for path in album.photos]
        outlook = AlbumOutlook(self._workspace.runner, frames, controller.previewing.shown, controller.forecast)
        dialog = SaveAllDialog(proposal, outlook.ask, self._window)
        dialog.accepted.connect(lambda: self._save_many(dialog.choice))
        open_dialog(dialog)

    def choose_folder(self, chosen: Callable[[Path], None]) -> None:
        """Ask for another folder."""
        start = str(self._folder or Path.home())
        ask_folder(self._window, tr("Folder to save in"), lambda folder: self._chosen(folder, chosen), start)

    def _chosen(self, folder: Path, chosen: Callable[[Path], None]) -> None:
        self._folder = folder
        chosen(folder)

    def save_sheet(self) -> None:
        """Ask where to save all ways that the canvas shows, as one picture."""
        photo = self._workspace.controller.document.photo
        if photo is None or not self._workspace.ways.shown:
            return
        folder = self._folder or photo.path.parent
        proposed = tr("{photo} - looks").format(photo=photo.name) + ".jpg"
        patterns = " ".join(f"*{form.suffixes[0]}" for form in WRITABLE_FORMATS)
        kinds = tr("Pictures") + f" ({patterns})"
        dialog = QFileDialog(self._window, tr("Save all as one picture"), str(folder), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("jpg")
        dialog.selectFile(proposed)
        dialog.fileSelected.connect(self._save_sheet)
        open_dialog(dialog)

    def _save_sheet(self, name: str) -> None:
        form = format_for(name)
        suffix = form.name if form is not None and form.writable else None
        target = Target(Path(name) if suffix else Path(f"{name}.jpg"), suffix or "jpeg", overwrite="replace")
        self._workspace.sheets.save(self._workspace.ways.shown, self._window.ways.columns, target)

    def may_close(self) -> bool:
        """Whether the window may go now; a picture that is being saved is mentioned once."""
        saving = self._workspace.saving
        if not saving.busy or self._warning is not None:
            return True
        wait = Action(lambda: tr("Close when saved"), lambda: saving.when_done(self._window.close))
        now = Action(lambda: tr("Close now"), self._window.close)
        self._warning = Message(_would_be_lost, (wait, now), problem=True)
        self._workspace.view.say(self._warning)
        return False

    def _saving(self, on: bool) -> None:
        """What was said of closing is over with what was being saved."""
        warning, self._warning = self._warning, None
        if not on and warning is not None:
            self._workspace.view.withdraw(warning)

    def _in_use(self, document: Document) -> tuple[Path, ...]:
        """The photos and paintings that are open."""
        photo = (document.photo.path,) if document.photo is not None else ()
        paintings = (style.path for style in document.styles if style.path is not None)
        return (*photo, *paintings, *self._workspace.album.photos)

    def _how_long(self, size: Size) -> str:
        forecast = self._workspace.controller.forecast
        return "" if forecast is None else time_of(forecast, size.pixels)

    def _save_one(self, document: Document, choice: SaveChoice) -> None:
        self._folder, self._last, self.sheet = choice.path.parent, choice, choice.sheet
        size = SizeRule(choice.size.long_side) if choice.size else PHOTO_SIZE
        target = Target(
            choice.path, choice.format, choice.quality, choice.strip_metadata, choice.dpi, overwrite="replace"
        )
        self._workspace.saving.save(document.with_size(size), target)

    def _save_many(self, choice: SaveAllChoice) -> None:
        self._folder, self._pattern, self._one_hand, self._last = choice.folder, choice.pattern, choice.one_hand, choice
        template = Target(Path(f"all{choice.suffix}"), choice.format, choice.quality, choice.strip_metadata)
        self._workspace.album.save_all(choice.folder, template, choice.size, choice.pattern, one_hand=choice.one_hand)

    def _folder_for(self, photo: Path) -> Path:
        """The last folder, the preferred one or the photo's; for a photo that came without one, the person's own."""
        preferred = self._settings.preferences.text("folder")
        if self._folder is not None or preferred:
            return self._folder or Path(preferred)
        if paths.pasted_dir() not in photo.parents:
            return photo.parent
        return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation) or Path.home())

    def _format_for(self, loaded: LoadedPhoto | None) -> str:
        """The format last chosen or preferred, or the photo's; one that is offered and keeps what is transparent."""
        transparent = loaded is not None and loaded.levels.has_alpha
        last = format_named(self._last.format) if self._last is not None else None
        if last is not None and (last.alpha or not transparent):
            return last.name
        preferred = self._settings.preferences.text("format")
        if preferred != "auto" or loaded is None:
            return preferred if preferred != "auto" else "jpeg"
        form = format_for(f"x{result_suffix(loaded.photo.path)}")
        if form is None or not form.offered or (loaded.levels.has_alpha and not form.alpha):
            return "png" if loaded.levels.has_alpha else "jpeg"
        return form.name


def _would_be_lost() -> str:
    return tr("A picture is still being saved. If you close the window now, it will be lost.")
