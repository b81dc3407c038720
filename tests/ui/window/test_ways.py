"""All looks on the canvas, strengths and brushes of one, its neighbours: walked through, taken, left, saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from stylizer_app.adjustments import ROWS
from stylizer_app.choices.styles import starter_styles
from stylizer_app.imaging.decode import decode
from stylizer_app.sheet import words
from stylizer_app.ui.app import Program
from stylizer_app.ui.background.ways import SHOWN_PIXELS
from stylizer_app.ui.widgets.canvas.ways_list import PICTURE, TITLE
from tests.ui.fakes import FakePainter, settle

pytestmark = pytest.mark.gui
Key = Qt.Key


@pytest.fixture
def looks(opened: Program, qtbot: QtBot) -> Program:
    """The window with all looks on the canvas, painted."""
    QTest.keyClick(opened.window.canvas, Key.Key_L)
    qtbot.waitUntil(opened.window.ways.list.hasFocus)
    settle(opened, qtbot)
    return opened


def titles(program: Program) -> list[str]:
    rows = program.window.ways.list
    return [rows.item(number).data(TITLE) for number in range(rows.count())]


def test_one_key_fills_the_canvas_with_all_looks_and_ones_own_paintings(
    looks: Program, painting: Path, painter: FakePainter
) -> None:
    ways = looks.window.ways
    assert ways.isVisible()
    assert ways.geometry() == looks.window.canvas.rect()
    assert titles(looks) == [*(look.title() for look in starter_styles()), painting.stem]
    for number in range(ways.list.count()):
        image = ways.list.item(number).data(PICTURE)
        assert max(image.width(), image.height()) == SHOWN_PIXELS
    photos = [request.photo for request in painter.requests[-ways.list.count() :]]
    assert len({id(photo) for photo in photos}) == 1


def test_all_looks_are_each_as_it_is_best_or_as_the_sliders_stand_and_what_is_seen_is_taken(
    opened: Program, qtbot: QtBot
) -> None:
    workspace, ways = opened.workspace, opened.window.ways
    for name, value in (("strength", 50), ("colors", 100)):
        workspace.choices.set(name, value)
    workspace.controller.commit()
    workspace.ways.all_looks()
    assert ways.sliders.isVisible()
    assert not ways.sliders.isChecked()
    assert "as it is best" in ways.title.text()
    assert all(way.document.adjustments == way.document.usual for way in workspace.ways.shown)
    qtbot.mouseClick(ways.sliders, Qt.MouseButton.LeftButton)
    assert ways.isVisible()
    assert "as the sliders stand" in ways.title.text()
    assert {way.document.adjustments.strength for way in workspace.ways.shown} == {50}
    qtbot.mouseClick(ways.sliders, Qt.MouseButton.LeftButton)
    wanted = workspace.ways.shown[3].document
    ways.list.taken.emit(3)
    assert workspace.controller.document == wanted
    assert wanted.adjustments == wanted.usual
    settle(opened, qtbot)


def test_the_cursor_begins_at_the_look_that_is_chosen_and_what_enter_takes_is_said_before(
    opened: Program, qtbot: QtBot
) -> None:
    workspace, ways = opened.workspace, opened.window.ways
    workspace.importer.choose_style("woodcut")
    usual = workspace.controller.document.usual
    opened.window.controls.rows["strength"].choose(55)
    opened.window.controls.rows["colors"].choose(20)
    settle(opened, qtbot)
    before = workspace.controller.document
    QTest.keyClick(opened.window.canvas, Key.Key_L)
    assert workspace.ways.shown[ways.list.currentRow()].document.styles == before.styles
    title = titles(opened)[ways.list.currentRow()]
    settings = words(usual, ("strength", "colors"))
    assert ways.takes.text() == f"Enter takes {title} with its own settings ({settings})"
    qtbot.mouseClick(ways.sliders, Qt.MouseButton.LeftButton)
    assert workspace.ways.shown[ways.list.currentRow()].document == before
    assert ways.takes.text() == f"Enter takes {title}"
    QTest.keyClick(ways.list, Key.Key_Right)
    assert ways.takes.text().startswith(f"Enter takes {titles(opened)[ways.list.currentRow()]}")
    QTest.keyClick(ways.list, Key.Key_Return)
    taken = workspace.controller.document
    assert (taken.adjustments.strength, taken.adjustments.colors) == (55, 20)
    assert taken.adjustments.brush == taken.usual.brush
    settle(opened, qtbot)


def test_the_cursor_begins_at_the_nearest_strength_and_brush(opened: Program, qtbot: QtBot) -> None:
    strength, brush = ROWS["strength"].stops[1], ROWS["brush"].stops[-1]
    opened.window.controls.rows["strength"].choose(strength.value + 3)
    opened.window.controls.rows["brush"].choose(brush.value)
    settle(opened, qtbot)
    QTest.keyClick(opened.window.canvas, Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    found = opened.workspace.ways.shown[opened.window.ways.list.currentRow()].document.adjustments
    assert (found.strength, found.brush) == (strength.value, brush.value)
    settle(opened, qtbot)


def test_everything_is_seen_at_once(looks: Program) -> None:
    ways = looks.window.ways
    for width, height in ((1280, 820), (1920, 1080), (2560, 1200)):
        looks.window.resize(width, height)
        QApplication.processEvents()
        port = ways.list.viewport().rect()
        boxes = [ways.list.visualItemRect(ways.list.item(number)) for number in range(ways.list.count())]
        assert all(port.contains(box) for box in boxes)
        assert len({box.left() for box in boxes}) == ways.columns


def test_arrows_walk_and_enter_takes(looks: Program, qtbot: QtBot) -> None:
    ways, workspace = looks.window.ways, looks.workspace
    columns = ways.columns
    assert titles(looks)[ways.list.currentRow()] == workspace.controller.document.styles[0].name
    QTest.keyClick(ways.list, Key.Key_Home)
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Down, Key.Key_Left):
        QTest.keyClick(ways.list, key)
    number = ways.list.currentRow()
    assert number == columns + 1 > 2
    QTest.keyClick(ways.list, Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert [style.name for style in workspace.controller.document.styles] == [starter_styles()[number].name]
    assert not ways.isVisible()
    qtbot.waitUntil(looks.window.canvas.hasFocus)
    workspace.controller.history.stack.undo()
    assert workspace.controller.document.styles[0].path is not None


def test_escape_leaves_and_changes_nothing(looks: Program, qtbot: QtBot) -> None:
    before = looks.workspace.controller.document
    QTest.keyClick(looks.window.ways.list, Key.Key_Escape)
    assert not looks.window.ways.isVisible()
    qtbot.waitUntil(looks.window.canvas.hasFocus)
    assert looks.workspace.controller.document == before
    assert looks.workspace.ways.shown == ()


def test_a_click_takes_and_the_same_key_leaves(looks: Program, qtbot: QtBot) -> None:
    ways = looks.window.ways
    QTest.keyClick(ways.list, Key.Key_L)
    assert not ways.isVisible()
    looks.window.shelf.looks.click()
    assert ways.isVisible()
    point = ways.list.visualItemRect(ways.list.item(3)).center()
    qtbot.mouseClick(ways.list.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert looks.workspace.controller.document.styles[0].name == starter_styles()[3].name
    assert not ways.isVisible()


def test_leaving_stops_the_painting(opened: Program, painter: FakePainter, qtbot: QtBot) -> None:
    def ways() -> int:
        return sum(request.size is not None and request.size.long_side == SHOWN_PIXELS for request in painter.requests)

    shelf, tiles = opened.window.shelf, opened.workspace.style_previews
    qtbot.waitUntil(lambda: None not in [tiles.known(key) for key in tuple(shelf.keys())], timeout=20_000)
    settle(opened, qtbot)
    painter.gate.clear()
    QTest.keyClick(opened.window.canvas, Key.Key_L)
    qtbot.waitUntil(lambda: ways() == 1)
    QTest.keyClick(opened.window.ways.list, Key.Key_Escape)
    painter.gate.set()
    settle(opened, qtbot)
    assert ways() == 1


def test_strengths_and_brushes_of_one_look_stand_in_rows_and_columns(opened: Program, qtbot: QtBot) -> None:
    before = opened.workspace.controller.document
    QTest.keyClick(opened.window.canvas, Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    settle(opened, qtbot)
    ways = opened.window.ways
    strengths, brushes = ROWS["strength"].stops, ROWS["brush"].stops
    assert ways.columns == len(brushes)
    assert titles(opened) == [f"Strength: {s.label}, Brush: {b.label}" for s in strengths for b in brushes]
    QTest.keyClick(ways.list, Key.Key_Home)
    QTest.keyClick(ways.list, Key.Key_Return)
    chosen = opened.workspace.controller.document
    assert chosen.styles == before.styles
    assert (chosen.adjustments.strength, chosen.adjustments.brush) == (strengths[0].value, brushes[0].value)


def test_more_like_this_mixes_in_the_nearest_and_moves_the_strength(opened: Program, qtbot: QtBot) -> None:
    opened.workspace.importer.choose_style("woodcut")
    settle(opened, qtbot)
    QTest.keyClick(opened.window.canvas, Key.Key_N)
    settle(opened, qtbot)
    shown = opened.workspace.ways.shown
    assert len(shown) == 9
    assert opened.window.ways.columns == 3
    mixed = [way.document.styles for way in shown if len(way.document.styles) == 2]
    assert {styles[0].name for styles in mixed} == {"woodcut"}
    nearest = opened.workspace.ways._styles()[-1]  # as the painter of the tests says
    assert mixed[0][1].identity == nearest.identity
    alone = [way.document.adjustments.strength for way in shown if len(way.document.styles) == 1]
    usual = opened.workspace.controller.document.adjustments.strength
    assert min(alone) < usual < max(alone)
    assert len({way.document for way in shown}) == 9


def test_s_saves_all_as_one_picture(looks: Program, qtbot: QtBot, tmp_path: Path) -> None:
    QTest.keyClick(looks.window.ways.list, Key.Key_S)
    (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible())
    dialog.fileSelected.emit(str(tmp_path / "sheet.png"))
    dialog.reject()
    qtbot.waitUntil((tmp_path / "sheet.png").exists, timeout=20_000)
    settle(looks, qtbot)
    sheet = decode(tmp_path / "sheet.png")
    assert sheet.size.width > looks.window.ways.columns * 512
    assert looks.window.messages.message is not None
    assert "sheet.png" in looks.window.messages.message.text
    assert looks.window.ways.isVisible()


def test_a_sheet_that_cannot_be_saved_says_so(looks: Program, qtbot: QtBot, tmp_path: Path) -> None:
    from stylizer_app.imaging.targets import Target

    shown = looks.workspace.ways.shown[:2]
    looks.workspace.sheets.save(shown, 2, Target(tmp_path / "gone" / "sheet.png", "png"))
    settle(looks, qtbot)
    message = looks.window.messages.message
    assert message is not None
    assert message.problem


def test_another_photo_takes_them_away(looks: Program, qtbot: QtBot) -> None:
    looks.workspace.choices.turn(1)
    assert not looks.window.ways.isVisible()


def test_without_a_photo_there_is_nothing_to_show(program: Program, qtbot: QtBot) -> None:
    commands = program.window.commands
    names = ("all_looks", "strengths_and_brushes", "more_like_this")
    assert not any(commands[name].isEnabled() for name in names)
    assert not program.window.shelf.looks.isEnabled()
    program.workspace.ways.all_looks()
    program.workspace.ways.strengths_and_brushes()
    program.workspace.ways.more_like_this()
    settle(program, qtbot)
    assert not program.window.ways.isVisible()


def test_screen_readers_hear_what_is_shown_and_every_caption(looks: Program) -> None:
    ways = looks.window.ways
    assert ways.list.accessibleName() == ways.title.text() == "All looks on this photo"
    look = next(one for one in starter_styles() if one.artist())
    number = [one.name for one in starter_styles()].index(look.name)
    told = ways.list.item(number).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == f"{look.title()}, {look.credit()}"
    assert all(button.accessibleName() for button in ways.buttons.values())


def test_neighbours_of_a_look_are_not_shown_of_a_photo_that_was_closed_meanwhile(opened, qtbot):
    opened.window.commands["more_like_this"].trigger()
    opened.window.commands["close_photo"].trigger()
    settle(opened, qtbot)
    assert opened.workspace.ways.shown == ()
    assert opened.window.messages.message is None
