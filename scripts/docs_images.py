"""Makes the pictures of README and user guide in docs/images with the program itself: `scripts/docs_images.py`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont, ImageOps

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts import photographer, screenshots  # noqa: E402 (found through the path set above)
from stylizer_app import Stylizer  # noqa: E402
from stylizer_app.choices.styles import starter_styles  # noqa: E402
from stylizer_app.imaging.picture import Picture  # noqa: E402

OUT = ROOT / "docs" / "images"
PICTURES = {"light": {"window": "both", "album": "album", "save": "save"}, "dark": {"mixer": "mixer"}}
"""Which state of the window, in which theme, under which name."""


COLUMNS, CELL, CAPTION, GAP = 5, (296, 197), 24, 8
"""The table of all looks: how many in a row, the size of each picture, the room under it and between them."""
FONT = "DejaVuSans.ttf"
PAINTED = 640
"""Long side that is painted and reduced, so that strokes can be seen."""
GALLERY = (
    (("landscape", "roerich"), ("still-life", "almond-blossom")),
    (("still-life", "woman-with-a-hat"), ("landscape", "starry-night")),
    (("landscape", "hiroshige"), ("still-life", "fishing-boats")),
)
"""The pictures that README begins with, row by row: which example, in which look."""
HUNG, HUNG_PAINTED = (480, 320), 880
"""Each of their sizes, and the long side that is painted for it."""


def gallery() -> Image.Image:
    """Some looks large enough to see how they are painted."""
    step = HUNG[0] + GAP, HUNG[1] + GAP
    wall = Image.new("RGB", (len(GALLERY[0]) * step[0] - GAP, len(GALLERY) * step[1] - GAP), "white")
    with Stylizer(device="cpu") as stylizer:
        for row, hung in enumerate(GALLERY):
            for column, (example, look) in enumerate(hung):
                painted = stylizer.paint(_example(example, HUNG_PAINTED), look).image
                cell = ImageOps.fit(painted.convert("RGB"), HUNG, Image.Resampling.LANCZOS)
                wall.paste(cell, (column * step[0], row * step[1]))
    return wall


def looks_table() -> Image.Image:
    """Paint the example photo in every look, the photo itself first, each with its title."""
    photo = _example("landscape", PAINTED)
    cells = [("The photo", photo)]
    with Stylizer(device="cpu") as stylizer:
        for look in starter_styles():
            painted = stylizer.paint(Picture(np.asarray(photo)), look.name, brush=PAINTED).picture
            cells.append((look.title(), Image.fromarray(np.asarray(painted.rgb))))
    rows = -(-len(cells) // COLUMNS)
    step = CELL[0] + GAP, CELL[1] + CAPTION
    table = Image.new("RGB", (COLUMNS * step[0] - GAP, rows * step[1]), "white")
    pen, font = ImageDraw.Draw(table), ImageFont.truetype(FONT, 14)
    for index, (title, picture) in enumerate(cells):
        x, y = index % COLUMNS * step[0], index // COLUMNS * step[1]
        table.paste(picture.resize(CELL, Image.Resampling.LANCZOS), (x, y))
        pen.text((x + CELL[0] / 2, y + CELL[1] + 3), title, "#333333", font, anchor="ma")
    return table


def _example(name: str, side: int) -> Image.Image:
    """An example photo, its long side `side` pixels."""
    with Image.open(ROOT / "examples" / f"{name}.jpg") as example:
        photo = example.convert("RGB")
    photo.thumbnail((side, side), Image.Resampling.LANCZOS)
    return photo


def main() -> int:
    """Paint the gallery and the table, and take pictures of the window with few enough colours for small files."""
    OUT.mkdir(parents=True, exist_ok=True)
    gallery().save(OUT / "gallery.jpg", quality=88, optimize=True)
    looks_table().save(OUT / "looks.jpg", quality=88, optimize=True)
    for theme, pictures in PICTURES.items():
        look = photographer.Look(theme, "en", 100)
        arguments = screenshots.parse([str(OUT), "--states", *pictures.values()])
        arguments.photos = screenshots.example_photos()
        with tempfile.TemporaryDirectory() as shots:
            screenshots.take_in_process(Path(shots), look, arguments)
            for name, state in pictures.items():
                shot = Image.open(Path(shots) / f"{state}-{look.suffix}.png").convert("RGB")
                small = shot.quantize(256, dither=Image.Dither.FLOYDSTEINBERG)
                small.save(OUT / f"{name}.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
