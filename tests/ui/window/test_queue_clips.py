"""Clips in the window: dropped, shown as what they become, painted, stopped, gone on with, failed and tried again."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from stylizer_app.choices.preferences import Preferences
from stylizer_app.imaging.decode import read_size
from stylizer_app.ui.dialogs.queue_dialog import QueueDialog
from stylizer_app.ui.dialogs.queue_rows import LOOK, PHOTO, STATE, TARGET
from tests.ui.fakes import FakePainter, drop, photo_file, settle, urls
from tests.ui.queues import click, close_queues, column
from tests.video.clips import frames_of, pan, sound_packets, write_clip

pytestmark = pytest.mark.gui

PIECE = 4
"""Frames of a piece, here."""


@pytest.fixture(autouse=True)
def short_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of few frames."""
    monkeypatch.setattr("stylizer_app.video.paint.FRAMES", PIECE)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    (tmp_path / "holiday").mkdir()
    return write_clip(tmp_path / "holiday" / "walk.mp4", pan(10, (48, 32)), sound="aac")


@pytest.fixture
def woodcut(program, qtbot) -> None:
    program.workspace.importer.choose_style("woodcut")
    settle(program, qtbot)


def queue() -> QueueDialog:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, QueueDialog) and w.isVisible())


def dropped(program, qtbot, *paths: Path) -> QueueDialog:
    """The queue, which opens by itself when clips are dropped on the photo."""
    drop(program.window.canvas, urls(*paths))
    settle(program, qtbot)
    return queue()


def files(folder: Path) -> list[str]:
    """What lies there and is not hidden, and pieces of clips."""
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path.name for path in found if not path.name.startswith(".stylizer"))


def frames_asked(painter: FakePainter) -> int:
    return sum(request.series is not None for request in painter.requests)


def stop_after(painter: FakePainter, qtbot, dialog: QueueDialog, frames: int, button) -> None:
    """Press a button when so many frames are painted and the next is under way."""
    painter.hold_at = lambda request: request.series is not None and frames_asked(painter) > frames
    click(dialog.start)
    qtbot.waitUntil(lambda: frames_asked(painter) > frames)
    click(button)
    painter.hold_at = None


