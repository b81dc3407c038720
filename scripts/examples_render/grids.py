"""Number grids shared by both renderings: tileable noise, lookups and smooth steps in single precision."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.float32]
"""Single precision numbers of any shape; colours are linear light with a last axis of 3."""


def single(values: object) -> Grid:
    """Return the values as single precision numbers."""
    return np.asarray(values, dtype=np.float32)


def noise_tile(rng: np.random.Generator, size: int, scale: float, slope: float) -> Grid:
    """Return tileable noise (size, size), mean 0, deviation 1.

    ``scale`` is the largest feature in cells, ``slope`` the fall of the amplitude with frequency (2 clouds, 1 grit).
    """
    fy, fx = np.fft.fftfreq(size)[:, None], np.fft.rfftfreq(size)[None, :]
    amplitude = (1 + (np.hypot(fy, fx) * scale) ** 2) ** (-slope / 2)
    amplitude[0, 0] = 0
    field = np.fft.irfft2(np.fft.rfft2(rng.standard_normal((size, size))) * amplitude, s=(size, size))
    return single(field / field.std())


def lookup(tile: Grid, y: Grid, x: Grid) -> Grid:
    """Return a tile (H, W) or (H, W, C) at positions in cells, bilinear, repeating in both directions."""
    top, left = np.floor(y), np.floor(x)
    trailing = (1,) * (tile.ndim - 2)
    fy, fx = single(y - top).reshape(y.shape + trailing), single(x - left).reshape(x.shape + trailing)
    with np.errstate(invalid="ignore"):  # rays that graze the table meet it farther away than integers reach
        rows, columns = top.astype(np.int32) % tile.shape[0], left.astype(np.int32) % tile.shape[1]
    below, right = (rows + 1) % tile.shape[0], (columns + 1) % tile.shape[1]
    upper = tile[rows, columns] * (1 - fx) + tile[rows, right] * fx
    return single(upper * (1 - fy) + (tile[below, columns] * (1 - fx) + tile[below, right] * fx) * fy)


def smooth(low: float, high: float, value: Grid) -> Grid:
    """Return 0 below ``low``, 1 above ``high`` and a smooth rise between (``low`` > ``high`` falls instead)."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return single(t * t * (3 - 2 * t))


def mix(below: Grid, above: Grid, cover: Grid) -> Grid:
    """Return colours (..., 3) of ``above`` laid over ``below`` by ``cover`` (...)."""
    return single(below + (above - below) * cover[..., None])


def develop(light: Grid, exposure: float, contrast: float = 1.0) -> NDArray[np.uint8]:
    """Return linear light (H, W, 3) as an sRGB photograph, uint8, with a film-like shoulder in the highlights."""
    x = np.maximum(light * exposure, 0)
    filmic = (x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14)
    encoded = np.where(filmic <= 0.0031308, filmic * 12.92, 1.055 * np.maximum(filmic, 1e-6) ** (1 / 2.4) - 0.055)
    encoded = np.clip(encoded, 0, 1)
    curve = encoded + (contrast - 1) * (encoded * encoded * (3 - 2 * encoded) - encoded)
    return np.asarray(np.clip(curve, 0, 1) * 255 + 0.5).astype(np.uint8)


def halve(light: Grid) -> Grid:
    """Return a picture (2h, 2w, 3) at half its size by averaging squares."""
    height, width = light.shape[0] // 2, light.shape[1] // 2
    return single(light.reshape(height, 2, width, 2, 3).mean(axis=(1, 3)))


def smoothed(light: Grid, known: Grid, normal: Grid, piece: Grid, steps: tuple[int, ...]) -> Grid:
    """Return noisy light (H, W, 3) averaged along its own surface, and filled in where ``known`` (H, W) is 0.

    Neighbours 1, 2, ... ``steps`` pixels away count where they belong to the same ``piece`` (H, W) and face the same
    way (an edge-avoiding a-trous filter: Dammertz et al., HPG 2010).
    """
    height, width = known.shape
    for step in steps:
        total, weight = light * known[..., None] * 4, known * 4
        for dy, dx in ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)):
            rows = np.clip(np.arange(height) + dy * step, 0, height - 1)[:, None]
            columns = np.clip(np.arange(width) + dx * step, 0, width - 1)[None, :]
            turned = ((normal[rows, columns] - normal) ** 2).sum(axis=-1)
            share = (
                known[rows, columns]
                * (piece[rows, columns] == piece)
                * np.exp(-turned / 0.02)
                * (3 - abs(dy) - abs(dx))
            )
            total = total + light[rows, columns] * share[..., None]
            weight = weight + share
        light = single(total / np.maximum(weight, 1e-9)[..., None])
        known = single(weight > 1e-6)
    return light
