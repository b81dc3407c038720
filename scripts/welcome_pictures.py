"""Makes the picture of the first start, and those of the hints: what style transfer does well and what not."""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

FIRST_LOOK = "roerich"
if TYPE_CHECKING:
    from stylizer_app import Stylizer

OUT = ROOT / "stylizer_app" / "resources" / "welcome"
HALF = (480, 416)
INK = (38, 40, 52)
CARD = (960, 832)
LETTER = (
    "Dear Anna,",
    "the lake is as still as you said it would be. We rowed out at",
    "six, before the wind, and counted eleven herons on the far",
    "shore. The children have learned to skip stones and to be",
    "quiet, in that order. Yesterday it rained from noon, so we",
    "stayed in, played four-handed whist and ate all your plums.",
    "The landlady sends her regards and asks whether you have",
    "kept the recipe for the walnut bread; she has lost hers.",
    "On Thursday we take the early train and shall be home by a",
    "quarter to four. Please water the basil, and do not wait",
    "with the soup.",
    "Yours, Tom and the children",
)


def example(name: str, box: tuple[float, float, float, float]) -> Image.Image:
    """Return a part of one of the example photos; the box is in fractions."""
    photo = Image.open(ROOT / "examples" / f"{name}.jpg").convert("RGB")
    left, top, right, bottom = box
    width, height = photo.size
    return photo.crop((round(left * width), round(top * height), round(right * width), round(bottom * height)))


def letters() -> Image.Image:
    """Draw four postcards full of small writing, side by side in two rows."""
    width, height = CARD
    cards = Image.new("RGB", (2 * width, 2 * height), (226, 214, 192))
    grain = np.random.default_rng(5).normal(0, 4, (2 * height, 2 * width, 1))
    cards = Image.fromarray(np.clip(np.asarray(cards) + grain, 0, 255).astype(np.uint8))
    pen = ImageDraw.Draw(cards)
    font = ImageFont.load_default(30)
    for left, top in product((0, width), (0, height)):
        for number, text in enumerate(LETTER):
            pen.text((left + 50, top + 72 + 59 * number), text, INK, font)
    return cards.filter(ImageFilter.GaussianBlur(0.7))


def fog() -> Image.Image:
    """Draw hills that vanish in fog."""
    rng = np.random.default_rng(8)
    height, width = 832, 960
    rows, columns = np.mgrid[0:height, 0:width]
    tone = 214 - 26 * rows / height
    for base, depth in ((0.62, 8), (0.74, 15), (0.86, 26)):
        waves = sum(np.sin(columns / width * step + rng.uniform(0, 7)) / step for step in (5, 11, 23, 47))
        tone = np.where(rows > height * base - 90 * waves, tone - depth, tone)
    shades = tone[..., None] + np.array([-3.0, 0.0, 4.0]) + rng.normal(0, 1.2, (height, width, 1))
    return Image.fromarray(np.clip(shades, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(3))


def main() -> int:
    """Paint and write all of them."""
    from stylizer_app import Stylizer
    from stylizer_app.imaging.picture import Picture

    pairs = {
        "good-landscape": (example("landscape", (0.02, 0.0, 0.82, 1.0)), "starry-night"),
        "good-strokes": (example("still-life", (0.2, 0.2, 0.95, 0.95)), "woodcut"),
        "bad-small": (letters(), "bibemus-quarry"),
        "bad-flat": (fog(), "woodcut"),
    }
    OUT.mkdir(parents=True, exist_ok=True)
    stylizer = Stylizer()
    for name, (photo, style) in pairs.items():
        brush = "broad" if name == "bad-small" else "medium"
        painted = stylizer.paint(Picture(np.asarray(photo)), style, brush=brush).picture
        pair = Image.new("RGB", (2 * HALF[0], HALF[1]))
        for number, half in enumerate((photo, Image.fromarray(np.asarray(painted.rgb)))):
            shown = half.crop((0, 0, *CARD)) if name == "bad-small" else half
            pair.paste(_filling(shown), (number * HALF[0], 0))
        pair.save(OUT / f"{name}.jpg", quality=86, optimize=True)
    before_after(stylizer).save(OUT / "before-after.jpg", quality=88, optimize=True)
    stylizer.close()
    return 0


def before_after(stylizer: Stylizer) -> Image.Image:
    """Return one photo whose right half is painted."""
    from stylizer_app.imaging.picture import Picture

    photo = example("landscape", (0.0, 0.06, 1.0, 0.9))
    painted = stylizer.paint(Picture(np.asarray(photo)), FIRST_LOOK).picture
    half = photo.width // 2
    photo.paste(Image.fromarray(np.asarray(painted.rgb)).crop((half, 0, photo.width, photo.height)), (half, 0))
    return photo


def _filling(picture: Image.Image) -> Image.Image:
    """Return the middle of a picture at the size of one half."""
    factor = max(HALF[0] / picture.width, HALF[1] / picture.height)
    large = picture.resize((round(picture.width * factor), round(picture.height * factor)), Image.Resampling.LANCZOS)
    left, top = (large.width - HALF[0]) // 2, (large.height - HALF[1]) // 2
    return large.crop((left, top, left + HALF[0], top + HALF[1]))


if __name__ == "__main__":
    sys.exit(main())
