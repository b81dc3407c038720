"""Memory that is used again: fresh memory has to be cleared by the system first, which takes longer than writing it."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable

import numpy as np

from stylizer_app.imaging.samples import Floats

SLAB = 1 << 24
"""Numbers that are asked of the system at a time: 64 MB, of which only what is written takes real memory."""


Allocate = Callable[[int], Floats]
"""Gives uninitialized memory for this many numbers."""


def plain(size: int) -> Floats:
    """Ordinary memory for this many numbers."""
    return np.empty(size, np.float32)


class ScratchBuffer:
    """Memory that is used again and again: fresh memory has to be cleared by the system first."""

    def __init__(self, allocate: Allocate = plain) -> None:
        self._allocate = allocate
        self._memory = plain(0)

    def array(self, shape: tuple[int, ...]) -> Floats:
        """An array of this shape with any contents; the one before becomes invalid."""
        size = math.prod(shape)
        if self._memory.size < size:
            self._memory = self._allocate(size)
        return self._memory[:size].reshape(shape)


class ThreadBuffers(threading.local):
    """ScratchBuffer memory by number, every thread its own."""

    def __init__(self, allocate: Allocate = plain) -> None:
        self._allocate = allocate
        self._places: dict[int, ScratchBuffer] = {}

    def at(self, place: int) -> ScratchBuffer:
        """The calling thread's block of this number."""
        if place not in self._places:
            self._places[place] = ScratchBuffer(self._allocate)
        return self._places[place]


class BufferPool:
    """Blocks of equal size, taken and given back by any thread; ``partition`` sets their size and number for a run."""

    def __init__(self, allocate: Allocate = plain) -> None:
        self._allocate = allocate
        self._slabs: list[Floats] = []
        self._free: list[Floats] = []
        self._size, self._left = 1, 0
        self._lock = threading.Lock()

    def partition(self, size: int, most: int) -> None:
        """From now on there are ``most`` blocks of ``size`` numbers; all that were taken before are invalid."""
        with self._lock:
            self._size, self._left, self._free = size, most, []
            for slab in self._slabs:
                self._free += self._blocks(slab)

    def take(self) -> Floats | None:
        """A block with any contents, or None if all are taken."""
        with self._lock:
            if self._left == 0:
                return None
            self._left -= 1
            if not self._free:
                self._slabs.append(self._allocate(max(SLAB, self._size)))
                self._free += self._blocks(self._slabs[-1])
            return self._free.pop()

    def give(self, block: Floats) -> None:
        """Take back a block that is not needed any more."""
        with self._lock:
            self._left += 1
            self._free.append(block)

    def clear(self) -> None:
        """Give everything back to the system."""
        with self._lock:
            self._slabs.clear()
            self._free.clear()

    def _blocks(self, slab: Floats) -> list[Floats]:
        """A slab's blocks, the first one last: it is taken first."""
        return [slab[i * self._size : (i + 1) * self._size] for i in reversed(range(slab.size // self._size))]
