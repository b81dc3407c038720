"""The controller and its companions around one document: put together here, taken apart here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtGui import QImage

from stylizer_app.choices import styles
from stylizer_app.choices.document import Document, PhotoChoice, StyleChoice
from stylizer_app.errors.reason import Note
from stylizer_app.system import paths
from stylizer_app.system.files import is_file, is_folder
from stylizer_app.ui.background.executor import Packs
from stylizer_app.ui.background.loading import FindPaintable, LoadPhoto, LoadStyle
from stylizer_app.ui.background.painting import WarmUp
from stylizer_app.ui.background.pictures import Pictures
from stylizer_app.ui.background.runner import Runner
from stylizer_app.ui.interfaces import PainterLike, View
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Action, Message
from stylizer_app.ui.wording import notes as wording
from stylizer_app.ui.workspace.album import Album
from stylizer_app.ui.workspace.autosave import Autosave
from stylizer_app.ui.workspace.choices import Choices
from stylizer_app.ui.workspace.controller import Controller
from stylizer_app.ui.workspace.drag_export import DragExport
from stylizer_app.ui.workspace.earlier_results import EarlierResults
from stylizer_app.ui.workspace.importing import Importer
from stylizer_app.ui.workspace.masking import Masking
from stylizer_app.ui.workspace.own_looks import OwnLooks
from stylizer_app.ui.workspace.queue import Queue
from stylizer_app.ui.workspace.recent_thumbnails import RecentThumbnails
from stylizer_app.ui.workspace.saving import Saving
from stylizer_app.ui.workspace.sheets import Sheets
from stylizer_app.ui.workspace.style_images import OwnPaintings
from stylizer_app.ui.workspace.style_previews import StylePreviews
from stylizer_app.ui.workspace.ways import Ways

CROP_PIXELS = 1200
"""Long side of a painting of which a part is to be chosen."""


class Workspace:
    """Everything behind the window that is not a widget."""

    def __init__(
        self,
        view: View,
        packs: Packs,
        make_painter: Callable[[], PainterLike],
        session_file: Path,
        starters: Sequence[str],
        document: Document | None = None,
    ) -> None:
        self.pictures = Pictures()
        self.runner = Runner(self.pictures, packs, make_painter)
        self.view, self.packs = view, packs
        self.controller = Controller(self.runner, view, document)
        self.choices = Choices(self.controller, starters)
        self.masking = Masking(self.controller)
        self.own_looks = OwnLooks(self.controller, paths.looks_dir())
        self.importer = Importer(self.controller, self.choices, packs, self.own_looks)
        self.saving = Saving(self.runner, view, self.controller.fail)
        self.queue = Queue(self.controller, session_file.with_name("queue"))
        self.album = Album(self.controller, self.importer, self.saving)
        self.style_previews = StylePreviews(
            self.runner, [StyleChoice(name) for name in starters], view.show_style_preview
        )
        self.sheets = Sheets(self.controller)
        self.ways = Ways(self.controller, self.choices, self.style_previews)
        self.drag_export = DragExport(self.runner, self.controller)
        self.autosave = Autosave(self.runner, view, session_file)
        self.own = OwnPaintings(self.runner, view)
        self.recent = RecentThumbnails(self.runner, view)
        self.earlier_results = EarlierResults(self.controller)
        self._closed, self._pack = False, ""
        self._connect()

    def start(
        self, files: Sequence[Path] = (), *, after_crash: tuple[Action, ...] = (), notes: Sequence[Note] = ()
    ) -> None:
        """Show what the program was started with: files, else the session before, offered if it ended in a crash."""
        self.controller.start()
        self.autosave.show()
        self.own_looks.refresh()
        self.choices.last = tuple(
            style for style in self.autosave.earlier.document.styles if style.path is None or is_file(style.path)
        )
        for note in notes:
            self.view.say(Message(partial(wording.note, note), problem=True))
        earlier = self.autosave.earlier
        self.earlier_results.bring_back(earlier.results, self.choices.starters)
        crashed = bool(after_crash) or not earlier.closed
        if crashed:
            again = (Action(lambda: tr("Open it again"), self._restore),) if earlier.document.photo is not None else ()
            told = Message(_not_closed_properly, (*again, *after_crash))
            self.view.say(told if told.actions else None)
        if not crashed or earlier.document.photo is None:
            self.earlier_results.paint()
        if files:
            self.importer.open_photos(files)
        elif not crashed and earlier.document.photo is not None:
            self._restore()
        document = self.controller.document
        self.runner.idle(WarmUp(document.pack, document.device), self.view.show_device)

    def load_whole_photo(self, photo: PhotoChoice, show: Callable[[QImage], None]) -> None:
        """Bring the photo as turned but not cropped, for choosing a part of it."""
        task = LoadPhoto(PhotoChoice(photo.path, photo.turns))
        self.runner.io(task, lambda loaded: show(loaded.levels.images[0].copy()))

    def load_whole_style(self, style: StyleChoice, show: Callable[[QImage], None]) -> None:
        """Bring a whole painting, for choosing a part of it."""
        task = LoadStyle(StyleChoice(style.name, style.path), CROP_PIXELS)
        self.runner.io(task, lambda loaded: show(loaded.thumbnail))

    def close(self) -> None:
        """Stop all work, leave no thread behind, and keep the session; a second call does nothing."""
        if self._closed:
            return
        self._closed = True
        self.autosave.close()
        self.style_previews.stop()
        self.runner.close()
        self.queue.intake.close()
        self.drag_export.close()
        self.controller.close()
        self.pictures.clear()

    def _restore(self) -> None:
        """Bring back what was open before; files that are gone are left out, with a sentence."""
        earlier, now = self.autosave.earlier, self.controller.document
        document = earlier.document.with_engine(now.pack, now.device, now.memory)
        paintings = tuple(style for style in map(self._still_there, document.styles) if style is not None)
        photo = document.photo if document.photo and is_file(document.photo.path) else None
        self.controller.replace(replace(document, photo=photo, styles=paintings))
        self.album.add([path for path in earlier.album if is_file(path)])
        self.earlier_results.paint()
        if document.photo is not None and photo is None:
            self._offer_to_find(document.photo)

    def _offer_to_find(self, photo: PhotoChoice) -> None:
        """The photo of the session before is gone; found again, it is turned and cropped as it was."""

        def found(_before: Path, now: Path) -> None:
            document = replace(self.controller.document, photo=replace(photo, path=now))
            self.controller.step(document, lambda: tr("File found"))

        find = Action(lambda: tr("Find it…"), lambda: self.view.find_file(photo.path, found))
        gone = Message(lambda: tr("{name} is no longer where it was.").format(name=photo.path), (find,), problem=True)
        self.view.say(gone)

    def _still_there(self, style: StyleChoice) -> StyleChoice | None:
        """A painting of the session before; a look under its present name; None for what is gone."""
        if not style.is_look:
            return style if style.path is None or is_file(style.path) or is_folder(style.path) else None
        if change := styles.renamed(style.name):
            self.view.say(Message(partial(wording.note, change)))
            return replace(style, name=change.name)
        return style if style.name in self.choices.starters else None

    def _follow_pack(self, document: Document) -> None:
        """Find out what the networks can paint, when others have been chosen."""
        if document.pack != self._pack:
            self._pack = document.pack
            self.runner.io(FindPaintable(document.pack), self._found_paintable, lambda _error: None)

    def _found_paintable(self, names: frozenset[str]) -> None:
        self.choices.limit_to(names)
        self.style_previews.limit_to(names)
        self.view.show_paintable(names)

    def _connect(self) -> None:
        self.controller.changed.connect(self._follow_pack)
        self.controller.changed.connect(self.autosave.keep_document)
        self.controller.photo_loader.appeared.connect(lambda _: self.style_previews.follow(self.controller.document))
        self.controller.changed.connect(self.style_previews.follow)
        self.controller.results_changed.connect(self.autosave.keep_results)
        self.importer.opened_photo.connect(self.autosave.opened_photo)
        self.importer.opened_painting.connect(self.autosave.opened_painting)
        self.album.changed.connect(self.autosave.keep_album)
        self.saving.working.connect(self.controller.previewing.make_way)
        self.autosave.recent_changed.connect(self.own_looks.show_recent)
        for show in (self.own.show, self.style_previews.show_own, self.ways.show_own):
            self.own_looks.changed.connect(show)


def _not_closed_properly() -> str:
    return tr("Stylizer did not close properly last time. What was open is still here.")
