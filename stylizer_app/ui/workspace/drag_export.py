"""Hands the painted picture to other programs: a file that can be dragged out of the canvas, written when wanted."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from stylizer_app.ui.background.executor import Work
from stylizer_app.ui.background.painting import request_of
from stylizer_app.ui.background.runner import Runner
from stylizer_app.ui.interfaces import Shown
from stylizer_app.ui.wording import proposed_name
from stylizer_app.ui.workspace.controller import Controller
from stylizer_app.ui.workspace.saving import recipe_text


@dataclass(frozen=True, slots=True, eq=False)
class WriteShown:
    """Write what is shown, at the size it is shown at, with its recipe."""

    shown: Shown
    path: Path

    def run(self, work: Work[Path]) -> None:
        """Hand over the path."""
        from stylizer_app.imaging.encode import encode

        request = request_of(self.shown.document, work.pictures)
        pack = work.packs().get(self.shown.document.pack)
        recipe = recipe_text(self.shown.document, request, self.shown.painting, pack)
        work.give(encode(self.shown.painting.picture, self.path, overwrite="replace", recipe=recipe))


class DragExport(QObject):
    """One folder for the files of one run of the program; it goes when the program goes."""

    def __init__(self, runner: Runner, controller: Controller) -> None:
        super().__init__()
        self._runner, self._controller = runner, controller
        self._folder: Path | None = None
        self._written: tuple[Shown, Path] | None = None

    def prepare(self, ready: Callable[[str], None]) -> None:
        """Write the picture and call ``ready`` with its path; at once if it has been written already."""
        shown = self._controller.previewing.shown
        if shown is None:
            return
        if self._written is not None and self._written[0] is shown:
            ready(str(self._written[1]))
            return
        folder = self._folder = self._folder or Path(tempfile.mkdtemp(prefix="stylizer-"))
        path = folder / f"{proposed_name(shown.document)}.png"
        self._runner.io(WriteShown(shown, path), lambda written: self._ready(shown, written, ready))

    def close(self) -> None:
        """Remove the files."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _ready(self, shown: Shown, path: Path, ready: Callable[[str], None]) -> None:
        self._written = (shown, path)
        ready(str(path))
