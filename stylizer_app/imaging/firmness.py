"""Firm edges: what enlarging makes soft becomes as steep again as paint that ends where the brush ended."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from stylizer_app.imaging.samples import Floats

REACH = 2
"""Pixels to every side whose mean, least and most decide on a pixel: an edge that was enlarged twice is that broad."""

AMOUNT = 1.0
"""How far a pixel moves away from the mean around it, in multiples of its distance, where the edge is strong."""

FAINT = 0.08
"""Difference of the least and the most around a pixel at which it moves half as far: grain and veils stay soft."""

Join = Callable[[Floats, Floats], Floats]


def firmness(pixels: Floats, amount: float = 1.0) -> Floats:
    """Return what the inner pixels (h, w, 3) of ``pixels`` (h + 2 REACH, w + 2 REACH, 3) lack to have firm edges.

    An unsharp mask that never leaves the range of the pixels around, so that there are no halos; ``amount`` from 0
    (nothing) to 1. What is even, and a plain gradient, lacks nothing. The same bits whatever else is in ``pixels``.
    """
    inner = pixels[REACH:-REACH, REACH:-REACH]
    least, most = _around(pixels, np.minimum) - inner, _around(pixels, np.maximum) - inner
    strength = np.square((most - least).max(axis=2, keepdims=True))
    result = inner - _around(pixels, np.add) * np.float32(1 / (2 * REACH + 1) ** 2)
    result *= np.float32(AMOUNT * amount) * strength / (strength + np.float32(FAINT**2))
    return np.clip(result, least, most, out=result)


def _around(pixels: Floats, join: Join) -> Floats:
    """All pixels up to REACH away joined: (h + 2 REACH, w + 2 REACH, 3) -> (h, w, 3)."""
    lines = _joined(pixels, join)
    return _joined(lines.swapaxes(0, 1), join).swapaxes(0, 1)


def _joined(lines: Floats, join: Join) -> Floats:
    """Five lines after each other joined, in three steps."""
    twos = join(lines[:-1], lines[1:])
    return join(join(twos[:-2], twos[2:])[:-1], lines[2 * REACH :])
