"""The person's own on the shelf: looks that were saved or given, then the paintings that were opened last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from stylizer_app.choices.document import Document, StyleChoice
from stylizer_app.choices.own_looks import OwnLook, is_look
from stylizer_app.ui.background.own_looks import (
    BringBack,
    KeepLook,
    ListLooks,
    MakeLook,
    RemoveLook,
    RenameLook,
    ShareLook,
)
from stylizer_app.ui.look.images import small_image
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Action, Message
from stylizer_app.ui.wording import saving as wording
from stylizer_app.ui.workspace.controller import Controller

TILE_PIXELS = 320


class OwnLooks(QObject):
    """Keeps the looks in ``folder``, one file each."""

    changed = TypedSignal[Sequence[StyleChoice]]()
    renamed = TypedSignal[Path, Path]()

    def __init__(self, controller: Controller, folder: Path) -> None:
        super().__init__()
        self._controller, self._runner, self._view = controller, controller.runner, controller.view
        self.folder = folder
        self.looks: tuple[StyleChoice, ...] = ()
        self._paintings: tuple[StyleChoice, ...] = ()

    def show_recent(self, paintings: Sequence[Path]) -> None:
        """Show these paintings after the looks."""
        self._paintings = tuple(StyleChoice.in_file(path) for path in paintings if not is_look(path))
        self.changed.emit((*self.looks, *self._paintings))

    def refresh(self) -> None:
        """Look again which looks there are."""
        self._runner.io(ListLooks(self.folder), self._listed)

    def save(self, name: str) -> None:
        """Keep what is chosen now as a look of this name."""
        document, shown = self._controller.document, self._controller.previewing.shown
        if document.complete:
            tile = small_image(shown.levels, TILE_PIXELS) if shown is not None else QImage()
            task = MakeLook(document, name, self.folder, tile)
            self._runner.background(task, lambda path: self._saved(path, document), self._ended)

    def keep(self, path: Path, then: Callable[[Path], None]) -> None:
        """Take over a look's file that lies anywhere, and go on with the person's own copy."""

        def kept(own: Path) -> None:
            self.refresh()
            then(own)

        self._runner.io(KeepLook(path, self.folder), kept, self._ended)

    def rename(self, path: Path, name: str) -> None:
        """Give a look another name."""
        self._runner.io(RenameLook(path, name), lambda now: self._renamed(path, now), self._ended)

    def remove(self, path: Path) -> None:
        """Take a look off the shelf, with a way back."""
        self._runner.io(RemoveLook(path), lambda look: self._removed(look, path), self._ended)

    def share(self, path: Path, target: Path, *, with_picture: bool = False) -> None:
        """Write a look to a file that can be given away; its picture shows the photo that was open."""
        self._runner.io(ShareLook(path, target, with_picture), self._shared, self._ended)

    def _listed(self, looks: tuple[StyleChoice, ...]) -> None:
        self.looks = looks
        self.changed.emit((*self.looks, *self._paintings))

    def _saved(self, path: Path, document: Document) -> None:
        self.refresh()
        self._view.show_on_shelf(path, document)
        there = Message(lambda: tr("{name} is on the shelf, under Mine.").format(name=path.stem), passing=True)
        self._view.say(there)

    def _renamed(self, before: Path, now: Path) -> None:
        self.refresh()
        self.renamed.emit(before, now)
        self._controller.moved(before, now)

    def _removed(self, look: OwnLook, path: Path) -> None:
        self.refresh()
        undo = Action(
            lambda: tr("Undo"),
            lambda: self._runner.io(BringBack(look, path), lambda _path: self.refresh(), self._ended),
        )
        gone = Message(lambda: tr("The look {name} is removed.").format(name=look.name), (undo,), passing=True)
        self._view.say(gone)

    def _shared(self, path: Path) -> None:
        show = Action(lambda: tr("Show folder"), lambda: self._view.open_folder(path))
        self._view.say(Message(lambda: wording.saved([path], 1), (show,), passing=True))

    def _ended(self, error: Exception | None) -> None:
        if error is not None:
            self._controller.fail(error)
