"""The strip of the last results: a star keeps one, a right click says what can be done, and it moves nothing."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from stylizer_app.choices import session
from stylizer_app.choices.document import Document, StyleChoice
from stylizer_app.choices.session import KeptResult
from stylizer_app.system import paths
from stylizer_app.ui.dialogs.save_dialog import SaveDialog
from stylizer_app.ui.widgets.strips.strip import STAR, star_box
from stylizer_app.ui.workspace.history import RESULTS
from tests.ui.fakes import click_thumbnail, next_start, settle

pytestmark = pytest.mark.gui


def move(program, qtbot, strength):
    program.workspace.choices.set("strength", strength)
    program.workspace.controller.commit()
    settle(program, qtbot)


def stars(program):
    strip = program.window.results.strip
    return [strip.item(row).data(STAR) for row in range(strip.count())]


def star(program, row):
    strip = program.window.results.strip
    box = star_box(strip.visualItemRect(strip.item(row)))
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box.center())


def close(program):
    program.window.may_close = lambda: True
    program.window.close()
    program.workspace.close()


def start_again(qtbot):
    program = next_start(qtbot)
    program.workspace.start()
    settle(program, qtbot)
    return program


@pytest.fixture
def right_click(monkeypatch):
    """Return the menu that a right click opens."""

    def click(widget, where):
        opened = []
        monkeypatch.setattr(QMenu, "popup", lambda menu, _where: opened.append(menu))
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, widget.mapToGlobal(where))
        QApplication.sendEvent(widget, event)
        return opened[0]

    return click


def entries(menu):
    return {action.text().replace("&", ""): action for action in menu.actions() if action.text()}


def test_a_result_with_a_star_stays_while_sliders_move(opened, qtbot):
    first = opened.workspace.controller.document
    star(opened, 0)
    assert stars(opened) == [True]
    assert opened.workspace.controller.document == first
    for step in range(RESULTS + 2):
        move(opened, qtbot, 40 + step)
    assert stars(opened) == [True] + [False] * RESULTS
    click_thumbnail(opened.window.results.strip, 0)
    assert opened.workspace.controller.document == first
    settle(opened, qtbot)
    star(opened, 0)
    assert stars(opened) == [False] * RESULTS + [False]


def test_a_star_moves_nothing_under_the_pointer_and_comes_first_when_the_next_result_comes(opened, qtbot):
    for strength in (40, 60, 80):
        move(opened, qtbot, strength)
    strip = opened.window.results.strip

    def strengths():
        return [result.document.adjustments.strength for result in opened.window.results._results]

    bar = strip.horizontalScrollBar()
    before = strengths(), strip.currentRow(), bar.value()
    assert before[0] == [80, 60, 40, 100]
    star(opened, 2)
    assert stars(opened) == [False, False, True, False]
    assert (strengths(), strip.currentRow(), bar.value()) == before
    star(opened, 2)
    star(opened, 3)
    assert stars(opened) == [False, False, False, True]
    assert strengths() == before[0]
    move(opened, qtbot, 50)
    assert strengths()[:3] == [100, 50, 40]
    assert stars(opened) == [True, False, False, False, False]
    star(opened, 0)
    assert strengths()[:3] == [100, 50, 40]
    assert not any(stars(opened))


def test_results_and_stars_are_there_again_at_the_next_start(opened, qtbot, qapp, photo):
    for strength in (40, 60):
        move(opened, qtbot, strength)
    star(opened, 1)
    before = [(result.document, result.star) for result in opened.workspace.controller.results.in_order()]
    assert stars(opened) == [False, True, False]
    close(opened)
    second = start_again(qtbot)
    try:
        results = second.workspace.controller.results.in_order()
        assert [(result.document, result.star) for result in results] == [before[1], before[0], before[2]]
        assert stars(second) == [True, False, False]
        strip = second.window.results.strip
        tiles = [strip.item(row).data(Qt.ItemDataRole.DecorationRole).toImage() for row in range(3)]
        assert [tile.pixelColor(32, 32).red() for tile in tiles] == [40, 60, 100]
        click_thumbnail(strip, 0)
        settle(second, qtbot)
        shown = second.workspace.controller.previewing.shown
        assert shown.document.adjustments.strength == 40
        assert [result.shown is shown for result in second.workspace.controller.results.in_order()].count(True) == 1
        star(second, 0)
        assert stars(second) == [False, False, False]
    finally:
        close(second)
        second.window.deleteLater()
        qapp.processEvents()


def test_what_cannot_be_painted_any_more_is_left_out_and_the_copy_waits(opened, qtbot, qapp, photo, right_click):
    move(opened, qtbot, 40)
    star(opened, 0)
    close(opened)
    photo.rename(photo.with_name("elsewhere.jpg"))
    gone = KeptResult(Document().with_photo(photo).with_style(StyleChoice("a look that is gone")))
    kept = session.load(paths.session_file())
    session.save(replace(kept, results=(*kept.results, gone)), paths.session_file())
    assert session.load(paths.session_file()).results[0].star
    second = start_again(qtbot)
    try:
        assert stars(second) == [True, False]
        strip = second.window.results.strip
        menu = right_click(strip.viewport(), strip.visualItemRect(strip.item(0)).center())
        assert not entries(menu)["Copy"].isEnabled()
        assert entries(menu)["Save…"].isEnabled()
        menu.deleteLater()
    finally:
        close(second)
        second.window.deleteLater()
        qapp.processEvents()


def test_after_a_crash_nothing_is_painted_until_it_is_asked_for_and_the_stars_are_there(opened, qtbot, qapp):
    star(opened, 0)
    close(opened)
    kept = session.load(paths.session_file())
    session.save(replace(kept, closed=False), paths.session_file())
    second = start_again(qtbot)
    try:
        assert stars(second) == [True]
        assert second.workspace.controller.results.in_order()[0].image is None
        {button.text(): button for button in second.window.messages.buttons}["Open it again"].click()
        settle(second, qtbot)
        assert second.workspace.controller.results.in_order()[0].image is not None
        assert stars(second) == [True]
    finally:
        close(second)
        second.window.deleteLater()
        qapp.processEvents()


def test_a_session_from_before_results_were_kept_is_read(opened, qtbot, photo):
    settle(opened, qtbot)
    close(opened)
    written = json.loads(paths.session_file().read_text("utf-8"))
    assert written.pop("results")
    paths.session_file().write_text(json.dumps(written), "utf-8")
    read = session.load(paths.session_file())
    assert read.results == ()
    assert read.document.photo.path == photo


def test_the_asterisk_gives_a_star_too_and_says_so_to_a_screen_reader(opened, qtbot):
    move(opened, qtbot, 40)
    strip = opened.window.results.strip
    click_thumbnail(strip, 1)
    settle(opened, qtbot)
    QTest.keyClick(strip, Qt.Key.Key_Asterisk)
    assert stars(opened) == [False, True]
    assert strip.item(1).data(Qt.ItemDataRole.AccessibleTextRole).endswith("with a star")
    QTest.keyClick(strip, Qt.Key.Key_Asterisk)
    assert stars(opened) == [False, False]
    assert not strip.item(1).data(Qt.ItemDataRole.AccessibleTextRole).endswith("with a star")


def test_more_stars_than_are_kept_are_refused_with_a_sentence(opened, qtbot):
    for step in range(RESULTS + 1):
        move(opened, qtbot, 40 + step)
        star(opened, stars(opened).index(False))
    assert stars(opened).count(True) == RESULTS
    assert "have a star" in opened.window.messages.message.text


def test_a_right_click_on_a_result_copies_saves_and_goes_back(opened, right_click, qtbot):
    first = opened.workspace.controller.document
    move(opened, qtbot, 40)
    strip = opened.window.results.strip
    menu = right_click(strip.viewport(), strip.visualItemRect(strip.item(1)).center())
    assert opened.workspace.controller.document != first
    found = entries(menu)
    assert list(found) == ["Back to this", "Keep it with a star", "Copy", "Save…"]
    QApplication.clipboard().clear()
    found["Copy"].trigger()
    assert QApplication.clipboard().image().width() == 768
    assert opened.window.messages.message.text.startswith("Copied")
    found["Keep it with a star"].trigger()
    assert stars(opened) == [False, True]
    found["Save…"].trigger()
    assert opened.workspace.controller.document == first
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, SaveDialog) and w.isVisible())
    dialog.reject()
    menu.deleteLater()
    settle(opened, qtbot)


def test_a_right_click_on_a_pane_says_in_words_what_its_buttons_do(opened, right_click, qtbot):
    menu = right_click(opened.window.photo.area, opened.window.photo.area.rect().center())
    found = entries(menu)
    assert {"Open…", "Paste", "Turn left", "Crop photo…", "Recent files", "Remove"} <= set(found)
    found["Turn left"].trigger()
    assert opened.workspace.controller.document.photo.turns == 3
    menu.deleteLater()
    settle(opened, qtbot)
    opened.workspace.importer.choose_style("woodcut")
    menu = right_click(opened.window.painting.area, opened.window.painting.area.rect().center())
    assert not entries(menu)["Learn from a part of the painting…"].isEnabled()
    menu.deleteLater()


def test_a_right_click_on_the_picture_offers_what_the_menus_do(opened, qtbot):
    canvas = opened.window.canvas
    offered = [action for action in canvas.actions() if action.text()]
    assert canvas.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu
    assert opened.window.commands["save"] in offered
    assert opened.window.commands["copy"] in offered
    QTest.mousePress(canvas, Qt.MouseButton.RightButton)
    assert canvas.scene.wipe == 0.5


def test_a_right_click_on_a_photo_of_the_album_takes_it_out(program, right_click, qtbot, tmp_path):
    from tests.ui.fakes import drop, photo_file, urls

    photos = [photo_file(tmp_path / f"{name}.png") for name in "abc"]
    drop(program.window.photo, urls(*photos))
    settle(program, qtbot)
    strip = program.window.album.strip
    menu = right_click(strip.viewport(), strip.visualItemRect(strip.item(1)).center())
    entries(menu)["Take out of the album"].trigger()
    assert program.workspace.album.photos == (photos[0], photos[2])
    menu.deleteLater()
    settle(program, qtbot)


def test_the_picture_does_not_move_when_results_come(program, qtbot, photo, painting):
    window = program.window
    program.workspace.importer.open_photo(photo)
    qtbot.waitUntil(lambda: window.canvas.scene.before is not None)
    QApplication.processEvents()
    before = window.canvas.geometry(), window.canvas.scene.rect
    settle(program, qtbot)
    assert window.results.strip.count() == 1
    for strength in (40, 50):
        move(program, qtbot, strength)
    program.workspace.importer.open_painting(painting)
    settle(program, qtbot)
    assert (window.canvas.geometry(), window.canvas.scene.rect) == before


def test_recent_files_have_their_pictures(opened, qtbot, photo):
    for menu in opened.window.recent_menus:
        menu.aboutToShow.emit()
    settle(opened, qtbot)
    for menu in opened.window.recent_menus:
        assert [action.icon().isNull() for action in menu.actions()] == [False]
    assert opened.window.commands.photos.actions()[0].text() == photo.name


def test_finer_layers_are_said_on_the_canvas(opened, qtbot):
    canvas = opened.window.canvas
    settle(opened, qtbot)
    said = []
    opened.workspace.controller.previewing.working.connect(lambda _doing: said.append(canvas.scene.doing))
    canvas.pixels_needed.emit(1200)
    qtbot.waitUntil(lambda: "Refining 2 of 2…" in said, timeout=20_000)
    settle(opened, qtbot)
    assert canvas.scene.doing == ""
    idle = canvas.grab().toImage()
    canvas.show_doing(said[said.index("Refining 2 of 2…")])
    assert canvas.grab().toImage() != idle
    canvas.show_doing("")
    assert canvas.grab().toImage() == idle
