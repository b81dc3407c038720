"""Edges that were enlarged become firm again, and nothing else changes."""

import numpy as np
import pytest

from stylizer_app.imaging.firmness import FAINT, REACH, firmness
from stylizer_app.imaging.mirror import mirror_pad
from stylizer_app.imaging.samples import Floats


def firm(pixels: Floats, amount: float = 1.0) -> Floats:
    return pixels + firmness(mirror_pad(pixels, REACH, REACH, REACH, REACH), amount)


def edge(height: float, width: float = 2.0) -> Floats:
    """A soft edge across (40, 40, 3), as high as ``height``."""
    across = 0.5 + height / 2 * np.tanh((np.arange(40) - 19.5) / width)
    return np.broadcast_to(across[:, np.newaxis, np.newaxis], (40, 40, 3)).astype(np.float32)


def steepest(pixels: Floats) -> float:
    return float(np.abs(np.diff(pixels[..., 1], axis=0)).max())


@pytest.mark.parametrize("turned", [False, True])
def test_a_soft_edge_becomes_steeper_and_gets_no_halo(turned: bool) -> None:
    soft = edge(0.6)
    found = firm(soft.swapaxes(0, 1) if turned else soft)
    found = found.swapaxes(0, 1) if turned else found
    assert steepest(found) > 1.25 * steepest(soft)
    assert found.min() >= soft.min()
    assert found.max() <= soft.max()


def test_an_edge_stays_where_it_was() -> None:
    found = firm(edge(0.6))
    np.testing.assert_allclose(found + found[::-1], 1, atol=1e-5)


def test_every_colour_has_its_own_edge() -> None:
    soft = edge(0.6).copy()
    soft[..., 2] = 0.3
    found = firm(soft)
    np.testing.assert_array_equal(found[..., 2], soft[..., 2])
    assert steepest(found) > 1.25 * steepest(soft)


def test_what_is_faint_stays_soft() -> None:
    gains = [steepest(firm(edge(height))) / steepest(edge(height)) for height in (FAINT / 8, FAINT, 0.8)]
    assert gains[0] < 1.03
    assert gains[0] < gains[1] < gains[2]


def test_even_places_and_gradients_stay() -> None:
    even = np.full((12, 12, 3), 0.37, np.float32)
    np.testing.assert_allclose(firm(even), even, atol=1e-6)
    slope = np.broadcast_to(np.linspace(0, 1, 30)[:, np.newaxis, np.newaxis], (30, 9, 3)).astype(np.float32)
    np.testing.assert_allclose(firm(slope)[REACH:-REACH], slope[REACH:-REACH], atol=1e-5)


def test_amount_goes_from_nothing_to_all() -> None:
    soft = edge(0.6)
    np.testing.assert_array_equal(firm(soft, 0), soft)
    steep = [steepest(firm(soft, amount)) for amount in (0, 0.25, 0.5, 1)]
    assert steep == sorted(steep)
    assert steep[1] > steep[0]


def test_a_part_has_the_bits_of_the_whole() -> None:
    pixels = np.random.default_rng(3).random((50, 60, 3)).astype(np.float32)
    whole = firmness(mirror_pad(pixels, REACH, REACH, REACH, REACH))
    part = firmness(np.ascontiguousarray(pixels[10 - REACH : 31 + REACH, 7 - REACH : 28 + REACH]))
    np.testing.assert_array_equal(part, whole[10:31, 7:28])
