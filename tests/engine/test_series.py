"""What a series shares: what is seen in several frames looks the same in all of them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stylizer_app.adjustments import Adjustments
from stylizer_app.choices.style_settings import load_style
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.request import PaintRequest, Series, Tones
from stylizer_app.errors import PackError
from stylizer_app.imaging.colour import luma, to_float
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.picture import Picture

ROOT = Path(__file__).resolve().parents[2]
WIDTH, HEIGHT, FRAMES = 480, 360, 12


@pytest.fixture(scope="module")
def painter() -> Painter:
    return Painter(PackLibrary())


@pytest.fixture(scope="module")
def photo() -> np.ndarray:  # type: ignore[type-arg]
    return decode(ROOT / "examples" / "landscape.jpg").rgb


def request_of(
    photo: Picture, series: Series | None = None, look: str = "starry-night", **adjustments: float
) -> PaintRequest:
    chosen = Adjustments(brush=240, brushwork=0).with_(**adjustments)  # clips are painted without brushwork
    return PaintRequest(photo, (load_style(look),), chosen, device="cpu", series=series)


def pan(photo: np.ndarray, step: int) -> list[Picture]:  # type: ignore[type-arg]
    """Crops that move to the right over a photo, ``step`` pixels at a time."""
    top = (photo.shape[0] - HEIGHT) // 2
    return [Picture(photo[top : top + HEIGHT, left : left + WIDTH]) for left in range(0, FRAMES * step, step)]


def flicker(painter: Painter, frames: list[Picture], step: int, side: int, series: Series | None, **more: Any) -> float:
    """By how much the brightness (0 to 255) of one patch of the photo differs among the painted frames at most."""
    left, top = (FRAMES - 1) * step + (WIDTH - (FRAMES - 1) * step - side) // 2, (HEIGHT - side) // 2
    seen = []
    for number, frame in enumerate(frames):
        light = luma(to_float(painter.paint(request_of(frame, series, **more)).picture.rgb))
        at = left - number * step
        seen.append(255 * float(light[top : top + side, at : at + side].mean()))
    return max(seen) - min(seen)


@pytest.mark.parametrize(("step", "side"), [(16, 64), (11, 160)])
@pytest.mark.parametrize("strength", [100, 70])
def test_a_pan_does_not_flicker_by_one_hand_and_does_by_twelve(
    painter: Painter,
    photo: np.ndarray,
    step: int,
    side: int,
    strength: float,  # type: ignore[type-arg]
) -> None:
    frames = pan(photo, step)
    series = painter.series(request_of(frames[FRAMES // 2], strength=strength))
    together = flicker(painter, frames, step, side, series, strength=strength)
    assert together <= 1
    assert flicker(painter, frames, step, side, None, strength=strength) > max(1, 2 * together)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("look", "strength", "most"), [("woodcut", 85, 1), ("woodcut", 100, 1.5), ("watercolour", 100, 1)]
)
def test_looks_of_strong_contrast_hold_still_too(
    painter: Painter,
    photo: np.ndarray,  # type: ignore[type-arg]
    look: str,
    strength: float,
    most: float,
) -> None:
    """Woodcut as strong as it is by default, and at full strength."""
    frames = pan(photo, 11)
    more: dict[str, Any] = {"look": look, "brush": 768, "strength": strength}
    series = painter.series(request_of(frames[FRAMES // 2], **more))
    assert flicker(painter, frames, 11, 64, series, **more) <= most


def test_the_photo_whose_hand_it_is_is_painted_as_without(painter: Painter, photo: np.ndarray) -> None:  # type: ignore[type-arg]
    request = request_of(Picture(photo[:400, :600]), brush=100)
    series = painter.series(request)
    assert len(series.octaves) > 1
    assert series.drawing is not None
    alone, in_series = (painter.paint(one).picture.samples for one in (request, replace(request, series=series)))
    assert np.abs(alone.astype(int) - in_series).max() <= 1  # small pictures alone are one run of the network
    assert painter.series(request).digest == series.digest


def test_tones_make_another_hand_and_an_older_hand_is_the_same_as_ever() -> None:
    own = np.arange(3, dtype=np.float32)
    older, dark, light = (Series(own, (), "c0ffee", tones) for tones in (None, Tones(0.0, 0.8), Tones(0.2, 0.8)))
    assert older.digest == hashlib.sha256(own.tobytes()).hexdigest()
    assert len({older.digest, dark.digest, light.digest}) == 3
    assert Series.mean_of([older, dark, light]).tones == pytest.approx((0.1, 0.8))
    assert Series.mean_of([older]).tones is None


def test_the_hand_of_other_networks_is_refused(painter: Painter, photo: np.ndarray) -> None:  # type: ignore[type-arg]
    frame = Picture(photo[:200, :300])
    series = Series(np.zeros(3, np.float32), (), "other networks")
    with pytest.raises(PackError):
        painter.paint(request_of(frame, series))


def test_the_mean_of_all_hands_holds_still_too(painter: Painter, photo: np.ndarray) -> None:  # type: ignore[type-arg]
    frames = pan(photo, 16)[:4]
    series = Series.mean_of([painter.series(request_of(frame)) for frame in frames[::3]])
    assert flicker(painter, frames, 16, 64, series) <= 1


def test_the_mean_of_equal_hands_is_that_hand(painter: Painter, photo: np.ndarray) -> None:  # type: ignore[type-arg]
    one = painter.series(request_of(Picture(photo[:200, :300])))
    mean = Series.mean_of([one, one])
    np.testing.assert_allclose(mean.own, one.own, rtol=1e-6)
    for (zoom, norms), (own_zoom, own) in zip(mean.octaves, one.octaves, strict=True):
        assert (zoom, norms.keys()) == (own_zoom, own.keys())
        for name in own:
            np.testing.assert_allclose(norms[name], own[name], rtol=1e-4, atol=1e-5)


def test_a_hand_without_drawing_paints_without(painter: Painter, photo: np.ndarray) -> None:  # type: ignore[type-arg]
    request = request_of(Picture(photo[:400, :600]), brush=100)
    series = painter.series(request)
    older = replace(series, drawing=None)
    assert older.digest != series.digest
    assert Series.mean_of([older, older]).drawing is None
    assert Series.mean_of([older, series]).drawing is not None
    drawn, without = (painter.paint(replace(request, series=hand)) for hand in (series, older))
    assert "drawing" in drawn.report.seconds
    assert "drawing" not in without.report.seconds
    assert not np.array_equal(drawn.picture.samples, without.picture.samples)
