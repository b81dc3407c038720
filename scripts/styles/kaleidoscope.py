"""The kaleidoscope style picture: coloured glass splinters between two mirrors."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from scripts.styles.field import SIZE, Field, blur, coordinates, noise, palette, ramp, sample, smoothstep, tone

MIRRORS = 12
"""Number of mirrored wedges around the centre."""

JEWELS = palette("ff1f8f", "19d3e6", "7a2cff", "b6ff2e", "ff7a1f", "1f5bff", "ff4fd8", "00e39a", "fff23c", "12062e")


def kaleidoscope(rng: np.random.Generator) -> Field:
    """Return a twelvefold star of jewel-coloured splinters, (SIZE, SIZE, 3)."""
    splinters = _splinters(rng)
    y, x = coordinates()
    dy, dx = y - SIZE / 2, x - SIZE / 2
    radius, angle = np.hypot(dy, dx), np.arctan2(dy, dx)
    wedge = 2 * np.pi / MIRRORS
    folded = np.abs((angle / wedge + 0.25) % 2 - 1) * wedge
    picture = sample(splinters, 24 + radius * np.sin(folded) * 1.5 + 60, 30 + radius * np.cos(folded) * 1.28)
    seam = np.minimum(folded, wedge - folded) * radius
    picture = tone(picture, 0.72 + 0.34 * smoothstep(0, 5, seam))
    star = smoothstep(34, 30, radius * (1 + 0.3 * np.cos(12 * angle)))
    picture = picture * (1 - star[..., None]) + star[..., None] * ramp(
        radius / 34, palette("fffbe0", "ffd21f", "ff1f8f")
    )
    return np.clip(picture + 0.12 * np.clip(blur(picture, 9) - 0.35, 0, 1), 0, 1)


def _splinters(rng: np.random.Generator) -> Field:
    """Return the object box of the kaleidoscope: overlapping splinters, rods and beads with dark rims."""
    scale = 2
    side = SIZE * scale
    base = ramp(np.clip(0.5 + 0.25 * noise(rng, 90, 0.3), 0, 1), palette("12062e", "2a0f7a", "7a1f9a", "0f4fa0"))
    box = Image.fromarray((base * 255).astype(np.uint8)).resize((side, side), Image.Resampling.BICUBIC)
    for number in range(600):
        layer = ImageDraw.Draw(box, "RGBA")
        place = rng.uniform(0, side, 2)
        size = rng.uniform(44, 104) * (1.0 if number < 420 else 0.6)
        paint = tuple(int(255 * value) for value in JEWELS[rng.integers(len(JEWELS))])
        _piece(layer, rng, place, size, (paint[0], paint[1], paint[2]))
    small = box.resize((SIZE, SIZE), Image.Resampling.LANCZOS)
    return np.asarray(small, np.float64) / 255


def _piece(
    layer: ImageDraw.ImageDraw, rng: np.random.Generator, place: Field, size: float, paint: tuple[int, int, int]
) -> None:
    """Draw one splinter, bead or rod with a dark rim and a bright glint."""
    kind, turn = rng.random(), rng.uniform(0, 2 * np.pi)
    rim, glint = (14, 4, 30, 255), (255, 255, 255, 150)
    if kind < 0.3:
        for part, tint in ((1.0, (*paint, 235)), (0.62, (255, 255, 255, 70)), (0.4, (*paint, 255))):
            reach = size * 0.5 * part
            box = (place[0] - reach, place[1] - reach, place[0] + reach, place[1] + reach)
            layer.ellipse(box, fill=tint, outline=rim if part == 1 else None, width=5)
        return
    corners = int(rng.integers(3, 6))
    angles = np.sort(turn + np.linspace(0, 2 * np.pi, corners, endpoint=False) + rng.normal(0, 0.25, corners))
    lengths = size * rng.uniform(0.6, 1.25, corners)
    points = [(place[0] + r * np.cos(a), place[1] + r * np.sin(a)) for a, r in zip(angles, lengths, strict=True)]
    layer.polygon(points, fill=(*paint, 225), outline=rim, width=5)
    layer.polygon([points[0], points[1], (place[0], place[1])], fill=(255, 255, 255, 60))
    layer.polygon([points[1], points[2], (place[0], place[1])], fill=(10, 0, 40, 70))
    layer.line([points[0], (place[0], place[1])], fill=glint, width=3)
