"""A picture in small even patches with firm edges, as a painter sees it who leaves out hair, grain and every leaf."""

from __future__ import annotations

import numpy as np

from stylizer_app.imaging.colour import luma, square_means
from stylizer_app.imaging.mirror import mirror_pad
from stylizer_app.imaging.samples import Floats

REACH = 2
"""How far, in pixels, the middles of the windows lie from a pixel at most; each window reaches as far again."""

ROUNDS = 2
"""How often a pixel becomes what the evenest windows around it are."""

EVEN = 3e-4
"""Variance of a window's luma, 0..1, below which it is as good as even."""

OUTSTANDING, NEAR = 3.0, 8
"""A difference of so many times the usual one, within so many pixels around, is halved instead of taken away: eyes,
teeth, stars and lamps are no texture."""

LEAST, MOST = 0.03, 0.2
"""Within these limits of luma."""

_WINDOWS = ((-REACH, 0), (-1, -1), (-1, 1), (0, -REACH), (0, REACH), (1, -1), (1, 1), (REACH, 0))
_BAND = 64


def patches(pixels: Floats) -> Floats:
    """Return a picture (H, W, 3) 0..1 without its texture, its edges where they were.

    A pixel becomes the mean of eight windows around it, each of which counts with its luma's standard deviation to
    the power of -6, so that those across an edge count nothing: Kuwahara's filter as Papari, Petkov and Campisi have it
    (2007, "Artistic edge and corner enhancing smoothing"). What differs from the result by more than usual there stays.
    """
    result = pixels
    for _ in range(ROUNDS):
        result = _round(result)
    result -= pixels
    light = np.square(luma(result))
    usual = np.sqrt(square_means(light, NEAR))
    result /= 1 + (light / np.square(np.clip(OUTSTANDING * usual, LEAST, MOST)))[..., np.newaxis]
    result += pixels
    return result


def _round(pixels: Floats) -> Floats:
    """Every pixel as the evenest windows around it, in bands that stay in the caches."""
    margin = 2 * REACH
    padded = np.moveaxis(mirror_pad(pixels, margin, margin, margin, margin), -1, 0)
    result = np.empty_like(pixels)
    for top in range(0, len(pixels), _BAND):
        rows = result[top : top + _BAND]
        rows[...] = np.moveaxis(_evenest(np.ascontiguousarray(padded[:, top : top + len(rows) + 2 * margin])), 0, -1)
    return result


def _evenest(colours: Floats) -> Floats:
    """The same of colours (3, h, w), without a margin of twice REACH."""
    light = luma(np.moveaxis(colours, 0, -1))
    means = _means(_means(np.stack([*colours, light, np.square(light)])))
    variance = means[4] - np.square(means[3])
    weight = np.maximum(variance, 0, out=variance)
    weight += np.float32(EVEN)
    weight = 1 / (weight * weight * weight)
    means[3] = weight
    means[:3] *= weight
    height, width = colours.shape[1] - 4 * REACH, colours.shape[2] - 4 * REACH
    total = np.zeros((4, height, width), np.float32)
    for down, right in _WINDOWS:
        total += means[:4, REACH + down :, REACH + right :][:, :height, :width]
    result: Floats = total[:3] / total[3]
    return result


def _means(planes: Floats) -> Floats:
    """The means of 3 x 3 values, without the border."""
    rows = planes[:, :-2] + planes[:, 1:-1] + planes[:, 2:]
    result: Floats = rows[..., :-2] + rows[..., 1:-1] + rows[..., 2:]
    result *= np.float32(1 / 9)
    return result
