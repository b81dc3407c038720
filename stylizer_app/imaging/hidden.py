"""What lies under transparent pixels: nothing that anybody sees, so it is replaced by the colours around it."""

from __future__ import annotations

from math import ceil

import numpy as np
from numpy.typing import NDArray

from stylizer_app.imaging.colour import to_samples
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.resize import enlarge_region
from stylizer_app.imaging.samples import Floats, Samples

_LONG_SIDE = 1024  # the surroundings are looked at as a picture of at most this size
_HIDDEN = 32  # a pixel that covers less than a 32nd of what is behind it is not seen
_ROWS = 512


def without_hidden(samples: Samples, alpha: Samples | None) -> Samples:
    """Return (H, W, 3) samples whose hidden pixels have the colours of the visible ones around; the same if none is.

    The result does not depend on the colours of hidden pixels. A picture that is hidden everywhere becomes grey.
    """
    if alpha is None or not (hidden := alpha < int(np.iinfo(alpha.dtype).max) // _HIDDEN).any():
        return samples
    height, width = alpha.shape
    spread = _spread(*_reduced(samples, alpha, hidden, ceil(max(height, width) / _LONG_SIDE)))
    result: Samples = samples.copy()
    for top in range(0, height, _ROWS):
        rows = slice(top, min(height, top + _ROWS))
        if hidden[rows].any():
            around = enlarge_region(spread, Size(width, height), Region(0, top, width, rows.stop))
            result[rows][hidden[rows]] = to_samples(around[hidden[rows]], samples.dtype.itemsize * 8)
    return result


def _reduced(samples: Samples, alpha: Samples, hidden: NDArray[np.bool_], factor: int) -> tuple[Floats, Floats]:
    """Return the sums of alpha times colour (h, w, 3) and of alpha (h, w, 1) over blocks, both 0..1."""
    height, width = alpha.shape
    colours = np.empty((ceil(height / factor), ceil(width / factor), 3), np.float32)
    weights = np.empty((*colours.shape[:2], 1), np.float32)
    columns = range(0, width, factor)
    share = np.float32(1 / np.iinfo(alpha.dtype).max / factor**2)
    for row in range(len(colours)):
        part = slice(row * factor, (row + 1) * factor)
        cover = np.where(hidden[part], 0, alpha[part]).astype(np.float32)[..., np.newaxis] * share
        weights[row] = np.add.reduceat(cover.sum(axis=0), columns, axis=0)
        shaded = samples[part] * cover * np.float32(1 / np.iinfo(samples.dtype).max)
        colours[row] = np.add.reduceat(shaded.sum(axis=0), columns, axis=0)
    return colours, weights


def _spread(colours: Floats, weights: Floats) -> Floats:
    """Return colours (h, w, 3) everywhere: where their weight is less than 1, from ever wider surroundings.

    Pull and push (Gortler et al. 1996, section 3.4).
    """
    height, width = weights.shape[:2]
    own: Floats = np.divide(colours, np.maximum(weights, np.float32(1e-9)), dtype=np.float32)
    if height == width == 1:
        return own if weights[0, 0, 0] > 0 else np.full((1, 1, 3), 0.5, np.float32)
    if float(weights.min()) >= 1:
        return own
    rows, columns = range(0, height, 2), range(0, width, 2)
    coarse = [np.add.reduceat(np.add.reduceat(one, rows, axis=0), columns, axis=1) for one in (colours, weights)]
    around = enlarge_region(_spread(*coarse), Size(width, height), Region(0, 0, width, height))
    cover = np.minimum(weights, np.float32(1))
    spread: Floats = own * cover + around * (1 - cover)
    return spread
