"""The window on its screen: it fits, it comes back as it was left, and messages move nothing."""

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stylizer_app.system import paths
from stylizer_app.ui.values import Action, Message
from stylizer_app.ui.widgets.bars import message_bar
from stylizer_app.ui.widgets.canvas.scene import Mode
from stylizer_app.ui.window import placement
from tests.ui.fakes import drop, next_start, photo_file, settle, urls

ROOT = Path(__file__).resolve().parents[3]
OPENED = """
import sys
from PySide6.QtWidgets import QApplication
from stylizer_app.choices.preferences import Preferences
from stylizer_app.ui.app import build, make_app
from stylizer_app.ui.window.settings import Settings
from tests.ui.fakes import FakePainter
app = make_app(["x"])
settings = Settings(Preferences())
settings.apply_look(app)
program = build(settings, FakePainter)
program.window.show()
app.processEvents()
window, save = program.window, program.window.controls.save
below = save.mapTo(window, save.rect().bottomRight())
print(window.width(), window.height(), below.x(), below.y(), window.minimumSizeHint().height())
program.window.close()
program.workspace.close()
"""


@pytest.mark.gui
@pytest.mark.parametrize("screen", [(1366, 768), (1280, 720), (960, 540), (3840, 2160)], ids=str)
def test_the_first_window_fits_its_screen_and_shows_the_save_button(screen, tmp_path):
    width, height = screen
    one = {"name": "one", "x": 0, "y": 0, "width": width, "height": height}
    (tmp_path / "screen.json").write_text(json.dumps({"screens": [one]}))
    told = {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen:configfile=screen.json"}
    command, environment = [sys.executable, "-c", OPENED], {**os.environ, **told}
    run = {"capture_output": True, "text": True, "check": True, "timeout": 600}
    done = subprocess.run(command, env=environment, cwd=tmp_path, **run)
    wide, high, right, below, _ = map(int, done.stdout.split())
    assert (wide, high) <= screen
    assert high <= height
    assert right < min(wide, width)
    assert below < min(high, height)


def test_a_window_has_its_usual_size_where_there_is_room_for_it():
    assert placement.first_size(QSize(1920, 1080)) == QSize(1280, 820)
    assert placement.first_size(QSize(1280, 680)).height() < 680


@pytest.mark.gui
def test_size_view_and_panels_are_remembered(program, qtbot):
    window = program.window
    window.resize(window.minimumSizeHint().width(), 640)
    window.canvas.set_mode(Mode.RESULT)
    window.commands["panels"].trigger()
    assert not window.left.isVisible()
    assert not window.controls.isVisible()
    window.close()
    later = next_start(qtbot)
    try:
        assert later.window.height() == 640
        assert later.window.canvas.scene.mode is Mode.RESULT
        assert not later.window.left.isVisible()
        later.window.commands["panels"].trigger()
        assert later.window.left.isVisible()
    finally:
        later.window.close()
        later.workspace.close()


@pytest.mark.gui
def test_a_maximized_window_comes_back_maximized(program, qtbot):
    program.window.showMaximized()
    program.window.close()
    later = next_start(qtbot)
    try:
        assert later.window.isMaximized()
    finally:
        later.window.close()
        later.workspace.close()


@pytest.mark.gui
def test_a_placement_that_cannot_be_read_is_left_alone(program, qtbot):
    paths.window_file().parent.mkdir(parents=True, exist_ok=True)
    paths.window_file().write_text('{"geometry": 7, "mode": 99}')
    later = next_start(qtbot)
    assert later.window.left.isVisible()
    later.window.close()
    later.workspace.close()


@pytest.mark.gui
def test_a_message_moves_nothing_when_it_comes_and_when_it_goes(program, qtbot, tmp_path):
    window = program.window
    photos = [photo_file(tmp_path / f"{number}.jpg") for number in range(3)]
    drop(window.photo, urls(*photos))
    settle(program, qtbot)
    window.messages.say(None)

    def places():
        return [
            (widget.mapTo(window, QPoint(0, 0)), widget.size())
            for widget in (window.canvas, window.album, window.album.close_button, window.canvas_bar)
        ]

    before = places()
    window.messages.say(Message(lambda: "Saved.", (Action(lambda: "Show folder", lambda: None),), passing=True))
    QTest.qWait(20)
    assert window.messages.isVisible()
    assert places() == before
    window.messages.say(None)
    QTest.qWait(20)
    assert places() == before


@pytest.mark.gui
def test_a_message_lies_inside_the_canvas_however_small(program, qtbot):
    window = program.window
    text = "A sentence that is long enough to need more than one line in a window that is small. " * 2
    for size in ((820, 560), (1200, 700)):
        window.resize(*size)
        window.messages.say(
            Message(
                lambda: text,
                (Action(lambda: "Choose another", lambda: None), Action(lambda: "Try again", lambda: None)),
            )
        )
        label = window.messages.text
        qtbot.waitUntil(lambda: window.canvas.rect().contains(window.messages.geometry()))
        qtbot.waitUntil(lambda label=label: label.height() >= label.heightForWidth(label.width()))


@pytest.mark.gui
def test_a_message_stays_while_it_is_pointed_at(program, qtbot, monkeypatch):
    bar = program.window.messages
    bar._passing.setInterval(60)
    bar.say(Message(lambda: "Saved.", passing=True))
    point = QPointF(20, 10)
    QApplication.sendEvent(bar, QEnterEvent(point, point, point))
    QTest.qWait(250)
    assert bar.isVisible()
    QApplication.sendEvent(bar, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not bar.isVisible(), timeout=2000)
    assert message_bar.PASSING >= 10_000


@pytest.mark.gui
def test_closing_the_album_can_be_undone_with_turned_photos_as_they_were(program, qtbot, tmp_path):
    window, album = program.window, program.workspace.album
    photos = tuple(photo_file(tmp_path / f"{number}.jpg") for number in range(3))
    drop(window.photo, urls(*photos))
    settle(program, qtbot)
    program.workspace.choices.turn(1)
    settle(program, qtbot)
    window.album.close_button.click()
    assert album.photos == ()
    (undo,) = (button for button in window.messages.buttons if button.text() == "Undo")
    undo.click()
    settle(program, qtbot)
    assert album.photos == photos
    assert album.document_for(photos[0]).photo.turns == 1
    assert window.album.isVisible()


@pytest.mark.gui
def test_full_screen_is_the_picture_alone_and_escape_leaves(opened, qtbot):
    window = opened.window
    parts = (window.left, window.controls, window.status, window.menuBar(), window.canvas_bar, window.results)
    assert all(part.isVisible() for part in parts)
    window.commands["full_screen"].trigger()
    qtbot.waitUntil(window.isFullScreen)
    assert not any(part.isVisible() for part in parts)
    qtbot.waitUntil(lambda: window.canvas.width() == window.width())
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.isFullScreen())
    assert all(part.isVisible() for part in parts)


