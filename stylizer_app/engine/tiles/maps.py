"""The maps between two stages: written core by core, read window by window, their memory used again."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Self

import numpy as np

from stylizer_app.engine.packs.pack import MapInfo, Stage
from stylizer_app.engine.tiles.blocks import Block, Blocks
from stylizer_app.engine.tiles.buffers import ScratchBuffer
from stylizer_app.engine.tiles.grid import CELL
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.samples import Floats


class FeatureMap:
    """A map of (channels, height, width) float32, written core by core and read window by window, counted in cells.

    Every core is one block or, of wide maps, several of some channels each, every block one stretch of memory: whole
    rows of a large map lie so far apart that writing them is several times slower.
    """

    def __init__(self, info: MapInfo, cells: Size, core: Size, blocks: Blocks, reach: int) -> None:
        """A map of a picture of this many cells. ``core``: cells of all cores but the last ones, which may be smaller.

        ``reach``: how many cells beyond a core windows usually go.
        """
        self._channels, self._factor = info.channels, CELL // info.scale
        self._cells, self._core, self._blocks, self._reach = cells, core, blocks, reach * self._factor
        step = max(1, blocks.size // (core.pixels * self._factor**2))
        self._groups = [slice(i, min(i + step, info.channels)) for i in range(0, info.channels, step)]
        self._across, down = -(-cells.width // core.width), -(-cells.height // core.height)
        self._count = self._across * down
        self._rows_left = 0
        self._kept: dict[int, list[Block]] = {}
        self._single: Floats | None = None

    @staticmethod
    def bytes_of(info: MapInfo, cells: Size) -> int:
        """Memory that a map of a picture of this many cells takes."""
        return 4 * info.channels * cells.pixels * (CELL // info.scale) ** 2

    def write(self, core: Region, values: Floats, *, lent: bool = False) -> None:
        """Store the values (1, C, h, w) of a core. A core that is the whole map is kept as it is, not copied.

        ``lent``: the values are good for now only, so they are copied in any case. Raises MemoryBudgetError.
        """
        if self._count == 1 and not lent:
            self._single = values
            return
        whole = np.ascontiguousarray(values[0])
        self._kept[self._place(core)] = [self._blocks.make(whole[group], self._reach) for group in self._groups]

    def room(self, core: Region) -> Floats | None:
        """Memory (1, C, h, w) that the values of a core may be written to instead; None where there is none."""
        if self._count == 1 or len(self._groups) > 1:
            return None
        height, width = core.height * self._factor, core.width * self._factor
        block = self._blocks.room((self._channels, height, width))
        if block is None:
            return None
        self._kept[self._place(core)] = [block]
        return block.values[np.newaxis]

    def read(self, window: Region, into: ScratchBuffer | None = None) -> Floats:
        """The values (1, C, h, w) of a window, in the scratch memory if there is one: good until its next use."""
        if self._single is not None and window == Region(0, 0, self._cells.width, self._cells.height):
            return self._single
        shape = (1, self._channels, window.height * self._factor, window.width * self._factor)
        values = np.empty(shape, np.float32) if into is None else into.array(shape)
        for row in range(window.top // self._core.height, -(-window.bottom // self._core.height)):
            for column in range(window.left // self._core.width, -(-window.right // self._core.width)):
                core = self._region(column, row)
                shared = window.common(core)
                to_rows, to_columns = shared.relative_to(window).times(self._factor).slices
                rows, columns = shared.relative_to(core).times(self._factor).slices
                if self._single is not None:
                    values[0, :, to_rows, to_columns] = self._single[0, :, rows, columns]
                    continue
                for group, block in zip(self._groups, self._kept[row * self._across + column], strict=True):
                    values[0, group, to_rows, to_columns] = block.part(rows, columns)
        return values

    def _place(self, core: Region) -> int:
        """The number of a core, row by row."""
        return core.top // self._core.height * self._across + core.left // self._core.width

    def _region(self, column: int, row: int) -> Region:
        """The core in a column and row of cores."""
        left, top = column * self._core.width, row * self._core.height
        right, bottom = left + self._core.width, top + self._core.height
        return Region(left, top, min(right, self._cells.width), min(bottom, self._cells.height))

    def leave(self, above: int) -> None:
        """Give up what lies above a row of cells: nobody will read it any more, other maps can have the memory."""
        rows = min(above // self._core.height, self._count // self._across)
        for place in range(self._rows_left * self._across, rows * self._across):
            for block in self._kept.pop(place, ()):
                block.free()
        self._rows_left = max(rows, self._rows_left)

    def close(self) -> None:
        """Forget the values; memory is left for other maps."""
        self.leave(self._cells.height + self._core.height)
        self._single = None


class MapStore:
    """The maps of one run. Whatever happens, leaving the store frees their memory."""

    def __init__(self, cells: Size, core: Size, blocks: Blocks) -> None:
        """``core``: cells of the cores that maps are written in, the last ones may be smaller. ``blocks``: where they
        are kept.
        """
        self._cells, self._core, self._blocks = cells, core, blocks
        self._maps: dict[str, FeatureMap] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for name in list(self._maps):
            self.drop(name)

    def __getitem__(self, name: str) -> FeatureMap:
        return self._maps[name]

    def create(self, info: MapInfo, reach: int) -> None:
        """Make room for a map. ``reach``: how many cells beyond a core the windows of those that read it usually go."""
        self._maps[info.name] = FeatureMap(info, self._cells, self._core, self._blocks, reach)

    def leave(self, names: Iterable[str], above: int) -> None:
        """Give up what lies above a row of cells in the maps of these names."""
        for name in names:
            self._maps[name].leave(above)

    def drop(self, name: str) -> None:
        """Forget a map that no later stage reads."""
        self._maps.pop(name).close()


def block_size(maps: Collection[MapInfo], core: Size) -> int:
    """Numbers in a block: a core of most of the maps. Of wider ones it holds some channels, one at least."""
    counts = Counter(FeatureMap.bytes_of(info, core) // 4 for info in maps)
    usual = max(counts, key=lambda size: (counts[size], -size), default=1)
    return max([usual, *(core.pixels * (CELL // info.scale) ** 2 for info in maps)])


def most_bytes(maps: Mapping[str, MapInfo], stages: Sequence[Stage], cells: Size, core: Size) -> int:
    """The most that the maps of one picture take at any time, in bytes.

    A map that a stage is the last to read goes row by row while others come; about two rows of cores lie between them.
    """
    last = {name: i for i, stage in enumerate(stages) for name in stage.reads}
    first = {name: i for i, stage in enumerate(stages) for name in stage.writes}
    between = min(1.0, 2 * core.height / cells.height)
    most = 0
    for now in range(len(stages)):
        staying = going = new = 0
        for info in maps.values():
            size, made, read = FeatureMap.bytes_of(info, cells), first[info.name], last.get(info.name, -1)
            staying += size if made < now < read else 0
            going += size if made < now == read else 0
            new += size if made == now else 0
        most = max(most, staying + math.ceil(max(going + between * new, new + between * going)))
    return most
