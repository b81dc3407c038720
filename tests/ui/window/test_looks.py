"""Looks in the window: their adjustments, whose they are, and those that the networks cannot paint."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from stylizer_app.adjustments import DEFAULTS, Adjustments
from stylizer_app.choices import session
from stylizer_app.choices.document import Document, StyleChoice
from stylizer_app.choices.session import Session
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.ui.app import Program
from stylizer_app.ui.widgets.shelf.item_list import ShelfList
from stylizer_app.ui.workspace.workspace import Workspace
from tests.catalogue import catalogue
from tests.ui.fakes import FakePainter

LEFT = Qt.MouseButton.LeftButton
NIGHT = Adjustments(strength=80, brush=448)


@pytest.fixture(autouse=True)
def looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Also the shipped pack was taught none of these, so it paints what is drawn."""
    with catalogue(tmp_path / "looks", monkeypatch):
        yield


@pytest.fixture
def starters(program: Program, qtbot: QtBot) -> ShelfList:
    shelf = program.window.shelf.starters
    qtbot.waitUntil(lambda: not enabled(shelf, 0))
    return shelf


def enabled(shelf: ShelfList, row: int) -> bool:
    return bool(shelf.item(row).flags() & Qt.ItemFlag.ItemIsEnabled)


def centre(shelf: ShelfList, row: int) -> QPoint:
    return shelf.visualItemRect(shelf.item(row)).center()


def adjustments(program: Program) -> Adjustments:
    return program.workspace.controller.document.adjustments


def test_choosing_a_look_moves_the_sliders_and_undo_moves_them_back(program: Program) -> None:
    program.workspace.choices.choose_style(StyleChoice("night"))
    assert adjustments(program) == NIGHT
    assert program.window.controls.rows["strength"].value == 80
    program.workspace.controller.history.stack.undo()
    assert adjustments(program) == DEFAULTS
    assert program.window.controls.rows["strength"].value == 100


def test_a_double_click_goes_back_to_what_the_look_asks_for(program: Program, qtbot: QtBot) -> None:
    program.workspace.choices.choose_style(StyleChoice("night"))
    row = program.window.controls.rows["strength"]
    row.choose(120)
    assert adjustments(program).strength == 120
    qtbot.mouseDClick(row.track, LEFT)
    assert adjustments(program) == NIGHT


def test_reset_goes_back_to_what_the_look_asks_for(program: Program) -> None:
    program.workspace.choices.choose_style(StyleChoice("night"))
    program.window.controls.rows["colors"].choose(60)
    program.workspace.choices.reset()
    assert adjustments(program) == NIGHT


def test_eye_and_screen_reader_are_told_whose_a_look_is(starters: ShelfList) -> None:
    night, ink = starters.item(0), starters.item(1)
    assert night.toolTip().splitlines()[:3] == ["The Night", "Ann Other, c. 1890", "Whirls of blue."]
    assert night.data(Qt.ItemDataRole.AccessibleTextRole) == "The Night, Ann Other, c. 1890"
    assert ink.toolTip().splitlines() == ["Ink", "Black on white."]
    assert ink.data(Qt.ItemDataRole.AccessibleTextRole) == "Ink"


def test_looks_that_the_networks_cannot_paint_are_off_and_say_why(
    program: Program, starters: ShelfList, qtbot: QtBot
) -> None:
    assert [enabled(starters, row) for row in range(3)] == [False, True, True]
    assert starters.item(0).toolTip().endswith("were not taught this look. Choose others in the preferences.")
    assert [action.isEnabled() for action in program.window.commands.styles.actions()] == [False, True, True]
    qtbot.mouseClick(starters.viewport(), LEFT, pos=centre(starters, 0))
    starters.setCurrentRow(0)
    qtbot.keyClick(starters, Qt.Key.Key_Return)
    assert program.workspace.controller.document.styles == ()
    qtbot.mouseClick(starters.viewport(), LEFT, pos=centre(starters, 1))
    assert [style.name for style in program.workspace.controller.document.styles] == ["ink"]


def test_what_the_program_chooses_itself_can_be_painted(program: Program, starters: ShelfList) -> None:
    chosen = set()
    for _ in range(12):
        program.workspace.choices.remove_styles()
        program.workspace.choices.surprise()
        chosen |= {style.name for style in program.workspace.controller.document.styles}
    assert chosen == {"ink", "glass"}


def test_networks_that_were_taught_a_look_switch_it_on_again(program: Program, starters: ShelfList) -> None:
    program.workspace.view.show_paintable(frozenset({"night", "ink", "glass"}))
    assert enabled(starters, 0)
    assert "not taught" not in starters.item(0).toolTip()


def test_a_look_is_not_cropped_but_a_painting_is(opened: Program) -> None:
    assert opened.window.commands["crop_painting"].isEnabled()
    opened.workspace.choices.choose_style(StyleChoice("ink"))
    assert not opened.window.commands["crop_painting"].isEnabled()
    assert not opened.window.painting.buttons["crop"].isEnabled()
    opened.workspace.controller.history.stack.undo()
    assert opened.window.painting.buttons["crop"].isEnabled()


def test_a_session_of_the_version_before_comes_back_under_present_names(
    program: Program, photo: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    names = ("dusk", "gone", "ink")
    file = tmp_path / "session.json"
    session.save(Session(Document().with_photo(photo).with_styles(tuple(map(StyleChoice, names)))), file)
    painter = FakePainter()
    again = Workspace(program.workspace.view, PackLibrary, lambda: painter, file, ("night", "ink", "glass"))
    try:
        again.start()
        assert [style.name for style in again.controller.document.styles] == ["night", "ink"]
        assert "called night now" in program.window.messages.text.text()
    finally:
        again.close()


def test_a_surprise_is_never_stronger_than_full_and_a_mixture_adds_up_to_it(program: Program) -> None:
    program.workspace.view.show_paintable(frozenset({"night", "ink", "glass"}))
    program.workspace.choices.limit_to({"night", "ink", "glass"})
    mixed = 0
    for _ in range(60):
        program.workspace.choices.surprise()
        document = program.workspace.controller.document
        assert document.adjustments.strength <= min(100, document.usual.strength)
        assert sum(style.weight for style in document.styles) == pytest.approx(1)
        mixed += len(document.styles) == 2
    assert 5 < mixed < 40
