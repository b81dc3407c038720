"""What is painted and what is the photo meet in the photo's own colours."""

from __future__ import annotations

import numpy as np
import pytest

from stylizer_app.adjustments import Adjustments, fraction
from stylizer_app.engine.compositor import Compositor
from stylizer_app.engine.request import PaintRequest, WeightedStyle
from stylizer_app.imaging.colour import to_float
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.mask import Mask
from stylizer_app.imaging.picture import Metadata, Picture
from stylizer_app.imaging.profiles import from_srgb
from stylizer_app.imaging.samples import Floats
from stylizer_app.imaging.spaces import ROMM_RGB, by_code_points
from stylizer_app.imaging.vividness import vivid

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


@pytest.mark.parametrize(("profile", "vividness"), [(P3.profile(), 0), (P3.profile(), 40), (ROMM_RGB.profile(), 0)])
def test_paint_looks_the_same_in_every_space(profile: bytes, vividness: float) -> None:
    looked_for = vivid(PAINT, fraction(vividness))
    for samples in (RED, RED.astype(np.uint16) * 257):
        result = composed(wide(samples, profile=profile), vividness=vividness)
        assert np.abs(to_float(result.rgb) - looked_for).max() <= 3 / 255
        assert result.metadata.icc == profile
        assert np.abs(to_float(result.samples) - looked_for).max() > 6 / 255


@pytest.mark.parametrize(("strength", "share"), [(50, 0.5), (100, 1), (140, 1)])
def test_vividness_grows_with_strength(strength: float, share: float) -> None:
    result = composed(Picture(RED), strength=strength, vividness=80)
    assert np.abs(to_float(result.rgb) - vivid(PAINT, 0.8 * share)).max() <= 1 / 255
    assert np.abs(to_float(composed(Picture(RED), vividness=0).rgb) - PAINT).max() <= 1 / 255


def test_the_photos_colours_stay_what_they_are_however_vivid() -> None:
    light = np.full((1, 1, 3), 0.2, np.float32)
    plain, strong = (composed(Picture(RED), paint=light, colors=100, vividness=amount) for amount in (0, 100))
    assert np.abs(plain.rgb.astype(int) - strong.rgb).max() <= 1


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


HALF = np.full((20, 30), 255, np.uint8)
HALF[:, :10], HALF[:, 10:15] = 0, 128


def masked(photo: Picture, coverage: np.ndarray, size: Size | None = None, **adjusted: float) -> Picture:  # type: ignore[type-arg]
    """The photo painted where the mask says."""
    size = size or photo.size
    request = PaintRequest(photo, (WeightedStyle(photo),), Adjustments(**adjusted), size=size, mask=Mask(coverage))
    compositor = Compositor(request, size)
    compositor.start(size)
    for top in range(0, size.height, 7):  # in tiles, so that each has its own part of the mask
        region = Region(0, top, size.width, min(size.height, top + 7))
        compositor.take(region, np.broadcast_to(PAINT[:1, :1], (region.height, region.width, 3)).copy())
    return compositor.picture()


@pytest.mark.parametrize("profile", [None, P3.profile(), ROMM_RGB.profile()])
@pytest.mark.parametrize("depth", [8, 16])
@pytest.mark.parametrize("colors", [0, 60])
def test_what_is_masked_out_is_the_photo_bit_for_bit(profile: bytes | None, depth: int, colors: float) -> None:
    kind = np.uint8 if depth == 8 else np.uint16
    samples = np.random.default_rng(depth).integers(0, np.iinfo(kind).max, (20, 30, 3), kind, endpoint=True)
    alpha = np.random.default_rng(1).integers(0, np.iinfo(kind).max, (20, 30), kind, endpoint=True)
    photo = Picture(samples, alpha, Metadata(icc=profile))
    result, plain = masked(photo, HALF, colors=colors), composed(photo, colors=colors)
    assert np.array_equal(result.samples[:, :10], samples[:, :10])
    assert np.array_equal(result.samples[:, 15:], plain.samples[:, 15:])
    assert result.alpha is not None
    assert np.array_equal(result.alpha, alpha)
    between = result.samples[:, 10:15].astype(int)
    low = np.minimum(samples, plain.samples)[:, 10:15].astype(int)
    high = np.maximum(samples, plain.samples)[:, 10:15].astype(int)
    assert ((low <= between) & (between <= high)).all()


def test_every_sixteen_bit_value_is_kept() -> None:
    values = np.arange(65536, dtype=np.uint16).reshape(256, 256)
    photo = Picture(np.repeat(values[..., None], 3, axis=2))
    assert np.array_equal(masked(photo, np.zeros((5, 5), np.uint8)).samples, photo.samples)


def test_an_octave_larger_than_the_result_is_masked_as_well() -> None:
    photo, size = Picture(RED), Size(15, 10)
    request = PaintRequest(photo, (WeightedStyle(photo),), size=size, mask=Mask(HALF))
    compositor = Compositor(request, size)
    compositor.start(photo.size)
    compositor.take(Region(0, 0, 30, 20), PAINT)
    assert np.array_equal(compositor.picture().samples[:, :5], compositor.photo().samples[:, :5])
    assert np.abs(compositor.picture().samples[:, 8:].astype(int) - RED[:10, :7]).min() > 0
