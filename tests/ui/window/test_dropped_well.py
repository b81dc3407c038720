"""What is dropped arrives: on the welcome, and at the lower edge of the mixture, whose box keeps its height."""

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QApplication

from stylizer_app.ui.dialogs.welcome import WelcomeDialog
from stylizer_app.ui.look import theme
from stylizer_app.ui.widgets.basics.thumbnails import style_mime
from tests.ui.fakes import drop, hover, leave, photo_file, settle, urls

pytestmark = pytest.mark.gui


def welcome(program):
    program.dialog_controller.welcome()
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, WelcomeDialog) and one.isVisible())


def test_a_photo_dropped_on_the_welcome_is_opened_and_the_welcome_goes(program, qtbot, photo):
    dialog = welcome(program)
    before = dialog.grab().toImage()
    hover(dialog, urls(photo))
    assert dialog.grab().toImage() != before
    leave(dialog)
    assert dialog.grab().toImage() == before
    assert drop(dialog, urls(photo))
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: program.workspace.controller.document.photo is not None)
    assert program.workspace.controller.document.photo.path == photo
    settle(program, qtbot)


def test_several_photos_dropped_on_the_welcome_are_an_album_and_a_link_is_refused_in_the_window(
    program, qtbot, tmp_path
):
    assert drop(welcome(program), urls("https://example.org/page"))
    assert "link" in program.window.messages.text.text()
    photos = [photo_file(tmp_path / f"{name}.png") for name in "ab"]
    assert drop(welcome(program), urls(*photos))
    settle(program, qtbot)
    assert program.workspace.album.photos == tuple(photos)


def test_the_box_of_the_mixture_keeps_its_height_while_something_hovers(qapp, opened, qtbot):
    theme.apply(qapp, "light")
    window = opened.window
    window.resize(1366, 728)
    QApplication.processEvents()
    mixer = window.controls.mixer
    height, lines = mixer.height(), mixer.hint.height() // mixer.hint.fontMetrics().lineSpacing()
    assert lines == 2
    edge = mixer.mapTo(window, QPoint(mixer.width() // 2, height - 2))
    hover(mixer, style_mime("woodcut"))
    window.lay_out()
    QApplication.processEvents()
    assert mixer.height() == height
    assert window.childAt(edge) in {mixer, mixer.hint}
    assert drop(mixer, style_mime("woodcut"), QPointF(mixer.width() / 2, height - 2))
    settle(opened, qtbot)
    assert len(mixer.rows) == 2
    assert mixer.hint.minimumHeight() == 0
