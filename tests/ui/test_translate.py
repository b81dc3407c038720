"""The window speaks English and complete Italian, and the compiled translations are those of the committed sources."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scripts import translations
from stylizer_app.ui import translate
from stylizer_app.ui.dialogs.save_dialog import SaveDialog
from stylizer_app.ui.look import theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.shelf.shelf import Shelf

SAME_IN_ITALIAN = {"Album", "OK", "Stylizer", "pixel", "Mix", "Esc"}


@pytest.fixture(autouse=True)
def back_to_english(qapp: QApplication) -> Iterator[None]:
    yield
    translate.install(qapp, "en")


@pytest.fixture(scope="module")
def strings() -> list[str]:
    return translations.source_strings()


def test_no_string_of_the_window_is_missing_in_italian(strings: list[str]) -> None:
    italian = translations.translations("it")
    assert {string for string in strings if not italian.get(string)} == set()
    assert set(italian) - set(strings) == set()
    file = translations.FOLDER / "stylizer_it.ts"
    assert "unfinished" not in file.read_text("utf-8")


def handed_to_tr(source: Path) -> Iterator[str]:
    """Every text that a module translates."""
    calls = (node for node in ast.walk(ast.parse(source.read_text("utf-8"))) if isinstance(node, ast.Call))
    for call in calls:
        if isinstance(call.func, ast.Name) and call.func.id == "tr" and isinstance(call.args[0], ast.Constant):
            yield str(call.args[0].value)


def test_every_text_is_found_wherever_it_stands(strings: list[str]) -> None:
    modules = (translations.ROOT / "stylizer_app" / "ui").rglob("*.py")
    assert {text for module in modules for text in handed_to_tr(module)} - set(strings) == set()


def test_placeholders_keys_and_punctuation_are_kept() -> None:
    for source, translation in translations.translations("it").items():
        assert sorted(re.findall(r"{\w+}", source)) == sorted(re.findall(r"{\w+}", translation)), source
        assert ("&" in source) == ("&" in translation), source
        assert source.endswith("…") == translation.endswith("…"), source
        assert source.endswith(".") == translation.endswith("."), source
        assert translation == translation.strip()


def test_the_compiled_translations_are_up_to_date(tmp_path: Path) -> None:
    translations.release(tmp_path)
    for file in tmp_path.iterdir():
        assert file.read_bytes() == (translations.FOLDER / file.name).read_bytes(), f"{file.name}: run release"


def test_italian_is_spoken_everywhere(qapp: QApplication, qtbot: QtBot) -> None:
    assert translate.install(qapp, "it") == translate.spoken() == "it"
    assert tr("Strength") == "Intensità"
    assert qapp.translate("QPlatformTheme", "Cancel") == "Annulla"
    shelf = Shelf()
    qtbot.addWidget(shelf)
    assert "China" in [shelf.starters.item(row).text() for row in range(shelf.starters.count())]
    assert QLocale().language() == QLocale.Language.Italian
    translate.install(qapp, "en")
    assert tr("Strength") == "Strength"


def test_the_system_decides_when_asked_to(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    class System:
        languages = ("de-DE", "it-CH", "en-GB")

        @classmethod
        def uiLanguages(cls) -> list[str]:
            return list(cls.languages)

    monkeypatch.setattr(QLocale, "system", lambda: System)
    assert translate.resolved("system") == "it"
    System.languages = ("de-DE",)  # type: ignore[assignment]
    assert translate.resolved("system") == "en"
    assert translate.resolved("it") == "it"


def test_the_pseudo_language_says_everything_twice(qapp: QApplication) -> None:
    translate.install_pseudo(qapp, right_to_left=True)
    assert tr("Save") == "Save Save"
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert qapp.translate("QShortcut", "Ctrl") == "Ctrl"
    translate.install(qapp, "en")
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_new_strings_are_marked_and_old_ones_dropped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, strings: list[str]
) -> None:
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    translations.write("it", {strings[0]: "prima", "gone": "via"})
    monkeypatch.setattr(translations, "source_strings", lambda: strings[:2])
    translations.update()
    assert translations.translations("it") == {strings[0]: "prima", strings[1]: ""}
    assert (tmp_path / "stylizer_it.ts").read_text("utf-8").count("unfinished") == 1


def test_a_dialog_made_after_the_change_is_italian(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    from stylizer_app.imaging.geometry import Size
    from stylizer_app.ui.dialogs.save_dialog import SaveProposal

    theme.apply(qapp, "light")
    translate.install(qapp, "it")
    dialog = SaveDialog(SaveProposal("a", tmp_path, Size(10, 10)))
    qtbot.addWidget(dialog)
    assert dialog.save.text() == "Salva"