@pytest.mark.gui
def test_both_usual_keys_redo(opened, qtbot):
    window, before = opened.window, opened.workspace.controller.document
    opened.workspace.choices.turn(1)
    after = opened.workspace.controller.document
    for keys in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier):
        window.commands["undo"].trigger()
        assert opened.workspace.controller.document == before
        if keys is Qt.KeyboardModifier.ControlModifier:
            QTest.keyClick(window.canvas, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
        else:
            QTest.keyClick(window.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | keys)
        assert opened.workspace.controller.document == after


@pytest.mark.gui
@pytest.mark.parametrize("width", [900, 1100, 1366])
def test_a_message_is_never_tall_and_its_whole_text_can_be_read(program, qtbot, width):
    window = program.window
    window.resize(width, 700)
    text = "11 of 13 pictures saved. " + "/home/anna/pictures/mountains/holiday.jpg is not a picture. " * 9
    actions = tuple(
        Action(partial(str, label), lambda: None) for label in ("Try again", "Save elsewhere…", "Show folder")
    )
    window.messages.say(Message(lambda: text, actions))
    qtbot.waitUntil(lambda: window.messages.isVisible())
    QTest.qWait(20)
    bar, canvas = window.messages, window.canvas
    assert bar.height() <= 0.4 * canvas.height() + 1
    assert bar.text.text() == text or bar.text.text().endswith("…")
    assert text in (bar.text.text(), bar.text.toolTip())
    assert bar.text.height() >= bar.text.heightForWidth(bar.text.width()) - 1
    assert bar.accessibleName() == text
    for button in bar.buttons:
        assert bar.rect().contains(button.geometry())
    window.messages.say(Message(lambda: "Short.", actions[:1]))
    QTest.qWait(20)
    assert bar.text.text() == "Short."
    assert bar.height() <= 80
