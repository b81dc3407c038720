"""The task of a fine octave: what has been painted at half the size, enlarged, with the photo's own detail."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional as tf

from scripts.training.paintings.perceptual import luma

WINDOW = 13
"""Pixels of the square in which the painting's tones are compared with the photo's."""
NOISE = 1e-3
"""Variance of the photo's luma below which nothing of its detail is kept."""
STEEPEST = 1.5


@torch.no_grad()  # type: ignore[untyped-decorator]
def fine_task(photos: Tensor, paint: Callable[[Tensor], Tensor]) -> Tensor:
    """Photos (n, 3, H, W) in 0..1, sides multiples of 8 -> what a fine octave is given in their place.

    The detail that the half-size photo lacks is added as the painting shows the photo's tones there: times the slope of
    the painting's luma over the photo's.
    """
    size = photos.shape[2:]
    small = tf.interpolate(photos, scale_factor=0.5, mode="bilinear", antialias=True)
    small = small.contiguous(memory_format=torch.channels_last)
    enlarged = tf.interpolate(paint(small), size=size, mode="bicubic").clamp(0, 1)
    low = luma(tf.interpolate(small, size=size, mode="bicubic"))[:, None]
    slope = _slope(low, luma(enlarged)[:, None])
    result = enlarged + slope * (luma(photos)[:, None] - low)
    return result.clamp(0, 1).contiguous(memory_format=torch.channels_last)


def _slope(x: Tensor, y: Tensor) -> Tensor:
    """The slope of y over x in the square around every pixel."""
    covariance = _mean(x * y) - _mean(x) * _mean(y)
    variance = _mean(x * x) - _mean(x) ** 2
    return (covariance / (variance + NOISE)).clamp(-STEEPEST, STEEPEST)


def _mean(x: Tensor) -> Tensor:
    return tf.avg_pool2d(x, WINDOW, 1, WINDOW // 2, count_include_pad=False)
