"""The marble style picture: a polished slab of folded green and ivory stone with golden veins."""

from __future__ import annotations

import numpy as np

from scripts.styles.field import Field, blend, blur, colour, coordinates, noise, palette, ramp, relief, smoothstep


def marble(rng: np.random.Generator) -> Field:
    """Return a polished slab of green and ivory marble veined with gold, (SIZE, SIZE, 3)."""
    y, x = coordinates()
    fold, swirl = noise(rng, 260, 0.55), noise(rng, 110, 0.5)
    phase = (0.75 * y + 0.66 * x) / 58 + 1.7 * fold + 0.3 * swirl
    bands = 0.5 + 0.5 * np.sin(phase * 2.4 + 0.9 * np.sin(phase * 5.3))
    ripples = 0.5 + 0.5 * np.sin(phase * 17 + 2 * swirl)
    cloud = 0.68 * bands + 0.13 * ripples + 0.07 * noise(rng, 24, 1.0) + 0.09
    stone = ramp(
        np.clip(cloud, 0, 1),
        palette("03201d", "0a4a40", "178270", "67bda2", "d9ecdd", "fbf7ec"),
        (0, 0.2, 0.42, 0.62, 0.82, 1),
    )
    stone = np.clip(stone + 0.018 * noise(rng, 4, 1.3)[..., None], 0, 1)
    for tone in ("06302b", "e6f4e8"):
        stone = blend(stone, colour(tone), 0.55 * _vein(rng, 280, 0.018))
    gold = np.maximum.reduce([_vein(rng, 300, 0.07), _vein(rng, 230, 0.055), _vein(rng, 170, 0.03)])
    shine = np.clip(0.5 + 0.25 * noise(rng, 12, 1.0) + 0.8 * (relief(blur(gold, 1.2) * 5, 0.6) - 1), 0, 1)
    leaf = ramp(shine, palette("6e4310", "b98022", "e9bf4d", "fff0b4"))
    return np.clip(blend(stone, leaf, smoothstep(0.3, 0.7, gold)), 0, 1)


def _vein(rng: np.random.Generator, scale: float, width: float) -> Field:
    """Return veins 0..1 along the zero lines of a noise, swelling and thinning on their way, some parts missing."""
    line = noise(rng, scale, 0.72)
    steep = np.hypot(*np.gradient(line)) + 0.3 / scale
    swell = np.clip(1 + 0.55 * noise(rng, 50, 0.8), 0.35, 2.6)
    distance = np.abs(line) / steep
    reach = swell * width * 46
    return smoothstep(reach, 0.4 * reach, distance) * smoothstep(-1.0, -0.2, noise(rng, 150, 0.5))
