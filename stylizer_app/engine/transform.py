"""The transformer, run stage by stage and tile by tile with the statistics of the whole picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stylizer_app.engine.content import Content
from stylizer_app.engine.maps import MapStore
from stylizer_app.engine.packs import CONTENT, RESULT, NormInfo, Pack, Stage
from stylizer_app.engine.progress import Progress
from stylizer_app.engine.session import Array, Network
from stylizer_app.engine.tiling import CELL, TileGrid
from stylizer_app.imaging.geometry import Region, Size

Floats = NDArray[np.float32]
Sink = Callable[[Region, Region, Floats], None]
"""Takes a core in cells, the core with its margin, and the painted pixels of the latter, (h, w, 3) float32 0..1."""


@dataclass(frozen=True, slots=True)
class TilePlan:
    """How a run is divided: cells per core, bytes for maps and a folder for the rest, one window shape or several.

    ``margin``: cells around every core that the sink wants as well.
    """

    core: int
    budget: int
    spill: Path
    fixed: bool = False
    margin: int = 0


class Statistics:
    """Sums over all tiles, in float64, that become mean and variance of every channel."""

    def __init__(self, norm: NormInfo, cells: Size) -> None:
        self._count = cells.pixels * (CELL // norm.scale) ** 2
        self._sum = np.zeros(norm.channels)
        self._square_sum = np.zeros(norm.channels)

    def add(self, total: Array, square_total: Array) -> None:
        """Add a tile's sums."""
        self._sum += total
        self._square_sum += square_total

    def folded(self, gain: Array, bias: Array, epsilon: float) -> tuple[Floats, Floats]:
        """Scale and shift (1, C, 1, 1) that normalize and style a channel (Ghiasi et al. 2017, equation 5)."""
        mean = self._sum / self._count
        variance = np.maximum(self._square_sum / self._count - mean**2, 0)
        scale = gain.astype(np.float64) / np.sqrt(variance + epsilon)
        shift = bias.astype(np.float64) - mean * scale
        return _per_channel(scale), _per_channel(shift)


class Transformer:
    """A pack's transformer on one device; its networks are loaded when first used."""

    def __init__(self, pack: Pack, device: str, load: Callable[[str], Network]) -> None:
        """``load`` gives the network of one of the pack's files on the device."""
        self._pack, self._device, self._load = pack, device, load
        last_use = {name: i for i, stage in enumerate(pack.stages) for name in (*stage.reads, *stage.writes)}
        self._dropped_after = [
            [name for name, last in last_use.items() if last == k and name in pack.maps]
            for k in range(len(pack.stages))
        ]

    def run(self, content: Content, style_vector: Floats, sink: Sink, plan: TilePlan, progress: Progress) -> int:
        """Paint the content in the style of the vector (100,) and hand every core to the sink once.

        Returns the number of tiles. Raises Cancelled, MemoryBudgetError, DeviceError.
        """
        modulation = self._load("modulation.onnx").run(style_vector=style_vector.reshape(1, -1))
        folded: dict[str, Floats] = {}
        steps = _shares(self._pack.stages)
        with MapStore(content.cells, plan.budget, plan.spill) as maps:
            for index, stage in enumerate(self._pack.stages):
                part = progress.part(*steps[index])
                statistics = self._run_stage(stage, content, maps, folded, sink, plan, part)
                for k, found in statistics.items():
                    gain, bias = modulation[f"gain_{k}"], modulation[f"bias_{k}"]
                    folded[f"scale_{k}"], folded[f"shift_{k}"] = found.folded(gain, bias, self._pack.epsilon)
                for name in self._dropped_after[index]:
                    maps.drop(name)
        return len(self._grid(content, self._pack.stages[0], plan))

    def _run_stage(
        self,
        stage: Stage,
        content: Content,
        maps: MapStore,
        folded: Mapping[str, Floats],
        sink: Sink,
        plan: TilePlan,
        progress: Progress,
    ) -> dict[int, Statistics]:
        """Run one stage over all tiles; returns the statistics it gathered."""
        network = self._load(stage.file_for(self._device))
        for name in stage.writes:
            if name != RESULT:
                maps.create(self._pack.maps[name])
        statistics = {k: Statistics(self._pack.norms[k], content.cells) for k in stage.gathers}
        grid, margin = self._grid(content, stage, plan), _margin(stage, plan)
        for done, tile in enumerate(grid):
            progress.advance(done / len(grid))
            written = tile.core.grown(margin, tile.window)
            outputs = network.run(progress.token, **_inputs(stage, tile.window, written, content, maps, folded))
            for name in stage.writes:
                if name == RESULT:
                    sink(tile.core, written, outputs[name][0])
                else:
                    maps[name].write(tile.core, outputs[name])
            for k, found in statistics.items():
                found.add(outputs[f"sum_{k}"], outputs[f"square_sum_{k}"])
            maps.relax()
        progress.advance(1.0)
        return statistics

    def _grid(self, content: Content, stage: Stage, plan: TilePlan) -> TileGrid:
        """The tiles of a stage: the same cores for all stages, each with its own halo."""
        return TileGrid(content.cells, plan.core, stage.halo + _margin(stage, plan), plan.fixed)


def _margin(stage: Stage, plan: TilePlan) -> int:
    """Cells around the core that a stage writes as well: only the one that makes the picture."""
    return plan.margin if RESULT in stage.writes else 0


def _inputs(
    stage: Stage, window: Region, written: Region, content: Content, maps: MapStore, folded: Mapping[str, Floats]
) -> dict[str, Array]:
    """What a stage's graph takes for one tile."""
    inner = written.relative_to(window)
    inputs: dict[str, Array] = {
        name: content.window(window) if name == CONTENT else maps[name].read(window) for name in stage.reads
    }
    for k in stage.applies:
        inputs[f"scale_{k}"], inputs[f"shift_{k}"] = folded[f"scale_{k}"], folded[f"shift_{k}"]
    inputs["core"] = np.array([inner.top, inner.left, inner.bottom, inner.right], np.int64)
    return inputs


def _shares(stages: tuple[Stage, ...]) -> list[tuple[float, float]]:
    """Start and stop of every stage in the run's progress; those that touch pixels take about three times as long."""
    weights = np.array([3.0 if {CONTENT, RESULT} & {*stage.reads, *stage.writes} else 1.0 for stage in stages])
    stops = np.cumsum(weights) / weights.sum()
    return [(float(b - w), float(b)) for b, w in zip(stops, weights / weights.sum(), strict=True)]


def _per_channel(values: NDArray[np.float64]) -> Floats:
    """Values (C,) shaped for a map: (1, C, 1, 1) float32."""
    return values.astype(np.float32).reshape(1, -1, 1, 1)
