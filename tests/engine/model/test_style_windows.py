"""What of a painting the style predictor is shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stylizer_app.engine.model.style_vectors import MOST_WINDOWS, windows
from stylizer_app.imaging.geometry import Region, Size


@given(st.integers(1, 900), st.integers(1, 900), st.sampled_from([1, 2, 4]))
def test_a_painting_is_seen_in_squares_inside_it_that_reach_its_ends(width: int, height: int, zoom: int) -> None:
    squares = windows(Size(width, height), zoom)
    assert {(w.width, w.height) for w in squares} == {(max(1, min(width, height) // zoom),) * 2}
    assert min(w.left for w in squares) == 0 == min(w.top for w in squares)
    assert len(squares) <= MOST_WINDOWS**2
    unseen = 0.06 * squares[0].width
    assert width - unseen - zoom <= max(w.right for w in squares) <= width
    assert height - unseen - zoom <= max(w.bottom for w in squares) <= height


def test_a_wide_painting_is_not_squeezed() -> None:
    assert windows(Size(300, 200), 1) == [Region(0, 0, 200, 200), Region(100, 0, 300, 200)]
    assert windows(Size(200, 200), 2)[-1] == Region(100, 100, 200, 200)
