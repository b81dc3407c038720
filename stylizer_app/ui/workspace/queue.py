"""Many photos one after the other, each as it was chosen when it came: kept in a journal, so that none is lost."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stylizer_app.engine.progress import Doing
from stylizer_app.errors import DeviceError, PackError, StylizerError
from stylizer_app.imaging.formats import is_clip
from stylizer_app.ui.background.clips import PaintClip
from stylizer_app.ui.background.queueing import PaintJob, Settle
from stylizer_app.ui.translate import Words, tr
from stylizer_app.ui.values import Busy, Mark, Message, QueueRow, QueueStanding
from stylizer_app.ui.wording import starter_titles
from stylizer_app.ui.wording.errors import sentence
from stylizer_app.ui.workspace.controller import Controller
from stylizer_app.ui.workspace.queue_intake import QueueIntake
from stylizer_app.ui.workspace.queue_pace import TELLING, Pace

if TYPE_CHECKING:
    from stylizer_app.many.jobs import Job, Rendered


@dataclass(slots=True, eq=False)
class _Entry:
    job: Job
    state: Mark = Mark.WAITING
    fraction: float = 0.0
    reason: Words = str
    began: tuple[float, float] | None = None

    def begin(self, fraction: float) -> None:
        """Remember when painting began, and how far it was already."""
        if self.began is None:
            self.began = time.monotonic(), fraction

    @property
    def row(self) -> QueueRow:
        """What is shown of it."""
        job = self.job
        return QueueRow(
            job.photo, job.target.path, look_title(job), self.state, self.fraction, self.reason(), self.remaining
        )

    @property
    def remaining(self) -> float | None:
        """Seconds left, once enough is painted to tell."""
        if self.began is None or self.state is not Mark.PAINTING:
            return None
        seconds, painted = time.monotonic() - self.began[0], self.fraction - self.began[1]
        return seconds / painted * (1 - self.fraction) if seconds > TELLING and painted > 0 else None


def look_title(job: Job) -> str:
    """What a picture is painted with, in the person's words."""
    titles, styles = starter_titles(), job.choice.settings.styles
    return " + ".join(titles.get(style.name, style.name) for style in styles if style.weight > 0)


