"""The photo as the first octave sees it: strokes held back, brushwork, burning, forms in fog, texture, hues."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from stylizer_app.adjustments import Adjustments
from stylizer_app.engine.reduced import (
    BRUSHWORK,
    BURNED,
    FAINT,
    LESS_ON_LIGHT,
    MOST_DRAWN,
    STROKES_ON_FLAT,
    ReducedPhoto,
)
from stylizer_app.engine.request import Tones
from stylizer_app.imaging.colour import column_means, luma
from stylizer_app.imaging.geometry import Region
from stylizer_app.imaging.samples import Floats
from tests.engine.conftest import SMALL, noise, reduced

PHOTO = noise(344, 430)


@pytest.mark.parametrize(("contrast", "least", "most"), [(1.0, 0.085, 0.1), (0.2, 0.02, 0.05), (0.0, 0.0, 0.005)])
def test_strokes_in_mist_are_held_back(contrast: float, least: float, most: float) -> None:
    """The same strokes over the same photo: as it is, in mist, and gone."""
    photo = ReducedPhoto.of((0.6 + contrast * (reduced(PHOTO) - 0.6)).astype(np.float32))
    painted = np.full((SMALL.height, SMALL.width, 1), 0.1, np.float32)
    assert least <= photo.strokes(painted, Region(0, 0, SMALL.width, SMALL.height)).mean() <= most


def test_strokes_are_held_back_whether_of_light_or_of_colour() -> None:
    """Red and blue stripes in a clear sky, as light as each other, become as faint as black and white ones."""
    sky = ReducedPhoto.of(np.full((SMALL.height, SMALL.width, 3), 0.6, np.float32))
    stripes = np.where(np.arange(SMALL.width) % 16 < 8, 0.1, -0.1)[np.newaxis, :, np.newaxis]
    for colour in ((1.0, 1.0, 1.0), (0.5, 0.0, -1.0)):
        painted = np.broadcast_to(stripes * np.array(colour), (SMALL.height, SMALL.width, 3)).astype(np.float32)
        found = sky.strokes(painted, Region(0, 0, SMALL.width, SMALL.height))
        assert np.abs(found).max() == pytest.approx(STROKES_ON_FLAT * FAINT, rel=0.05)
        assert found == pytest.approx(painted * (found[0, 0, 2] / painted[0, 0, 2]), abs=1e-6)


def test_a_small_moon_stays_in_a_clear_sky() -> None:
    pixels = np.full((SMALL.height, SMALL.width, 3), 0.1, np.float32)
    pixels[80:88, 100:108] = 0.8
    painted = np.zeros_like(pixels)
    painted[80:88, 100:108] = 0.6
    kept = ReducedPhoto.of(pixels).strokes(painted, Region(0, 0, SMALL.width, SMALL.height))
    assert kept[82:86, 102:106].min() > 0.35


def brushwork_on(pixels: Floats, amount: float) -> float:
    """Standard deviation of what brushwork adds to a photo of these pixels."""
    photo, whole = ReducedPhoto.of(pixels), Region(0, 0, SMALL.width, SMALL.height)
    bare, seen = (photo.adjusted(Adjustments(brushwork=share)).read(whole) for share in (0, amount))
    return float((seen - bare).std())


def test_brushwork_is_seen_where_the_photo_shows_nothing_and_less_where_it_is_light() -> None:
    dark, light = (np.full((SMALL.height, SMALL.width, 3), value, np.float32) for value in (0.2, 0.8))
    assert brushwork_on(dark, 100) == pytest.approx(
        BRUSHWORK * (1 - LESS_ON_LIGHT * 0.2), rel=0.25
    )  # not everywhere as firm
    assert brushwork_on(dark, 50) == pytest.approx(brushwork_on(dark, 100) / 2, rel=0.05)
    assert brushwork_on(light, 100) == pytest.approx(BRUSHWORK * (1 - LESS_ON_LIGHT * 0.8), rel=0.25)
    assert brushwork_on(reduced(PHOTO), 100) < 0.3 * brushwork_on(dark, 100)


def test_brushwork_leaves_stars_and_edges_alone() -> None:
    pixels = np.full((SMALL.height, SMALL.width, 3), 0.1, np.float32)
    pixels[60:62, 100:102], pixels[120:] = 0.6, 0.4
    photo, whole = ReducedPhoto.of(pixels), Region(0, 0, SMALL.width, SMALL.height)
    bare, seen = (photo.adjusted(Adjustments(brushwork=share)).read(whole) for share in (0, 100))
    added = np.abs(seen - bare)[..., 0]
    assert added[58:64, 98:104].max() < 0.2 * BRUSHWORK
    assert added[118:122].max() < 0.2 * BRUSHWORK
    assert added[20:50, 20:80].max() > BRUSHWORK


def test_brushwork_moves_as_a_look_has_it_and_is_drawn_once() -> None:
    dark = ReducedPhoto.of(np.full((SMALL.height, SMALL.width, 3), 0.2, np.float32))
    grounds = [dark.adjusted(Adjustments(), movement).ground for movement in (-1, 0, 1)]
    assert all(ground is not None for ground in grounds)
    assert all(np.abs(a - b).max() > 1 for a, b in combinations(grounds, 2))
    assert dark.adjusted(Adjustments(strength=30), 0).ground is grounds[1]
    assert dark.adjusted(Adjustments(brushwork=0), 0).ground is None
    for movement in np.linspace(-0.9, 0.9, 10):
        dark.adjusted(Adjustments(), float(movement))
    assert len(dark.drawn) == MOST_DRAWN


def test_strokes_of_brushwork_are_kept() -> None:
    sky = ReducedPhoto.of(np.full((SMALL.height, SMALL.width, 3), 0.6, np.float32))
    painted, whole = np.full((SMALL.height, SMALL.width, 3), 0.03, np.float32), Region(0, 0, SMALL.width, SMALL.height)
    kept = [sky.adjusted(Adjustments(brushwork=amount)).strokes(painted, whole).mean() for amount in (0, 40, 100)]
    assert kept[0] < FAINT * STROKES_ON_FLAT
    assert kept[0] < kept[1] < kept[2] < 0.03
    assert kept[2] > 0.02


def burned(photo: Floats, painted: float = 0.5, stroke: float = 0.0) -> Floats:
    """What becomes of even paint and a stroke of one luma each, on a photo of this luma (H, W)."""
    reduced_photo = ReducedPhoto.of(np.repeat(photo[..., np.newaxis], 3, -1).astype(np.float32))
    even, strokes = (np.full((*photo.shape, 3), value, np.float32) for value in (painted, stroke))
    return reduced_photo.burned(even, strokes, Region(0, 0, photo.shape[1], photo.shape[0]))


def half_and_half(left: float, right: float) -> Floats:
    """A photo of two tones."""
    photo = np.full((SMALL.height, SMALL.width), left, np.float32)
    photo[:, SMALL.width // 2 :] = right
    return photo


@pytest.mark.parametrize(("black", "rest"), [(0.0, 0.8), (0.02, 0.45), (0.2, 0.7)])
def test_paint_is_dark_where_the_photo_is_black_be_it_faded_or_not(black: float, rest: float) -> None:
    painted = burned(half_and_half(black, rest))
    assert painted[20:-20, 20:80].max() < 0.26
    assert painted[20:-20, 120:-20] == pytest.approx(0.5, abs=1e-6)


def test_what_is_grey_or_fog_or_dark_paint_is_hardly_burned() -> None:
    assert burned(half_and_half(0.4, 0.9)) == pytest.approx(0.5, abs=1e-6)
    underexposed = burned(np.tile(np.linspace(0, 0.12, SMALL.width, dtype=np.float32), (SMALL.height, 1)))
    assert 0.4 < underexposed.min() < 0.45
    assert underexposed[:, 150:].min() > 0.495
    assert burned(half_and_half(0.0, 0.8), 0.1)[20:-20, 20:80].mean() == pytest.approx(0.1 * (1 - BURNED / 3), rel=0.05)


def test_one_step_of_the_file_makes_no_step_in_the_night() -> None:
    """A photo of one tone, whichever it is, and two tones that are one step apart."""
    assert burned(np.full((SMALL.height, SMALL.width), 0.15, np.float32)) == pytest.approx(0.5)
    assert np.ptp(burned(half_and_half(30 / 255, 31 / 255))) < 1 / 255
    grain = np.random.default_rng(1).normal(0.15, 0.02, (SMALL.height, SMALL.width)).astype(np.float32)
    assert np.ptp(burned(grain)) < 12 / 255


def test_what_is_kept_of_a_photo_counts_as_memory() -> None:
    photo = ReducedPhoto.of(reduced(PHOTO))
    whole_maps = (photo.pixels, photo.dodged, photo.patches, photo.hues, photo.black, photo.empty)
    assert photo.bytes > sum(part.nbytes for part in whole_maps)


def test_photos_of_a_series_are_burned_alike_whatever_else_they_show() -> None:
    """A frame into which something white comes, and one that has only the night."""
    nights = [half_and_half(0.06, light)[..., np.newaxis] for light in (0.5, 0.9)]
    frames = [ReducedPhoto.of(np.repeat(night, 3, -1)) for night in nights]
    alone = [frame.black[80, 40] for frame in frames]
    together = [frame.adjusted(Adjustments(), 0, Tones(0.02, 0.8)).black[80, 40] for frame in frames]
    assert alone[0] == pytest.approx(alone[1], rel=1e-4)  # each at its own black
    assert 0 < together[0] < alone[0]
    assert together[0] == pytest.approx(together[1], rel=1e-4)


def test_burning_takes_no_colour_and_leaves_strokes_in_the_night() -> None:
    night, whole = half_and_half(0.0, 0.8), Region(0, 0, SMALL.width, SMALL.height)
    photo = ReducedPhoto.of(np.repeat(night[..., np.newaxis], 3, -1))
    blue, nothing = np.full((*night.shape, 3), (0.3, 0.4, 0.6), np.float32), np.zeros((*night.shape, 3), np.float32)
    dark = photo.burned(blue, nothing, whole)
    assert dark[..., 2] - dark[..., 0] == pytest.approx(0.3, abs=1e-5)
    assert luma(dark)[80, 40] < 0.5 * luma(blue)[80, 40]
    with_stroke = photo.burned(blue, nothing + np.float32(0.05), whole)
    assert (with_stroke - dark)[30:-30, 20:50] == pytest.approx(0.05, abs=0.002)


def test_grain_does_not_decide_which_colours_contradict_the_photo() -> None:
    """On a blue photo with grain in all colours brown paint gives way everywhere, so that there are no specks."""
    whole, shape = Region(0, 0, SMALL.width, SMALL.height), (SMALL.height, SMALL.width, 3)
    grain = np.random.default_rng(1).normal(0, 0.12, shape)
    photo = ReducedPhoto.of(np.clip(np.array((0.35, 0.45, 0.6)) + grain, 0, 1).astype(np.float32))
    brown = np.full(shape, (0.5, 0.35, 0.2), np.float32)
    assert np.array_equal(photo.uncontradicted(brown, whole), brown)
    kept = photo.adjusted(Adjustments(colors=25)).uncontradicted(brown, whole)
    still_brown = np.abs(kept - brown).max(axis=-1) < 0.05
    assert still_brown.mean() < 0.01


def contrast_gained(light: Floats) -> float:
    """How many times stronger than in the photo (H, W) broad light and shade are as the network sees them."""
    photo = ReducedPhoto.of(np.repeat(light[..., np.newaxis], 3, -1).astype(np.float32))
    return float(column_means(luma(photo.dodged), 4).std() / column_means(light, 4).std())


def test_faint_forms_gain_contrast_and_neither_grain_nor_what_is_seen_well_nor_stars_do() -> None:
    random = np.random.default_rng(1)
    forms = np.kron(random.standard_normal((15, 20)), np.ones((16, 16))).astype(np.float32)
    assert contrast_gained(0.3 + 0.02 * forms) > 1.4
    assert contrast_gained(0.5 + 0.15 * forms) < 1.15
    assert contrast_gained(0.3 + random.normal(0, 0.01, forms.shape).astype(np.float32)) < 1.1
    stars = np.full(forms.shape, 0.2, np.float32)
    stars[8::40, 8::40] = 0.9
    assert contrast_gained(stars) < 1.02


def test_the_photos_texture_is_seen_with_more_detail_than_usual() -> None:
    photo, whole = ReducedPhoto.of(reduced(PHOTO)), Region(0, 0, SMALL.width, SMALL.height)
    seen = [photo.adjusted(Adjustments(brushwork=0, detail=detail)).read(whole) for detail in (20, 70, 85, 100)]
    np.testing.assert_array_equal(seen[0], photo.patches)
    np.testing.assert_array_equal(seen[1], photo.patches)
    np.testing.assert_allclose(seen[2], (photo.patches + photo.dodged) / 2, atol=1e-6)
    np.testing.assert_allclose(seen[3], photo.dodged, atol=1e-6)
