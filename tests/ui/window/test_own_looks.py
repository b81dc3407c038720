"""Looks of one's own in the real window: saved, chosen, shared, dropped, renamed, removed; and an artist's hand."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from stylizer_app.adjustments import Adjustments
from stylizer_app.choices import preferences
from stylizer_app.choices import session as sessions
from stylizer_app.choices.own_looks import MOST_PICTURE_BYTES, named, read_look, write_look
from stylizer_app.choices.recipe import Recipe, RecipeStyle
from stylizer_app.choices.session import Session
from stylizer_app.engine.request import Mixture
from stylizer_app.system import system_errors
from stylizer_app.ui.dialogs.look_name import LookNameDialog
from stylizer_app.ui.widgets.shelf.delegate import PICTURE, PREVIEW, STARRED
from stylizer_app.ui.window.settings import Settings
from stylizer_app.ui.workspace.own_looks import TILE_PIXELS
from tests.systems import windows_error
from tests.ui.fakes import drop, photo_file, settle, urls


def own(program):
    """The names on the shelf among one's own."""
    shelf = program.window.shelf.own
    return [shelf.item(row).text() for row in range(shelf.count())]


def dialog_of(kind):
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible())


def save_as(program, qtbot, name):
    program.window.commands["save_look"].trigger()
    dialog = dialog_of(LookNameDialog)
    dialog.field.setText(name)
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: name in own(program), timeout=20_000)


def painted_with(painter, name):
    """What a style was for the engine the last time that a picture was painted in it alone."""
    return next(
        request.styles[0] for request in reversed(painter.requests) if [s.name for s in request.styles] == [name]
    )


@pytest.fixture
def kept(opened, qtbot):
    """The window with a look called Evening on the shelf, saved from a mixture at strength 60."""
    opened.workspace.importer.choose_style("charcoal", add=True)
    opened.workspace.choices.set("strength", 60)
    opened.workspace.choices.set_weights([0.7, 0.3])
    opened.workspace.controller.commit()
    settle(opened, qtbot)
    save_as(opened, qtbot, "Evening")
    return opened


def path_of(program, name="Evening"):
    return program.workspace.own_looks.folder / f"{name}.stylizer-look"


def test_what_is_chosen_is_saved_without_a_picture_in_it(kept):
    look = read_look(path_of(kept))
    assert look.name == "Evening"
    assert look.recipe.adjustments.strength == 60
    painting, charcoal = look.recipe.styles
    assert (painting.name, painting.weight, len(painting.vector)) == ("waves", 0.7, 100)
    assert (charcoal.name, charcoal.weight, charcoal.vector) == ("charcoal", 0.3, ())
    assert path_of(kept).stat().st_size < 5000
    assert "on the shelf, under Mine" in kept.window.messages.text.text()


def test_a_look_from_the_shelf_paints_as_it_was_saved(kept, qtbot, painter):
    controller = kept.workspace.controller
    kept.workspace.importer.choose_style("woodcut")
    kept.workspace.choices.set("strength", 140)
    controller.commit()
    settle(kept, qtbot)
    kept.window.shelf.own.chosen.emit(str(path_of(kept)))
    qtbot.waitUntil(lambda: controller.document.styles[0].path == path_of(kept))
    settle(kept, qtbot)
    assert controller.document.adjustments.strength == 60
    [style] = controller.document.styles
    assert style.name == "Evening"
    assert isinstance(painted_with(painter, "Evening").style, Mixture)
    assert kept.window.shelf.own._painter.active == {str(path_of(kept))}
    kept.window.commands["undo"].trigger()
    assert controller.document.adjustments.strength == 140
    assert not kept.window.commands["crop_painting"].isEnabled()


def test_the_session_keeps_a_look(kept, qtbot, tmp_path):
    kept.window.shelf.own.chosen.emit(str(path_of(kept)))
    qtbot.waitUntil(lambda: kept.workspace.controller.document.styles[0].name == "Evening")
    document = kept.workspace.controller.document
    sessions.save(Session(document), tmp_path / "session.json")
    again = sessions.load(tmp_path / "session.json").document
    assert again == document
    assert again.usual == Adjustments(strength=60)


