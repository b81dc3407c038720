"""Saving an album: what failed is named with its reason, can be tried again, and is marked on its tile."""

from pathlib import Path

import pytest

from stylizer_app.choices.amounts import SizeRule
from stylizer_app.imaging.targets import Target
from stylizer_app.ui.values import Mark
from stylizer_app.ui.widgets.strips.strip import MARK
from tests.ui.fakes import drop, photo_file, settle, urls

pytestmark = pytest.mark.gui


@pytest.fixture
def album(program, qtbot, tmp_path):
    photos = [photo_file(tmp_path / "in" / f"{name}.png") for name in "abcd"]
    drop(program.window.photo, urls(*photos))
    settle(program, qtbot)
    program.workspace.importer.choose_style("woodcut")
    settle(program, qtbot)
    (tmp_path / "out").mkdir()
    return photos


def save_all(program, folder: Path):
    program.workspace.album.save_all(folder, Target(Path("x.jpg"), "jpeg"), SizeRule())


def done(program, qtbot):
    qtbot.waitUntil(lambda: not program.workspace.saving.busy, timeout=20_000)
    settle(program, qtbot)


def marks(program):
    strip = program.window.album.strip
    return [strip.item(index).data(MARK) for index in range(strip.count())]


def offers(program):
    return {button.text(): button for button in program.window.messages.buttons}


def test_what_could_not_be_saved_is_named_with_its_reason_and_tried_again(program, qtbot, tmp_path, album):
    good = album[1].read_bytes()
    album[1].write_bytes(b"no picture any more")
    save_all(program, tmp_path / "out")
    done(program, qtbot)
    message = program.window.messages.message
    assert message.text.startswith("3 of 4 pictures saved")
    assert "b.png" in message.text
    assert message.problem
    assert not message.passing
    assert marks(program) == [Mark.DONE, Mark.FAILED, Mark.DONE, Mark.DONE]
    assert program.window.album.strip.item(1).toolTip() == "b.png: not saved"
    album[1].write_bytes(good)
    offers(program)["Try again"].click()
    done(program, qtbot)
    assert marks(program) == [Mark.DONE] * 4
    assert len(list((tmp_path / "out").iterdir())) == 4


def test_many_failures_are_counted(program, qtbot, tmp_path, album):
    for photo in album:
        photo.write_bytes(b"no picture any more")
    save_all(program, tmp_path / "out")
    done(program, qtbot)
    text = program.window.messages.message.text
    assert text.startswith("None of 4 pictures was saved. 4 failed:")
    assert text.endswith("And 1 more.")


def test_cancelling_says_how_many_are_there_and_goes_on_where_it_stopped(program, painter, qtbot, tmp_path, album):
    painter.gate.clear()
    save_all(program, tmp_path / "out")
    qtbot.waitUntil(lambda: Mark.PAINTING in marks(program))
    assert marks(program) == [Mark.PAINTING, Mark.WAITING, Mark.WAITING, Mark.WAITING]
    program.window.status.cancel.click()
    assert marks(program) == [None] * 4
    assert "None of 4" in program.window.messages.message.text
    assert "cancelled" in program.window.messages.message.text
    painter.gate.set()
    offers(program)["Save the rest"].click()
    done(program, qtbot)
    assert program.window.messages.message.text.startswith("4 pictures saved")
    assert len(list((tmp_path / "out").iterdir())) == 4
