"""The pictures to learn from: which there are, which are held out, and random crops of them."""

from __future__ import annotations

import csv
import io
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

Array = NDArray[np.float32]
HOLDOUT = Path(__file__).parent / "holdout.txt"
PHOTO_WEIGHTS = {
    "elementary/wallpapers": 8.0,
    "tetiana-kolmychek/oceanic-awesomewm-theme": 5.0,
    "talalahmad27/Image-Classification-Using-Pretrained-models": 4.0,
    "languageseed/work_suite": 3.0,
}
"""Landscapes and scenes count more: the photos lean on clothes and groceries."""
NOT_FREE = "NC/ND"
"""Pictures whose licence note says so are left out."""
SCENE_SOURCES = ("PeopleArt", "art-gange")
STYLE_WEIGHTS = {"(generated here)": 0.6, "jalpv1/wiki-art-selected-resized": 1.5}


def holdout_pairs(path: Path = HOLDOUT) -> list[tuple[str, str]]:
    """The (photo, style) paths that are never trained on."""
    pairs = [line.split() for line in path.read_text().splitlines() if line.strip()]
    return [(photo, style) for photo, style in pairs]


class Pool:
    """Pictures as their files' bytes in memory, drawn by weight."""

    def __init__(self, paths: Sequence[Path], weights: Sequence[float], least_side: int) -> None:
        if not paths:
            raise ValueError("the corpus has no pictures of one of the kinds")
        self._files = [path.read_bytes() for path in paths]
        self._cumulated = list(accumulate(weights))
        self._least_side = least_side

    def draw(self, rng: random.Random) -> Image.Image:
        """One of the pictures, in RGB."""
        return self.draw_numbered(rng)[1]

    def draw_numbered(self, rng: random.Random) -> tuple[int, Image.Image]:
        """One of the pictures with its number."""
        number = rng.choices(range(len(self._files)), cum_weights=self._cumulated)[0]
        picture = Image.open(io.BytesIO(self._files[number]))
        picture.draft("RGB", (self._least_side, self._least_side))
        return number, picture.convert("RGB")


@dataclass(frozen=True)
class Corpus:
    """Photos, paintings as styles, and paintings that serve as scenes."""

    photos: Pool
    styles: Pool
    scenes: Pool


def load_corpus(folder: Path) -> Corpus:
    """Read the corpus but for the held-out pictures and those whose licence does not allow changes or commerce."""
    held = {name for pair in holdout_pairs() for name in pair}
    with (folder / "index.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["path"] not in held and NOT_FREE not in row["licence"]]
    photos = [r for r in rows if r["kind"] == "photo"]
    styles = [r for r in rows if r["kind"] == "style"]
    scenes = [r for r in styles if any(s in r["source"] for s in SCENE_SOURCES)]

    def pool(chosen: list[dict[str, str]], weights: dict[str, float]) -> Pool:
        return Pool([folder / r["path"] for r in chosen], [weights.get(r["source"], 1.0) for r in chosen], 256)

    return Corpus(pool(photos, PHOTO_WEIGHTS), pool(styles, STYLE_WEIGHTS), pool(scenes, {}))


def random_crop(picture: Image.Image, side: int, zoom: float, stretch: float, rng: random.Random) -> Array:
    """A square of at least 1/zoom of the short side, stretched by up to exp(stretch), mirrored half the time."""
    width, height = picture.size
    edge = min(width, height) / rng.uniform(1, zoom)
    aspect = math.exp(rng.uniform(-stretch, stretch))
    w, h = min(width, edge * aspect), min(height, edge / aspect)
    x, y = rng.uniform(0, width - w), rng.uniform(0, height - h)
    square = picture.resize((side, side), Image.Resampling.BICUBIC, box=(x, y, x + w, y + h))
    if rng.random() < 0.5:
        square = ImageOps.mirror(square)
    return unit(square)


def unit(picture: Image.Image | NDArray[np.uint8]) -> Array:
    """Samples 0..255 as float32 in 0..1."""
    return (np.asarray(picture, np.float32) / np.float32(255)).astype(np.float32)


def jitter_colours(picture: Array, rng: np.random.Generator) -> Array:
    """Leave a third as they are; change contrast, brightness, hue and rarely the sign of the others."""
    kind = rng.random()
    if kind < 0.33:
        return picture
    middle = picture.mean((0, 1), keepdims=True)
    x = (picture - middle) * rng.uniform(0.7, 1.5) + middle + rng.uniform(-0.15, 0.15)
    if kind > 0.55:
        x = x[..., rng.permutation(3)]
    if kind > 0.7:  # saturation
        grey = x.mean(-1, keepdims=True)
        x = grey + (x - grey) * rng.uniform(0.3, 2.2)
    if kind > 0.85:
        x = x * rng.uniform(0.6, 1.3, 3)
    if kind > 0.96:
        x = 1 - x
    return np.asarray(np.clip(x, 0, 1), np.float32)


def generated_texture(side: int, rng: np.random.Generator) -> Array:
    """A pattern of colours: smooth noise at a random scale and direction, cut into a few flat or shaded levels."""
    y, x = np.mgrid[0:side, 0:side] / side
    field = np.zeros((side, side))
    for _ in range(rng.integers(1, 5)):
        angle, frequency = rng.uniform(0, math.pi), math.exp(rng.uniform(math.log(2), math.log(40)))
        bend = 0.3 * np.sin(2 * math.pi * (x * rng.uniform(-3, 3) + y * rng.uniform(-3, 3)))
        field += np.sin(
            2 * math.pi * frequency * (x * math.cos(angle) + y * math.sin(angle) + bend / 4) + rng.uniform(0, 6)
        )
    field = (field - field.min()) / (np.ptp(field) + 1e-9)
    colours = rng.uniform(0, 1, (rng.integers(2, 7), 3))
    position = field * (len(colours) - 1)
    low = np.minimum(position.astype(int), len(colours) - 2)
    share = (position - low)[..., None] if rng.random() < 0.5 else np.round(position - low)[..., None]
    picture = colours[low] * (1 - share) + colours[low + 1] * share
    return np.asarray(np.clip(picture + rng.normal(0, rng.uniform(0, 0.05), picture.shape), 0, 1), np.float32)
