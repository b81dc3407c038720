"""Whether a painting at full size has the photo's edges, and how much regular weave of the network's own."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from stylizer_app.adjustments import Adjustments
from stylizer_app.choices.style_settings import load_style
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.request import PaintRequest
from stylizer_app.imaging.colour import luma, to_float
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.mirror import mirror_pad

Plane = NDArray[np.float32]

SIGMA = 1.2
"""Pixels by which a picture is blurred before its edges are looked for."""

STRONGEST, AROUND = 0.1, 8
"""The share of the photo's pixels that count as edges, and how many pixels around them are compared."""

WINDOW = 512
"""Side of the windows whose spectra are averaged."""

PERIODS = 2, 6
"""Pixels: what a weave of the network repeats in."""

NEAR_AXIS = 0.012
"""Cycles per pixel: what is nearer to an axis of the spectrum runs straight across or down the picture."""


def measure(args: argparse.Namespace) -> int:
    """Paint every photo in every style at full size; print edge match and weave, and the means."""
    painter, table = Painter(PackLibrary()), Table("photo", "style", "edge match", "weave")
    adjustments = Adjustments().with_(detail=args.detail)
    found: list[tuple[float, float]] = []
    for photo in args.photos:
        original = decode(photo)
        for text in args.styles:
            style = load_style(text)
            request = PaintRequest(original, (style,), adjustments, device="cpu", pack=args.pack)
            painted = painter.paint(request).picture
            before, after = luma(to_float(original.rgb)), luma(to_float(painted.rgb))
            found.append((edge_match(before, after), weave(after)))
            table.add_row(Path(photo).stem, style.name, *(f"{value:.2f}" for value in found[-1]))
    table.add_row("mean", "", *(f"{value:.2f}" for value in np.mean(found, axis=0)))
    Console().print(table)
    return 0


def edge_match(photo: Plane, painted: Plane) -> float:
    """Correlation -1..1 of two pictures' (H, W) gradients' lengths, near the photo's strongest edges."""
    expected, found = _gradient(photo), _gradient(painted)
    near = _dilated(expected >= np.quantile(expected, 1 - STRONGEST), AROUND)
    return float(np.corrcoef(expected[near], found[near])[0, 1])


def weave(picture: Plane) -> float:
    """Mean power of a picture's (H, W) fine spectrum along its axes, over that in all directions: 1 is none.

    Raises ValueError for a picture that is smaller than a window.
    """
    spectrum = _mean_spectrum(picture)
    frequency = np.fft.fftfreq(WINDOW)
    down, across = np.abs(frequency)[:, np.newaxis], np.abs(frequency)[np.newaxis, :]
    radius = np.hypot(down, across)
    shortest, longest = PERIODS
    band = (radius > 1 / longest) & (radius < 1 / shortest)
    axes = band & (np.minimum(down, across) < NEAR_AXIS)
    return float(spectrum[axes].mean() / spectrum[band].mean())


def _mean_spectrum(picture: Plane) -> NDArray[np.float64]:
    """The power spectra of all whole windows, averaged (Welch 1967)."""
    height, width = picture.shape
    taper = np.outer(np.hanning(WINDOW), np.hanning(WINDOW))
    windows = [
        picture[top : top + WINDOW, left : left + WINDOW]
        for top in range(0, height - WINDOW + 1, WINDOW)
        for left in range(0, width - WINDOW + 1, WINDOW)
    ]
    if not windows:
        raise ValueError(f"a picture of {width} x {height} has no window of {WINDOW} pixels")
    total = np.zeros((WINDOW, WINDOW))
    for window in windows:
        total += np.abs(np.fft.fft2((window - window.mean()) * taper)) ** 2
    return total / len(windows)


def _gradient(picture: Plane) -> Plane:
    """The length (H, W) of the blurred picture's gradient."""
    blurred = _blurred(_blurred(picture).T).T
    down, across = np.gradient(blurred)
    length: Plane = np.hypot(down, across)
    return length


def _blurred(picture: Plane) -> Plane:
    """The picture (H, W) blurred from top to bottom by a Gaussian."""
    reach = math.ceil(4 * SIGMA)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / SIGMA) ** 2)
    kernel /= kernel.sum()
    padded = mirror_pad(picture, reach, reach, 0, 0)
    total = np.zeros(picture.shape, np.float32)
    for offset, weight in enumerate(kernel):
        total += np.float32(weight) * padded[offset : offset + len(picture)]
    return total


def _dilated(mask: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    """The mask (H, W), grown by so many pixels up, down and to the sides."""
    for _ in range(reach):
        grown = mask.copy()
        grown[1:] |= mask[:-1]
        grown[:-1] |= mask[1:]
        grown[:, 1:] |= mask[:, :-1]
        grown[:, :-1] |= mask[:, 1:]
        mask = grown
    return mask
