"""Where the maps between two stages are kept: in memory, or past the budget in a temporary file."""

from __future__ import annotations

import mmap
import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import numpy as np
from numpy.typing import NDArray

from stylizer_app.engine.packs import MapInfo
from stylizer_app.engine.tiling import CELL
from stylizer_app.errors import MemoryBudgetError
from stylizer_app.imaging.geometry import Region, Size

Floats = NDArray[np.float32]


class FeatureMap:
    """A map of (channels, height, width) float32 that is written and read in parts, all counted in cells."""

    def __init__(self, info: MapInfo, cells: Size, spill: Path | None, used: list[Floats]) -> None:
        """Reserve the map in memory, or in a temporary file in the folder ``spill``.

        ``used``: memory of maps that are not needed any more, taken again where it fits: fresh memory has to be cleared
        by the system first, which costs as much as writing it.
        """
        self._factor = CELL // info.scale
        self._whole = Region(0, 0, cells.width, cells.height)
        self._shape = (cells.height * self._factor, info.channels, cells.width * self._factor)
        self._file: IO[bytes] | None = None
        self._rows: NDArray[np.float32] | None = None  # rows first: a band of tiles is one stretch of memory
        self._single: Floats | None = None
        self._used = used
        if spill is not None:
            self._file = _temporary_file(spill, 4 * int(np.prod(self._shape)))
            self._rows = np.memmap(self._file, np.float32, "r+", shape=self._shape)
        else:
            self._rows = self._memory()

    @staticmethod
    def bytes_of(info: MapInfo, cells: Size) -> int:
        """Memory that a map of a picture of so many cells takes."""
        return 4 * info.channels * cells.pixels * (CELL // info.scale) ** 2

    def write(self, core: Region, values: Floats) -> None:
        """Store the values (1, C, h, w) of the core. A core that is the whole map is kept as it is, not copied."""
        if core == self._whole and self._file is None:
            self._single = values
            return
        assert self._rows is not None, "a map is written after it was closed"
        rows, columns = core.times(self._factor).slices
        self._rows[rows, :, columns] = values[0].transpose(1, 0, 2)

    def read(self, window: Region) -> Floats:
        """The values (1, C, h, w) of a window."""
        if self._single is not None and window == self._whole:
            return self._single
        assert self._rows is not None, "a map is read before it was written"
        rows, columns = window.times(self._factor).slices
        return np.ascontiguousarray(self._rows[rows, :, columns].transpose(1, 0, 2))[np.newaxis]

    def relax(self) -> None:
        """Give the pages of a spilled map back to the system; the file keeps their contents."""
        base: Any = getattr(self._rows, "_mmap", None)
        if base is not None and hasattr(mmap, "MADV_DONTNEED"):
            base.madvise(mmap.MADV_DONTNEED)

    def close(self) -> None:
        """Forget the values and remove the file; memory is left for another map."""
        if self._file is None and self._rows is not None:
            self._used.append(self._rows)
        self._rows = self._single = None
        if self._file is not None:
            self._file.close()
            self._file = None

    def _memory(self) -> Floats:
        """An array of the map's shape whose contents do not matter."""
        for index, array in enumerate(self._used):
            if array.shape == self._shape:
                return self._used.pop(index)
        return np.empty(self._shape, np.float32)


class MapStore:
    """The maps of one run. Whatever happens, leaving the store frees the memory and removes the files."""

    def __init__(self, cells: Size, budget: int, spill: Path) -> None:
        """``budget``: bytes that maps may take in memory; those past it go into files in the folder ``spill``."""
        self._cells, self._budget, self._spill = cells, budget, spill
        self._maps: dict[str, tuple[FeatureMap, int]] = {}
        self._used: list[Floats] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name in list(self._maps):
            self.drop(name)
        self._used.clear()

    def __getitem__(self, name: str) -> FeatureMap:
        return self._maps[name][0]

    def create(self, info: MapInfo) -> FeatureMap:
        """Make room for a map. Raises MemoryBudgetError if it fits neither in memory nor on the disk."""
        needed = FeatureMap.bytes_of(info, self._cells)
        in_memory = sum(size for _, size in self._maps.values()) + needed <= self._budget
        made = FeatureMap(info, self._cells, None if in_memory else self._spill, self._used)
        self._maps[info.name] = (made, needed if in_memory else 0)
        return made

    def relax(self) -> None:
        """Give back what the system holds of spilled maps."""
        for feature_map, _ in self._maps.values():
            feature_map.relax()

    def drop(self, name: str) -> None:
        """Forget a map that no later stage reads."""
        self._maps.pop(name)[0].close()


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
