"""One octave: run the transformer over the picture and put its tiles where they belong."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from stylizer_app.engine.compositor import Compositor
from stylizer_app.engine.model.loaded_pack import LoadedPack
from stylizer_app.engine.model.style_vectors import Floats
from stylizer_app.engine.model.transform import TilePlan
from stylizer_app.engine.octaves import MARGIN, refined
from stylizer_app.engine.progress import Progress
from stylizer_app.engine.tiles.grid import CELL
from stylizer_app.engine.tiles.padded_image import PaddedImage, Reader
from stylizer_app.imaging.colour import to_samples
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.resize import enlarge_region


@dataclass(frozen=True, slots=True)
class PaintedOctave:
    """An octave as the network painted it, kept for the next one: (H, W, 3) uint16, before strength and colour."""

    raw: NDArray[np.uint16]
    tiles: int


def first_octave(
    loaded: LoadedPack,
    photo: Floats,
    vector: Floats,
    plan: TilePlan,
    compositor: Compositor | None,
    progress: Progress,
    *,
    keep: bool,
) -> PaintedOctave:
    """Paint the reduced photo (H, W, 3): composition, colours and the size of the strokes."""
    size = Size(photo.shape[1], photo.shape[0])

    def read(region: Region) -> Floats:
        return photo[region.slices]

    return _paint(loaded, read, size, vector, plan, compositor, progress, keep)


def next_octave(
    loaded: LoadedPack,
    before: NDArray[np.uint16],
    size: Size,
    vector: Floats,
    plan: TilePlan,
    compositor: Compositor | None,
    progress: Progress,
    *,
    keep: bool,
) -> PaintedOctave:
    """Paint the enlarged octave before: its composition stays, finer paint is added."""

    def read(region: Region) -> Floats:
        return enlarge_region(before, size, region)

    step = size.long_side / max(before.shape[:2])
    return _paint(loaded, read, size, vector, replace(plan, margin=MARGIN), compositor, progress, keep, step=step)


def _paint(
    loaded: LoadedPack,
    read: Reader,
    size: Size,
    vector: Floats,
    plan: TilePlan,
    compositor: Compositor | None,
    progress: Progress,
    keep: bool,
    step: float | None = None,
) -> PaintedOctave:
    """Run the transformer; every finished core goes to ``compositor`` and, if kept, onto the painted.

    ``step``: how many times larger this octave is than the one it refines; None for the first.
    """
    content = PaddedImage(size, read, border=loaded.pack.border, min_size=loaded.pack.min_size)
    raw = np.empty((size.height, size.width, 3) if keep else (1, 1, 3), np.uint16)

    def take(core: Region, written: Region, painted: Floats) -> None:
        if step is not None:
            painted = refined(content.window(written)[0], painted, step)
        painted = painted[core.relative_to(written).times(CELL).slices]
        region, part = content.inside(core)
        if region.width == 0 or region.height == 0:
            return
        values = np.ascontiguousarray(painted[part.slices])
        if keep:
            raw[region.slices] = to_samples(values, 16)
        if compositor is not None:
            compositor.take(region, values)

    if compositor is not None:
        compositor.start(size)
    tiles = loaded.transformer.run(content, vector, take, plan, progress)
    return PaintedOctave(raw, tiles)
