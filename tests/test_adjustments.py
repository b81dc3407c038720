"""Adjustments: the limits of every row hold wherever a value can come from, and it means the same everywhere."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylizer_app import adjustments as adjustments_module
from stylizer_app.__main__ import main
from stylizer_app.adjustments import EARLIER, ROWS, Adjustment, Adjustments, Changes, fraction
from stylizer_app.choices import preferences, session
from stylizer_app.choices.document import Document, StyleChoice
from stylizer_app.choices.preferences import Preferences
from stylizer_app.choices.recipe import Recipe, RecipeStyle, recipe_of
from stylizer_app.choices.session import Session
from stylizer_app.choices.style_settings import StyleSettings
from stylizer_app.cli.parser import make_parser
from stylizer_app.engine.request import StyleVector
from stylizer_app.errors import UsageError
from stylizer_app.imaging.picture import Picture

PHOTO = Picture(np.zeros((4, 6, 3), np.uint8))
VECTOR = StyleVector(np.ones(2, np.float32), "abc")
every_row = pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)


def good(row: Adjustment) -> st.SearchStrategy[float]:
    """Values within the limits."""
    if row.whole:
        return st.integers(round(row.least), round(row.most))
    return st.floats(row.least, row.most)


def adjusted() -> st.SearchStrategy[Adjustments]:
    """Values for all rows."""
    return st.fixed_dictionaries({row.name: good(row) for row in ROWS.values()}).map(lambda all_: Adjustments(**all_))


def outside(row: Adjustment) -> list[float]:
    """Values that no place may take."""
    wrong = [row.least - 1, row.most + 1, math.nan, math.inf, -math.inf]
    return [*wrong, row.least + 0.5] if row.whole else wrong


@every_row
def test_a_row_explains_itself_and_its_default_and_stops_are_possible(row: Adjustment) -> None:
    assert row.name.isidentifier()
    assert row.label
    assert row.help.endswith(".")
    assert row.check(row.default) == getattr(Adjustments(), row.name) == row.default
    for stop in row.stops:
        assert row.read(stop.name) == row.check(stop.value) == stop.value
        assert row.text(stop.value) == stop.name
        assert stop.label


def test_the_types_of_the_keywords_are_those_of_the_rows() -> None:
    assert list(Changes.__annotations__) == list(ROWS)


@every_row
def test_a_value_outside_the_limits_is_refused_wherever_it_comes_from(row: Adjustment, tmp_path: Path) -> None:
    for value in outside(row):
        with pytest.raises(UsageError, match=row.label):
            Adjustments(**{row.name: value})  # type: ignore[arg-type]
        with pytest.raises(UsageError, match=row.label):
            Adjustments().with_(**{row.name: str(value)})
        with pytest.raises(UsageError, match=row.label):
            Preferences().with_(**{row.name: value})
        with pytest.raises(UsageError, match="damaged"):
            Recipe.from_json(recipe_text({row.name: value}))
        file = tmp_path / "preferences.json"
        file.write_text(json.dumps({"version": 1, "values": {row.name: value}}))
        loaded, notes = preferences.load(file)
        assert loaded.adjusted() == Adjustments()
        assert [note.reason.label for note in notes] == [row.label]


@every_row
def test_a_flag_outside_the_limits_is_one_sentence_with_the_limits(
    row: Adjustment, capsys: pytest.CaptureFixture[str]
) -> None:
    for value in outside(row):
        assert main(["paint", "photo.jpg", "--style", "woodcut", "-o", "out.jpg", f"--{row.name}={value}"]) == 2
        said = capsys.readouterr().err
        assert f"--{row.name}: {row.label} cannot be" in said
        assert f"from {row.least:g} to {row.most:g}" in said


@every_row
def test_a_slider_and_an_old_session_are_brought_back_into_the_limits(row: Adjustment, tmp_path: Path) -> None:
    for value, limit in ((row.least - 1, row.least), (row.most + 1, row.most)):
        expected = Adjustments().with_(**{row.name: limit})
        assert Document().with_moved(row.name, value).adjustments == expected
        file = tmp_path / "session.json"
        file.write_text(json.dumps({"version": 2, "document": {"adjustments": {row.name: value}}}))
        assert session.load(file).document.adjustments == expected


@pytest.mark.parametrize("value", [None, True, [], "", "much", "1,5", "²"])
@every_row
def test_what_is_no_number_is_refused(row: Adjustment, value: object) -> None:
    with pytest.raises(UsageError, match=row.label):
        row.read(value)


@every_row
def test_a_value_can_be_typed_with_and_without_its_unit(row: Adjustment) -> None:
    flag = make_parser().parse_args(["paint", "a.jpg", "-o", "b.jpg", f"--{row.name}", f"{row.most:g}{row.unit}"])
    assert getattr(flag, row.name) == row.read(f" {row.most:g} ") == row.most


@given(adjustments=adjusted())
def test_values_survive_document_request_recipe_preferences_and_session(
    adjustments: Adjustments, tmp_path_factory: pytest.TempPathFactory
) -> None:
    document = Document(styles=(StyleChoice("woodcut"),), adjustments=adjustments)
    request = document.to_request(PHOTO, [VECTOR])
    recipe = Recipe.from_json(recipe_of(request, (VECTOR,), pack_checksum="abc").to_json())
    settings = StyleSettings(request.styles, recipe.adjustments)
    folder = tmp_path_factory.mktemp("saved")
    preferences.save(Preferences().with_(**adjustments.values()), folder / "preferences.json")
    preferred, notes = preferences.load(folder / "preferences.json")
    assert request.adjustments == settings.request(PHOTO).adjustments == preferred.adjusted() == adjustments
    assert notes == ()
    rounded = {name: round(value, 2) for name, value in adjustments.values().items()}
    session.save(Session(document), folder / "session.json")
    loaded = session.load(folder / "session.json").document.adjustments
    assert loaded.values() == pytest.approx(rounded)


def test_preferences_take_the_place_of_other_defaults_only_where_something_was_chosen() -> None:
    style = Adjustments(strength=80, brush=1280)
    assert Preferences().adjusted(style) == style
    assert Preferences().with_(brush="broad").adjusted(style) == Adjustments(strength=80, brush=448)


def test_percentages_become_fractions_once_where_the_engine_computes() -> None:
    assert fraction(70) == 0.7
    package = Path(adjustments_module.__file__).parent
    sources = {path.relative_to(package).as_posix(): path.read_text("utf-8") for path in package.rglob("*.py")}
    assert {name for name, text in sources.items() if re.search(r"fraction\(", text)} == {
        "adjustments.py",
        "engine/compositor.py",
        "engine/reduced.py",
        "engine/styles.py",
    }
    scaled = {name for name, text in sources.items() if re.search(rf"({'|'.join(ROWS)})\S* [*/] 100\b", text)}
    assert scaled == set()


def recipe_text(adjustments: dict[str, float]) -> str:
    """A recipe with some adjustments."""
    content = json.loads(Recipe((RecipeStyle("woodcut", 1, ()),)).to_json())
    return json.dumps({**content, "adjustments": adjustments})


def test_what_an_older_program_had_no_adjustment_for_is_painted_as_it_painted() -> None:
    older = Recipe.from_json(recipe_text({"strength": 80, "brush": 576})).adjustments
    assert (older.brushwork, older.vividness) == (0, 0)
    newer = Recipe.from_json(recipe_text({"brushwork": 25, "vividness": 60})).adjustments
    assert (newer.brushwork, newer.vividness) == (25, 60)
    assert set(EARLIER) <= set(ROWS)
