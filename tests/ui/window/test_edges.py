"""What stands in a column begins at one edge and ends at one edge."""

import pytest
from PySide6.QtCore import QPoint

from stylizer_app.ui.look import theme
from stylizer_app.ui.values import Busy
from stylizer_app.ui.widgets.shelf.delegate import picture_box
from stylizer_app.ui.window.main_window import MARGIN

pytestmark = pytest.mark.gui


@pytest.fixture
def window(qapp, opened, qtbot):
    theme.apply(qapp, "light")
    opened.window.resize(1366, 728)
    qtbot.waitUntil(lambda: opened.window.width() == 1366)
    opened.window.lay_out()
    return opened.window


def edges(widget, of):
    """Left and right edge of a widget, from the left edge of another one."""
    left = widget.mapTo(of, QPoint(0, 0)).x()
    return left, left + widget.width()


def test_panes_search_groups_and_tiles_stand_in_one_column(window):
    left, shelf = window.left, window.shelf
    groups = list(shelf.finder.groups.values())
    begin = [window.photo.area, shelf.finder.field, groups[0]]
    end = [window.painting.area, shelf.surprise, groups[-1]]
    tile = picture_box(shelf.starters.visualRect(shelf.starters.model().index(0, 0))).left()
    assert {edges(widget, left)[0] for widget in begin} == {MARGIN}
    assert shelf.starters.viewport().mapTo(left, QPoint(tile, 0)).x() == MARGIN
    assert {edges(widget, left)[1] for widget in end} == {left.width() - MARGIN}


def test_the_line_below_ends_where_the_columns_above_it_end(window):
    window.status.show_busy(Busy(lambda: "Saving", 0.5, None, lambda: None))
    window.status.layout().activate()
    assert edges(window.status.forecast, window)[0] == edges(window.photo.area, window)[0]
    assert edges(window.status.cancel, window)[1] == edges(window.controls.save, window)[1]


def test_what_is_being_saved_is_read_whole_where_there_is_room(window):
    told = "Saving landscape - the starry night + the great wave + watercolour.jpg (1/3)"
    window.status.show_busy(Busy(lambda: told, 0.5, None, lambda: None))
    window.status.layout().activate()
    doing = window.status.doing
    assert doing.fontMetrics().horizontalAdvance(told) <= doing.contentsRect().width()
