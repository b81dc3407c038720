"""Colour arithmetic: exact where it can be, graceful where it cannot."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylizer_app.imaging.colour import SKIN, column_means, keep_photo_colours, low_pass, to_float, to_samples
from stylizer_app.imaging.mirror import mirror_index, mirror_pad

from .files import gradient, noise


def floats(height: int = 24, width: int = 32, seed: int = 0) -> np.ndarray:  # type: ignore[type-arg]
    return np.random.default_rng(seed).random((height, width, 3), dtype=np.float32)


def luma(rgb: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    return rgb @ np.array([0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize(("dtype", "depth"), [(np.uint8, 8), (np.uint16, 16)])
def test_every_sample_value_survives_the_way_through_floats(dtype: type, depth: int) -> None:
    every = np.arange(np.iinfo(dtype).max + 1, dtype=dtype).reshape(16, -1)
    values = to_float(every)
    assert values.dtype == np.float32
    assert values.min() == 0
    assert values.max() == 1
    assert np.array_equal(to_samples(values, depth), every)


def test_values_outside_are_clipped_and_halves_round_up() -> None:
    values = np.array([[-1, 0.5 / 255, 0.49 / 255, 2, np.nan, np.inf, -np.inf]], np.float32)
    assert to_samples(values, 8).tolist() == [[0, 1, 0, 255, 0, 255, 0]]
    assert to_float(values) is values


def test_other_types_are_refused() -> None:
    with pytest.raises(ValueError, match="uint8"):
        to_float(np.zeros((2, 2), np.int32))
    with pytest.raises(ValueError, match="bits"):
        to_samples(floats(), 12)
    with pytest.raises(ValueError, match="differ"):
        keep_photo_colours(floats(), floats(5, 5), 1)


def test_amount_zero_returns_the_painting_itself() -> None:
    painted = floats()
    assert keep_photo_colours(painted, floats(seed=1), 0.0) is painted


def test_at_full_amount_light_is_the_paintings_and_colour_the_photos() -> None:
    painted, photo = floats(), floats(seed=1)
    result = keep_photo_colours(painted, photo, 1.0)
    assert np.allclose(luma(result), luma(painted), atol=1e-5)
    chroma, wanted = result - luma(result)[..., None], photo - luma(photo)[..., None]
    cosine = (chroma * wanted).sum(-1) / (np.linalg.norm(chroma, axis=-1) * np.linalg.norm(wanted, axis=-1) + 1e-9)
    strong = np.linalg.norm(chroma, axis=-1) > 0.02
    assert float(cosine[strong].min()) > 0.999
    assert 0 <= float(result.min()) <= float(result.max()) <= 1


def test_a_photo_painted_as_itself_keeps_its_colours() -> None:
    photo = to_float(gradient())
    assert np.allclose(keep_photo_colours(photo, photo, 1.0), photo, atol=1e-5)


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_amount_acts_continuously(a: float, b: float) -> None:
    painted, photo = floats(4, 4), floats(4, 4, seed=1)
    difference = np.abs(keep_photo_colours(painted, photo, a) - keep_photo_colours(painted, photo, b)).max()
    assert difference <= SKIN * abs(a - b) + 1e-5


@pytest.mark.parametrize("amount", [0.1, 0.4])
def test_skin_keeps_more_of_its_colours_than_grass(amount: float) -> None:
    photo = np.array([[[0.9, 0.72, 0.62], [0.3, 0.6, 0.2]]], np.float32)
    blue = np.full_like(photo, (0.4, 0.5, 0.8))
    whole = keep_photo_colours(blue, photo, 1.0) - blue
    kept = (keep_photo_colours(blue, photo, amount) - blue)[..., 2] / whole[..., 2]
    assert kept[0] == pytest.approx([1 - (1 - amount) ** 3, amount], rel=1e-3)


def test_what_is_skin_is_told_by_the_photo_in_srgb() -> None:
    photo, seen = np.array([[[0.6, 0.5, 0.4]]], np.float32), np.array([[[0.95, 0.4, 0.1]]], np.float32)
    blue = np.full_like(photo, (0.4, 0.5, 0.8))
    as_skin, as_cloth = (keep_photo_colours(blue, photo, 0.2, told) for told in (None, seen))
    assert as_skin[..., 2] < as_cloth[..., 2] - 0.05


def test_black_white_and_grey_stay_sane() -> None:
    corners = np.array([[[0, 0, 0], [1, 1, 1], [0.5, 0.5, 0.5], [1, 0, 0]]], np.float32)
    for light in corners[0]:
        painted = np.broadcast_to(light, corners.shape).astype(np.float32)
        result = keep_photo_colours(painted, corners, 1.0)
        assert np.isfinite(result).all()
        assert np.allclose(luma(result), luma(painted), atol=1e-5)


@pytest.mark.parametrize("scale", [1.0, 1.7, 2.67, 6.0])
@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (7, 1), (40, 60), (300, 20)])
def test_the_low_pass_is_a_windowed_sinc(scale: float, shape: tuple[int, int]) -> None:
    x = floats(*shape)
    reach = int(np.ceil(2 * scale))
    at = np.arange(-reach, reach + 1) / scale
    kernel = np.where(np.abs(at) < 2, np.sinc(at) * np.sinc(at / 2), 0)
    kernel /= kernel.sum()
    padded = mirror_pad(x, reach, reach, reach, reach).astype(np.float64)
    across = sum(k * padded[:, i : i + shape[1]] for i, k in enumerate(kernel))
    expected = sum(k * across[i : i + shape[0]] for i, k in enumerate(kernel))
    passed = low_pass(x, scale)
    assert passed.dtype == np.float32
    assert np.allclose(passed, expected, atol=1e-6)


@pytest.mark.parametrize(("period", "left"), [(16, 0.98), (8, 0.75), (3.2, 0.05), (2.2, 0.02)])
def test_the_low_pass_keeps_the_broad_and_stops_the_fine(period: float, left: float) -> None:
    wave = np.sin(2 * np.pi * np.arange(400) / period).astype(np.float32)
    passed = low_pass(np.broadcast_to(wave[:, None, None], (400, 8, 3)), 2 / 0.75)[50:-50]
    share = float(np.abs(passed).max() / np.abs(wave).max())
    assert share >= left if period > 5 else share <= left


def test_passing_a_part_with_its_margin_gives_the_same_bits() -> None:
    x, margin = floats(200, 180), 10
    whole = low_pass(x, 5.0)
    part = low_pass(np.ascontiguousarray(x[33:150, 20:111]), 5.0)
    assert np.array_equal(
        part[margin:-margin, margin:-margin], whole[33 + margin : 150 - margin, 20 + margin : 111 - margin]
    )


def test_no_reduction_changes_nothing() -> None:
    x = floats()
    assert np.array_equal(low_pass(x, 1.0), x)


@given(st.integers(1, 9), st.integers(0, 30), st.integers(0, 30))
def test_mirrored_indices_are_those_of_numpy(n: int, before: int, after: int) -> None:
    expected = np.pad(np.arange(n), (before, after), mode="reflect" if n > 1 else "edge")
    assert np.array_equal(mirror_index(n, before, after), expected)


@given(st.integers(1, 6), st.integers(1, 6), st.tuples(*[st.integers(0, 15)] * 4))
def test_mirrored_pictures_are_those_of_numpy(height: int, width: int, margins: tuple[int, int, int, int]) -> None:
    top, bottom, left, right = margins
    x = noise(height, width)
    padded = mirror_pad(x, top, bottom, left, right)
    assert np.array_equal(padded, x[mirror_index(height, top, bottom)][:, mirror_index(width, left, right)])
    assert padded.flags.c_contiguous


def test_nonsense_is_refused() -> None:
    for n, before, after in ((0, 0, 0), (3, -1, 0), (3, 0, -1)):
        with pytest.raises(ValueError, match="cannot mirror"):
            mirror_index(n, before, after)


@pytest.mark.parametrize("reach", [1, 2, 8])
def test_column_means_are_the_means_of_windows_and_the_same_in_parts(reach: int) -> None:
    x = np.random.default_rng(4).random((40, 30), np.float32)
    means = column_means(x, reach)
    assert np.allclose(means[20], x[20 - reach : 21 + reach].mean(axis=0), atol=1e-6)
    assert np.allclose(means[0], (x[0] + 2 * x[1 : 1 + reach].sum(axis=0)) / (2 * reach + 1), atol=1e-6)
    part = column_means(np.ascontiguousarray(x[5:36, 3:9]), reach)
    assert np.array_equal(part[reach:-reach], means[5 + reach : 36 - reach, 3:9])
