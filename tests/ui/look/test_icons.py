"""Every icon is there, is drawn in one colour that follows the theme, and is crisp at 100, 150 and 200 %."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from stylizer_app.system import paths
from stylizer_app.ui.look import icons, palette

RED = QColor(255, 0, 0)


def opaque(image: QImage) -> list[QColor]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return [colour for colour in pixels if colour.alpha() > 0]


@pytest.mark.parametrize("name", icons.names())
def test_an_icon_lies_on_the_grid_and_takes_the_colour_it_is_given(qapp: QApplication, name: str) -> None:
    root = ET.parse(paths.bundled("resources", "icons", f"{name}.svg")).getroot()
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke") == "currentColor"
    assert {element.get("fill") for element in root.iter()} <= {None, "none", "currentColor"}
    image = icons.pixmap(name, 24, RED).toImage()
    drawn = opaque(image)
    assert len(drawn) > 20
    assert all(colour.green() == colour.blue() == 0 for colour in drawn if colour.alpha() > 128)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_straight_lines_fall_on_whole_pixels_at_every_scale(qapp: QApplication, ratio: float) -> None:
    image = icons.pixmap("photo", 24, RED, ratio).toImage()
    column = [image.pixelColor(round(12 * ratio), y).alpha() for y in range(round(4 * ratio), round(8 * ratio))]
    expected = [255] * round(2 * ratio) + [0] * round(2 * ratio)
    assert column == expected


def test_the_programs_own_icon_has_every_size(qapp: QApplication) -> None:
    sizes = {size.width() for size in icons.app_icon().availableSizes()}
    assert {16, 32, 48, 128, 256} <= sizes
    assert len(opaque(icons.app_pixmap(48, 1.0).toImage())) > 48 * 48 / 3


def test_an_icon_on_a_button_that_cannot_be_pressed_is_as_dark_as_the_word_beside_it(qapp: QApplication) -> None:
    for shown in (palette.DARK, palette.LIGHT):
        palette.show(shown)
        image = icons.icon("save", "on_accent").pixmap(QSize(24, 24), QIcon.Mode.Disabled).toImage()
        assert {colour.name() for colour in opaque(image) if colour.alpha() == 255} == {shown.muted}
