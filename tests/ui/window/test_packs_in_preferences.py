"""Networks are added and removed in the preferences, with the sentences of what goes wrong."""

import shutil

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from shiboken6 import isValid

from stylizer_app.system import paths
from stylizer_app.ui.dialogs.preferences_dialog import PreferencesDialog
from tests.ui.fakes import settle

pytestmark = pytest.mark.gui


@pytest.fixture
def source(program, tmp_path):
    """A copy of the shipped pack under a name of its own."""
    builtin = program.workspace.packs().get("builtin")
    folder = tmp_path / "fine-strokes"
    shutil.copytree(builtin.folder, folder)
    manifest = folder / "pack.toml"
    text = manifest.read_text("utf-8").replace('id = "builtin"', 'id = "fine-strokes"')
    manifest.write_text(text, "utf-8")
    return folder


@pytest.fixture
def dialog(program, qtbot):
    program.dialog_controller.preferences("engine")
    opened = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PreferencesDialog) and w.isVisible())
    yield opened
    if isValid(opened):
        opened.reject()


def done(program, qtbot, editor):
    qtbot.waitUntil(editor.isEnabled, timeout=60_000)
    settle(program, qtbot)


def test_a_pack_is_added_chosen_and_removed_for_good(program, qtbot, dialog, source):
    editor = dialog.editors["pack"]
    editor.add.click()
    chooser = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible())
    chooser.filesSelected.emit([str(source / "pack.toml")])
    chooser.close()
    assert "checked" in editor.said.text()
    done(program, qtbot, editor)
    assert editor.said.text() == ""
    assert dialog.chosen["pack"] == "fine-strokes"
    dialog.accept()
    assert program.workspace.controller.document.pack == "fine-strokes"
    program.dialog_controller.preferences("engine")
    again = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PreferencesDialog) and w.isVisible())
    editor = again.editors["pack"]
    remove = editor.card("fine-strokes").remove
    remove.click()
    assert remove.text() == "Remove for good?"
    assert (paths.user_packs_dir() / "fine-strokes").is_dir()
    remove.click()
    done(program, qtbot, editor)
    assert not (paths.user_packs_dir() / "fine-strokes").exists()
    assert again.chosen["pack"] == "builtin"
    assert program.settings.preferences["pack"] == "builtin"
    assert program.workspace.controller.document.pack == "builtin"
    again.reject()


def test_what_is_no_pack_is_refused_with_its_sentence(program, qtbot, dialog, tmp_path):
    editor = dialog.editors["pack"]
    bad = tmp_path / "holiday.zip"
    bad.write_bytes(b"no archive")
    editor.install(bad)
    done(program, qtbot, editor)
    assert "holiday.zip" in editor.said.text()
    assert editor.said.text().endswith(".")
    assert dialog.chosen["pack"] == "builtin"


def test_what_came_with_the_program_cannot_be_removed(dialog):
    assert not hasattr(dialog.editors["pack"].card("builtin"), "remove")


def test_a_dialog_that_was_closed_meanwhile_is_left_alone(program, qtbot, dialog, source):
    dialog.editors["pack"].install(source)
    dialog.reject()
    qtbot.waitUntil(lambda: not program.workspace.runner.busy, timeout=60_000)
    assert (paths.user_packs_dir() / "fine-strokes").is_dir()
    program.workspace.packs().remove("fine-strokes")
