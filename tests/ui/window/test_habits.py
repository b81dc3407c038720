"""What hands do by habit: keys, double clicks, a fifth painting, a second window."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from stylizer_app.choices.document import WHOLE, Crop
from stylizer_app.choices.preferences import Preferences
from stylizer_app.imaging.geometry import Size
from stylizer_app.system import paths
from stylizer_app.ui.dialogs.crop import CropDialog
from stylizer_app.ui.dialogs.preferences_dialog import PreferencesDialog
from stylizer_app.ui.dialogs.save_all_dialog import SaveAllDialog
from stylizer_app.ui.dialogs.save_dialog import SaveDialog
from stylizer_app.ui.values import Slot
from stylizer_app.ui.widgets.canvas.scene import Mode, seen
from tests.ui.fakes import FakePainter, drop, photo_file, settle, urls

pytestmark = pytest.mark.gui


def dialog_of(kind):
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def test_enter_in_the_crop_dialog_crops(opened, qtbot):
    opened.dialog_controller.crop(Slot.PHOTO)
    dialog = dialog_of(CropDialog)
    settle(opened, qtbot)
    dialog.area.choose(Crop(0.25, 0.25, 0.75, 0.75))
    QTest.keyClick(dialog.area, Qt.Key.Key_Return)
    assert opened.workspace.controller.document.photo.crop == Crop(0.25, 0.25, 0.75, 0.75) != WHOLE


def closed(dialog) -> None:
    """Closed, and gone with all that was in it."""
    dialog.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(dialog)


@pytest.mark.parametrize("slot", [Slot.PHOTO, Slot.PAINTING])
def test_a_picture_may_arrive_after_the_crop_dialog_was_closed(opened, monkeypatch, slot):
    workspace, waiting = opened.workspace, []
    for load in ("load_whole_photo", "load_whole_style"):
        monkeypatch.setattr(workspace, load, lambda _choice, show: waiting.append(show))
    opened.dialog_controller.crop(slot)
    closed(dialog_of(CropDialog))
    [show] = waiting
    show(QImage(8, 8, QImage.Format.Format_RGB32))


@pytest.mark.parametrize("kind", [SaveDialog, SaveAllDialog])
def test_a_forecast_may_arrive_after_the_dialog_was_closed(opened, qtbot, monkeypatch, photo, kind):
    saving, waiting = opened.dialog_controller.saving, []
    opened.workspace.album.add([photo])
    settle(opened, qtbot)
    monkeypatch.setattr(opened.workspace.runner, "io", lambda _task, receive, *_: waiting.append(receive))
    (saving.save_all if kind is SaveAllDialog else saving.save)()
    qtbot.waitUntil(lambda: bool(waiting), timeout=5_000)
    closed(dialog_of(kind))
    answers = iter([(Size(8, 8),), 1000] if kind is SaveAllDialog else [1000])
    while waiting:  # the sizes of an album's photos are followed by that of a file
        waiting.pop(0)(next(answers))


def test_space_shows_the_photo_after_a_click_on_a_style_or_a_slider(opened, qtbot):
    window = opened.window
    QTest.qWait(50)
    for widget in (window.controls.rows["strength"].track, window.shelf.starters, window.photo.area, window.swap):
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
        before = opened.workspace.controller.document
        QTest.keyPress(widget, Qt.Key.Key_Space)
        assert window.canvas.scene.mode is Mode.PHOTO
        QTest.keyRelease(widget, Qt.Key.Key_Space)
        assert window.canvas.scene.mode is Mode.WIPE
        assert opened.workspace.controller.document == before
        assert not [w for w in QApplication.topLevelWidgets() if w.isModal() and w.isVisible()]


def test_enter_presses_the_button_that_has_the_focus(opened, qtbot):
    button = opened.window.photo.buttons["right"]
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert opened.workspace.controller.document.photo.turns == 1


def test_the_focus_goes_to_the_canvas_when_its_widget_goes(opened, qtbot):
    window = opened.window
    opened.workspace.importer.choose_style("woodcut", add=True)
    settle(opened, qtbot)
    window.results.strip.setFocus()
    qtbot.waitUntil(window.results.strip.hasFocus)
    window.results.hide()
    qtbot.waitUntil(window.canvas.hasFocus)


def test_the_line_stays_in_view_at_any_zoom_and_a_double_click_centres_it(opened, qtbot):
    canvas = opened.window.canvas
    canvas.set_wipe(0.9)
    canvas.actual_size()
    area = seen(canvas.scene)
    assert area.left() <= canvas.scene.wipe_x <= area.right()
    point = QPoint(round(canvas.scene.wipe_x), round(area.center().y()))
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    assert canvas.scene.wipe == 0.5
    assert not canvas.scene.viewport.fits


def test_a_fifth_painting_says_which_one_it_pushed_out(opened, qtbot):
    workspace, window = opened.workspace, opened.window
    for name in ("woodcut", "charcoal", "ink-wash"):
        workspace.importer.choose_style(name, add=True)
    assert window.messages.message is None
    before = workspace.controller.document.styles
    workspace.importer.choose_style("watercolour", add=True)
    assert "waves was taken out" in window.messages.message.text
    window.messages.buttons[0].click()
    assert workspace.controller.document.styles == before


def test_paint_like_this_keeps_the_photo_that_was_open(opened, qtbot, photo, tmp_path):
    from stylizer_app.imaging.targets import Target

    workspace, window = opened.workspace, opened.window
    workspace.importer.choose_style("woodcut")
    workspace.choices.set("strength", 60)
    settle(opened, qtbot)
    workspace.saving.save(workspace.controller.document, Target(tmp_path / "painted.png"))
    qtbot.waitUntil(lambda: not workspace.saving.busy, timeout=20_000)
    other = photo_file(tmp_path / "other.jpg")
    workspace.importer.open_photo(other)
    workspace.importer.choose_style("charcoal")
    workspace.choices.set("strength", 100)
    settle(opened, qtbot)
    workspace.importer.open_photo(tmp_path / "painted.png")
    settle(opened, qtbot)
    (like,) = (button for button in window.messages.buttons if button.text() == "Paint like this")
    like.click()
    settle(opened, qtbot)
    document = workspace.controller.document
    assert document.photo.path == other
    assert document.adjustments.strength == 60
    assert [style.name for style in document.styles] == ["woodcut"]


def test_undo_calls_a_starter_by_its_title(opened):
    opened.workspace.importer.choose_style("ink-wash")
    assert "ink-wash" not in opened.window.commands["undo"].text()
    assert "Ink wash" in opened.window.commands["undo"].text()


def test_copying_says_so(opened):
    opened.window.commands["copy"].trigger()
    assert opened.window.messages.message.text.startswith("Copied")


def test_the_chip_leads_to_what_paints(opened, qtbot):
    opened.window.chip.click()
    dialog = dialog_of(PreferencesDialog)
    assert dialog.tabs.tabText(dialog.tabs.currentIndex()) == "How it paints"
    dialog.reject()


def test_a_second_window_says_nothing_of_a_crash_and_has_a_session_of_its_own(opened, qtbot, photo):
    from stylizer_app.ui.app import build
    from stylizer_app.ui.window.settings import Settings

    opened.workspace.autosave._write()
    settle(opened, qtbot)
    first = paths.session_file().read_bytes()
    second = build(Settings(Preferences().with_(first_start=False)), FakePainter)
    second.window.show()
    second.workspace.start()
    settle(second, qtbot)
    assert second.window.messages.message is None
    second.workspace.choices.set("strength", 20)
    second.window.close()
    second.workspace.close()
    assert paths.session_file().read_bytes() == first


def test_a_session_whose_program_was_killed_is_free_again(tmp_path):
    from stylizer_app.ui.workspace.claim import Claim

    code = "import os, sys; from pathlib import Path; from stylizer_app.ui.workspace.claim import Claim"
    code += "; claim = Claim(Path(sys.argv[1])); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "session.json")], check=False)
    assert (tmp_path / "session.json.lock").exists()
    claim = Claim(tmp_path / "session.json")
    other = Claim(tmp_path / "session.json")
    assert claim.file.name == "session.json"
    assert other.file.name == "session-2.json"
    other.release()
    claim.release()


def test_a_first_photo_is_painted_at_once_and_says_where_other_paintings_are(program, qtbot, photo):
    program.workspace.importer.open_photo(photo)
    settle(program, qtbot)
    document = program.workspace.controller.document
    assert document.complete
    assert program.workspace.controller.previewing.shown.document == document
    assert program.window.controls.save.isEnabled()
    assert program.window.messages.message.text == "Choose another painting on the left."


def test_the_sentence_about_other_paintings_goes_once_one_is_chosen(program, qtbot, photo):
    window = program.window
    drop(window.canvas, urls(photo))
    settle(program, qtbot)
    program.workspace.choices.set("strength", 40)
    settle(program, qtbot)
    assert window.messages.message.text == "Choose another painting on the left."
    shelf = window.shelf.lists[0]
    other = shelf.visualItemRect(shelf.item(2)).center()
    QTest.mouseClick(shelf.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, other)
    assert window.messages.message is None


def test_a_photo_without_a_painting_gets_the_one_chosen_last(opened, qtbot, photo, painting):
    opened.workspace.choices.remove_styles()
    opened.workspace.importer.open_photo(photo)
    settle(opened, qtbot)
    assert [style.path for style in opened.workspace.controller.document.styles] == [painting]
