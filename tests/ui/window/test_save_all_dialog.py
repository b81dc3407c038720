"""Save all…: its own dialog, whose typed names become the files' names; and another folder on a full disk."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from stylizer_app.errors import SaveError
from stylizer_app.errors.save import SaveFault
from stylizer_app.imaging import encode
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.geometry import Size
from stylizer_app.ui import translate
from stylizer_app.ui.dialogs.save_all_dialog import LONG_SIDE, PERCENT, SaveAllDialog
from stylizer_app.ui.wording.file_names import file_names
from tests.ui.fakes import drop, photo_file, settle, urls

pytestmark = pytest.mark.gui


@pytest.fixture
def album(program, qtbot, tmp_path):
    photos = [photo_file(tmp_path / "in" / f"{name}.png", (960, 640)) for name in "abc"]
    drop(program.window.photo, urls(*photos))
    settle(program, qtbot)
    program.workspace.importer.choose_style("woodcut")
    settle(program, qtbot)
    (tmp_path / "out").mkdir()
    return photos


@pytest.fixture
def dialog(program, qtbot, tmp_path, album):
    program.window.commands["save_all"].trigger()
    opened = next(w for w in QApplication.topLevelWidgets() if isinstance(w, SaveAllDialog) and w.isVisible())
    opened.folder.line.setText(str(tmp_path / "out"))
    return opened


def accept(program, qtbot, dialog):
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not program.workspace.saving.busy, timeout=20_000)
    settle(program, qtbot)


def example(dialog) -> str:
    return " ".join(label.text() for label in dialog.examples)


def whole(painter) -> int:
    """How often a picture was painted that is no small preview."""
    return sum(request.draft is None for request in painter.requests)


def saved(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_counts_and_shows_space_and_time_of_all(program, qtbot, dialog):
    assert dialog.save.text() == "Save 3 pictures"
    qtbot.waitUntil(lambda: dialog.space.text() != "")
    assert dialog.space.text().startswith("3 files, about")
    one = program.workspace.controller.forecast
    assert one.seconds == 2.0
    assert dialog.time.text() == "Painting takes about 6 s."
    dialog.rule.setCurrentIndex(PERCENT)
    qtbot.waitUntil(lambda: "2 s" in dialog.time.text())
    dialog.reject()


def test_what_is_typed_names_the_files(program, qtbot, tmp_path, dialog):
    dialog.pattern.selectAll()
    QTest.keyClicks(dialog.pattern, "Lake ")
    dialog.places.buttons["{number}"].click()
    assert example(dialog) == "For example Lake 1.png, Lake 2.png, …"
    accept(program, qtbot, dialog)
    assert saved(tmp_path / "out") == ["Lake 1.png", "Lake 2.png", "Lake 3.png"]
    program.dialog_controller.saving.save_all()
    again = next(w for w in QApplication.topLevelWidgets() if isinstance(w, SaveAllDialog) and w.isVisible())
    assert again.pattern.text() == "Lake {number}"
    assert again.folder.path == tmp_path / "out"
    again.reject()


def test_both_names_of_the_example_are_read_whole(program, qtbot, tmp_path, album):
    for look in ("watercolour", "starry-night"):
        program.workspace.importer.choose_style(look, add=True)
    settle(program, qtbot)
    program.dialog_controller.saving.save_all()
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, SaveAllDialog) and w.isVisible())
    QApplication.processEvents()
    first, second = dialog.examples
    assert first.text().endswith("a - woodcut + watercolour + the starry night.png,")
    assert second.text() == "b - woodcut + watercolour + the starry night.png, …"
    for label in dialog.examples:
        assert label.fontMetrics().horizontalAdvance(label.text()) <= label.contentsRect().width()
    dialog.reject()


def test_photos_are_painted_as_all_of_them_are_on_average_when_that_is_wanted(
    program, painter, qtbot, tmp_path, album, dialog
):
    qtbot.waitUntil(lambda: dialog.time.text() == "Painting takes about 6 s.")
    QTest.mouseClick(dialog.one_hand, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    qtbot.waitUntil(lambda: dialog.time.text() == "Painting takes about 12 s.")
    album[1].write_bytes(b"no picture any more")
    photo_file(album[2], (960, 640), (200, 60, 20))
    mean = np.mean([decode(photo).rgb.mean((0, 1)) for photo in (album[0], album[2])], axis=0)
    accept(program, qtbot, dialog)
    hands = [request.series.own for request in painter.requests if request.series is not None]
    assert len(hands) == 2
    assert np.allclose(hands, mean, atol=1e-3)
    assert saved(tmp_path / "out") == ["a - woodcut.png", "c - woodcut.png"]
    program.dialog_controller.saving.save_all()
    again = next(w for w in QApplication.topLevelWidgets() if isinstance(w, SaveAllDialog) and w.isVisible())
    assert again.one_hand.isChecked()
    again.reject()


def test_looking_at_all_photos_can_be_stopped_and_begun_again(program, painter, qtbot, tmp_path, dialog, monkeypatch):
    looking, real = [], painter.series

    def held(request, progress=None):
        looking.append(request)
        painter._wait(request, progress)
        return real(request, progress)

    monkeypatch.setattr(painter, "series", held)
    painter.gate.clear()
    QTest.mouseClick(dialog.one_hand, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(looking))
    assert program.window.status.doing.text().startswith("Looking at all photos")
    program.window.status.cancel.click()
    painter.gate.set()
    assert not program.workspace.saving.busy
    assert saved(tmp_path / "out") == []
    {button.text(): button for button in program.window.messages.buttons}["Save the rest"].click()
    qtbot.waitUntil(lambda: not program.workspace.saving.busy, timeout=20_000)
    settle(program, qtbot)
    assert len(saved(tmp_path / "out")) == 3
    assert len([request for request in painter.requests if request.series is not None]) == 3


def test_one_name_for_all_gets_numbers_and_replaces_nothing(program, qtbot, tmp_path, dialog):
    (tmp_path / "out" / "Lake.jpg").write_bytes(b"mine")
    dialog.pattern.selectAll()
    QTest.keyClicks(dialog.pattern, "Lake.jpg")
    assert dialog.pattern.text() == "Lake"
    assert example(dialog) == "For example Lake.jpg, Lake (2).jpg, …"
    accept(program, qtbot, dialog)
    assert len(saved(tmp_path / "out")) == 4
    assert (tmp_path / "out" / "Lake.jpg").read_bytes() == b"mine"


def test_untouched_the_names_are_those_of_a_single_picture(program, qtbot, tmp_path, dialog):
    accept(program, qtbot, dialog)
    assert saved(tmp_path / "out") == ["a - woodcut.png", "b - woodcut.png", "c - woodcut.png"]


def test_every_picture_gets_the_size_that_was_asked_for(program, qtbot, tmp_path, dialog):
    dialog.rule.setCurrentIndex(LONG_SIDE)
    dialog.amount.setValue(480)
    accept(program, qtbot, dialog)
    assert {decode(path).size for path in (tmp_path / "out").iterdir()} == {Size(480, 320)}


@pytest.mark.parametrize(("pattern", "words"), [("  ", "at least one letter"), ("a/{photo}", "character")])
def test_names_that_cannot_be_are_refused_at_once(dialog, pattern, words):
    dialog.pattern.setText(pattern)
    assert not dialog.save.isEnabled()
    assert words in dialog.remarks.problem.text()
    dialog.pattern.setText("{photo}")
    assert dialog.save.isEnabled()
    dialog.reject()


def test_the_dialog_keeps_its_size_while_a_name_is_typed(dialog, qapp):
    qapp.processEvents()
    before = [widget.geometry() for widget in (dialog, dialog.folder, dialog.pattern, dialog.save)]
    dialog.pattern.setText("/")
    qapp.processEvents()
    assert dialog.remarks.problem.isVisible()
    assert [widget.geometry() for widget in (dialog, dialog.folder, dialog.pattern, dialog.save)] == before
    dialog.reject()


def test_places_are_called_in_the_persons_language(qapp):
    translate.install(qapp, "it")
    try:
        assert file_names("{foto}, {numero}", ["mare"] * 10, "l'urlo")[:2] == ["mare, 01", "mare, 02"]
    finally:
        translate.install(qapp, "en")


def test_names_that_differ_in_case_only_are_told_apart():
    assert file_names("{photo}", ["a", "A", "a (2)"], "x") == ["a", "A (2)", "a (2) (2)"]
    assert file_names("{photo}", ["{painting}"], "x") == ["{painting}"]


def test_on_a_full_disk_the_finished_painting_is_saved_elsewhere(opened, painter, qtbot, tmp_path, monkeypatch):
    from stylizer_app.imaging.targets import Target

    (tmp_path / "other").mkdir()
    real, window = encode.save, opened.window

    def full(picture, target, recipe):
        if target.path.parent == tmp_path:
            raise SaveError(SaveFault.DISK_FULL, target.path)
        return real(picture, target, recipe)

    monkeypatch.setattr(encode, "save", full)
    opened.workspace.saving.save(opened.workspace.controller.document, Target(tmp_path / "x.png"))
    qtbot.waitUntil(lambda: window.messages.message is not None, timeout=20_000)
    settle(opened, qtbot)
    painted = whole(painter)
    elsewhere = {button.text(): button for button in window.messages.buttons}["Save elsewhere…"]
    elsewhere.click()
    chooser = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible())
    assert window.messages.isVisible()
    chooser.filesSelected.emit([str(tmp_path / "other")])
    chooser.close()
    qtbot.waitUntil(lambda: (tmp_path / "other" / "x.png").exists(), timeout=20_000)
    settle(opened, qtbot)
    assert whole(painter) == painted > 0
