"""From broad strokes to fine paint: the sizes a picture is painted at, and how one octave refines the last."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stylizer_app.imaging.colour import low_pass
from stylizer_app.imaging.geometry import Size

Floats = NDArray[np.float32]

KEPT = 0.85
"""Share of an octave's resolution that the next one keeps from it. Less would be crisper at 100 %, but a large copy of
a photo would no longer be the painting of a small one; more leaves a soft band between what is kept and what is new."""

MARGIN = 2
"""Cells of 4 pixels that the low pass needs around a core."""

STYLE_SHARE = 0.5
"""Share of the painting's vector in the finer octaves; the rest is the vector of what has been painted so far."""

REACH = 1.34
"""The finest octave may be so much larger than the picture and be reduced: a copy of half the size then shares it."""

ALIKE = 1.1
"""Sizes within this factor count as one: the octave is painted at the picture's own size."""

FULL_STRENGTH = 0.3
"""Strength from which on nothing of the photo's pixels is left in the result."""


def octave_sizes(size: Size, brush: int) -> tuple[Size, ...]:
    """The sizes to paint at, coarse to fine.

    The first has a long side of ``brush`` pixels (more for very long pictures, whose short side would vanish) and each
    next one is twice as large, so that copies of one picture share their octaves and with them their strokes. The last
    one is near ``size``: exactly ``size`` where the doublings come close to it or would end short of it (then the last
    step is up to 3), otherwise up to 1.34 times as large, to be reduced. A picture smaller than the brush is painted
    at the brush and reduced.
    """
    factor = max(brush / size.long_side, min(brush / 4 / size.short_side, 1.0))
    factors = [factor]
    while factors[-1] * 2 <= REACH:
        factors.append(factors[-1] * 2)
    if 1 / ALIKE <= factors[-1] <= ALIKE:
        factors[-1] = 1.0
    elif factors[-1] < 1:
        factors = [*factors[:-1], 1.0] if len(factors) > 1 else [factor, 1.0]
    return tuple(size if f == 1 else size.with_long_side(max(1, round(size.long_side * f))) for f in factors)


def refined(enlarged: Floats, painted: Floats, step: float) -> Floats:
    """The composition of the enlarged octave with the fine paint of the new one, both (H, W, 3).

    ``step``: how many times larger the new octave is. lowpass(enlarged) + painted - lowpass(painted), with one pass
    because it is linear.
    """
    result = low_pass(enlarged - painted, step / KEPT)
    result += painted
    return np.clip(result, 0, 1, out=result)


def fade(strength: float) -> float:
    """How much of the painted pixels shows: 0 at strength 0, smoothly rising to 1 at FULL_STRENGTH."""
    t = min(strength / FULL_STRENGTH, 1.0)
    return t * t * (3 - 2 * t)
