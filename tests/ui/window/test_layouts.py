"""Nothing is cut off with strings twice as long, from right to left, in Italian, or with a larger font."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from stylizer_app.choices.document import Document
from stylizer_app.choices.preferences import Preferences
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.imaging.geometry import Size
from stylizer_app.ui import translate
from stylizer_app.ui.dialogs.about import AboutDialog
from stylizer_app.ui.dialogs.hints import HintsDialog
from stylizer_app.ui.dialogs.large_prints import LargePrintsDialog
from stylizer_app.ui.dialogs.parts import open_dialog
from stylizer_app.ui.dialogs.preferences_dialog import PreferencesDialog
from stylizer_app.ui.dialogs.queue_dialog import QueueDialog
from stylizer_app.ui.dialogs.report import ReportDialog
from stylizer_app.ui.dialogs.save_all_dialog import SaveAllDialog, SaveAllProposal
from stylizer_app.ui.dialogs.save_dialog import SaveDialog, SaveProposal
from stylizer_app.ui.dialogs.shortcuts import ShortcutsDialog
from stylizer_app.ui.dialogs.welcome import WelcomeDialog
from stylizer_app.ui.look import screens, theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Action, Busy, Manner, Mark, Message, QueueRow, Way
from stylizer_app.ui.widgets.basics.thumbnails import ElidedLabel
from stylizer_app.ui.widgets.canvas.canvas import Canvas
from stylizer_app.ui.widgets.canvas.ways import WaysView
from stylizer_app.ui.widgets.controls.controls import Controls
from stylizer_app.ui.widgets.controls.mixer import MixEntry
from stylizer_app.ui.widgets.shelf.shelf import Shelf
from stylizer_app.ui.window.main_window import MainWindow, shelf_width
from stylizer_app.ui.window.window_view import WindowView
from stylizer_app.ui.wording import starter_titles


def controls() -> QWidget:
    widget = Controls()
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    widget.mixer.set_styles([MixEntry(str(number), "Stained glass", image) for number in range(3)])
    widget.setFixedWidth(theme.PANEL_RIGHT)
    widget.resize(theme.PANEL_RIGHT, 900)
    return widget


def shelf() -> QWidget:
    widget = Shelf()
    widget.setFixedWidth(shelf_width(900))
    widget.resize(widget.width(), 600)
    return widget


def save() -> QWidget:
    return SaveDialog(SaveProposal("photo - painting", Path("/gone"), Size(6016, 4016), has_alpha=True))


def save_all() -> QWidget:
    photos = [f"a long name of a photo {number}" for number in range(12)]
    proposal = SaveAllProposal(
        photos, "the painting", "The Painting", "{photo} - {painting}", Path("/gone"), "jpeg", 92, has_alpha=True
    )
    return SaveAllDialog(proposal, lambda _choice, tell: tell("12 files, about 48 MB", "Painting takes about 6 s."))


def queue() -> QWidget:
    dialog = QueueDialog(Manner())
    row = QueueRow(Path("/photos/a long name of a photo.jpg"), Path("/out/painted.jpg"), "Woodcut", Mark.FAILED)
    dialog.show_rows([replace(row, error="It is broken."), row], running=True, folder=Path("/out"))
    return dialog


def empty_queue() -> QWidget:
    dialog = QueueDialog(Manner())
    dialog.show_rows([], running=False, folder=None)
    return dialog


def preferences(page: int) -> Callable[[], QWidget]:
    def made() -> QWidget:
        dialog = PreferencesDialog(Preferences(), PackLibrary().list())
        dialog.tabs.setCurrentIndex(page)
        return dialog

    return made


def main_window() -> QWidget:
    """The whole window, as small as it gets, with everything shown that comes and goes."""
    window = MainWindow()
    view = WindowView(window, starter_titles())
    view.say(
        Message(
            lambda: tr("This picture cannot be read."),
            (Action(lambda: tr("Choose another…"), lambda: None),),
            problem=True,
        )
    )
    view.show_busy(Busy(lambda: tr("Saving {name}").format(name="landscape.jpg"), 0.4, 12.0, lambda: None))
    view.show_album([Path("/pictures/one.jpg"), Path("/pictures/two.jpg")], Path("/pictures/one.jpg"))
    window.resize(900, 600)
    return window


def ways() -> QWidget:
    """All looks in a canvas as narrow as it gets."""
    canvas = Canvas()
    view = WaysView(canvas)
    canvas.resize(372, 400)
    way = Way(lambda: tr("Stylizer"), lambda: tr("Saving the sheet"), Document())
    canvas.show()
    view.show_ways(tr("All looks on this photo"), [way] * 22, 0, 0, 1.5)
    return canvas


def shortcuts() -> QWidget:
    return ShortcutsDialog({tr("File"): [(tr("Save"), "Ctrl+S")], tr("Help"): [(tr("About Stylizer"), "F1")]})


SPARE = 4
"""Pixels of padding above and below a text that Qt counts twice in a field with a style sheet."""

MAKERS: dict[str, Callable[[], QWidget]] = {
    "main window": main_window,
    "controls": controls,
    "shelf": shelf,
    "ways": ways,
    "save": save,
    "save all": save_all,
    "queue": queue,
    "empty queue": empty_queue,
    "window preferences": preferences(0),
    "saving preferences": preferences(1),
    "engine preferences": preferences(2),
    "about": AboutDialog,
    "report": ReportDialog,
    "shortcuts": shortcuts,
    "welcome": WelcomeDialog,
    "hints": HintsDialog,
    "large prints": lambda: LargePrintsDialog(Size(6016, 4016)),
}


def english(app: QApplication) -> None:
    translate.install(app, "en")


def italian(app: QApplication) -> None:
    translate.install(app, "it")


def doubled(app: QApplication) -> None:
    translate.install_pseudo(app)


def mirrored(app: QApplication) -> None:
    translate.install_pseudo(app, right_to_left=True)


def large(app: QApplication) -> None:
    font = app.font()
    font.setPointSizeF(font.pointSizeF() * 1.3)
    app.setFont(font)


@pytest.fixture(autouse=True)
def put_back(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    font = qapp.font()
    yield
    qapp.setFont(font)
    translate.install(qapp, "en")


def cut_off(root: QWidget) -> list[str]:
    """Everything with a text that has less room than the text needs."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, ElidedLabel | QAbstractScrollArea | QLineEdit):
            continue
        if isinstance(widget, QLabel) and widget.wordWrap() and widget.text():
            needed = widget.heightForWidth(widget.width())
            if widget.height() < needed - 1:
                found.append(f"{widget.text()!r}: {widget.height()} px high, needs {needed}")
        elif isinstance(widget, QLabel | QAbstractButton | QComboBox | QAbstractSpinBox):
            found += too_narrow(widget)
    return found


