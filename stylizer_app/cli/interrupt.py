"""Work that Ctrl-C stops within a moment and in good order: the networks run beside the thread that listens."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from stylizer_app.engine.progress import CancelToken

T = TypeVar("T")
_LISTEN_SECONDS = 0.1


class Terminated(KeyboardInterrupt):
    """The system asked the program to end; handled as Ctrl-C is."""


def run_interruptibly(work: Callable[[], T], token: CancelToken) -> T:
    """Return what ``work`` returns; on Ctrl-C cancel the token, wait until the work has cleaned up, and raise."""
    with _terminated_like_ctrl_c(), ThreadPoolExecutor(1, "painter") as thread:
        future = thread.submit(work)
        try:
            while not wait([future], _LISTEN_SECONDS).done:
                pass
        except KeyboardInterrupt:
            token.cancel()
            _wait_patiently(future)
            raise
        return future.result()


def _wait_patiently(future: Future[T]) -> None:
    """Wait for the end; more Ctrl-C do not make a file half written."""
    while not future.done():
        try:
            wait([future], _LISTEN_SECONDS)
        except KeyboardInterrupt:
            continue


@contextmanager
def _terminated_like_ctrl_c() -> Iterator[None]:
    """While inside, a polite request to end (SIGTERM) stops the work as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Terminated

    earlier = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, earlier)