def test_a_clip_dropped_on_the_photo_is_a_row_of_the_queue(program, qtbot, woodcut, clip):
    dialog = dropped(program, qtbot, clip)
    assert [column(dialog, n) for n in (PHOTO, TARGET, LOOK, STATE)] == [
        ["walk.mp4"], ["walk - woodcut.mp4"], ["Woodcut"], ["Waiting"],
    ]  # fmt: skip
    seen = dialog.model.index(0, PHOTO).data(Qt.ItemDataRole.DecorationRole).pixmap(48, 48).toImage()
    assert len({seen.pixel(x, seen.height() // 2) for x in range(seen.width())}) > 5
    assert "1 file" in dialog.outlook.text()
    assert "Painting takes about 20 s" in dialog.outlook.text()
    assert files(clip.parent / "painted") == []


def test_the_first_look_is_taken_where_none_is_chosen(program, qtbot, clip):
    assert column(dropped(program, qtbot, clip), STATE) == ["Waiting"]


def test_it_becomes_a_painted_clip_with_its_sound(program, qtbot, woodcut, clip, painter):
    dialog = dropped(program, qtbot, clip)
    click(dialog.start)
    settle(program, qtbot)
    assert column(dialog, STATE) == ["Painted"]
    assert files(clip.parent / "painted") == ["walk - woodcut.mp4"]
    result = clip.parent / "painted" / "walk - woodcut.mp4"
    assert len(frames_of(result)) == 10
    assert sound_packets(result) == sound_packets(clip)
    assert "1 painted, 0 failed" in program.window.messages.text.text()


def test_several_clips_and_photos_are_painted_in_one_run(program, qtbot, woodcut, clip):
    folder = clip.parent
    photo = photo_file(folder / "beach.png", (96, 64))
    write_clip(folder / "day 1.mkv", pan(3, (48, 32)))
    dialog = dropped(program, qtbot, clip)
    assert drop(dialog, urls(folder))
    settle(program, qtbot)
    assert column(dialog, TARGET) == ["walk - woodcut.mp4", "beach - woodcut.png", "day 1 - woodcut.mkv"]
    click(dialog.start)
    settle(program, qtbot)
    assert column(dialog, STATE) == ["Painted"] * 3
    assert read_size(folder / "painted" / "beach - woodcut.png") == read_size(photo)
    assert len(frames_of(folder / "painted" / "day 1 - woodcut.mkv")) == 3


def test_photos_dropped_with_a_clip_are_opened(program, qtbot, woodcut, clip):
    photo = photo_file(clip.parent / "beach.png", (96, 64))
    dialog = dropped(program, qtbot, clip, photo)
    assert column(dialog, PHOTO) == ["walk.mp4"]
    assert program.workspace.controller.document.photo.path == photo


@pytest.mark.parametrize("which", ["cancel", "start"])
def test_stopped_or_paused_it_goes_on_from_its_last_piece(program, qtbot, woodcut, clip, painter, which):
    dialog = dropped(program, qtbot, clip)
    stop_after(painter, qtbot, dialog, 6, getattr(dialog, which))
    settle(program, qtbot)
    assert column(dialog, STATE) == ["Waiting"]
    assert files(clip.parent / "painted") == [".walk - woodcut.mp4.parts"]
    painter.requests.clear()
    click(dialog.start)
    settle(program, qtbot)
    assert column(dialog, STATE) == ["Painted"]
    assert frames_asked(painter) == 10 - PIECE
    assert files(clip.parent / "painted") == ["walk - woodcut.mp4"]
    assert len(frames_of(clip.parent / "painted" / "walk - woodcut.mp4")) == 10


def test_after_a_restart_it_goes_on_from_its_last_piece(program, qtbot, qapp, woodcut, clip, painter):
    from stylizer_app.ui.app import build
    from stylizer_app.ui.window.settings import Settings

    dialog = dropped(program, qtbot, clip)
    stop_after(painter, qtbot, dialog, 6, dialog.cancel)
    settle(program, qtbot)
    close_queues()
    program.window.may_close = lambda: True
    program.window.close()
    program.workspace.close()
    fresh = FakePainter()
    second = build(Settings(Preferences().with_(first_start=False)), lambda: fresh)
    try:
        second.window.show()
        second.workspace.start()
        second.window.commands["queue"].trigger()
        settle(second, qtbot)
        again = queue()
        assert column(again, STATE) == ["Waiting"]
        click(again.start)
        settle(second, qtbot)
        assert column(again, STATE) == ["Painted"]
        assert frames_asked(fresh) == 10 - PIECE
    finally:
        close_queues()
        second.window.may_close = lambda: True
        second.window.close()
        second.workspace.close()
        second.window.deleteLater()
        qapp.processEvents()


def test_one_that_is_removed_leaves_no_pieces(program, qtbot, woodcut, clip, painter):
    dialog = dropped(program, qtbot, clip)
    stop_after(painter, qtbot, dialog, 6, dialog.cancel)
    settle(program, qtbot)
    dialog.table.select([0])
    click(dialog.remove)
    settle(program, qtbot)
    assert files(clip.parent / "painted") == []


def test_one_that_is_broken_says_why_and_can_be_tried_again(program, qtbot, woodcut, clip):
    whole = clip.read_bytes()
    clip.write_bytes(whole[:300])
    photo_file(clip.parent / "beach.png", (96, 64))
    dialog = dropped(program, qtbot, clip)
    drop(dialog, urls(clip.parent / "beach.png"))
    settle(program, qtbot)
    click(dialog.start)
    settle(program, qtbot)
    failed, other = column(dialog, STATE)
    assert failed.startswith("Failed: ")
    assert "walk.mp4” holds no moving pictures" in failed
    assert other == "Painted"
    clip.write_bytes(whole)
    click(dialog.retry)
    settle(program, qtbot)
    assert column(dialog, STATE) == ["Painted"] * 2


def test_how_long_the_rest_takes_is_told_while_it_is_painted(program, qtbot, woodcut, clip, painter, monkeypatch):
    now = iter(np.arange(0, 1e6, 10.0))
    dialog = dropped(program, qtbot, clip)
    monkeypatch.setattr("stylizer_app.ui.workspace.queue.time.monotonic", lambda: float(next(now)))
    painter.hold_at = lambda request: request.series is not None and frames_asked(painter) > 6
    click(dialog.start)
    qtbot.waitUntil(lambda: " left" in column(dialog, STATE)[0])
    assert column(dialog, STATE)[0].startswith("Painting: ")
    painter.hold_at = None
    settle(program, qtbot)
    assert column(dialog, STATE) == ["Painted"]


def test_without_the_packages_it_is_said_what_to_install(program, qtbot, woodcut, clip, monkeypatch):
    monkeypatch.setitem(sys.modules, "av", None)
    dialog = dropped(program, qtbot, clip)
    assert dialog.model.rowCount() == 0
    assert "pip install stylizer[video]" in program.window.messages.text.text()


def test_dropped_on_the_painting_it_is_refused_with_a_sentence(program, qtbot, woodcut, clip):
    drop(program.window.painting, urls(clip))
    settle(program, qtbot)
    assert "walk.mp4” is a video clip" in program.window.messages.text.text()
