"""From broad strokes to fine paint: the sizes a picture is painted at, and how one octave refines the last."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stylizer_app.imaging.colour import gaussian_blur
from stylizer_app.imaging.geometry import Size

Floats = NDArray[np.float32]

LOWPASS_SIGMA = 2.5
"""Pixels: what is broader than this is kept from the octave before."""

MARGIN = 3
"""Cells that the low pass needs around a core: four times sigma, in whole cells."""

STYLE_SHARE = 0.5
"""Share of the painting's vector in the finer octaves; the rest is the vector of what has been painted so far."""

LEAST_STEP = 1.25
"""The last octave is at least so much larger than the one before it: painting twice at nearly one size is wasted."""

FULL_STRENGTH = 0.3
"""Strength from which on nothing of the photo's pixels is left in the result."""


def octave_sizes(size: Size, brush: int) -> tuple[Size, ...]:
    """The sizes to paint at, coarse to fine.

    The first has a long side of ``brush`` pixels (more for very long pictures, whose short side would vanish);
    each next one is twice as large; the last one is ``size`` itself, 1.25 to 2.5 times as large as the one before. A picture smaller than the first octave is
    painted at that octave's size, so that the strokes do not depend on its pixels, and reduced afterwards.
    """
    factor = max(brush / size.long_side, min(brush / 4 / size.short_side, 1.0))
    if factor >= 1:
        return (size.with_long_side(round(size.long_side * factor)),)
    sizes: list[Size] = []
    while factor * LEAST_STEP <= 1 or not sizes:
        sizes.append(size.with_long_side(max(1, round(size.long_side * factor))))
        factor *= 2
    return (*sizes, size)


def refined(enlarged: Floats, painted: Floats) -> Floats:
    """The composition of the enlarged octave with the fine paint of the new one, both (H, W, 3).

    lowpass(enlarged) + painted - lowpass(painted), with one blur because blurring is linear.
    """
    result = gaussian_blur(enlarged - painted, LOWPASS_SIGMA)
    result += painted
    return np.clip(result, 0, 1, out=result)


def fade(strength: float) -> float:
    """How much of the painted pixels shows: 0 at strength 0, smoothly rising to 1 at FULL_STRENGTH."""
    t = min(strength / FULL_STRENGTH, 1.0)
    return t * t * (3 - 2 * t)
