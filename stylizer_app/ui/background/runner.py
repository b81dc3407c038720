"""Carries frozen tasks out of the window's thread and their answers back into it; cancelled answers are dropped."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from stylizer_app.engine.progress import CancelToken, Doing, Progress
from stylizer_app.ui.background.executor import (
    Ended,
    Event,
    Executor,
    Given,
    Noted,
    Order,
    Packs,
    Rank,
    Task,
    carry_out,
)
from stylizer_app.ui.background.pictures import Pictures
from stylizer_app.ui.interfaces import PainterLike
from stylizer_app.ui.signals import TypedSignal

NOTICES_PER_SECOND = 20

T = TypeVar("T")
Receive = Callable[[T], None]
"""Takes the values of a task."""
End = Callable[[Exception | None], None]
"""Hears that a task is over, and of the error that ended it."""
Report = Callable[[float, Doing], None]
"""Hears how far a task has come, 0..1, and what it does."""


def ignore(*_: object) -> None:
    """Take whatever comes."""


@dataclass(slots=True)
class _Pending:
    """A task under way."""

    token: CancelToken
    rank: Rank | None
    end: End
    report: Report
    noted: float = 0.0


class Runner(QObject):
    """One thread for the networks, two light ones for files; newest preview wins.

    Every task gets a ticket. Whoever gives one hears of it on the window's thread: ``receive`` takes its values,
    ``end`` hears that it is over. Once ``cancel(ticket)`` returned, neither is called any more.
    """

    settled = Signal()
    _arrived = TypedSignal[Event]()

    def __init__(self, pictures: Pictures, packs: Packs, make_painter: Callable[[], PainterLike]) -> None:
        super().__init__()
        self._pictures, self._packs = pictures, packs
        self._tickets = itertools.count(1)
        self._pending: dict[int, _Pending] = {}
        self._arrived.connect(self._dispatch, Qt.ConnectionType.QueuedConnection)
        self._executor = Executor(pictures, packs, make_painter, self._arrived.emit)
        self._files = ThreadPoolExecutor(2, "files")
        self._closed = False

    @property
    def busy(self) -> bool:
        """Whether any task is under way."""
        return bool(self._pending)

    def preview(self, task: Task[T], receive: Receive[T], end: End = ignore, report: Report = ignore) -> int:
        """Run a task now; the preview before it is cancelled."""
        for ticket in [ticket for ticket, pending in self._pending.items() if pending.rank is Rank.PREVIEW]:
            self.cancel(ticket)
        return self._put(task, receive, Rank.PREVIEW, end, report)

    def background(self, task: Task[T], receive: Receive[T], end: End = ignore, report: Report = ignore) -> int:
        """Run a long task when its turn comes; previews go on meanwhile."""
        return self._put(task, receive, Rank.SAVE, end, report)

    def idle(self, task: Task[T], receive: Receive[T], end: End = ignore) -> int:
        """Run a small task when nothing else is to be done."""
        return self._put(task, receive, Rank.IDLE, end)

    def io(self, task: Task[T], receive: Receive[T], end: End = ignore) -> int:
        """Run a task that needs files but no networks."""
        order = self._enter(task, receive, None, end)
        if not self._closed:
            self._files.submit(self._run_io, order)
        return order.ticket

    def cancel(self, ticket: int | None) -> None:
        """Make a task stop; whoever gave it hears nothing more."""
        pending = self._pending.pop(ticket, None) if ticket is not None else None
        if pending is not None:
            pending.token.cancel()
            self._say_if_settled()

    def close(self) -> None:
        """Cancel everything and wait until no thread is left."""
        if self._closed:
            return
        self._closed = True
        for pending in self._pending.values():
            pending.token.cancel()
        self._pending.clear()
        self._files.shutdown(wait=True, cancel_futures=True)
        self._executor.close()

    def _put(self, task: Task[T], receive: Receive[T], rank: Rank, end: End, report: Report = ignore) -> int:
        order = self._enter(task, receive, rank, end, report)
        if not self._closed:
            self._executor.put(order, rank)
        return order.ticket

    def _enter(
        self, task: Task[T], receive: Receive[T], rank: Rank | None, end: End, report: Report = ignore
    ) -> Order[T]:
        order = Order(next(self._tickets), task, receive, CancelToken())
        if not self._closed:
            self._pending[order.ticket] = _Pending(order.token, rank, end, report)
        return order

    def _run_io(self, order: Order[Any]) -> None:
        post = self._arrived.emit
        progress = Progress(lambda fraction, doing: post(Noted(order.ticket, fraction, doing)), order.token)
        carry_out(order, self._pictures, self._packs, _no_networks, progress, post)

    @Slot(object)
    def _dispatch(self, event: Event) -> None:
        pending = self._pending.get(event.ticket)
        if pending is None:
            return
        if isinstance(event, Given):
            event.deliver()
        elif isinstance(event, Noted):
            self._note(pending, event)
        elif isinstance(event, Ended):
            del self._pending[event.ticket]
            pending.end(event.error)
            self._say_if_settled()

    @staticmethod
    def _note(pending: _Pending, event: Noted) -> None:
        """Pass progress on, but not more often than an eye can see."""
        now = time.monotonic()
        if now - pending.noted >= 1 / NOTICES_PER_SECOND or event.fraction >= 1:
            pending.noted = now
            pending.report(event.fraction, event.doing)

    def _say_if_settled(self) -> None:
        if not self._pending and not self._closed:
            self.settled.emit()


def _no_networks() -> PainterLike:
    raise RuntimeError("The networks belong to the executor's thread.")
