"""How fast the queue paints, and from that how long the rest takes."""

from __future__ import annotations

from time import monotonic

TELLING = 2.0
"""Seconds of painting after which it can be told how long the rest takes."""


class Pace:
    """Counts in pictures, the one under way as far as it is painted; from ``advance`` to ``advance`` time runs down."""

    def __init__(self) -> None:
        self._began: tuple[float, float] | None = None
        self._told: tuple[float, float] | None = None

    def advance(self, painted: float, left: float) -> None:
        """Note how many pictures are painted, and how many are to be."""
        now = monotonic()
        if self._began is None:
            self._began = now, painted
        seconds, done = now - self._began[0], painted - self._began[1]
        if seconds > TELLING and done > 0:
            self._told = now, seconds / done * left

    @property
    def remaining(self) -> float | None:
        """Seconds left, once enough is painted to tell."""
        return None if self._told is None else max(0.0, self._told[1] - (monotonic() - self._told[0]))
