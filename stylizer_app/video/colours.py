"""The colours of frames: those of wide and high dynamic range become what a usual screen shows, the others stay."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from stylizer_app.imaging.hdr import WHITE, tone_mapped
from stylizer_app.imaging.profiles import to_srgb
from stylizer_app.imaging.samples import Samples
from stylizer_app.imaging.spaces import ColourSpace, by_code_points

_WIDE = {9, 11, 12}
"""Primaries of ITU-T H.273 that lie far beyond those of BT.709."""

_PEAK = 1000.0
"""cd/m2 of the brightest light that is told from white: the same for all frames, so that none flickers."""


class Colours(NamedTuple):
    """What the numbers of frames mean, by code points of ITU-T H.273; 2 where nothing is stated."""

    matrix: int
    primaries: int
    transfer: int


BT709 = Colours(1, 1, 1)


def painted_colours(frame: Any) -> Colours:
    """The colours that a clip's painted frames are in, by one of its frames."""
    if _unusual(frame) is not None:
        return BT709
    return Colours(int(frame.colorspace), int(frame.color_primaries), int(frame.color_trc))


def shown(frame: Any, width: int, height: int) -> Samples:
    """A frame's samples (height, width, 3) uint8, as a usual screen shows them."""
    space = _unusual(frame)
    if space is None:
        samples: Samples = frame.to_ndarray(format="rgb24", width=width, height=height)
        return samples
    deep = frame.to_ndarray(format="rgb48le", width=width, height=height)
    if space.is_hdr:
        deep, space = tone_mapped(deep, space, peak=_PEAK / WHITE), space.shown_by_a_screen()
    result: Samples = ((to_srgb(deep, space.profile()).astype(np.uint32) * 255 + 32767) // 65535).astype(np.uint8)
    return result


def _unusual(frame: Any) -> ColourSpace | None:
    """The space of a frame that a usual screen does not show as it is."""
    space = by_code_points(int(frame.color_primaries), int(frame.color_trc))
    if space is None or not (space.is_hdr or int(frame.color_primaries) in _WIDE):
        return None
    return space
