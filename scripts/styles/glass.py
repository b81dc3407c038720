"""The stained glass style picture: coloured panes in lead, lit from behind."""

from __future__ import annotations

import numpy as np

from scripts.styles.field import (
    SIZE,
    Field,
    Mask,
    blend,
    blur,
    coordinates,
    noise,
    palette,
    smoothstep,
    tone,
)


def stained_glass(rng: np.random.Generator) -> Field:
    """Return a window of leaded glass: sun, hills, river and lilies lit from behind, (SIZE, SIZE, 3)."""
    region = _window_plan()
    y, x = coordinates()
    seeds = rng.uniform(0, SIZE, (150, 2))
    warp = (9 * noise(rng, 60, 0), 9 * noise(rng, 60, 0))
    distance = np.hypot(
        y[..., None] + warp[0][..., None] - seeds[:, 0], x[..., None] + warp[1][..., None] - seeds[:, 1]
    )
    pane = distance.argmin(-1)
    label = region * 1000 + np.where(_undivided(region), 0, pane)
    lead = _lead_distance(label)
    keys, piece = np.unique(label, return_inverse=True)
    colours = np.stack([_pane_colour(rng, int(key) // 1000) for key in keys])
    glass = colours[piece.reshape(label.shape)]
    streaks = 0.09 * noise(rng, 40, 0.8, stretch=(3, 1)) + 0.05 * noise(rng, 9, 0.7)
    seedy = 0.25 * smoothstep(2.6, 3.3, noise(rng, 4, 0.6))
    thick = 0.86 + 0.34 * smoothstep(2, 17, lead) + streaks + seedy
    glass = tone(glass, thick)
    halo = blur(glass, 14)
    came = 0.5 + 0.5 * np.clip(1 - np.abs(lead - 0.0) / 4.2, 0, 1)
    metal = np.array([0.10, 0.10, 0.12]) * (came + 0.35 * noise(rng, 5, 0.8) * 0.3)[..., None] + 0.03
    return np.clip(
        blend(metal + 0.05 * halo, np.clip(0.9 * glass + 0.14 * halo, 0, 1), smoothstep(3.0, 4.6, lead)), 0, 1
    )


def _undivided(region: Field) -> Mask:
    """Return where the window's pieces are one pane each: flowers, leaves, rays and rim."""
    return np.asarray((region >= 20) & (region < 200))


def _window_plan() -> Field:
    """Return the number of the drawn piece at every pixel (``_pane_colour`` knows what they mean)."""
    y, x = coordinates()
    sun = np.hypot(y - 150, x - 256)
    ray = np.floor((np.arctan2(y - 150, x - 256) / 6.2832 + 0.5) * 20 + 0.25)
    plan = np.where(sun < 215, 20 + ray % 20, 1.0)
    plan = np.where(sun < 120, 40 + (ray // 2) % 10, plan)
    plan = np.where(sun < 62, 52.0, plan)
    plan = np.where(y > 268 + 26 * np.sin(x / 62), 2.0, plan)
    plan = np.where(y > 318 + 22 * np.sin(x / 48 + 2), 3.0, plan)
    bend = 256 + 60 * np.sin((y - 300) / 45)
    plan = np.where((y > 305) & (np.abs(x - bend) < 16 + (y - 305) * 0.42), 4.0, plan)
    plan = _lilies(plan, y, x)
    rim = np.minimum.reduce([y, x, SIZE - y, SIZE - x])
    blocks = np.floor(x / 42.7) + np.floor(y / 42.7) * 12
    return np.where(rim < 26, 200 + blocks, plan)


def _lilies(plan: Field, y: Field, x: Field) -> Field:
    """Put two lilies with leaves into the plan."""
    for number, (cy, cx) in enumerate(((330.0, 104.0), (312.0, 412.0))):
        for leaf, lean in enumerate((-0.5, 0.45)):
            u = (y - cy - 20) / 150
            middle = cx + lean * 110 * u * (1.4 - u)
            plan = np.where(
                (u > 0) & (u < 1) & (np.abs(x - middle) < 24 * np.sin(np.clip(u, 0, 1) * 3.14)), 60 + leaf, plan
            )
        for petal in range(6):
            angle = -1.57 + (petal - 2.5) * 0.62
            along = ((x - cx) * np.cos(angle) + (y - cy) * np.sin(angle)) / 92
            across = (y - cy) * np.cos(angle) - (x - cx) * np.sin(angle)
            inside = (along > 0) & (along < 1) & (np.abs(across) < 25 * np.sin(np.clip(along, 0, 1) ** 0.8 * 3.14))
            plan = np.where(inside, 70 + petal + 10 * number, plan)
    return plan


def _pane_colour(rng: np.random.Generator, piece: int) -> Field:
    """Return the colour of one pane of a piece of the plan."""
    families = {
        1: palette("0b2f9c", "1d4fd0", "2a7be0", "123a86"),
        2: palette("0f7a4a", "27a05a", "0c5c50"),
        3: palette("6fb324", "a5c92c", "3f8f2a"),
        4: palette("1aa0c8", "5fd0e0", "0f6fb8"),
        20: palette("c21f1f", "e8701a"),
        40: palette("f7a81c", "ffd23c"),
        52: palette("fff0a0"),
        60: palette("0f9a5a", "3fbf4a"),
        70: palette("e8287a", "ff6fae"),
        80: palette("8a2fc8", "c07af0"),
        200: palette("7a1fa0", "b01240", "d8a020", "1a7f9a"),
    }
    key = max(number for number in families if number <= piece)
    family = families[key]
    index = piece % len(family) if 20 <= piece < 200 else int(rng.integers(len(family)))
    return np.asarray(np.clip(family[index] * rng.uniform(0.86, 1.12), 0, 1))


def _lead_distance(label: Field) -> Field:
    """Return the distance in pixels, up to 20, to the nearest boundary between panes."""
    boundary = np.zeros((SIZE, SIZE), bool)
    boundary[:, 1:] |= label[:, 1:] != label[:, :-1]
    boundary[1:] |= label[1:] != label[:-1]
    edge = np.argwhere(boundary).astype(np.float64)
    distance = np.full((SIZE, SIZE), 20.0)
    for oy in range(-18, 19):
        for ox in range(-18, 19):
            far = float(np.hypot(oy, ox))
            if far <= 18:
                rows, columns = (edge[:, 0] + oy).astype(int), (edge[:, 1] + ox).astype(int)
                kept = (rows >= 0) & (rows < SIZE) & (columns >= 0) & (columns < SIZE)
                distance[rows[kept], columns[kept]] = np.minimum(distance[rows[kept], columns[kept]], far)
    return blur(distance, 0.7)