def test_a_dropped_look_is_taken_over_and_painted_with(opened, qtbot, tmp_path):
    recipe = Recipe((RecipeStyle("ink-wash", 1, ()),), Adjustments(strength=75, colors=40))
    given = write_look(named("Given", recipe), tmp_path / "elsewhere" / "given.stylizer-look")
    for _ in range(2):
        assert drop(opened.window.canvas, urls(given))
        qtbot.waitUntil(lambda: "Given" in own(opened), timeout=20_000)
        settle(opened, qtbot)
    assert own(opened).count("Given") == 1
    given.unlink()
    document = opened.workspace.controller.document
    assert document.styles[0].path == path_of(opened, "Given")
    assert document.adjustments == Adjustments(strength=75, colors=40)
    assert document.photo is not None


@pytest.mark.parametrize("content", [b"no look", b"\xff\xfe", b"{}"])
def test_a_damaged_look_is_named_and_changes_nothing(opened, qtbot, tmp_path, content):
    before = opened.workspace.controller.document
    bad = tmp_path / "bad.stylizer-look"
    bad.write_bytes(content)
    drop(opened.window.painting, urls(bad))
    qtbot.waitUntil(lambda: opened.window.messages.message is not None)
    assert "bad.stylizer-look" in opened.window.messages.text.text()
    assert opened.workspace.controller.document == before


def test_a_look_is_renamed_where_it_is_used_too(kept, qtbot):
    kept.window.shelf.own.chosen.emit(str(path_of(kept)))
    qtbot.waitUntil(lambda: kept.workspace.controller.document.styles[0].name == "Evening")
    kept.window.shelf.own.renamed.emit(str(path_of(kept)))
    dialog = dialog_of(LookNameDialog)
    assert (dialog.accept_button.text(), dialog.remark.text()) == ("Rename", "")
    dialog.field.setText("Dusk")
    dialog.accept()
    qtbot.waitUntil(lambda: "Dusk" in own(kept), timeout=20_000)
    assert "Evening" not in own(kept)
    assert not path_of(kept).exists()
    assert read_look(path_of(kept, "Dusk")).name == "Dusk"
    assert kept.workspace.controller.document.styles[0].path == path_of(kept, "Dusk")


def hold(monkeypatch, path, attempts):
    """Let another program hold a file so often as it is to be removed."""
    unlink, left = Path.unlink, [attempts]

    def held(self, **how):
        if self == path and left[0]:
            left[0] -= 1
            raise windows_error(32)
        unlink(self, **how)

    monkeypatch.setattr(Path, "unlink", held)


def rename_to(program, name):
    program.window.shelf.own.renamed.emit(str(path_of(program)))
    dialog = dialog_of(LookNameDialog)
    dialog.field.setText(name)
    dialog.accept()


def test_a_look_that_another_program_holds_for_a_moment_is_renamed(kept, qtbot, monkeypatch):
    hold(monkeypatch, path_of(kept), attempts=2)
    rename_to(kept, "Dusk")
    qtbot.waitUntil(lambda: "Dusk" in own(kept), timeout=20_000)
    assert not path_of(kept).exists()


@pytest.mark.parametrize("change", ["rename", "remove"])
def test_a_look_that_another_program_holds_for_long_stays_as_it_is_and_that_is_told(kept, qtbot, monkeypatch, change):
    before = read_look(path_of(kept))
    hold(monkeypatch, path_of(kept), attempts=1000)
    monkeypatch.setattr(system_errors, "_PAUSES", (0.0,))
    if change == "rename":
        rename_to(kept, "Dusk")
    else:
        kept.window.shelf.own.removed.emit(str(path_of(kept)))
    qtbot.waitUntil(lambda: "another program" in kept.window.messages.text.text(), timeout=20_000)
    assert "Evening" in kept.window.messages.text.text()
    settle(kept, qtbot)
    assert "Evening" in own(kept)
    assert "Dusk" not in own(kept)
    assert not path_of(kept, "Dusk").exists()
    assert read_look(path_of(kept)) == before


