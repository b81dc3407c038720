"""How alike styles are: the same is nearest, and no unit outweighs the others."""

from __future__ import annotations

import numpy as np
import pytest

from stylizer_app.engine.model.likeness import distances


def test_the_same_is_at_no_distance_and_what_lies_between_is_nearer() -> None:
    one, far = np.zeros(4, np.float32), np.array([1, -2, 3, 0], np.float32)
    same, half, whole = distances(one, [one, far / 2, far])
    assert same == 0
    assert half == pytest.approx(whole / 2)


def test_every_number_counts_by_how_much_it_varies() -> None:
    one = np.zeros(2, np.float32)
    narrow, wide = distances(one, [np.array([0.01, 0], np.float32), np.array([0, 1000], np.float32)])
    assert narrow == pytest.approx(wide)


def test_without_others_there_is_nothing_to_tell() -> None:
    assert distances(np.zeros(3, np.float32), []) == []
