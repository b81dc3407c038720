"""One octave: run the transformer over the picture, or enlarge it, and put its tiles where they belong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from stylizer_app.engine.compositor import Compositor
from stylizer_app.engine.guide import Enlargement
from stylizer_app.engine.model.loaded_pack import LoadedPack
from stylizer_app.engine.model.statistics import Norms
from stylizer_app.engine.octaves import calmed, fine_light
from stylizer_app.engine.progress import Progress
from stylizer_app.engine.reduced import ReducedPhoto
from stylizer_app.engine.runtime.onnxruntime_backend import cpu_threads
from stylizer_app.engine.tiles.grid import CELL, Tile, TileGrid
from stylizer_app.engine.tiles.padded_image import PaddedImage
from stylizer_app.engine.tiles.tile_plan import TilePlan
from stylizer_app.engine.tiles.worker_pool import WorkerPool
from stylizer_app.imaging.colour import to_samples
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.samples import Floats

ENLARGED_AT_A_TIME = 512
"""Side in pixels of the tiles that are enlarged: they stay in the caches."""


class Canvas:
    """Where an octave's painted values go: to the compositor if there is one, and into ``raw`` if they are kept.

    ``raw`` is (H, W, 3) uint16, before strength and colour.
    """

    def __init__(self, size: Size, compositor: Compositor | None, *, keep: bool) -> None:
        self._compositor, self._keep = compositor, keep
        self.raw = np.empty((size.height, size.width, 3) if keep else (1, 1, 3), np.uint16)
        if compositor is not None:
            compositor.start(size)

    def put(self, region: Region, values: Floats) -> None:
        """Take the painted values (h, w, 3) 0..1 of a region; several threads may bring theirs."""
        if self._keep:
            self.raw[region.slices] = to_samples(values, 16)
        if self._compositor is not None:
            self._compositor.take(region, values)


class Octave(Protocol):
    """A part of the painting that can be done, and done again if a device fails."""

    def paint(self, loaded: LoadedPack, plan: TilePlan) -> int:
        """Do it and return the number of tiles. Raises DeviceError, MemoryBudgetError, Cancelled."""
        ...


@dataclass(frozen=True, slots=True)
class NetworkOctave:
    """An octave that the transformer paints.

    ``source``: at first the reduced photo, of which it makes composition, colours and strokes; then the octave before,
    enlarged, to which it adds fine paint.   ``norms``: as Transformer.run has them.
    """

    source: ReducedPhoto | Enlargement
    size: Size
    style: Floats
    canvas: Canvas
    progress: Progress
    norms: Norms | None = None

    def paint(self, loaded: LoadedPack, plan: TilePlan) -> int:
        """Run the transformer over all tiles."""
        content = PaddedImage(self.size, self.source.read, border=loaded.pack.border, min_size=loaded.pack.min_size)
        plan = replace(plan.beside(self.source.bytes + self.canvas.raw.nbytes), margin=self.source.margin)

        def take(core: Region, written: Region, painted: Floats) -> None:
            region, part = content.inside(core)
            if region.width == 0 or region.height == 0:
                return
            inner = core.relative_to(written).times(CELL).slices
            if isinstance(self.source, Enlargement):
                seen = content.window(written)[0]
                fine = fine_light(seen, painted, self.source.step)[inner][part.slices]
                values = seen[inner][part.slices] + fine[..., np.newaxis] * self.source.fine_paint(region)
            else:
                even, strokes = (values[inner][part.slices] for values in calmed(painted))
                values = self.source.burned(even, self.source.strokes(strokes, region), region)
                values = self.source.uncontradicted(values, region)
            self.canvas.put(region, np.clip(values, 0, 1, out=values))

        return loaded.transformer.run(content, self.style, take, plan, self.progress, self.norms)


@dataclass(frozen=True, slots=True)
class EnlargedOctave:
    """The last octave: the one before, enlarged with the photo's detail, without the network."""

    source: Enlargement
    canvas: Canvas
    progress: Progress

    def paint(self, loaded: LoadedPack, plan: TilePlan) -> int:  # noqa: ARG002 (an Octave's)
        """Enlarge tile by tile."""
        grid = TileGrid(self.source.size, ENLARGED_AT_A_TIME, halo=0)

        def enlarge(tile: Tile) -> None:
            self.canvas.put(tile.core, self.source.read(tile.core))

        with WorkerPool(min(cpu_threads(), len(grid))) as workers:
            for done, _ in enumerate(workers.each(enlarge, grid), start=1):
                self.progress.advance(done / len(grid))
        return len(grid)
