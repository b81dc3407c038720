"""Several threads for the tiles of a stage: each works on a whole tile, the results come back in the tiles' order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 2
"""Queue at most this many tiles per worker, to bound the memory of their results."""


class WorkerPool:
    """Threads that live as long as the ``with`` block. One worker is no thread at all: the caller does the work."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool = ThreadPoolExecutor(workers, "tile") if workers > 1 else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Wait for what is under way; what has not begun is dropped."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def each(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The work's results in the order of the items. Raises what the work raised, at its place in that order."""
        if self._pool is None:
            yield from map(work, items)
            return
        waiting: deque[Future[Result]] = deque()
        try:
            for item in items:
                waiting.append(self._pool.submit(work, item))
                if len(waiting) >= AHEAD * self.workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            _settled(waiting)


def _settled(futures: Iterable[Future[Result]]) -> None:
    """Drop what has not begun and wait for the rest, so that nothing works on after an error."""
    for future in [f for f in futures if not f.cancel()]:
        future.exception()
