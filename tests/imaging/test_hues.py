"""Colours that contradict the photo give way to its own, and no others do."""

import numpy as np
import pytest

from stylizer_app.imaging.colour import luma
from stylizer_app.imaging.hues import CONTRADICTED, MUTED, STRONG, telling, uncontradicted
from stylizer_app.imaging.samples import Floats

Colour = tuple[float, float, float]

BLUE = (0.2, 0.35, 0.6)
BROWN = (0.5, 0.35, 0.15)
GREY = (0.4, 0.4, 0.4)


def even(colour: Colour, size: int = 6) -> Floats:
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
    pale = even((0.35, 0.4, 0.5))
    result = painted(even(GREY), pale, 0.1)
    assert likeness(result, pale) > 0.99
    assert np.abs(chroma(result)).max() < 0.7 * np.abs(chroma(pale)).max()


def test_a_strong_colour_is_kept_where_a_faint_one_gives_way() -> None:
    orange = even((0.6, 0.45, 0.35))
    strong, faint = (
        likeness(painted(orange, green, 0.1), green) for green in (even((0.1, 0.6, 0.3)), even((0.36, 0.42, 0.38)))
    )
    assert likeness(orange, even((0.1, 0.6, 0.3))) < 0.1
    assert strong > 0.5
    assert strong > faint + 0.3


def test_what_comes_in_is_muted_as_the_paint_is() -> None:
    neon = even((0.1, 0.9, 0.2))
    for paint in (even((0.6, 0.45, 0.35)), even((0.9, 0.3, 0.2))):
        strength = np.linalg.norm(chroma(painted(paint, neon, 0.9)), axis=-1)
        assert strength.max() < 1.02 * max(MUTED, np.linalg.norm(chroma(paint)[0, 0]))


@pytest.mark.parametrize("fur", [BROWN, (0.6, 0.55, 0.1), (0.2, 0.5, 0.3), BLUE])
def test_a_white_chin_in_fur_is_not_painted_in_the_opposite_of_it_and_snow_in_a_grey_field_is(fur: Colour) -> None:
    field = even(GREY, 160)
    paint = luma(even(fur, 160))[..., np.newaxis] + 0.3 - chroma(even(fur, 160))
    left = []
    for photo in (even(fur, 160), field):
        photo[70:90, 70:90] = 0.8
        result = uncontradicted(paint, photo, telling(photo), 0.25)[75:85, 75:85]
        left.append(np.abs(chroma(result)).mean() / np.abs(chroma(paint)).mean())
    assert left[0] < 0.3
    assert left[1] > 0.9


@pytest.mark.parametrize("colour", [BROWN, BLUE, GREY, (0.6, 0.55, 0.1)])
def test_an_even_photo_tells_its_own_hue_and_light(colour: Colour) -> None:
    photo = even(colour, 90)
    told = telling(photo)
    assert luma(told) == pytest.approx(luma(photo), abs=1e-4)
    if colour != GREY:
        assert likeness(told, photo) > 0.999


def test_what_is_far_away_or_a_single_grain_tells_nothing() -> None:
    photo = even(GREY, 320)
    photo[:, 200:] = BLUE
    strength = np.linalg.norm(chroma(telling(photo)), axis=-1)[160]
    assert strength[170] > 0.02
    assert strength[100] < 0.002
    grain = np.random.default_rng(1).normal(0, 0.1, photo.shape).astype(np.float32)
    assert telling(0.5 + grain).std() < 0.4 * grain.std()


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
    power = CONTRADICTED * (1 + STRONG * float(np.linalg.norm(chroma(blue)[0, 0])))
    assert left == pytest.approx(0.95**power, rel=0.2)


def test_a_part_cut_out_has_the_same_pixels() -> None:
    random = np.random.RandomState(3)
    colours, photo = random.rand(2, 90, 700, 3).astype(np.float32)
    whole = painted(colours, photo)
    assert np.array_equal(painted(colours[20:70, 100:400], photo[20:70, 100:400]), whole[20:70, 100:400])
