"""Style pictures of printing and drawing offices: woodcut and blueprint."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from scripts.styles.field import SIZE, Field, blend, blur, colour, coordinates, noise, smoothstep

FINE = 4
"""The blueprint is drawn this many times larger and reduced, so that its lines are smooth."""


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


def blueprint(rng: np.random.Generator) -> Field:
    """Return a gear train drawn in white on Prussian blue, (SIZE, SIZE, 3)."""
    sheet = Image.new("L", (SIZE * FINE, SIZE * FINE), 0)
    pen = ImageDraw.Draw(sheet)
    _grid(pen)
    _gear(pen, (196, 206), 128, 36, 5)
    _gear(pen, (392, 300), 83, 22, 0)
    _gear(pen, (415, 108), 58, 16, 3)
    _section(pen)
    _title_block(pen, rng)
    lines = np.asarray(sheet.resize((SIZE, SIZE), Image.Resampling.LANCZOS), np.float64) / 255
    mottle = noise(rng, 90, 1.1)
    y, x = coordinates()
    rim = np.minimum.reduce([y, x, SIZE - y, SIZE - x]) + 4 * noise(rng, 30, 1.0)
    fade = 0.5 + 0.17 * mottle + 0.05 * noise(rng, 5, 1.2) - 0.3 * smoothstep(26, 0, rim)
    ground = colour("0b2a6b") * np.clip(1 - fade, 0, 1)[..., None] + colour("1f5fb4") * np.clip(fade, 0, 1)[..., None]
    folds = np.exp(-(((x - 256) / 2.0) ** 2)) + np.exp(-(((y - 256) / 2.0) ** 2))
    ground = ground + 0.09 * folds[..., None] * (1 + 0.5 * mottle[..., None])
    chalk = np.clip(lines * (1.04 + 0.17 * noise(rng, 4, 1.0)), 0, 1)
    glow = 0.16 * blur(lines, 3)
    return np.clip(blend(ground + glow[..., None] * colour("9cc8ff"), colour("f2f8ff"), chalk), 0, 1)


def _grid(pen: ImageDraw.ImageDraw) -> None:
    """Rule the sheet: fine squares, stronger every fourth, and a double frame."""
    for step in range(0, SIZE, 16):
        strong = step % 64 == 0
        for line in ((step, 0, step, SIZE), (0, step, SIZE, step)):
            pen.line([value * FINE for value in line], fill=78 if strong else 38, width=5 if strong else 3)
    for inset, width in ((13, 12), (20, 5)):
        pen.rectangle(
            [inset * FINE, inset * FINE, (SIZE - inset) * FINE, (SIZE - inset) * FINE], outline=235, width=width
        )


def _circle(pen: ImageDraw.ImageDraw, centre: tuple[float, float], radius: float, width: int, fill: int = 245) -> None:
    """Draw a circle; centre x, y and radius in pixels of the finished picture."""
    box = [
        (centre[0] - radius) * FINE,
        (centre[1] - radius) * FINE,
        (centre[0] + radius) * FINE,
        (centre[1] + radius) * FINE,
    ]
    pen.ellipse(box, outline=fill, width=width)


def _line(pen: ImageDraw.ImageDraw, points: list[tuple[float, float]], width: int, fill: int = 245) -> None:
    """Draw a polyline through points x, y in pixels of the finished picture."""
    pen.line([(x * FINE, y * FINE) for x, y in points], fill=fill, width=width, joint="curve")


def _gear(pen: ImageDraw.ImageDraw, centre: tuple[float, float], radius: float, teeth: int, spokes: int) -> None:
    """Draw a toothed wheel with hub, spokes or bolt circle, and its centre lines."""
    profile = np.array([-0.36, -0.2, -0.12, 0.12, 0.2, 0.36])
    height = np.array([-1, -1, 1, 1, -1, -1]) * 6.5
    angles = (np.arange(teeth)[:, None] + profile[None, :]).ravel() * 2 * np.pi / teeth
    reach = radius + np.tile(height, teeth)
    outline = [(centre[0] + r * np.cos(a), centre[1] + r * np.sin(a)) for a, r in zip(angles, reach, strict=True)]
    _line(pen, [*outline, outline[0], outline[1]], 11)
    for part, width in ((0.8, 9), (0.36, 9), (0.2, 11), (0.1, 7)):
        _circle(pen, centre, radius * part, width)
    for spoke in range(spokes):
        for side in (-0.1, 0.1):
            a, b = spoke * 2 * np.pi / spokes + side * 2.6, spoke * 2 * np.pi / spokes + side
            _line(
                pen,
                [
                    (centre[0] + 0.36 * radius * np.cos(a), centre[1] + 0.36 * radius * np.sin(a)),
                    (centre[0] + 0.8 * radius * np.cos(b), centre[1] + 0.8 * radius * np.sin(b)),
                ],
                8,
            )
    for hole in range(0 if spokes else 8):
        a = hole * np.pi / 4
        _circle(pen, (centre[0] + 0.58 * radius * np.cos(a), centre[1] + 0.58 * radius * np.sin(a)), 0.11 * radius, 8)
    _centre_lines(pen, centre, radius + 20)


def _centre_lines(pen: ImageDraw.ImageDraw, centre: tuple[float, float], reach: float) -> None:
    """Draw dash-dotted centre lines."""
    for start in np.arange(-reach, reach, 20):
        for low, high in ((start, start + 12), (start + 15, start + 17)):
            _line(pen, [(centre[0] + low, centre[1]), (centre[0] + high, centre[1])], 5, 200)
            _line(pen, [(centre[0], centre[1] + low), (centre[0], centre[1] + high)], 5, 200)


def _section(pen: ImageDraw.ImageDraw) -> None:
    """Draw the hatched section of the shaft below the wheels, with its dimension lines."""
    shapes = [(44, 420, 96, 478), (96, 406, 150, 490), (150, 432, 236, 466), (236, 402, 268, 492), (268, 428, 330, 470)]
    for left, top, right, bottom in shapes:
        _line(pen, [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], 10)
        span = bottom - top
        for start in np.arange(left - span, right, 7.5):
            low, high = max(start, left), min(start + span, right)
            if high > low:
                _line(pen, [(low, bottom - (low - start)), (high, bottom - (high - start))], 4, 190)
    for left, right, row in ((44, 330, 384), (68, 324, 40)):
        _line(pen, [(left, row), (right, row)], 5, 215)
        for tip, way in ((left, 1), (right, -1)):
            _line(pen, [(tip + way * 9, row - 4), (tip, row), (tip + way * 9, row + 4)], 6)
            _line(pen, [(tip, row - 8), (tip, row + 14)], 5, 200)


def _title_block(pen: ImageDraw.ImageDraw, rng: np.random.Generator) -> None:
    """Draw the title block with rows of small lettering strokes."""
    _line(pen, [(352, 492), (352, 414), (492, 414)], 9)
    for row in (434, 454, 474):
        _line(pen, [(352, row), (492, row)], 5)
    _line(pen, [(420, 434), (420, 492)], 5)
    for row in (424, 444, 464, 483):
        for start in np.arange(360, 484, 5.5):
            if rng.random() < 0.72 and abs(start - 420) > 6:
                points = [(start + rng.uniform(0, 3.6), row + rng.uniform(-4, 4)) for _ in range(4)]
                _line(pen, points, 4, 225)
