"""Colours that contradict the photo: a sky that turns brown, a red night, a forest of flames."""

from __future__ import annotations

import numpy as np

from stylizer_app.imaging.colour import low_pass, luma, recoloured, row_blocks, square_means
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.resize import enlarge_region, resize_float
from stylizer_app.imaging.samples import Floats

CONTRADICTED = 12
"""Where the painting has the opposite of the photo's colours, and these are faint, its own keep the share that they
have elsewhere to the power of one more than this; to a quarter of that where it is grey, or at right angles to the
photo's hue."""

STRONG = 8
"""How much larger that power is, in multiples of it, where the chroma of the photo is 1, as that of pure green: a
northern light stays green, and a red dress red, in paintings that have no such colour. A clear sky has 0.3."""

MUTED = 0.15
"""Chroma that the photo's colours have at most where they come in, or that of the painting if it is more: at their own
strength grass, dresses and skies are neon among muted paint, and all paintings alike."""

GREY, GREY_AT_BLACK = 0.06, 0.05
"""Chroma of a white photo that leaves it unsure which hue it has, of a darker one less by the square of its luma, and
the share of that in a black one."""

GRAINLESS = 6
"""Pixels below which the photo's colours are smoothed before they say what hue a place has."""

AROUND, SMALLER = 8, 4
"""What is nearly grey has the hue around it as well, so that a lion's white chin is not painted as the sky is: the mean
of so many pixels to every side, twice, of a copy so many times smaller."""

UNSURE = 0.06
"""Chroma of a place that counts half for itself."""


def telling(photo: Floats) -> Floats:
    """Return the colours (H, W, 3) that tell which hue a place of the photo (H, W, 3) sRGB 0..1 has.

    They are its own without its grain; where these are nearly grey, those around are added.
    """
    calm = low_pass(photo, GRAINLESS)
    size = Size(photo.shape[1], photo.shape[0])
    small = np.moveaxis(_chroma(resize_float(photo, size.scaled(1 / SMALLER))), -1, 0)
    around = np.dstack([square_means(square_means(plane, AROUND), AROUND) for plane in small])
    unsure = np.float32(UNSURE) / (_length(_chroma(calm))[..., np.newaxis] + np.float32(UNSURE))
    calm += unsure * enlarge_region(around, size, Region(0, 0, size.width, size.height))
    return calm


def uncontradicted(painted: Floats, photo: Floats, told: Floats, amount: float) -> Floats:
    """Return painted pixels with the photo's colours where the painting has their opposite.

    All are (H, W, 3) sRGB 0..1; ``told``: what `telling` says of the photo, which decides. Nothing changes where
    ``amount``, how much of the photo's colours is kept anyhow, 0..1, is 0, where the photo is grey far and wide, and
    where both have one hue and the painting no less of it. Light and dark stay the painting's.
    """
    if amount <= 0:
        return painted
    result = np.empty_like(painted)
    for rows in row_blocks(painted):
        exponent = CONTRADICTED * _contradiction(painted[rows], told[rows])
        result[rows] = recoloured(painted[rows], _muted(photo[rows], painted[rows]), amount, exponent)
    return result


def _contradiction(painted: Floats, photo: Floats) -> Floats:
    """How much the painting contradicts the photo's hue, (H, W): 0 not at all, 1/4 where it is grey, 1 for the opposite
    of a faint one, more the stronger the photo's colours are.
    """
    light, chroma, other = luma(photo), _chroma(photo), _chroma(painted)
    strength = _length(chroma)
    agreeing = _product(chroma, other) / (strength * np.maximum(_length(other), strength) + np.float32(1e-6))
    unsure = np.float32(GREY) * (np.float32(GREY_AT_BLACK) + np.square(light))
    lacking = (1 - agreeing) / 2 * strength / (strength + unsure)
    result: Floats = np.square(lacking) * (1 + np.float32(STRONG) * strength)
    return result


def _muted(photo: Floats, painted: Floats) -> Floats:
    """The photo's colours (H, W, 3), no stronger than MUTED or the painting's."""
    chroma = _chroma(photo)
    most = np.maximum(_length(_chroma(painted)), np.float32(MUTED))
    chroma *= np.minimum(most / (_length(chroma) + np.float32(1e-6)), 1)[..., np.newaxis]
    chroma += luma(photo)[..., np.newaxis]
    return chroma


def _chroma(colours: Floats) -> Floats:
    """Pixels (H, W, 3) without their luma."""
    result: Floats = colours - luma(colours)[..., np.newaxis]
    return result


def _length(chroma: Floats) -> Floats:
    """How strong colours (H, W, 3) are, (H, W)."""
    result: Floats = np.sqrt(_product(chroma, chroma))
    return result


def _product(some: Floats, others: Floats) -> Floats:
    """The scalar products (H, W) of colours (H, W, 3)."""
    result: Floats = np.einsum("ijk,ijk->ij", some, others)
    return result