def test_a_removed_look_can_be_brought_back(kept, qtbot):
    kept.window.shelf.own.removed.emit(str(path_of(kept)))
    qtbot.waitUntil(lambda: "Evening" not in own(kept), timeout=20_000)
    assert not path_of(kept).exists()
    next(button for button in kept.window.messages.buttons if button.text() == "Undo").click()
    qtbot.waitUntil(lambda: "Evening" in own(kept), timeout=20_000)


def test_a_look_is_written_to_a_file_to_share(kept, qtbot, tmp_path, monkeypatch):
    labels = [action.text() for action in kept.window.shelf.own.menu_for(str(path_of(kept))).actions()]
    assert labels[-3:] == ["Rename…", "Save as a file to share…", "Remove from the shelf"]
    asked = []
    monkeypatch.setattr("stylizer_app.ui.window.look_dialogs.open_dialog", asked.append)
    kept.window.shelf.own.shared.emit(str(path_of(kept)))
    [dialog] = asked
    assert isinstance(dialog, QFileDialog)
    dialog.filesSelected.emit([str(tmp_path / "shared.stylizer-look")])
    qtbot.waitUntil((tmp_path / "shared.stylizer-look").exists)
    assert read_look(tmp_path / "shared.stylizer-look") == read_look(path_of(kept))


def test_only_of_a_painting_a_part_can_be_chosen(opened, qtbot):
    opened.workspace.importer.choose_style("woodcut")
    settle(opened, qtbot)
    assert not opened.window.painting.buttons["crop"].isEnabled()


def test_a_name_that_is_taken_is_told_before_it_is_replaced(kept):
    kept.window.commands["save_look"].trigger()
    dialog = dialog_of(LookNameDialog)
    dialog.field.setText("evening")
    assert "will be replaced" in dialog.remark.text()
    assert dialog.accept_button.isEnabled()
    dialog.field.setText("   ")
    assert not dialog.accept_button.isEnabled()
    dialog.reject()


def test_a_folder_that_cannot_be_written_to_is_said_to_be(opened, qtbot, tmp_path):
    (tmp_path / "file").write_text("in the way")
    opened.workspace.own_looks.folder = tmp_path / "file" / "looks"
    opened.window.commands["save_look"].trigger()
    dialog = dialog_of(QDialog)
    dialog.accept()
    qtbot.waitUntil(lambda: opened.window.messages.message is not None and opened.window.messages.message.problem)
    assert "file" in opened.window.messages.text.text()


def test_a_folder_dropped_on_the_painting_is_an_artists_hand(opened, qtbot, tmp_path, painter):
    for number in range(3):
        photo_file(tmp_path / "Monet" / f"{number}.png", (120, 90), (number * 50, 90, 10))
    assert drop(opened.window.painting, urls(tmp_path / "Monet"))
    qtbot.waitUntil(lambda: opened.workspace.controller.document.styles[0].path == tmp_path / "Monet")
    settle(opened, qtbot)
    style = painted_with(painter, "Monet")
    assert isinstance(style.style, Mixture)
    assert len(style.style.styles) == 3
    qtbot.waitUntil(lambda: "Monet" in own(opened), timeout=20_000)


def test_an_empty_folder_is_no_hand(opened, qtbot, tmp_path):
    (tmp_path / "empty").mkdir()
    drop(opened.window.painting, urls(tmp_path / "empty"))
    qtbot.waitUntil(lambda: opened.window.messages.message is not None)
    assert "no picture in the folder" in opened.window.messages.text.text()


def test_a_look_on_the_shelf_has_a_picture(kept):
    row = kept.window.shelf.own.row_of(str(path_of(kept)))
    assert not row.data(PICTURE).isNull()
    assert Path(path_of(kept).with_suffix(".jpg")).exists()


