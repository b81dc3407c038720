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

    After a fork the child begins with a painter of its own, as the threads of the parent's networks are not there.
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

    def begin_anew(self) -> None:
        """Take another painter and leave the one there is alone, in use as it may be."""
        _PARENTS.append(self._painter)
        self._lock = threading.RLock()
        self._painter = self._make()


_ALL: WeakSet[SharedPainter] = WeakSet()
_PARENTS: list[Painter] = []
"""Painters of the process that this one was forked off from: taking their networks down would wait for lost threads."""


def _begin_anew() -> None:
    for shared in list(_ALL):
        shared.begin_anew()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_anew)
