"""Style pictures of brush touches: impasto, autumn oil and pointillism."""

from __future__ import annotations

import numpy as np

from scripts.styles.brush import Canvas, Stroke, cover_with, pixel, scatter
from scripts.styles.field import SIZE, Field, blend, blur, colour, coordinates, noise, palette, ramp, smoothstep

VORTICES = ((120.0, 150.0, 95.0, 1.0), (205.0, 330.0, 80.0, -1.0), (70.0, 420.0, 85.0, 1.0), (250.0, 60.0, 60.0, -1.0))
"""Whirls of the impasto sky: y, x, radius in pixels, sense."""


def impasto(rng: np.random.Generator) -> Field:
    """Return whirling blues and yellows laid with a heavily loaded brush, (SIZE, SIZE, 3)."""
    y, x = coordinates()
    angle, swirl, glow = _whirls(y, x)
    sky = ramp(
        np.clip(0.5 + 0.5 * np.sin(swirl), 0, 1),
        palette("0a1a5c", "1a45a8", "2f86c9", "8fd0d8", "f3eec2"),
        (0, 0.36, 0.72, 0.93, 1),
    )
    target = blend(sky, colour("ffc524"), smoothstep(0.15, 0.75, glow))
    target = blend(target, colour("fff3b0"), smoothstep(1.0, 1.28, glow))
    horizon = 372 + 22 * np.sin(x / 70) + 10 * np.sin(x / 23)
    rows = 0.5 + 0.5 * np.sin((y - horizon) / 6 + 3 * np.sin(x / 55))
    field = ramp(rows, palette("1d5a2c", "6f9e22", "e9a912", "f9d84a"))
    land = y > horizon
    target = np.where(land[..., None], field, target)
    angle = np.where(land, 0.35 * np.cos(x / 70) + 0.25 * np.sin(y / 22), angle)
    canvas = Canvas(np.broadcast_to(colour("122a5e"), (SIZE, SIZE, 3)).copy(), rng)
    cover_with(canvas, target, angle, 9, lambda row, column: (rng.uniform(34, 56), rng.uniform(10, 15)))
    cover_with(canvas, target, angle, 12, lambda row, column: (rng.uniform(22, 40), rng.uniform(7, 10)))
    return canvas.lit(2.2, gloss=0.4)


def _whirls(y: Field, x: Field) -> tuple[Field, Field, Field]:
    """Return stroke direction, spiral phase and glow of the whirling sky."""
    flow_y, flow_x = 0.25 * np.cos(x / 60), np.ones_like(x) * 0.6
    swirl, glow = y / 14 + 2 * np.sin(x / 60), np.zeros_like(x)
    for cy, cx, radius, sense in VORTICES:
        dy, dx = y - cy, x - cx
        distance = np.hypot(dy, dx)
        pull = 3.2 * np.exp(-((distance / radius) ** 2))
        flow_y, flow_x = flow_y + sense * pull * dx / (distance + 4), flow_x - sense * pull * dy / (distance + 4)
        inside = smoothstep(1.25 * radius, 0.7 * radius, distance)
        swirl = swirl * (1 - inside) + inside * (distance / 4.6 - sense * np.arctan2(dy, dx))
        glow = np.maximum(glow, 1.3 * smoothstep(0.48 * radius, 0.1 * radius, distance))
    return np.arctan2(flow_y, flow_x), swirl, glow


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


def pointillism(rng: np.random.Generator) -> Field:
    """Return a river bank in the sun, built of pure dots that mix in the eye, (SIZE, SIZE, 3)."""
    target = _river_bank(rng)
    picture = np.broadcast_to(colour("efe6d2"), (SIZE, SIZE, 3)).copy()
    partners = np.array(
        [[0.22, -0.02, -0.2], [-0.2, 0.04, 0.22], [0.12, 0.14, -0.22], [-0.1, -0.14, 0.2], [0.1, 0.1, 0.1]]
    )
    for spacing, radius in ((7.0, 5.4), (7.5, 4.6), (8.2, 4.2)):
        for point in scatter(rng, spacing):
            row, column = pixel(point)
            dot = np.clip(target[row, column] + 1.0 * partners[rng.integers(5)] + rng.normal(0, 0.04, 3), 0, 1)
            _dot(picture, point, radius * rng.uniform(0.75, 1.2), dot)
    return picture


def _river_bank(rng: np.random.Generator) -> Field:
    """Return the smooth colours that the dots imitate."""
    y, x = coordinates()
    sky = ramp(y / 230, palette("7fb2e5", "bcd6ee", "fbe3c4", "ffd5b0"))
    sky = blend(sky, colour("fff6e6"), smoothstep(0.5, 1.8, noise(rng, 70, 0.6, stretch=(1, 2.5))))
    hills = 190 + 14 * np.sin(x / 60) + 8 * np.sin(x / 21)
    scene = blend(sky, ramp(x / SIZE, palette("6a6cc4", "8f6cba", "d084b4")), smoothstep(-1, 1, y - hills))
    water = ramp((y - 225) / 170, palette("f8cf98", "7fc0d8", "2f76be", "1d479c"))
    scene = blend(scene, water, smoothstep(224, 226, y))
    glitter = smoothstep(0.9, 1.6, noise(rng, 16, 0.5, stretch=(0.5, 3))) * smoothstep(226, 240, y)
    scene = blend(scene, colour("fff3c4"), glitter)
    shore = 395 - 0.23 * x + 8 * np.sin(x / 33)
    grass = ramp(np.clip(0.5 + 0.3 * noise(rng, 40, 0.5), 0, 1), palette("125a3c", "4f9a34", "c0d038", "f6e24a"))
    scene = blend(scene, grass, smoothstep(-2, 2, y - shore))
    for cy, cx, radius in ((130, 415, 95), (190, 470, 90), (95, 480, 70), (200, 385, 45), (165, 40, 52), (185, 85, 34)):
        crown = smoothstep(radius, radius - 10, np.hypot((y - cy) * 1.1, x - cx) + 8 * noise(rng, 26, 0.6))
        light = np.clip(0.5 - (y - cy + x - cx) / (2.2 * radius), 0, 1)
        scene = blend(scene, ramp(light, palette("141f5e", "145a54", "4fa238", "e8de4a")), crown)
    for trunk in (415, 462):
        stem = smoothstep(7, 5, np.abs(x - trunk - 4 * np.sin(y / 30)))
        scene = blend(scene, colour("5a3a78"), stem * (y > 215) * (y < 330))
    shade = smoothstep(80, 60, np.hypot((y - 345) * 2.2, x - 430) * 0.62)
    return blend(scene, colour("1c2f86"), 0.85 * shade * (y > shore))


def _dot(picture: Field, point: Field, radius: float, paint: Field) -> None:
    """Put one round dot with a soft rim into the picture."""
    top, left = max(int(point[0] - radius - 1), 0), max(int(point[1] - radius - 1), 0)
    bottom, right = max(int(point[0] + radius + 2), 0), max(int(point[1] + radius + 2), 0)
    patch = picture[top:bottom, left:right]
    dy = np.arange(top, top + patch.shape[0])[:, None] + 0.5 - point[0]
    dx = np.arange(left, left + patch.shape[1])[None, :] + 0.5 - point[1]
    cover = np.clip(radius - np.hypot(dy, dx) + 0.5, 0, 1)[..., None]
    patch += cover * (paint - patch)