def test_a_look_is_shared_with_its_picture_only_on_wish(kept, qtbot, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("stylizer_app.ui.window.look_dialogs.open_dialog", asked.append)
    for wanted in (False, True):
        kept.window.shelf.own.shared.emit(str(path_of(kept)))
        target = tmp_path / f"{wanted}.stylizer-look"
        asked[-1].selectNameFilter(asked[-1].nameFilters()[wanted])
        asked[-1].filesSelected.emit([str(target)])
        qtbot.waitUntil(target.exists)
    plain, pictured = read_look(tmp_path / "False.stylizer-look"), read_look(tmp_path / "True.stylizer-look")
    assert plain.picture == b""
    assert QImage.fromData(pictured.picture).width() == TILE_PIXELS
    assert len(pictured.picture) <= MOST_PICTURE_BYTES


def test_a_look_that_brings_its_picture_shows_it_on_the_shelf(opened, qtbot, tmp_path):
    red = QImage(64, 48, QImage.Format.Format_RGB32)
    red.fill(Qt.GlobalColor.red)
    red.save(str(tmp_path / "red.jpg"))
    recipe = Recipe((RecipeStyle("woodcut", 1, ()),))
    look = replace(named("Red", recipe), picture=(tmp_path / "red.jpg").read_bytes())
    drop(opened.window.canvas, urls(write_look(look, tmp_path / "red.stylizer-look")))
    qtbot.waitUntil(lambda: "Red" in own(opened), timeout=20_000)
    picture = opened.window.shelf.own.row_of(str(path_of(opened, "Red"))).data(PICTURE)
    assert picture.pixelColor(20, 20).red() > 240
    assert read_look(path_of(opened, "Red")).picture == b""  # beside the file, which may be given away as it is


def test_another_look_of_a_name_that_was_removed_does_not_show_its_picture(kept, qtbot, tmp_path):
    kept.window.shelf.own.removed.emit(str(path_of(kept)))
    qtbot.waitUntil(lambda: "Evening" not in own(kept), timeout=20_000)
    given = write_look(named("Evening", Recipe((RecipeStyle("woodcut", 1, ()),))), tmp_path / "evening.stylizer-look")
    drop(kept.window.canvas, urls(given))
    qtbot.waitUntil(lambda: "Evening" in own(kept), timeout=20_000)
    assert not path_of(kept).with_suffix(".jpg").exists()


def test_own_looks_on_the_shelf_and_among_all_looks_are_painted_as_they_were_saved(kept, qtbot):
    kept.workspace.importer.choose_style("woodcut")
    kept.workspace.choices.set("strength", 140)
    kept.workspace.controller.commit()
    settle(kept, qtbot)
    row = kept.window.shelf.own.row_of(str(path_of(kept)))
    qtbot.waitUntil(lambda: row.data(PREVIEW) is not None, timeout=20_000)
    assert row.data(PREVIEW).pixelColor(5, 5).red() == 60
    kept.window.commands["all_looks"].trigger()
    settle(kept, qtbot)
    number, way = next((n, way) for n, way in enumerate(kept.workspace.ways.shown) if way.title() == "Evening")
    assert way.document.adjustments.strength == 60
    kept.workspace.ways.take(number)
    settle(kept, qtbot)
    assert kept.workspace.controller.document.adjustments.strength == 60


def test_a_look_saved_again_under_its_name_shows_nothing_of_what_it_was(kept, qtbot):
    choose = kept.window.shelf.own.chosen.emit
    choose(str(path_of(kept)))
    settle(kept, qtbot)
    before = kept.workspace.controller.document
    kept.workspace.importer.choose_style("ink-wash")
    kept.workspace.choices.set("strength", 60)
    for name in ("brush", "brushwork", "vividness"):
        kept.workspace.choices.set(name, getattr(before.adjustments, name))
    kept.workspace.controller.commit()
    settle(kept, qtbot)
    save_as(kept, qtbot, "Evening")
    settle(kept, qtbot)
    choose(str(path_of(kept)))
    settle(kept, qtbot)
    after = kept.workspace.controller.document
    assert after.adjustments == before.adjustments
    assert after.styles[0].digest != before.styles[0].digest
    assert kept.workspace.controller.results.find(after) is not kept.workspace.controller.results.find(before)


def test_a_favourite_stays_one_when_it_is_renamed_and_after_a_restart(kept, qtbot):
    kept.window.shelf.starred.emit(str(path_of(kept)))
    kept.workspace.own_looks.rename(path_of(kept), "Dusk")
    qtbot.waitUntil(lambda: "Dusk" in own(kept), timeout=20_000)
    assert kept.window.shelf.own.row_of(str(path_of(kept, "Dusk"))).data(STARRED)
    assert Settings(preferences.load()[0]).favourites == (str(path_of(kept, "Dusk")),)
