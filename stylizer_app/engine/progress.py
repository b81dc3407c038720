"""One object that carries progress out of, and cancellation into, a long piece of work."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from stylizer_app.errors import Cancelled


class CancelToken:
    """Says from any thread that the work is no longer wanted."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cancelled = False
        self._hooks: list[Callable[[], None]] = []

    @property
    def cancelled(self) -> bool:
        """Whether cancel() was called."""
        return self._cancelled

    def cancel(self) -> None:
        """Ask the work to stop; may be called from any thread and more than once."""
        with self._lock:
            self._cancelled = True
            hooks = list(self._hooks)
        for hook in hooks:
            hook()

    def check(self) -> None:
        """Raise Cancelled if cancel() was called."""
        if self._cancelled:
            raise Cancelled

    @contextmanager
    def on_cancel(self, hook: Callable[[], None]) -> Iterator[None]:
        """While inside, run ``hook`` on cancel(), from the cancelling thread (to stop a call that is under way)."""
        with self._lock:
            self._hooks.append(hook)
        try:
            self.check()
            yield
        finally:
            with self._lock:
                self._hooks.remove(hook)


@dataclass(frozen=True, slots=True)
class Step:
    """One of several steps of a piece of work, counted from 1."""

    number: int
    count: int


Doing = Step | str
"""What is being done: a step, or a name to be shown as it is; "" is nothing worth a word."""

Listener = Callable[[float, Doing], None]


class Progress:
    """Progress of a piece of work from 0 to 1, with what is being done.

    ``advance`` raises Cancelled once the token is cancelled. ``part`` makes the progress of a share of the work.
    """

    def __init__(self, listener: Listener | None = None, token: CancelToken | None = None) -> None:
        self.token = token or CancelToken()
        self._listener = listener
        self._start, self._stop = 0.0, 1.0
        self._doing: Doing = ""

    def part(self, start: float, stop: float, doing: Doing = "") -> Progress:
        """The progress of the share from ``start`` to ``stop`` (0..1) of this work; ``doing`` names it."""
        inner = Progress(self._listener, self.token)
        inner._doing = doing or self._doing
        inner._start, inner._stop = self._at(start), self._at(stop)
        return inner

    def advance(self, fraction: float, doing: Doing = "") -> None:
        """Report the fraction done (0..1); raise Cancelled if the work is no longer wanted."""
        self.token.check()
        if self._listener is not None:
            self._listener(self._at(min(max(fraction, 0.0), 1.0)), doing or self._doing)

    def _at(self, fraction: float) -> float:
        """The whole work's progress at a fraction of this one; at 1 exactly where this one stops."""
        return self._stop if fraction == 1 else min(self._start + fraction * (self._stop - self._start), self._stop)
