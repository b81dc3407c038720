"""The whole way: the photo's size out, the same bytes twice, previews that are the first stage of the result."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stylizer_app.adjustments import ROWS, Adjustments
from stylizer_app.devices import DEVICES
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.engine.request import Mixture, PaintRequest, StyleVector, WeightedStyle
from stylizer_app.errors import Cancelled, DeviceError, MemoryBudgetError, PackError, UsageError
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.mask import Mask
from stylizer_app.imaging.picture import Metadata, Picture
from tests.engine.conftest import noise

PHOTO, STYLE, OTHER = noise(150, 210, 1), noise(64, 64, 2), noise(64, 64, 3)


def request(photo: Picture = PHOTO, **changes: object) -> PaintRequest:
    """A request in small strokes; ``changes`` are adjustments, or fields of the request."""
    adjusted = {name: changes.pop(name) for name in ROWS if name in changes}
    adjustments = Adjustments(brush=64).with_(**adjusted)
    return PaintRequest(photo, (WeightedStyle(STYLE),), adjustments, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def shared_painter(random_packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Painter:
    return Painter(PackLibrary(random_packs, tmp_path_factory.mktemp("installed")))


@settings(max_examples=12)
@given(width=st.integers(1, 150), height=st.integers(1, 150), pack=st.sampled_from(["builtin", "magenta"]))
def test_every_size_comes_out_as_it_went_in(shared_painter: Painter, width: int, height: int, pack: str) -> None:
    painting = shared_painter.paint(request(noise(height, width, width), pack=pack))
    assert painting.picture.size == Size(width, height)
    assert painting.report.octaves[-1].long_side >= max(width, height)


def test_the_same_request_gives_the_same_bytes(random_packs: Path, painter: Painter) -> None:
    again = Painter(PackLibrary(random_packs))
    assert painter.paint(request()).picture.digest == again.paint(request()).picture.digest


def test_the_division_into_tiles_does_not_show(painter: Painter, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = painter.paint(request()).picture.rgb.astype(int)
    monkeypatch.setitem(DEVICES, "cpu", replace(DEVICES["cpu"], core=16, whole_bytes=0))
    painting = painter.paint(request())
    assert painting.report.tiles > 10
    assert np.abs(painting.picture.rgb - whole).max() <= 1


def test_a_small_picture_is_one_run_of_the_undivided_network(painter: Painter) -> None:
    painting = painter.paint(request(noise(80, 120, 5)))
    assert painting.report.tiles == len(painting.report.octaves) + 1  # that of the drawing


def test_a_style_is_most_like_itself(painter: Painter) -> None:
    same, other = painter.distances(STYLE, [STYLE, OTHER])
    assert same == 0 < other


def test_strength_zero_is_the_photo_itself(painter: Painter) -> None:
    assert painter.paint(request(strength=0)).picture is PHOTO


def test_strength_zero_at_another_size_is_the_photo_resized(painter: Painter) -> None:
    assert painter.paint(request(strength=0, size=Size(105, 75))).picture.size == Size(105, 75)


def test_strength_moves_away_from_the_photo_step_by_step(painter: Painter) -> None:
    distances = []
    for strength in (2, 10, 20, 30):
        painted = painter.paint(request(strength=strength)).picture.rgb
        distances.append(np.abs(painted.astype(int) - PHOTO.rgb).mean())
    assert distances == sorted(distances)
    assert distances[0] < 2


def test_past_full_strength_the_picture_still_changes(painter: Painter) -> None:
    full, past = (painter.paint(request(strength=s)).picture.rgb.astype(int) for s in (100, 150))
    assert np.abs(full - past).mean() > 0.5


def test_a_weight_of_zero_leaves_the_single_style(painter: Painter) -> None:
    mixture = (WeightedStyle(STYLE, 1.0), WeightedStyle(OTHER, 0.0))
    one = painter.paint(request()).picture
    two = painter.paint(PaintRequest(PHOTO, mixture, Adjustments(brush=64))).picture
    assert one.digest == two.digest


def test_a_mixture_differs_from_both_styles(painter: Painter) -> None:
    pictures = [
        painter.paint(PaintRequest(PHOTO, styles, Adjustments(brush=64))).picture.digest
        for styles in (
            (WeightedStyle(STYLE),),
            (WeightedStyle(OTHER),),
            (WeightedStyle(STYLE), WeightedStyle(OTHER, 2.0)),
        )
    ]
    assert len(set(pictures)) == 3


def test_a_style_vector_stands_for_its_painting(painter: Painter) -> None:
    vector = painter.style_vector(STYLE)
    direct = painter.paint(request())
    by_vector = painter.paint(PaintRequest(PHOTO, (WeightedStyle(vector),), Adjustments(brush=64)))
    assert direct.picture.digest == by_vector.picture.digest
    assert np.array_equal(direct.style_vectors[0].values, vector.values)


def test_a_style_vector_of_other_networks_is_refused(painter: Painter) -> None:
    foreign = StyleVector(np.zeros(100, np.float32), "another pack")
    with pytest.raises(PackError, match="other networks"):
        painter.paint(PaintRequest(PHOTO, (WeightedStyle(foreign),)))


def test_the_preview_is_the_first_octave_of_the_result(painter: Painter) -> None:
    octaves = list(painter.refine(request()))
    assert [o.picture.size for o in octaves[:-1]] == list(octaves[-1].report.octaves[:-1])
    assert octaves[-1].picture.size == PHOTO.size
    preview = painter.paint(request(octaves=1))
    assert preview.picture.digest == octaves[0].picture.digest
    assert octaves[-1].picture.digest == painter.paint(request()).picture.digest


def test_a_draft_is_one_small_octave(painter: Painter) -> None:
    draft = painter.paint(request(draft=100))
    assert draft.picture.size.long_side == 100
    assert len(draft.report.octaves) == 1


def test_the_photos_colours_stay_when_asked_for(painter: Painter) -> None:
    grey = Picture(np.repeat(PHOTO.rgb.mean(2, keepdims=True).astype(np.uint8), 3, 2))
    painted = painter.paint(request(grey, colors=100)).picture.rgb.astype(int)
    assert np.ptp(painted, axis=2).max() <= 2
    assert np.ptp(painter.paint(request(grey)).picture.rgb.astype(int), axis=2).max() > 10


def test_sixteen_bits_alpha_and_metadata_stay(painter: Painter) -> None:
    deep = noise(90, 120, 4, depth=16)
    alpha = np.linspace(0, 65535, 90 * 120).reshape(90, 120).astype(np.uint16)
    photo = Picture(deep.rgb, alpha, Metadata(exif=b"Exif", dpi=(300, 300)), Path("photo.png"))
    painted = painter.paint(request(photo)).picture
    assert painted.depth == 16
    assert len(np.unique(painted.rgb)) > 300
    assert np.array_equal(painted.alpha, alpha)
    assert (painted.metadata, painted.source) == (photo.metadata, photo.source)
    half = painter.paint(request(photo, size=Size(60, 45))).picture
    assert half.alpha is not None
    assert half.alpha.shape == (45, 60)


def test_another_size_is_painted_at_that_size(painter: Painter) -> None:
    assert painter.paint(request(size=Size(420, 300))).picture.size == Size(420, 300)
    assert painter.paint(request(size=Size(21, 15))).picture.size == Size(21, 15)


def test_packs_do_not_share_what_they_keep(painter: Painter) -> None:
    first = painter.paint(request()).picture.digest
    other = painter.paint(request(pack="magenta")).picture.digest
    assert first != other
    assert painter.paint(request()).picture.digest == first


def test_cancelling_from_within_stops_and_the_painter_still_works(painter: Painter) -> None:
    token = CancelToken()
    progress = Progress(lambda fraction, _: token.cancel() if fraction > 0.3 else None, token)
    with pytest.raises(Cancelled):
        painter.paint(request(), progress)
    assert painter.paint(request()).picture.size == PHOTO.size


def test_the_report_says_what_was_done(painter: Painter) -> None:
    report = painter.paint(request()).report
    assert (report.pack, report.device, report.size, report.photo_size) == ("builtin", "cpu", PHOTO.size, PHOTO.size)
    assert set(report.seconds) == {"style", "photo", "drawing"}
    assert len(report.octave_seconds) == len(report.octaves)
    assert report.total_seconds > max(report.octave_seconds) > 0
    assert report.peak_memory > 10_000_000


def test_a_budget_that_fits_nothing_is_a_sentence(painter: Painter) -> None:
    with pytest.raises(MemoryBudgetError, match="needs at least"):
        painter.paint(request(memory=1000))


def test_unknown_packs_and_devices_are_sentences(painter: Painter) -> None:
    with pytest.raises(PackError, match="no pack named nowhere"):
        painter.paint(request(pack="nowhere"))
    with pytest.raises(UsageError, match="no device named abacus"):
        painter.paint(request(device="abacus"))


def test_a_device_that_is_not_there_is_a_sentence(painter: Painter) -> None:
    absent = "coreml" if sys.platform != "darwin" else "directml"
    with pytest.raises(DeviceError, match=absent):
        painter.paint(request(device=absent))


@pytest.mark.parametrize("weights", [(-1.0, 2.0), (0.0, 0.0), (np.nan, 1.0)])
def test_impossible_weights_are_refused(weights: tuple[float, float]) -> None:
    with pytest.raises(UsageError, match="weights"):
        PaintRequest(PHOTO, tuple(WeightedStyle(STYLE, w) for w in weights))


def test_a_request_without_a_painting_is_refused() -> None:
    with pytest.raises(UsageError, match="painting"):
        PaintRequest(PHOTO, ())


def test_a_closed_painter_can_be_used_again(painter: Painter) -> None:
    painter.paint(request(octaves=1))
    painter.close()
    assert painter.paint(request(octaves=1)).picture.size.long_side == 64


def test_what_is_masked_out_is_the_photo_whatever_the_tiles(painter: Painter, monkeypatch: pytest.MonkeyPatch) -> None:
    coverage = np.zeros((15, 21), np.uint8)
    coverage[5:] = 255
    masked = request(mask=Mask(coverage))
    whole, plain = painter.paint(masked).picture.samples, painter.paint(request()).picture.samples
    first = next(painter.refine(masked)).picture
    monkeypatch.setitem(DEVICES, "cpu", replace(DEVICES["cpu"], core=16, whole_bytes=0))
    tiled = painter.paint(masked)
    assert tiled.report.tiles > 10
    for samples in (whole, tiled.picture.samples):
        assert np.array_equal(samples[:45], PHOTO.samples[:45])
        assert np.abs(samples[56:].astype(int) - plain[56:]).max() <= 1
    untouched = next(painter.refine(request(strength=0, size=first.size))).picture
    assert np.array_equal(first.samples[: first.size.height // 4], untouched.samples[: first.size.height // 4])


def test_a_mixture_is_one_style_with_the_mean_of_its_vectors(painter: Painter) -> None:
    parts = (WeightedStyle(STYLE, 2), WeightedStyle(OTHER, 1))
    apart = painter.paint(replace(request(), styles=parts))
    mixture = painter.paint(replace(request(), styles=(WeightedStyle(Mixture(parts), 1, "mine"),)))
    assert np.abs(mixture.picture.rgb.astype(int) - apart.picture.rgb).max() <= 1
    [vector] = mixture.style_vectors
    first, second = (one.values for one in apart.style_vectors)
    assert np.allclose(vector.values, (2 * first + second) / 3, atol=1e-5)


def test_a_mixture_needs_a_style_with_a_share() -> None:
    for styles in ((), (WeightedStyle(STYLE, 0),)):
        with pytest.raises(UsageError):
            Mixture(styles)
