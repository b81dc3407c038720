"""More contrast and stronger colours, hue by hue and inside the gamut."""

from __future__ import annotations

import numpy as np
import pytest

from stylizer_app.imaging.colour import luma
from stylizer_app.imaging.samples import Floats
from stylizer_app.imaging.vividness import CONTRAST, MIDDLE, vivid

COLOURS = np.random.default_rng(1).random((60, 80, 3)).astype(np.float32)


def chroma(rgb: Floats) -> Floats:
    return rgb - luma(rgb)[..., np.newaxis]


@pytest.mark.parametrize("amount", [0.3, 1])
def test_every_hue_stays_and_nothing_leaves_the_gamut(amount: float) -> None:
    made = vivid(COLOURS, amount)
    assert made.min() > -1e-5
    assert made.max() < 1 + 1e-5
    before, after = chroma(COLOURS).reshape(-1, 3), chroma(made).reshape(-1, 3)
    lengths = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    assert (np.sum(before * after, axis=1) > 0.9999 * lengths - 1e-6).all()


def test_accents_gain_more_than_greys() -> None:
    middle = np.float32(0.5) + np.array([[[0.02, 0, -0.02], [0.15, 0, -0.15]]], np.float32)
    gain = np.linalg.norm(chroma(vivid(middle, 1)), axis=-1) / np.linalg.norm(chroma(middle), axis=-1)
    assert 1.2 < gain[0, 0] < gain[0, 1] - 0.1
    half = np.linalg.norm(chroma(vivid(middle, 0.5)), axis=-1) / np.linalg.norm(chroma(middle), axis=-1)
    assert 1 < half[0, 1] < gain[0, 1]


def test_no_colour_loses_chroma_however_light_or_dark_it_is() -> None:
    steps = np.linspace(0, 1, 9, dtype=np.float32)
    colours = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(9, 81, 3)
    for amount in (0.3, 1):
        gained = np.linalg.norm(chroma(vivid(colours, amount)), axis=-1) - np.linalg.norm(chroma(colours), axis=-1)
        assert gained.min() > -1e-5


def test_chroma_grows_ever_more_slowly_towards_the_edge_of_the_gamut() -> None:
    shares = np.linspace(0.05, 0.99, 40, dtype=np.float32)[np.newaxis, :, np.newaxis]
    ramp = np.float32(0.4) + shares * (np.array([0.9, 0.4, 0.25], np.float32) - np.float32(0.4))
    made = np.linalg.norm(chroma(vivid(np.ascontiguousarray(ramp), 1)), axis=-1)[0]
    assert (np.diff(made) > 0).all()  # no two accents become one


def test_light_follows_the_amount() -> None:
    grey = np.full((1, 2, 3), 0.6, np.float32)
    moved = [float(luma(vivid(grey, amount))[0, 0]) - 0.6 for amount in (0.25, 0.5, 1)]
    assert moved == pytest.approx([moved[2] / 4, moved[2] / 2, CONTRAST * 0.6 * 0.4 * (0.6 - MIDDLE)], rel=1e-3)


def test_light_and_dark_move_apart_and_keep_their_order() -> None:
    ramp = np.repeat(np.linspace(0, 1, 101, dtype=np.float32)[np.newaxis, :, np.newaxis], 3, -1)
    light = luma(vivid(ramp, 1))[0]
    assert (np.diff(light) > 0).all()
    np.testing.assert_allclose(light[[0, -1]], [0, 1], atol=1e-5)
    below = int(100 * MIDDLE)
    assert (light[1:below] <= luma(ramp)[0, 1:below]).all()
    assert light[60] > 0.62


def test_grey_stays_grey() -> None:
    grey = np.full((3, 4, 3), 0.4, np.float32)
    assert np.ptp(vivid(grey, 1), axis=-1).max() < 1e-6


def test_nothing_of_it_is_the_picture_itself() -> None:
    before = COLOURS.copy()
    assert vivid(COLOURS, 0) is COLOURS
    vivid(COLOURS, 1)
    np.testing.assert_array_equal(COLOURS, before)
    pixel = np.array([[[0.6, 0.5, 0.3]]], np.float32)
    vivid(pixel, 1)
    assert pixel[0, 0, 0] == np.float32(0.6)


def test_a_part_is_the_same_bits() -> None:
    np.testing.assert_array_equal(vivid(COLOURS[10:20, 5:50].copy(), 0.6), vivid(COLOURS, 0.6)[10:20, 5:50])
