"""Hands the painted picture to other programs: a file that can be dragged out of the canvas, written when wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from stylizer_app.choices.document import Document
from stylizer_app.errors import SaveError
from stylizer_app.imaging.targets import explained
from stylizer_app.system.leftovers import TemporaryFolder
from stylizer_app.ui.background.executor import Work
from stylizer_app.ui.background.painting import request_of
from stylizer_app.ui.background.runner import Runner
from stylizer_app.ui.background.saving import recipe_text
from stylizer_app.ui.values import Shown
from stylizer_app.ui.wording import proposed_name
from stylizer_app.ui.workspace.controller import Controller


@dataclass(frozen=True, slots=True, eq=False)
class WriteShown:
    """Write what is shown of a document, at the size it is shown at, with its recipe."""

    shown: Shown
    document: Document
    path: Path

    def run(self, work: Work[Path]) -> None:
        """Hand over the path."""
        from stylizer_app.engine.compositor import with_photo_kept
        from stylizer_app.imaging.encode import encode

        request = request_of(self.document, work.pictures)
        pack = work.packs().get(self.document.pack)
        recipe = recipe_text(self.document, request, self.shown.painting, pack)
        picture = with_photo_kept(self.shown.painting.picture, request)
        work.give(encode(picture, self.path, overwrite="replace", recipe=recipe))


class DragExport(QObject):
    """One folder for the files of one run of the program; it goes when the program goes."""

    def __init__(self, runner: Runner, controller: Controller) -> None:
        super().__init__()
        self._runner, self._controller = runner, controller
        self._folder: TemporaryFolder | None = None
        self._written: WriteShown | None = None

    def prepare(self, ready: Callable[[str], None]) -> None:
        """Write the picture and call ``ready`` with its path; at once if it has been written already."""
        shown, now = self._controller.previewing.shown, self._controller.document
        if shown is None:
            return
        document = now if now.unmasked == shown.document else shown.document
        if self._written is not None and (self._written.shown, self._written.document) == (shown, document):
            ready(str(self._written.path))
            return
        name = f"{proposed_name(document)}.png"
        try:
            with explained(Path(name)):
                folder = self._folder = self._folder or TemporaryFolder()
        except SaveError as error:
            self._controller.fail(error)
            return
        write = WriteShown(shown, document, folder.path / name)
        self._runner.io(write, lambda _path: self._ready(write, ready))

    def close(self) -> None:
        """Remove the files."""
        if self._folder is not None:
            self._folder.close()

    def _ready(self, written: WriteShown, ready: Callable[[str], None]) -> None:
        self._written = written
        ready(str(written.path))
