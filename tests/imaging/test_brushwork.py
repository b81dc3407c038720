"""Strokes that go where they are told."""

from __future__ import annotations

import numpy as np
import pytest

from stylizer_app.imaging.brushwork import strokes
from stylizer_app.imaging.samples import Floats


def along(degrees: float, shape: tuple[int, int] = (300, 400)) -> Floats:
    angle = np.radians(2 * degrees)
    return np.broadcast_to(np.array([np.cos(angle), np.sin(angle)], np.float32), (*shape, 2))


def likeness(x: Floats, right: int, down: int) -> float:
    """How like a picture is to itself so many pixels away."""
    height, width = x.shape
    here = x[max(0, -down) : height - max(0, down), : width - right]
    there = x[max(0, down) : height + min(0, down), right:]
    return float(np.corrcoef(here.ravel(), there.ravel())[0, 1])


@pytest.mark.parametrize("degrees", [0, 30, 45, 90, 120])
def test_strokes_are_long_in_their_direction_and_narrow_across(degrees: float) -> None:
    drawn = strokes(along(degrees))
    down, right = 10 * np.sin(np.radians(degrees)), 10 * np.cos(np.radians(degrees))
    lengthwise = likeness(drawn, abs(round(right)), round(down if right >= 0 else -down))
    across = likeness(drawn, abs(round(down)), round(-right if down >= 0 else right))
    assert lengthwise > 0.35
    assert across < 0.5 * lengthwise


@pytest.mark.parametrize("degrees", [0, 11, 22.5])
def test_light_and_dark_are_balanced_and_as_strong_in_every_direction(degrees: float) -> None:
    drawn = strokes(along(degrees, (510, 510)))
    assert abs(drawn.mean()) < 0.05
    assert drawn.std() == pytest.approx(1, abs=0.1)


def test_a_place_has_the_same_strokes_in_pictures_of_every_size() -> None:
    small, large = strokes(along(20, (120, 90))), strokes(along(20, (700, 800)))
    np.testing.assert_array_equal(large[:120, :90], small)


def test_without_a_direction_strokes_go_along_the_rows() -> None:
    np.testing.assert_allclose(strokes(0 * along(0)), strokes(along(0)), atol=1e-6)


def test_how_long_the_directions_numbers_are_does_not_matter() -> None:
    np.testing.assert_allclose(strokes(along(20) * np.float32(1e-6)), strokes(along(20)), atol=1e-4)
