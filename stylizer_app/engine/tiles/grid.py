"""Where tiles are cut: cores that cover every cell of a map once, and the windows around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from stylizer_app.imaging.geometry import Region, Size

CELL = 4
"""Side of a cell in pixels: all networks work at a quarter of the picture's resolution inside."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile, in cells: ``core`` is written, ``window`` is read and contains the core."""

    core: Region
    window: Region


@dataclass(frozen=True, slots=True)
class TileGrid:
    """Covers ``cells`` with cores of at most ``core`` cells a side; windows reach ``halo`` cells further.

    Where the picture ends the window ends with it. With ``fixed`` every window has the same shape, the last ones
    shifted inwards (for devices that compile for one shape); otherwise cores are balanced and windows no larger than
    they have to be.
    """

    cells: Size
    core: int
    halo: int
    fixed: bool = False

    def __post_init__(self) -> None:
        if self.core < 1 or self.halo < 0:
            raise ValueError(f"a core of {self.core} cells with a halo of {self.halo} is no tile")

    def __len__(self) -> int:
        return ceil(self.cells.width / self.core) * ceil(self.cells.height / self.core)

    def __iter__(self) -> Iterator[Tile]:
        columns = self._axis(self.cells.width)
        for top, bottom, first, last in self._axis(self.cells.height):
            for left, right, start, stop in columns:
                yield Tile(Region(left, top, right, bottom), Region(start, first, stop, last))

    @property
    def step(self) -> Size:
        """The size of all cores but the last of a row or column, which may be smaller."""
        return Size(self._core(self.cells.width), self._core(self.cells.height))

    def _core(self, length: int) -> int:
        """Cells per core along an axis."""
        return self.core if self.fixed else ceil(length / ceil(length / self.core))

    def _axis(self, length: int) -> list[tuple[int, int, int, int]]:
        """Core start and stop, window start and stop of every tile along one axis."""
        core = self._core(length)
        cores = [(i * core, min((i + 1) * core, length)) for i in range(ceil(length / core))]
        if not self.fixed:
            return [(a, b, max(0, a - self.halo), min(length, b + self.halo)) for a, b in cores]
        window = min(length, core + 2 * self.halo)
        starts = [min(max(a - self.halo, 0), length - window) for a, _ in cores]
        return [(a, b, s, s + window) for (a, b), s in zip(cores, starts, strict=True)]
