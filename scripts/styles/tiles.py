"""The tiles of the shelf: every look on a part of our own example photo."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from stylizer_app import Stylizer
from stylizer_app.choices.styles import StarterStyle, starter_styles
from stylizer_app.imaging.picture import Picture
from stylizer_app.system.paths import examples_dir

PHOTO, CUTOUT = "landscape.jpg", (430, 0, 1430, 1000)
"""What is painted: a square part of the photo, in its pixels."""
PAINTED, SIDE, QUALITY = 400, 184, 80
"""Pixels of the square that is painted, and of the tile; strokes have to be seen at the size of a thumb."""


def write_tiles(folder: Path) -> None:
    """Paint a tile of every look in the program's list, and remove those of looks that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    looks = starter_styles()
    for old in {path.stem for path in folder.glob("*.jpg")} - {look.name for look in looks}:
        (folder / f"{old}.jpg").unlink()
    with Image.open(examples_dir() / PHOTO) as photo, Stylizer(device="cpu") as stylizer:
        square = photo.convert("RGB").crop(CUTOUT).resize((PAINTED, PAINTED), Image.Resampling.LANCZOS)
        for look in looks:
            tile = _tile(stylizer, Picture(np.asarray(square)), look)
            tile.save(folder / f"{look.name}.jpg", quality=QUALITY, optimize=True)


def _tile(stylizer: Stylizer, photo: Picture, look: StarterStyle) -> Image.Image:
    """Paint a look as it is best painted, but always in one layer of fine strokes."""
    painted = stylizer.paint(photo, look.name, brush=PAINTED).picture
    return Image.fromarray(np.asarray(painted.rgb)).resize((SIDE, SIDE), Image.Resampling.LANCZOS)
