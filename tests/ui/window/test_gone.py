"""A photo that is deleted while it is open: the window goes on from memory, and says honestly what it cannot do."""

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from stylizer_app.errors import DeviceError
from stylizer_app.errors.device import Failed
from stylizer_app.imaging.targets import Target
from tests.ui.fakes import settle

pytestmark = pytest.mark.gui


def offers(program):
    return {button.text(): button for button in program.window.messages.buttons}


def test_a_deleted_photo_is_painted_turned_and_saved_from_memory(opened, qtbot, photo, tmp_path):
    window, workspace = opened.window, opened.workspace
    photo.unlink()
    workspace.choices.set("strength", 40)
    settle(opened, qtbot)
    workspace.choices.turn(1)
    settle(opened, qtbot)
    assert window.messages.message is None
    shown = workspace.controller.previewing.shown
    assert shown.document == workspace.controller.document
    assert shown.document.adjustments.strength == 40
    assert workspace.controller.photo_loader.loaded.size.height == 1200
    workspace.saving.save(workspace.controller.document, Target(tmp_path / "out.png"))
    qtbot.waitUntil(lambda: not workspace.saving.busy, timeout=20_000)
    assert (tmp_path / "out.png").is_file()


def test_what_was_painted_before_is_dimmed_when_memory_is_gone_too_and_the_file_can_be_found(opened, qtbot, photo):
    window, workspace = opened.window, opened.workspace
    workspace.choices.turn(1)
    settle(opened, qtbot)
    moved = photo.rename(photo.with_name("elsewhere.jpg"))
    workspace.pictures.clear()
    workspace.choices.set("strength", 40)
    settle(opened, qtbot)
    assert window.canvas.scene.stale
    assert "dimmed" in window.canvas.accessibleDescription()
    offers(opened)["Find it…"].click()
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible())
    dialog.filesSelected.emit([str(moved)])
    dialog.reject()
    settle(opened, qtbot)
    document = workspace.controller.document
    assert document.photo.path == moved
    assert document.photo.turns == 1
    assert workspace.controller.previewing.shown.document == document
    assert not window.canvas.scene.stale


def test_a_failure_of_another_kind_dims_too_and_can_be_tried_again(opened, painter, qtbot):
    window, workspace = opened.window, opened.workspace
    painter.error = DeviceError(Failed("It went away."), "cpu")
    workspace.choices.set("strength", 40)
    settle(opened, qtbot)
    assert window.canvas.scene.stale
    painter.error = None
    offers(opened)["Try again"].click()
    settle(opened, qtbot)
    assert not window.canvas.scene.stale
    assert workspace.controller.previewing.shown.document == workspace.controller.document
