"""After saving: a card with the picture, and what it offers; a word on the desktop when it took long."""

import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from stylizer_app.imaging.targets import Target
from stylizer_app.ui.dialogs.print_layout import filling, fitted
from stylizer_app.ui.dialogs.printing import PrintDialog, draw
from stylizer_app.ui.dialogs.sheets import SHEETS
from stylizer_app.ui.values import Action, Message
from stylizer_app.ui.widgets.bars.message_bar import STRETCHED
from stylizer_app.ui.workspace import saving as saving_module
from stylizer_app.ui.workspace.after_saving import AfterSaving
from tests.ui.fakes import settle


@pytest.fixture
def saved(opened, qtbot, tmp_path):
    """The window just after its picture was saved as out.png."""
    workspace = opened.workspace
    workspace.saving.save(workspace.controller.document, Target(tmp_path / "out.png"))
    qtbot.waitUntil(lambda: opened.window.card.message is not None, timeout=20_000)
    return opened


def offers(program):
    """What the card offers, then what the message does."""
    return [*program.window.card.buttons, *program.window.messages.buttons]


def press(program, label):
    next(button for button in offers(program) if button.text() == label).click()


def labels(program):
    return [button.text() for button in offers(program)]


def test_a_card_shows_the_picture_and_what_can_be_done_with_it(saved):
    bar = saved.window.card
    assert bar.message.image is not None
    assert max(bar.message.image.width(), bar.message.image.height()) == 320
    assert "out.png" in bar.text.text()
    assert labels(saved) == ["Open", "Show folder", "Copy", "Print…", "Before/after…"]
    assert bar.isVisible()
    for button in bar.buttons:
        assert bar.rect().contains(button.geometry())


@pytest.mark.parametrize("end", ["saved", "cancelled"])
def test_the_warning_before_closing_goes_with_what_was_being_saved_and_comes_again(
    opened, painter, qtbot, tmp_path, end
):
    window, saving = opened.window, opened.workspace.saving
    for name in ("one.png", "two.png"):
        painter.gate.clear()
        saving.save(opened.workspace.controller.document, Target(tmp_path / name))
        qtbot.waitUntil(lambda: saving.busy)
        window.close()
        assert window.isVisible()
        assert "still being saved" in window.messages.text.text()
        if end == "cancelled":
            saving.cancel()
        painter.gate.set()
        qtbot.waitUntil(lambda: not saving.busy, timeout=20_000)
        assert window.messages.message is None or "still being saved" not in window.messages.text.text()


@pytest.mark.parametrize("width", [960, 1100, 1600])
def test_everything_that_a_card_offers_is_seen_in_a_window_of_any_width(saved, qtbot, width):
    saved.window.resize(width, 700)
    bar = saved.window.card
    qtbot.waitUntil(lambda: saved.window.canvas.rect().contains(bar.geometry()))
    for button in bar.buttons:
        assert bar.rect().contains(button.geometry())
        assert button.width() >= button.sizeHint().width()
    rows = {button.y() for button in bar.buttons}
    assert len(rows) <= 3


