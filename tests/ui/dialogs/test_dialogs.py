"""The small dialogs: about, report, shortcuts and the hints of the first start."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QKeySequence, QPixmap, QUndoStack
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from scripts.devtools import requirements
from stylizer_app import __version__
from stylizer_app.libraries import LIBRARIES, PACKAGES
from stylizer_app.system import paths
from stylizer_app.ui import translate
from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.dialogs.about import AboutDialog
from stylizer_app.ui.dialogs.hints import HintsDialog, examples
from stylizer_app.ui.dialogs.report import ReportDialog
from stylizer_app.ui.dialogs.shortcuts import ShortcutsDialog, rows_of
from stylizer_app.ui.dialogs.welcome import PICTURE, BeforeAfter, WelcomeDialog
from stylizer_app.ui.look import screens, theme
from stylizer_app.ui.window.actions import Actions


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


def shown(qtbot: QtBot, dialog: QDialog) -> str:
    """Show a dialog and return everything that its labels say."""
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_about_names_version_and_licences(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    assert __version__ in shown(qtbot, dialog)
    licences = dialog.licences.toPlainText()
    for part in LIBRARIES:
        assert part.title in licences
        assert part.licence in licences
    assert "Lesser General Public License" in licences
    assert LIBRARIES[2].version in licences
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_about_names_every_library_that_the_program_needs() -> None:
    named = {package.lower() for package in PACKAGES}
    needed = {re.split(r"[^\w-]", line)[0].lower() for line in requirements.of(requirements.BASE)}
    assert needed <= named


def test_a_report_is_copied_and_nothing_is_sent(qtbot: QtBot) -> None:
    dialog = ReportDialog()
    assert "sends nothing" in shown(qtbot, dialog)
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert f"Stylizer {__version__}" in QGuiApplication.clipboard().text()
    assert dialog.copy.text() == "Copied"


def test_a_report_of_a_crash_shows_that_one(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    dialog = ReportDialog("Fatal Python error")
    shown(qtbot, dialog)
    assert dialog.text.toPlainText() == "Fatal Python error"
    next(button for button in dialog.findChildren(QPushButton) if "log" in button.text()).click()
    assert [Path(folder) for folder in opened] == [paths.logs_dir()]


def test_shortcuts_come_from_the_actions(qapp: QApplication, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    save, redo, silent = (QAction(text, owner) for text in ("&Save…", "Redo", "Without keys"))
    save.setShortcut("Ctrl+S")
    redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
    entries = [save, redo, silent, ("Original", "Space")]
    assert rows_of(entries) == [
        ("Save", "Ctrl+S"), ("Redo", "Ctrl+Y"), ("Original", "Space"),
    ]  # fmt: skip
    text = shown(qtbot, ShortcutsDialog({"&File": entries, "Empty": [silent]}))
    assert "File" in text
    assert "Ctrl+Y" in text
    assert "Empty" not in text


def test_the_welcome_is_one_large_picture_and_few_words(qtbot: QtBot) -> None:
    dialog = WelcomeDialog()
    text = shown(qtbot, dialog)
    picture = dialog.findChild(BeforeAfter)
    assert picture.width() == dialog.width()
    assert picture.height() > dialog.height() * 0.75
    assert QPixmap(str(paths.bundled("resources", "welcome", f"{PICTURE}.jpg"))).width() >= 1400
    assert not any(example.title in text for example in examples())
    assert len(text.split()) < 30


def test_the_hints_show_two_good_and_two_bad_examples(qtbot: QtBot) -> None:
    assert sorted(example.good for example in examples()) == [False, False, True, True]
    text = shown(qtbot, HintsDialog())
    for example in examples():
        picture = QPixmap(str(paths.bundled("resources", "welcome", f"{example.picture}.jpg")))
        assert picture.width() >= 600
        assert example.title in text


def test_the_welcome_offers_an_example_photo(qtbot: QtBot) -> None:
    dialog = WelcomeDialog()
    shown(qtbot, dialog)
    with qtbot.waitSignals([dialog.example_requested, dialog.accepted]):
        qtbot.mouseClick(dialog.example, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("language", ["en", "it"])
def test_all_shortcuts_are_seen_at_once_on_a_screen_of_768_lines(
    qapp: QApplication, qtbot: QtBot, language: str
) -> None:
    translate.install(qapp, language)
    window = QMainWindow()
    actions = Actions(window)
    actions.add_undo(QUndoStack(window))
    dialog = ShortcutsDialog(actions.groups(), window)
    translate.install(qapp, "en")
    qtbot.addWidget(window)
    qtbot.addWidget(dialog)
    dialog.resize(screens.fitting(dialog.size(), QSize(1366, 728)))
    with qtbot.waitExposed(dialog):
        dialog.show()
    [page] = dialog.findChildren(parts.Page)
    assert (page.verticalScrollBar().maximum(), page.horizontalScrollBar().maximum()) == (0, 0)


def test_enter_copies_the_report(qtbot: QtBot) -> None:
    dialog = ReportDialog("what happened")
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert QApplication.clipboard().text() == "what happened"
