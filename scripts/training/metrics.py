"""How alike two pictures are, how evenly a row of pictures changes, and how much one of them looks woven."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
WINDOW, SIGMA = 11, 1.5
"""SSIM's Gaussian window (Wang et al. 2004)."""
LUMA = (0.2126, 0.7152, 0.0722)
SPECTRUM, COARSEST, FINEST, AXIS = 512, 1 / 6, 1 / 2, 0.012
"""Side of the squares whose power spectra are averaged; frequencies, per pixel, of fine detail, and how near to an axis
they are to count as running along it."""


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


def weave(picture: Array) -> float:
    """Power of the luma along both axes at periods of 2 to 6 px over the mean power at these periods: 1 has no weave.

    (H, W, 3) in 0..1, both sides at least 512 px; raises ValueError for smaller ones.
    """
    grey = picture @ np.asarray(LUMA, np.float32)
    height, width = (side // SPECTRUM * SPECTRUM for side in grey.shape)
    if not height or not width:
        raise ValueError(f"a weave is measured in squares of {SPECTRUM} px; the picture is smaller")
    power = np.zeros((SPECTRUM, SPECTRUM))
    window = np.outer(np.hanning(SPECTRUM), np.hanning(SPECTRUM))
    for top in range(0, height, SPECTRUM):
        for left in range(0, width, SPECTRUM):
            square = grey[top : top + SPECTRUM, left : left + SPECTRUM].astype(np.float64)
            power += np.abs(np.fft.fft2((square - square.mean()) * window)) ** 2
    frequencies = np.fft.fftfreq(SPECTRUM)
    down, across = np.meshgrid(frequencies, frequencies, indexing="ij")
    radius = np.hypot(down, across)
    fine = (radius > COARSEST) & (radius < FINEST)
    along = fine & (np.minimum(np.abs(down), np.abs(across)) < AXIS)
    return float(power[along].mean() / power[fine].mean())


def _smooth(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Gaussian-weighted mean of every whole window."""
    offsets = np.arange(WINDOW) - WINDOW // 2
    kernel = np.exp(-(offsets**2) / (2 * SIGMA**2))
    kernel /= kernel.sum()
    for axis in (0, 1):
        length = x.shape[axis] - WINDOW + 1
        x = np.sum([k * np.take(x, range(i, i + length), axis) for i, k in enumerate(kernel)], axis=0)
    return x
