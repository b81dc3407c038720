"""A picture without its texture, its edges where they were."""

from __future__ import annotations

import numpy as np
import pytest

from stylizer_app.imaging.colour import luma
from stylizer_app.imaging.patches import NEAR, REACH, ROUNDS, patches
from stylizer_app.imaging.samples import Floats


def grey(light: Floats) -> Floats:
    return np.repeat(light[..., np.newaxis], 3, -1).astype(np.float32)


def test_texture_goes_and_its_mean_stays() -> None:
    grain = np.random.default_rng(1).normal(0.5, 0.03, (90, 120)).astype(np.float32)
    even = luma(patches(grey(grain)))
    assert even.std() < 0.3 * grain.std()
    assert abs(even.mean() - grain.mean()) < 0.002


def test_an_edge_stays_where_it_is_and_as_firm() -> None:
    light = np.full((60, 80), 0.2, np.float32)
    light[:, 40:] = 0.8
    textured = light + np.random.default_rng(2).normal(0, 0.02, light.shape).astype(np.float32)
    seen = luma(patches(grey(textured)))
    assert np.abs(seen[:, :39] - 0.2).max() < 0.05
    assert np.abs(seen[:, 41:] - 0.8).max() < 0.05
    assert np.abs(seen.mean(0) - light[0]).max() < 0.03


def test_a_star_is_no_texture() -> None:
    """What is apart by more than is usual around it stays; the same in fur would be a hair."""
    sky = np.random.default_rng(4).normal(0.3, 0.003, (60, 60)).astype(np.float32)
    fur = np.random.default_rng(5).normal(0.3, 0.05, (60, 60)).astype(np.float32)
    seen = []
    for light in (sky, fur):
        light[30, 30] = 0.4
        seen.append(luma(patches(grey(light)))[30, 30])
    assert seen[0] > 0.38
    assert seen[1] < 0.35


def test_a_part_with_a_margin_is_the_same_bits() -> None:
    picture = np.random.default_rng(3).random((150, 70, 3)).astype(np.float32)
    margin = 2 * REACH * ROUNDS + NEAR
    whole, part = patches(picture), patches(np.ascontiguousarray(picture[40:110]))
    np.testing.assert_array_equal(part[margin:-margin], whole[40 + margin : 110 - margin])


@pytest.mark.parametrize("shape", [(1, 1), (1, 50), (3, 2)])
def test_pictures_of_a_few_pixels(shape: tuple[int, int]) -> None:
    picture = np.full((*shape, 3), 0.25, np.float32)
    seen = patches(picture)
    assert seen.dtype == np.float32
    np.testing.assert_allclose(seen, picture, atol=1e-6)


def test_the_picture_itself_is_left_alone() -> None:
    picture = np.random.default_rng(4).random((20, 20, 3)).astype(np.float32)
    before = picture.copy()
    patches(picture)
    np.testing.assert_array_equal(picture, before)
