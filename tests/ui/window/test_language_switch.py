"""Another language is spoken at once, and nothing of what was chosen, shown or typed changes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from stylizer_app.choices.styles import starter_styles
from stylizer_app.imaging.targets import Target
from stylizer_app.ui import translate
from stylizer_app.ui.dialogs.queue_dialog import QueueDialog
from stylizer_app.ui.look import theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Action, Message
from stylizer_app.ui.widgets.canvas.scene import Mode
from stylizer_app.ui.widgets.canvas.ways_list import TITLE
from stylizer_app.ui.widgets.strips.strip import STAR
from stylizer_app.ui.window.main_window import MainWindow
from tests.ui import queues
from tests.ui.fakes import click_thumbnail, drag, drop, photo_file, settle, urls

pytestmark = pytest.mark.gui


@pytest.fixture(autouse=True)
def english_again(qapp):
    yield
    translate.install(qapp, "en")


@pytest.fixture
def speak(program, qtbot):
    """Choose another language in the preferences."""

    def choose(language, *, settled=True):
        settings = program.settings
        with qtbot.waitSignal(settings.language_changed):
            settings.take(settings.preferences.with_(language=language))
        if settled:
            settle(program, qtbot)
        QApplication.processEvents()

    return choose


def move(program, qtbot, strength):
    program.workspace.choices.set("strength", strength)
    program.workspace.controller.commit()
    settle(program, qtbot)


def state(program):
    """What a person sees and would miss."""
    window, history = program.window, program.workspace.controller.history.stack
    strip, finder, scene = window.results.strip, window.shelf.finder, window.canvas.scene
    message, card = window.messages.message, window.card.message
    return {
        "results": [strip.item(row).data(STAR) for row in range(strip.count())],
        "chosen result": [index.row() for index in strip.selectedIndexes()],
        "message": (message and message.text, window.messages.isVisible(), len(window.messages.buttons)),
        "card": (card and card.image, window.card.isVisible(), len(window.card.buttons)),
        "search": (finder.words, finder.group),
        "shelf": [str(row.data(Qt.ItemDataRole.UserRole)) for row in window.shelf.starters.shown()],
        "shelf's row": window.shelf.starters.currentRow(),
        "active": window.shelf.starters.itemDelegate().active,
        "scrolled": (
            window.shelf.page.verticalScrollBar().value(),
            window.controls.page.verticalScrollBar().value(),
        ),
        "view": (scene.mode, scene.wipe, scene.viewport),
        "pictures": (scene.before, scene.after is not None),  # finer ones may come at any time
        "sliders": {name: row.value for name, row in window.controls.rows.items()},
        "mixer": [(row.share.label.text(), row.share.value) for row in window.controls.mixer.rows],
        "undo": (history.index(), history.count(), history.canUndo(), history.canRedo()),
        "album": [window.album.strip.item(row).toolTip() for row in range(window.album.strip.count())],
        "where": (window.geometry(), window.canvas.geometry(), window.panels_shown),
        "document": program.workspace.controller.document,
    }


def test_nothing_changes_but_the_words(opened, qtbot, speak):
    window = opened.window
    window.resize(1200, 760)
    for strength in (40, 50, 60):
        move(opened, qtbot, strength)
    opened.workspace.controller.star(opened.workspace.controller.previewing.shown.document)
    opened.workspace.controller.history.stack.undo()
    settle(opened, qtbot)
    window.shelf.finder.groups["techniques"].click()
    QTest.keyClicks(window.shelf.finder.field, "w")
    window.shelf.starters.setCurrentRow(window.shelf.starters.row(window.shelf.starters.shown()[0]))
    window.canvas.set_mode(Mode.RESULT)
    window.canvas.zoom(3)
    window.album.close_button.click()
    window.messages.say(None)
    opened.workspace.saving._after.offer(opened.workspace.controller.document.photo.path, image(), None)
    window.messages.say(Message(lambda: "A sentence.", (Action(lambda: "Try again", lambda: None),)))
    settle(opened, qtbot)
    qtbot.waitUntil(lambda: window.shelf.page.verticalScrollBar().maximum() == 0)
    before = state(opened)
    speak("it")
    assert window.menuBar().actions()[1].text() == "&Modifica"
    assert window.shelf.finder.groups["own"].toolTip() != "Mine"
    assert state(opened) == before
    speak("en")
    assert window.menuBar().actions()[1].text() == "&Edit"
    assert state(opened) == before


def image():
    from PySide6.QtGui import QColor, QImage

    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    return picture


def test_the_long_shelf_stays_where_it_was_scrolled_to(opened, qtbot, speak):
    bar = opened.window.shelf.page.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    settle(opened, qtbot)
    at = bar.value()
    assert at > 0
    speak("it")
    assert opened.window.shelf.page.verticalScrollBar().value() == at


def test_everything_goes_on_working_in_the_other_language(opened, qtbot, speak, painting):
    window, controller = opened.window, opened.workspace.controller
    speak("it")
    window.controls.rows["strength"].choose(50)
    settle(opened, qtbot)
    assert controller.document.adjustments.strength == 50
    assert window.results.strip.count() == 2
    window.commands["undo"].trigger()
    assert controller.document.adjustments.strength == 100
    settle(opened, qtbot)
    click_thumbnail(window.results.strip, 0)
    assert controller.document.adjustments.strength == 50
    QTest.keyClick(window.canvas, Qt.Key.Key_M)
    assert window.mask_bar.isVisible()
    speak("en")
    assert window.mask_bar.isVisible()
    settle(opened, qtbot)


def test_the_album_with_its_marks_and_pictures_stays(program, qtbot, speak, tmp_path):
    from stylizer_app.ui.values import Mark
    from stylizer_app.ui.widgets.strips.strip import MARK

    photos = [photo_file(tmp_path / f"{name}.png") for name in "abc"]
    drop(program.window.photo, urls(*photos))
    settle(program, qtbot)
    program.workspace.view.show_mark(photos[1], Mark.DONE)
    speak("it")
    strip = program.window.album.strip
    assert [strip.item(row).data(MARK) for row in range(3)] == [None, Mark.DONE, None]
    assert strip.item(1).toolTip() == "b.png: salvata"
    assert not any(strip.item(row).data(Qt.ItemDataRole.DecorationRole) is None for row in range(3))
    assert strip.currentRow() == 0
    assert program.workspace.album.photos == tuple(photos)


def test_the_mask_stays_and_is_drawn_on(opened, qtbot, speak):
    controller = opened.workspace.controller
    opened.window.canvas.set_mode(Mode.PHOTO)
    opened.window.commands["mask"].trigger()
    drag(opened.window.canvas, (0.2, 0.3), (0.4, 0.3))
    kept, mask = opened.window.canvas.scene.kept, controller.document.photo.paint_mask
    for language in ("it", "en"):
        speak(language)
        assert opened.window.canvas.scene.kept == kept
    drag(opened.window.canvas, (0.6, 0.7), (0.8, 0.7))
    both = controller.document.photo.paint_mask.coverage
    assert (both <= mask.coverage).all()
    assert (both < mask.coverage).any()
    opened.window.mask_bar.finish.click()
    assert opened.window.canvas.scene.mode is Mode.PHOTO
    settle(opened, qtbot)


def test_no_photo_of_the_album_is_opened_when_the_keyboard_is_at_it(opened, qtbot, speak, tmp_path, photo):
    controller = opened.workspace.controller
    opened.workspace.album.add([photo_file(tmp_path / f"{name}.png") for name in "abc"])
    settle(opened, qtbot)
    before = controller.document
    for language in ("it", "en"):
        opened.window.album.strip.setFocus(Qt.FocusReason.BacktabFocusReason)
        speak(language)
        assert controller.document == before
    opened.window.album.strip.setFocus(Qt.FocusReason.BacktabFocusReason)
    settle(opened, qtbot)
    assert controller.document == before


def test_all_looks_stay_on_the_canvas(opened, qtbot, speak):
    window = opened.window
    opened.workspace.ways.all_looks()
    settle(opened, qtbot)
    window.ways.list.setCurrentRow(5)
    speak("it")
    assert window.ways.isVisible()
    assert window.ways.list.currentRow() == 5
    window.ways.list.taken.emit(5)
    settle(opened, qtbot)
    assert not window.ways.isVisible()
    assert len(opened.workspace.controller.document.styles) == 1


def test_what_is_typed_in_the_open_queue_stays(opened, qtbot, speak):
    opened.dialog_controller.queue.open()

    def dialog():
        return next(w for w in QApplication.topLevelWidgets() if isinstance(w, QueueDialog) and w.isVisible())

    first = dialog()
    first.manner.strengths.setText("60 1")
    first.manner.names.setText("{photo")
    first.manner.each_look.click()
    where = first.geometry()
    speak("it")
    now = dialog()
    assert now.windowTitle() == "Coda"
    assert (now.manner.strengths.text(), now.manner.names.text()) == ("60 1", "{photo")
    assert now.manner.each_look.isChecked()
    assert now.geometry() == where


def test_what_was_done_and_said_before_is_named_in_the_new_language(opened, qtbot, speak, tmp_path):
    window, workspace = opened.window, opened.workspace
    QTest.mouseClick(window.shelf.surprise, Qt.MouseButton.LeftButton)
    window.controls.rows["strength"].choose(40)
    window.controls.rows["brush"].choose(384)
    QTest.keyClick(window.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    workspace.saving.save(workspace.controller.document, Target(tmp_path / "out.png"))
    qtbot.waitUntil(lambda: window.card.message is not None, timeout=20_000)
    (tmp_path / "notes.txt").write_text("no picture")
    drop(window.photo, urls(tmp_path / "notes.txt"))
    settle(opened, qtbot)

    def told():
        bars = (window.card, window.messages)
        said = [bar.message.text for bar in bars] + [bar.accessibleName() for bar in bars]
        offered = [button.text() for bar in bars for button in bar.buttons]
        return [window.commands["undo"].text(), window.commands["redo"].text(), *said, *offered]

    english = told()
    assert english[:2] == ["&Undo Strength", "&Redo Brush"]
    speak("it")
    assert told()[:2] == ["&Annulla Intensità", "&Ripeti Pennello"]
    assert "out.png" in window.card.text.text()
    assert [one for one, before in zip(told(), english, strict=True) if one == before] == []
    QTest.keyClick(window.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert told()[:2] == ["&Annulla Sorpresa", "&Ripeti Intensità"]
    speak("en")
    QTest.keyClick(window.canvas, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert told() == english
    settle(opened, qtbot)


def test_what_is_being_saved_is_told_in_the_new_language(opened, qtbot, speak, painter, tmp_path):
    workspace, status = opened.workspace, opened.window.status
    painter.gate.clear()
    workspace.saving.save(workspace.controller.document, Target(tmp_path / "out.png"))
    assert status.doing.text() == "Saving out.png"
    painter.hold_at = lambda _request: True  # nothing is told anew by what goes on
    speak("it", settled=False)
    assert opened.window.status.doing.text().startswith("Salvataggio di out.png")
    painter.hold_at = None
    painter.gate.set()
    settle(opened, qtbot)


def test_all_looks_and_their_captions_are_in_the_new_language(opened, qtbot, speak):
    window = opened.window
    QTest.keyClick(window.canvas, Qt.Key.Key_L)
    settle(opened, qtbot)
    speak("it")
    assert window.ways.title.text() == window.ways.list.accessibleName() == tr("All looks on this photo")
    shown = [window.ways.list.item(row).data(TITLE) for row in range(window.ways.list.count())]
    assert shown[:-1] == [look.title("it") for look in starter_styles()]
    assert shown[:-1] != [look.title("en") for look in starter_styles()]


def test_why_a_picture_of_the_queue_failed_is_told_in_the_new_language(program, qtbot, speak, tmp_path):
    program.workspace.importer.choose_style("woodcut")
    settle(program, qtbot)
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    first = queues.opened(program, qtbot)
    queues.fill(program, qtbot, first, tmp_path / "broken.jpg")
    queues.click(first.start)
    settle(program, qtbot)
    assert first.model.rows[0].error.startswith("“broken.jpg” is not a picture of a known kind")
    speak("it")
    now = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QueueDialog) and w.isVisible())
    assert "broken.jpg" in now.model.rows[0].error
    assert "non è un’immagine di un tipo noto" in now.model.rows[0].error


def texts(widget):
    """Every word that a widget and what is in it show or say."""
    found = []
    for one in [widget, *widget.findChildren(QWidget)]:
        found += [one.toolTip(), one.accessibleName()]
        if isinstance(one, QLabel | QAbstractButton):
            found.append(one.text())
    return [text for text in found if text]


def test_no_word_of_the_former_language_is_left_and_nothing_else_is_left_over(program, qtbot, speak):
    count = len(program.window.findChildren(QWidget))
    speak("it")
    fresh = MainWindow()
    missing = set(texts(fresh.controls)) - set(texts(program.window.controls))
    fresh.deleteLater()
    assert not missing
    for language in ("en", "it", "en"):
        speak(language)
    assert abs(len(program.window.findChildren(QWidget)) - count) < 5


def test_four_paintings_of_a_mixture_are_seen_without_scrolling_on_a_screen_of_768_lines(qapp, opened, qtbot, speak):
    theme.apply(qapp, "light")
    for look in ("woodcut", "watercolour", "charcoal"):
        opened.workspace.importer.choose_style(look, add=True)
    settle(opened, qtbot)
    opened.window.resize(1366, 728)
    for language in ("en", "it"):
        if language != translate.spoken():
            speak(language)
        controls = opened.window.controls
        assert len(controls.mixer.rows) == 4
        qtbot.waitUntil(lambda page=controls.page: page.verticalScrollBar().maximum() == 0)
        last = controls.mixer.rows[-1]
        assert last.visibleRegion().boundingRect() == last.rect()
