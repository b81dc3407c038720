"""Turning a picture upright: the eight Exif orientations."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

# Columns copied at a time, so that both the rows read and the rows written stay in the cache.
_BLOCK = 128


def swaps_sides(orientation: int) -> bool:
    """Return whether turning upright exchanges width and height."""
    return orientation in (5, 6, 7, 8)


def upright(samples: NDArray[Any], orientation: int) -> NDArray[Any]:
    """Return (H, W) or (H, W, C) samples turned upright; an unknown orientation changes nothing."""
    if orientation not in range(2, 9):
        return samples
    if samples.ndim == 3:
        channels = samples.shape[2]
        pixels = np.ascontiguousarray(samples).view(np.dtype((np.void, channels * samples.itemsize)))[..., 0]
        turned = _contiguous(_turned(pixels, orientation))
        return turned.view(samples.dtype).reshape(*turned.shape, channels)
    return _contiguous(_turned(samples, orientation))


def _turned(pixels: NDArray[Any], orientation: int) -> NDArray[Any]:
    """Return a view of (H, W) entries in upright order."""
    if swaps_sides(orientation):
        pixels = pixels.T
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    return pixels


def _contiguous(pixels: NDArray[Any]) -> NDArray[Any]:
    """Return a copy in memory order, made block by block."""
    copy = np.empty(pixels.shape, pixels.dtype)
    for top in range(0, pixels.shape[0], _BLOCK):
        for left in range(0, pixels.shape[1], _BLOCK):
            part = slice(top, top + _BLOCK), slice(left, left + _BLOCK)
            copy[part] = pixels[part]
    return copy
