"""The one thread that owns the networks, and the order in which it takes its work."""

from __future__ import annotations

import threading
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from stylizer_app.engine.progress import CancelToken, Doing, Progress
from stylizer_app.errors import Cancelled
from stylizer_app.ui.background.pictures import Pictures
from stylizer_app.ui.interfaces import PainterLike

if TYPE_CHECKING:
    from stylizer_app.engine.packs.library import PackLibrary

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)


class Rank(IntEnum):
    """What goes first: a preview before a picture to be saved before a thumbnail."""

    PREVIEW = 0
    SAVE = 1
    IDLE = 2


@dataclass(frozen=True, slots=True)
class Given:
    """A task handed over a value, which ``deliver`` brings to whoever asked for it; more may follow."""

    ticket: int
    deliver: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Noted:
    """How far a task has come, 0..1, and what it does."""

    ticket: int
    fraction: float
    doing: Doing


@dataclass(frozen=True, slots=True)
class Ended:
    """A task is over; ``error`` is None if it went well or was cancelled."""

    ticket: int
    error: Exception | None


Event = Given | Noted | Ended
Post = Callable[[Event], None]
Packs = Callable[[], "PackLibrary"]
"""The pack library, made when it is first asked for."""


@dataclass(frozen=True, slots=True)
class Work(Generic[T_contra]):
    """What a task needs while it runs: pixels, packs, networks, progress, and a way to hand over values."""

    pictures: Pictures
    packs: Packs
    painter: Callable[[], PainterLike]
    progress: Progress
    give: Callable[[T_contra], None]


class Task(Protocol[T_co]):
    """A frozen description of work that runs outside the window's thread, and answers with any number of T."""

    def run(self, work: Work[T_co]) -> None:
        """Do the work; hand over values through ``work.give``; may raise."""


@dataclass(frozen=True, slots=True)
class Order(Generic[T]):
    """A task with its ticket and the token that cancels it; ``receive`` takes its values on the window's thread."""

    ticket: int
    task: Task[T]
    receive: Callable[[T], None]
    token: CancelToken


def carry_out(
    order: Order[T],
    pictures: Pictures,
    packs: Packs,
    painter: Callable[[], PainterLike],
    progress: Progress,
    post: Post,
) -> None:
    """Run one task and say how it ended; errors travel to the window, cancelling is none."""

    def give(value: T) -> None:
        post(Given(order.ticket, partial(order.receive, value)))

    work = Work(pictures, packs, painter, progress, give)
    try:
        order.token.check()
        order.task.run(work)
    except Cancelled:
        post(Ended(order.ticket, None))
    except Exception as error:  # noqa: BLE001 - every error is shown by the window, none may end the thread
        _forget_pixels(error)
        post(Ended(order.ticket, error))
    else:
        post(Ended(order.ticket, None))


def _forget_pixels(error: BaseException) -> None:
    """Free what the code that failed was working on: an error may be told for long. Where it failed stays known."""
    one: BaseException | None = error
    while one is not None:
        traceback.clear_frames(one.__traceback__)
        one = one.__context__


class Executor:
    """Runs tasks one after the other on its own thread; a preview may slip in between two steps of a long one."""

    def __init__(self, pictures: Pictures, packs: Packs, make_painter: Callable[[], PainterLike], post: Post) -> None:
        self._pictures, self._packs, self._make_painter, self._post = pictures, packs, make_painter, post
        self._painter: PainterLike | None = None
        self._queues: tuple[deque[Order[Any]], ...] = tuple(deque() for _ in Rank)
        self._wake = threading.Condition()
        self._closing = False
        self._depth = 0
        self._thread = threading.Thread(target=self._loop, name="executor")
        self._thread.start()

    def put(self, order: Order[Any], rank: Rank) -> None:
        """Add a task; of previews only the newest waits."""
        with self._wake:
            queue = self._queues[rank]
            dropped = list(queue) if rank is Rank.PREVIEW else []
            if dropped:
                queue.clear()
            queue.append(order)
            self._wake.notify()
        for old in dropped:
            self._post(Ended(old.ticket, None))

    def close(self) -> None:
        """Forget what waits, wait for what runs (cancel it first), give the networks back."""
        with self._wake:
            self._closing = True
            for queue in self._queues:
                queue.clear()
            self._wake.notify()
        self._thread.join()

    def _loop(self) -> None:
        while (order := self._next()) is not None:
            self._run(order)
            del order
        if self._painter is not None:
            self._painter.close()
            self._painter = None

    def _next(self) -> Order[Any] | None:
        """Wait for the most urgent task; None when closing."""
        with self._wake:
            while not self._closing:
                for queue in self._queues:
                    if queue:
                        return queue.popleft()
                self._wake.wait()
            return None

    def _run(self, order: Order[Any]) -> None:
        def listen(fraction: float, doing: Doing) -> None:
            self._post(Noted(order.ticket, fraction, doing))
            self._let_previews_pass()

        progress = Progress(listen, order.token)
        self._depth += 1
        carry_out(order, self._pictures, self._packs, self._the_painter, progress, self._post)
        self._depth -= 1

    def _let_previews_pass(self) -> None:
        """Between two steps of a long task, run the preview that waits; never inside of another preview."""
        if self._depth != 1:
            return
        with self._wake:
            queue = self._queues[Rank.PREVIEW]
            order = queue.popleft() if queue else None
        if order is not None:
            self._run(order)

    def _the_painter(self) -> PainterLike:
        """The networks; loaded here, on this thread, when they are first needed."""
        if self._painter is None:
            self._painter = self._make_painter()
        return self._painter
