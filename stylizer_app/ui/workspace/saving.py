"""Paints the full size in the background and saves it, one picture after the other, while the window stays free."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from stylizer_app.choices.document import Document, PhotoChoice
from stylizer_app.engine.progress import Doing
from stylizer_app.engine.request import Series
from stylizer_app.errors import SaveError, StylizerError
from stylizer_app.errors.save import NotWritten, SaveFault
from stylizer_app.imaging.targets import Target
from stylizer_app.ui.background.runner import Runner
from stylizer_app.ui.background.saving import Finished, LookAtAll, PaintWhole, Write, Written
from stylizer_app.ui.interfaces import View
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Action, Busy, Mark, Message
from stylizer_app.ui.wording import saving as wording
from stylizer_app.ui.workspace.after_saving import AfterSaving

log = logging.getLogger(__name__)

LONG = 10.0
"""Seconds after which a person may have turned to something else."""


@dataclass(slots=True, eq=False)
class _Alike:
    """Pictures that are painted alike, as one series, which is found out before the first of them."""

    documents: tuple[Document, ...]
    series: Series | None = None
    known: bool = False


@dataclass(slots=True, eq=False)
class _Job:
    document: Document
    target: Target
    alike: _Alike | None = None
    started: float = 0.0
    finished: Finished | None = None
    """Kept where only writing failed, so that it need not be painted again; one of many, the others are not painted."""


class Saving(QObject):
    """The pictures that wait to be saved, the one that is being painted, and what became of them."""

    finished = Signal(int)
    working = Signal(bool)

    def __init__(self, runner: Runner, view: View, fail: Callable[..., None]) -> None:
        super().__init__()
        self._runner, self._view, self._fail = runner, view, fail
        self._after, self._began = AfterSaving(runner, view, fail), 0.0
        self._waiting: deque[_Job] = deque()
        self._job: _Job | None = None
        self._ticket: int | None = None
        self._written: list[tuple[PhotoChoice | None, Written]] = []
        self._failed: list[tuple[_Job, Exception]] = []
        self._total = 0
        self._afterwards: Callable[[], object] | None = None

    @property
    def busy(self) -> bool:
        """Whether a picture is being painted or written, or waits for that, until it is told how that went."""
        return self._total > 0

    def save(self, document: Document, target: Target) -> None:
        """Paint and write this picture when those before it are done."""
        self._put(_Job(document, target))

    def save_alike(self, pictures: Sequence[tuple[Document, Target]]) -> None:
        """The same for many pictures, which are painted as all of them are on average."""
        alike = _Alike(tuple(document for document, _ in pictures))
        self._put(*(_Job(document, target, alike) for document, target in pictures))

    def _put(self, *jobs: _Job) -> None:
        self._waiting.extend(jobs)
        self._total += len(jobs)
        for job in jobs:
            self._mark(job, Mark.WAITING)
        if self._job is None:
            self._began = time.monotonic()
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
        left = [*([self._job] if self._job is not None else []), *self._waiting]
        self._waiting.clear()
        for job in left:
            self._mark(job, None)
        self._finish(left)

    def _next(self) -> None:
        if not self._waiting:
            self._finish()
            return
        job = self._job = self._waiting.popleft()
        self._mark(job, Mark.PAINTING)
        job.started = time.monotonic()
        self._progress(0.0, "")
        if job.finished is not None:
            self._painted(job.finished)
            return
        if job.alike is None or job.alike.known:
            self._paint(job)
        else:
            self._look_at_all(job, job.alike)

    def _look_at_all(self, job: _Job, alike: _Alike) -> None:
        def looked(series: Series | None) -> None:
            alike.series, alike.known = series, True
            self._paint(job)

        def looking(fraction: float, _doing: Doing) -> None:
            self._view.show_busy(Busy(lambda: tr("Looking at all photos"), fraction, None, self.cancel))

        looking(0.0, "")
        self._ticket = self._runner.background(LookAtAll(alike.documents), looked, self._ended, looking)

    def _paint(self, job: _Job) -> None:
        job.started = time.monotonic()
        task = PaintWhole(job.document, job.alike.series if job.alike else None)
        self._ticket = self._runner.background(task, self._painted, self._ended, self._progress)

    def _painted(self, finished: Finished) -> None:
        assert self._job is not None
        self._job.finished = finished
        self._ticket = self._runner.io(Write(finished, self._job.target), self._wrote, self._ended)

    def _wrote(self, written: Written) -> None:
        if self._job is not None:
            self._written.append((self._job.document.photo, written))
            self._mark(self._job, Mark.DONE)
        self._job = None

    def _ended(self, error: Exception | None) -> None:
        job = self._job
        if error is not None and job is not None:
            self._give_up(job, error)
            self._job = None
        if self._job is None:
            self._next()

    def _give_up(self, job: _Job, error: Exception) -> None:
        """Put a picture aside; with it those for the same folder, where none can be written now."""
        alike: list[_Job] = []
        if _is_about_the_folder(error):
            alike = [other for other in self._waiting if other.target.path.parent == job.target.path.parent]
        elif self._total > 1:
            job.finished = None
        for lost in (job, *alike):
            self._failed.append((lost, error))
            self._mark(lost, Mark.FAILED)
        self._waiting = deque(other for other in self._waiting if other not in alike)

    def _progress(self, fraction: float, doing: Doing) -> None:
        job = self._job
        if job is None:
            return
        elapsed = time.monotonic() - job.started
        remaining = elapsed / fraction * (1 - fraction) if fraction > 0.05 and elapsed > 0.5 else None
        number = self._total - len(self._waiting)
        what = partial(wording.saving, job.target.path.name, number, self._total, doing)
        self._view.show_busy(Busy(what, fraction, remaining, self.cancel))

    def _mark(self, job: _Job, mark: Mark | None) -> None:
        if job.document.photo is not None:
            self._view.show_mark(job.document.photo.path, mark)

    def _finish(self, cancelled: Sequence[_Job] = ()) -> None:
        written, failed, total = self._written, self._failed, self._total
        self._written, self._failed, self._total, self._job, self._ticket = [], [], 0, None, None
        self._view.show_busy(None)
        self.working.emit(False)
        if total == 1 and failed:
            self._tell_failure(*failed[0])
        elif total == 1 and written:
            [(photo, picture)] = written
            self._after.offer(picture.path, picture.image, photo)
        elif written or failed or (cancelled and total > 1):
            self._tell([picture.path for _, picture in written], failed, cancelled, total)
        if written and time.monotonic() - self._began > LONG:
            self._view.notify(wording.saved([picture.path for _, picture in written], total))
        if written:
            self.finished.emit(len(written))
        afterwards, self._afterwards = self._afterwards, None
        if afterwards is not None:
            afterwards()

    def _tell_failure(self, job: _Job, error: Exception) -> None:
        again = Action(lambda: tr("Try again"), lambda: self._put(job))
        if _is_about_the_place(error):
            self._fail(error, again, self._elsewhere([job]))
        elif isinstance(error, StylizerError | MemoryError | OSError):
            self._fail(error, again)
        else:
            self._fail(error)

    def _tell(
        self, written: list[Path], failed: list[tuple[_Job, Exception]], cancelled: Sequence[_Job], total: int
    ) -> None:
        """Say what became of everything, with a way to go on where something is missing."""
        for _, error in failed:
            if not isinstance(error, StylizerError):
                log.error("a picture was not saved", exc_info=error)
        actions: tuple[Action, ...] = ()
        if failed:
            jobs = [job for job, _ in failed]
            actions = (Action(lambda: tr("Try again"), lambda: self._put(*jobs)),)
            if all(_is_about_the_place(error) for _, error in failed):
                actions = (*actions, self._elsewhere(jobs))
        if cancelled:
            actions = (*actions, Action(lambda: tr("Save the rest"), lambda: self._put(*cancelled)))
        if written:
            actions = (*actions, Action(lambda: tr("Show folder"), lambda: self._view.open_folder(written[0])))
        errors = [error for _, error in failed]
        text = partial(wording.outcome, written, total, errors, cancelled=bool(cancelled))
        self._view.say(Message(text, actions, problem=bool(failed), passing=not (failed or cancelled)))

    def _elsewhere(self, jobs: Sequence[_Job]) -> Action:
        """Ask for another folder and save there; the message stays until that is done."""

        def save_in(folder: Path) -> None:
            self._view.say(None)
            for job in jobs:
                target = replace(job.target, path=folder / job.target.path.name, overwrite="rename")
                self._put(replace(job, target=target))

        return Action(lambda: tr("Save elsewhere…"), lambda: self._view.choose_folder(save_in), stays=True)


_FOLDER = {
    SaveFault.DISK_FULL,
    SaveFault.QUOTA_USED_UP,
    SaveFault.FORBIDDEN,
    SaveFault.READ_ONLY,
    SaveFault.NO_FOLDER,
    SaveFault.NOT_IN_A_FOLDER,
}


def _is_about_the_folder(error: Exception) -> bool:
    """Whether no other picture can be written there either."""
    return isinstance(error, SaveError) and (isinstance(error.reason, NotWritten) or error.reason in _FOLDER)


def _is_about_the_place(error: Exception) -> bool:
    """Whether another folder or disk would help."""
    too_large = isinstance(error, SaveError) and error.reason is SaveFault.FILE_TOO_LARGE
    return too_large or _is_about_the_folder(error)
