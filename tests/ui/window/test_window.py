"""The window as a person meets it: dropping, pasting, hovering, menus, messages, everything by keyboard."""

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QFileOpenEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from stylizer_app.ui.values import Action, Message
from stylizer_app.ui.widgets.basics.thumbnails import style_mime
from stylizer_app.ui.wording import proposed_name
from tests.ui.fakes import click_thumbnail, drop, hover, leave, photo_file, settle, urls

pytestmark = pytest.mark.gui


def document(program):
    return program.workspace.controller.document


def test_dropping_photo_and_painting_on_their_panes_paints(program, qtbot, photo, painting):
    assert drop(program.window.photo, urls(photo))
    qtbot.waitUntil(lambda: document(program).photo is not None)
    assert drop(program.window.painting, urls(painting))
    qtbot.waitUntil(lambda: proposed_name(document(program)) == "harbour - waves")
    qtbot.waitUntil(lambda: program.window.canvas.scene.after is not None)
    assert program.window.windowTitle().startswith("harbour")
    assert program.window.controls.save.isEnabled()
    settle(program, qtbot)


def test_a_pane_shows_what_it_would_accept_and_forgets_it(program, photo, tmp_path):
    window = program.window
    idle = window.photo.grab().toImage()
    hover(window.photo, urls(photo))
    assert window.photo.grab().toImage() != idle
    leave(window.photo)
    assert window.photo.grab().toImage() == idle


def test_the_canvas_offers_both_places_once_there_is_a_photo(opened, qtbot, painting, tmp_path):
    other = photo_file(tmp_path / "lemons.png")
    canvas = opened.window.canvas
    assert drop(canvas, urls(other), QPointF(canvas.width() * 0.8, canvas.height() / 2))
    qtbot.waitUntil(lambda: document(opened).styles[0].path == other)
    assert drop(canvas, urls(other), QPointF(canvas.width() * 0.2, canvas.height() / 2))
    qtbot.waitUntil(lambda: document(opened).photo.path == other)
    settle(opened, qtbot)


def test_several_photos_open_the_album(program, qtbot, tmp_path):
    files = [photo_file(tmp_path / f"{name}.png") for name in "abc"]
    drop(program.window.photo, urls(*files))
    qtbot.waitUntil(lambda: program.window.album.strip.count() == 3)
    settle(program, qtbot)
    click_thumbnail(program.window.album.strip, 2)
    qtbot.waitUntil(lambda: document(program).photo.path == files[2])
    QTest.keyClick(program.window.album.strip, Qt.Key.Key_Delete)
    assert program.window.album.strip.count() == 2
    settle(program, qtbot)


def test_several_paintings_are_mixed(opened, qtbot, tmp_path):
    files = [photo_file(tmp_path / f"{name}.png") for name in "abc"]
    drop(opened.window.painting, urls(*files))
    qtbot.waitUntil(lambda: len(document(opened).styles) == 3)
    assert len(opened.window.controls.mixer.rows) == 3
    settle(opened, qtbot)


def test_image_data_from_a_browser_is_taken_even_with_a_link(program, qtbot):
    mime = urls("https://example.org/cat.jpg")
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    mime.setImageData(image)
    drop(program.window.photo, mime)
    qtbot.waitUntil(lambda: document(program).photo is not None)
    assert document(program).photo.path.is_file()
    settle(program, qtbot)


def test_a_link_alone_is_refused_in_the_quiet_bar(program):
    drop(program.window.photo, urls("https://example.org/cat.jpg"))
    assert program.window.messages.isVisible()
    assert "link" in program.window.messages.text.text()
    assert document(program).photo is None


def test_pasting_in_a_pane_asks_nothing_and_elsewhere_asks_once_both_are_full(opened, qtbot, painting):
    image = QImage(30, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QApplication.clipboard().setImage(image)
    opened.window.painting.area.actions()[0].trigger()
    qtbot.waitUntil(lambda: document(opened).styles[0].path != painting)
    settle(opened, qtbot)
    opened.window.commands["paste"].trigger()
    assert [button.text() for button in opened.window.messages.buttons] == ["As photo", "As painting"]
    photo = document(opened).photo
    opened.window.messages.buttons[0].click()
    qtbot.waitUntil(lambda: document(opened).photo != photo)
    settle(opened, qtbot)


def test_a_style_from_the_shelf_can_be_dropped_on_the_canvas_but_not_on_the_photo(opened, qtbot):
    assert not drop(opened.window.photo, style_mime("woodcut"))
    assert drop(opened.window.canvas, style_mime("woodcut"))
    qtbot.waitUntil(lambda: [style.name for style in document(opened).styles] == ["woodcut"])
    settle(opened, qtbot)


def test_a_click_on_the_shelf_paints_and_the_plus_mixes(opened, qtbot):
    shelf = opened.window.shelf
    shelf.style_chosen.emit("charcoal")
    shelf.style_added_to_mix.emit("woodcut")
    assert [style.name for style in document(opened).styles] == ["charcoal", "woodcut"]
    opened.window.controls.mixer.weights_changed.emit([0.25, 0.75])
    assert [style.weight for style in document(opened).styles] == [0.25, 0.75]
    opened.window.controls.mixer.style_removed.emit(0)
    assert [style.name for style in document(opened).styles] == ["woodcut"]
    settle(opened, qtbot)


def test_the_sliders_move_the_picture_and_undo_moves_the_sliders(opened, qtbot):
    controls = opened.window.controls
    controls.rows["strength"].track.setFocus()
    for _ in range(3):
        QTest.keyClick(controls.rows["strength"].track, Qt.Key.Key_Left)
    assert document(opened).adjustments.strength < 100
    qtbot.wait(500)
    opened.window.commands["undo"].trigger()
    assert controls.rows["strength"].value == 100
    assert document(opened).adjustments.strength == 100
    opened.window.commands["redo"].trigger()
    assert controls.rows["strength"].value < 100
    settle(opened, qtbot)


def test_results_can_be_gone_back_to(opened, qtbot):
    opened.workspace.choices.set("strength", 40)
    opened.workspace.controller.commit()
    settle(opened, qtbot)
    strip = opened.window.results.strip
    assert opened.window.results.isVisible()
    assert strip.count() == 2
    click_thumbnail(strip, 1)
    assert document(opened).adjustments.strength == 100


def test_files_from_the_system_are_opened(qapp, program, qtbot, photo):
    from stylizer_app.ui.app import FileEvents

    events = FileEvents(program)
    qapp.installEventFilter(events)
    QApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(photo))))
    qapp.removeEventFilter(events)
    qtbot.waitUntil(lambda: document(program).photo is not None)
    settle(program, qtbot)


