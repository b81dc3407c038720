"""How alike two pictures are, and how evenly a row of pictures changes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
WINDOW, SIGMA = 11, 1.5
"""SSIM's Gaussian window (Wang et al. 2004)."""


def psnr(a: Array, b: Array) -> float:
    """Peak signal-to-noise ratio in dB of pictures in 0..1."""
    error = float(np.mean((a.astype(np.float64) - b.astype(np.float64)) ** 2))
    return float(10 * np.log10(1 / max(error, 1e-12)))


def ssim(a: Array, b: Array) -> float:
    """Mean structural similarity of the luminances of pictures (H, W, 3) in 0..1."""
    x, y = (p.astype(np.float64) @ (0.299, 0.587, 0.114) for p in (a, b))
    mean_x, mean_y = _smooth(x), _smooth(y)
    variance_x, variance_y = _smooth(x * x) - mean_x**2, _smooth(y * y) - mean_y**2
    covariance = _smooth(x * y) - mean_x * mean_y
    c1, c2 = 0.01**2, 0.03**2
    alike = (2 * mean_x * mean_y + c1) * (2 * covariance + c2)
    return float(np.mean(alike / ((mean_x**2 + mean_y**2 + c1) * (variance_x + variance_y + c2))))


def unevenness(pictures: Sequence[Array]) -> float:
    """Largest change between neighbours of a row over the mean change: 1 is perfectly even."""
    steps = [float(np.abs(b - a).mean()) for a, b in pairwise(pictures)]
    return max(steps) / max(float(np.mean(steps)), 1e-9)


def _smooth(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Gaussian-weighted mean of every whole window."""
    offsets = np.arange(WINDOW) - WINDOW // 2
    kernel = np.exp(-(offsets**2) / (2 * SIGMA**2))
    kernel /= kernel.sum()
    for axis in (0, 1):
        length = x.shape[axis] - WINDOW + 1
        x = np.sum([k * np.take(x, range(i, i + length), axis) for i, k in enumerate(kernel)], axis=0)
    return x
