"""What is painted and what is the photo meet in the photo's own colours."""

from __future__ import annotations

import numpy as np
import pytest

from stylizer_app.adjustments import Adjustments
from stylizer_app.engine.compositor import Compositor, Floats
from stylizer_app.engine.request import PaintRequest, WeightedStyle
from stylizer_app.imaging.colour import to_float
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.picture import Metadata, Picture
from stylizer_app.imaging.profiles import from_srgb
from stylizer_app.imaging.spaces import ROMM_RGB, by_code_points

P3 = by_code_points(12, 13)
assert P3 is not None
RED = np.full((20, 30, 3), (250, 10, 10), np.uint8)
PAINT = np.full((20, 30, 3), (0.25, 0.5, 0.75), np.float32)


def composed(photo: Picture, size: Size | None = None, paint: Floats = PAINT, **adjusted: float) -> Picture:
    """The photo with every pixel painted alike."""
    size = size or photo.size
    request = PaintRequest(photo, (WeightedStyle(photo),), Adjustments(**adjusted), size=size)
    compositor = Compositor(request, size)
    compositor.start(size)
    painted = np.broadcast_to(paint[:1, :1], (size.height, size.width, 3)).astype(np.float32)
    compositor.take(Region(0, 0, size.width, size.height), painted)
    return compositor.picture()


def wide(samples: np.ndarray, alpha: np.ndarray | None = None, profile: bytes = P3.profile()) -> Picture:  # type: ignore[type-arg]
    return Picture(samples, alpha, Metadata(icc=profile))


@pytest.mark.parametrize("profile", [P3.profile(), ROMM_RGB.profile()])
def test_paint_looks_the_same_in_every_space(profile: bytes) -> None:
    for samples in (RED, RED.astype(np.uint16) * 257):
        result = composed(wide(samples, profile=profile))
        assert np.abs(to_float(result.rgb) - PAINT).max() <= 3 / 255
        assert result.metadata.icc == profile
        assert np.abs(to_float(result.samples) - PAINT).max() > 6 / 255


def test_the_photos_colours_stay_outside_of_srgb() -> None:
    result = composed(wide(RED), paint=np.full((1, 1, 3), 0.2, np.float32), colors=100)
    clipped = from_srgb(result.rgb, P3.profile())
    assert np.abs(result.samples.astype(int) - clipped).max() > 10
    assert np.array_equal(composed(wide(RED), strength=0).samples, RED)


def test_half_the_strength_lies_between_photo_and_paint() -> None:
    result = composed(wide(RED), strength=2, colors=0)
    full = composed(wide(RED))
    for channel in range(3):
        low, high = sorted((int(RED[0, 0, channel]), int(full.samples[0, 0, channel])))
        assert low <= int(result.samples[0, 0, channel]) <= high


def test_hidden_colours_do_not_reach_the_visible_ones_when_the_size_changes() -> None:
    cover = np.zeros((20, 30), np.uint8)
    cover[:, 10:] = 255
    green, black = RED.copy(), RED.copy()
    green[cover == 0], black[cover == 0] = (0, 255, 0), 0
    for size in (Size(15, 10), Size(60, 40)):
        results = [composed(Picture(samples, cover), size, strength=0, colors=50).samples for samples in (green, black)]
        assert np.array_equal(*results)
