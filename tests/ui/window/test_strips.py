"""Album and results choose by mouse, arrow keys and Enter, and never because the keyboard comes to them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stylizer_app.imaging.targets import Target
from tests.ui.fakes import click_thumbnail, photo_file, settle

pytestmark = pytest.mark.gui


@pytest.fixture
def beside(opened, qtbot, tmp_path, photo):
    """An album of three photos, and another photo open."""
    opened.workspace.album.add([photo_file(tmp_path / f"{name}.png") for name in "abc"])
    assert path_of(opened) == photo
    settle(opened, qtbot)
    return opened


def path_of(program):
    return program.workspace.controller.document.photo.path


def tab_to(window, widget, key=Qt.Key.Key_Tab):
    for _ in range(60):
        if QApplication.focusWidget() is widget:
            return
        QTest.keyClick(QApplication.focusWidget(), key)
    raise AssertionError("Tab does not lead there")


def test_tab_leads_to_album_and_results_and_opens_nothing(beside, qtbot, photo):
    window, before = beside.window, beside.workspace.controller.document
    window.canvas.setFocus()
    tab_to(window, window.album.strip, Qt.Key.Key_Backtab)
    settle(beside, qtbot)
    assert beside.workspace.controller.document == before
    beside.workspace.choices.set("strength", 40)
    beside.workspace.controller.commit()
    changed = beside.workspace.controller.document
    window.canvas.setFocus()
    tab_to(window, window.results.strip)
    settle(beside, qtbot)
    assert beside.workspace.controller.document == changed


def test_closing_the_card_of_a_saved_picture_opens_nothing(beside, qtbot, tmp_path):
    window, before = beside.window, beside.workspace.controller.document
    beside.workspace.saving.save(before, Target(tmp_path / "out.png"))
    qtbot.waitUntil(lambda: window.card.isVisible(), timeout=20_000)
    window.card.close_button.setFocus()
    QTest.mouseClick(window.card.close_button, Qt.MouseButton.LeftButton)
    settle(beside, qtbot)
    assert beside.workspace.controller.document == before


def test_enter_opens_what_the_keyboard_is_at_and_arrows_the_next(beside, qtbot, tmp_path):
    strip = beside.window.album.strip
    beside.window.canvas.setFocus()
    tab_to(beside.window, strip, Qt.Key.Key_Backtab)
    QTest.keyClick(strip, Qt.Key.Key_Return)
    at = strip.currentRow()
    qtbot.waitUntil(lambda: path_of(beside) == tmp_path / f"{'abc'[at]}.png")
    settle(beside, qtbot)
    QTest.keyClick(strip, Qt.Key.Key_Home)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: path_of(beside) == tmp_path / "b.png")
    settle(beside, qtbot)


def test_a_click_opens_also_the_photo_that_the_keyboard_is_at_already(beside, qtbot, tmp_path):
    strip = beside.window.album.strip
    tab_to(beside.window, strip, Qt.Key.Key_Backtab)
    at = strip.currentRow()
    click_thumbnail(strip, at)
    qtbot.waitUntil(lambda: path_of(beside) == tmp_path / f"{'abc'[at]}.png")
    settle(beside, qtbot)


def test_a_press_that_slides_over_other_thumbnails_marks_and_opens_the_first_alone(beside, qtbot, tmp_path):
    strip = beside.window.album.strip
    places = [strip.visualItemRect(strip.item(row)).center() for row in range(3)]
    QTest.mousePress(strip.viewport(), Qt.MouseButton.LeftButton, pos=places[0])
    QTest.mouseMove(strip.viewport(), places[1])
    QTest.mouseMove(strip.viewport(), places[2])
    QTest.mouseRelease(strip.viewport(), Qt.MouseButton.LeftButton, pos=places[2])
    settle(beside, qtbot)
    qtbot.waitUntil(lambda: path_of(beside) == tmp_path / "a.png")
    assert [index.row() for index in strip.selectedIndexes()] == [0]
    settle(beside, qtbot)
