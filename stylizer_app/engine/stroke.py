"""One octave: run the transformer over the picture and put its tiles where they belong."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from stylizer_app.engine.content import Content, Reader
from stylizer_app.engine.finish import Finish
from stylizer_app.engine.octaves import MARGIN, refined
from stylizer_app.engine.progress import Progress
from stylizer_app.engine.style import Floats
from stylizer_app.engine.tiling import CELL
from stylizer_app.engine.transform import TilePlan
from stylizer_app.engine.workshop import Workshop
from stylizer_app.imaging.colour import to_samples
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.resize import enlarge_region


@dataclass(frozen=True, slots=True)
class Canvas:
    """An octave as the network painted it, kept for the next one: (H, W, 3) uint16, before strength and colour."""

    raw: NDArray[np.uint16]
    tiles: int


def first_octave(
    workshop: Workshop,
    photo: Floats,
    vector: Floats,
    plan: TilePlan,
    finish: Finish | None,
    progress: Progress,
    *,
    keep: bool,
) -> Canvas:
    """Paint the reduced photo (H, W, 3): composition, colours and the size of the strokes."""
    size = Size(photo.shape[1], photo.shape[0])

    def read(region: Region) -> Floats:
        return photo[region.slices]

    return _paint(workshop, read, size, vector, plan, finish, progress, keep)


def next_octave(
    workshop: Workshop,
    before: NDArray[np.uint16],
    size: Size,
    vector: Floats,
    plan: TilePlan,
    finish: Finish | None,
    progress: Progress,
    *,
    keep: bool,
) -> Canvas:
    """Paint the enlarged octave before: its composition stays, finer paint is added."""

    def read(region: Region) -> Floats:
        return enlarge_region(before, size, region)

    step = size.long_side / max(before.shape[:2])
    return _paint(workshop, read, size, vector, replace(plan, margin=MARGIN), finish, progress, keep, step=step)


def _paint(
    workshop: Workshop,
    read: Reader,
    size: Size,
    vector: Floats,
    plan: TilePlan,
    finish: Finish | None,
    progress: Progress,
    keep: bool,
    step: float | None = None,
) -> Canvas:
    """Run the transformer; every finished core goes to ``finish`` and, if kept, onto the canvas.

    ``step``: how many times larger this octave is than the one it refines; None for the first.
    """
    content = Content(size, read, border=workshop.pack.border, min_size=workshop.pack.min_size)
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
        if finish is not None:
            finish.take(region, values)

    if finish is not None:
        finish.start(size)
    tiles = workshop.transformer.run(content, vector, take, plan, progress)
    return Canvas(raw, tiles)
