"""Stylizer from Python: three words to a painting, the flags as keyword arguments, and documentation that runs."""

from __future__ import annotations

import doctest
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylizer_app import Stylizer
from stylizer_app.adjustments import Adjustments
from stylizer_app.choices.recipe import read_recipe
from stylizer_app.choices.styles import starter_styles
from stylizer_app.engine.request import StyleVector, WeightedStyle
from stylizer_app.errors import PackError, SaveError, StyleError, UsageError
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.picture import Picture
from tests.fake_painter import FakeLibrary, FakePainter

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def painter() -> FakePainter:
    """The painter underneath."""
    return FakePainter()


@pytest.fixture
def stylizer(painter: FakePainter) -> Iterator[Stylizer]:
    """A Stylizer without networks."""
    with Stylizer(painter=painter, library=FakeLibrary()) as stylizer:  # type: ignore[arg-type]
        yield stylizer
    assert painter.closed


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with photo.jpg in it."""
    monkeypatch.chdir(tmp_path)
    ramp = np.linspace(0, 255, 96 * 64 * 3).reshape(64, 96, 3).astype(np.uint8)
    Image.fromarray(ramp).save("photo.jpg")
    return tmp_path


def test_three_words_paint_a_photo(stylizer: Stylizer, here: Path) -> None:
    saved = stylizer.paint("photo.jpg", "woodcut").save("out.png")
    assert saved.resolve() == (here / "out.png").resolve()
    assert np.array_equal(decode(saved).rgb, 255 - decode("photo.jpg").rgb)


def test_keyword_arguments_are_the_flags(stylizer: Stylizer, here: Path, painter: FakePainter) -> None:
    stylizer.paint("photo.jpg", "woodcut", strength=70, brush=300, colors=20, size="50%")
    stylizer.paint("photo.jpg", "woodcut", brush="fine", size=30)
    first, second = painter.requests
    assert first.adjustments == Adjustments(strength=70, brush=300, colors=20)
    assert (str(first.size), str(second.size), second.adjustments.brush) == ("48 x 32", "30 x 20", 1280)


def test_pictures_vectors_lists_and_shares_are_all_styles(stylizer: Stylizer, here: Path, painter: FakePainter) -> None:
    picture = Picture(np.zeros((8, 8, 3), np.uint8))
    vector = StyleVector(np.ones(3, np.float32), "c0ffee")
    stylizer.paint(picture, [picture, vector, WeightedStyle(vector, 2, "mine"), Path("photo.jpg")])
    stylizer.paint(picture, {"woodcut": 2, "charcoal": 0.5})
    first, second = painter.requests
    assert [style.weight for style in first.styles] == [1, 1, 2, 1]
    assert [(style.name, style.weight) for style in second.styles] == [("woodcut", 2), ("charcoal", 0.5)]


def test_a_saved_painting_is_a_recipe(stylizer: Stylizer, here: Path, painter: FakePainter) -> None:
    painted = stylizer.paint("photo.jpg", "woodcut", strength=70, size="50%")
    painted.save("out.jpg")
    recipe = read_recipe("out.jpg")
    assert recipe == painted.recipe
    stylizer.paint("photo.jpg", recipe=recipe)
    stylizer.paint("photo.jpg", recipe=recipe, strength=120, size="original")
    stylizer.paint("photo.jpg", "charcoal", recipe=recipe)
    _, same, changed, restyled = painter.requests
    assert isinstance(same.styles[0].style, StyleVector)
    assert (same.adjustments.strength, str(same.size)) == (70, "48 x 32")
    assert (changed.adjustments.strength, changed.size) == (120, None)
    assert (restyled.adjustments.strength, restyled.styles[0].name) == (70, "charcoal")


def test_existing_files_are_refused_unless_told_otherwise(stylizer: Stylizer, here: Path) -> None:
    painted = stylizer.paint("photo.jpg", "woodcut")
    painted.save("out.jpg")
    with pytest.raises(SaveError, match="already exists"):
        painted.save("out.jpg")
    assert painted.save("out.jpg", overwrite="rename").name == "out (2).jpg"
    assert painted.save("out.jpg", overwrite="replace").name == "out.jpg"


def test_what_makes_no_sense_is_a_typed_error(stylizer: Stylizer, here: Path) -> None:
    with pytest.raises(UsageError, match="No painting"):
        stylizer.paint("photo.jpg")
    with pytest.raises(UsageError, match="No painting"):
        stylizer.paint("photo.jpg", [])
    with pytest.raises(UsageError, match="Strength"):
        stylizer.paint("photo.jpg", "woodcut", strength=200)
    with pytest.raises(UsageError, match="Brush"):
        stylizer.paint("photo.jpg", "woodcut", brush="thick")
    with pytest.raises(UsageError, match="Choose one of these: strength, brush"):
        stylizer.paint("photo.jpg", "woodcut", strenght=80)  # type: ignore[call-arg]
    with pytest.raises(UsageError, match="memory"):
        Stylizer(memory="plenty")
    with pytest.raises(StyleError):
        stylizer.paint("photo.jpg", "no-such-style")
    with pytest.raises(PackError):
        Stylizer(pack="nowhere", library=FakeLibrary()).paint(  # type: ignore[arg-type]
            "photo.jpg", recipe=stylizer.paint("photo.jpg", "woodcut").recipe
        )


def test_styles_and_packs_can_be_listed(stylizer: Stylizer) -> None:
    assert stylizer.styles() == starter_styles()
    assert [pack.id for pack in stylizer.packs()] == ["builtin", "other"]


def test_the_documentation_runs_as_it_is_written(here: Path) -> None:
    results = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False, encoding="utf-8")
    assert results.attempted > 10
    assert results.failed == 0


def test_importing_the_package_loads_neither_networks_nor_numbers() -> None:
    code = "import sys, stylizer_app; print(*{'numpy', 'onnxruntime', 'PIL', 'PySide6'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True, cwd=ROOT).strip() == ""


def test_an_unknown_name_in_the_package_is_an_attribute_error() -> None:
    import stylizer_app

    with pytest.raises(AttributeError, match="Nonsense"):
        _ = stylizer_app.Nonsense
