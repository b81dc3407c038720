"""Style pictures of water and pigment: ink wash and watercolour."""

from __future__ import annotations

import numpy as np

from scripts.styles.field import (
    SIZE,
    Field,
    blend,
    blur,
    colour,
    coordinates,
    noise,
    palette,
    relief,
    segment_distance,
    smoothstep,
)


def ink_wash(rng: np.random.Generator) -> Field:
    """Return misty mountains, a boat and bamboo in diluted black ink on rice paper, (SIZE, SIZE, 3)."""
    y, x = coordinates()
    fibres = noise(rng, 6, 1.2, stretch=(1, 7)) + noise(rng, 6, 1.2, stretch=(7, 1))
    paper = colour("f1e9d6") * (1 + 0.012 * fibres + 0.02 * noise(rng, 120, 0.5))[..., None]
    ink = np.zeros((SIZE, SIZE))
    bleed = noise(rng, 18, 1.0)
    for base, height, depth, ragged in ((175, 90, 0.3, 0.8), (250, 120, 0.5, 1.0), (330, 85, 0.72, 1.1)):
        ink = np.maximum(ink * 0.93, _ridge(rng, y, (base, height, ragged), depth, bleed))
    ink = np.maximum(ink, _water(rng, y))
    ink = np.maximum(ink, _boat(y, x))
    ink = np.maximum(ink, _bamboo(rng, y, x, bleed))
    dark = np.clip(ink, 0, 1)[..., None]
    picture = paper * (1 - dark) + colour("15161a") * dark
    sun = smoothstep(33, 31, np.hypot(y - 84, x - 300) + 0.6 * bleed) * np.clip(0.8 + 0.08 * bleed, 0, 1)
    picture = blend(picture, colour("b8342a"), sun)
    seal = (np.abs(y - 466) < 19) & (np.abs(x - 468) < 15)
    marks = seal & (np.sin((y - 466) / 2.6) * np.sin((x - 468) / 2.3 + 0.8) < 0.25)
    return np.clip(blend(picture, colour("b8261f"), blur(marks.astype(np.float64), 0.6)), 0, 1)


def _ridge(rng: np.random.Generator, y: Field, shape: tuple[float, float, float], depth: float, bleed: Field) -> Field:
    """Return the ink of one mountain range: dark along its broken crest, dissolving into mist below."""
    base, height, ragged = shape
    crest = noise(rng, 110, 0.9 * ragged)[200] * height * 0.42 + 16 * np.abs(noise(rng, 38, 1.0)[100])
    below = y - (base - np.maximum(crest, -0.4 * height))[None, :] + 1.2 * bleed
    inside = smoothstep(-1.2, 1.2, below)
    wash = 0.72 * np.exp(-np.maximum(below, 0) / (0.42 * height)) * (1 + 0.16 * bleed)
    crag = smoothstep(0.55, 1.6, noise(rng, 26, 1.3, stretch=(3.4, 1))) * np.exp(-np.maximum(below, 0) / (0.7 * height))
    edge = 0.55 * np.exp(-(((below - 2) / 3.2) ** 2)) * smoothstep(-0.6, 0.9, noise(rng, 30, 1.2))
    return np.asarray(depth * inside * np.clip(wash + 0.9 * crag + edge, 0, 1.25))


def _water(rng: np.random.Generator, y: Field) -> Field:
    """Return a few dry horizontal strokes of the still water."""
    streaks = smoothstep(1.3, 2.0, noise(rng, 22, 0.9, stretch=(0.35, 6.0)))
    return np.asarray(0.5 * streaks * smoothstep(345, 380, y) * smoothstep(490, 440, y))


def _boat(y: Field, x: Field) -> Field:
    """Return a small boat with its boatman."""
    u = (x - 320) / 38
    hull = smoothstep(3.6, 2.2, np.abs(y - 408 + 7 * u * u)) * smoothstep(1.05, 0.95, np.abs(u))
    roof = smoothstep(9.5, 8.5, np.hypot(y - 405, (x - 326) * 0.7)) * (y < 404)
    man = smoothstep(2.6, 1.6, segment_distance(y, x, (403, 296), (390, 298)))
    hat = smoothstep(1.8, 1.0, np.abs(y - 388 - 0.5 * np.abs(x - 298))) * (np.abs(x - 298) < 7)
    pole = smoothstep(1.2, 0.4, segment_distance(y, x, (372, 306), (422, 276)))
    return np.asarray(0.92 * np.maximum.reduce([hull, 0.75 * roof, man, hat, 0.8 * pole]))


