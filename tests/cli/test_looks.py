"""Looks in the terminal: flags over preferences over what the look asks for; former names; the list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stylizer_app.adjustments import Adjustments
from stylizer_app.choices import preferences
from stylizer_app.choices.recipe import read_recipe
from tests.catalogue import catalogue
from tests.cli.conftest import Run
from tests.fake_painter import FakePainter


@pytest.fixture(autouse=True)
def looks(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with catalogue(tmp_path_factory.mktemp("catalogue") / "looks", monkeypatch):
        yield


def used(painter: FakePainter) -> Adjustments:
    return painter.requests[-1].adjustments


def test_flags_go_over_preferences_and_those_over_the_look(run: Run, here: Path, painter: FakePainter) -> None:
    paint = ("paint", "photo.png", "--style", "night", "--overwrite", "replace", "-o", "out.png")
    assert run(*paint).code == 0
    assert used(painter) == Adjustments(strength=80, brush=448)
    preferences.save(preferences.Preferences().with_(strength=40))
    run(*paint)
    assert used(painter) == Adjustments(strength=40, brush=448)
    run(*paint, "--strength", "100", "--brush", "fine")
    assert used(painter) == Adjustments(strength=100, brush=1280)


def test_a_recipe_keeps_its_adjustments_whatever_the_look(run: Run, here: Path, painter: FakePainter) -> None:
    run("paint", "photo.png", "--style", "ink", "--strength", "70", "-o", "first.png")
    assert run("paint", "photo.png", "--recipe", "first.png", "--style", "night", "-o", "second.png").code == 0
    assert used(painter) == Adjustments(strength=70)
    assert read_recipe("second.png").adjustments == Adjustments(strength=70)


def test_a_former_name_paints_the_look_and_says_what_it_is_called_now(
    run: Run, here: Path, painter: FakePainter
) -> None:
    told = run("paint", "photo.png", "--style", "dusk=2", "-o", "a.png")
    assert told.code == 0
    assert "The look dusk is called night now" in told.err
    assert [(style.name, style.weight) for style in painter.requests[-1].styles] == [("night", 2)]
    assert run("paint", "photo.png", "--style", "dusk", "--quiet", "-o", "b.png").err == ""


def test_the_list_says_whose_each_look_is(run: Run) -> None:
    assert [line.split() for line in run("styles").out.splitlines()] == [
        ["night", "The", "Night", "Ann", "Other,", "c.", "1890", "Whirls", "of", "blue."],
        ["ink", "Ink", "Black", "on", "white."],
        ["glass", "Glass", "Panes", "in", "lead."],
    ]
    night, ink, _ = run("styles", "--json").objects
    assert (night["artist"], night["year"], night["title"]) == ("Ann Other", "c. 1890", "The Night")
    assert (ink["artist"], ink["year"]) == ("", "")
