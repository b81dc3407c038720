"""What the photo contributes: its detail, in the painting's contrast and polarity, the same in tiles as in whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from stylizer_app.engine import guide
from stylizer_app.engine.guide import (
    FINE_PAINT,
    FINE_PAINT_ON_FLAT,
    MOST_CONTRAST,
    MOST_DETAIL,
    Detail,
    Enlargement,
    Guide,
    guide_of,
)
from stylizer_app.engine.octaves import Octaves
from stylizer_app.engine.reduced import (
    FAINT,
    STROKES_ON_FLAT,
    ReducedPhoto,
)
from stylizer_app.imaging import colour, firmness
from stylizer_app.imaging.colour import luma, to_float, to_samples
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.resize import enlarge_region, resize_float
from stylizer_app.imaging.samples import Floats
from tests.engine.conftest import SMALL, noise, reduced

LARGE = Size(430, 344)
PHOTO = noise(LARGE.height, LARGE.width)


def enlargement(amount: float = 1.0, contrast: float = 1.0, photo: Picture = PHOTO) -> Enlargement:
    """Of a "painting" that is the photo itself, with another contrast."""
    small = reduced(photo)
    painted = to_samples(0.5 + contrast * (small - 0.5), 16)
    return Detail(photo, Octaves((SMALL,), photo.size), ReducedPhoto.of(small), amount).enlargement(painted, photo.size)


def whole(source: Enlargement) -> np.ndarray:
    return source.read(Region(0, 0, source.size.width, source.size.height))


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither strong detail nor straight detail is held back, no edge made firm and no texture added: the photo here is
    noise, which has nothing else.
    """
    monkeypatch.setattr(guide, "TEXTURE", 0.0)
    monkeypatch.setattr(guide, "MOST_DETAIL", 1e6)
    monkeypatch.setattr(guide, "FAINT_LINE", 1e-6)
    monkeypatch.setattr(firmness, "AMOUNT", 0.0)


@pytest.mark.usefixtures("unlimited")
@pytest.mark.parametrize("contrast", [1.0, 0.5, -0.6])
def test_the_photos_detail_comes_back_in_the_paintings_contrast(contrast: float) -> None:
    expected = 0.5 + contrast * (luma(to_float(PHOTO.rgb)) - 0.5)
    without, with_detail = (luma(whole(enlargement(amount, contrast))) for amount in (0.0, 1.0))
    assert np.std(with_detail - expected) < 0.35 * np.std(without - expected)