def test_open_and_show_folder_leave_the_card_there(saved, monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr(saved.workspace.view, "open_file", opened.append)
    monkeypatch.setattr(saved.workspace.view, "open_folder", opened.append)
    press(saved, "Open")
    press(saved, "Show folder")
    assert opened == [tmp_path / "out.png"] * 2
    assert "Copy" in labels(saved)


def test_a_file_that_no_program_opens_is_said_to_be(saved, monkeypatch):
    monkeypatch.setattr("stylizer_app.ui.window.window_dialogue.QDesktopServices.openUrl", lambda url: False)
    press(saved, "Open")
    assert "No program" in saved.window.messages.text.text()


def test_copy_takes_the_saved_picture_as_pixels_and_as_a_file(saved, qtbot, tmp_path):
    press(saved, "Copy")
    settle(saved, qtbot)
    mime = QApplication.clipboard().mimeData()
    assert [Path(url.toLocalFile()) for url in mime.urls()] == [tmp_path / "out.png"]
    image = QImage(mime.imageData())
    assert (image.width(), image.height()) == (1200, 800)


def test_a_saved_picture_that_is_gone_is_said_to_be(saved, qtbot, tmp_path):
    (tmp_path / "out.png").unlink()
    press(saved, "Copy")
    settle(saved, qtbot)
    assert "does not exist" in saved.window.messages.text.text()


@pytest.mark.parametrize(("label", "name"), [("Side by side", "jpg"), ("With a moving line", "webp")])
def test_before_and_after_become_one_picture(saved, qtbot, tmp_path, label, name):
    press(saved, "Before/after…")
    assert labels(saved) == ["Side by side", "With a moving line"]
    press(saved, label)
    qtbot.waitUntil(lambda: "Open" in labels(saved), timeout=20_000)
    file = tmp_path / f"out - before and after.{name}"
    with Image.open(file) as image:
        if name == "webp":
            assert image.n_frames > 20
            assert image.size == (960, 640)
        else:
            pixels = np.asarray(image).astype(int)
            assert image.size[0] > 2 * 1200
            left, right = pixels[300, pixels.shape[1] // 4], pixels[300, pixels.shape[1] * 3 // 4]
            assert np.abs(left - right).max() > 20
    assert file.name in saved.window.messages.text.text()


def test_another_before_and_after_replaces_none(saved, qtbot, tmp_path):
    image, photo = saved.window.card.message.image, saved.workspace.controller.document.photo
    for name in ("out - before and after.jpg", "out - before and after (2).jpg"):
        AfterSaving(saved.workspace.runner, saved.workspace.view, saved.workspace.controller.fail).offer(
            tmp_path / "out.png", image, photo
        )
        press(saved, "Before/after…")
        press(saved, "Side by side")
        qtbot.waitUntil(lambda: "Open" in labels(saved), timeout=20_000)
        assert (tmp_path / name).exists()


@pytest.mark.parametrize("fill", [False, True])
@pytest.mark.parametrize("paper", SHEETS, ids=lambda paper: f"{paper.name} {paper.short:g}")
def test_a_picture_is_printed_on_the_paper_that_was_chosen(qtbot, tmp_path, paper, fill):
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(0xFFC02040)
    dialog = PrintDialog(image, "harbour")
    qtbot.addWidget(dialog)
    dialog.papers.setCurrentIndex(SHEETS.index(paper))
    (dialog.fill if fill else dialog.whole).click()
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    dialog.print_on(printer)
    pages = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", (tmp_path / "out.pdf").read_bytes())
    [sides] = [[float(side) * 25.4 / 72 for side in page] for page in pages]
    assert sides == pytest.approx(paper.turned(QSizeF(3, 2)).toTuple(), abs=1)
    assert dialog.sheet.grab().toImage().pixelColor(dialog.sheet.rect().center()).getRgb()[:3] == (0xC0, 0x20, 0x40)


@pytest.mark.parametrize("fill", [False, True])
def test_a_whole_picture_leaves_white_and_one_that_fills_does_not(fill):
    red, sheet = QImage(300, 200, QImage.Format.Format_RGB32), QImage(150, 150, QImage.Format.Format_RGB32)
    red.fill(0xFFC02040)
    sheet.fill(0xFFFFFFFF)
    with QPainter(sheet) as painter:
        draw(painter, red, QRectF(sheet.rect()), fill=fill)
    assert sheet.pixelColor(75, 75).getRgb()[:3] == (0xC0, 0x20, 0x40)
    assert sheet.pixelColor(75, 3).getRgb()[:3] == ((0xC0, 0x20, 0x40) if fill else (255, 255, 255))


def test_a_picture_that_is_upright_lies_on_an_upright_sheet():
    a4 = next(sheet for sheet in SHEETS if sheet.name == "A4")
    assert a4.turned(QSizeF(200, 300)) == QSizeF(210, 297)
    assert a4.turned(QSizeF(300, 200)) == QSizeF(297, 210)


def test_fitting_shows_all_and_filling_leaves_no_gap():
    room, picture = QRectF(10, 20, 300, 100), QSizeF(400, 400)
    assert fitted(room, picture) == QRectF(110, 20, 100, 100)
    part = filling(room, picture)
    assert part.width() == 400
    assert part.width() / part.height() == pytest.approx(3)
    assert part.center() == QRectF(0, 0, 400, 400).center()


def test_a_long_save_is_told_on_the_desktop_unless_the_window_is_in_front(opened, qtbot, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(opened.workspace.view.notifier, "tell", told.append)
    monkeypatch.setattr(saving_module, "LONG", -1.0)
    workspace = opened.workspace
    for active, name in ((True, "a.png"), (False, "b.png")):
        monkeypatch.setattr(opened.window, "isActiveWindow", lambda active=active: active)
        workspace.saving.save(workspace.controller.document, Target(tmp_path / name))
        qtbot.waitUntil(lambda: not workspace.saving.busy, timeout=20_000)
    assert len(told) == 1
    assert "b.png" in told[0]


def test_a_short_save_is_not_told(opened, qtbot, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(opened.workspace.view.notifier, "tell", told.append)
    monkeypatch.setattr(opened.window, "isActiveWindow", lambda: False)
    workspace = opened.workspace
    workspace.saving.save(workspace.controller.document, Target(tmp_path / "a.png"))
    qtbot.waitUntil(lambda: not workspace.saving.busy, timeout=20_000)
    assert not told


def left(widget):
    return widget.mapTo(widget.window(), QPoint(0, 0)).x()


def test_what_the_card_offers_begins_below_the_sentence(saved):
    card = saved.window.card
    assert card.buttons[0].y() > card.text.y()
    assert left(card.buttons[0]) == left(card.text)


def test_a_sentence_gets_one_line_where_the_canvas_has_room_for_it(program, qtbot):
    program.window.resize(1900, 900)
    qtbot.waitUntil(lambda: program.window.canvas.width() > STRETCHED)
    messages = program.window.messages
    actions = (Action(lambda: "Close when saved", lambda: None), Action(lambda: "Close now", lambda: None))
    said = "A picture is still being saved. If you close the window now, it will be lost."
    program.workspace.view.say(Message(lambda: said, actions, problem=True))
    assert messages.text.width() >= messages.text.fontMetrics().horizontalAdvance(said)
    assert messages.width() <= STRETCHED
