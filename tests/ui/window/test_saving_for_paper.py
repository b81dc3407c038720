"""A picture saved for a sheet of paper, by real clicks and keys: what the dialog shows is what the file gets."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from stylizer_app.ui.dialogs.printing import PrintDialog
from stylizer_app.ui.dialogs.save_dialog import SaveDialog
from tests.ui.fakes import settle

pytestmark = pytest.mark.gui


def shown(kind: type[QDialog]):
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo whose file says 72 dots per inch, as cameras' do."""
    path = tmp_path / "harbour.jpg"
    Image.new("RGB", (1200, 800), (90, 140, 200)).save(path, dpi=(72, 72))
    return path


@pytest.fixture
def dialog(opened) -> SaveDialog:
    opened.window.commands["save"].trigger()
    return shown(SaveDialog)


def choose(box, text: str) -> None:
    """Walk to an entry of a box by its keys."""
    row = box.findText(text, Qt.MatchFlag.MatchStartsWith)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(row):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentIndex() == row


def save(opened, qtbot, dialog: SaveDialog) -> Image.Image:
    path = dialog.choice.path
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(path.exists, timeout=20_000)
    qtbot.waitUntil(lambda: opened.window.card.message is not None, timeout=20_000)
    settle(opened, qtbot)
    with Image.open(path) as image:
        image.load()
        return image


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF"])
@pytest.mark.parametrize("bare", [False, True], ids=["with details", "bare"])
def test_a_file_for_a_sheet_says_the_dots_per_inch_that_fill_it_and_print_proposes_it(
    opened, qtbot, dialog, form, bare
):
    choose(dialog.formats.format, form)
    choose(dialog.size_fields.sheet, "A3")
    if bare:
        dialog.formats.strip.click()
    fields = dialog.size_fields
    dpi, width = fields.dpi_field.value(), fields.width_field.value()
    assert (dpi, width) == (300, pytest.approx(42, abs=0.1))
    image = save(opened, qtbot, dialog)
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    assert image.width / dpi * 2.54 == pytest.approx(width, abs=0.1)
    button = next(one for one in opened.window.card.findChildren(QPushButton) if one.text() == "Print…")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(opened, qtbot)
    printing = shown(PrintDialog)
    assert printing.papers.currentText().startswith("A3")
    printing.reject()


@pytest.mark.parametrize("unit", ["cm", "inches"])
def test_a_size_in_a_unit_of_length_is_the_files_size_too(opened, qtbot, dialog, unit):
    choose(dialog.size_fields.unit, unit)
    told = dialog.size_fields.dpi_field.value()
    image = save(opened, qtbot, dialog)
    assert image.info["dpi"] == pytest.approx((told, told), abs=0.1)


@pytest.mark.parametrize("bare", [False, True], ids=["with details", "bare"])
def test_in_pixels_the_photos_own_dots_per_inch_are_shown_and_stay(opened, qtbot, dialog, bare):
    assert dialog.size_fields.dpi_field.value() == 72
    assert "42.3 × 28.2 cm" in dialog.size_fields.paper.text()
    if bare:
        dialog.formats.strip.click()
    assert save(opened, qtbot, dialog).info["dpi"] == pytest.approx((72, 72), abs=0.1)


def test_the_time_is_that_of_the_size_chosen(opened, dialog):
    before = dialog.time.text()
    choose(dialog.size_fields.sheet, "A3")
    assert "takes about" in before
    assert "takes about" in dialog.time.text()
    assert dialog.time.text() != before
    dialog.reject()
