"""The transformer, run stage by stage and tile by tile with the statistics of the whole picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from stylizer_app.devices import DEVICES
from stylizer_app.engine.model.statistics import Norms, Statistics
from stylizer_app.engine.packs.pack import Pack, Stage
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.engine.runtime.network import CONTENT, RESULT, Array, Network
from stylizer_app.engine.tiles.blocks import Blocks
from stylizer_app.engine.tiles.buffers import Allocate, BufferPool, ThreadBuffers, plain
from stylizer_app.engine.tiles.grid import CELL, Tile, TileGrid
from stylizer_app.engine.tiles.maps import MapStore, block_size, most_bytes
from stylizer_app.engine.tiles.padded_image import PaddedImage
from stylizer_app.engine.tiles.pinned import pinned
from stylizer_app.engine.tiles.spill import SpillFile
from stylizer_app.engine.tiles.tile_plan import TilePlan
from stylizer_app.engine.tiles.worker_pool import WorkerPool
from stylizer_app.errors import DeviceError
from stylizer_app.errors.device import DeviceFault
from stylizer_app.imaging.geometry import Region
from stylizer_app.imaging.samples import Floats

Sink = Callable[[Region, Region, Floats], None]
"""Takes a core in cells, the core with its margin, and the painted pixels of the latter, (h, w, 3) float32 0..1.

