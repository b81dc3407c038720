"""The sky over the lake: clear blue, haze at the horizon and sunlit clouds on a high plane."""

from __future__ import annotations

import numpy as np

from scripts.examples_render.grids import Grid, lookup, mix, noise_tile, single, smooth
from scripts.examples_render.terrain import SUN

SPAN = 1024
"""Cells of the cloud tile."""


def sky_light(rng: np.random.Generator, right: Grid, up: Grid) -> Grid:
    """Return the light (..., 3) from directions given by their tangents to the right and upwards (up > 0)."""
    up = np.maximum(up, 0.0008)
    length = np.sqrt(right * right + up * up + 1)
    high = up / length
    towards = np.clip((right * SUN[0] + up * SUN[1] + SUN[2]) / length, -1, 1)
    blue = single([0.17, 0.36, 0.80]) * (0.62 + 0.5 * np.exp(-high * 3.0))[..., None]
    haze = single([1.02, 0.98, 0.95]) * (1 + 0.12 * towards[..., None])
    clear = mix(single(blue), single(haze), single(0.92 * np.exp(-high * 6.5)))
    cover, lit = _clouds(rng, single(right / up), single(1 / up))
    shade = single([0.44, 0.51, 0.64])
    cloud = shade + (single([1.75, 1.56, 1.32]) - shade) * lit[..., None]
    cloud = mix(single(cloud), single(haze), single(np.exp(-high * 9.0)))
    return mix(clear, cloud, single(cover * smooth(0.012, 0.10, high)))


def _clouds(rng: np.random.Generator, x: Grid, z: Grid) -> tuple[Grid, Grid]:
    """Return cover and lit part 0..1 of a cloud layer at plane coordinates in units of its altitude."""
    broad, fine = noise_tile(rng, SPAN, 230, 3.4), noise_tile(rng, SPAN, 60, 2.6)
    texel = 92.0

    def density(shift: float) -> Grid:
        sx, sz = x * texel + shift * SUN[0], z * texel * 0.8 + shift * SUN[2]
        body = lookup(broad, single(sz), single(sx)) + 0.55 * lookup(fine, single(sz * 1.7), single(sx * 1.7))
        return smooth(0.12, 1.9, single(body))

    own = density(0.0)
    depth = sum((density(shift) for shift in (9.0, 20.0, 36.0)), start=np.zeros_like(own)) + 0.4 * own
    cover = 1 - np.exp(-5.0 * own)
    return single(cover), single(np.exp(-1.25 * depth))
