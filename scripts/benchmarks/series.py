"""Frames that pan over a photo, each painted by itself and all by one hand: how much the same patch flickers."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from stylizer_app.choices.style_settings import StyleSettings, load_style, usual_for
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.request import Series
from stylizer_app.imaging.colour import luma, to_float
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.samples import Floats, Samples

FRAMES = 12
SIZE = Size(480, 360)


def measure(args: argparse.Namespace) -> int:
    """Print for every look, step and patch by how much its mean brightness differs among the frames, of 255."""
    painter, photo = Painter(PackLibrary()), decode(args.photo).rgb
    print("look, step: patch of so many pixels: alone, like one photo, like the mean of all")
    for name in args.styles:
        style = load_style(name)
        settings = StyleSettings((style,), usual_for((style,)).with_(brushwork=0))  # as clips are painted
        for step in args.steps:
            frames = _pan(photo, step)
            hands = [painter.series(settings.request(frame, device=args.device)) for frame in frames]
            ways = [_light(frames, settings, hand, painter, args.device)
                    for hand in (None, hands[FRAMES // 2], Series.mean_of(hands))]  # fmt: skip
            told = (f"{side}: {', '.join(f'{_flicker(way, step, side):.2f}' for way in ways)}" for side in args.sides)
            print(f"{name}, {step}: {'; '.join(told)}", flush=True)
    return 0


def _pan(photo: Samples, step: int) -> list[Picture]:
    """Crops that move to the right over a photo."""
    top = (photo.shape[0] - SIZE.height) // 2
    lefts = range(0, FRAMES * step, step)
    return [Picture(photo[top : top + SIZE.height, left : left + SIZE.width]) for left in lefts]


def _light(
    frames: Sequence[Picture], settings: StyleSettings, series: Series | None, painter: Painter, device: str
) -> list[Floats]:
    """The brightness (H, W), 0 to 255, of every painted frame."""
    settings = replace(settings, series=series)
    paintings = (painter.paint(settings.request(frame, device=device)).picture for frame in frames)
    return [np.float32(255) * luma(to_float(painting.rgb)) for painting in paintings]


def _flicker(light: Sequence[Floats], step: int, side: int) -> float:
    """By how much the mean brightness of a patch that all frames show differs among them at most."""
    left = (FRAMES - 1) * step + (SIZE.width - (FRAMES - 1) * step - side) // 2
    top = (SIZE.height - side) // 2
    seen = [
        float(one[top : top + side, left - number * step : left - number * step + side].mean())
        for number, one in enumerate(light)
    ]
    return max(seen) - min(seen)
