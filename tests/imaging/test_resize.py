"""Resizing is smooth, exact and the same in pieces as in whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.resize import enlarge_region, resize_float

from .files import gradient, noise


def whole(source: np.ndarray, full: Size) -> np.ndarray:  # type: ignore[type-arg]
    return enlarge_region(source, full, Region(0, 0, full.width, full.height))


@st.composite
def enlargements(draw: st.DrawFn) -> tuple[Size, Size, Region]:
    width, height = draw(st.integers(1, 40)), draw(st.integers(1, 40))
    full = Size(draw(st.integers(width, 3 * width + 3)), draw(st.integers(height, 3 * height + 3)))
    left, top = draw(st.integers(0, full.width)), draw(st.integers(0, full.height))
    right, bottom = draw(st.integers(left, full.width)), draw(st.integers(top, full.height))
    return Size(width, height), full, Region(left, top, right, bottom)


@given(enlargements(), st.sampled_from([np.uint8, np.uint16, np.float32]))
def test_a_region_equals_the_whole_bit_for_bit(case: tuple[Size, Size, Region], dtype: type) -> None:
    size, full, region = case
    source = noise(size.height, size.width)
    source = (source / 255).astype(np.float32) if dtype is np.float32 else source.astype(dtype)
    part = enlarge_region(source, full, region)
    assert part.shape == (region.height, region.width, 3)
    assert part.dtype == np.float32
    assert np.array_equal(part, whole(source, full)[region.slices])


@pytest.mark.parametrize("full", [Size(200, 150), Size(151, 113), Size(100, 75), Size(333, 149)])
def test_tiles_make_up_the_whole(full: Size) -> None:
    source = (noise(75, 100) / 255).astype(np.float32)
    expected, patched = whole(source, full), np.full((full.height, full.width, 3), np.nan, np.float32)
    for top in range(0, full.height, 64):
        for left in range(0, full.width, 48):
            tile = Region(left, top, min(full.width, left + 48), min(full.height, top + 64))
            patched[tile.slices] = enlarge_region(source, full, tile)
    assert np.array_equal(patched, expected)


def test_a_source_of_full_size_is_cut_out() -> None:
    source = noise(20, 30)
    assert np.array_equal(whole(source, Size(30, 20)), (source / np.float32(255)).astype(np.float32))


def test_enlarging_keeps_plain_colours_and_straight_slopes() -> None:
    flat = np.full((5, 7, 3), 0.3, np.float32)
    assert np.allclose(whole(flat, Size(13, 11)), 0.3, atol=1e-6)
    slope = np.linspace(0, 1, 50, dtype=np.float32)[None, :, None].repeat(20, 0).repeat(3, 2)
    steps = np.diff(whole(slope, Size(100, 40))[10, 10:-10, 0])
    assert np.allclose(steps, 1 / 98, atol=1e-4)


def test_enlarging_makes_no_halos() -> None:
    edge = np.full((20, 20, 3), 0.3, np.float32)
    edge[:, 10:] = 0.7
    enlarged = whole(edge, Size(40, 40))
    assert float(enlarged.min()) > 0.3 - 0.02
    assert float(enlarged.max()) < 0.7 + 0.02


def test_shrinking_by_enlarging_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot enlarge"):
        enlarge_region(noise(), Size(10, 10), Region(0, 0, 5, 5))
    with pytest.raises(ValueError, match="outside"):
        enlarge_region(noise(), Size(64, 48), Region(0, 0, 65, 5))


@given(st.integers(1, 60), st.integers(1, 60), st.integers(1, 60), st.integers(1, 60))
def test_any_size_becomes_any_other(height: int, width: int, new_height: int, new_width: int) -> None:
    result = resize_float(noise(height, width), Size(new_width, new_height))
    assert result.shape == (new_height, new_width, 3)
    assert result.dtype == np.float32
    assert 0 <= float(result.min()) <= float(result.max()) <= 1


def test_all_sample_types_give_the_same_picture() -> None:
    eight = noise(60, 80)
    expected = resize_float(eight, Size(30, 20))
    assert np.allclose(resize_float(eight.astype(np.uint16) * np.uint16(257), Size(30, 20)), expected, atol=1e-6)
    assert np.allclose(resize_float((eight / 255).astype(np.float32), Size(30, 20)), expected, atol=1e-6)


def test_shrinking_averages_fine_patterns_to_grey() -> None:
    board = (np.indices((400, 600)).sum(axis=0) % 2).astype(np.float32)[..., None].repeat(3, 2)
    assert np.allclose(resize_float(board, Size(60, 40))[2:-2, 2:-2], 0.5, atol=0.01)


def test_strips_give_what_one_piece_gives() -> None:
    samples = (noise(301, 203) / 255).astype(np.float32)
    for size in (Size(77, 99), Size(400, 603), Size(203, 100), Size(31, 40), Size(5, 7), Size(203, 9)):
        expected = resize_float(samples, size)
        assert np.allclose(resize_float(samples, size, strip=2000), expected, atol=2e-6)


def test_shrinking_is_pillows_lanczos() -> None:
    samples = (noise(90, 120) / 255).astype(np.float32)
    plane = Image.fromarray(np.ascontiguousarray(samples[..., 1])).resize((40, 30), Image.Resampling.LANCZOS)
    assert np.allclose(resize_float(samples, Size(40, 30))[..., 1], np.clip(np.asarray(plane), 0, 1), atol=1e-6)


def test_the_same_size_is_a_copy() -> None:
    samples = (gradient() / 255).astype(np.float32)
    same = resize_float(samples, Size(32, 24))
    assert np.array_equal(same, samples)
    assert not np.shares_memory(same, samples)
