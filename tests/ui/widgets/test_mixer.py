"""The mixer: shares that add up, paintings dropped on it and taken out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stylizer_app.ui.look import theme
from stylizer_app.ui.widgets.basics.thumbnails import style_in, style_mime
from stylizer_app.ui.widgets.controls.mixer import MixEntry, Mixer, rebalanced, shares

WEIGHTS = st.lists(st.floats(0, 100), min_size=1, max_size=4)
MOUSE, KEYS, COPY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction


@pytest.fixture
def mixer(qapp: QApplication, qtbot: QtBot) -> Mixer:
    theme.apply(qapp, "light")
    widget = Mixer()
    qtbot.addWidget(widget)
    widget.resize(240, 400)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def entries(*weights: float) -> list[MixEntry]:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    return [MixEntry(f"style{number}", f"Style {number}", image, weight) for number, weight in enumerate(weights)]


@given(WEIGHTS, st.data())
def test_shares_add_up_to_one_whichever_is_moved(weights: list[float], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(weights) - 1))
    share = data.draw(st.floats(0, 1))
    result = rebalanced(shares(weights), index, share)
    assert sum(result) == pytest.approx(1)
    assert len(result) == len(weights)
    assert all(value >= 0 for value in result)
    assert len(weights) == 1 or result[index] == share


def test_the_others_keep_their_proportions() -> None:
    assert rebalanced([0.5, 0.3, 0.2], 0, 0.75) == pytest.approx([0.75, 0.15, 0.1])


def test_one_painting_needs_no_share(mixer: Mixer) -> None:
    mixer.set_styles(entries(1))
    assert not mixer.rows[0].share.track.isVisible()
    assert mixer.hint.isVisible()


def test_moving_one_share_moves_the_others_and_reports_all(mixer: Mixer, qtbot: QtBot) -> None:
    mixer.set_styles(entries(1, 1, 2))
    assert [row.share.value for row in mixer.rows] == [25, 25, 50]
    said: list[list[float]] = []
    mixer.weights_changed.connect(said.append)
    with qtbot.waitSignal(mixer.weights_committed):
        mixer.rows[2].share.choose(80)
    assert said == [pytest.approx([0.1, 0.1, 0.8])]
    assert [row.share.value for row in mixer.rows] == [10, 10, 80]


def test_showing_the_same_paintings_again_keeps_the_rows_and_says_nothing(mixer: Mixer, qtbot: QtBot) -> None:
    mixer.set_styles(entries(1, 1))
    rows = list(mixer.rows)
    with qtbot.assertNotEmitted(mixer.weights_changed):
        mixer.set_styles(entries(3, 1))
    assert mixer.rows == rows
    assert rows[0].share.value == 75


def test_a_painting_is_taken_out_by_button_and_by_key(mixer: Mixer, qtbot: QtBot) -> None:
    mixer.set_styles(entries(1, 1))
    removed: list[int] = []
    mixer.style_removed.connect(removed.append)
    qtbot.mouseClick(mixer.rows[1].remove, Qt.MouseButton.LeftButton)
    qtbot.keyClick(mixer.rows[0].share.track, Qt.Key.Key_Delete)
    assert removed == [1, 0]
    assert mixer.rows[0].remove.accessibleName() == "Remove Style 0"


def drag_over(mixer: Mixer, data: QMimeData) -> bool:
    enter = QDragEnterEvent(QPoint(20, 20), COPY, data, MOUSE, KEYS)
    QApplication.sendEvent(mixer, enter)
    move = QDragMoveEvent(QPoint(20, 20), COPY, data, MOUSE, KEYS)
    QApplication.sendEvent(mixer, move)
    return enter.isAccepted() and move.isAccepted()


def drop(mixer: Mixer, data: QMimeData) -> None:
    QApplication.sendEvent(mixer, QDropEvent(QPointF(20, 20), COPY, data, MOUSE, KEYS))


def test_a_style_from_the_shelf_can_be_dropped(mixer: Mixer) -> None:
    dropped: list[str] = []
    mixer.style_dropped.connect(dropped.append)
    data = style_mime("ink-wash")
    assert drag_over(mixer, data)
    assert mixer.hint.text() == "Drop to add it to the mixture"
    drop(mixer, data)
    assert dropped == ["ink-wash"]
    assert mixer.hint.text() != "Drop to add it to the mixture"


def test_a_local_file_can_be_dropped_and_a_link_cannot(mixer: Mixer) -> None:
    dropped: list[str] = []
    mixer.style_dropped.connect(dropped.append)
    file, link = QMimeData(), QMimeData()
    file.setUrls([QUrl.fromLocalFile("/pictures/own.png")])
    link.setUrls([QUrl("https://example.org/a.png")])
    assert drag_over(mixer, file)
    drop(mixer, file)
    assert not drag_over(mixer, link)
    drop(mixer, link)
    assert [Path(name) for name in dropped] == [Path("/pictures/own.png")]
    assert style_in(link) is None


def test_four_paintings_are_the_most(mixer: Mixer, qtbot: QtBot) -> None:
    mixer.set_styles(entries(1, 1, 1, 1))
    data = style_mime("ink-wash")
    assert not drag_over(mixer, data)
    assert mixer.hint.text() == "At most 4 paintings."
    with qtbot.assertNotEmitted(mixer.style_dropped):
        drop(mixer, data)
    QApplication.sendEvent(mixer, QDragLeaveEvent())
    assert not mixer.hint.isVisible()
