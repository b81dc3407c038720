"""The blocks that a map is kept in: in memory, or in a file with only their borders in memory."""

from __future__ import annotations

import math
from typing import Protocol

from stylizer_app.engine.tiles.buffers import BufferPool
from stylizer_app.engine.tiles.spill import SpillFile
from stylizer_app.imaging.samples import Floats


class Block(Protocol):
    """Some channels of a core of a map, (c, h, w) float32."""

    def part(self, rows: slice, columns: slice) -> Floats:
        """The values of some rows and columns, good until the calling thread asks the next block."""

    def free(self) -> None:
        """Nobody will ask again."""


class Blocks:
    """Makes blocks of ``size`` numbers at most: from the pool as long as it gives memory, then in the file."""

    def __init__(self, size: int, pool: BufferPool, file: SpillFile) -> None:
        self.size, self._pool, self._file = size, pool, file

    def make(self, values: Floats, reach: int) -> Block:
        """A block with a copy of the values. ``reach``: how far its neighbours look into it, in positions."""
        block = self.room(values.shape)
        if block is None:
            return _FileBlock(self._file, values, reach)
        block.values[...] = values
        return block

    def room(self, shape: tuple[int, ...]) -> MemoryBlock | None:
        """A block in memory with any contents, or None if there is no more."""
        memory = self._pool.take()
        return None if memory is None else MemoryBlock(self._pool, memory, shape)


class MemoryBlock:
    """A block in memory of the pool; ``values`` (c, h, w) may be written to."""

    def __init__(self, pool: BufferPool, memory: Floats, shape: tuple[int, ...]) -> None:
        self._pool, self._memory = pool, memory
        self.values = memory[: math.prod(shape)].reshape(shape)

    def part(self, rows: slice, columns: slice) -> Floats:
        """See Block."""
        return self.values[:, rows, columns]

    def free(self) -> None:
        """See Block."""
        self._pool.give(self._memory)


class _FileBlock:
    """A block in the file.

    Its neighbours' windows need its borders alone, so those are kept: a block is read from the file once a stage and
    not nine times.
    """

    def __init__(self, file: SpillFile, values: Floats, reach: int) -> None:
        self._file, self._shape, self._reach = file, values.shape, reach
        _, height, width = values.shape
        self._below, self._beyond = max(0, height - reach), max(0, width - reach)
        self._top, self._bottom = values[:, :reach].copy(), values[:, self._below :].copy()
        self._left, self._right = values[:, :, :reach].copy(), values[:, :, self._beyond :].copy()
        self._slot = file.put(values)

    def part(self, rows: slice, columns: slice) -> Floats:
        if rows.stop <= self._reach:
            return self._top[:, rows, columns]
        if rows.start >= self._below:
            return self._bottom[:, rows.start - self._below : rows.stop - self._below, columns]
        if columns.stop <= self._reach:
            return self._left[:, rows, columns]
        if columns.start >= self._beyond:
            return self._right[:, rows, columns.start - self._beyond : columns.stop - self._beyond]
        return self._file.get(self._slot, self._shape)[:, rows, columns]

    def free(self) -> None:
        self._file.give(self._slot)