Called from several threads at a time where the plan has several workers; no two cores overlap.
"""
Outputs = dict[str, Array]
SHOWN_FROM = 0.8
"""Progress at which a picture that is painted in one run is there and is put into its place."""


class Transformer:
    """A pack's transformer on one device; its networks are loaded when first used."""

    def __init__(
        self,
        pack: Pack,
        device: str,
        load: Callable[[str], Network],
        *,
        fp16: bool = False,
        page_locked: Allocate = pinned,
    ) -> None:
        """``load`` gives the network of one of the pack's files, ``page_locked`` memory that the device stores into."""
        self._pack, self._device, self._load, self._fp16 = pack, device, load, fp16
        self._allocate = page_locked if DEVICES[device].page_locked else plain
        self._idle: list[BufferPool] = []
        last_use = {name: i for i, stage in enumerate(pack.stages) for name in (*stage.reads, *stage.writes)}
        self._dropped_after = [
            [name for name, last in last_use.items() if last == k and name in pack.maps]
            for k in range(len(pack.stages))
        ]

    def run(
        self,
        content: PaddedImage,
        style_vector: Floats,
        sink: Sink,
        plan: TilePlan,
        progress: Progress,
        norms: Norms | None = None,
    ) -> int:
        """Paint the content in the style of the vector and pass every core to the sink once.

        ``norms``: known ones are painted with, others are gathered there for whoever wants to know them.
        Returns the number of tiles. Raises Cancelled, MemoryBudgetError, DeviceError.
        """
        if content.cells.pixels <= plan.whole and norms is None:
            return self._run_whole(content, style_vector, sink, plan, progress)
        modulation = self._load("modulation.onnx").run(style_vector=style_vector.reshape(1, -1))
        norms = norms or Norms()
        norms.begin()
        steps = _shares(self._pack.stages)
        grid = plan.grid(content.cells, 0)
        workers = WorkerPool(min(plan.workers, len(grid)))
        with self._pool() as pool, self._store(grid, plan, pool) as maps, workers:
            run = _Pass(content, maps, norms.values, sink, plan, workers, ThreadBuffers(self._allocate))
            for index, stage in enumerate(self._pack.stages):
                leaving = [name for name in self._dropped_after[index] if name not in stage.writes]
                statistics = self._run_stage(stage, leaving, run, progress.part(*steps[index]))
                for k, found in statistics.items():
                    if not found.are_finite:
                        raise DeviceError(DeviceFault.OVERFLOW, self._device)
                    gain, bias = modulation[f"gain_{k}"], modulation[f"bias_{k}"]
                    norms.gathered(k, *found.folded(gain, bias, self._pack.epsilon))
                for name in self._dropped_after[index]:
                    maps.drop(name)
        return len(grid)

    def _run_whole(
        self, content: PaddedImage, style_vector: Floats, sink: Sink, plan: TilePlan, progress: Progress
    ) -> int:
        """As ``run``, in one run of the undivided transformer; what comes before and after it is done tile by tile."""
        grid = plan.grid(content.cells, plan.margin)
        picture = np.empty((1, content.cells.height * CELL, content.cells.width * CELL, 3), np.float32)
        painted: Floats = picture[0]

        def look(tile: Tile) -> None:
            picture[0][tile.core.times(CELL).slices] = content.window(tile.core)[0]

        def show(tile: Tile) -> None:
            sink(tile.core, tile.window, painted[tile.window.times(CELL).slices])

        network = self._load("transformer.onnx")
        progress.advance(0.0)
        try:
            with WorkerPool(min(plan.workers, len(grid))) as workers:
                for _ in workers.each(look, grid):
                    progress.token.check()
                content.hold(picture)
                inputs = {CONTENT: picture, "style_vector": style_vector.reshape(1, -1)}
                painted = network.run(progress.token, **inputs)[RESULT][0]
                for done, _ in enumerate(workers.each(show, grid), start=1):
                    progress.advance(SHOWN_FROM + (1 - SHOWN_FROM) * done / len(grid))
        finally:
            network.release()
        return 1

    def modulation(self, style_vector: Floats) -> Floats:
        """All gains and biases (n,) that a style vector gives the network's normalizations."""
        found = self._load("modulation.onnx").run(style_vector=style_vector.reshape(1, -1))
        joined: Floats = np.concatenate([found[name].ravel() for name in sorted(found)]).astype(np.float32)
        return joined

    def release(self) -> None:
        """Give back the memory that is kept from one run to the next."""
        for pool in self._idle:
            pool.clear()

    @contextmanager
    def _pool(self) -> Iterator[BufferPool]:
        """Memory for one run alone: another may begin before this one has ended."""
        pool = self._idle.pop() if self._idle else BufferPool(self._allocate)
        try:
            yield pool
        finally:
            self._idle.append(pool)

    @contextmanager
    def _store(self, grid: TileGrid, plan: TilePlan, pool: BufferPool) -> Iterator[MapStore]:
        """Where the maps are kept: within the plan's budget in the pool's memory, the rest in a temporary file."""
        size = block_size(self._pack.maps.values(), grid.step)
        needed = most_bytes(self._pack.maps, self._pack.stages, grid.cells, grid.step)
        spilled = max(0, needed - plan.budget)
        borders = spilled * 4 * (self._pack.halo + plan.margin) // min(grid.step.width, grid.step.height)
        pool.partition(size, max(0, plan.budget - borders) // (4 * size))
        with (
            SpillFile(plan.spill, size, spilled) as file,
            MapStore(grid.cells, grid.step, Blocks(size, pool, file)) as maps,
        ):
            yield maps

    def _reach(self, name: str, margin: int) -> int:
        """How many cells beyond a core the stages read of a map."""
        readers = [stage for stage in self._pack.stages if name in stage.reads]
        return max((stage.halo + (margin if RESULT in stage.writes else 0) for stage in readers), default=0)

    def _run_stage(self, stage: Stage, leaving: list[str], run: _Pass, progress: Progress) -> dict[int, Statistics]:
        """Run one stage over all tiles; returns the statistics it gathered, added up in the tiles' order.

        ``leaving``: the maps that no later stage reads. Their memory serves those that this one writes, row by row.
        """
        network = self._load(stage.file_for(self._device, fp16=self._fp16))
        for name in stage.writes:
            if name != RESULT:
                run.maps.create(self._pack.maps[name], self._reach(name, run.plan.margin))
        statistics = {k: Statistics(self._pack.norms[k], run.content.cells) for k in stage.gathers}
        margin = run.plan.margin if RESULT in stage.writes else 0
        grid = list(run.plan.grid(run.content.cells, stage.halo + margin))
        still_read = list(accumulate((tile.window.top for tile in reversed(grid)), min))[::-1]
        progress.advance(0.0)
        work = run.work(stage, network, margin, progress.token)
        try:
            for done, sums in enumerate(run.workers.each(work, grid), start=1):
                for k, found in statistics.items():
                    found.add(sums[f"sum_{k}"], sums[f"square_sum_{k}"])
                if done < len(grid):
                    run.maps.leave(leaving, still_read[done])
                progress.advance(done / len(grid))
        finally:
            network.release()
        return statistics


@dataclass(frozen=True, slots=True)
class _Pass:
    """What one run of the transformer works with."""

    content: PaddedImage
    maps: MapStore
    folded: Mapping[str, Floats]
    sink: Sink
    plan: TilePlan
    workers: WorkerPool
    scratch: ThreadBuffers

    def work(self, stage: Stage, network: Network, margin: int, token: CancelToken) -> Callable[[Tile], Outputs]:
        """The work on one tile of a stage: puts away what it writes, returns the sums it gathers."""

        def on(tile: Tile) -> Outputs:
            written = tile.core.grown(margin, tile.window)
            inputs = self._inputs(stage, tile.window, written)
            room = {} if network.lends else self._room(stage, tile.core)
            outputs = network.run(token, room, **inputs)
            for name in stage.writes:
                if name == RESULT:
                    self.sink(tile.core, written, outputs.pop(name)[0])
                elif name not in room:
                    self.maps[name].write(tile.core, outputs.pop(name), lent=network.lends)
            return {name: np.array(sums) for name, sums in outputs.items()} if network.lends else outputs

        return on

    def _room(self, stage: Stage, core: Region) -> dict[str, Array]:
        """Where the network can write a core's maps to, as far as they are kept in memory in one block."""
        rooms = {name: self.maps[name].room(core) for name in stage.writes if name != RESULT}
        return {name: room for name, room in rooms.items() if room is not None}

    def _inputs(self, stage: Stage, window: Region, written: Region) -> dict[str, Array]:
        """What a stage's graph takes for one tile; maps lie in memory that the thread uses again for its next tile."""
        inner = written.relative_to(window)
        inputs: dict[str, Array] = {}
        for place, name in enumerate(stage.reads):
            if name == CONTENT:
                inputs[name] = self.content.window(window)
            else:
                inputs[name] = self.maps[name].read(window, self.scratch.at(place))
        for k in stage.applies:
            inputs[f"scale_{k}"], inputs[f"shift_{k}"] = self.folded[f"scale_{k}"], self.folded[f"shift_{k}"]
        inputs["core"] = np.array([inner.top, inner.left, inner.bottom, inner.right], np.int64)
        return inputs


def _shares(stages: tuple[Stage, ...]) -> list[tuple[float, float]]:
    """Start and stop of every stage in the run's progress; those that touch pixels take about three times as long."""
    weights = np.array([3.0 if {CONTENT, RESULT} & {*stage.reads, *stage.writes} else 1.0 for stage in stages])
    ends = [0.0, *(np.cumsum(weights) / weights.sum()).tolist()]
    return list(pairwise(ends))
