"""Firm edges: what enlarging makes soft becomes as steep again as paint that ends where the brush ended."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import numpy as np

from stylizer_app.imaging.samples import Floats

REACH = 2
"""Pixels to every side whose mean, least and most decide on a pixel: an edge that was enlarged twice is that broad."""

SQUARE = (2 * REACH + 1) ** 2

ROWS = 32
"""Rows that are worked on at a time."""

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
    result = np.empty((pixels.shape[0] - 2 * REACH, pixels.shape[1] - 2 * REACH, 3), np.float32)
    for top in range(0, len(result), ROWS):
        rows = result[top : top + ROWS]
        _firmness(pixels[top : top + len(rows) + 2 * REACH], np.float32(AMOUNT * amount), rows)
    return result


def _firmness(pixels: Floats, amount: np.float32, result: Floats) -> None:
    """The same of a few rows, in place: what is worked with stays in a core's cache."""
    planes = [np.ascontiguousarray(pixels[..., colour]) for colour in range(3)]
    limits = [(_around(plane, np.minimum), _around(plane, np.maximum)) for plane in planes]
    strength = np.square(reduce(np.maximum, (most - least for least, most in limits)))
    strength *= amount / (strength + np.float32(FAINT**2))
    for colour, (plane, (least, most)) in enumerate(zip(planes, limits, strict=True)):
        inner = plane[REACH:-REACH, REACH:-REACH]
        change = inner - _around(plane, np.add) * np.float32(1 / SQUARE)
        change *= strength
        np.maximum(change, least - inner, out=change)
        np.minimum(change, most - inner, out=result[..., colour])


def _around(plane: Floats, join: Join) -> Floats:
    """All values up to REACH away joined: (h + 2 REACH, w + 2 REACH) -> (h, w)."""
    twos = join(plane[:-1], plane[1:])
    lines = join(join(twos[:-2], twos[2:])[:-1], plane[2 * REACH :])
    twos = join(lines[:, :-1], lines[:, 1:])
    return join(join(twos[:, :-2], twos[:, 2:])[:, :-1], lines[:, 2 * REACH :])
