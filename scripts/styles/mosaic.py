"""The mosaic style picture: small square stones set in rows that follow the drawing."""

from __future__ import annotations

import numpy as np

from scripts.styles.field import (
    SIZE,
    Field,
    Labels,
    blend,
    colour,
    coordinates,
    noise,
    palette,
    relief,
    smoothstep,
)

TESSERA = 15.0
"""Side of a mosaic stone in pixels."""


def mosaic(rng: np.random.Generator) -> Field:
    """Return a fish among waves below a golden sky, set in small square stones, (SIZE, SIZE, 3)."""
    target, flow = _sea()
    seeds = _relaxed_seeds(rng, flow)
    owner, edge, local = _nearest_stone(seeds, flow)
    rows, columns = seeds[:, 0].astype(int), seeds[:, 1].astype(int)
    stones = np.clip(
        target[rows, columns] * rng.normal(1, 0.11, (len(seeds), 1)) + rng.normal(0, 0.035, (len(seeds), 3)), 0, 1
    )
    tilt = rng.normal(0, 0.16, (len(seeds), 2))
    picture = stones[owner]
    light = 1 + (tilt[owner] * local / TESSERA * 2).sum(-1) + 0.05 * noise(rng, 4, 1.0)
    glint = smoothstep(0.25, 0.45, tilt[owner].sum(-1)) * 0.4 * smoothstep(0.4, 0.9, stones[owner].max(-1))
    bevel = relief(4 * smoothstep(0.0, 2.6, edge - 1.0), 0.12)
    picture = np.clip(picture * (light * bevel)[..., None] + glint[..., None], 0, 1)
    grout = colour("2a2420") * (1 + 0.12 * noise(rng, 4, 1.0))[..., None]
    return np.clip(blend(grout, picture, smoothstep(0.4, 1.4, edge)), 0, 1)


def _sea() -> tuple[Field, Field]:
    """Return the colours to set and the angle of the rows of stones."""
    y, x = coordinates()
    sun, angle = np.hypot(y - 92, x - 376), np.arctan2(y - 92, x - 376)
    target = np.where((np.sin(angle * 12) > 0)[..., None], colour("f6cf58"), colour("cf8f1a"))
    target = np.where((sun < 52)[..., None], colour("fbe9b4"), target)
    target = np.where((sun < 38)[..., None], colour("c8381e"), target)
    flow = angle
    water = palette("f3ecd8", "123f7c", "1b7fa6", "e9efdc", "2fa5a8", "0e4f7a")
    for row in range(8):
        for column in range(-1, 5):
            cy, cx = 214.0 + 52 * row, 150.0 * (column + 0.5 * (row % 2))
            far = np.hypot(y - cy, x - cx)
            scallop = far < 90
            target = np.where(scallop[..., None], water[np.minimum(5 - (far / 15).astype(int), 5).clip(0)], target)
            flow = np.where(scallop, np.arctan2(y - cy, x - cx), flow)
    target, flow = _fish(target, flow, (322.0, 248.0, -0.14))
    border = np.minimum.reduce([y, x, SIZE - y, SIZE - x])
    target = np.where((border < 30)[..., None], colour("7d2418"), target)
    target = np.where((border < 15)[..., None], colour("d9a636"), target)
    return target, np.where(border < 30, 0.78, flow)


def _fish(target: Field, flow: Field, place: tuple[float, float, float]) -> tuple[Field, Field]:
    """Set one fish, its length 390 pixels, into the colours and row angles."""
    y, x = coordinates()
    cy, cx, lean = place
    u = ((x - cx) * np.cos(lean) + (y - cy) * np.sin(lean)) / 190
    v = ((y - cy) * np.cos(lean) - (x - cx) * np.sin(lean)) / 190
    half = 0.46 * np.sqrt(np.clip(1 - (u + 0.1) ** 2 / 0.72, 0, 1))
    tail = (u > 0.55) & (u < 1.05) & (np.abs(v) < (u - 0.5) * 0.85) & (np.abs(v) > (u - 0.85) * 0.9)
    body = np.abs(v) < half
    scales = palette("c8321e", "f08a24", "fbd06a")
    tint = scales[(np.floor(np.hypot(u + 1.2, v) * 11) % 3).astype(int)]
    target = np.where(body[..., None], tint, target)
    target = np.where((body & (v > 0.16 + 0.05 * u))[..., None], colour("f6ead0"), target)
    target = np.where(tail[..., None], scales[0], target)
    outline = (np.abs(np.abs(v) - half) < 0.035) & (half > 0.04)
    target = np.where(outline[..., None], colour("2a1420"), target)
    eye = np.hypot(u + 0.62, v + 0.08)
    target = np.where((eye < 0.11)[..., None], colour("fff6e0"), target)
    target = np.where((eye < 0.055)[..., None], colour("101020"), target)
    return target, np.where(body | tail | outline, lean + 1.57 + np.arctan2(v, u + 1.2), flow)


def _relaxed_seeds(rng: np.random.Generator, flow: Field) -> Field:
    """Return stone centres (n, 2), moved apart until the stones are nearly equal squares (Lloyd's relaxation)."""
    count = int(SIZE / TESSERA) + 1
    seeds = (np.mgrid[0:count, 0:count].reshape(2, -1).T + 0.5) * TESSERA
    seeds = np.clip(seeds + rng.normal(0, 2.5, seeds.shape), 0, SIZE - 1.0)
    y, x = coordinates()
    for _ in range(9):
        owner = _nearest_stone(seeds, flow)[0].ravel()
        mass = np.maximum(np.bincount(owner, minlength=len(seeds)), 1)
        centres = [np.bincount(owner, field.ravel(), len(seeds)) / mass for field in (y, x)]
        seeds = np.clip(np.stack(centres, axis=1), 0, SIZE - 1.0)
    return seeds


def _nearest_stone(seeds: Field, flow: Field) -> tuple[Labels, Field, Field]:
    """Return each pixel's stone, its distance to the rim and its place on the stone (SIZE, SIZE, 2), in pixels.

    Distances are the larger of the two along the stone's own axes, so that stones become squares turned by ``flow``.
    """
    best = np.full((SIZE, SIZE), 1e9)
    second = np.full((SIZE, SIZE), 1e9)
    owner = np.zeros((SIZE, SIZE), np.intp)
    local = np.zeros((SIZE, SIZE, 2))
    reach = int(2.2 * TESSERA)
    for index, (cy, cx) in enumerate(seeds):
        rows = slice(max(int(cy) - reach, 0), int(cy) + reach)
        columns = slice(max(int(cx) - reach, 0), int(cx) + reach)
        angle = flow[int(cy), int(cx)]
        dy = np.arange(rows.start, min(rows.stop, SIZE))[:, None] + 0.5 - cy
        dx = np.arange(columns.start, min(columns.stop, SIZE))[None, :] + 0.5 - cx
        along, across = dx * np.cos(angle) + dy * np.sin(angle), dy * np.cos(angle) - dx * np.sin(angle)
        distance = np.maximum(np.abs(along), np.abs(across)) + 0.08 * np.hypot(dy, dx)
        near = distance < best[rows, columns]
        second[rows, columns] = np.where(near, best[rows, columns], np.minimum(second[rows, columns], distance))
        best[rows, columns] = np.where(near, distance, best[rows, columns])
        owner[rows, columns] = np.where(near, index, owner[rows, columns])
        local[rows, columns] = np.where(
            near[..., None], np.stack(np.broadcast_arrays(dy, dx), -1), local[rows, columns]
        )
    return owner, np.minimum((second - best) / 2, TESSERA / 2 + 1.5 - best), local
