"""From broad strokes to fine paint: the sizes a picture is painted at, and how one octave refines the last."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from stylizer_app.engine.tiles.grid import CELL
from stylizer_app.imaging.colour import column_means, low_pass, luma
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.resize import enlarge_region
from stylizer_app.imaging.samples import Floats

CALM = 3
"""Pixels below which an octave's colours are smoothed: finer ones are specks of magenta and green, no strokes."""

BROAD_STROKE = 3.5
"""Half of the cells of 4 pixels below which what the first octave shows is a stroke."""

THREAD = 8
"""Pixels to either side over which fine light is averaged along rows and columns, to be taken away: what runs straight
for so long is the network's own weave. Edges of the photo that do come from the photo."""

BROADEST = 2.0
"""An octave sharpens what is up to so many times as broad as the finest that the octave before could hold: the edges of
its strokes are soft once they are enlarged."""

MOST_LIGHT = 0.085
"""What fine light tends to where there is much of it: a large copy of a photo has to be the painting of a small one."""

MARGIN, BROAD_MARGIN = 5, 8
"""Cells of 4 pixels that these filters need around a core, of which that of BROAD_STROKE is the broadest."""

LAST = 0.5
"""The network paints up to this share of the result's side: beyond it strokes are too fine to be seen, and what the
network adds is its own noise. The rest is enlarged with the photo's detail, for a fifth of the time."""

ALIKE = 1.1
"""Sizes within this factor count as one: the picture is painted at its own size."""

ENLARGING = 0.06
"""What a pixel of the enlargement costs, in painted pixels: for progress, and for forecasts before it was timed."""

FINER, LEAST_FINER, FINEST = 3.0, 1.3, 1024
"""The drawing of the first octave is painted up to so many times larger, or than the result if that is smaller, no
larger than so many pixels along the long side; where that is not even so many times larger, not at all."""

FULL_STRENGTH = 0.3
"""Strength from which on nothing of the photo's pixels is left in the result."""


@dataclass(frozen=True, slots=True)
class Octaves:
    """The sizes of a painting, coarse to fine: ``painted`` by the network, then enlarged if ``result`` is larger.

    ``drawing``: at what size the first one is painted once more, for its drawing; None if it is not.
    """

    painted: tuple[Size, ...]
    result: Size
    drawing: Size | None = None

    @property
    def sizes(self) -> tuple[Size, ...]:
        """All of them."""
        return (*self.painted, self.result) if self.enlarged else self.painted

    @property
    def enlarged(self) -> bool:
        """Whether the last step is an enlargement."""
        return self.painted[-1].pixels < self.result.pixels

    @property
    def costs(self) -> tuple[float, ...]:
        """What each of the sizes costs, in painted pixels."""
        painted = tuple(float(size.pixels) for size in self.painted)
        return (*painted, ENLARGING * self.result.pixels) if self.enlarged else painted

    @property
    def drawing_cost(self) -> float:
        """What the drawing costs, in painted pixels: 0 if there is none."""
        return 0.0 if self.drawing is None else float(self.drawing.pixels)

    def all_seconds(self, seconds: Sequence[float]) -> float | None:
        """What all octaves and the drawing will take, judged by the last one done so far; None if none is."""
        return seconds[-1] / self.costs[len(seconds) - 1] * (sum(self.costs) + self.drawing_cost) if seconds else None

    def zoom(self, size: Size) -> float:
        """How many times larger than the first one an octave is."""
        return size.long_side / self.painted[0].long_side

    def first(self, number: int | None) -> Octaves:
        """The same without those beyond a number; None keeps all. A first one cut off from others has no drawing."""
        sizes = self.sizes[:number]
        return self if len(sizes) == len(self.sizes) else Octaves(sizes, sizes[-1], self.drawing if sizes[1:] else None)

    def shown(self, size: Size) -> Size:
        """An octave is shown at its own size, but never larger than the result."""
        return self.result if size.pixels >= self.result.pixels else size


def plan_octaves(size: Size, brush: int) -> Octaves:
    """What a picture of this size is painted at.

    The first octave has a long side of ``brush`` pixels (more for very long pictures, whose short side would vanish).
    Equal steps of about 2 lead from there to half the size, so that the network's work follows the picture's size
    without jumps. A picture about as large as the brush is painted at its own size, a smaller one at the brush, to be
    reduced.
    """
    first = max(brush / size.long_side, min(brush / 4 / size.short_side, 1.0))
    if 1 / ALIKE <= first <= ALIKE:
        return Octaves((size,), size, _drawing(size, size))
    steps = max(0, round(math.log2(LAST / first)))
    factors = [first * (LAST / first) ** (step / max(1, steps)) for step in range(steps + 1)]
    painted = tuple(size.with_long_side(max(1, round(size.long_side * f))) for f in factors)
    return Octaves(painted, size, _drawing(painted[0], size))


def _drawing(first: Size, result: Size) -> Size | None:
    """The size for the drawing of a first octave, if there is one."""
    larger = min(FINER * min(first.long_side, result.long_side), FINEST)
    return first.scaled(larger / first.long_side) if larger >= LEAST_FINER * first.long_side else None


def fine_light(seen: Floats, painted: Floats, step: float) -> Floats:
    """The fine light and shade (H, W) that the network added to what it looked at, both (H, W, 3).

    Only what is as fine as the edges of the octave before, softened by enlarging it ``step`` times, and never much more
    than MOST_LIGHT: its composition stays.
    """
    fine = luma(painted)
    fine -= luma(seen)
    fine -= low_pass(fine[..., np.newaxis], BROADEST * step)[..., 0]
    fine /= np.sqrt(1 + np.square(fine / MOST_LIGHT))
    fine -= column_means(fine, THREAD)
    fine -= column_means(fine.T, THREAD).T
    return fine


def calmed(painted: Floats) -> tuple[Floats, Floats]:
    """The first octave (H, W, 3), whole cells, in two parts of the same shape: without its strokes, and those, their
    colours smoothed.
    """
    light = luma(painted)[..., np.newaxis]
    broad = _broad(painted)
    strokes = low_pass(painted - light, CALM)
    strokes += light
    strokes -= broad
    return broad, strokes


def _broad(painted: Floats) -> Floats:
    """What is broader than a stroke in a picture (H, W, 3), found on the means of cells."""
    rows = np.sum([painted[row::CELL] for row in range(CELL)], axis=0)
    cells: Floats = np.sum([rows[:, column::CELL] for column in range(CELL)], axis=0) / np.float32(CELL**2)
    whole = Region(0, 0, painted.shape[1], painted.shape[0])
    return enlarge_region(low_pass(cells, BROAD_STROKE), Size(whole.width, whole.height), whole)


def fade(strength: float) -> float:
    """How much of the painted pixels shows: 0 at strength 0, smoothly rising to 1 at FULL_STRENGTH."""
    t = min(strength / FULL_STRENGTH, 1.0)
    return t * t * (3 - 2 * t)