class Queue(QObject):
    """The pictures of one folder for results, in the order in which they are painted."""

    changed = Signal()
    row_changed = Signal(int, QueueRow)

    def __init__(self, controller: Controller, memory: Path) -> None:
        """``memory``: the file in which the folder is remembered."""
        super().__init__()
        self._controller, self._runner = controller, controller.runner
        self.running = self._paused = False
        self._pace = Pace()
        self._entries: list[_Entry] = []
        self._current: _Entry | None = None
        self._ticket: int | None = None
        self.intake = QueueIntake(controller, memory, lambda: self._current is not None)
        self.intake.arrived.connect(self._take)
        self.intake.emptied.connect(self._clear)
        self.intake.settled.connect(self.changed)

    @property
    def rows(self) -> list[QueueRow]:
        """What is shown."""
        return [entry.row for entry in self._entries]

    @property
    def waiting(self) -> list[Job]:
        """What is going to be painted."""
        return [entry.job for entry in self._entries if entry.state is Mark.WAITING]

    @property
    def standing(self) -> QueueStanding:
        """How all of it stands."""
        states = [entry.state for entry in self._entries]
        done, failed, total = states.count(Mark.DONE), states.count(Mark.FAILED), len(states)
        over = done + failed + (self._current.fraction if self._current and self._current.state is Mark.PAINTING else 0)
        running, waits = self._current is not None, done + failed < total
        fraction = over / total if total else 0.0
        left = _longest(self._pace.remaining, self._current.remaining if self._current else None)
        return QueueStanding(done, failed, total, running, self._paused and waits, fraction, left)

    def remove(self, rows: Sequence[int]) -> None:
        """Take pictures out; the one that is being painted stays."""
        gone = {self._entries[row] for row in rows} - {self._current}
        self.intake.forget([entry.job for entry in self._entries if entry in gone and entry.state is not Mark.DONE])
        self._entries = [entry for entry in self._entries if entry not in gone]
        self.changed.emit()

    def move(self, row: int, by: int) -> int:
        """Let a picture go before the one that waits above it (-1) or after the one below (1); return its new row."""
        others = range(row + by, len(self._entries) if by > 0 else -1, by)
        to = next((other for other in others if self._entries[other].state is Mark.WAITING), row)
        self._entries.insert(to, self._entries.pop(row))
        self.changed.emit()
        return to

    def start(self) -> None:
        """Paint what waits, from the top."""
        self.running, self._paused, self._pace = True, False, Pace()
        self._next()
        self.changed.emit()

    def pause(self) -> None:
        """Finish the picture under way, and begin no other. A clip stops, and goes on from there later."""
        if self._current is not None and is_clip(self._current.job.photo):
            self.cancel()
        self.running, self._paused = False, True
        self.changed.emit()

    def cancel(self) -> None:
        """Stop at once. The picture under way waits again, as the rest does."""
        self.running = self._paused = False
        self._runner.cancel(self._ticket)
        if self._current is not None:
            self._current.state, self._current.fraction = Mark.WAITING, 0.0
        self._end()

    def retry(self) -> None:
        """Try once more what failed."""
        for entry in self._entries:
            if entry.state is Mark.FAILED:
                entry.state, entry.reason = Mark.WAITING, str
        self.start()

    def _take(self, jobs: Sequence[tuple[Job, str]]) -> None:
        """Pictures come, new ones or those of an earlier queue."""
        known = {entry.job.target.path for entry in self._entries if entry.state is not Mark.DONE}
        self._entries += [
            _Entry(job, Mark.FAILED if reason else Mark.WAITING, reason=partial(str, reason))
            for job, reason in jobs
            if job.target.path not in known
        ]
        self.changed.emit()
        self._next()

    def _clear(self) -> None:
        self._entries.clear()
        self.changed.emit()

    def _next(self) -> None:
        """Begin the next picture, if there is one and nobody wants to wait."""
        if not self.running or self._current is not None:
            return
        entry = next((entry for entry in self._entries if entry.state is Mark.WAITING), None)
        if entry is None:
            self.running = False
            self._end()
            if (told := _told(self._entries)) is not None:
                self._controller.view.say(told)
            return
        self._current, entry.state = entry, Mark.PAINTING
        self._show(entry)
        entry.began = None
        if is_clip(entry.job.photo):
            assert self.intake.journal is not None
            clip = PaintClip(entry.job, self.intake.conditions, self.intake.journal)
            self._ticket = self._runner.background(clip, self._settle, self._painted, self._progress)
        else:
            task = PaintJob(entry.job, self.intake.conditions)
            self._ticket = self._runner.background(task, self._settle, self._painted, self._progress)

    def _progress(self, fraction: float, _doing: Doing) -> None:
        if (entry := self._current) is None:
            return
        entry.begin(fraction)
        entry.fraction = fraction
        standing = self.standing
        painted = standing.fraction * standing.total
        self._pace.advance(painted, standing.total - painted)
        self._show(entry)
        number = standing.done + standing.failed + 1
        name = f"{entry.job.target.path.name} ({number}/{standing.total})"
        what = Busy(lambda: f"{tr('Queue')}: {name}", standing.fraction, None, self.cancel)
        self._controller.view.show_busy(what)

    def _settle(self, result: Rendered | Path | Exception) -> None:
        if self._current is not None and self.intake.journal is not None:
            task = Settle(self._current.job, result, self.intake.journal)
            self._ticket = self._runner.io(task, self._settled, self._noted)

    def _painted(self, error: Exception | None) -> None:
        """The painting is over; what stands against this picture alone is written down."""
        if isinstance(error, PackError | DeviceError):
            self.cancel()
            self._controller.fail(error)
        elif error is not None:
            self._settle(error)

    def _settled(self, error: Exception | None) -> None:
        """A result is in its place, or what stood against it is written down."""
        entry = self._current
        if entry is None:
            return
        if error is not None:
            entry.state = Mark.FAILED
            entry.reason = partial(sentence, error) if isinstance(error, StylizerError) else partial(repr, error)
        else:
            entry.state, entry.fraction = Mark.DONE, 1.0
        self._show(entry)

    def _noted(self, error: Exception | None) -> None:
        """Everything about this picture is done."""
        if error is not None:
            self.cancel()
            self._controller.fail(error)
            return
        self._current = self._ticket = None
        if self.running:
            self._next()
        else:
            self._end()

    def _end(self) -> None:
        self._current = self._ticket = None
        self._controller.view.show_busy(None)
        self.changed.emit()

    def _show(self, entry: _Entry) -> None:
        self.row_changed.emit(self._entries.index(entry), entry.row)


def _told(entries: Sequence[_Entry]) -> Message | None:
    """How it went; nothing of what never was."""
    done, failed = (sum(one.state is state for one in entries) for state in (Mark.DONE, Mark.FAILED))

    def text() -> str:
        return tr("Queue: {done} painted, {failed} failed.").format(done=done, failed=failed)

    return Message(text, problem=bool(failed)) if done or failed else None


def _longest(all_of_it: float | None, picture: float | None) -> float | None:
    """Seconds left: never less than the picture under way takes, which may be larger than those before it."""
    return max((seconds for seconds in (all_of_it, picture) if seconds is not None), default=None)
