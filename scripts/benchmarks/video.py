"""How steady a painted clip is: a pan over a photo, neighbours moved onto each other, with and without steadying."""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from stylizer_app.choices.style_settings import StyleSettings, load_style, usual_for
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.pipeline import Painter
from stylizer_app.imaging.colour import to_samples
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.resize import resize_float
from stylizer_app.imaging.samples import Samples
from stylizer_app.imaging.targets import Target
from stylizer_app.many.jobs import Conditions, Job
from stylizer_app.many.ways import chosen
from stylizer_app.video import packages
from stylizer_app.video.clip import opened_clip
from stylizer_app.video.paint import paint_clip

RATE = 25
WIDTH, HEIGHT = 640, 360
STEP = 5, 2
"""Pixels that the window moves on from frame to frame."""


@dataclass(frozen=True, slots=True)
class Measured:
    """``change``: mean difference of neighbours of 255, the earlier one moved onto the later."""

    change: float
    seconds: float


def measure(args: argparse.Namespace) -> int:
    """Print a table for every photo and style."""
    table = Table("photo", "style", "steadied", "painted anew", "ratio", "photo itself", "s / frame")
    painter = Painter(PackLibrary())
    with tempfile.TemporaryDirectory() as folder:
        for photo in args.photos:
            clip = Path(folder, "pan.mkv")
            _write_pan(clip, Path(photo), round(args.seconds * RATE))
            for style in args.styles:
                steady, anew = (_painted(clip, style, painter, steady=steady) for steady in (True, False))
                cells = (steady.change, anew.change, steady.change / anew.change, _change(clip), steady.seconds)
                table.add_row(Path(photo).stem, Path(style).stem, *(f"{cell:.2f}" for cell in cells))
    Console().print(table)
    return 0


def _write_pan(path: Path, photo: Path, count: int) -> None:
    """A clip of a window that wanders over a photo, with as good as no loss."""
    av = packages.av()
    least = Size(WIDTH + STEP[0] * count, HEIGHT + STEP[1] * count)
    samples = decode(photo).rgb
    size = Size(samples.shape[1], samples.shape[0])
    factor = max(least.width / size.width, least.height / size.height)
    picture = to_samples(resize_float(samples, size.scaled(factor)), 8)
    with av.open(str(path), "w") as clip:
        stream = clip.add_stream("libx264", rate=RATE, options={"crf": "4"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for number in range(count):
            x, y = (step * number for step in STEP)
            shown = np.ascontiguousarray(picture[y : y + HEIGHT, x : x + WIDTH])
            frame = av.VideoFrame.from_ndarray(shown, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            clip.mux(stream.encode(frame))
        clip.mux(stream.encode())


def _painted(clip: Path, style: str, painter: Painter, *, steady: bool) -> Measured:
    """Paint the clip as the program does, and measure the file."""
    looks = (load_style(style),)
    settings = StyleSettings(looks, usual_for(looks))
    choice = chosen(settings, painter.library.get(settings.pack), painter, "cpu")
    output = clip.with_name(f"painted-{steady}.mkv")
    start = time.perf_counter()
    job = Job(clip, choice, Target(output, quality=100, overwrite="replace"))
    result = paint_clip(job, painter, Conditions("cpu"), steady=steady)
    return Measured(_change(output), (time.perf_counter() - start) / result.frames)


def _change(path: Path) -> float:
    """Mean difference of neighbours, the earlier one moved onto the later, of 255."""
    x, y = STEP
    with opened_clip(path) as clip:
        frames: list[Samples] = [frame.samples for frame in clip.frames()]
    pairs = ((a[y:, x:].astype(np.float32), b[:-y, :-x].astype(np.float32)) for a, b in pairwise(frames))
    return float(np.mean([np.abs(a - b).mean() for a, b in pairs]))
