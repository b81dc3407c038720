"""The pictures that the student is judged on, and sheets that show them side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageOps

from scripts.training.corpus import holdout_pairs, unit

Array = NDArray[np.float32]
STYLE_SIDE = 256
SUFFIXES = {".jpg", ".jpeg", ".png"}
GAP = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """A photo and a painting to judge by: names, (side, side, 3) and (256, 256, 3) in 0..1."""

    photo_name: str
    style_name: str
    photo: Array
    style: Array


def heldout(corpus: Path, side: int = 208) -> list[Pair]:
    """The held-out pairs of the corpus, the photos cut to a square."""
    return [
        Pair(photo, style, load_square(corpus / photo, side), load_style(corpus / style))
        for photo, style in holdout_pairs()
    ]


def every_combination(photos: Path, paintings: Path, side: int = 384) -> list[Pair]:
    """All photos of one folder with all paintings of the other."""
    contents = [(p.stem, load_square(p, side)) for p in picture_files(photos)]
    styles = [(p.stem, load_style(p)) for p in picture_files(paintings)]
    return [Pair(name, style_name, photo, style) for name, photo in contents for style_name, style in styles]


def picture_files(folder: Path) -> list[Path]:
    """The pictures of a folder, by name."""
    found = sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES)
    if not found:
        raise FileNotFoundError(f"{folder} holds no pictures.")
    return found


def load_square(path: Path, side: int) -> Array:
    """The picture's middle square, `side` pixels wide."""
    with Image.open(path) as picture:
        picture.draft("RGB", (2 * side, 2 * side))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    return unit(ImageOps.fit(upright, (side, side), Image.Resampling.LANCZOS))


def load_style(path: Path) -> Array:
    """The whole painting, squeezed to the square that the predictor looks at."""
    with Image.open(path) as picture:
        picture.draft("RGB", (2 * STYLE_SIDE, 2 * STYLE_SIDE))
        return unit(picture.convert("RGB").resize((STYLE_SIDE, STYLE_SIDE), Image.Resampling.BICUBIC))


def scaled(picture: Array, side: int) -> Array:
    """A picture as a square of `side` pixels."""
    return unit(to_image(picture).resize((side, side), Image.Resampling.BICUBIC))


def to_image(picture: Array) -> Image.Image:
    return Image.fromarray(np.round(np.clip(picture, 0, 1) * 255).astype(np.uint8))


def save_sheet(
    rows: Sequence[Sequence[Array]], path: Path, cell: int, titles: Sequence[str] = (), names: Sequence[str] = ()
) -> None:
    """Pictures in rows and columns, each scaled to `cell` pixels; `titles` stand over columns, `names` in the rows."""
    head = 16 if titles else 0
    columns = max(len(row) for row in rows)
    sheet = Image.new("RGB", (columns * (cell + GAP), head + len(rows) * (cell + GAP)), "white")
    draw = ImageDraw.Draw(sheet)
    for column, title in enumerate(titles):
        draw.text((column * (cell + GAP) + 2, 2), title[: cell // 6], fill="black")
    for y, row in enumerate(rows):
        for x, picture in enumerate(row):
            image = to_image(picture)
            image = image if image.width == cell else image.resize((cell, cell), Image.Resampling.LANCZOS)
            sheet.paste(image, (x * (cell + GAP), head + y * (cell + GAP)))
    for y, name in enumerate(names):
        draw.text(
            (4, head + y * (cell + GAP) + 4), name, fill="white", stroke_width=2, stroke_fill="black", font_size=16
        )
    sheet.save(path, quality=92)
