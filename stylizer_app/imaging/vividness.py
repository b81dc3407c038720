"""Paint as strong as from the tube: what strokes of mixed colours lose in contrast, and their accents in colour."""

from __future__ import annotations

import numpy as np

from stylizer_app.imaging.colour import luma, row_blocks
from stylizer_app.imaging.samples import Floats

CONTRAST, MIDDLE = 0.8, 0.2
"""How much dark and light move apart at the most, by a cubic of luma, 0..1, that leaves 0, MIDDLE and 1 where they are:
lights become lighter than darks become darker, so that no picture turns gloomy."""

CHROMA, ACCENTS, STRONG = 0.1, 1.3, 0.25
"""How much the chroma grows at the most: greys by the first share, colours as far from grey as STRONG by the first and
half of the second. A tint stays faint, and accents shine."""


def vivid(rgb: Floats, amount: float) -> Floats:
    """Return sRGB values (H, W, 3) 0..1 with more contrast and chroma, by ``amount`` 0 (as they are) to 1.

    Hues stay: chroma grows more and more slowly where the gamut ends, and never falls for the sake of light.
    """
    if amount <= 0:
        return rgb
    result = np.empty_like(rgb)
    for rows in row_blocks(rgb):
        result[rows] = _vivid(rgb[rows], np.float32(amount))
    return result


def _vivid(rgb: Floats, amount: np.float32) -> Floats:
    chroma = np.moveaxis(rgb, -1, 0).copy()
    light = luma(rgb)
    chroma -= light
    tiny = np.float32(1e-6)
    most = np.maximum(np.maximum(chroma[0], chroma[1]), chroma[2]) + tiny
    least = np.minimum(np.minimum(chroma[0], chroma[1]), chroma[2]) - tiny
    light += np.float32(CONTRAST) * amount * light * (1 - light) * (light - np.float32(MIDDLE))
    np.minimum(np.maximum(light, -least, out=light), 1 - most, out=light)
    room = np.minimum((1 - light) / most, light / -least)
    reach = most - least
    gain = amount * (np.float32(CHROMA) + np.float32(ACCENTS) * reach / (reach + np.float32(STRONG)))
    left = np.maximum(room - 1, 0)
    gain *= left / (gain + left + tiny)
    gain += 1
    chroma *= gain
    chroma += light
    return np.ascontiguousarray(np.moveaxis(chroma, 0, -1))
