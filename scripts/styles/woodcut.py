"""A landscape cut in wood."""

from __future__ import annotations

import numpy as np

from scripts.styles.field import Field, blend, blur, colour, coordinates, noise, smoothstep


def woodcut(rng: np.random.Generator) -> Field:
    """Return a setting sun behind mountains, sea and pines, cut in wood and printed in three colours."""
    y, x = coordinates()
    wander = noise(rng, 40, 0.8)
    black, ochre, red = _cut_sky(rng, y, x, wander)
    for crest, slant in ((_crest(rng, 250, 70), 0.9), (_crest(rng, 305, 46), 1.1)):
        below = y - crest[None, :]
        cut = _mountain(rng, y, x, crest, slant, wander)
        black = np.where(below > 0, np.maximum(cut, below < 3.2), black)
        ochre, red = np.where(below > 0, 0.0, ochre), np.where(below > 0, 0.0, red)
    sea = y > 352
    black = np.where(sea, _waves(rng, y, x, wander), black)
    red = np.where(sea, 1.0 * (np.abs(x - 330 - 14 * wander) < 58 - 0.12 * (y - 352)) * (y < 480), red)
    ochre = np.where(sea, 0.0, ochre)
    pines = np.maximum(_pine(rng, y, x, 84, 92, 500), _pine(rng, y, x, 178, 236, 520))
    black = np.where(pines > 0, pines - 1, black)
    black = np.maximum(blur(np.clip(black, 0, 1), 0.55), 0)
    grain = noise(rng, 26, 1.2, stretch=(9, 0.35))
    worn = smoothstep(2.2, 3.0, noise(rng, 4, 1.0)) + 0.16 * smoothstep(0.6, 1.6, grain)
    paper = colour("f0e2c4") * (1 + 0.015 * noise(rng, 7, 1.2))[..., None]
    starved = 0.21 * smoothstep(0.2, 1.4, grain)
    picture = blend(paper, colour("dd9a3a"), np.roll(ochre, 2, 1) * (0.85 - starved))
    picture = blend(picture, colour("c8331f"), np.roll(red, -2, 0) * (0.93 - starved))
    return np.clip(blend(picture, colour("14100f"), smoothstep(0.3, 0.7, black) * np.clip(1 - worn, 0, 1)), 0, 1)


def _lines(phase: Field, dark: Field) -> Field:
    """Return black lines: one per unit of ``phase``, their width the part ``dark`` of the spacing."""
    return smoothstep(-0.12, 0.12, dark - np.abs((phase % 1) - 0.5) * 2)


def _cut_sky(rng: np.random.Generator, y: Field, x: Field, wander: Field) -> tuple[Field, Field, Field]:
    """Return the black, ochre and red blocks of a sky cut in rays about the sun."""
    dy, dx = y - 178, x - 330
    distance, angle = np.hypot(dy, dx) + 1e-6, np.arctan2(dy, dx)
    ring = np.floor(np.log2(np.maximum(distance, 68) / 68) * 1.5)
    turns = np.round(34 * 2 ** (ring / 1.5))
    phase = angle / (2 * np.pi) * turns + 0.06 * wander
    dark = 0.1 + 0.62 * smoothstep(70, 420, distance) + 0.16 * noise(rng, 34, 0.6)
    black = _lines(phase, dark) * (distance > 66)
    black = np.maximum(black, np.abs(distance - 64) < 2.4)
    drift = noise(rng, 75, 0.0, stretch=(0.8, 2.6)) + 0.9 * smoothstep(150, 20, y)
    cloud = smoothstep(0.55, 0.75, drift - 0.5 * smoothstep(170, 120, distance))
    edge = (cloud > 0.05) & (cloud < 0.95)
    black = np.where(cloud > 0.5, _lines(y / 9 + 0.3 * wander + cloud * 2, 0.2 + 0.25 * smoothstep(0, 90, y)), black)
    outside = np.asarray(distance > 64, np.float64)
    return np.maximum(black, edge), outside * (1 - cloud), 1 - outside


def _crest(rng: np.random.Generator, base: float, height: float) -> Field:
    """Return the rows (SIZE,) of a jagged mountain crest."""
    jag = 0.6 * noise(rng, 190, 0.6)[7] + 0.3 * np.abs(noise(rng, 46, 0.9)[90])
    return np.asarray(base - height * np.clip(jag, -1, 1.6))


def _mountain(rng: np.random.Generator, y: Field, x: Field, crest: Field, slant: float, wander: Field) -> Field:
    """Return the cuts of a mountain: lit flanks white with few cuts, the other flanks nearly black."""
    below = y - crest[None, :]
    ridges = noise(rng, 60, 0.7, stretch=(1.6, 1.0)) + np.gradient(blur(np.tile(crest, (40, 1)), 5)[20])[None, :] * 1.6
    shade = np.clip(0.42 + 0.34 * ridges + 0.12 * noise(rng, 30, 0.8) - 0.001 * below, 0.13, 0.93)
    left = _lines((x * slant + y * 0.6) / 8.5 + 0.1 * wander, shade)
    right = _lines((x * slant - y * 0.6) / 8.5 + 0.1 * wander, shade)
    return np.where(ridges > 0, left, right)


def _waves(rng: np.random.Generator, y: Field, x: Field, wander: Field) -> Field:
    """Return the cuts of the sea: lines that swell and thin out, wider apart towards the viewer."""
    depth = np.sqrt(np.maximum(y - 346, 1)) * 1.75
    swell = 0.55 * np.sin(x / (16 + (y - 340) / 6) + 2.2 * np.floor(depth / 2) + 0.6 * wander)
    return _lines(depth + swell, 0.48 + 0.3 * noise(rng, 40, 0.6, stretch=(0.5, 2.5)))


def _pine(rng: np.random.Generator, y: Field, x: Field, middle: float, top: float, bottom: float) -> Field:
    """Return 0 outside a pine and 1 (paper) to 2 (black) inside it: drooping boughs with cuts where the light falls."""
    level = np.clip((y - top) / (bottom - top), 0, 1)
    side = np.abs(x - middle)
    tiers = 11 * level**0.85 - side / 42 + 0.05 * noise(rng, 12, 0.8)
    tier = tiers % 1
    reach = (6 + 78 * level) * (0.35 + 0.65 * tier) + 3 * noise(rng, 5, 0.9)
    inside = (side < reach) & (y > top) & (y < bottom)
    trunk = (side < 4 + 4 * level) & (y > top) & (y < bottom + 60)
    needles = _lines(side / 6.5 + 2.2 * tier + 0.12 * noise(rng, 14, 0.6), 0.5 + 0.35 * tier + 0 * x)
    lit = ((x > middle + 4) & (tier < 0.62)) | ((tier < 0.2) & (side > 3))
    return np.where(inside | trunk, np.where(lit & ~trunk, 1 + needles, 2.0), 0.0)
