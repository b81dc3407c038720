"""A strip shows thumbnails in their own shape, and a sign where there is no picture."""

import pytest
from PySide6.QtGui import QColor, QImage

from stylizer_app.ui.widgets.strips.strip import SIDE, Strip, thumbnail_box

pytestmark = pytest.mark.gui

RED = QColor(255, 0, 0)


@pytest.fixture
def strip(qtbot):
    made = Strip("Album")
    qtbot.addWidget(made)
    made.resize(400, made.height())
    return made


def drawn(strip):
    """The strip's picture, in logical pixels."""
    return strip.viewport().grab().toImage()


def test_a_square_thumbnail_is_drawn_as_a_square(strip):
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(RED)
    strip.add("one", "One", image)
    strip.show()
    shown = drawn(strip)
    middle = thumbnail_box(strip.visualItemRect(strip.item(0))).center()
    across = sum(shown.pixelColor(x, middle.y()) == RED for x in range(shown.width()))
    down = sum(shown.pixelColor(middle.x(), y) == RED for y in range(shown.height()))
    assert (across, down) == (SIDE, SIDE)


def test_where_there_is_no_picture_a_sign_stands_for_it(strip):
    strip.add("one", "One", None)
    strip.show()
    shown = drawn(strip)
    box = thumbnail_box(strip.visualItemRect(strip.item(0))).adjusted(2, 2, -2, -2)
    colours = {shown.pixel(x, y) for x in range(box.left(), box.right()) for y in range(box.top(), box.bottom())}
    assert len(colours) > 1
