"""The save dialog: every field, what it refuses, what it says at once, and what it hands back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from stylizer_app.imaging.geometry import Size
from stylizer_app.system.file_names import name_fault
from stylizer_app.ui import wording
from stylizer_app.ui.dialogs import save_dialog
from stylizer_app.ui.dialogs.save_dialog import Estimate, SaveChoice, SaveDialog, SaveProposal
from stylizer_app.ui.dialogs.sheets import CM, INCHES, SHEETS, Sheet
from stylizer_app.ui.dialogs.size_fields import SizeFields
from stylizer_app.ui.look import theme

OWN = Size(6000, 4000)


@pytest.fixture
def make(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Callable[..., SaveDialog]:
    theme.apply(qapp, "light")

    def made(estimate: Estimate | None = None, **changes: object) -> SaveDialog:
        fields = {"name": "beach - Impasto", "folder": tmp_path, "size": OWN, **changes}
        dialog = SaveDialog(SaveProposal(**fields), estimate)  # type: ignore[arg-type]
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return made


def pick(dialog: SaveDialog, form: str) -> None:
    dialog.formats.format.setCurrentIndex(dialog.formats.format.findData(form))


def test_untouched_it_hands_back_what_was_proposed(make: Callable[..., SaveDialog], tmp_path: Path) -> None:
    expected = SaveChoice(tmp_path / "beach - Impasto.jpg", "jpeg", 92, None, None, False)
    assert make(dpi=72).choice == make().choice == expected


def test_that_neither_photo_nor_file_say_any_dots_per_inch_is_said(make: Callable[..., SaveDialog]) -> None:
    dialog = make()
    fields = dialog.size_fields
    assert dialog.choice.dpi is None
    assert "no dpi" in fields.fit.text()
    fields.dpi_field.setValue(240)
    assert dialog.choice.dpi == 240
    assert not fields.fit.isVisible()


@pytest.mark.parametrize(("own", "on_paper"), [(72, 300), (149, 300), (240, 240), (600, 600), (None, 300)])
def test_a_size_on_paper_counts_in_good_dots_per_inch_and_pixels_in_the_photos_own(
    make: Callable[..., SaveDialog], own: float | None, on_paper: float
) -> None:
    dialog = make(dpi=own)
    fields = dialog.size_fields
    assert fields.dpi_field.value() == (own or 300)
    for unit in (CM, INCHES):
        fields.unit.setCurrentIndex(unit)
        assert dialog.choice.dpi == fields.dpi_field.value() == on_paper
        assert dialog.choice.size is None
    fields.unit.setCurrentIndex(0)
    assert fields.dpi_field.value() == (own or 300)
    assert dialog.choice.dpi is None


def test_dots_per_inch_that_were_typed_stay(make: Callable[..., SaveDialog]) -> None:
    dialog = make(dpi=72)
    dialog.size_fields.dpi_field.setValue(200)
    for unit in (CM, 0):
        dialog.size_fields.unit.setCurrentIndex(unit)
        assert dialog.choice.dpi == dialog.size_fields.dpi_field.value() == 200


@pytest.mark.parametrize(
    ("own", "sheet", "told"),
    [
        (Size(6000, 4000), "A3", "A3: fills the width, 1.7 cm of the height stay white."),
        (Size(4000, 6000), "A3", "A3: fills the height, 1.7 cm of the width stay white."),
        (Size(4800, 3200), "20 × 30 cm", "20 × 30 cm: fills the sheet."),
        (Size(3000, 3000), "Letter", "Letter: fills the width, 2.5 in of the height stay white."),
        (Size(1200, 800), "A3", "1.7 cm of the height stay white. The photo’s own pixels give only 73 dpi there"),
    ],
)
def test_how_a_picture_lies_on_its_sheet_is_said(
    make: Callable[..., SaveDialog], own: Size, sheet: str, told: str
) -> None:
    dialog = make(size=own, dpi=300)
    fields = dialog.size_fields
    assert not fields.fit.isVisible()
    fields.sheet.setCurrentIndex(fields.sheet.findText(sheet, Qt.MatchFlag.MatchStartsWith))
    assert fields.fit.isVisible()
    assert told in fields.fit.text()
    assert ("own pixels" in fields.fit.text()) is (own == Size(1200, 800))
    fields.reset.click()
    assert "white" not in fields.fit.text()


def test_how_long_painting_takes_follows_the_size(make: Callable[..., SaveDialog]) -> None:
    dialog = make(forecast=lambda size: f"{size.width / 1000:g} s")
    assert dialog.time.text() == "6 s"
    dialog.size_fields.width_field.setValue(3000)
    assert dialog.time.text() == "3 s"


def test_every_choice_arrives(make: Callable[..., SaveDialog], tmp_path: Path, qtbot: QtBot) -> None:
    dialog = make()
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "my dusk")
    pick(dialog, "webp")
    dialog.formats.quality.choose(70)
    dialog.size_fields.width_field.setValue(3000)
    dialog.size_fields.dpi_field.setValue(150)
    dialog.formats.strip.setChecked(True)
    assert dialog.choice == SaveChoice(tmp_path / "my dusk.webp", "webp", 70, Size(3000, 2000), 150, True)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)


def test_escape_dismisses(make: Callable[..., SaveDialog], qtbot: QtBot) -> None:
    dialog = make()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_a_suffix_that_is_typed_chooses_the_format(
    make: Callable[..., SaveDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = make()
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "dusk.png")
    assert dialog.choice.path == tmp_path / "dusk.png"
    assert not dialog.formats.quality.isVisible()


def test_a_name_that_is_taken_turns_save_into_replace(make: Callable[..., SaveDialog], tmp_path: Path) -> None:
    (tmp_path / "beach - Impasto.jpg").touch()
    dialog = make()
    assert dialog.save.text() == "Replace"
    assert dialog.remarks.problem.text()
    pick(dialog, "png")
    assert dialog.save.text() == "Save"
    assert not dialog.remarks.problem.text()


@pytest.mark.parametrize(
    ("name", "system", "words"),
    [
        ("", "linux", "at least one letter"), ("  ", "linux", "at least one letter"),
        ("a/b", "linux", "character"), ("a" * 252, "linux", "too long"), ("taken", "linux", "folder of that name"),
        ("what?", "win32", "character"), ("con", "win32", "for a device"), ("Lpt1.old", "win32", "for a device"),
    ],
)  # fmt: skip
def test_an_impossible_name_is_refused_at_once(
    make: Callable[..., SaveDialog], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, system: str, words: str
) -> None:
    (tmp_path / "taken.jpg").mkdir()
    monkeypatch.setattr(save_dialog, "name_fault", lambda name: name_fault(name, system))
    dialog = make(name=name)
    assert not dialog.save.isEnabled()
    assert dialog.remarks.problem.text()
    assert words in dialog.remarks.problem.text()


def test_a_name_of_this_system_is_taken_as_it_is(make: Callable[..., SaveDialog]) -> None:
    assert make(name="what. 1,5 % & more").save.isEnabled()


def test_a_read_only_file_of_windows_is_not_offered_to_be_replaced(
    make: Callable[..., SaveDialog], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "beach - Impasto.jpg").touch()
    monkeypatch.setattr(save_dialog, "is_read_only", lambda path: path.name == "beach - Impasto.jpg")
    dialog = make()
    assert not dialog.save.isEnabled()
    assert "read-only" in dialog.remarks.problem.text()


def test_a_folder_with_a_name_that_is_too_long_is_refused(make: Callable[..., SaveDialog], tmp_path: Path) -> None:
    assert not make(folder=tmp_path / ("x" * 300)).save.isEnabled()


def test_a_folder_that_is_not_there_is_refused_and_another_chosen(
    make: Callable[..., SaveDialog], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = make(folder=tmp_path / "gone")
    assert not dialog.save.isEnabled()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    dialog.folder.browse.click()
    assert dialog.save.isEnabled()
    assert dialog.choice.path.parent == tmp_path


def test_transparency_that_would_be_lost_is_said(make: Callable[..., SaveDialog]) -> None:
    dialog = make(has_alpha=True)
    assert dialog.formats.note.isVisible()
    pick(dialog, "png")
    assert not dialog.formats.note.isVisible()


def test_the_files_size_follows_and_stale_answers_are_dropped(make: Callable[..., SaveDialog], qtbot: QtBot) -> None:
    asked: list[tuple[SaveChoice, Callable[[str], None]]] = []
    dialog = make(lambda choice, tell: asked.append((choice, tell)))
    qtbot.waitUntil(lambda: len(asked) == 1)
    dialog.formats.quality.choose(50)
    qtbot.waitUntil(lambda: len(asked) == 2)
    asked[0][1]("about 9 MB")
    assert "9 MB" not in dialog.estimate_label.text()
    asked[1][1]("about 4 MB")
    assert dialog.estimate_label.text() == "6000 × 4000, about 4 MB"
    assert asked[1][0].quality == 50


def test_a_format_limits_the_size(make: Callable[..., SaveDialog]) -> None:
    dialog = make(size=Size(20_000, 10_000))
    pick(dialog, "webp")
    assert dialog.choice.size == Size(16_383, 8192)
    assert dialog.size_fields.width_field.value() == 16_383


@pytest.fixture
def sizes(qapp: QApplication, qtbot: QtBot) -> SizeFields:
    fields = SizeFields(OWN)
    qtbot.addWidget(fields)
    return fields


def test_the_shape_stays_the_photos(sizes: SizeFields) -> None:
    sizes.height_field.setValue(1000)
    assert sizes.chosen == Size(1500, 1000)
    assert sizes.width_field.value() == 1500
    sizes.reset.click()
    assert sizes.chosen is None
    assert not sizes.reset.isEnabled()


def test_centimetres_and_dots_per_inch_make_pixels(sizes: SizeFields) -> None:
    sizes.unit.setCurrentIndex(1)
    assert sizes.width_field.value() == pytest.approx(50.8)
    sizes.width_field.setValue(25.4)
    assert sizes.pixels == Size(3000, 2000)
    sizes.dpi_field.setValue(150)
    assert sizes.pixels == Size(1500, 1000)
    assert sizes.width_field.value() == pytest.approx(25.4)


def test_in_pixels_dots_per_inch_change_no_pixel(sizes: SizeFields) -> None:
    sizes.dpi_field.setValue(72)
    assert sizes.chosen is None
    assert "211.7" in sizes.paper.text()


@given(st.integers(1, 70_000), st.integers(1, 70_000), st.floats(0.01, 70_000))
def test_no_size_is_ever_impossible(qapp: QApplication, width: int, height: int, typed: float) -> None:
    fields = SizeFields(Size(width, height))
    fields.width_field.setValue(typed)
    fields.height_field.setValue(typed)
    assert 1 <= fields.pixels.long_side <= 70_000
    fields.deleteLater()


def test_amounts_are_said_in_words() -> None:
    assert wording.duration(0.2) == "1 s"
    assert wording.duration(59) == "59 s"
    assert wording.duration(130) == "2 min 10 s"
    assert wording.duration(120) == "2 min"
    assert wording.duration(3600) == "60 min"
    assert wording.pixel_size(OWN) == "6000 × 4000"
    assert "MB" in wording.file_size(3_400_000)


def test_inches_make_pixels(sizes: SizeFields) -> None:
    sizes.unit.setCurrentIndex(INCHES)
    assert sizes.width_field.value() == 20
    sizes.width_field.setValue(10)
    assert sizes.pixels == Size(3000, 2000)
    sizes.dpi_field.setValue(150)
    assert sizes.pixels == Size(1500, 1000)


def test_a_sheet_of_paper_gives_the_largest_picture_that_fits_on_it(sizes: SizeFields) -> None:
    index = sizes.sheet.findText("A4", Qt.MatchFlag.MatchStartsWith)
    sizes.sheet.setCurrentIndex(index)
    assert sizes.pixels.width == int(29.7 / 2.54 * 300)
    assert sizes.pixels.height <= 21 / 2.54 * 300
    assert sizes.unit.currentIndex() == CM
    assert sizes.width_field.value() == pytest.approx(29.7, abs=0.05)
    sizes.dpi_field.setValue(150)
    assert sizes.sheet.currentIndex() == index
    assert sizes.width_field.value() == pytest.approx(29.7, abs=0.05)
    sizes.width_field.setValue(20)
    assert sizes.sheet.currentIndex() == 0


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: f"{sheet.name} {sheet.short:g}")
@pytest.mark.parametrize("own", [Size(6000, 4000), Size(4000, 6000), Size(3000, 3000), Size(9000, 1000)], ids=str)
def test_no_picture_is_larger_than_its_sheet(sheet: Sheet, own: Size) -> None:
    long = sheet.dots(own, 300)
    size = own.with_long_side(long)
    per_inch = 2.54 if sheet.unit == CM else 1
    assert size.long_side <= sheet.long / per_inch * 300
    assert size.short_side <= sheet.short / per_inch * 300 + 1
    larger = own.with_long_side(long + 2)
    assert larger.long_side > sheet.long / per_inch * 300 or larger.short_side > sheet.short / per_inch * 300


def test_nothing_moves_while_a_name_is_typed(make: Callable[..., SaveDialog], tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "a.jpg").touch()
    dialog = make(forecast=lambda _size: "Painting takes about 6 s.")

    def places() -> list[object]:
        QApplication.processEvents()
        parts = (dialog, dialog.name, dialog.folder, dialog.formats.quality, dialog.formats.keep, dialog.save)
        return [widget.geometry() for widget in parts]

    before = places()
    for name in ("a", "a/b", "", "b" * 300):
        dialog.name.setText(name)
        dialog._check()
        assert dialog.remarks.problem.isVisible()
        assert places()[:5] == before[:5], name
        assert places()[5].bottom() == before[5].bottom()  # type: ignore[attr-defined]
