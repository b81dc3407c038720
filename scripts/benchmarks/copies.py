"""How alike the paintings of a large and of a small copy of one photo are."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from stylizer_app.choices.style_settings import load_style
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.request import PaintRequest, WeightedStyle
from stylizer_app.imaging.colour import to_samples
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.resize import resize_float

LARGE, SMALL = 12e6, 1e6
"""Pixels of the copies."""


def measure(args: argparse.Namespace) -> int:
    """Print a line of PSNR in dB for every photo with every style; the exit code."""
    painter = Painter(PackLibrary())
    for photo in args.photos:
        original = decode(photo)
        small, large = (copy_of(original, pixels) for pixels in (SMALL, LARGE))
        for text in args.styles:
            style = load_style(text)
            results = [_painted(painter, copy, style) for copy in (small, large)]
            print(f"{Path(photo).stem:20} {style.name:20} {_psnr(*results):.1f} dB", flush=True)
    return 0


def copy_of(photo: Picture, pixels: float) -> Picture:
    """A copy of a photo that has about so many pixels."""
    factor = (pixels / (photo.size.width * photo.size.height)) ** 0.5
    size = Size(round(photo.size.width * factor), round(photo.size.height * factor))
    return Picture(to_samples(resize_float(photo.rgb, size), 8))


def _painted(painter: Painter, photo: Picture, style: WeightedStyle) -> Picture:
    return painter.paint(PaintRequest(photo, (style,), device="cpu")).picture


def _psnr(small: Picture, large: Picture) -> float:
    """Peak signal-to-noise ratio of the small result and the large one reduced to its size."""
    reduced = to_samples(resize_float(large.rgb, small.size), 8).astype(np.float64)
    return float(10 * np.log10(255**2 / np.mean((reduced - small.rgb) ** 2)))
