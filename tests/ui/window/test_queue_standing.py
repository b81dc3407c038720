"""What the queue says of itself as a whole, and what its finished rows are good for."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from stylizer_app.ui.dialogs.queue_dialog import QueueDialog
from stylizer_app.ui.dialogs.queue_rows import PHOTO, STATE
from stylizer_app.ui.dialogs.queue_standing import told_of
from tests.ui.fakes import photo_file, settle
from tests.ui.queues import click, column, fill, opened

pytestmark = pytest.mark.gui


@pytest.fixture
def asked(monkeypatch) -> list[Path]:
    """What the desktop was asked to show."""
    paths: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: paths.append(Path(QUrl.toLocalFile(url))) or True)
    return paths


@pytest.fixture
def album(tmp_path: Path) -> Path:
    for name in "abcd":
        photo_file(tmp_path / "album" / f"{name}.png", (48, 32))
    return tmp_path / "album"


@pytest.fixture
def dialog(program, qtbot, album) -> QueueDialog:
    """The queue with four photos that wait."""
    program.workspace.importer.choose_style("woodcut")
    settle(program, qtbot)
    dialog = opened(program, qtbot)
    fill(program, qtbot, dialog, album)
    return dialog


def place(dialog: QueueDialog, row: int) -> QPoint:
    return dialog.table.visualRect(dialog.model.index(row, PHOTO)).center()


def menu(dialog: QueueDialog, monkeypatch, row: int) -> dict:
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _where: shown.append(menu))
    where = place(dialog, row)
    viewport = dialog.table.viewport()
    QApplication.sendEvent(
        viewport, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, viewport.mapToGlobal(where))
    )
    return {action.text(): action for action in shown[0].actions()}


def hold(dialog, qtbot, painter, number: int) -> None:
    """Paint until picture ``number`` is under way, and hold it there."""
    full = len([request for request in painter.requests if request.draft is None])
    painter.hold_at = lambda _request: len([one for one in painter.requests if one.draft is None]) - full > number
    click(dialog.start)
    qtbot.waitUntil(lambda: column(dialog, STATE)[number].startswith("Painting"), timeout=20_000)


def test_a_finished_row_is_opened_by_double_click_enter_and_menu(program, qtbot, dialog, album, asked, monkeypatch):
    viewport, result = dialog.table.viewport(), album / "painted" / "b - woodcut.png"
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place(dialog, 1))
    assert not any(action.isEnabled() for action in menu(dialog, monkeypatch, 1).values())
    assert asked == []
    click(dialog.start)
    settle(program, qtbot)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place(dialog, 1))
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place(dialog, 1))
    assert asked == [result]
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert asked == [result] * 2
    offers = menu(dialog, monkeypatch, 1)
    offers["Open"].trigger()
    offers["Show folder"].trigger()
    assert asked == [result, result, result, album / "painted"]


def test_after_pause_it_says_so_and_offers_to_resume(program, qtbot, dialog, painter):
    hold(dialog, qtbot, painter, 1)
    click(dialog.start)
    assert dialog.standing.text.text() == "Paused after the picture under way: 1 of 4 painted."
    painter.hold_at = None
    settle(program, qtbot)
    assert dialog.standing.text.text() == "Paused: 2 of 4 painted."
    assert dialog.start.text() == "Resume"
    click(dialog.start)
    assert dialog.start.text() == "Pause"
    settle(program, qtbot)
    assert dialog.standing.text.text() == "4 painted, 0 failed."
    assert not dialog.standing.failed.isVisible()


def test_stopped_it_starts_anew_and_is_not_paused(program, qtbot, dialog, painter):
    hold(dialog, qtbot, painter, 1)
    click(dialog.cancel)
    painter.hold_at = None
    settle(program, qtbot)
    assert dialog.start.text() == "Start"
    assert not dialog.standing.isVisible()


def test_how_far_all_is_and_the_time_left_run_down_while_nothing_else_is_told(
    program, qtbot, dialog, painter, monkeypatch
):
    now = [1000.0]
    monkeypatch.setattr("stylizer_app.ui.workspace.queue_pace.monotonic", lambda: now[0])
    dialog.standing._clock.setInterval(1)
    hold(dialog, qtbot, painter, 2)
    now[0] += 100
    painter.hold_at = lambda _request: column(dialog, STATE)[3].startswith("Painting")
    qtbot.waitUntil(lambda: " left" in dialog.standing.text.text(), timeout=20_000)
    qtbot.waitUntil(lambda: column(dialog, STATE)[3].startswith("Painting"), timeout=20_000)
    assert dialog.standing.text.text().startswith("3 of 4 painted, 7")
    before = dialog.standing.ask().remaining
    now[0] += 5
    assert dialog.standing.ask().remaining == pytest.approx(before - 5)
    qtbot.waitUntil(lambda: dialog.standing.text.text() == told_of(dialog.standing.ask()))
    painter.hold_at = None
    settle(program, qtbot)


def test_in_the_end_it_says_how_it_went_and_shows_what_failed(program, qtbot, dialog, album):
    (album / "a.png").write_bytes(b"no picture")
    (album / "c.png").write_bytes(b"no picture")
    dialog.resize(dialog.width(), dialog.minimumSizeHint().height())
    dialog.table.scrollToBottom()
    click(dialog.start)
    settle(program, qtbot)
    assert dialog.standing.text.text() == "2 painted, 2 failed."
    first = dialog.table.visualRect(dialog.model.index(0, PHOTO))
    assert dialog.table.viewport().rect().contains(first.center())
    click(dialog.standing.failed)
    assert (
        dialog.table.selected == [row for row in range(4) if column(dialog, STATE)[row].startswith("Failed")] == [0, 2]
    )


def test_only_rows_that_wait_can_be_moved_and_they_pass_those_that_are_over(program, qtbot, dialog, painter):
    hold(dialog, qtbot, painter, 1)
    for row in (0, 1):
        dialog.table.select([row])
        assert not dialog.up.isEnabled()
        assert not dialog.down.isEnabled()
    dialog.table.select([2])
    assert not dialog.up.isEnabled()
    click(dialog.down)
    assert column(dialog, PHOTO) == ["a.png", "b.png", "d.png", "c.png"]
    painter.hold_at = None
    settle(program, qtbot)
    assert not dialog.up.isEnabled()
    assert not dialog.down.isEnabled()


def test_which_looks_each_is_painted_in_is_said_with_an_example_for_each(program, qtbot):
    dialog = opened(program, qtbot)
    assert "No look is chosen yet" in dialog.manner.looks.text()
    QTest.mouseClick(dialog.manner.each_look, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    program.workspace.importer.choose_style("woodcut")
    program.workspace.importer.choose_style("watercolour", add=True)
    assert dialog.manner.looks.text() == "Looks: Woodcut, Watercolour – + on a tile of the shelf adds one"
    assert dialog.manner.example.text() == "For example photo - woodcut.jpg, photo - watercolour.jpg"
    QTest.mouseClick(dialog.manner.each_look, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert dialog.manner.example.text() == "For example photo - woodcut+watercolour.jpg"
    settle(program, qtbot)


def test_all_of_it_never_takes_less_time_than_the_picture_under_way(program, qtbot, dialog, painter):
    hold(dialog, qtbot, painter, 3)
    under_way = program.workspace.queue._current
    under_way.began, under_way.fraction = (time.monotonic() - 1000, 0.0), 0.5
    assert (dialog.standing.ask().remaining or 0) >= 1000
    painter.hold_at = None
    settle(program, qtbot)
