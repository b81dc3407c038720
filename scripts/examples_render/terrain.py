"""The country round the lake: a height map with its materials, sunlight and cast shadows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scripts.examples_render.grids import Grid, lookup, mix, noise_tile, single, smooth

CELLS = 2048
CELL = 5.6
"""Metres per cell: the map covers 11.5 km from left to right and from the viewer to the back."""

SUN = single([-0.72, 0.40, -0.22]) / np.float32(np.linalg.norm([-0.72, 0.40, -0.22]))
"""Direction to the sun: x to the right, y up, z away from the viewer."""


@dataclass(frozen=True)
class Terrain:
    """Heights in metres above the lake (CELLS, CELLS), rows away from the viewer, and the lit colours (.., 3)."""

    height: Grid
    colour: Grid
    shore: Grid
    sunlit: Grid

    def at(self, layer: Grid, x: Grid, z: Grid) -> Grid:
        """Return a layer of the map at world positions in metres."""
        return lookup(layer, single(z / CELL), single(x / CELL + CELLS / 2))


def build_terrain(rng: np.random.Generator) -> Terrain:
    """Return the country: a lake basin, wooded shores, foothills and a snowy range."""
    z, x = np.mgrid[0:CELLS, 0:CELLS].astype(np.float32) * np.float32(CELL)
    x = single(x - CELLS * CELL / 2)
    shore = _shore_distance(rng, x, z)
    height = _heights(rng, x, z, shore)
    north, east = np.gradient(height, CELL)
    length = np.sqrt(north**2 + east**2 + 1)
    facing = (-east * SUN[0] + SUN[1] - north * SUN[2]) / length
    sunlit = single(np.clip(facing, 0, 1) * _unshadowed(height))
    colour = _materials(rng, height, single(1 / length), shore)
    light = sunlit[..., None] * single([3.3, 2.75, 2.1]) + (0.35 + 0.65 / length)[..., None] * single(
        [0.42, 0.56, 0.85]
    )
    return Terrain(height, single(colour * light), shore, sunlit)


def _shore_distance(rng: np.random.Generator, x: Grid, z: Grid) -> Grid:
    """Return metres from the lake's rim, negative on the water."""
    wobble = noise_tile(rng, CELLS, 120, 3.0)
    left = -85 - 0.30 * z + 45 * wobble - x
    right = x - (60 + 0.42 * z) + 38 * np.roll(wobble, 600, 0)
    far = z - (760 + 0.12 * x) + 60 * np.roll(wobble, 900, 1)
    spit = 70 - np.hypot((x - 190) / 1.5, (z - 430) * 1.1) + 18 * wobble
    return single(np.maximum(np.maximum.reduce([left, right, far]), spit))


def _heights(rng: np.random.Generator, x: Grid, z: Grid, shore: Grid) -> Grid:
    """Return the heights in metres."""
    ridged = _ridges(rng)
    peak = 520 * np.exp(-(((x + 1500) / 1300) ** 2) - ((z - 6200) / 1500) ** 2)
    peak += 420 * np.exp(-(((x - 1900) / 1000) ** 2) - ((z - 7000) / 1500) ** 2)
    back = smooth(1900, 6000, z) * (ridged * (960 + 1.1 * peak) - 60) + smooth(1200, 2600, z) * 40
    rolling = noise_tile(rng, CELLS, 220, 3.4)
    foothills = smooth(0, 900, shore) * (95 + 85 * rolling) * smooth(5200, 2200, z)
    flanks = smooth(300, 1700, single(np.abs(x) - 0.35 * z)) * 240 * smooth(150, 1100, z) * (1 + 0.25 * rolling)
    land = np.minimum(shore * 0.16, 9) + foothills + flanks + back
    crowns = np.abs(noise_tile(rng, CELLS, 3.0, 2.5)) * 9 * smooth(70, 160, shore) * smooth(640, 470, single(land))
    return single(np.where(shore > 0, land + crowns, np.maximum(shore * 0.1, -6)))


def _ridges(rng: np.random.Generator) -> Grid:
    """Return sharp-crested mountains about 0..1.6: every finer octave is strong only on the flanks of the coarser."""
    row, column = np.mgrid[0:CELLS, 0:CELLS].astype(np.float32)
    row += 20 * noise_tile(rng, CELLS, 150, 3.8)
    column += 20 * noise_tile(rng, CELLS, 150, 3.8)
    total, weight = np.zeros_like(row), np.ones_like(row)
    for octave in range(8):
        tile = noise_tile(rng, CELLS, 560 / 2**octave, 4.5)
        crest = np.maximum(1 - np.abs(lookup(tile, row, column)) * 0.85, -0.4)
        total += crest * weight * 0.40**octave
        weight = np.clip(0.25 + 0.85 * crest, 0.2, 1) * weight**0.3
    return single(total)


def _unshadowed(height: Grid) -> Grid:
    """Return 1 where the sun reaches the ground and 0 in cast shadow."""
    run = float(np.hypot(SUN[0], SUN[2]))
    rise = float(SUN[1]) / run * CELL
    clear = np.full_like(height, 1e3)
    for step in list(range(1, 24)) + list(range(24, 260, 4)):
        dx, dz = round(float(-SUN[0]) / run * step), round(float(-SUN[2]) / run * step)
        clear = np.minimum(clear, height + rise * step - np.roll(height, (dz, dx), (0, 1)))
    return smooth(-12, 10, clear)


def _materials(rng: np.random.Generator, height: Grid, upright: Grid, shore: Grid) -> Grid:
    """Return the ground's own colours: forest, meadow, rock and snow, linear."""
    patch, grit = noise_tile(rng, CELLS, 60, 2.4), noise_tile(rng, CELLS, 6, 1.2)
    dark = single([0.020, 0.038, 0.016]) * np.ones((*height.shape, 3), np.float32)
    forest = mix(dark, single([0.055, 0.062, 0.018]), smooth(0.2, 1.8, patch))
    forest = mix(forest, single([0.16, 0.09, 0.02]), 0.5 * smooth(1.0, 2.2, single(patch + 0.6 * grit)))
    meadow = single([0.10, 0.105, 0.035]) * (1 + 0.25 * grit[..., None])
    strata = 1 + 0.22 * grit + 0.18 * np.sin(height / 17 + 3 * patch)
    rock = single([0.15, 0.135, 0.125]) * np.clip(strata, 0.3, 2)[..., None]
    ground = mix(forest, single(meadow), smooth(0.965, 0.985, upright) * smooth(0.4, 1.2, patch))
    treeline = 600 + 90 * patch
    ground = mix(ground, single(rock), smooth(-70, 60, single(height - treeline + 260 * (0.86 - upright))))
    snowline = 930 - 120 * patch - 60 * grit
    snow = smooth(-140, 160, single(height - snowline)) * smooth(0.50, 0.70, single(upright + 0.05 * grit))
    ground = mix(ground, single([0.82, 0.85, 0.9]), snow)
    beach = single([0.16, 0.14, 0.11]) * (1 + 0.3 * grit[..., None])
    return mix(ground, single(beach), smooth(9, 3, shore))
