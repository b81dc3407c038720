"""The charcoal style picture: hatching on rough paper, smudged shadows and a little white chalk."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from scripts.styles.field import SIZE, Field, blend, blur, colour, coordinates, noise, smoothstep

FINE = 3
"""The branches are drawn this many times larger and reduced."""


def charcoal(rng: np.random.Generator) -> Field:
    """Return a wind-bent tree on a hill before a storm, (SIZE, SIZE, 3)."""
    y, x = coordinates()
    tooth = noise(rng, 3.2, 0.9)
    dark, chalk = _storm(rng, y, x)
    coal = 0.55 * blur(np.clip(dark, 0, 1), 3.5) * (1 + 0.10 * noise(rng, 14, 1.0))
    for turn, lowest in ((-0.75, 0.05), (-0.35, 0.3), (0.65, 0.52)):
        pressure = np.clip((dark - lowest) * 1.25, 0, 1)
        hatch = _hatch(rng, turn)
        grip = pressure * 1.35 + 0.5 * hatch + 0.2 * tooth - 0.2
        coal = np.maximum(coal, smoothstep(0.25, 1.05, grip) * (0.35 + 0.65 * dark))
    tree = _tree(rng)
    coal = np.maximum(coal, smoothstep(0.3, 0.8, tree + 0.14 * tooth * (tree > 0.05)))
    coal = np.maximum(coal, _grass(rng, tooth))
    paper = colour("cdc8be") * (1 + 0.035 * tooth + 0.02 * noise(rng, 80, 1.0))[..., None]
    light = smoothstep(0.1, 0.9, chalk + 0.3 * tooth + 0.25 * _hatch(rng, -0.5) - 0.2) * smoothstep(0.65, 0.3, coal)
    picture = blend(paper, colour("faf8f2"), 0.92 * light)
    return np.clip(blend(picture, colour("131214"), np.clip(coal, 0, 0.97)), 0, 1)


def _hatch(rng: np.random.Generator, turn: float) -> Field:
    """Return strokes about 5 pixels wide along the direction ``turn`` (radians), mean 0."""
    y, x = coordinates()
    strokes = noise(rng, 5.5, 0.5, stretch=(1.0, 11.0))
    sway = 26 * noise(rng, 150, 0.4)
    along, across = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn) + sway
    return np.asarray(strokes[across.astype(np.intp) % SIZE, along.astype(np.intp) % SIZE])


def _storm(rng: np.random.Generator, y: Field, x: Field) -> tuple[Field, Field]:
    """Return how dark the scene is and where white chalk lies, 0..1."""
    clouds = noise(rng, 120, 0.9, stretch=(0.8, 1.6))
    light = np.exp(-((np.hypot((y - 215) * 1.2, x - 350) / 120) ** 2))
    dark = np.clip(0.38 + 0.24 * clouds + 0.35 * smoothstep(200, 0, y) - 0.75 * light, 0, 1)
    chalk = np.clip(1.1 * light + 0.25 * (clouds < -0.4) - 0.1, 0, 1)
    hills = (
        (318 + 16 * np.sin(x / 70 + 1), 0.45),
        (352 + 12 * np.sin(x / 45), 0.62),
        (455 - 95 * np.exp(-(((x - 190) / 170) ** 2)), 0.9),
    )
    for crest, depth in hills:
        inside = smoothstep(-1.5, 1.5, y - crest)
        lit = 0.55 * np.exp(-np.maximum(y - crest, 0) / 26) * smoothstep(180, 420, x)
        shade = np.clip(depth - lit + 0.12 * noise(rng, 40, 1.0), 0, 1)
        dark, chalk = dark * (1 - inside) + inside * shade, chalk * (1 - inside) + inside * 0.7 * lit
    return dark, chalk


def _tree(rng: np.random.Generator) -> Field:
    """Return the tree's cover 0..1: a trunk that forks until the twigs are thin."""
    sheet = Image.new("L", (SIZE * FINE, SIZE * FINE), 0)
    pen = ImageDraw.Draw(sheet)
    _branch(pen, rng, (192.0, 378.0), -1.72, 30.0, 92.0)
    for root in (-0.5, 0.25, 2.7, 3.5):
        _branch(pen, rng, (190.0 + 8 * np.cos(root), 366.0), root * 0.5 + (1.2 if root > 2 else 0.45), 9.0, 30.0)
    return np.asarray(sheet.resize((SIZE, SIZE), Image.Resampling.LANCZOS), np.float64) / 255


def _branch(
    pen: ImageDraw.ImageDraw,
    rng: np.random.Generator,
    start: tuple[float, float],
    angle: float,
    width: float,
    length: float,
) -> None:
    """Draw one branch from ``start`` (x, y) and, recursively, what grows from it; the wind bends it to the right."""
    x, y = start
    steps = 7
    for step in range(steps):
        angle += rng.normal(0, 0.13) + 0.028 * np.cos(angle * 0.5)
        x, y = x + length / steps * np.cos(angle), y + length / steps * np.sin(angle)
        reach = max(width * (1 - 0.4 * step / steps), 1.0) / 2
        pen.ellipse([(x - reach) * FINE, (y - reach) * FINE, (x + reach) * FINE, (y + reach) * FINE], fill=255)
        pen.line([start[0] * FINE, start[1] * FINE, x * FINE, y * FINE], fill=255, width=max(int(2 * reach * FINE), 2))
        start = (x, y)
    if width > 1.3 and angle < 0.6:
        for way in (-1, 1):
            fork = angle + way * rng.uniform(0.25, 0.62) + 0.08
            _branch(pen, rng, (x, y), fork, width * rng.uniform(0.56, 0.7), length * rng.uniform(0.68, 0.9))


def _grass(rng: np.random.Generator, tooth: Field) -> Field:
    """Return blades of grass in the foreground."""
    sheet = Image.new("L", (SIZE * FINE, SIZE * FINE), 0)
    pen = ImageDraw.Draw(sheet)
    for _ in range(420):
        foot, row = rng.uniform(0, SIZE), rng.uniform(400, 530)
        tip, tall = foot + rng.normal(11, 8), row - rng.uniform(14, 40)
        pen.line(
            [foot * FINE, row * FINE, (foot + tip) / 2 * FINE - 6, (row + tall) / 2 * FINE, tip * FINE, tall * FINE],
            fill=int(rng.uniform(120, 255)),
            width=int(rng.integers(3, 8)),
        )
    blades = np.asarray(sheet.resize((SIZE, SIZE), Image.Resampling.LANCZOS), np.float64) / 255
    return np.asarray(blades * np.clip(0.8 + 0.2 * tooth, 0, 1))
