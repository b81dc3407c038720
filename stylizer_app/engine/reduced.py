"""The photo as the first octave sees it, and where it shows something."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from stylizer_app.engine.octaves import BROAD_MARGIN
from stylizer_app.imaging.colour import luma
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.mirror import mirror_pad
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.resize import enlarge_region, resize_float
from stylizer_app.imaging.samples import Floats

COARSE = 4
"""How many times smaller than the first octave the pictures are on which contrast and flatness are measured: strokes
vanish."""

WINDOW = 7
"""Side of the window in which they are measured, in pixels of those."""

FLAT = 3e-4
"""Variance of the photo's luma below which a window counts as flat: nothing can be told from it."""

STROKES_ON_FLAT = 0.4
"""How much of the first octave's strokes stays where the photo shows nothing."""

FAINT, FAINT_RISE = 0.012, 0.018
"""How far strokes go at most, in luma 0..1 and before STROKES_ON_FLAT counts: where the photo shows nothing, and how
much farther for every FLAT of its variance around a place, or of its square distance from the mean at the place itself,
as of a small moon in a clear sky. A network whose normalization makes the most of any photo paints a camera's grain in
a clear sky as worms, and mist as crumpled foil."""


@dataclass(frozen=True, slots=True)
class ReducedPhoto:
    """The photo's pixels (H, W, 3) 0..1 at the size of the first octave.

    COARSE times smaller, (h, w, 1): ``shown``, how much it shows around every place, from 0 where it is flat, or a mere
    gradient as a sky is, to 1; and ``most``, how far strokes go at most, in luma 0..1.
    """

    pixels: Floats
    shown: Floats
    most: Floats

    @classmethod
    def of(cls, pixels: Floats) -> ReducedPhoto:
        """From the pixels alone."""
        light = resize_float(luma(pixels)[..., np.newaxis], _size(pixels).scaled(1 / COARSE)).astype(np.float64)
        apart = np.square(light - window_mean(light))  # of a gradient that is nothing
        variance = window_mean(apart)
        shown = window_mean(variance / (variance + FLAT))
        most = FAINT + FAINT_RISE * np.maximum(shown / (1 - shown), apart / FLAT)
        return cls(pixels, shown.astype(np.float32), most.astype(np.float32))

    @property
    def bytes(self) -> int:
        """What it takes."""
        return self.pixels.nbytes + self.shown.nbytes + self.most.nbytes

    @property
    def margin(self) -> int:
        """Cells that painting it needs around a core."""
        return BROAD_MARGIN

    @property
    def size(self) -> Size:
        """Its own."""
        return _size(self.pixels)

    def read(self, region: Region) -> Floats:
        """The pixels (h, w, 3) of a region."""
        return self.pixels[region.slices]

    def strokes(self, painted: Floats, region: Region) -> Floats:
        """What stays of the strokes (h, w, 3) that were painted in a region, with their hue: faint ones everywhere."""
        shown, most = (enlarge_region(small, self.size, region) for small in (self.shown, self.most))
        share = STROKES_ON_FLAT + (1 - STROKES_ON_FLAT) * shown
        reach = np.maximum.reduce([np.abs(painted[..., channel : channel + 1]) for channel in range(painted.shape[-1])])
        result: Floats = painted * (share / np.sqrt(1 + np.square(reach / most)))
        return result


def reduced(photo: Picture, size: Size) -> ReducedPhoto:
    """A photo for a first octave of this size."""
    return ReducedPhoto.of(resize_float(photo.rgb, size))


def window_mean(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean in a window around every position of (h, w, n), borders mirrored."""
    r = WINDOW // 2
    padded = mirror_pad(x, r, r, r, r)
    rows = sliding_window_view(padded, WINDOW, axis=0).mean(-1)
    result: NDArray[np.float64] = sliding_window_view(rows, WINDOW, axis=1).mean(-1)
    return result


def _size(pixels: Floats) -> Size:
    return Size(pixels.shape[1], pixels.shape[0])
