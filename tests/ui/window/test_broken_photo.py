"""A broken file among the photos: its tile says so before anything is saved, and no other picture stands for it."""

import pytest

from stylizer_app.ui.values import Mark
from stylizer_app.ui.widgets.strips.strip import MARK
from tests.ui.fakes import click_thumbnail, drop, photo_file, settle, urls

pytestmark = pytest.mark.gui


@pytest.fixture
def folder(tmp_path):
    """Two photos, and between them a file that is none."""
    for name in "ac":
        photo_file(tmp_path / "folder" / f"{name}.png")
    (tmp_path / "folder" / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    return tmp_path / "folder"


def marks(strip):
    return [strip.item(row).data(MARK) for row in range(strip.count())]


def test_the_tile_of_a_broken_file_says_so_and_the_open_photo_stays_marked(program, qtbot, folder):
    strip = program.window.album.strip
    drop(program.window.photo, urls(folder))
    qtbot.waitUntil(lambda: strip.count() == 3)
    settle(program, qtbot)
    assert marks(strip) == [None, Mark.BROKEN, None]
    assert strip.item(1).toolTip() == "b.png: cannot be read"
    click_thumbnail(strip, 1)
    settle(program, qtbot)
    assert program.window.messages.message.problem
    assert program.workspace.controller.document.photo.path == folder / "a.png"
    assert [index.row() for index in strip.selectedIndexes()] == [0]
    assert marks(strip) == [None, Mark.BROKEN, None]


def test_a_photo_that_cannot_be_read_any_more_is_not_shown_as_another_one(opened, qtbot, photo, tmp_path):
    window, workspace = opened.window, opened.workspace
    other = photo_file(tmp_path / "other.png", (300, 200))
    drop(window.photo, urls(other))
    qtbot.waitUntil(lambda: workspace.controller.document.photo.path == other)
    settle(opened, qtbot)
    workspace.pictures.clear()
    photo.write_bytes(b"no picture")
    window.commands["undo"].trigger()
    settle(opened, qtbot)
    assert workspace.controller.document.photo.path == photo
    assert window.canvas.scene.before is None
    assert window.messages.message.problem
    window.commands["redo"].trigger()
    settle(opened, qtbot)
    assert window.canvas.scene.before is not None
    assert window.canvas.scene.viewport.picture == (300, 200)
