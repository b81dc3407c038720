"""What comes to the queue: the folder for its results with the journal, and photos, which get the names of theirs."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stylizer_app.choices.document import Document
from stylizer_app.engine.progress import Doing
from stylizer_app.imaging.formats import is_clip
from stylizer_app.system.files import is_folder, write_atomically
from stylizer_app.ui.background.clips import DropPieces
from stylizer_app.ui.background.queueing import Choose, PlanMore, TakenUp, TakeUp
from stylizer_app.ui.background.runner import ignore
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Busy, Manner, Message
from stylizer_app.ui.wording import style_title
from stylizer_app.ui.workspace.controller import Controller

if TYPE_CHECKING:
    from stylizer_app.many.jobs import Conditions, Job
    from stylizer_app.many.journal import Journal
    from stylizer_app.many.plan import Plan
    from stylizer_app.many.targets import Planner
    from stylizer_app.many.ways import Choice


class QueueIntake(QObject):
    """One folder for results at a time. ``arrived`` brings jobs, each with the reason why it failed before, or ""."""

    arrived = TypedSignal[Sequence[tuple["Job", str]]]()
    emptied = Signal()
    settled = Signal()
    example_changed = Signal()

    def __init__(self, controller: Controller, memory: Path, busy: Callable[[], bool]) -> None:
        """``memory``: the file in which the folder is remembered; ``busy``: whether the folder cannot change now."""
        super().__init__()
        self._controller, self._runner, self._memory, self._busy = controller, controller.runner, memory, busy
        self.folder: Path | None = None
        self.journal: Journal | None = None
        self._planner: Planner | None = None
        self.manner = Manner()
        controller.changed.connect(lambda _document: self.example_changed.emit())
        self._ticket: int | None = None
        self._arriving: deque[tuple[Sequence[Path], Document, Manner]] = deque()

    @property
    def looks(self) -> list[str]:
        """What is chosen in the window, in words."""
        return [style_title(style) for style in self._controller.document.styles if style.weight > 0]

    def examples(self) -> list[str]:
        """What the results of a photo that comes now would be called, in their folder."""
        from stylizer_app.many.photos import Photo
        from stylizer_app.many.targets import Planner
        from stylizer_app.many.ways import names_of

        document, manner = self._controller.document, self.manner
        photo = document.photo.path if document.photo else Path(tr("photo") + ".jpg")
        names = [style.name for style in document.styles if style.weight > 0] or [tr("look")]
        changed = document.adjustments.with_(strength=next(iter(manner.strengths), None))
        planner = Planner("", None, "rename", [], several=True, template=manner.template)
        looks = [[name] for name in names] if manner.each_look else [names]
        return [str(planner.wanted(Photo(photo), {**names_of(look, changed), "n": "1"})) for look in looks]

    @property
    def conditions(self) -> Conditions:
        """What holds for all pictures of the queue."""
        from stylizer_app.many.jobs import Conditions

        document = self._controller.document
        return Conditions(document.device, document.memory)

    def take_up(self) -> None:
        """Bring back what was left of the queue, once."""
        if self.folder is None and (remembered := self._remembered()) is not None and is_folder(remembered):
            self.use_folder(remembered)

    def use_folder(self, folder: Path) -> None:
        """Let the results go there; what is left of an earlier queue in it comes back."""
        if self._busy() or folder == self.folder:
            return
        self.close()
        self.emptied.emit()
        self.folder = folder
        self._runner.io(TakeUp(folder), self._taken_up, self._not_taken_up)

    def add(self, paths: Sequence[Path]) -> None:
        """Add photos and what is in folders, to be painted as is chosen now, in the manner of now."""
        document = self._controller.document
        if not paths or not document.styles:
            self._controller.view.say(Message(lambda: tr("Choose a painting first."), problem=True))
            return
        self._arriving.append((paths, document, self.manner))
        if self.folder is None:
            parent = paths[0] if is_folder(paths[0]) else paths[0].parent
            self.use_folder(self._remembered() or parent / tr("painted"))
        elif self.journal is not None and len(self._arriving) == 1:
            self._take_in()

    def forget(self, jobs: Sequence[Job]) -> None:
        """Nobody wants these pictures any more, nor what is painted of clips."""
        if self.journal is not None:
            self.journal.forget(jobs)
        for job in jobs:
            if is_clip(job.photo):
                self._runner.io(DropPieces(job.target.path), ignore)

    def close(self) -> None:
        """Let another program have the journal."""
        if self.journal is not None:
            self.journal.close()
        self.journal, self._planner, self.folder = None, None, None

    def _taken_up(self, found: TakenUp) -> None:
        from stylizer_app.many.targets import Planner

        self.journal = found.journal
        self._planner = Planner(str(self.folder), None, "rename", [], several=True)
        for job, _ in found.jobs:
            self._planner.keep(job.target.path)
        with suppress(OSError):
            write_atomically(self._memory, str(self.folder).encode("utf-8", "surrogateescape"))
        self.arrived.emit(found.jobs)
        if self._arriving:
            self._take_in()

    def _not_taken_up(self, error: Exception | None) -> None:
        if error is not None:
            self.folder = None
            self._arriving.clear()
            self._controller.fail(error)
            self.settled.emit()

    def _take_in(self) -> None:
        """Settle how the photos that came first are painted, then the names of their results."""
        assert self.folder is not None
        paths, document, manner = self._arriving[0]
        task = Choose(document, manner, paths, self.folder)
        self._ticket = self._runner.background(task, self._plan, self._not_chosen, self._looked)

    def _looked(self, fraction: float, _doing: Doing) -> None:
        """All photos are looked at before the first is painted."""
        if self._arriving[0][2].one_hand:
            self._controller.view.show_busy(Busy(lambda: tr("Looking at all photos"), fraction, None, self._give_up))

    def _give_up(self) -> None:
        """Nobody wants what was about to come."""
        self._runner.cancel(self._ticket)
        self._taken_in(None)

    def _plan(self, choices: Sequence[Choice]) -> None:
        assert self._planner is not None
        assert self.journal is not None
        paths, _, manner = self._arriving[0]
        task = PlanMore(paths, choices, manner.template, self._planner, self.journal)
        self._runner.io(task, self._planned, self._taken_in)

    def _not_chosen(self, error: Exception | None) -> None:
        if error is not None:
            self._taken_in(error)

    def _planned(self, plan: Plan) -> None:
        self.arrived.emit([(job, "") for job in plan.jobs])
        if plan.unchanged:
            count = len(plan.unchanged)
            already = Message(
                lambda: tr("{count} of the pictures are painted already.").format(count=count), passing=True
            )
            self._controller.view.say(already)
        for _, error in plan.failed[:1]:
            self._controller.fail(error)

    def _taken_in(self, error: Exception | None) -> None:
        self._controller.view.show_busy(None)
        self._arriving.popleft()
        if error is not None:
            self._controller.fail(error)
        self.settled.emit()
        if self._arriving:
            self._take_in()

    def _remembered(self) -> Path | None:
        try:
            return Path(self._memory.read_bytes().decode("utf-8", "surrogateescape"))
        except (OSError, ValueError):
            return None
