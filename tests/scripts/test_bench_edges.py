"""Tests of what is measured on full-size paintings: edges and weave."""

from __future__ import annotations

import numpy as np
import pytest

from scripts.benchmarks.edges import edge_match, weave


def test_noise_has_no_weave_and_a_grid_has_much():
    noise = np.random.default_rng(3).random((600, 1100), np.float32)
    grid = np.ones_like(noise)
    grid[::4] = grid[:, ::4] = 0
    assert weave(noise) == pytest.approx(1, abs=0.1)
    assert weave(0.5 * noise + 0.5 * grid) > 5


def test_a_picture_without_room_for_a_spectrum_is_refused():
    with pytest.raises(ValueError, match="no window of 512 pixels"):
        weave(np.zeros((500, 600), np.float32))


def test_edges_match_where_they_lie_and_not_beside():
    photo = np.zeros((96, 96), np.float32)
    photo[30:70, 30:70] = 1
    painted = 0.3 + 0.5 * photo
    assert edge_match(photo, painted) == pytest.approx(1, abs=1e-3)
    assert edge_match(photo, np.roll(painted, 6, 0)) < 0.6