@pytest.mark.parametrize("shown", [True, False])
def test_an_octaves_edges_are_firm_once_they_are_enlarged(shown: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    painted = np.full((SMALL.height, SMALL.width, 3), 0.2, np.float32)
    painted[:, 90:] = 0.7
    photo = resize_float(to_samples(painted, 16), LARGE) if shown else np.full((344, 430, 3), 0.5, np.float32)
    source = replace(enlargement(photo=Picture(to_samples(photo, 16))), before=to_samples(painted, 16))
    firm = whole(source)[170, :, 1]
    monkeypatch.setattr(firmness, "AMOUNT", 0.0)
    soft = whole(source)[170, :, 1]
    steep = [np.abs(np.diff(across)).max() for across in (firm, soft)]
    assert steep[0] > 1.2 * steep[1] if not shown else steep[0] >= steep[1]
    assert soft.min() - 0.005 < firm.min() < firm.max() < soft.max() + 0.005


def test_an_octave_that_has_the_size_is_not_made_firmer() -> None:
    source = enlargement()
    same = replace(source, size=SMALL, fine=lambda region: to_float(source.coarse[region.slices])[..., 0])
    assert np.array_equal(whole(same), to_float(source.before))


def wood(size: Size) -> Picture:
    """A photo of bushes in light and shade, with leaves two pixels large."""
    leaves = np.random.default_rng(4).random((size.height // 2, size.width // 2))
    bushes = np.sin(np.arange(size.width) / 9) * np.sin(np.arange(size.height) / 9)[:, np.newaxis]
    light = 0.4 + 0.2 * bushes + 0.1 * (np.kron(leaves, np.ones((2, 2))) - 0.5)
    return Picture(to_samples(np.repeat(light[..., np.newaxis], 3, -1).astype(np.float32), 16))


@pytest.mark.parametrize("contrast", [1.0, -0.6])
def test_texture_that_the_network_was_not_shown_comes_back(contrast: float) -> None:
    """In the painting's contrast: where it paints dark light, its leaves are dark."""
    photo = wood(SMALL)
    pixels = ReducedPhoto.of(reduced(photo))
    hidden = luma(pixels.pixels) - luma(pixels.patches)
    assert hidden.std() > 0.01
    shown = replace(pixels, texture=1.0)
    painted = to_samples(0.5 + contrast * (pixels.patches - 0.5), 16)
    with_texture, without = (
        to_float(Detail(photo, Octaves((SMALL,), LARGE), seen, 1).enlargement(painted, LARGE).before)
        for seen in (pixels, shown)
    )
    added = luma(with_texture) - luma(without)
    assert np.corrcoef(added.ravel(), hidden.ravel())[0, 1] * np.sign(contrast) > 0.9
    assert 0.2 < added.std() / hidden.std() < 1
    plain = Detail(photo, Octaves((SMALL,), LARGE), pixels, 0).enlargement(painted, LARGE).before
    assert np.array_equal(to_float(plain), to_float(without))


def painting(bands: Iterable[tuple[Region, Floats]]) -> Floats:
    """Bands put together."""
    return np.concatenate([values for _, values in bands])


def test_texture_is_the_same_in_bands_of_any_height(monkeypatch: pytest.MonkeyPatch) -> None:
    photo = wood(SMALL)
    pixels = ReducedPhoto.of(reduced(photo))
    painted = to_samples(0.5 * pixels.patches, 16)
    detail = Detail(photo, Octaves((SMALL,), LARGE), pixels, 1)
    whole = painting(detail.textured(painted))
    monkeypatch.setattr(colour, "_BLOCK", 7 * painted[0].size)
    bands = list(detail.textured(painted))
    assert len(bands) > 5
    assert [region.top for region, _ in bands[1:]] == [region.bottom for region, _ in bands[:-1]]
    assert np.array_equal(painting(bands), whole)


def test_the_first_octave_has_its_texture_whether_it_is_shown_or_enlarged() -> None:
    photo = wood(SMALL)
    pixels = ReducedPhoto.of(reduced(photo))
    painted = to_samples(pixels.patches, 16)
    detail, other = (Detail(photo, Octaves((SMALL,), LARGE), pixels, 1) for _ in range(2))
    shown = painting(detail.textured(painted))
    added, hidden = luma(shown - pixels.patches), luma(pixels.pixels) - luma(pixels.patches)
    assert np.corrcoef(added.ravel(), hidden.ravel())[0, 1] > 0.9
    enlarged = detail.enlargement(painted, LARGE).before
    assert np.corrcoef(luma(to_float(enlarged)).ravel(), luma(shown).ravel())[0, 1] > 0.95
    assert np.array_equal(enlarged, other.enlargement(painted, LARGE).before)


def test_glitter_is_held_back() -> None:
    samples = np.full((LARGE.height, LARGE.width, 3), 0.3, np.float32)
    samples[:, 200:] = 0.7
    samples[::9, ::9] = 1
    source = enlargement(photo=Picture(to_samples(samples, 16)))
    added = source.read(Region(0, 0, 430, 344)) - enlarge_region(source.before, LARGE, Region(0, 0, 430, 344))
    assert np.abs(added).max() < 1.01 * MOST_CONTRAST * MOST_DETAIL


def detail_of(light: Floats) -> float:
    """The share of a fine pattern (H, W) on a grey photo that comes back in a grey painting of the same contrast."""
    guide_of_all = Guide(*(np.ones((10, 12, channels), np.float32) for channels in (3, 1, 3)))
    grey = to_samples(np.full((SMALL.height, SMALL.width, 3), 0.5, np.float32), 16)
    source = Enlargement(grey, grey[..., :1], lambda region: 0.5 + light[region.slices], guide_of_all, LARGE)
    return float(((luma(whole(source)) - 0.5) * light).sum() / np.square(light).sum())


def test_faint_light_along_rows_and_columns_is_no_paint_and_the_rest_is() -> None:
    y, x = np.indices((LARGE.height, LARGE.width))
    rows, columns, slanting = (np.cos(2 * np.pi * at / 3).astype(np.float32) for at in (y, x, y + x))
    assert detail_of(0.02 * slanting) > 0.9
    assert max(detail_of(0.02 * rows), detail_of(0.02 * columns)) < 0.4
    for edges in (rows, columns):
        assert detail_of(0.3 * edges) > 0.95 * detail_of(0.3 * slanting)


def test_an_edge_is_not_continued_beyond_its_end() -> None:
    light = np.zeros((LARGE.height, LARGE.width), np.float32)
    light[100:250, 150:300] = 0.4
    fine = light - resize_float(light[..., np.newaxis], LARGE.scaled(0.5)).repeat(2, 0).repeat(2, 1)[..., 0]
    guide_of_all = Guide(*(np.ones((10, 12, channels), np.float32) for channels in (3, 1, 3)))
    grey = to_samples(np.full((SMALL.height, SMALL.width, 3), 0.5, np.float32), 16)
    source = Enlargement(grey, grey[..., :1], lambda region: 0.5 + fine[region.slices], guide_of_all, LARGE)
    drawn = np.abs(whole(source) - 0.5)
    assert drawn[100:250, 148:152].max() > 0.02
    assert drawn[:96].max() < 0.5 / 255
    assert drawn[254:].max() < 0.5 / 255


def test_detail_is_added_in_even_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(firmness, "AMOUNT", 0.0)  # it adds the less where detail does
    none, *more = (whole(enlargement(amount, 0.5)) for amount in (0.0, 0.25, 0.5, 0.75, 1.0))
    added = [np.std(one - none) for one in more]
    assert added == pytest.approx([added[-1] * share for share in (0.25, 0.5, 0.75, 1.0)], rel=0.02)


def test_contrast_has_a_limit_and_flat_pictures_have_none() -> None:
    small = reduced(PHOTO)
    strong = guide_of(to_samples(np.clip(0.5 + 5 * (small - 0.5), 0, 1), 16), ReducedPhoto.of(small), 1.0).contrast
    assert np.abs(strong).max() <= MOST_CONTRAST
    assert np.median(strong[..., 1]) > 1.2  # luma is mostly green
    flat = np.full_like(small, 0.4)
    assert np.abs(guide_of(to_samples(small, 16), ReducedPhoto.of(flat), 1.0).contrast).max() < 1e-6


def test_little_is_painted_where_the_photo_shows_nothing_or_a_gradient() -> None:
    pixels = reduced(PHOTO).copy()
    pixels[:, :100] = np.linspace(0.2, 0.8, 100)[:, np.newaxis]  # as a sky at dusk
    photo = ReducedPhoto.of(pixels)
    fine_paint = guide_of(to_samples(pixels, 16), photo, 1.0).fine_paint[..., 0]
    painted = np.full((SMALL.height, SMALL.width, 1), 0.1, np.float32)
    strokes = photo.strokes(painted, Region(0, 0, SMALL.width, SMALL.height))[..., 0]
    assert fine_paint[:, 8:15] == pytest.approx(FINE_PAINT_ON_FLAT, abs=0.02)
    assert strokes[:, 32:60] == pytest.approx(STROKES_ON_FLAT * FAINT, abs=0.002)
    assert fine_paint[:, -15:].mean() > 0.8 * FINE_PAINT
    assert strokes[:, -60:].mean() > 0.08
    faint = painted * 0.02
    assert photo.strokes(faint, Region(0, 0, SMALL.width, SMALL.height))[:, 32:60] == pytest.approx(
        STROKES_ON_FLAT * faint[:, 32:60], rel=0.05
    )


def test_fine_light_has_the_colours_of_light_and_shade() -> None:
    """Orange light on blue shade: what becomes lighter becomes more orange, by as much luma as fine light says."""
    light = np.clip(0.5 + 3 * (luma(reduced(PHOTO)) - 0.5), 0, 1)[..., np.newaxis]
    blue, orange = np.array([0.2, 0.3, 0.5], np.float32), np.array([0.8, 0.5, 0.4], np.float32)
    photo = ReducedPhoto.of(reduced(PHOTO))
    tint = guide_of(to_samples(blue + light * (orange - blue), 16), photo, 1.0).tint
    inside = tint[10:-10, 10:-10]
    assert inside.mean((0, 1)) == pytest.approx((orange - blue) / luma(orange - blue), abs=0.25)
    assert luma(inside) == pytest.approx(1.0, abs=0.01)
    assert guide_of(to_samples(np.full_like(photo.pixels, 0.4), 16), photo, 1.0).tint == pytest.approx(1.0)


def test_tiles_equal_the_whole_bit_for_bit() -> None:
    source = enlargement()
    expected, weights = whole(source), source.fine_paint(Region(0, 0, LARGE.width, LARGE.height))
    for top, left in product(range(0, LARGE.height, 90), range(0, LARGE.width, 128)):
        tile = Region(left, top, min(left + 128, LARGE.width), min(top + 90, LARGE.height))
        assert np.array_equal(source.read(tile), expected[tile.slices])
        assert np.array_equal(source.fine_paint(tile), weights[tile.slices])


@pytest.mark.usefixtures("unlimited")
@pytest.mark.parametrize("result", [Size(430, 344), Size(300, 240), Size(900, 720)])
def test_any_result_size_gets_detail(result: Size) -> None:
    octaves = Octaves((Size(100, 80), SMALL), result)
    detail = Detail(PHOTO, octaves, ReducedPhoto.of(reduced(PHOTO, Size(100, 80))), 1.0)
    first = detail.enlargement(to_samples(reduced(PHOTO, Size(100, 80)), 16), SMALL)
    last = detail.enlargement(to_samples(whole(first), 16), result)
    assert (last.size, whole(last).shape) == (result, (result.height, result.width, 3))
    expected = luma(resize_float(PHOTO.rgb, result))
    assert np.std(luma(whole(last)) - expected) < 0.1 * np.std(expected)


def test_pictures_of_a_few_pixels_have_a_guide() -> None:
    for size in (Size(1, 1), Size(3, 1), Size(2, 9)):
        picture = np.full((size.height, size.width, 3), 0.5, np.float32)
        guide = guide_of(to_samples(picture, 16), ReducedPhoto.of(picture), 1.0)
        assert np.isfinite(guide.contrast).all()
        assert np.isfinite(guide.fine_paint).all()
