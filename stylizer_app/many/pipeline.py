"""Reading, painting and finishing, each on a thread of its own: while one picture is painted, the next one is read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")
Read = TypeVar("Read")
Made = TypeVar("Made")
Done = TypeVar("Done")

AT_A_TIME = 2
"""Pictures that are painted or wait to be taken; one more is being read."""


class Pipeline(Generic[T, Read, Made, Done]):
    """The three steps. Everything that they raise comes back beside its item; ``fatal`` errors end the run."""

    def __init__(
        self,
        read: Callable[[T], Read],
        paint: Callable[[T, Read], Made],
        finish: Callable[[T, Made], Done],
        fatal: tuple[type[BaseException], ...],
    ) -> None:
        self._read, self._paint, self._finish, self._fatal = read, paint, finish, fatal

    def run(self, items: Iterable[T]) -> Generator[tuple[T, Done | Exception], None, None]:
        """Yield every item with what became of it, in order. Raises the first fatal error.

        Closing the generator waits for the picture under way: cancel that first.
        """
        results: SimpleQueue[tuple[T, Done | Exception] | None] = SimpleQueue()
        room, stopped = threading.Semaphore(AT_A_TIME), threading.Event()
        with (
            ThreadPoolExecutor(1, "reader") as reader,
            ThreadPoolExecutor(1, "finisher") as finisher,
            ThreadPoolExecutor(1, "pictures") as painter,
        ):

            def finished(item: T, made: Made | Exception) -> None:
                results.put((item, made if isinstance(made, Exception) else _tried(self._finish, item, made)))

            def work() -> None:
                try:
                    for item, reading in _ahead(reader, self._read, items):
                        room.acquire()
                        if stopped.is_set():
                            return
                        made = self._attempt(item, reading)
                        finisher.submit(finished, item, made)
                        if isinstance(made, self._fatal):
                            return
                finally:
                    finisher.submit(results.put, None)

            end = painter.submit(work)
            try:
                while (result := results.get()) is not None:
                    room.release()
                    if isinstance(result[1], self._fatal):
                        raise result[1]
                    yield result
                end.result()
            finally:
                stopped.set()
                room.release()

    def _attempt(self, item: T, reading: Future[Read]) -> Made | Exception:
        try:
            return self._paint(item, reading.result())
        except Exception as error:  # noqa: BLE001 - whoever takes the results decides
            return error


def _tried(act: Callable[[T, Made], Done], item: T, made: Made) -> Done | Exception:
    try:
        return act(item, made)
    except Exception as error:  # noqa: BLE001
        return error


def _ahead(
    thread: ThreadPoolExecutor, read: Callable[[T], Read], items: Iterable[T]
) -> Generator[tuple[T, Future[Read]], None, None]:
    """Every item with the reading of it, the one after it having begun."""
    waiting: list[tuple[T, Future[Read]]] = []
    for item in items:
        waiting.append((item, thread.submit(read, item)))
        if len(waiting) > 1:
            yield waiting.pop(0)
    yield from waiting
