"""Octaves: sizes double from the brush to the picture, composition stays, fine paint is added."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylizer_app.engine.octaves import FULL_STRENGTH, fade, octave_sizes, refined
from stylizer_app.imaging.colour import low_pass
from stylizer_app.imaging.geometry import Size


def test_sizes_double_up_to_the_picture() -> None:
    assert octave_sizes(Size(4000, 3000), 768) == (Size(768, 576), Size(1536, 1152), Size(4000, 3000))
    assert octave_sizes(Size(6016, 4016), 768)[-2:] == (Size(3072, 2051), Size(6016, 4016))
    assert octave_sizes(Size(900, 600), 768) == (Size(768, 512), Size(900, 600))


def test_a_finest_octave_a_little_too_large_is_reduced() -> None:
    assert octave_sizes(Size(1200, 800), 768) == (Size(768, 512), Size(1536, 1024))


def test_copies_of_one_photo_share_their_octaves() -> None:
    large, small = octave_sizes(Size(12000, 8000), 768), octave_sizes(Size(1155, 770), 768)
    assert large[:2] == small == (Size(768, 512), Size(1536, 1024))


def test_a_small_picture_is_painted_at_the_brush_and_reduced() -> None:
    assert octave_sizes(Size(300, 200), 768) == (Size(768, 512),)


def test_a_panorama_keeps_a_short_side_for_strokes() -> None:
    assert octave_sizes(Size(20000, 300), 768)[0].short_side == 192


def test_a_line_of_pixels_is_not_blown_up() -> None:
    assert octave_sizes(Size(20000, 1), 768) == (Size(20000, 1),)


@given(width=st.integers(1, 30000), height=st.integers(1, 30000), brush=st.integers(64, 4096))
def test_sizes_grow_by_at_most_three_and_reach_the_picture(width: int, height: int, brush: int) -> None:
    size = Size(width, height)
    sizes = octave_sizes(size, brush)
    assert sizes[-1] == size or sizes[-1].long_side > size.long_side
    assert len(sizes) == 1 or sizes[-1].long_side <= 1.35 * size.long_side + 1
    for small, large in pairwise(sizes):
        assert small.long_side < large.long_side <= 2.99 * small.long_side + 2
        assert small.width <= large.width
        assert small.height <= large.height


def test_composition_stays_and_fine_paint_is_added() -> None:
    rng = np.random.default_rng(1)
    before = low_pass(rng.random((64, 64, 3)).astype(np.float32), 12) * 0.5 + 0.25
    fine = rng.normal(0, 0.02, before.shape).astype(np.float32)
    painted = np.clip(0.6 - 0.5 * before + fine, 0, 1)
    result = refined(before, painted, 2.0)
    assert np.abs(low_pass(result - before, 16)).max() < 0.01
    high = result - low_pass(result, 2.7)
    assert np.corrcoef(high.ravel(), (fine - low_pass(fine, 2.7)).ravel())[0, 1] > 0.95


@pytest.mark.parametrize(("strength", "shown"), [(0, 0.0), (FULL_STRENGTH / 2, 0.5), (FULL_STRENGTH, 1.0), (1.5, 1.0)])
def test_the_photo_fades_out_with_strength(strength: float, shown: float) -> None:
    assert fade(strength) == pytest.approx(shown)
