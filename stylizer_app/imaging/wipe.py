"""A moving picture of before and after: a line wipes from the one to the other and back."""

from __future__ import annotations

import io
import math

import numpy as np
from PIL import Image

from stylizer_app.imaging.colour import to_samples
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.resize import resize_float
from stylizer_app.imaging.samples import Samples

LONG_SIDE = 960
FRAMES = 48
_MILLISECONDS, _REST = 50, 900
_LINE = 3
_QUALITY = 78


def wipe(before: Picture, after: Picture, long_side: int = LONG_SIDE) -> bytes:
    """An animated WebP file that runs for ever, no larger than ``long_side``; both are the same picture's two states.

    It shows ``before`` and ``after`` whole for a moment each, and the line going there and back between.
    """
    size = after.size.with_long_side(min(long_side, after.size.long_side))
    ends = _seen(before, size), _seen(after, size)
    frames = [Image.fromarray(_frame(*ends, share)) for share in shares()]
    rests = [_REST if share in {0.0, 1.0} else _MILLISECONDS for share in shares()]
    buffer = io.BytesIO()
    options = {"save_all": True, "append_images": frames[1:], "duration": rests, "loop": 0}
    frames[0].save(buffer, "WEBP", quality=_QUALITY, method=2, **options)
    return buffer.getvalue()


def shares() -> list[float]:
    """How much of ``after`` every frame shows: from 0 to 1 and back, slower at the ends."""
    return [round((1 - math.cos(2 * math.pi * frame / FRAMES)) / 2, 6) for frame in range(FRAMES)]


def _frame(before: Samples, after: Samples, share: float) -> Samples:
    """``before`` left of a white line, ``after`` right of it, as on the canvas; no line where one is whole."""
    at = round((1 - share) * before.shape[1])
    frame = before.copy()
    frame[:, at:] = after[:, at:]
    if 0 < share < 1:
        frame[:, max(0, at - _LINE // 2) : at + _LINE // 2 + 1] = 255
    return frame


def _seen(picture: Picture, size: Size) -> Samples:
    """What a person sees of it, on white where it is transparent, in 8 bits."""
    rgb = resize_float(picture.rgb, size)
    if picture.alpha is not None:
        alpha = resize_float(picture.alpha[..., np.newaxis], size)
        rgb = rgb * alpha + (1 - alpha)
    return to_samples(rgb, 8)
