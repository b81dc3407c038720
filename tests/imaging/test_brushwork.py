"""Strokes that go where they are told."""

from __future__ import annotations

import numpy as np
import pytest

from stylizer_app.imaging import brushwork
from stylizer_app.imaging.brushwork import FIRM, LONG, SLANT, SLOPE, WHIRLS, WIND, directions, strokes
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


def test_a_stroke_begins_and_ends_and_lies_over_others() -> None:
    """Along a stroke the light changes little, and all at once where it ends."""
    changes = np.abs(np.diff(strokes(along(0)), axis=1))
    assert np.median(changes) < 0.03
    assert np.quantile(changes, 0.95) > 10 * np.median(changes)
    within = 2 * LONG[1] + 10  # no stroke is longer
    assert abs(likeness(strokes(along(0)), within, 0)) < 0.15


def test_which_stroke_lies_over_which_is_the_hands_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn, hand = strokes(along(20)), brushwork._hand().copy()
    hand[-1] = 1 - hand[-1]
    monkeypatch.setattr(brushwork, "_hand", lambda: hand)
    assert np.mean(np.abs(strokes(along(20)) - drawn) > 0.2) > 0.2


def test_the_edges_of_strokes_are_soft() -> None:
    drawn = strokes(along(45))
    near, far = (np.quantile(np.abs(drawn[:, n:] - drawn[:, :-n]), 0.99) for n in (1, 2))
    assert far > 1.4 * near


def test_a_place_has_the_same_strokes_in_pictures_of_every_size() -> None:
    small, large = strokes(along(20, (120, 90))), strokes(along(20, (700, 800)))
    np.testing.assert_array_equal(large[:120, :90], small)


def test_without_a_direction_strokes_go_along_the_rows() -> None:
    np.testing.assert_allclose(strokes(0 * along(0)), strokes(along(0)), atol=1e-6)


def test_how_long_the_directions_numbers_are_does_not_matter() -> None:
    np.testing.assert_allclose(strokes(along(20) * np.float32(1e-6)), strokes(along(20)), atol=1e-4)


def turned(field: Floats) -> Floats:
    """The angles (h, w) in degrees from the rows, 0 to 180."""
    return np.degrees(np.arctan2(field[..., 1], field[..., 0]) / 2) % 180


def test_strokes_follow_the_slopes_and_wave_where_there_are_none() -> None:
    slopes = 1e-3 * along(70, (60, 80))
    np.testing.assert_allclose(turned(directions(slopes, 0)), 70, atol=1)
    flat = turned(directions(np.zeros_like(slopes), 0))
    assert np.ptp((flat + 90) % 180) > 20
    gradient = np.abs(np.diff(np.unwrap(2 * np.radians(flat), axis=1), axis=1)).max()
    assert gradient < 0.3


@pytest.mark.parametrize("movement", [-1, -0.8, -0.6, -0.4, -0.2])
def test_straight_strokes_hatch_the_more_the_less_they_follow_the_slopes(movement: float) -> None:
    """Between two directions 30 degrees apart, by the shares of both, as the mean of their double angles is."""
    steep = 1e-2 * along(SLANT + 30, (60, 80))
    found = turned(directions(steep, movement))
    wanted = np.degrees(np.angle(-movement + (1 + movement) * np.exp(2j * np.radians(30))) / 2)
    assert np.abs((found - SLANT - wanted + 90) % 180 - 90).max() < 1.5


@pytest.mark.parametrize("shape", [(120, 160), (160, 120), (100, 1200)])
def test_whirls_turn_inwards_where_there_is_room_and_not_on_steep_slopes(shape: tuple[int, int]) -> None:
    height, width = shape
    right, down, reach = WHIRLS[1]
    calm = turned(directions(np.zeros((height, width, 2), np.float32), 1))
    away = round(reach * min(shape) / 3)
    for x, y, across in ((away, 0, 90), (-away, 0, 90), (0, away, 0), (0, -away, 0)):
        found = calm[round(down * (height - 1)) + y, round(right * (width - 1)) + x]
        wound = (found - across + 90) % 180 - 90
        assert np.degrees(WIND) - 20 < wound < np.degrees(WIND) + 20
    steep = np.full((height, width, 2), 0.1, np.float32) * np.array([1, 0], np.float32)
    np.testing.assert_allclose(np.minimum(turned(directions(steep, 1)), 180 - turned(directions(steep, 1))), 0, atol=1)


def test_half_a_whirl_still_waves() -> None:
    flat, wound = np.zeros((120, 160, 2), np.float32), {}
    for movement in (0, 0.4, 1):
        wound[movement] = directions(flat, movement)
    far = np.s_[105:, :15]  # of all whirls
    apart = turned(wound[0.4])[far] - turned(wound[0])[far]
    assert np.abs((apart + 90) % 180 - 90).max() < 8
    lengths = [np.hypot(*np.moveaxis(wound[movement], -1, 0)).max() for movement in (0.4, 1)]
    assert lengths[1] == pytest.approx(FIRM * SLOPE, rel=0.1)
    assert lengths[0] < 0.6 * lengths[1]


def test_the_hand_presses_unevenly() -> None:
    drawn = np.square(strokes(along(0, (510, 510))))
    cells = drawn.reshape(10, 51, 10, 51).mean((1, 3))
    assert cells.std() > 0.3 * cells.mean()


def test_small_and_large_pictures_have_the_same_directions() -> None:
    small, large = (directions(np.zeros((60 * k, 80 * k, 2), np.float32), 0.7) for k in (1, 2))
    unit = [field / np.hypot(field[..., :1], field[..., 1:]) for field in (small, large[::2, ::2])]
    np.testing.assert_allclose(*unit, atol=1e-4)