def _bamboo(rng: np.random.Generator, y: Field, x: Field, bleed: Field) -> Field:
    """Return bamboo at the left edge: segmented stalks in half-dry ink and pointed leaves."""
    dry = noise(rng, 5, 0.8, stretch=(9, 1))
    ink = np.zeros((SIZE, SIZE))
    for foot, lean, wide, dark in ((52, 0.10, 9.5, 0.8), (96, -0.04, 6.5, 0.5), (18, 0.05, 7.5, 0.62)):
        across = (x - foot - lean * (SIZE - y)) / wide
        joint = np.abs(((y + foot * 3) % 92) - 46) < 2.2
        stalk = smoothstep(1.05, 0.85, np.abs(across) - 0.12 * joint) * (~joint | (np.abs(across) > 0.2))
        shade = dark * (0.55 + 0.45 * np.abs(across) + 0.28 * dry)
        ink = np.maximum(ink, stalk * np.clip(shade, 0, 1))
        ink = np.maximum(ink, 0.95 * (np.abs(((y + foot * 3) % 92) - 49.5) < 1.3) * (np.abs(across) < 1.15))
    for _ in range(46):
        start = (rng.uniform(20, 330), rng.uniform(20, 130))
        angle, length = rng.normal(1.05, 0.45), rng.uniform(38, 80)
        end = (start[0] + length * np.sin(angle), start[1] + length * np.cos(angle))
        ink = np.maximum(ink, _leaf(y, x, start, end, rng.uniform(0.45, 1.0)) * (1 + 0.1 * bleed))
    return ink


def _leaf(y: Field, x: Field, start: tuple[float, float], end: tuple[float, float], dark: float) -> Field:
    """Return the ink of one pointed leaf, lighter towards its tip."""
    vy, vx = end[0] - start[0], end[1] - start[1]
    length = np.hypot(vy, vx)
    along = ((y - start[0]) * vy + (x - start[1]) * vx) / (length * length)
    across = ((y - start[0]) * vx - (x - start[1]) * vy) / length
    width = 5.2 * np.clip(along, 0, 1) ** 0.55 * np.clip(1 - along, 0, 1) ** 0.9 * 1.7
    inside = smoothstep(0.8, -0.8, np.abs(across + 5 * along * (1 - along)) - width) * (along > 0) * (along < 1)
    return np.asarray(inside * dark * (1 - 0.35 * np.clip(along, 0, 1)))


def watercolour(rng: np.random.Generator) -> Field:
    """Return loose flowers in transparent washes with wet edges and blooms on rough paper, (SIZE, SIZE, 3)."""
    y, x = coordinates()
    tooth = noise(rng, 5, 0.9)
    absorbed = np.zeros((SIZE, SIZE, 3))
    warp = (13 * noise(rng, 60, 0.7), 13 * noise(rng, 60, 0.7))
    rough = 3.0 * noise(rng, 16, 1.1)
    backdrop = palette("7fc8c0", "a9b8e8", "f3d58a", "b7dca0", "d9b4e2")
    for _ in range(16):
        shape = np.hypot(y - rng.uniform(0, SIZE) + 2.2 * warp[0], x - rng.uniform(0, SIZE) + 2.2 * warp[1])
        _wash(rng, absorbed, rng.uniform(50, 105) - shape + 2.5 * rough, backdrop[rng.integers(5)], 0.42, tooth)
    stems = palette("2f7d4f", "5a9a3c", "1f6a68")
    flowers = _flower_places(rng)
    _stems(rng, absorbed, flowers, stems, (tooth, rough))
    petals = palette("e0325a", "f2603c", "c22f8e", "7b3fb5", "f59a2c", "3f62c8")
    for number, (cy, cx, size) in enumerate(flowers):
        turn, count = rng.uniform(0, 6.28), int(rng.integers(5, 8))
        for petal in range(count):
            paint = petals[number % 6] + rng.normal(0, 0.04, 3)
            _petal(
                rng,
                absorbed,
                (cy, cx),
                (turn + petal * 6.283 / count + rng.normal(0, 0.15), size, 0.42 * size),
                np.clip(paint, 0, 1),
                (tooth, rough),
            )
        _wash(rng, absorbed, 0.17 * size - np.hypot(y - cy, x - cx) + 0.5 * rough, colour("6a3350"), 0.9, tooth)
    _splatter(rng, absorbed, petals, tooth)
    paper = colour("fdfaf2") * np.exp(-absorbed)
    return np.clip(paper * (0.35 + 0.65 * relief(tooth, 0.07))[..., None] * 1.0, 0, 1)


