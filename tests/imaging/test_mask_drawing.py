"""Strokes, ellipses and gradients on a mask."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylizer_app.imaging.mask import Coverage
from stylizer_app.imaging.mask_drawing import draw_ellipse, draw_gradient, draw_line

places = st.tuples(st.floats(-200, 300), st.floats(-200, 300))


def paint(height: int = 60, width: int = 90) -> Coverage:
    return np.full((height, width), 255, np.uint8)


def test_a_stroke_keeps_what_it_covers_and_nothing_else() -> None:
    coverage = paint()
    draw_line(coverage, (20, 30), (60, 30), 10, 0, keep=True)
    assert not coverage[22:38, 20:60].any()
    assert (coverage[:19] == 255).all()
    assert (coverage[41:] == 255).all()
    assert (coverage[:, :9] == 255).all()
    assert (coverage[:, 71:] == 255).all()


def test_a_soft_edge_falls_steadily_from_the_middle_outwards() -> None:
    coverage = paint()
    draw_line(coverage, (45, 30), (45, 30), 25, 1, keep=True)
    row = coverage[30, 45:70].astype(int)
    assert row[0] < 5
    assert (np.diff(row) >= 0).all()
    assert len(set(row)) > 15


def test_painting_back_undoes_painting_away() -> None:
    coverage = paint()
    draw_line(coverage, (10, 10), (80, 50), 12, 0.4, keep=True)
    draw_line(coverage, (10, 10), (80, 50), 14, 0, keep=False)
    assert (coverage >= 254).all()


@given(places, places, st.floats(0.2, 120), st.floats(0, 1), st.booleans())
def test_drawing_the_same_again_changes_nothing(
    start: tuple[float, float], end: tuple[float, float], radius: float, soft: float, keep: bool
) -> None:
    once = np.full((40, 50), 100, np.uint8)
    draw_line(once, start, end, radius, soft, keep=keep)
    twice = once.copy()
    draw_line(twice, start, end, radius, soft, keep=keep)
    assert np.array_equal(once, twice)
    assert (once <= 100).all() if keep else (once >= 100).all()


@given(places, places, st.floats(0, 1), st.booleans())
def test_an_ellipse_stays_in_its_rectangle(
    start: tuple[float, float], end: tuple[float, float], soft: float, keep: bool
) -> None:
    coverage = np.full((60, 90), 255 if keep else 0, np.uint8)
    draw_ellipse(coverage, start, end, soft, keep=keep)
    changed = np.argwhere(coverage != coverage.dtype.type(255 if keep else 0))
    if changed.size:
        (top, left), (bottom, right) = changed.min(0), changed.max(0)
        assert left >= np.floor(min(start[0], end[0]))
        assert right < np.ceil(max(start[0], end[0]))
        assert top >= np.floor(min(start[1], end[1]))
        assert bottom < np.ceil(max(start[1], end[1]))


def test_an_ellipse_keeps_its_middle() -> None:
    coverage = paint()
    draw_ellipse(coverage, (20, 10), (70, 50), 0.3, keep=True)
    assert coverage[30, 45] == 0
    assert coverage[11, 21] == 255


@pytest.mark.parametrize("keep", [True, False])
def test_a_gradient_goes_from_all_to_nothing(keep: bool) -> None:
    coverage = paint() if keep else np.zeros((60, 90), np.uint8)
    draw_gradient(coverage, (30, 5), (60, 5), keep=keep)
    row = coverage[20].astype(int) if keep else 255 - coverage[20].astype(int)
    assert (row[:30] == 0).all()
    assert (row[60:] == 255).all()
    assert (np.diff(row[30:60]) > 0).all()
    assert (coverage == coverage[0]).all()


def test_a_gradient_of_no_length_does_nothing() -> None:
    coverage = paint()
    draw_gradient(coverage, (30, 5), (30, 5), keep=True)
    assert (coverage == 255).all()
