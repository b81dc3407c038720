"""Colours that contradict the photo give way to its own, and no others do."""

import numpy as np
import pytest

from stylizer_app.imaging.colour import luma
from stylizer_app.imaging.hues import CONTRADICTED, uncontradicted
from stylizer_app.imaging.samples import Floats

BLUE = (0.2, 0.35, 0.6)
BROWN = (0.5, 0.35, 0.15)
GREY = (0.4, 0.4, 0.4)


def even(colour: tuple[float, float, float], size: int = 6) -> Floats:
    return np.full((size, size, 3), colour, np.float32)


def chroma(colours: Floats) -> Floats:
    result: Floats = colours - luma(colours)[..., np.newaxis]
    return result


def likeness(colours: Floats, others: Floats) -> float:
    """Cosine of the angle between two even hues."""
    one, other = chroma(colours)[0, 0], chroma(others)[0, 0]
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))


def painted(colours: Floats, photo: Floats, amount: float = 0.25) -> Floats:
    return uncontradicted(colours, photo, photo, amount)


def test_a_brown_sky_over_a_blue_one_becomes_blue_and_no_lighter() -> None:
    brown, blue = even(BROWN), even(BLUE)
    assert likeness(brown, blue) < -0.8
    result = painted(brown, blue)
    assert likeness(result, blue) > 0.95
    assert luma(result) == pytest.approx(luma(brown), abs=1e-5)


def test_a_painting_that_agrees_stays_as_it_is_however_strong_its_colours() -> None:
    blue = even(BLUE)
    strong = luma(blue)[..., np.newaxis] + 1.5 * chroma(blue)
    assert painted(strong, blue) == pytest.approx(strong, abs=1e-3)
    assert painted(blue, blue) == pytest.approx(blue, abs=1e-3)


def test_a_grey_photo_contradicts_nothing_and_one_that_is_nearly_grey_little() -> None:
    brown, nearly = even(BROWN), even((0.4, 0.4, 0.403))
    assert painted(brown, even(GREY)) == pytest.approx(brown, abs=1e-5)
    little, much = (np.abs(painted(brown, photo) - brown).max() for photo in (nearly, even(BLUE)))
    assert little < much / 3


def test_where_the_painting_is_grey_it_takes_some_of_the_colour() -> None:
    result = painted(even(GREY), even(BLUE))
    assert likeness(result, even(BLUE)) > 0.99
    assert np.abs(chroma(result)).max() < 0.7 * np.abs(chroma(even(BLUE))).max()


def test_it_grows_with_the_colour_that_is_kept_and_is_nothing_without_any() -> None:
    brown, blue = even(BROWN), even(BLUE)
    assert painted(brown, blue, 0) is brown
    kept = [likeness(painted(brown, blue, amount), blue) for amount in (0.01, 0.03, 0.1, 0.3, 1)]
    assert kept == sorted(kept)
    assert kept[0] < -0.5


def test_of_the_opposite_is_left_what_is_said() -> None:
    blue = even(BLUE)
    opposite = luma(blue)[..., np.newaxis] - chroma(blue)
    left = np.abs(painted(opposite, blue, 0.05) - blue).max() / np.abs(opposite - blue).max()
    assert left == pytest.approx(0.95**CONTRADICTED, rel=0.1)


def test_a_part_cut_out_has_the_same_pixels() -> None:
    random = np.random.RandomState(3)
    colours, photo = random.rand(2, 90, 700, 3).astype(np.float32)
    whole = painted(colours, photo)
    assert np.array_equal(painted(colours[20:70, 100:400], photo[20:70, 100:400]), whole[20:70, 100:400])
