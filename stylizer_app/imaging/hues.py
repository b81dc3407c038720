"""Colours that contradict the photo: a sky that turns brown, a red night, a forest of flames."""

from __future__ import annotations

import numpy as np

from stylizer_app.imaging.colour import luma, recoloured, row_blocks
from stylizer_app.imaging.samples import Floats

CONTRADICTED = 12
"""Where the painting has the opposite of the photo's colours, its own keep the share that they have elsewhere to the
power of one more than this; to a quarter of that where it is grey, or at right angles to the photo's hue."""

GREY, GREY_AT_BLACK = 0.06, 0.05
"""Chroma of a white photo that leaves it unsure which hue it has, of a darker one less by the square of its luma, and
the share of that in a black one."""


def uncontradicted(painted: Floats, photo: Floats, around: Floats, amount: float) -> Floats:
    """Return painted pixels with the photo's colours where the painting has their opposite.

    All are (H, W, 3) sRGB 0..1; ``around``: the photo without its grain, which decides. Nothing changes where
    ``amount``, how much of the photo's colours is kept anyhow, 0..1, is 0, where the photo is grey, and where both
    have one hue and the painting no less of it. Light and dark stay the painting's.
    """
    if amount <= 0:
        return painted
    result = np.empty_like(painted)
    for rows in row_blocks(painted):
        exponent = CONTRADICTED * np.square(_lacking(painted[rows], around[rows]))
        result[rows] = recoloured(painted[rows], photo[rows], amount, exponent)
    return result


def _lacking(painted: Floats, photo: Floats) -> Floats:
    """How much of the photo's hue the painting lacks, (H, W): 0 nothing, 0.5 where it is grey, 1 for the opposite."""
    light = luma(photo)
    chroma, other = photo - light[..., np.newaxis], painted - luma(painted)[..., np.newaxis]
    strength, strongest = (np.sqrt(np.square(part).sum(axis=-1)) for part in (chroma, other))
    np.maximum(strongest, strength, out=strongest)
    agreeing = (chroma * other).sum(axis=-1) / (strength * strongest + np.float32(1e-6))
    unsure = np.float32(GREY) * (np.float32(GREY_AT_BLACK) + np.square(light))
    result: Floats = (1 - agreeing) / 2 * strength / (strength + unsure)
    return result
