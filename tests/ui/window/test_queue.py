"""The queue, as a person uses it: dropped, named, reordered, painted, stopped, retried, and there again tomorrow."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from stylizer_app.choices.preferences import Preferences
from stylizer_app.imaging.decode import decode
from stylizer_app.many.journal import Journal
from stylizer_app.many.names import FIELDS
from stylizer_app.ui.dialogs.queue_dialog import QueueDialog
from stylizer_app.ui.dialogs.queue_rows import LOOK, PHOTO, STATE, TARGET
from tests.ui.fakes import FakePainter, colour_of, photo_file, settle
from tests.ui.queues import click, close_queues, column, fill, opened

pytestmark = pytest.mark.gui


@pytest.fixture
def album(tmp_path: Path) -> Path:
    for name in ("a.png", "b.jpg", "day 1/c.png"):
        photo_file(tmp_path / "album" / name, (96, 64))
    return tmp_path / "album"


@pytest.fixture
def dialog(program, qtbot, album: Path) -> QueueDialog:
    """The queue, opened from the menu after a look was chosen."""
    program.workspace.importer.choose_style("woodcut")
    settle(program, qtbot)
    return opened(program, qtbot)


def results(album: Path) -> list[str]:
    files = (path for path in (album / "painted").rglob("*") if path.is_file() and not path.name.startswith("."))
    return sorted(path.relative_to(album / "painted").as_posix() for path in files)


def test_what_is_dropped_shows_what_it_becomes_before_anything_is_painted(program, qtbot, dialog, album, painter):
    fill(program, qtbot, dialog, album)
    assert column(dialog, PHOTO) == ["a.png", "b.jpg", "c.png"]
    assert column(dialog, TARGET) == ["a - woodcut.png", "b - woodcut.jpg", str(Path("day 1", "c - woodcut.png"))]
    assert column(dialog, LOOK) == ["Woodcut"] * 3
    assert column(dialog, STATE) == ["Waiting"] * 3
    assert dialog.folder.text() == str(album / "painted")
    assert all(not dialog.model.index(row, PHOTO).data(Qt.ItemDataRole.DecorationRole).isNull() for row in range(3))
    assert results(album) == []


def test_all_are_painted_as_was_chosen_when_they_came(program, qtbot, dialog, album, painter):
    program.workspace.choices.set("strength", 60)
    fill(program, qtbot, dialog, album / "a.png")
    program.workspace.choices.set("strength", 90)
    fill(program, qtbot, dialog, album / "b.jpg", album / "day 1")
    click(dialog.start)
    settle(program, qtbot)
    assert column(dialog, STATE) == ["Painted"] * 3
    assert results(album) == ["a - woodcut.png", "b - woodcut.jpg", "c - woodcut.png"]
    strengths = [request.adjustments.strength for request in painter.requests if request.draft is None]
    assert strengths[-3:] == [60, 90, 90]
    first = program.workspace.controller.document.adjustments.with_(strength=60)
    assert tuple(decode(album / "painted" / "a - woodcut.png").rgb[0, 0]) == colour_of(first)
    assert "3 painted, 0 failed" in program.window.messages.text.text()


def test_one_that_fails_stops_no_other_and_can_be_tried_again(program, qtbot, dialog, album):
    (album / "a.png").write_bytes(b"no picture")
    fill(program, qtbot, dialog, album)
    click(dialog.start)
    settle(program, qtbot)
    failed, *others = column(dialog, STATE)
    assert failed.startswith("Failed: ")
    assert "a.png" in failed
    assert others == ["Painted"] * 2
    photo_file(album / "a.png")
    click(dialog.retry)
    settle(program, qtbot)
    assert column(dialog, STATE) == ["Painted"] * 3


def test_stopping_leaves_the_rest_waiting_and_no_half_file(program, qtbot, dialog, album, painter):
    fill(program, qtbot, dialog, album)
    painter.gate.clear()
    painter.started.clear()
    click(dialog.start)
    qtbot.waitUntil(painter.started.is_set)
    qtbot.waitUntil(lambda: column(dialog, STATE)[0].startswith("Painting: "))
    assert dialog.start.text() == "Pause"
    click(dialog.cancel)
    settle(program, qtbot)
    assert column(dialog, STATE) == ["Waiting"] * 3
    assert results(album) == []
    painter.gate.set()
    click(dialog.start)
    settle(program, qtbot)
    assert len(results(album)) == 3


def test_pausing_finishes_the_picture_under_way(program, qtbot, dialog, album, painter):
    fill(program, qtbot, dialog, album)
    painter.gate.clear()
    painter.started.clear()
    click(dialog.start)
    qtbot.waitUntil(painter.started.is_set)
    click(dialog.start)
    painter.gate.set()
    settle(program, qtbot)
    assert column(dialog, STATE) == ["Painted", "Waiting", "Waiting"]
    assert dialog.start.text() == "Resume"


def test_order_and_removal_by_buttons_and_keys(program, qtbot, dialog, album):
    fill(program, qtbot, dialog, album)
    dialog.table.select([2])
    click(dialog.up)
    click(dialog.up)
    assert column(dialog, PHOTO) == ["c.png", "a.png", "b.jpg"]
    assert not dialog.up.isEnabled()
    dialog.table.select([1])
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert column(dialog, PHOTO) == ["c.png", "b.jpg"]
    click(dialog.start)
    settle(program, qtbot)
    assert results(album) == ["b - woodcut.jpg", "day 1/c - woodcut.png"]


def test_every_chosen_look_with_every_strength(program, qtbot, dialog, album, painter):
    program.workspace.importer.choose_style("watercolour", add=True)
    settle(program, qtbot)
    QTest.mouseClick(dialog.manner.each_look, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    QTest.keyClicks(dialog.manner.strengths, "60 100")
    assert dialog.manner.names.placeholderText() == "{photo} - {look} {strength}"
    fill(program, qtbot, dialog, album / "a.png")
    assert column(dialog, TARGET) == [
        f"a - {look} {strength}.png" for look in ("woodcut", "watercolour") for strength in (60, 100)
    ]
    assert "4 files" in dialog.outlook.text()
    assert "Painting takes about 8 s" in dialog.outlook.text()
    click(dialog.start)
    settle(program, qtbot)
    assert column(dialog, STATE) == ["Painted"] * 4
    assert dialog.outlook.text() == ""
    asked = [request for request in painter.requests if request.draft is None][-4:]
    assert [request.adjustments.strength for request in asked] == [60, 100, 60, 100]
    assert [len(request.styles) for request in asked] == [1] * 4


def test_photos_that_come_together_are_painted_by_one_hand_even_after_a_restart(
    program, qtbot, qapp, dialog, album, painter
):
    from stylizer_app.ui.app import build
    from stylizer_app.ui.window.settings import Settings

    (album / "b.jpg").write_bytes(b"no picture")
    QTest.mouseClick(dialog.manner.one_hand, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    fill(program, qtbot, dialog, album)
    hand = np.mean([decode(album / name).rgb.mean((0, 1)) for name in ("a.png", "day 1/c.png")], axis=0)
    close_queues()
    program.window.may_close = lambda: True
    program.window.close()
    program.workspace.close()
    fresh = FakePainter()
    second = build(Settings(Preferences().with_(first_start=False)), lambda: fresh)
    try:
        second.window.show()
        second.workspace.start()
        again = opened(second, qtbot)
        click(again.start)
        settle(second, qtbot)
        hands = [request.series.own for request in fresh.requests if request.series is not None]
        assert len(hands) == 2
        assert np.allclose(hands, hand, atol=1e-3)
    finally:
        second.window.may_close = lambda: True
        second.window.close()
        second.workspace.close()
        second.window.deleteLater()
        qapp.processEvents()


def test_names_follow_the_template_and_an_example_shows_how(program, qtbot, dialog, album):
    QTest.keyClicks(dialog.manner.names, "{look}/{n} {photo}")
    assert dialog.manner.example.text() == f"For example {Path('woodcut', '1 photo.jpg')}"
    fill(program, qtbot, dialog, album / "a.png", album / "b.jpg")
    assert column(dialog, TARGET) == [str(Path("woodcut", "1 a.png")), str(Path("woodcut", "2 b.jpg"))]


def test_a_click_on_a_chip_puts_its_place_in_where_the_cursor_is(program, qtbot, dialog, album):
    names, chips = dialog.manner.names, dialog.manner.chips.buttons
    assert list(chips) == [f"{{{field}}}" for field in FIELDS]
    QTest.keyClicks(names, "day  of")
    names.setCursorPosition(4)
    click(chips["{date}"])
    click(chips["{look}"])
    assert names.text() == "day {date} {look} of"
    assert names.hasFocus()
    QTest.keyClick(names, Qt.Key.Key_End)
    QTest.keyClicks(names, " ")
    click(chips["{photo}"])
    assert dialog.manner.example.text().endswith("woodcut of photo.jpg")
    assert chips["{photo}"].toolTip() == "{photo}: the photo’s name, without its suffix"
    fill(program, qtbot, dialog, album / "a.png")
    assert column(dialog, TARGET)[0].endswith("woodcut of a.png")


def test_an_empty_queue_says_what_can_be_dropped_and_asks_for_it(program, qtbot, dialog, album):
    assert dialog.empty.isVisible()
    assert not dialog.table.isVisible()
    said = " ".join(label.text() for label in dialog.empty.findChildren(QLabel))
    assert "Drop photos, folders or video clips here" in said
    click(dialog.empty.photos)
    files = next(one for one in dialog.findChildren(QFileDialog) if one.isVisible())
    files.filesSelected.emit([str(album / "a.png")])
    files.close()
    settle(program, qtbot)
    assert column(dialog, PHOTO) == ["a.png"]
    assert dialog.table.isVisible()
    assert not dialog.empty.isVisible()
    dialog.table.select([0])
    click(dialog.remove)
    assert dialog.empty.isVisible()


@pytest.mark.parametrize(("names", "strengths"), [("{colour}", ""), ("../{photo}", ""), ("", "sixty"), ("", "60 400")])
def test_a_manner_that_cannot_be_is_said(program, qtbot, dialog, album, names, strengths):
    QTest.keyClicks(dialog.manner.names, names)
    QTest.keyClicks(dialog.manner.strengths, strengths)
    assert not dialog.manner.example.text().startswith("For example")
    dialog.manner.names.clear()
    QTest.keyClicks(dialog.manner.names, "{photo}")
    dialog.manner.strengths.clear()
    QTest.keyClicks(dialog.manner.strengths, "7")
    assert dialog.manner.example.text().startswith("For example")


def test_without_a_painting_nothing_is_added(program, qtbot, album):
    dialog = opened(program, qtbot)
    fill(program, qtbot, dialog, album)
    assert dialog.model.rowCount() == 0
    assert "Choose a painting first." in program.window.messages.text.text()


def test_of_thousands_only_the_rows_in_sight_get_their_small_pictures(program, qtbot, dialog, tmp_path):
    first = photo_file(tmp_path / "many" / "0000.png", (8, 8))
    for number in range(1, 1000):
        (first.parent / f"{number:04}.png").hardlink_to(first)
    asked: list[Path] = []
    dialog.model.picture_wanted.connect(asked.append)
    fill(program, qtbot, dialog, first.parent, patience=120_000)
    assert dialog.model.rowCount() == 1000
    assert 3 <= len(asked) < 40
    dialog.table.scrollToBottom()
    qtbot.waitUntil(lambda: asked[-1].name > "0980.png")
    assert len(asked) < 80
    dialog.table.selectAll()
    assert len(dialog.table.selected) == 1000
    click(dialog.remove)
    assert dialog.model.rowCount() == 0


def test_selected_rows_stay_selected_when_rows_come(program, qtbot, dialog, album):
    fill(program, qtbot, dialog, album)
    dialog.table.select([0, 2])
    assert dialog.table.selected == [0, 2]
    fill(program, qtbot, dialog, photo_file(album / "late.png"))
    assert dialog.table.selected == [0, 2]
    dialog.table.select([0, 1, 3])
    assert dialog.table.selected == [0, 1, 3]


def test_after_a_restart_the_queue_goes_on(program, qtbot, qapp, dialog, album, painter):
    from stylizer_app.ui.app import build
    from stylizer_app.ui.window.settings import Settings

    (album / "b.jpg").write_bytes(b"no picture")
    fill(program, qtbot, dialog, album)
    dialog.table.select([2])
    click(dialog.up)
    click(dialog.start)
    qtbot.waitUntil(lambda: len(results(album)) == 2)
    settle(program, qtbot)
    fill(program, qtbot, dialog, photo_file(album / "late.png"))
    close_queues()
    program.window.may_close = lambda: True
    program.window.close()
    program.workspace.close()
    Journal(album / "painted").close()  # nobody has it any more
    second = build(Settings(Preferences().with_(first_start=False)), FakePainter)
    try:
        second.window.show()
        second.workspace.start()
        again = opened(second, qtbot)
        assert column(again, PHOTO) == ["b.jpg", "late.png"]
        assert column(again, STATE)[1] == "Waiting"
        assert column(again, STATE)[0].startswith("Failed: ")
        click(again.start)
        settle(second, qtbot)
        assert results(album) == ["a - woodcut.png", "day 1/c - woodcut.png", "late - woodcut.png"]
    finally:
        second.window.may_close = lambda: True
        second.window.close()
        second.workspace.close()
        second.window.deleteLater()
        qapp.processEvents()


def test_a_folder_that_another_run_has_is_said(program, qtbot, dialog, album):
    (album / "painted").mkdir()
    with Journal(album / "painted"):
        fill(program, qtbot, dialog, album)
    assert dialog.model.rowCount() == 0
    assert "Another run" in program.window.messages.text.text()


def test_an_impossible_name_is_told_whole_and_in_the_colour_of_faults(program, qtbot, dialog):
    QTest.keyClicks(dialog.manner.names, "{photo} {painter}")
    example = dialog.manner.example
    assert example.property("role") == "danger"
    qtbot.waitUntil(lambda: example.height() >= example.heightForWidth(example.width()))
    dialog.manner.names.clear()
    QTest.keyClicks(dialog.manner.names, "{photo}")
    assert example.property("role") == "muted"
