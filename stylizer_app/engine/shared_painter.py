"""One painter for several threads, which take turns, and another one for a process that was forked off."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from weakref import WeakSet

from stylizer_app.engine.pipeline import Painter


class SharedPainter:
    """Hands out a painter to one thread at a time: a painting keeps all cores busy as it is.

    A fork waits for the painting that is going on, as the child would for ever wait for locks that it holds. Then the
    child begins with a painter of its own, as the threads of the parent's networks are not there.
    """

    def __init__(self, make: Callable[[], Painter]) -> None:
        self._make = make
        self._lock = threading.RLock()
        self._painter = make()
        _ALL.add(self)

    @contextmanager
    def use(self) -> Iterator[Painter]:
        """The painter, while inside for this thread alone."""
        with self._lock:
            yield self._painter

    def close(self) -> None:
        """Let go of all networks."""
        with self.use() as painter:
            painter.close()

    def hold(self) -> None:
        """Let nobody else begin to paint until `go_on`."""
        self._lock.acquire()

    def go_on(self) -> None:
        """Let others paint again."""
        self._lock.release()

    def begin_anew(self) -> None:
        """Take another painter and leave the one there is alone."""
        _PARENTS.append(self._painter)
        self._lock = threading.RLock()
        self._painter = self._make()


_ALL: WeakSet[SharedPainter] = WeakSet()
_PARENTS: list[Painter] = []
"""Painters of the process that this one was forked off from: taking their networks down would wait for lost threads."""

_FORKING = threading.Lock()
_HELD: list[SharedPainter] = []


def _hold_all() -> None:
    _FORKING.acquire()
    for shared in list(_ALL):
        shared.hold()
        _HELD.append(shared)


def _let_all(do: Callable[[SharedPainter], None]) -> None:
    while _HELD:
        do(_HELD.pop())
    _FORKING.release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_hold_all,
        after_in_parent=lambda: _let_all(SharedPainter.go_on),
        after_in_child=lambda: _let_all(SharedPainter.begin_anew),
    )
