"""The preferences dialog shows every setting of the one table that the window uses, and hands back a checked copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from stylizer_app.adjustments import ROWS
from stylizer_app.choices.preferences import Preferences
from stylizer_app.choices.settings import SETTINGS, TABLE
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.ui.dialogs.pack_cards import PackEditor
from stylizer_app.ui.dialogs.preferences_dialog import PreferencesDialog
from stylizer_app.ui.dialogs.setting_texts import words
from stylizer_app.ui.look import theme

ELSEWHERE = {*ROWS, "size", "overwrite", "favourites"}
"""Settings that have a place of their own in the window, or only in the command line."""

Make = Callable[..., PreferencesDialog]


@pytest.fixture(autouse=True)
def published(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a program that was built for download: only there can it look for updates."""
    monkeypatch.setattr("stylizer_app.fetching.updates.are_possible", lambda: True)


@pytest.fixture
def packs(tmp_path: Path) -> list[Pack]:
    builtin = PackLibrary().list()[0]
    (tmp_path / "fine").mkdir()
    return [builtin, replace(builtin, id="fine", title="Fine", folder=tmp_path / "fine")]


@pytest.fixture
def make(qapp: QApplication, qtbot: QtBot, packs: list[Pack]) -> Make:
    theme.apply(qapp, "light")

    def made(preferences: Preferences | None = None, **more: object) -> PreferencesDialog:
        dialog = PreferencesDialog(preferences or Preferences(), packs, **more)  # type: ignore[arg-type]
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return made


def test_every_setting_has_words_or_a_place_elsewhere() -> None:
    assert set(words()) | ELSEWHERE == {setting.name for setting in SETTINGS}
    for name, text in words().items():
        assert text.label
        assert set(TABLE[name].choices) <= set(text.choices) | {"auto"}, name


def test_looking_for_updates_is_offered_only_where_it_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stylizer_app.fetching.updates.are_possible", lambda: False)
    assert "check_updates" not in words()


def test_untouched_it_changes_nothing(make: Make) -> None:
    before = Preferences().with_(theme="dark", memory="3GB", pack="gone")
    assert make(before).chosen == before


def test_every_kind_of_field_arrives(make: Make) -> None:
    dialog = make(devices=("cpu", "cuda"))
    new = {
        "theme": "dark", "language": "it", "first_start": False, "check_updates": True, "folder": "/pictures",
        "format": "png", "quality": 80, "strip_metadata": True, "pack": "fine", "device": "cuda", "memory": "4GB",
        "max_pixels": 200.0, "allow_truncated": True,
    }  # fmt: skip
    assert set(new) == set(dialog.editors)
    for name, value in new.items():
        dialog.editors[name].show_value(value)
    assert {name: dialog.chosen[name] for name in new} == new


def test_back_to_the_defaults_leaves_what_the_dialog_does_not_show(make: Make) -> None:
    dialog = make(Preferences().with_(theme="dark", strength=40))
    dialog.findChild(type(dialog.ok), "defaults").click()
    assert dialog.chosen["theme"] == "system"
    assert dialog.chosen["strength"] == 40


def test_an_impossible_amount_is_said_and_refused(make: Make, qtbot: QtBot) -> None:
    dialog = make()
    dialog.tabs.setCurrentIndex(2)
    field = dialog.editors["memory"].focusProxy()
    field.lineEdit().selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(field, "lots")
    assert not dialog.ok.isEnabled()
    assert "lots" in dialog.problem.text()
    field.lineEdit().selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(field, "1.5GB")
    assert dialog.ok.isEnabled()
    assert dialog.chosen["memory"] == "1.5GB"


def test_only_devices_of_this_machine_are_offered_and_the_chosen_one_stays(make: Make) -> None:
    dialog = make(Preferences().with_(device="coreml"), devices=("cpu",), device_note="No driver.")
    box = dialog.editors["device"].focusProxy()
    offered = [box.itemData(index) for index in range(box.count())]  # type: ignore[attr-defined]
    assert offered == ["auto", "cpu", "coreml"]
    assert any(label.text() == "No driver." for label in dialog.findChildren(QLabel))


def test_a_folder_can_be_chosen(make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dialog = make()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    editor = dialog.editors["folder"]
    next(button for button in editor.findChildren(type(dialog.ok))).click()
    assert dialog.chosen["folder"] == str(tmp_path)


def test_a_click_on_a_card_chooses_the_pack(make: Make, qtbot: QtBot, packs: list[Pack]) -> None:
    dialog = make()
    dialog.tabs.setCurrentIndex(2)
    editor = dialog.editors["pack"]
    assert isinstance(editor, PackEditor)
    card = editor.card("fine")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert dialog.chosen["pack"] == "fine"
    shown = " ".join(label.text() for label in card.findChildren(QLabel))
    assert packs[1].description in shown
    assert packs[1].licence in shown


def test_a_packs_picture_is_shown_when_it_brings_one(make: Make, packs: list[Pack]) -> None:
    picture = QImage(800, 400, QImage.Format.Format_RGB32)
    picture.fill(QColor("orange"))
    picture.save(str(packs[1].folder / "preview.jpg"))
    editor = make().editors["pack"]
    assert isinstance(editor, PackEditor)
    pixmaps = [label.pixmap() for label in editor.card("fine").findChildren(QLabel)]
    assert max(pixmap.width() for pixmap in pixmaps) > 100
