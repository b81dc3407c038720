"""How a run is divided into tiles: how large they are, how many are worked on at a time, where their maps are kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from stylizer_app.engine.tiles.grid import TileGrid
from stylizer_app.imaging.geometry import Size

FEWEST_CELLS = 24
"""A picture is divided for several workers, but not into tiles whose sides are shorter than this."""


@dataclass(frozen=True, slots=True)
class TilePlan:
    """How a run is divided: cells per core, bytes for maps and a folder for the rest, one window shape or several.

    ``margin``: cells around every core that the sink wants as well. ``workers``: tiles worked on at a time, each by one
    thread. ``whole``: pictures of at most this many cells are one run of the whole transformer, which has as many
    threads as there are workers.
    """

    core: int
    budget: int
    spill: Path
    fixed: bool = False
    margin: int = 0
    workers: int = 1
    whole: int = 0

    def beside(self, held: int) -> TilePlan:
        """The plan when ``held`` bytes of the budget are taken by something else."""
        return replace(self, budget=max(0, self.budget - held))

    def grid(self, cells: Size, halo: int) -> TileGrid:
        """The tiles of a picture of this many cells, for windows that reach ``halo`` cells beyond their cores."""
        return TileGrid(cells, self._core(cells), halo, self.fixed)

    def _core(self, cells: Size) -> int:
        """Cells per core: fewer than usual where a small picture would leave workers without work."""
        core = min(self.core, max(cells.width, cells.height))
        while self.workers > 1 and not self.fixed and len(TileGrid(cells, core, 0)) < self.workers:
            if core * 3 // 4 < FEWEST_CELLS:
                break
            core = core * 3 // 4
        return core
