"""The shelf: looks and one's own paintings, chosen, mixed, dragged and gone through by key."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QDrag, QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from stylizer_app.choices.styles import starter_styles
from stylizer_app.system import paths
from stylizer_app.ui import translate
from stylizer_app.ui.look import theme
from stylizer_app.ui.widgets.basics import captions
from stylizer_app.ui.widgets.basics.thumbnails import style_in
from stylizer_app.ui.widgets.shelf.delegate import PICTURE, PREVIEW, badge_box, caption_of
from stylizer_app.ui.widgets.shelf.item import ShelfItem
from stylizer_app.ui.widgets.shelf.item_list import ShelfList
from stylizer_app.ui.widgets.shelf.shelf import Shelf
from stylizer_app.ui.window.main_window import shelf_width

ANY = Qt.MouseButton.LeftButton


@pytest.fixture
def shelf(qapp: QApplication, qtbot: QtBot) -> Shelf:
    theme.apply(qapp, "light")
    widget = Shelf()
    qtbot.addWidget(widget)
    widget.resize(248, 700)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    qtbot.waitUntil(lambda: None not in map(widget.picture, widget.keys()))
    return widget


def painted(colour: str = "teal") -> QImage:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def own(*names: str) -> list[ShelfItem]:
    return [ShelfItem(f"/pictures/{name}.png", name, image=painted()) for name in names]


def centre(view: ShelfList, row: int) -> QPoint:
    return view.visualItemRect(view.item(row)).center()


def test_all_looks_are_shown_with_their_pictures(shelf: Shelf) -> None:
    assert [shelf.starters.item(row).text() for row in range(shelf.starters.count())] == [
        look.title() for look in starter_styles()
    ]
    for row in range(shelf.starters.count()):
        picture = shelf.starters.item(row).data(PICTURE)
        assert 128 <= min(picture.width(), picture.height()) <= 256
        assert "\n" in shelf.starters.item(row).toolTip()


@pytest.mark.expects_warnings
def test_without_its_files_the_shelf_is_empty(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from stylizer_app.choices import styles

    styles.starter_styles.cache_clear()
    monkeypatch.setattr(paths, "styles_dir", lambda: tmp_path)
    widget = Shelf()
    qtbot.addWidget(widget)
    assert widget.keys() == []
    styles.starter_styles.cache_clear()


def test_a_click_chooses_and_ctrl_or_the_plus_mixes(shelf: Shelf, qtbot: QtBot) -> None:
    chosen: list[str] = []
    added: list[str] = []
    shelf.style_chosen.connect(chosen.append)
    shelf.style_added_to_mix.connect(added.append)
    view, keys = shelf.starters, shelf.keys()
    qtbot.mouseClick(view.viewport(), ANY, pos=centre(view, 2))
    qtbot.mouseClick(view.viewport(), ANY, Qt.KeyboardModifier.ControlModifier, pos=centre(view, 3))
    plus = badge_box(view.visualItemRect(view.item(4))).center()
    qtbot.mouseClick(view.viewport(), ANY, pos=plus)
    assert chosen == [keys[2]]
    assert added == [keys[3], keys[4]]


def test_everything_works_by_key(shelf: Shelf, qtbot: QtBot) -> None:
    shelf.set_own(own("mine"))
    said: list[tuple[str, str]] = []
    shelf.style_chosen.connect(lambda key: said.append(("use", key)))
    shelf.style_added_to_mix.connect(lambda key: said.append(("mix", key)))
    shelf.own_removed.connect(lambda key: said.append(("remove", key)))
    shelf.starters.setFocus()
    qtbot.keyClick(shelf.starters, Qt.Key.Key_Right)
    qtbot.keyClick(shelf.starters, Qt.Key.Key_Return)
    qtbot.keyClick(shelf.starters, Qt.Key.Key_Space)
    qtbot.keyClick(shelf.starters, Qt.Key.Key_Plus)
    qtbot.keyClick(shelf.starters, Qt.Key.Key_Delete)
    qtbot.keyClick(shelf.own, Qt.Key.Key_Delete)
    second = shelf.keys()[1]
    assert said == [("use", second), ("use", second), ("mix", second)]
    shelf.own.setFocus()
    qtbot.keyClick(shelf.own, Qt.Key.Key_Delete)
    assert said[-1] == ("remove", "/pictures/mine.png")


def test_arrow_keys_lead_from_the_looks_to_ones_own_and_back(shelf: Shelf, qtbot: QtBot) -> None:
    shelf.set_own(own("one", "two"))
    shelf.starters.setFocus()
    for _ in range(shelf.starters.count()):
        if shelf.starters.hasFocus():
            qtbot.keyClick(shelf.starters, Qt.Key.Key_Down)
    assert shelf.own.hasFocus()
    qtbot.keyClick(shelf.own, Qt.Key.Key_Up)
    assert shelf.starters.hasFocus()


def test_an_effect_stands_for_a_painting_until_it_is_cleared(shelf: Shelf) -> None:
    key = shelf.keys()[0]
    shelf.set_preview(key, painted("red"))
    shelf.set_preview("no such style", painted("red"))
    assert shelf.starters.item(0).data(PREVIEW) is not None
    red = colour_at(shelf, 0)
    assert red.red() > 200
    assert red.green() < 60
    shelf.clear_previews()
    assert shelf.starters.item(0).data(PREVIEW) is None
    assert shelf.picture(key) is not None


def colour_at(shelf: Shelf, row: int) -> QColor:
    QApplication.processEvents()
    return shelf.starters.viewport().grab().toImage().pixelColor(centre(shelf.starters, row) - QPoint(0, 12))


def test_paintings_in_use_are_ringed(shelf: Shelf) -> None:
    before = shelf.starters.viewport().grab().toImage()
    shelf.set_active([shelf.keys()[5]])
    assert shelf.starters.viewport().grab().toImage() != before


def test_the_list_is_as_high_as_its_rows(shelf: Shelf, qtbot: QtBot) -> None:
    narrow = shelf.starters.height()
    shelf.resize(500, 700)
    QApplication.processEvents()
    assert shelf.starters.height() < narrow
    last = shelf.starters.visualItemRect(shelf.starters.item(shelf.starters.count() - 1))
    assert last.bottom() <= shelf.starters.viewport().height()


def test_a_cell_is_as_large_with_a_scroll_bar_as_without(shelf: Shelf, qapp: QApplication) -> None:
    """Else, at some heights, the bar would come and go without end."""
    sizes = set()
    for height in range(120, 480):
        shelf.resize(232, height)
        qapp.processEvents()
        sizes.add(shelf.starters.gridSize().toTuple())
    assert len(sizes) == 1


def test_the_keyboard_scrolls_to_what_it_reaches(shelf: Shelf, qtbot: QtBot) -> None:
    shelf.resize(248, 140)
    QApplication.processEvents()
    shelf.starters.setFocus()
    qtbot.keyClick(shelf.starters, Qt.Key.Key_End)
    assert shelf.findChild(QScrollArea).verticalScrollBar().value() > 0


def test_a_drag_carries_the_style(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    carried: list[str | None] = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, _action: carried.append(style_in(drag.mimeData())))
    shelf.starters.startDrag(Qt.DropAction.CopyAction)
    shelf.starters.setCurrentRow(4)
    shelf.starters.startDrag(Qt.DropAction.CopyAction)
    assert carried == [shelf.keys()[4]]


def test_the_menu_offers_in_words_what_keys_do(shelf: Shelf) -> None:
    shelf.set_own(own("mine"))
    said: list[str] = []
    shelf.own_removed.connect(said.append)
    menu = shelf.own.menu_for("/pictures/mine.png")
    assert [action.text() for action in menu.actions()] == [
        "Paint with this", "Add to the mixture", "Make it a favourite", "Remove from the shelf",
    ]  # fmt: skip
    menu.actions()[3].trigger()
    assert said == ["/pictures/mine.png"]
    assert len(shelf.starters.menu_for("x").actions()) == 3


def test_the_surprise_button_is_named_and_says_so(shelf: Shelf, qtbot: QtBot) -> None:
    assert shelf.surprise.accessibleName() == "Surprise me"
    with qtbot.waitSignal(shelf.surprise_requested):
        QTest.mouseClick(shelf.surprise, ANY)
    assert shelf.starters.accessibleName() == "Looks"


def test_ones_own_paintings_appear_only_when_there_are_any(shelf: Shelf) -> None:
    assert not shelf.own.isVisible()
    shelf.set_own(own("one"))
    assert shelf.own.isVisible()
    assert shelf.keys()[-1] == "/pictures/one.png"


@pytest.mark.parametrize("window", [1366, 1920, 2560])
@pytest.mark.parametrize("language", ["en", "it"])
def test_painter_and_year_are_read_whole_under_every_tile(
    qapp: QApplication, qtbot: QtBot, language: str, window: int
) -> None:
    theme.apply(qapp, "light")
    translate.install(qapp, language)
    shelf = Shelf()
    qtbot.addWidget(shelf)
    shelf.resize(shelf_width(window), 700)
    with qtbot.waitExposed(shelf):
        shelf.show()
    rows = shelf.starters
    width = round(0.95 * (rows.gridSize().width() - theme.GRID))  # other systems draw the same letters a little wider
    metrics = QFontMetrics(captions.caption_font(rows.font()))
    lines = [caption_of(rows.indexFromItem(rows.item(row)), metrics, width) for row in range(rows.count())]
    translate.install(qapp, "en")
    assert len(lines) == len(starter_styles())
    assert [text for caption in lines for text, _ in caption if "…" in text] == []


def test_a_caption_wraps_between_words_and_is_shortened_only_at_its_end(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    width = metrics.horizontalAdvance("Katsushika Hokusai,") + 1
    assert captions.wrapped("Katsushika Hokusai, 1831", metrics, width, 2) == ["Katsushika Hokusai,", "1831"]
    first, second = captions.wrapped("Katsushika Hokusai, about the year 1831 or later", metrics, width, 2)
    assert first == "Katsushika Hokusai,"
    assert second.endswith("…")
    assert captions.in_one_line("Katsushika Hokusai, 1831", metrics, width) == "Katsushika Hokusai"
    assert captions.in_one_line("Katsushika Hokusai, 1831", metrics, 2 * width) == "Katsushika Hokusai, 1831"


def test_no_line_ends_within_a_year(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    credit = captions.year_together("Katsushika Hokusai, c. 1831")
    width = metrics.horizontalAdvance("Katsushika Hokusai, c.") + 1
    assert captions.wrapped(credit, metrics, width, 2) == ["Katsushika Hokusai,", "c.\N{NO-BREAK SPACE}1831"]
    assert captions.year_together("Ink wash") == "Ink wash"


def test_a_credit_that_does_not_fit_never_ends_within_its_year(qapp: QApplication) -> None:
    metrics = QFontMetrics(captions.caption_font(qapp.font()))
    credit = "after Alfred Sisley, c. 1890"
    for width in range(metrics.horizontalAdvance("after Alfred Sisley") + 2, metrics.horizontalAdvance(credit) + 3):
        assert captions.in_one_line(credit, metrics, width) in {credit, "after Alfred Sisley"}
