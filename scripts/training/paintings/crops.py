"""What is painted: crops of photos, skies and backdrops, fog. And how a painting is cut and scaled, never squeezed."""

from __future__ import annotations

import random
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps

from scripts.training.corpus import Corpus

Pixels = NDArray[np.uint8]
SIDE, SMALL_SIDE, BORDER = 224, 160, 16
"""A crop that is judged, later and at first, and what the network sees beyond it on every side: the program never shows
a network's border."""
PAINTED_SIDE = SIDE + 2 * BORDER
STYLE_SIDE, ENCODER_SIDE = 320, 256
"""A painting's short side when its style is measured, and the square of it that the encoder sees."""
LARGEST_RATIO = 1.6
"""A painting is cut to this ratio of its sides before it is looked at."""
PHOTO_ZOOM, FLAT_ZOOM = 1.5, 2.0
KINDS = {"photo": 0.54, "scene": 0.12, "face": 0.14, "flat": 0.11, "fog": 0.09}
"""Shares of the crops: photos, paintings that serve as scenes, faces in both, flat skies and backdrops, fog."""
FACE_ROOM, SMALLEST_FACE = (1.2, 4.0), (32, 32)
"""A crop's side in sides of the face in it, and the least pixels of a face."""
FACES, LOOKED_AT = "haarcascade_frontalface_alt2.xml", 30
"""Which of OpenCV's classifiers finds faces (Viola and Jones, CVPR 2001), and in how many pictures it looks for one."""


@dataclass(frozen=True, slots=True)
class Crop:
    """What is painted, (256, 256, 3), and whether a face was found in it."""

    pixels: Pixels
    face: bool = False


class CropMaker:
    """Makes crops from the corpus."""

    def __init__(self, corpus: Corpus, seed: int) -> None:
        self._corpus = corpus
        self._faces = cv2.CascadeClassifier(cv2.data.haarcascades + FACES)
        self._rng, self._numbers = random.Random(seed), np.random.default_rng(seed)

    def make(self) -> Crop:
        """A new crop."""
        kind = self._rng.choices([*KINDS], [*KINDS.values()])[0]
        if kind == "face" and (face := self._face()):
            return Crop(np.asarray(face, np.uint8), face=True)
        pool = self._corpus.scenes if kind == "scene" else self._corpus.photos
        zoom = FLAT_ZOOM if kind == "flat" else PHOTO_ZOOM
        crop = random_square(pool.draw(self._rng), PAINTED_SIDE, zoom, self._rng)
        if kind == "flat":
            crop = self._flat(crop)
        if kind == "fog":
            crop = Image.blend(crop, Image.new("RGB", crop.size, self._tone()), self._rng.uniform(0.5, 0.85))
        return Crop(np.asarray(crop, np.uint8))

    def _face(self) -> Image.Image | None:
        """A crop with a face in it, larger or smaller; None where none is found for long."""
        for pool in (self._corpus.scenes, self._corpus.photos) * (LOOKED_AT // 2):
            picture = pool.draw(self._rng)
            faces = self._faces.detectMultiScale(
                np.asarray(picture.convert("L")), minNeighbors=4, minSize=SMALLEST_FACE
            )
            if len(faces):
                return self._around(picture, faces[0])
        return None

    def _around(self, picture: Image.Image, face: NDArray[np.int32]) -> Image.Image:
        """A square in which the face (left, top, width, height: a square itself) lies somewhere."""
        x, y, side, _ = map(int, face)
        edge = min(side * self._rng.uniform(*FACE_ROOM), *picture.size)
        left, top = (
            min(max(0.0, start - self._rng.uniform(0.3, 0.7) * (edge - side)), length - edge)
            for start, length in zip((x, y), picture.size, strict=True)
        )
        box = (left, top, left + edge, top + edge)
        square = picture.resize((PAINTED_SIDE, PAINTED_SIDE), Image.Resampling.BICUBIC, box=box)
        return ImageOps.mirror(square) if self._rng.random() < 0.5 else square

    def _flat(self, crop: Image.Image) -> Image.Image:
        """A gradient, or the crop out of focus; in most of them with the crop's lower part in front."""
        sky = self._gradient() if self._rng.random() < 0.5 else self._blurred(crop)
        if self._rng.random() < 0.6:
            line = self._rng.randint(PAINTED_SIDE // 3, PAINTED_SIDE - 20)
            sky.paste(crop.crop((0, line, PAINTED_SIDE, PAINTED_SIDE)), (0, line))
        return sky

    def _gradient(self) -> Image.Image:
        """From one tone some way to another, with a camera's grain."""
        first, other = (np.array(self._tone(), np.float32) for _ in range(2))
        change = (other - first) * self._rng.uniform(0.1, 0.8)
        ramp = np.linspace(0, 1, PAINTED_SIDE, dtype=np.float32)[:, None, None]
        field = np.broadcast_to(first + change * ramp, (PAINTED_SIDE, PAINTED_SIDE, 3))
        grain = self._numbers.normal(0, self._rng.uniform(0, 3), field.shape)
        picture = Image.fromarray(np.clip(field + grain, 0, 255).astype(np.uint8))
        return picture.rotate(self._rng.choice([0, 0, 0, 90, 180]))

    def _blurred(self, crop: Image.Image) -> Image.Image:
        return crop.filter(ImageFilter.GaussianBlur(self._rng.uniform(8, 24)))

    def _tone(self) -> tuple[int, int, int]:
        """A pale, blue, grey or dark colour, as skies and backdrops have."""
        base, spread = self._rng.uniform(20, 240), self._rng.uniform(0, 60)
        red, green, blue = (round(min(255, max(0, base + self._rng.uniform(-spread, spread)))) for _ in range(3))
        return red, green, max(blue, red) if self._rng.random() < 0.6 else blue


def random_square(picture: Image.Image, side: int, zoom: float, rng: random.Random) -> Image.Image:
    """A square of at least 1/zoom of the short side, mirrored half the time, never stretched."""
    edge = min(picture.size) / rng.uniform(1, zoom)
    x, y = rng.uniform(0, picture.width - edge), rng.uniform(0, picture.height - edge)
    square = picture.resize((side, side), Image.Resampling.BICUBIC, box=(x, y, x + edge, y + edge))
    return ImageOps.mirror(square) if rng.random() < 0.5 else square


def short_side(picture: Image.Image, side: int) -> Image.Image:
    """The picture's middle, at most 1.6 times as long as wide, with a short side of `side` pixels."""
    width, height = picture.size
    least = min(width, height)
    w, h = min(width, round(least * LARGEST_RATIO)), min(height, round(least * LARGEST_RATIO))
    left, top = (width - w) / 2, (height - h) / 2
    size = (round(w * side / least), round(h * side / least))
    return picture.convert("RGB").resize(size, Image.Resampling.LANCZOS, box=(left, top, left + w, top + h))


def for_encoder(picture: Image.Image) -> Image.Image:
    """The middle square of a painting, as large as the encoder wants it."""
    return ImageOps.fit(picture.convert("RGB"), (ENCODER_SIDE, ENCODER_SIDE), Image.Resampling.LANCZOS)