def too_narrow(widget: QWidget) -> list[str]:
    text = getattr(widget, "text", lambda: "")() or getattr(widget, "currentText", lambda: "")()
    icon_only = isinstance(widget, QToolButton) and not widget.text()
    needed = widget.minimumSizeHint()
    if not text or icon_only or (widget.width() >= needed.width() - 1 and widget.height() >= needed.height() - SPARE):
        return []
    return [f"{text!r}: {widget.width()} x {widget.height()}, needs {needed.width()} x {needed.height()}"]


def outside(root: QWidget) -> list[str]:
    """Everything that sticks out of what holds it, sideways."""
    found = []
    for widget in root.findChildren(QWidget):
        parent = widget.parentWidget()
        if not widget.isVisible() or parent is None or widget.isWindow():
            continue
        if widget.x() < -1 or widget.x() + widget.width() > parent.width() + 1:
            found.append(f"{type(widget).__name__} {widget.accessibleName()!r} in {type(parent).__name__}")
    return found


SMALL_SCREEN = QSize(960, 540)
"""Full HD at 200 %."""


@pytest.mark.parametrize("way", [english, italian])
@pytest.mark.parametrize("name", MAKERS)
def test_everything_can_be_seen_on_a_small_screen(
    qapp: QApplication, qtbot: QtBot, name: str, way: Callable[[QApplication], None]
) -> None:
    theme.apply(qapp, "light")
    way(qapp)
    widget = MAKERS[name]()
    qtbot.addWidget(widget)
    least, room = widget.minimumSizeHint(), screens.fitting(QSize(4000, 4000), SMALL_SCREEN)
    assert (least.width() <= room.width(), least.height() <= room.height()) == (True, True)


@pytest.mark.parametrize("make", [WelcomeDialog, shortcuts])
def test_a_dialog_opens_no_larger_than_its_screen(qtbot: QtBot, make: Callable[[], QDialog]) -> None:
    dialog = make()
    qtbot.addWidget(dialog)
    dialog.resize(3000, 3000)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    open_dialog(dialog)
    room = dialog.screen().availableSize()
    assert dialog.width() < room.width()
    assert dialog.height() < room.height()
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.close()


@pytest.mark.parametrize("way", [english, italian, doubled, mirrored, large])
@pytest.mark.parametrize("name", MAKERS)
def test_nothing_is_cut_off(qapp: QApplication, qtbot: QtBot, name: str, way: Callable[[QApplication], None]) -> None:
    way(qapp)
    widget = MAKERS[name]()
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    for _ in range(3):
        qapp.processEvents()
    assert cut_off(widget) == []
    assert outside(widget) == []
    if isinstance(widget, QDialog):
        assert widget.height() <= 720
        assert widget.width() <= 1200


@pytest.mark.parametrize("name", MAKERS)
def test_everything_that_takes_the_focus_has_a_name(qapp: QApplication, qtbot: QtBot, name: str) -> None:
    widget = MAKERS[name]()
    qtbot.addWidget(widget)
    nameless = [
        type(child).__name__
        for child in widget.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not child.accessibleName()
        and not getattr(child, "text", lambda: "")()
        and child.parentWidget().focusProxy() is not child
        and not labelled(widget, child)
        and not child.objectName().startswith("qt_")
        and not isinstance(child.window(), QFrame)  # the list that a box unfolds
    ]
    assert nameless == []


def labelled(root: QWidget, field: QWidget) -> bool:
    """Whether a form names a field, which Qt tells screen readers."""
    return any(label.buddy() in (field, field.parentWidget()) for label in root.findChildren(QLabel))
