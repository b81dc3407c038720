"""The shelf beside a photo: tiles painted on it, those in sight first; searched, grouped, starred; the strength."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stylizer_app.choices import preferences
from stylizer_app.choices.preferences import Preferences
from stylizer_app.choices.styles import starter_styles
from stylizer_app.ui.app import Program, build
from stylizer_app.ui.background.painting import TILE_OCTAVE, TILE_PIXELS
from stylizer_app.ui.widgets.shelf.delegate import PREVIEW, STARRED, picture_box, star_box
from stylizer_app.ui.widgets.shelf.finder import FAVOURITES, OWN, PAINTINGS, TECHNIQUES
from stylizer_app.ui.widgets.shelf.shelf import Shelf
from stylizer_app.ui.window.settings import Settings
from tests.ui.fakes import FakePainter, settle

pytestmark = pytest.mark.gui
LEFT = Qt.MouseButton.LeftButton


def tiles(painter: FakePainter) -> list[str]:
    """What has been painted as tiles, in order."""
    return [request.styles[0].name for request in painter.requests if request.draft == TILE_OCTAVE]


def preview(shelf: Shelf, key: str) -> QImage | None:
    row = shelf.starters.row_of(key) or shelf.own.row_of(key)
    assert row is not None
    return row.data(PREVIEW)


def all_painted(program: Program, qtbot: QtBot) -> None:
    shelf = program.window.shelf
    qtbot.waitUntil(lambda: None not in [preview(shelf, key) for key in tuple(shelf.keys())], timeout=20_000)
    settle(program, qtbot)


def keys_shown(shelf: Shelf) -> list[str]:
    return [str(row.text()) for one in shelf.lists if not one.isHidden() for row in one.shown()]


def test_every_tile_shows_the_photo_and_own_paintings_are_among_them(
    opened: Program, painting: Path, painter: FakePainter, qtbot: QtBot
) -> None:
    all_painted(opened, qtbot)
    image = preview(opened.window.shelf, str(painting))
    assert image is not None
    assert max(image.width(), image.height()) == TILE_PIXELS
    assert sorted(tiles(painter)) == sorted([*(look.name for look in starter_styles()), painting.stem])


def test_tiles_are_as_strong_and_in_the_colours_that_were_chosen(opened: Program, qtbot: QtBot) -> None:
    shelf = opened.window.shelf
    all_painted(opened, qtbot)
    opened.workspace.choices.set("strength", 60)
    opened.workspace.choices.set("colors", 40)

    def followed() -> bool:
        images = [preview(shelf, key) for key in tuple(shelf.keys())]
        reds = {image.pixelColor(9, 9).red() for image in images if image is not None}
        return reds == {60} and {image.pixelColor(9, 9).blue() for image in images if image} == {80}

    qtbot.waitUntil(followed, timeout=20_000)


def test_nothing_is_painted_twice(opened: Program, painter: FakePainter, qtbot: QtBot) -> None:
    all_painted(opened, qtbot)
    opened.workspace.choices.set("strength", 60)
    QTest.qWait(400)
    settle(opened, qtbot)
    before = len(tiles(painter))
    opened.workspace.controller.history.stack.undo()
    QTest.qWait(400)
    settle(opened, qtbot)
    assert len(tiles(painter)) == before


def test_what_is_in_sight_is_painted_first(opened: Program, painter: FakePainter, photo: Path, qtbot: QtBot) -> None:
    all_painted(opened, qtbot)
    shelf = opened.window.shelf
    bar = shelf.page.verticalScrollBar()
    bar.setValue(bar.maximum())
    QTest.qWait(50)
    in_sight = {Path(key).stem for key in shelf.in_sight()}
    assert 0 < len(in_sight) < len(shelf.keys())
    painter.requests.clear()
    opened.workspace.choices.turn(1)
    qtbot.waitUntil(lambda: len(tiles(painter)) >= len(in_sight), timeout=20_000)
    assert set(tiles(painter)[: len(in_sight)]) == in_sight


@pytest.mark.parametrize("width", [900, 1100, 1280, 1366, 1440, 1600, 1920, 2560, 3840])
def test_tiles_are_large_and_grow_with_the_window(program: Program, width: int) -> None:
    program.window.resize(width, 900)
    QApplication.processEvents()
    starters = program.window.shelf.starters
    first = picture_box(starters.visualItemRect(starters.item(0)))
    assert 108 <= first.width() <= 142
    assert starters.width() <= program.window.shelf.width()
    assert program.window.canvas.width() >= 0.35 * width


def test_the_search_finds_titles_painters_and_words_without_accents(program: Program, qtbot: QtBot) -> None:
    shelf = program.window.shelf
    look = next(one for one in starter_styles() if "é" in one.title() or "é" in one.artist())
    words = (look.title() if "é" in look.title() else look.artist()).replace("é", "e").upper()
    qtbot.keyClicks(shelf.finder.field, words)
    assert look.title() in keys_shown(shelf)
    assert len(keys_shown(shelf)) < len(starter_styles())
    shelf.finder.field.selectAll()
    qtbot.keyClicks(shelf.finder.field, "no such painting")
    assert keys_shown(shelf) == []
    assert shelf.nothing.text() == "Nothing on the shelf is called that."
    QTest.keyClick(shelf.finder.field, Qt.Key.Key_Escape)
    assert len(keys_shown(shelf)) == len(starter_styles())


@pytest.mark.parametrize("name", ["woodcut", "roerich"])
def test_enter_in_the_search_goes_to_what_is_called_so(name: str, program: Program, qtbot: QtBot) -> None:
    """And not to what comes before it and is by a painter of that name."""
    shelf, look = program.window.shelf, next(style for style in starter_styles() if style.name == name)
    starters = shelf.starters
    last = next(row for row in range(starters.count()) if starters.item(row).text() == look.title())
    starters.addItem(starters.takeItem(last))
    qtbot.keyClicks(shelf.finder.field, look.title())
    QTest.keyClick(shelf.finder.field, Qt.Key.Key_Return)
    qtbot.waitUntil(starters.hasFocus)
    QTest.keyClick(starters, Qt.Key.Key_Return)
    assert [style.name for style in program.workspace.controller.document.styles] == [look.name]


def test_groups_show_paintings_techniques_and_ones_own(opened: Program, painting: Path) -> None:
    shelf = opened.window.shelf
    groups = {}
    for name in (PAINTINGS, TECHNIQUES, OWN, FAVOURITES):
        shelf.finder.groups[name].click()
        groups[name] = keys_shown(shelf)
    assert groups[PAINTINGS] == [look.title() for look in starter_styles() if look.artist()]
    assert groups[TECHNIQUES] == [look.title() for look in starter_styles() if not look.artist()]
    assert groups[OWN] == [painting.stem]
    assert groups[FAVOURITES] == []
    assert "star" in shelf.nothing.text()


def test_the_star_makes_a_favourite_that_comes_first_and_is_kept(program: Program, qtbot: QtBot) -> None:
    shelf = program.window.shelf
    last = shelf.starters.item(shelf.starters.count() - 1)
    title = last.text()
    star = star_box(shelf.starters.visualItemRect(last)).center()
    qtbot.mouseClick(shelf.starters.viewport(), LEFT, pos=star)
    first = shelf.starters.item(0)
    assert (first.text(), first.data(STARRED)) == (title, True)
    assert "favourite" in first.data(Qt.ItemDataRole.AccessibleTextRole)
    assert program.workspace.controller.document.styles == ()
    kept, _ = preferences.load()
    again = build(Settings(kept), FakePainter)
    try:
        assert again.window.shelf.starters.item(0).text() == title
    finally:
        again.window.close()
        again.workspace.close()
    shelf.starters.setCurrentRow(0)
    QTest.keyClick(shelf.starters, Qt.Key.Key_Asterisk)
    assert shelf.starters.item(0).text() != title
    assert preferences.load()[0].text("favourites") == ""


def test_a_title_and_the_painter_stand_below_and_the_tooltip_has_all_of_it(program: Program) -> None:
    starters = program.window.shelf.starters
    look = next(one for one in starter_styles() if one.artist())
    row = starters.row_of(look.name)
    assert row is not None
    told = row.toolTip()
    assert told.splitlines()[:2] == [look.title(), look.credit()]
    cell = starters.visualItemRect(row)
    below = cell.adjusted(0, picture_box(cell).height() + 8, 0, 0)
    image = starters.viewport().grab(below).toImage()
    inked = [y for y in range(image.height()) if any(image.pixelColor(x, y).lightness() < 140 for x in range(4, 90))]
    assert inked[0] < image.height() / 2 < inked[-1]


def test_the_favourites_of_another_program_are_left_alone(qapp: QApplication) -> None:
    settings = Settings(Preferences().with_(favourites="gone\nwoodcut"))
    assert settings.toggle_favourite("charcoal") == ("gone", "woodcut", "charcoal")
    assert settings.toggle_favourite("woodcut") == ("gone", "charcoal")


def test_three_buttons_set_the_strength(opened: Program, qtbot: QtBot) -> None:
    row = opened.window.controls.rows["strength"]
    light, medium, full = row.stops
    assert [button.text() for button in row.stops] == ["Light", "Medium", "Full"]
    assert full.isChecked()
    qtbot.mouseClick(light, LEFT)
    strength = opened.workspace.controller.document.adjustments.strength
    assert 0 < strength < 100
    assert [light.isChecked(), medium.isChecked(), full.isChecked()] == [True, False, False]
    qtbot.mouseClick(light, LEFT)
    assert light.isChecked()
    qtbot.mousePress(row.track, LEFT, pos=QPoint(3, row.track.height() // 2))
    qtbot.mouseRelease(row.track, LEFT, pos=QPoint(3, row.track.height() // 2))
    assert [light.isChecked(), medium.isChecked(), full.isChecked()] == [True, False, False]
    qtbot.mouseDClick(row.track, LEFT)
    assert full.isChecked()


@pytest.mark.parametrize(("strength", "near"), [(90, "Full"), (130, "Full"), (70, "Medium"), (10, "Light")])
def test_the_button_nearest_to_the_strength_is_pressed_in(opened: Program, strength: float, near: str) -> None:
    opened.workspace.choices.set("strength", strength)
    row = opened.window.controls.rows["strength"]
    assert [button.text() for button in row.stops if button.isChecked()] == [near]
    assert row.number.text() == f"{strength} %"
