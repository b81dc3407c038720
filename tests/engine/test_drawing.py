"""The first octave's drawing: forms that are lost come back, texture and what is there already stay as painted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from stylizer_app.adjustments import Adjustments
from stylizer_app.choices.style_settings import load_style
from stylizer_app.engine.drawing import redrawn
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.reduced import ReducedPhoto
from stylizer_app.engine.request import PaintRequest
from stylizer_app.imaging.colour import low_pass, luma, to_float, to_samples
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.resize import resize_float
from stylizer_app.imaging.samples import Floats

SIDE = 160
ROOT = Path(__file__).resolve().parents[2]


def bars() -> Floats:
    """Soft dark bars, 4 px broad, in the left half of a light picture."""
    rows, columns = np.indices((SIDE, SIDE))
    light = 0.7 - 0.4 * ((rows + columns) % 12 < 4) * (columns < SIDE // 2)
    return low_pass(light.astype(np.float32)[..., np.newaxis].repeat(3, 2), 2)


def strokes(seed: int) -> Floats:
    """Paint that has nothing to do with any photo."""
    rng = np.random.default_rng(seed)
    return np.clip(0.5 + low_pass(rng.normal(0, 0.4, (SIDE, SIDE, 3)).astype(np.float32), 4), 0, 1)


def drawn(photo: Floats, first: Floats, finer: Floats) -> Floats:
    """What becomes of a first octave, given a finer painting twice as large."""
    larger = resize_float(finer, Size(2 * SIDE, 2 * SIDE))
    return to_float(redrawn(as_raw(first), as_raw(larger), ReducedPhoto.of(photo)))


def as_raw(values: Floats) -> np.ndarray:
    return to_samples(values, 16).astype(np.uint16)


def test_forms_that_are_lost_come_back_and_elsewhere_the_strokes_stay() -> None:
    photo, first = bars(), strokes(1)
    finer = 1 - photo  # dark and light may change places
    result = drawn(photo, first, finer)
    left, right = result[20:-20, 20:60], result[20:-20, -60:-20]
    assert np.abs(left - finer[20:-20, 20:60]).mean() < 0.3 * np.abs(left - first[20:-20, 20:60]).mean()
    assert np.abs(right - first[20:-20, -60:-20]).max() < 1e-3


def test_texture_stays_broad() -> None:
    noise = np.random.default_rng(2).normal(0, 0.1, (SIDE, SIDE, 1)).astype(np.float32)
    photo = np.clip(0.5 + noise.repeat(3, 2), 0, 1)
    first = strokes(3)
    assert np.abs(drawn(photo, first, photo) - first).mean() < 0.1 * np.abs(photo - first).mean()


def test_what_is_drawn_as_well_already_stays() -> None:
    photo = bars()
    first, finer = np.clip(0.2 + 0.5 * photo, 0, 1), np.clip(0.9 * photo, 0, 1)
    assert np.abs(drawn(photo, first, finer) - first).max() < 0.02


@pytest.fixture(scope="module")
def painter() -> Painter:
    return Painter(PackLibrary())


def request(**changes: object) -> PaintRequest:
    photo = decode(ROOT / "examples" / "still-life.jpg")
    return PaintRequest(photo, (load_style("starry-night"),), Adjustments(brush=200), device="cpu", **changes)  # type: ignore[arg-type]


def likeness(painter: Painter, one: PaintRequest) -> float:
    """How well the fine part of a result's luma follows the photo's."""
    painted = painter.paint(one).picture.rgb
    fine = [
        light - low_pass(light[..., np.newaxis], 12)[..., 0]
        for light in map(luma, map(to_float, (painted, one.photo.rgb)))
    ]
    return float(np.corrcoef(fine[0].ravel(), fine[1].ravel())[0, 1])


def test_a_still_life_is_drawn_better_with_it(painter: Painter) -> None:
    with_it = likeness(painter, request())
    assert with_it > likeness(painter, request(drawing=False)) + 0.02


def test_a_small_photo_is_drawn_as_well(painter: Painter) -> None:
    """One that is painted in a single octave, and one that is smaller than the brush."""
    photo = request().photo
    for side in (200, 150):
        size = photo.size.with_long_side(side)
        small = request(size=size)
        drawn, without = (painter.paint(one) for one in (small, replace(small, drawing=False)))
        assert len(drawn.report.octaves) == 1
        assert "drawing" in drawn.report.seconds
        assert "drawing" not in without.report.seconds
        assert not np.array_equal(drawn.picture.rgb, without.picture.rgb)


@pytest.mark.parametrize("quick", [{"draft": 150}, {"octaves": 1}])
def test_drafts_and_first_stages_are_not_drawn(painter: Painter, quick: dict[str, int]) -> None:
    assert "drawing" not in painter.paint(request(**quick)).report.seconds


def test_previews_paint_what_the_whole_does(painter: Painter) -> None:
    one = request()
    *earlier, last = painter.refine(one)
    assert np.array_equal(last.picture.rgb, painter.paint(one).picture.rgb)
    fewer = painter.paint(replace(one, octaves=len(earlier))).picture.rgb
    assert np.array_equal(earlier[-1].picture.rgb, fewer)
