"""A sheet of looks: what is painted on it, with the photo prepared once, from Python."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from stylizer_app import Stylizer
from stylizer_app.choices.styles import paintable
from stylizer_app.engine.progress import Progress
from stylizer_app.errors import StyleError, UsageError
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.picture import Picture
from tests.fake_painter import FakeLibrary, FakePainter

PHOTO = Picture(np.random.default_rng(1).integers(0, 256, (1400, 2100, 3), np.uint8))


@pytest.fixture
def painter() -> FakePainter:
    return FakePainter()


@pytest.fixture
def stylizer(painter: FakePainter) -> Stylizer:
    return Stylizer(painter=painter, library=FakeLibrary())  # type: ignore[arg-type]


def asked(painter: FakePainter) -> list[tuple[str, float, int]]:
    return [(r.styles[0].name, r.adjustments.strength, r.adjustments.brush) for r in painter.requests]


def test_without_styles_every_look_of_the_pack_is_painted(stylizer: Stylizer, painter: FakePainter) -> None:
    sheet = stylizer.sheet(PHOTO, size=96)
    names = [name for name, _, _ in asked(painter)]
    assert set(names) == paintable(())
    assert len(set(names)) == len(names) >= 2
    assert sheet.picture.size.width > 96 * 2


def test_the_photo_is_made_smaller_once_for_all(stylizer: Stylizer, painter: FakePainter) -> None:
    stylizer.sheet(PHOTO, ["ink-wash", "charcoal"], size=96)
    photos = {id(request.photo) for request in painter.requests}
    assert len(photos) == 1
    first = painter.requests[0]
    finest = max(request.adjustments.brush for request in painter.requests)
    assert first.photo.size.long_side == finest < PHOTO.size.long_side
    assert first.size is not None
    assert first.size.long_side == 96


def test_a_small_photo_is_not_enlarged(stylizer: Stylizer, painter: FakePainter) -> None:
    stylizer.sheet(Picture(PHOTO.samples[:50, :80].copy()), ["woodcut"], size=512)
    [request] = painter.requests
    assert request.size == request.photo.size


def test_strengths_are_rows_and_brushes_are_columns_of_one_look(stylizer: Stylizer, painter: FakePainter) -> None:
    sheet = stylizer.sheet(PHOTO, ["woodcut"], strengths=[50, 100], brushes=["fine", 768, "broad"], size=96)
    ways = [(s, b) for s in (50, 100) for b in (1280, 768, 448)]
    assert asked(painter) == [("woodcut", s, b) for s, b in ways]
    assert sheet.picture.size.width > 3 * 96
    assert sheet.picture.size.width < 4 * 96


def test_other_adjustments_hold_for_every_picture(stylizer: Stylizer, painter: FakePainter) -> None:
    stylizer.sheet(PHOTO, ["woodcut", "charcoal"], colors="photo", detail=20, size=96)
    assert {(r.adjustments.colors, r.adjustments.detail) for r in painter.requests} == {(100, 20)}


def test_a_sheet_is_saved_as_what_its_name_says_and_tells_nothing_of_the_photo(
    stylizer: Stylizer, tmp_path: Path
) -> None:
    sheet = stylizer.sheet(PHOTO, ["woodcut", "charcoal"], size=96)
    for name in ("sheet.jpg", "sheet.png", "sheet.webp"):
        saved = decode(sheet.save(tmp_path / name))
        assert saved.size == sheet.picture.size
        assert saved.metadata.exif is None


def test_progress_runs_through_all_pictures(stylizer: Stylizer) -> None:
    heard: list[float] = []
    progress = Progress(lambda fraction, _doing: heard.append(fraction))
    stylizer.sheet(PHOTO, ["woodcut", "charcoal"], size=96, progress=progress)
    assert heard == sorted(heard)
    assert {0.5, 1.0} <= set(heard)


@pytest.mark.parametrize(
    ("wrong", "error", "says"),
    [
        ({"styles": []}, UsageError, "No painting"),
        ({"styles": ["no such look"]}, StyleError, "no such look"),
        ({"strengths": [151]}, UsageError, "Strength"),
        ({"brushes": ["tiny"]}, UsageError, "Brush"),
        ({"size": 3}, UsageError, "Size cannot be '3'. Choose a whole number from 64 to 4096."),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_painted(
    stylizer: Stylizer, painter: FakePainter, wrong: dict[str, object], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says.replace(".", r"\.")):
        stylizer.sheet(PHOTO, **wrong)  # type: ignore[arg-type]
    assert painter.requests == []
