"""Words on pictures: a line of text drawn in a legible font, cut to the room there is."""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from stylizer_app.imaging.samples import Samples

_SYSTEM_FONTS = (
    "NotoSans-Regular.ttf", "DejaVuSans.ttf", "LiberationSans-Regular.ttf", "segoeui.ttf", "arial.ttf",
    "HelveticaNeue.ttc", "Helvetica.ttc",
)  # fmt: skip
"""Sans serif fonts of Linux, Windows and macOS, by the names of their files."""

Colour = tuple[int, int, int]


@cache
def _font(pixels: int) -> tuple[ImageFont.FreeTypeFont | ImageFont.ImageFont, bool]:
    """A font of this size, and whether it knows more than ASCII: the system's, else the one that Pillow carries."""
    for name in _SYSTEM_FONTS:
        try:
            return ImageFont.truetype(name, pixels), True
        except OSError:
            continue
    return ImageFont.load_default(pixels), False


def line_height(pixels: int) -> int:
    """How many rows a line of text takes whose letters are ``pixels`` high."""
    return -(-pixels * 4 // 3)


def draw_line(samples: Samples, text: str, left: int, top: int, width: int, pixels: int, colour: Colour) -> None:
    """Write one line into samples (H, W, 3) uint8, at most ``width`` columns of it, its letters ``pixels`` high."""
    font, knows_all = _font(pixels)
    shown = _elided(" ".join((text if knows_all else _plain(text)).split()), width, font)
    height = line_height(pixels)
    room = samples[top : top + height, left : left + width]
    image = Image.fromarray(np.ascontiguousarray(room))
    ImageDraw.Draw(image).text((0, height // 2), shown, fill=colour, font=font, anchor="lm" if knows_all else None)
    room[:] = np.asarray(image)


def _elided(text: str, width: int, font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> str:
    """The text, or its beginning with three dots behind it."""
    if font.getlength(text) <= width:
        return text
    kept = text
    while kept and font.getlength(f"{kept}...") > width:
        kept = kept[:-1].rstrip()
    return f"{kept}..." if kept else ""


def _plain(text: str) -> str:
    """The text in ASCII: letters without their accents, a question mark for what has no such letter."""
    parts = unicodedata.normalize("NFKD", text.replace("’", "'").replace("–", "-"))
    return "".join(c if c.isascii() else "?" for c in parts if not unicodedata.combining(c))
