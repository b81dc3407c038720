"""Octaves: even steps from the brush to half the picture, composition stays, fine light is added."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylizer_app.engine.octaves import (
    FINER,
    FINEST,
    FULL_STRENGTH,
    LEAST_FINER,
    MOST_LIGHT,
    Octaves,
    calmed,
    fade,
    fine_light,
    plan_octaves,
)
from stylizer_app.imaging.colour import low_pass, luma
from stylizer_app.imaging.geometry import Size

sizes = st.builds(Size, st.integers(1, 30000), st.integers(1, 30000))


def test_the_network_paints_up_to_half_the_side() -> None:
    octaves = plan_octaves(Size(4000, 3000), 768)
    assert octaves.painted == (Size(768, 576), Size(2000, 1500))
    assert octaves.sizes == (Size(768, 576), Size(2000, 1500), Size(4000, 3000))
    assert plan_octaves(Size(12000, 8000), 768).painted == (
        Size(768, 512), Size(1524, 1016), Size(3024, 2016), Size(6000, 4000),
    )  # fmt: skip


def test_a_picture_not_much_larger_than_the_brush_is_painted_once() -> None:
    assert plan_octaves(Size(1600, 1200), 768).painted == (Size(768, 576),)
    assert plan_octaves(Size(1600, 1200), 768).result == Size(1600, 1200)
    assert plan_octaves(Size(900, 600), 768).sizes == (Size(768, 512), Size(900, 600))


def test_a_picture_about_as_large_as_the_brush_is_painted_at_its_own_size() -> None:
    assert plan_octaves(Size(800, 600), 768) == Octaves((Size(800, 600),), Size(800, 600))


def test_a_small_picture_is_painted_at_the_brush_and_reduced() -> None:
    octaves = plan_octaves(Size(300, 200), 768)
    assert octaves.sizes == (Size(768, 512),)
    assert octaves.shown(Size(768, 512)) == Size(300, 200)


def test_a_panorama_keeps_a_short_side_for_strokes() -> None:
    assert plan_octaves(Size(20000, 300), 768).sizes[0].short_side == 192


def test_a_line_of_pixels_is_not_blown_up() -> None:
    assert plan_octaves(Size(20000, 1), 768).sizes == (Size(20000, 1),)


@given(size=sizes, brush=st.integers(64, 4096))
def test_steps_are_even_and_end_at_the_picture(size: Size, brush: int) -> None:
    octaves = plan_octaves(size, brush)
    assert octaves.shown(octaves.sizes[-1]) == size
    assert octaves.zoom(octaves.painted[0]) == 1
    for small, large in pairwise(octaves.painted):
        assert 1.4 * small.long_side - 2 < large.long_side < 2.9 * small.long_side + 2
    for small, large in pairwise(octaves.sizes):
        assert small.width <= large.width
        assert small.height <= large.height
    if octaves.enlarged:
        assert octaves.result.long_side <= 2 * 2**0.5 * octaves.painted[-1].long_side + 3


@given(pixels=st.floats(8e6, 1e8), shape=st.floats(1, 2))
def test_no_size_is_luckier_than_another(pixels: float, shape: float) -> None:
    size = Size(round((pixels * shape) ** 0.5), round((pixels / shape) ** 0.5))
    assert 0.28 < sum(octave.pixels for octave in plan_octaves(size, 768).painted) / size.pixels < 0.42


def test_the_drawing_is_larger_than_the_first_octave_and_may_be_larger_than_the_result() -> None:
    assert plan_octaves(Size(4000, 3000), 576).drawing == Size(1024, 768)
    assert plan_octaves(Size(4000, 3000), 448).drawing == Size(1024, 768)
    assert plan_octaves(Size(4000, 3000), 200).drawing == Size(600, 450)
    assert plan_octaves(Size(700, 525), 576).drawing == Size(1024, 768)
    assert plan_octaves(Size(576, 432), 576).drawing == Size(1024, 768)
    assert plan_octaves(Size(300, 225), 576).drawing == Size(900, 675)


def test_no_drawing_where_it_would_be_hardly_finer_than_the_first_octave() -> None:
    assert plan_octaves(Size(4000, 3000), 800).drawing is None
    assert plan_octaves(Size(800, 600), 768).drawing is None
    assert plan_octaves(Size(100, 75), 576).drawing is None


@given(size=sizes, brush=st.integers(64, 4096))
def test_a_drawing_is_finer_and_no_larger_than_it_may_be(size: Size, brush: int) -> None:
    octaves = plan_octaves(size, brush)
    if octaves.drawing is not None:
        first = octaves.painted[0].long_side
        finest = min(FINER * min(first, size.long_side), FINEST)
        assert LEAST_FINER * first - 1 <= octaves.drawing.long_side <= finest + 1


@given(size=sizes, brush=st.integers(64, 4096), number=st.integers(1, 6))
def test_fewer_octaves_are_the_first_ones(size: Size, brush: int, number: int) -> None:
    octaves = plan_octaves(size, brush)
    fewer = octaves.first(number)
    assert fewer.sizes == octaves.sizes[:number]
    assert [fewer.shown(s) for s in fewer.sizes] == [octaves.shown(s) for s in fewer.sizes]
    assert octaves.first(None) == octaves
    assert fewer.drawing == (octaves.drawing if number > 1 or fewer == octaves else None)


def test_costs_count_painted_pixels_and_a_share_of_the_enlarged_ones() -> None:
    octaves = Octaves((Size(10, 10), Size(20, 20)), Size(40, 40))
    assert octaves.costs[:2] == (100, 400)
    assert 0 < octaves.costs[2] < 1600
    assert octaves.all_seconds((1.0,)) == pytest.approx(sum(octaves.costs) / 100)
    assert octaves.all_seconds(()) is None
    drawn = replace(octaves, drawing=Size(20, 20))
    assert drawn.all_seconds((1.0,)) == pytest.approx(sum(octaves.costs) / 100 + 4)


def test_composition_stays_and_fine_light_is_added() -> None:
    rng = np.random.default_rng(1)
    before = low_pass(rng.random((64, 64, 3)).astype(np.float32), 12) * 0.5 + 0.25
    fine = rng.normal(0, 0.02, before.shape).astype(np.float32)
    painted = np.clip(0.6 - 0.5 * before + fine, 0, 1)
    added = fine_light(before, painted, 2.0)
    assert np.abs(low_pass(added[..., np.newaxis], 16)).max() < 0.01
    wanted = luma(fine) - low_pass(luma(fine)[..., np.newaxis], 2.7)[..., 0]
    assert np.corrcoef(added.ravel(), wanted.ravel())[0, 1] > 0.9


def test_strong_light_is_limited_and_little_light_is_not() -> None:
    rng = np.random.default_rng(2)
    flat = np.full((96, 96, 3), 0.5, np.float32)
    noise = rng.normal(0, 1, (96, 96, 1)).astype(np.float32)
    little, much = (fine_light(flat, flat + amount * noise, 2.0) for amount in (0.01, 0.3))
    assert np.std(little) > 0.0085
    assert np.std(much) < MOST_LIGHT


def test_straight_threads_go_and_other_strokes_stay() -> None:
    rows, columns = np.indices((128, 128))
    flat = np.full((128, 128, 3), 0.5, np.float32)
    threads, strokes = np.sin(columns * 2.2), np.sin((columns + rows) * 2.2)
    woven, painted = (flat + 0.02 * np.float32(wave)[..., np.newaxis] for wave in (threads, strokes))
    assert np.std(fine_light(flat, woven, 2.0)) < 0.1 * np.std(woven)
    assert np.std(fine_light(flat, painted, 2.0)) > 0.9 * np.std(painted)


def test_specks_of_colour_go_and_light_and_colourful_strokes_stay() -> None:
    light = np.indices((60, 60)).sum(axis=0) % 2 * 0.3 + 0.3
    strokes = light.astype(np.float32)[..., np.newaxis].repeat(3, 2)
    strokes[:, 30:, 0] += 0.2
    speckled = strokes.copy()
    speckled[10, 15], speckled[40, 45] = (0.9, 0.1, 0.9), (0.1, 0.9, 0.1)
    even, fine = calmed(speckled)
    result = even + fine
    assert np.allclose(luma(result), luma(speckled), atol=0.02)
    assert np.ptp(result[10, 15]) < 0.25 * np.ptp(speckled[10, 15])
    assert result[20, 50] == pytest.approx(strokes[20, 50], abs=0.01)
    assert np.ptp(luma(even)[20:40, 5:20]) < 0.1 * np.ptp(light)  # without its strokes it is even


@pytest.mark.parametrize(("strength", "shown"), [(0, 0.0), (FULL_STRENGTH / 2, 0.5), (FULL_STRENGTH, 1.0), (1.5, 1.0)])
def test_the_photo_fades_out_with_strength(strength: float, shown: float) -> None:
    assert fade(strength) == pytest.approx(shown)
