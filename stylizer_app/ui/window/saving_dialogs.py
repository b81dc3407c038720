"""Asks where and how pictures are saved, and whether the window may go while one is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from stylizer_app.choices.amounts import SizeRule
from stylizer_app.choices.document import Document
from stylizer_app.imaging.formats import format_for, result_suffix
from stylizer_app.imaging.targets import Target
from stylizer_app.system import paths
from stylizer_app.ui import wording
from stylizer_app.ui.background.loading import LoadedPhoto
from stylizer_app.ui.dialogs.parts import open_dialog
from stylizer_app.ui.interfaces import Action, Message
from stylizer_app.ui.translate import tr
from stylizer_app.ui.window.file_size_estimate import Estimator
from stylizer_app.ui.window.main_window import MainWindow
from stylizer_app.ui.window.settings import Settings
from stylizer_app.ui.workspace.workspace import Workspace


class SavingDialogs:
    """What is asked before a picture is saved; the folder last chosen is proposed again."""

    def __init__(self, window: MainWindow, workspace: Workspace, settings: Settings) -> None:
        self._window, self._workspace, self._settings = window, workspace, settings
        self._estimator = Estimator(workspace.runner)
        self._folder: Path | None = None
        self._warned = False
        workspace.saving.finished.connect(lambda _count: setattr(self, "_warned", False))

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

    def _ask_how(self, document: Document, name: str, then: Callable[[Target, SizeRule], None]) -> None:
        from stylizer_app.ui.dialogs.save_dialog import SaveDialog, SaveProposal

        loaded = self._workspace.controller.photo_loader.loaded
        if loaded is None:
            return
        chosen = self._settings.preferences
        proposal = SaveProposal(
            name=name,
            folder=self._folder or Path(chosen.text("folder") or _folder_for(loaded.photo.path)),
            size=loaded.size,
            has_alpha=loaded.levels.has_alpha,
            format=chosen.text("format") if chosen.text("format") != "auto" else _format_for(loaded),
            quality=int(chosen.number("quality")),
            strip_metadata=chosen.flag("strip_metadata"),
            forecast=self._how_long(),
        )
        shown = self._workspace.controller.previewing.shown
        dialog = SaveDialog(proposal, self._estimator.of(shown, document, loaded.size), self._window)

        def accepted() -> None:
            choice = dialog.choice
            self._folder = choice.path.parent
            target = Target(
                choice.path, choice.format, choice.quality, choice.strip_metadata, choice.dpi, overwrite="replace"
            )
            then(target, SizeRule(choice.size.long_side) if choice.size else SizeRule())

        dialog.accepted.connect(accepted)
        open_dialog(dialog)

    def _how_long(self) -> str:
        forecast = self._workspace.controller.forecast
        if forecast is None or forecast.seconds is None:
            return ""
        return tr("Painting takes about {time}.").format(time=wording.duration(forecast.seconds))

    def _save_one(self, document: Document, target: Target, size: SizeRule) -> None:
        self._workspace.saving.save(document.with_size(size), target)

    def _save_many(self, target: Target, size: SizeRule) -> None:
        self._workspace.album.save_all(target.path.parent, target, size)


def _folder_for(photo: Path) -> Path:
    """The photo's folder; for a picture that came without one, the person's own pictures."""
    if paths.pasted_dir() not in photo.parents:
        return photo.parent
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation) or Path.home())


def _format_for(loaded: LoadedPhoto) -> str:
    """The format "as the photo": its own where that can be offered, and one that keeps what is transparent."""
    form = format_for(f"x{result_suffix(loaded.photo.path)}")
    if form is None or not form.offered or (loaded.levels.has_alpha and not form.alpha):
        return "png" if loaded.levels.has_alpha else "jpeg"
    return form.name