def _stems(
    rng: np.random.Generator,
    absorbed: Field,
    flowers: list[tuple[float, float, float]],
    paints: Field,
    grain: tuple[Field, Field],
) -> None:
    """Wash swaying stems with two leaves each; they stay clear of the flowers, whose paint is transparent."""
    y, x = coordinates()
    sway = 9 * noise(rng, 170, 0.5)
    clear = np.min([np.hypot(y - cy, x - cx) - 0.8 * size for cy, cx, size in flowers], axis=0)
    for number, (cy, cx, _) in enumerate(flowers):
        foot = (SIZE + 20.0, 0.6 * cx + 110)
        stem = 2.6 - segment_distance(y, x + sway, (cy, cx), foot)
        paint = paints[number % 3]
        _wash(rng, absorbed, np.minimum(stem + 0.35 * grain[1], clear), paint, 0.75, grain[0])
        for side in (-1, 1):
            along = rng.uniform(0.5, 0.85)
            row, column = cy + along * (foot[0] - cy), cx + along * (foot[1] - cx)
            column -= sway[min(int(row), SIZE - 1), int(column)]
            leaf = (-1.57 + side * rng.uniform(0.45, 0.9), rng.uniform(48, 76), rng.uniform(9, 14))
            tip = int(row + leaf[1] * np.sin(leaf[0])), int(column + leaf[1] * np.cos(leaf[0]))
            if 0 <= tip[0] < SIZE and 0 <= tip[1] < SIZE and clear[tip] > 4:
                _petal(rng, absorbed, (row, column), leaf, paints[rng.integers(3)], grain)


def _flower_places(rng: np.random.Generator) -> list[tuple[float, float, float]]:
    """Return y, x and petal length of the flowers, jittered about an airy bouquet."""
    plan = (
        (120, 130, 74),
        (105, 300, 62),
        (165, 420, 70),
        (255, 225, 82),
        (285, 90, 58),
        (300, 370, 74),
        (50, 440, 46),
    )
    return [(cy + rng.normal(0, 8), cx + rng.normal(0, 8), size) for cy, cx, size in plan]


def _petal(
    rng: np.random.Generator,
    absorbed: Field,
    root: tuple[float, float],
    form: tuple[float, float, float],
    paint: Field,
    grain: tuple[Field, Field],
) -> None:
    """Wash one petal or leaf that grows from ``root`` with angle, length and half width ``form``."""
    angle, length, wide = form
    y, x = coordinates()
    along = ((x - root[1]) * np.cos(angle) + (y - root[0]) * np.sin(angle)) / length
    across = (y - root[0]) * np.cos(angle) - (x - root[1]) * np.sin(angle)
    profile = wide * np.sqrt(np.clip(along, 0, 1)) * np.sqrt(np.clip(1.06 - along, 0, 1)) * 1.9
    inside = np.where((along > 0) & (along < 1.06), profile - np.abs(across) + 0.8 * grain[1], -9.0)
    _wash(rng, absorbed, inside, paint, 0.55 + 0.5 * rng.random(), grain[0])


def _wash(rng: np.random.Generator, absorbed: Field, inside: Field, paint: Field, load: float, tooth: Field) -> None:
    """Add a transparent wash: ``inside`` is the distance in pixels to its rim, positive within."""
    oy, ox = rng.integers(0, SIZE, 2)
    grain = np.roll(tooth, (int(oy), int(ox)), (0, 1))
    cover = smoothstep(-0.9, 0.9, inside)
    rim = 0.75 * np.exp(-(((inside - 1.6) / 1.7) ** 2))
    pool = 0.55 + 0.35 * np.exp(-np.maximum(inside, 0) / 14) + 0.28 * _bloom(rng)
    amount = load * cover * np.clip(pool + rim + 0.09 * grain, 0.04, 2.4)
    absorbed += amount[..., None] * -np.log(np.clip(paint, 0.03, 0.985))


_blooms: dict[int, Field] = {}


def _bloom(rng: np.random.Generator) -> Field:
    """Return uneven pigment with the feathered edges that a drop of water leaves, around 0."""
    if not _blooms:
        base = noise(np.random.default_rng(5), 70, 0.8)
        ripple = noise(np.random.default_rng(6), 24, 1.0)
        _blooms[0] = 0.7 * base + 0.8 * np.exp(-(((base + 0.3 * ripple - 0.4) / 0.12) ** 2)) + 0.25 * ripple
    oy, ox = rng.integers(0, SIZE, 2)
    return np.roll(_blooms[0], (int(oy), int(ox)), (0, 1))


def _splatter(rng: np.random.Generator, absorbed: Field, paints: Field, tooth: Field) -> None:
    """Spatter drops of all colours."""
    y, x = coordinates()
    for paint in paints:
        drops = np.full((SIZE, SIZE), -9.0)
        for _ in range(14):
            radius = rng.gamma(2.0, 1.3) + 0.8
            drops = np.maximum(drops, radius - np.hypot(y - rng.uniform(0, SIZE), x - rng.uniform(0, SIZE)))
        _wash(rng, absorbed, drops, paint, 0.8, tooth)
