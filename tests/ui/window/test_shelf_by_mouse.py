"""The mouse on the shelf takes what it pressed, wherever the page is scrolled; it never scrolls by itself."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stylizer_app.ui.widgets.shelf.delegate import KEY
from tests.ui.fakes import settle

pytestmark = pytest.mark.gui
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def laptop(opened, qtbot):
    """The window as large as it is on a screen of 1366 x 768."""
    opened.window.resize(1366, 728)
    QApplication.processEvents()
    return opened


def peeking(shelf):
    """The lowest tile that is seen only in part, and a point in the part that is seen."""
    port = shelf.page.viewport()
    for row in reversed(shelf.starters.shown()):
        box = shelf.starters.visualItemRect(row)
        top = shelf.starters.viewport().mapTo(port, box.topLeft()).y()
        if top < port.height() - 8 < top + box.height():
            return row, QPoint(box.center().x(), box.top() + (port.height() - top) // 2)
    raise AssertionError("every tile is seen whole or not at all")


@pytest.mark.parametrize("scrolled", [0, 130, 300])
def test_a_click_takes_the_tile_that_was_pressed_and_scrolls_nothing(laptop, qtbot, scrolled):
    shelf = laptop.window.shelf
    bar = shelf.page.verticalScrollBar()
    bar.setValue(scrolled)
    QApplication.processEvents()
    row, place = peeking(shelf)
    port, view = shelf.page.viewport(), shelf.starters.viewport()
    on_screen = view.mapTo(port, place)
    shelf.finder.field.setFocus()
    shelf.starters.setFocus(Qt.FocusReason.MouseFocusReason)  # as a press does before it arrives
    QTest.mousePress(view, LEFT, pos=view.mapFrom(port, on_screen))
    assert bar.value() == scrolled
    QTest.mouseRelease(view, LEFT, pos=view.mapFrom(port, on_screen))
    assert [style.name for style in laptop.workspace.controller.document.styles] == [row.data(KEY)]
    settle(laptop, qtbot)


def test_pressed_on_one_tile_and_let_go_on_another_nothing_is_chosen(laptop):
    shelf, before = laptop.window.shelf, laptop.workspace.controller.document
    one, other = (shelf.starters.visualItemRect(row).center() for row in shelf.starters.shown()[:2])
    QTest.mousePress(shelf.starters.viewport(), LEFT, pos=one)
    QTest.mouseRelease(shelf.starters.viewport(), LEFT, pos=other)
    assert laptop.workspace.controller.document == before


def test_the_keyboard_scrolls_to_the_tile_it_reaches_and_to_that_it_comes_back_to(laptop):
    shelf = laptop.window.shelf
    shelf.starters.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(shelf.starters, Qt.Key.Key_End)
    key = shelf.starters.currentItem().data(KEY)
    assert key in shelf.in_sight()
    shelf.page.verticalScrollBar().setValue(0)
    laptop.window.canvas.setFocus()
    assert key not in shelf.in_sight()
    shelf.starters.setFocus(Qt.FocusReason.BacktabFocusReason)
    assert key in shelf.in_sight()