def test_a_message_offers_what_can_be_done_and_goes_away(program, qtbot):
    done = []
    bar = program.window.messages
    bar.say(Message(lambda: "Something.", (Action(lambda: "Do it", lambda: done.append(1)),)))
    QTest.mouseClick(bar.buttons[0], Qt.MouseButton.LeftButton)
    assert done == [1]
    assert not bar.isVisible()
    bar.say(Message(lambda: "Something.", (Action(lambda: "Tell me more", lambda: done.append(2), stays=True),)))
    QTest.mouseClick(bar.buttons[0], Qt.MouseButton.LeftButton)
    assert done == [1, 2]
    assert bar.isVisible()
    bar.say(Message(lambda: "Again."))
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_tab_reaches_what_can_be_done_before_it_closes_the_message(program):
    bar = program.window.messages
    bar.say(
        Message(lambda: "Something.", (Action(lambda: "Do it", lambda: None), Action(lambda: "Or that", lambda: None)))
    )
    first, second = bar.buttons
    assert bar.close_button.previousInFocusChain() is second
    assert second.previousInFocusChain() is first


def test_copy_puts_the_painted_picture_on_the_clipboard(opened):
    opened.window.commands["copy"].trigger()
    image = QApplication.clipboard().image()
    assert max(image.width(), image.height()) == 768


def test_every_widget_that_takes_the_focus_has_a_name(opened):
    for widget in opened.window.findChildren(QWidget):
        text = getattr(widget, "text", "")
        named = widget.accessibleName() or (callable(text) and text()) or widget.focusProxy()
        if (
            widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and not isinstance(widget, QToolButton)
        ):
            assert named, f"{type(widget).__name__} {widget.objectName()}"
    for button in opened.window.findChildren(QToolButton):
        if button.isVisible():
            assert button.accessibleName() or button.text()


def test_tab_goes_round_through_everything_and_comes_back(opened, qtbot):
    window = opened.window
    window.activateWindow()
    window.photo.area.setFocus()
    seen = []
    for _ in range(80):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        seen.append(window.focusWidget())
        if window.focusWidget() is window.photo.area:
            break
    for widget in (window.painting.area, window.canvas, window.controls.rows["strength"].track, window.controls.save):
        assert widget in seen, widget
    assert window.focusWidget() is window.photo.area


@pytest.mark.parametrize("size", [(900, 600), (1280, 800), (3840, 2160)])
def test_the_window_works_at_any_size(opened, qtbot, size):
    opened.window.resize(*size)
    QApplication.processEvents()
    assert (opened.window.width(), opened.window.height()) == size
    assert opened.window.canvas.width() >= 240
    assert not opened.window.grab().toImage().isNull()
    settle(opened, qtbot)


def test_shortcuts_are_not_used_twice(program):
    keys = [action.shortcut().toString() for action in program.window.actions() if not action.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))


def test_dragging_out_prepares_a_file_with_the_picture(opened, qtbot, tmp_path):
    from stylizer_app.imaging.decode import decode

    ready = []
    opened.workspace.drag_export.prepare(ready.append)
    qtbot.waitUntil(lambda: len(ready) == 1)
    opened.workspace.drag_export.prepare(ready.append)
    assert ready[0] == ready[1]
    assert ready[0].endswith("harbour - waves.png")
    shown = opened.workspace.controller.previewing.shown
    from pathlib import Path

    assert np.array_equal(decode(Path(ready[0])).rgb, shown.painting.picture.rgb)


def test_turning_and_cropping_by_menu(opened, qtbot):
    opened.window.commands["turn_right"].trigger()
    assert document(opened).photo.turns == 1
    settle(opened, qtbot)
    opened.window.commands["crop_photo"].trigger()
    from stylizer_app.ui.dialogs.crop import CropDialog

    dialog = opened.window.findChild(CropDialog)
    settle(opened, qtbot)
    QTest.keyClick(dialog.area, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    dialog.accept()
    assert document(opened).photo.crop.right == pytest.approx(0.99)
    settle(opened, qtbot)


def test_mime_with_nothing_is_not_accepted(program):
    assert not drop(program.window.photo, QMimeData())


def test_closing_while_a_picture_is_saved_is_mentioned_once_and_can_wait(opened, painter, qtbot, tmp_path):
    from stylizer_app.imaging.targets import Target

    painter.gate.clear()
    opened.workspace.saving.save(opened.workspace.controller.document, Target(tmp_path / "last.png"))
    opened.window.close()
    assert opened.window.isVisible()
    opened.window.messages.buttons[0].click()
    painter.gate.set()
    qtbot.waitUntil(lambda: not opened.window.isVisible(), timeout=20_000)
    assert (tmp_path / "last.png").exists()
