"""Paints the full size in the background and saves it, one picture after the other, while the window stays free."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from stylizer_app.document import Document
from stylizer_app.engine.progress import Doing
from stylizer_app.engine.request import Painting, PaintRequest
from stylizer_app.errors import StylizerError
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.targets import Target
from stylizer_app.ui import wording
from stylizer_app.ui.background.executor import Work
from stylizer_app.ui.background.runner import Runner
from stylizer_app.ui.background.tasks import request_of
from stylizer_app.ui.interfaces import Action, Busy, Message, View
from stylizer_app.ui.translate import tr


@dataclass(frozen=True, slots=True, eq=False)
class Finished:
    """A painted picture with its recipe, ready to be written."""

    picture: Picture
    recipe: str


@dataclass(frozen=True, slots=True)
class PaintWhole:
    """Paint every octave of a document, exactly as the command line does."""

    document: Document

    def run(self, work: Work[Finished]) -> None:
        """Hand over one Finished."""
        request = request_of(self.document, work.pictures)
        painting = work.painter().paint(request, work.progress)
        work.give(Finished(painting.picture, recipe_text(self.document, request, painting)))


@dataclass(frozen=True, slots=True, eq=False)
class Write:
    """Encode a picture and put it in its place, whole or not at all."""

    finished: Finished
    target: Target

    def run(self, work: Work[Path]) -> None:
        """Hand over the path."""
        from stylizer_app.imaging.encode import save

        work.give(save(self.finished.picture, self.target, self.finished.recipe))


def recipe_text(document: Document, request: PaintRequest, painting: Painting) -> str:
    """The recipe that the picture carries."""
    from stylizer_app.engine.packs.library import PackLibrary
    from stylizer_app.recipe import recipe_of

    checksum = PackLibrary().get(document.pack).checksum
    return recipe_of(request, painting.style_vectors, pack_checksum=checksum, size=document.size).to_json()


@dataclass(slots=True)
class _Job:
    document: Document
    target: Target
    started: float = 0.0


class Saving(QObject):
    """The pictures that wait to be saved, the one that is being painted, and what became of them."""

    finished = Signal(int)
    working = Signal(bool)

    def __init__(self, runner: Runner, view: View, fail: Callable[..., None]) -> None:
        super().__init__()
        self._runner, self._view, self._fail = runner, view, fail
        self._waiting: deque[_Job] = deque()
        self._job: _Job | None = None
        self._ticket: int | None = None
        self._written: list[Path] = []
        self._total = 0
        self._afterwards: Callable[[], object] | None = None

    @property
    def busy(self) -> bool:
        """Whether a picture is being painted or written."""
        return self._job is not None

    def save(self, document: Document, target: Target) -> None:
        """Paint and write this picture when those before it are done."""
        self._waiting.append(_Job(document, target))
        self._total += 1
        if self._job is None:
            self.working.emit(True)
            self._next()

    def when_done(self, act: Callable[[], object]) -> None:
        """Do something once nothing is being saved any more."""
        self._afterwards = act
        if not self.busy:
            self._finish()

    def cancel(self) -> None:
        """Stop the picture under way and forget those that wait. Files that are there already stay as they are."""
        self._runner.cancel(self._ticket)
        self._waiting.clear()
        self._finish()

    def _next(self) -> None:
        if not self._waiting:
            self._finish()
            return
        job = self._job = self._waiting.popleft()
        job.started = time.monotonic()
        self._progress(0.0, "")
        self._ticket = self._runner.background(PaintWhole(job.document), self._painted, self._ended, self._progress)

    def _painted(self, finished: Finished) -> None:
        assert self._job is not None
        self._ticket = self._runner.io(Write(finished, self._job.target), self._wrote, self._ended)

    def _wrote(self, path: Path) -> None:
        self._written.append(path)
        self._job = None

    def _ended(self, error: Exception | None) -> None:
        if error is not None:
            self._failed(error)
        elif self._job is None:
            self._next()

    def _failed(self, error: Exception) -> None:
        job, self._job = self._job, None
        if job is not None and isinstance(error, StylizerError | MemoryError | OSError):
            self._fail(error, Action(tr("Try again"), lambda: self.save(job.document, job.target)))
        else:
            self._fail(error)
        self._next()

    def _progress(self, fraction: float, doing: Doing) -> None:
        job = self._job
        if job is None:
            return
        elapsed = time.monotonic() - job.started
        remaining = elapsed / fraction * (1 - fraction) if fraction > 0.05 and elapsed > 0.5 else None
        number = self._total - len(self._waiting)
        what = tr("Saving {name}").format(name=job.target.path.name)
        if self._total > 1:
            what += f" ({number}/{self._total})"
        step = wording.doing(doing)
        self._view.show_busy(Busy(f"{what}: {step}" if step else what, fraction, remaining, self.cancel))

    def _finish(self) -> None:
        written, self._written, self._total, self._job, self._ticket = self._written, [], 0, None, None
        self._view.show_busy(None)
        self.working.emit(False)
        if written:
            self._tell(written)
            self.finished.emit(len(written))
        afterwards, self._afterwards = self._afterwards, None
        if afterwards is not None:
            afterwards()

    def _tell(self, written: list[Path]) -> None:
        if len(written) == 1:
            text = tr("Saved as {name} in {folder}.").format(name=written[0].name, folder=written[0].parent)
        else:
            text = tr("{count} pictures saved in {folder}.").format(count=len(written), folder=written[0].parent)
        show = Action(tr("Show folder"), lambda: self._view.open_folder(written[0]))
        self._view.say(Message(text, (show,), passing=True))
