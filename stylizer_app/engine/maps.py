"""Where the maps between two stages are kept: in memory, or past the budget in a temporary file."""

from __future__ import annotations

import math
import mmap
import os
import shutil
import tempfile
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import numpy as np
from numpy.typing import NDArray

from stylizer_app.engine.packs import MapInfo
from stylizer_app.engine.reuse import Pool, Scratch
from stylizer_app.engine.tiling import CELL
from stylizer_app.errors import MemoryBudgetError
from stylizer_app.imaging.geometry import Region, Size

Floats = NDArray[np.float32]

RESIDENT = 64_000_000
"""Bytes of spilled maps that may stay in memory: what a tile touched, its neighbours are about to touch again."""


class FeatureMap:
    """A map of (channels, height, width) float32, written core by core and read window by window, counted in cells.

    Every core is one stretch of memory: whole rows of a large map lie so far apart that writing them is several times
    slower.
    """

    def __init__(self, info: MapInfo, cells: Size, core: Size, pool: Pool, spill: Path | None) -> None:
        """A map of a picture of so many cells; ``core``: cells of all cores but the last ones.

        It is kept in pieces of the pool or, if there is a folder ``spill``, in a temporary file there.
        """
        self._channels, self._factor = info.channels, CELL // info.scale
        self._cells, self._core, self._pool = cells, core, pool
        self._across, down = -(-cells.width // core.width), -(-cells.height // core.height)
        self._count = self._across * down
        self._rows_left = 0
        self._pieces: dict[int, Floats] = {}
        self._single: Floats | None = None
        self._file: IO[bytes] | None = None
        self._memory: Any = None
        if spill is not None:
            shape = (self._count, info.channels * core.pixels * self._factor**2)
            self._file = _temporary_file(spill, 4 * math.prod(shape))
            self._memory = np.memmap(self._file, np.float32, "r+", shape=shape)
            self._pieces = dict(enumerate(self._memory))

    @staticmethod
    def bytes_of(info: MapInfo, cells: Size) -> int:
        """Memory that a map of a picture of so many cells takes."""
        return 4 * info.channels * cells.pixels * (CELL // info.scale) ** 2

    @property
    def piece_bytes(self) -> int:
        """Memory that one core takes."""
        return 4 * self._channels * self._core.pixels * self._factor**2

    def write(self, core: Region, values: Floats, *, lent: bool = False) -> None:
        """Store the values (1, C, h, w) of a core. A core that is the whole map is kept as it is, not copied.

        ``lent``: the values are good for now only, so they are copied in any case.
        """
        if self._count == 1 and self._file is None and not lent:
            self._single = values
            return
        column, row = core.left // self._core.width, core.top // self._core.height
        place = row * self._across + column
        if place not in self._pieces:
            self._pieces[place] = self._pool.take()
        self._part(column, row)[1][...] = values[0]

    def read(self, window: Region, into: Scratch | None = None) -> Floats:
        """The values (1, C, h, w) of a window, in the scratch memory if there is one: good until its next use."""
        if self._single is not None and window == Region(0, 0, self._cells.width, self._cells.height):
            return self._single
        shape = (1, self._channels, window.height * self._factor, window.width * self._factor)
        values = np.empty(shape, np.float32) if into is None else into.array(shape)
        for row in range(window.top // self._core.height, -(-window.bottom // self._core.height)):
            for column in range(window.left // self._core.width, -(-window.right // self._core.width)):
                core, part = self._part(column, row)
                shared = window.common(core)
                to_rows, to_columns = shared.relative_to(window).times(self._factor).slices
                rows, columns = shared.relative_to(core).times(self._factor).slices
                values[0, :, to_rows, to_columns] = part[:, rows, columns]
        return values

    def _part(self, column: int, row: int) -> tuple[Region, Floats]:
        """The core in a column and row of cores, and its values (C, h, w)."""
        left, top = column * self._core.width, row * self._core.height
        right, bottom = left + self._core.width, top + self._core.height
        core = Region(left, top, min(right, self._cells.width), min(bottom, self._cells.height))
        shape = (self._channels, core.height * self._factor, core.width * self._factor)
        if self._single is not None:
            return core, self._single[0]
        return core, self._pieces[row * self._across + column][: math.prod(shape)].reshape(shape)

    def leave(self, above: int) -> None:
        """Give up what lies above a row of cells: nobody will read it any more, other maps can have the memory."""
        rows = min(above // self._core.height, self._count // self._across)
        first, stop = self._rows_left * self._across, rows * self._across
        if stop <= first:
            return
        self._rows_left = rows
        if self._file is not None:
            self._punch(first * self.piece_bytes, stop * self.piece_bytes)
            return
        for place in range(first, stop):
            if place in self._pieces:
                self._pool.give(self._pieces.pop(place))

    def _punch(self, start: int, stop: int) -> None:
        """Give a range of the file back to the disk where that can be done: what is not kept need not be written."""
        base: Any = getattr(self._memory, "_mmap", None)
        start, stop = -(-start // mmap.PAGESIZE) * mmap.PAGESIZE, stop // mmap.PAGESIZE * mmap.PAGESIZE
        if base is not None and hasattr(mmap, "MADV_REMOVE") and start < stop:
            with suppress(OSError):  # not every file system can
                base.madvise(mmap.MADV_REMOVE, start, stop - start)

    def relax(self) -> None:
        """Give the pages of a spilled map back to the system; the file keeps their contents."""
        base: Any = getattr(self._memory, "_mmap", None)
        if base is not None and hasattr(mmap, "MADV_DONTNEED"):
            base.madvise(mmap.MADV_DONTNEED)

    def close(self) -> None:
        """Forget the values and remove the file; memory is left for other maps."""
        if self._file is None:
            for piece in self._pieces.values():
                self._pool.give(piece)
        self._pieces, self._memory, self._single = {}, None, None
        if self._file is not None:
            self._file.close()
            self._file = None


class MapStore:
    """The maps of one run. Whatever happens, leaving the store frees the memory and removes the files."""

    def __init__(self, cells: Size, core: Size, budget: int, spill: Path, pool: Pool) -> None:
        """``core``: cells of the cores that maps are written in, the last ones may be smaller. ``budget``: bytes that
        maps may take in memory; those past it go into files in the folder ``spill``. ``pool``: where memory comes from,
        its pieces large enough for a core of any map.
        """
        self._cells, self._core, self._spill, self._pool = cells, core, spill, pool
        self._budget, self._touched = budget - RESIDENT, 0
        self._maps: dict[str, tuple[FeatureMap, int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name in list(self._maps):
            self.drop(name)

    def __getitem__(self, name: str) -> FeatureMap:
        return self._maps[name][0]

    def create(self, infos: Iterable[MapInfo], leaving: Collection[str] = ()) -> None:
        """Make room for the maps that a stage writes. ``leaving``: the maps that it is the last to read.

        Raises MemoryBudgetError if a map fits neither in memory nor on the disk.
        """
        staying = sum(size for name, (_, size) in self._maps.items() if name not in leaving)
        going, new = sum(size for name, (_, size) in self._maps.items() if name in leaving), 0
        for info in infos:
            needed = FeatureMap.bytes_of(info, self._cells)
            in_memory = staying + turnover(going, new + needed, self._core, self._cells) <= self._budget
            made = FeatureMap(info, self._cells, self._core, self._pool, None if in_memory else self._spill)
            self._maps[info.name] = (made, needed if in_memory else 0)
            new += needed if in_memory else 0

    def leave(self, names: Iterable[str], above: int) -> None:
        """Give up what lies above a row of cells in the maps of these names."""
        for name in names:
            self._maps[name][0].leave(above)

    def relax(self) -> None:
        """A tile is done: now and then give back what the system holds of spilled maps."""
        spilled = [feature_map for feature_map, size in self._maps.values() if size == 0]
        self._touched += sum(feature_map.piece_bytes for feature_map in spilled)
        if self._touched > RESIDENT:
            self._touched = 0
            for feature_map in spilled:
                feature_map.relax()

    def drop(self, name: str) -> None:
        """Forget a map that no later stage reads."""
        self._maps.pop(name)[0].close()


def turnover(going: int, new: int, core: Size, cells: Size) -> int:
    """The most bytes that maps take while some go and others come, row of cores by row: two rows lie between them."""
    between = min(1.0, 2 * core.height / cells.height)
    return math.ceil(max(going + between * new, new + between * going))


def _temporary_file(folder: Path, size: int) -> IO[bytes]:
    """A file without a name (it vanishes with the process) whose space on the disk is reserved."""
    sentence = (
        f"The picture needs {size / 1e9:.1f} GB of temporary space in {folder} and the disk has not that much."
        " Free some space, or allow more memory with --memory."
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(folder).free < size:
            raise MemoryBudgetError(sentence)
        file = tempfile.TemporaryFile(dir=folder, prefix="stylizer-")  # noqa: SIM115 -- closed by FeatureMap.close
    except OSError as error:
        raise MemoryBudgetError(f"Temporary files cannot be made in {folder} ({error.strerror}).") from error
    try:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file.fileno(), 0, size)
        else:
            file.truncate(size)
    except OSError as error:
        file.close()
        raise MemoryBudgetError(sentence) from error
    return file
