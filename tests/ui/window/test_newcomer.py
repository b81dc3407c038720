"""What somebody who has never seen the program stumbles on: things that jump, vanish, hide or forget."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from stylizer_app.imaging.targets import Target
from stylizer_app.ui.dialogs.look_name import LookNameDialog
from stylizer_app.ui.dialogs.save_all_dialog import SaveAllDialog
from stylizer_app.ui.dialogs.save_dialog import SaveDialog
from stylizer_app.ui.widgets.bars.message_bar import CARD, PASSING
from stylizer_app.ui.widgets.shelf.delegate import KEY
from tests.ui.fakes import drop, photo_file, settle, urls

pytestmark = pytest.mark.gui


def shown(kind):
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible())


def places(window) -> dict[str, object]:
    """Where everything is that a pointer may be over."""
    bar = window.canvas_bar
    widgets: list[QWidget] = [bar, bar.mask_button, bar.fit, window.shelf, window.controls.save, window.results]
    return {str(number): (w.mapTo(window, w.rect().topLeft()), w.size()) for number, w in enumerate(widgets)}


def key_shown(program, key) -> bool:
    return key in program.window.shelf.in_sight()


@pytest.fixture
def saved(opened, qtbot, tmp_path):
    """The window just after its picture was saved."""
    opened.workspace.saving.save(opened.workspace.controller.document, Target(tmp_path / "out.png"))
    qtbot.waitUntil(lambda: opened.window.card.message is not None, timeout=20_000)
    settle(opened, qtbot)
    return opened


def test_nothing_jumps_when_a_photo_its_results_an_album_or_a_card_come(program, qtbot, tmp_path):
    window = program.window
    QApplication.processEvents()
    before = places(window)
    photos = [photo_file(tmp_path / f"{name}.jpg", (600, 400)) for name in "abc"]
    drop(window.photo, urls(photos[0]))
    settle(program, qtbot)
    QApplication.processEvents()
    assert window.results.strip.count() == 1
    assert places(window) == before
    canvas = window.canvas.geometry()
    program.workspace.saving.save(program.workspace.controller.document, Target(tmp_path / "out.png"))
    qtbot.waitUntil(lambda: window.card.isVisible(), timeout=20_000)
    assert (places(window), window.canvas.geometry()) == (before, canvas)
    drop(window.photo, urls(*photos))
    settle(program, qtbot)
    QApplication.processEvents()
    assert window.album.isVisible()
    assert places(window) == before
    window.album.close_button.click()
    QApplication.processEvents()
    assert places(window) == before


def test_the_card_of_a_saved_picture_outlasts_what_is_done_next(saved, qtbot, photo, painting):
    window = saved.window
    saved.workspace.importer.choose_style("woodcut")
    saved.workspace.importer.open_painting(painting)
    settle(saved, qtbot)
    window.commands["copy"].trigger()
    saved.workspace.importer.open_photo(photo)
    settle(saved, qtbot)
    assert window.card.isVisible()
    assert "out.png" in window.card.text.text()
    assert not window.card.geometry().intersects(window.messages.geometry()) or not window.messages.isVisible()
    window.card.close_button.click()
    assert not window.card.isVisible()


def test_the_card_goes_after_its_time_unless_it_is_pointed_at_and_for_another_save(saved, qtbot, tmp_path):
    card, point = saved.window.card, QPointF(20, 10)
    assert card.message.passing
    assert CARD > PASSING
    saved.workspace.saving.save(saved.workspace.controller.document, Target(tmp_path / "second.png"))
    qtbot.waitUntil(lambda: "second.png" in card.text.text(), timeout=20_000)
    QApplication.sendEvent(card, QEnterEvent(point, point, point))
    card._passing.setInterval(60)
    QTest.qWait(200)
    assert card.isVisible()
    QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not card.isVisible(), timeout=2000)


def test_the_look_taken_from_all_looks_is_seen_on_the_shelf_whatever_was_looked_for(opened, qtbot):
    shelf, ways = opened.window.shelf, opened.window.ways
    shelf.finder.groups["techniques"].click()
    QTest.keyClicks(shelf.finder.field, "woodcut")
    opened.workspace.ways.all_looks()
    keys = [way.document.styles[0].name for way in opened.workspace.ways.shown]
    number = next(n for n, key in enumerate(keys) if shelf.starters.row_of(key).isHidden())
    ways.list.taken.emit(number)
    QApplication.processEvents()
    assert keys[number] in [row.data(KEY) for row in shelf.starters.shown()]
    assert key_shown(opened, keys[number])
    settle(opened, qtbot)


def test_a_search_stays_as_long_as_what_is_chosen_is_found(opened, qtbot):
    shelf = opened.window.shelf
    QTest.keyClicks(shelf.finder.field, "woodcut")
    opened.workspace.importer.choose_style("woodcut")
    assert shelf.finder.words == "woodcut"
    settle(opened, qtbot)


def test_a_look_is_saved_from_the_side_where_looks_are_and_shown_there(opened, qtbot):
    window = opened.window
    shelf = window.shelf
    QTest.keyClicks(shelf.finder.field, "wood")
    shelf.finder.groups["own"].click()
    shelf.finder.field.clear()
    assert shelf.keep.isVisible()
    assert shelf.keep.isEnabled()
    shelf.finder.groups["techniques"].click()
    assert not shelf.keep.isVisible()
    shelf.finder.groups["own"].click()
    QTest.mouseClick(shelf.keep, Qt.MouseButton.LeftButton)
    dialog = shown(LookNameDialog)
    shelf.finder.groups["techniques"].click()
    QTest.keyClicks(shelf.finder.field, "wood")
    dialog.field.setText("Evening")
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shelf.finder.group == "own", timeout=20_000)
    settle(opened, qtbot)
    row = next(row for row in shelf.own.shown() if row.text() == "Evening")
    assert shelf.finder.words == ""
    assert shelf.own.currentItem() is row
    assert key_shown(opened, row.data(KEY))
    place = shelf.finder.groups["own"].toolTip()
    assert place == "Mine"
    assert f"under {place}" in window.messages.text.text()
    assert shelf.own.accessibleName() == place
    marked = shelf.own.itemDelegate().active
    assert row.data(KEY) in marked
    opened.workspace.choices.set("strength", 40)
    assert shelf.own.itemDelegate().active == marked - {row.data(KEY)}
    window.commands["undo"].trigger()
    assert shelf.own.itemDelegate().active == marked
    settle(opened, qtbot)


def test_a_look_can_be_saved_only_where_there_is_one(program, qtbot):
    program.window.shelf.finder.groups["own"].click()
    assert not program.window.shelf.keep.isEnabled()


def test_format_and_quality_last_chosen_are_proposed_for_one_and_for_all(program, qtbot, tmp_path):
    photos = [photo_file(tmp_path / f"{name}.png", (96, 64)) for name in "ab"]
    drop(program.window.photo, urls(*photos))
    settle(program, qtbot)
    program.window.commands["save"].trigger()
    dialog = shown(SaveDialog)
    assert dialog.choice.format == "png"
    dialog.formats.format.setCurrentIndex(dialog.formats.format.findData("jpeg"))
    dialog.formats.quality.set_value(71)
    dialog.accept()
    settle(program, qtbot)
    program.window.commands["save_all"].trigger()
    everything = shown(SaveAllDialog)
    assert (everything.choice.format, everything.choice.quality) == ("jpeg", 71)
    everything.formats.format.setCurrentIndex(everything.formats.format.findData("webp"))
    everything.accept()
    qtbot.waitUntil(lambda: not program.workspace.saving.busy, timeout=20_000)
    settle(program, qtbot)
    program.window.commands["save"].trigger()
    again = shown(SaveDialog)
    assert (again.choice.format, again.choice.quality) == ("webp", 71)
    again.reject()


def test_opening_several_photos_is_announced_before_and_after(program, qtbot, tmp_path, monkeypatch):
    asked: list[QFileDialog] = []
    monkeypatch.setattr("stylizer_app.ui.window.dialog_controller.open_dialog", asked.append)
    action = program.window.commands["open_photo"]
    assert action.text().replace("&", "") == "Open photos…"
    action.trigger()
    assert "several become an album" in asked[0].windowTitle()
    photos = [photo_file(tmp_path / f"{name}.png") for name in "abc"]
    asked[0].filesSelected.emit([str(photo) for photo in photos])
    settle(program, qtbot)
    assert program.workspace.album.photos == tuple(Path(photo) for photo in photos)
    assert program.window.messages.text.text().startswith("An album of 3 photos")
    asked[0].deleteLater()
