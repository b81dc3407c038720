"""An autumn wood in oil."""

from __future__ import annotations

import numpy as np

from scripts.styles.brush import Canvas, Stroke, cover_with, scatter
from scripts.styles.field import SIZE, Field, blend, blur, colour, coordinates, noise, palette, ramp, smoothstep


def autumn_oil(rng: np.random.Generator) -> Field:
    """Return an autumn wood mirrored in a pond, dabbed in oil, (SIZE, SIZE, 3)."""
    target = _autumn_wood(rng)
    y, x = coordinates()
    water = y > 330
    direction = np.where(water, 0.04 * np.sin(x / 19), -0.9 + 1.3 * noise(rng, 40, 0))
    canvas = Canvas(np.broadcast_to(colour("3a1c10"), (SIZE, SIZE, 3)).copy(), rng)
    cover_with(canvas, target, direction, 11, lambda row, column: (34, 15))
    cover_with(canvas, target, direction, 8, lambda row, column: (26, 5.5) if row > 330 else (15, 9))
    _trunks(canvas)
    _leaves(canvas)
    return canvas.lit(1.1, gloss=0.2)


def _autumn_wood(rng: np.random.Generator) -> Field:
    """Return the colours of foliage, glowing sky gaps, bank and reflection."""
    y, _ = coordinates()
    leaves = np.clip(0.5 + 0.24 * noise(rng, 46, 0.9) + 0.12 * noise(rng, 14, 0.5), 0, 1)
    wood = ramp(leaves, palette("3b0d12", "8c1c13", "d2470f", "f08a13", "fbc531", "ffe9a0"))
    gap = smoothstep(0.9, 1.7, noise(rng, 60, 0.8) + 1.4 * smoothstep(260, 40, y) - 0.6)
    wood = blend(wood, ramp(y / 330, palette("7fb6cf", "f6e3b4")), gap)
    bank = smoothstep(296, 306, y) * smoothstep(336, 328, y)
    wood = blend(wood, ramp(leaves, palette("2a1a0c", "6b3b12", "b98a2a")), bank)
    mirror_row = np.clip(330 - (y[:, 0] - 330) * 1.6, 0, SIZE - 1).astype(int)
    mirror = blur(wood[mirror_row], 3.0) * np.array([0.72, 0.68, 0.78]) + np.array([0.0, 0.02, 0.06])
    return np.where((y > 330)[..., None], mirror, wood)


def _trunks(canvas: Canvas) -> None:
    """Paint pale birches and dark trunks, and their broken reflections."""
    rng = canvas.rng
    for base in (40, 92, 170, 236, 262, 356, 420, 478):
        birch = rng.random() < 0.5
        wide = rng.uniform(8, 15)
        lean = rng.normal(0, 0.05)
        for row in range(20, 322, 7):
            shade = rng.uniform(0, 1)
            bark = colour("efe3cf") * (0.6 + 0.4 * shade) if birch else colour("2b1410") * (0.6 + 1.2 * shade)
            place = base + lean * (row - 320) + rng.normal(0, 0.8)
            canvas.touch(Stroke(row, place, 1.5 + lean, 18, wide * (0.5 + row / 640), 0, bark), streak=0.12)
        for row in range(336, 500, 9):
            bark = (colour("c9b8a0") if birch else colour("241018")) * rng.uniform(0.7, 1.0)
            canvas.touch(Stroke(row, base + rng.normal(0, 4), 0, rng.uniform(10, 30), 4, 0, bark), dryness=0.8)


def _leaves(canvas: Canvas) -> None:
    """Scatter bright leaves over the branches and a few on the water."""
    rng = canvas.rng
    paints = palette("ffd84a", "ff9a1f", "e8400f", "b3121a", "fff0b0", "7a8c1e")
    for point in scatter(rng, 15):
        if rng.random() < (0.62 if point[0] < 300 else 0.22):
            size = rng.uniform(6, 11)
            angle = rng.uniform(0, np.pi) if point[0] < 300 else 0.0
            paint = paints[rng.integers(len(paints))]
            canvas.touch(Stroke(point[0], point[1], angle, size * 1.9, size, 1, paint), point=2.0)
