"""One octave: run the transformer over the picture and put its tiles where they belong."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from stylizer_app.engine.compositor import Compositor
from stylizer_app.engine.model.loaded_pack import LoadedPack
from stylizer_app.engine.model.style_vectors import Floats, between
from stylizer_app.engine.model.transform import TilePlan
from stylizer_app.engine.octaves import MARGIN, STYLE_SHARE, refined
from stylizer_app.engine.progress import Progress
from stylizer_app.engine.tiles.grid import CELL
from stylizer_app.engine.tiles.padded_image import PaddedImage
from stylizer_app.imaging.colour import to_samples
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.resize import enlarge_region


@dataclass(frozen=True, slots=True)
class PaintedOctave:
    """An octave as the network painted it, kept for the next one: (H, W, 3) uint16, before strength and colour."""

    raw: NDArray[np.uint16]
    tiles: int


@dataclass(frozen=True, slots=True)
class Octave:
    """An octave to be painted, from ``before``: at first the reduced photo (H, W, 3), then the octave before.

    The first one makes composition, colours and the size of the strokes; those after it keep the composition and add
    finer paint. ``compositor`` takes what is shown; ``keep`` says whether another octave follows.
    """

    before: Floats | PaintedOctave
    size: Size
    style: Floats
    compositor: Compositor | None
    progress: Progress
    keep: bool

    def paint(self, loaded: LoadedPack, plan: TilePlan) -> PaintedOctave:
        """Run the transformer; every finished core goes to the compositor and, if kept, into the result."""
        vector = self.style
        if isinstance(self.before, PaintedOctave):
            vector = between(loaded.predictor.predict(self.before.raw, self.progress.token), vector, STYLE_SHARE)
            held = self.before.raw.nbytes + (6 * self.size.pixels if self.keep else 0)
            plan = replace(plan.beside(held), margin=MARGIN)
        content = PaddedImage(self.size, self._read, border=loaded.pack.border, min_size=loaded.pack.min_size)
        raw = np.empty((self.size.height, self.size.width, 3) if self.keep else (1, 1, 3), np.uint16)

        def take(core: Region, written: Region, painted: Floats) -> None:
            if isinstance(self.before, PaintedOctave):
                step = self.size.long_side / max(self.before.raw.shape[:2])
                painted = refined(content.window(written)[0], painted, step)
            painted = painted[core.relative_to(written).times(CELL).slices]
            region, part = content.inside(core)
            if region.width == 0 or region.height == 0:
                return
            values = np.ascontiguousarray(painted[part.slices])
            if self.keep:
                raw[region.slices] = to_samples(values, 16)
            if self.compositor is not None:
                self.compositor.take(region, values)

        if self.compositor is not None:
            self.compositor.start(self.size)
        return PaintedOctave(raw, loaded.transformer.run(content, vector, take, plan, self.progress))

    def _read(self, region: Region) -> Floats:
        """The pixels that the transformer looks at."""
        if isinstance(self.before, PaintedOctave):
            return enlarge_region(self.before.raw, self.size, region)
        return self.before[region.slices]
