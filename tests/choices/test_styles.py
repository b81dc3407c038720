"""The catalogue of looks: how they are called, whose they are, what they are best painted with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stylizer_app import Stylizer
from stylizer_app.adjustments import DEFAULTS, Adjustments
from stylizer_app.choices import styles
from stylizer_app.choices.document import Document, StyleChoice
from stylizer_app.errors import StyleError
from stylizer_app.errors.painting import LookRenamed
from stylizer_app.imaging.picture import Picture
from tests.catalogue import catalogue
from tests.engine.conftest import noise
from tests.fake_painter import FakeLibrary, FakePainter

NIGHT = Adjustments(strength=80, brush=448)


@pytest.fixture(autouse=True)
def looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with catalogue(tmp_path / "looks", monkeypatch):
        yield


def test_a_look_is_credited_in_every_language() -> None:
    night, ink, _ = styles.starter_styles()
    assert night.credit() == "Ann Other, c. 1890"
    assert (night.title("it"), night.credit("it")) == ("La notte", "Ann Other, 1890 circa")
    assert ink.credit() == ink.credit("it") == ""


def test_a_look_shows_its_tile_or_its_drawing() -> None:
    night, ink, glass = styles.starter_styles()
    assert (night.tile.parent.name, night.drawing) == ("tiles", None)
    assert ink.tile == ink.drawing
    assert glass.drawing is not None
    assert glass.tile == glass.drawing.parent / "tiles" / "glass.jpg"


def test_a_name_of_the_version_before_finds_the_look_and_a_note_says_so() -> None:
    found = styles.find_style("Dusk")
    assert isinstance(found, styles.StarterStyle)
    assert found.name == "night"
    assert styles.renamed("Dusk") == LookRenamed("Dusk", "night")
    assert styles.renamed("night") is None
    assert styles.renamed("no such look") is None


def test_networks_can_paint_what_they_were_taught_and_what_is_drawn() -> None:
    assert styles.paintable(()) == {"ink", "glass"}
    assert styles.paintable(["night"]) == {"night", "ink", "glass"}


@pytest.mark.parametrize("wrong", ["{ strength = 300 }", "{ hue = 3 }", '"many"', "[3]"])
def test_a_catalogue_with_impossible_adjustments_is_refused(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "looks" / "styles.toml"
    file.write_text(file.read_text("utf-8").replace("{ colors = 30 }", wrong), "utf-8")
    with pytest.raises(StyleError, match="Install the program again"):
        styles.starter_styles()


def test_values_that_are_as_before_follow_and_others_stay() -> None:
    moved = Adjustments(strength=80, brush=900, colors=12)
    assert moved.following(NIGHT, Adjustments(strength=110, colors=50)) == Adjustments(
        strength=110, brush=900, colors=12
    )
    assert DEFAULTS.following(DEFAULTS, NIGHT) == NIGHT


def test_choosing_a_look_takes_its_adjustments_except_those_that_were_moved() -> None:
    night = Document().with_style(StyleChoice("night"))
    assert night.adjustments == night.usual == NIGHT
    glass = night.with_moved("brush", 900).with_style(StyleChoice("glass"))
    assert glass.adjustments == Adjustments(brush=900, colors=30)
    own = glass.with_style(StyleChoice("mine", Path("mine.jpg")))
    assert own.adjustments == Adjustments(brush=900)
    assert own.usual == DEFAULTS


def test_in_a_mixture_the_first_look_says_what_is_usual() -> None:
    mixture = Document().with_style(StyleChoice("night")).with_added_style(StyleChoice("glass"))
    assert mixture.adjustments == mixture.usual == NIGHT
    assert mixture.without_style(0).adjustments == Adjustments(colors=30)
    assert mixture.with_styles(()).adjustments == DEFAULTS


def test_a_painting_or_a_vector_named_like_a_look_is_none() -> None:
    assert Document().with_style(StyleChoice("night", Path("night.jpg"))).usual == DEFAULTS
    assert Document().with_style(StyleChoice("night", vector=(1.0,), pack="x")).usual == DEFAULTS


def test_python_paints_a_look_as_it_is_best_unless_told_otherwise() -> None:
    painter, photo = FakePainter(), noise(20, 30)
    with Stylizer(painter=painter, library=FakeLibrary()) as stylizer:  # type: ignore[arg-type]
        stylizer.paint(photo, "night")
        stylizer.paint(photo, ["night", "glass"], strength=60)
        stylizer.paint(photo, ["glass", "night"])
        stylizer.paint(photo, [Picture(noise(8, 8).rgb), "night"])
    used = [request.adjustments for request in painter.requests]
    assert used == [NIGHT, Adjustments(strength=60, brush=448), Adjustments(colors=30), DEFAULTS]
