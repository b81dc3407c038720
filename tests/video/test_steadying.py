"""Strokes stay on what they paint, and nothing stays where the photo has changed."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from stylizer_app.video.steadying import Painted, steadied
from tests.video.clips import pan, scene

SIZE = 200, 140


def noisy(samples: NDArray[np.uint8], seed: int) -> NDArray[np.uint8]:
    """A painting whose strokes are other ones every time."""
    strokes = np.random.default_rng(seed).normal(0, 25, (*samples.shape[:2], 1))
    return np.clip(samples + strokes, 0, 255).astype(np.uint8)


def change(paintings: list[NDArray[np.uint8]], step: tuple[int, int]) -> float:
    """Mean difference of neighbours, the earlier one moved onto the later."""
    x, y = step
    moved = ((a[y:, x:], b[: b.shape[0] - y, : b.shape[1] - x]) for a, b in pairwise(paintings))
    return float(np.mean([apart(a, b) for a, b in moved]))


def apart(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Mean difference."""
    return float(np.abs(one.astype(float) - other).mean())


def test_neighbours_differ_by_a_third_at_most_of_what_they_did() -> None:
    step = 3, 1
    photos = pan(12, SIZE, step)
    paintings = [noisy(photo, seed) for seed, photo in enumerate(photos)]
    last, steady = None, []
    for photo, painting in zip(photos, paintings, strict=True):
        last = Painted(photo, steadied(last, Painted(photo, painting)))
        steady.append(last.painting)
    assert change(steady, step) < change(paintings, step) / 3
    assert (
        np.abs(steady[-1].astype(float) - photos[-1]).mean() < np.abs(paintings[-1].astype(float) - photos[-1]).mean()
    )


def test_a_new_scene_is_painted_anew() -> None:
    one, other = scene(*SIZE, seed=1), scene(*SIZE, seed=2)
    now = Painted(other, noisy(other, 5))
    result = steadied(Painted(one, noisy(one, 4)), now)
    assert apart(result, now.painting) < 3


def test_what_comes_into_the_picture_is_painted_anew() -> None:
    before, now = pan(2, SIZE, (40, 0))
    painting = noisy(now, 1)
    result = steadied(Painted(before, noisy(before, 0)), Painted(now, painting))
    assert apart(result[:, -25:], painting[:, -25:]) < 6


def test_the_first_frame_and_those_of_other_sizes_stay_as_they_are() -> None:
    [photo] = pan(1, SIZE)
    now = Painted(photo, noisy(photo, 1))
    assert steadied(None, now) is now.painting
    assert steadied(Painted(photo, now.painting[:-2]), now) is now.painting
    thin = Painted(photo[:3], photo[:3])
    assert steadied(thin, thin) is thin.painting
