"""What lies under transparent pixels is nobody's business but the file's."""

from __future__ import annotations

import numpy as np
import pytest

from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.encode import encode_bytes
from stylizer_app.imaging.hidden import without_hidden
from stylizer_app.imaging.picture import Picture

from .files import Array, adobe_rgb, difference, gradient, noise, saved


def disc(height: int, width: int, radius: float) -> Array:
    y, x = np.mgrid[0:height, 0:width]
    return np.hypot(x - width / 2, y - height / 2) < radius


def cut_out(samples: Array, cover: Array, hidden: object) -> Picture:
    filled = samples.copy()
    filled[cover == 0] = hidden
    return Picture(filled, cover)


@pytest.mark.parametrize("size", [(24, 32), (1, 9), (700, 1500)])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_hidden_colours_change_nothing_that_is_seen(size: tuple[int, int], dtype: type) -> None:
    samples = gradient(*size, dtype=dtype)
    cover = (disc(*size, min(size) * 0.4) * np.iinfo(dtype).max).astype(dtype)
    cover[0, 0] = np.iinfo(dtype).max
    black, green = cut_out(samples, cover, 0), cut_out(samples, cover, (0, np.iinfo(dtype).max, 7))
    assert difference(black.rgb, green.rgb) == 0
    assert black.digest == green.digest
    assert difference(black.rgb[cover > 0], samples[cover > 0]) == 0
    assert difference(decode(encode_bytes(green, "png")).samples, green.samples) == 0


def test_what_is_hidden_takes_the_colours_around_it() -> None:
    samples = np.zeros((200, 400, 3), np.uint8)
    samples[:, :200], samples[:, 200:] = (200, 40, 30), (20, 60, 220)
    cover = np.full((200, 400), 255, np.uint8)
    cover[60:140, 40:120] = cover[60:140, 280:360] = 0
    seen = cut_out(samples, cover, (0, 255, 0)).rgb
    assert difference(seen[100, 80], np.array([200, 40, 30])) <= 6
    assert difference(seen[100, 320], np.array([20, 60, 220])) <= 6


def test_nearly_transparent_pixels_count_as_little_as_they_show() -> None:
    samples = np.full((40, 40, 3), 180, np.uint8)
    cover = np.full((40, 40), 255, np.uint8)
    cover[10:30, 10:30] = 3
    samples[10:30, 10:30] = (0, 255, 0)
    assert difference(Picture(samples, cover).rgb[20, 20], np.array([180] * 3)) <= 1
    half = np.where(cover == 3, np.uint8(128), cover)
    assert Picture(samples, half).rgb is not None
    assert Picture(samples, half).rgb[20, 20].tolist() == [0, 255, 0]


def test_pictures_without_anything_hidden_or_seen() -> None:
    samples = noise()
    assert without_hidden(samples, None) is samples
    assert without_hidden(samples, np.full((24, 32), 255, np.uint8)) is samples
    nothing = Picture(samples, np.zeros((24, 32), np.uint8))
    assert np.unique(nothing.rgb).tolist() == [128]


def test_alpha_and_a_profile_go_together() -> None:
    rgba = np.dstack([gradient(), disc(24, 32, 9).astype(np.uint8) * 255])
    picture = decode(saved(rgba, "PNG", icc_profile=adobe_rgb()))
    assert difference(picture.samples, gradient()) == 0
    opaque = decode(saved(gradient(), "PNG", icc_profile=adobe_rgb()))
    assert difference(picture.rgb[rgba[..., 3] > 0], opaque.rgb[rgba[..., 3] > 0]) == 0
