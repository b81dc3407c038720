"""The photo's drawing, as of eyes and trusses, that the strokes of the first octave are too broad for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stylizer_app.engine.reduced import ReducedPhoto
from stylizer_app.imaging.colour import low_pass, luma, square_means, to_float, to_samples
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.resize import resize_float
from stylizer_app.imaging.samples import Floats

FORMS = 10.5
"""Pixels of the first octave below which light and shade are drawing; what is broader is composition."""

NEAR, FAR = 4, 8
"""Pixels to every side over which drawing is compared, and texture weighed against it, twice."""

SOFT = 2
"""Pixels to every side over which both paintings run into each other, twice."""

LOST = 0.15
"""By how much more the finer painting has to correlate with the photo to be all that is seen."""

FAINT, GRAIN = 4e-4, 1e-5
"""Variance of the photo's luma below which there is hardly anything to draw, and what counts as none at all."""

TEXTURED, DRAWN = 1.0, 4.0
"""How many times the variance of its texture that of a place's forms has to be before it is drawn, and to be drawn all:
grass, fur and gravel stay broad, or the whole would be a photo again; a face is drawn."""


def redrawn(first: NDArray[np.uint16], finer: NDArray[np.uint16], photo: ReducedPhoto) -> NDArray[np.uint16]:
    """The first octave (H, W, 3) with what it has lost of the photo's drawing.

    ``finer``: the same painted larger, so with finer strokes (h, w, 3).   ``photo``: that of the first octave. Where
    forms of the photo, rather than its texture, are followed better by the finer painting, by local correlation of
    luma, that is seen.
    """
    broad, fine = to_float(first), resize_float(finer, Size(first.shape[1], first.shape[0]))
    seen = _drawing(luma(photo.pixels))
    variance = _mean(np.square(seen), NEAR)
    share = (_likeness(fine, seen, variance) - _likeness(broad, seen, variance)) / np.float32(LOST)
    np.clip(share, 0, 1, out=share)
    share *= variance / (variance + np.float32(FAINT))
    share *= _formed(photo)
    fine -= broad
    fine *= _mean(share, SOFT)[..., np.newaxis]
    fine += broad
    return to_samples(fine, 16).astype(np.uint16, copy=False)


def _drawing(light: Floats) -> Floats:
    """The fine part of luma (H, W)."""
    return light - low_pass(light[..., np.newaxis], FORMS)[..., 0]


def _likeness(painted: Floats, seen: Floats, variance: Floats) -> Floats:
    """How well what was painted (H, W, 3) follows the photo's drawing (H, W) of this variance around, 0..1; a negative
    does as well.
    """
    own = _drawing(luma(painted))
    alike: Floats = np.abs(_mean(own * seen, NEAR))
    alike /= np.sqrt((_mean(np.square(own), NEAR) + np.float32(GRAIN)) * (variance + np.float32(GRAIN)))
    return alike


def _formed(photo: ReducedPhoto) -> Floats:
    """Where a photo has forms, 1, and where it is all texture, 0, (H, W)."""
    even = luma(photo.patches)
    texture = _mean(np.square(luma(photo.pixels) - even), FAR)
    ratio = _mean(np.square(_drawing(even)), FAR) / (texture + np.float32(GRAIN))
    rise = np.clip((ratio - np.float32(TEXTURED)) / np.float32(DRAWN - TEXTURED), 0, 1)
    result: Floats = rise * rise * (3 - 2 * rise)
    return result


def _mean(values: Floats, reach: int) -> Floats:
    """The mean around every value (H, W), near ones most."""
    return square_means(square_means(values, reach), reach)
