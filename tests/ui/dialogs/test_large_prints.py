"""Large prints: how large a photo of so many pixels can be printed, told where one would look for it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from stylizer_app.imaging.geometry import Size
from stylizer_app.ui.dialogs.large_prints import LargePrintsDialog, paper_size
from stylizer_app.ui.dialogs.parts import Page
from stylizer_app.ui.dialogs.printing import PrintDialog
from stylizer_app.ui.dialogs.save_dialog import SaveDialog
from stylizer_app.ui.look import theme

pytestmark = pytest.mark.gui


def told() -> str:
    """All that the dialog says, which is closed then."""
    dialog = next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, LargePrintsDialog) and one.isVisible()
    )
    text = " ".join(label.text() for label in dialog.findChildren(QLabel))
    dialog.close()
    return text


@pytest.mark.parametrize(
    ("size", "dpi", "sides"),
    [
        (Size(6000, 4000), 300, "51 × 34 cm (20 × 13 in)"),
        (Size(6000, 4000), 200, "76 × 51 cm (30 × 20 in)"),
        (Size(1200, 800), 300, "10 × 7 cm (4.0 × 2.7 in)"),
    ],
)
def test_a_print_is_as_large_as_its_pixels_allow(qapp: QApplication, size: Size, dpi: float, sides: str) -> None:
    assert paper_size(size, dpi) == sides


def test_help_says_it_of_the_photo_that_is_open_and_where_the_size_is_set(opened) -> None:
    opened.window.commands["large_prints"].trigger()
    text = told()
    assert "Yours: 1200 × 800, 1.0 MP" in text
    assert "10 × 7 cm" in text
    assert "centimetres or inches" in text
    assert "A4, A3, A2" in text
    assert "Print…" in text


def test_help_says_it_without_a_photo_too(program) -> None:
    program.window.commands["large_prints"].trigger()
    text = told()
    assert "Yours" not in text
    assert "6000 × 4000, 24 MP" in text


def test_the_save_dialog_leads_to_it(opened) -> None:
    opened.window.commands["save"].trigger()
    save = next(one for one in QApplication.topLevelWidgets() if isinstance(one, SaveDialog) and one.isVisible())
    QTest.mouseClick(save.size_fields.help, Qt.MouseButton.LeftButton)
    assert "Yours: 1200 × 800" in told()
    assert save.isVisible()
    save.reject()


def test_the_print_dialog_leads_to_it(qapp: QApplication, qtbot: QtBot) -> None:
    dialog = PrintDialog(QImage(600, 400, QImage.Format.Format_RGB32), "harbour")
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.mouseClick(dialog.help, Qt.MouseButton.LeftButton)
    assert "Yours: 600 × 400, 0.2 MP" in told()


def test_the_dialog_is_no_higher_than_what_it_says(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light")
    dialog = LargePrintsDialog(Size(6000, 4000))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    scroll = dialog.findChild(Page)
    page = scroll.widget()
    last = max(label.mapTo(page, label.rect().bottomLeft()).y() for label in page.findChildren(QLabel))
    assert 0 <= scroll.viewport().height() - last < 20
    assert scroll.verticalScrollBar().maximum() == 0
