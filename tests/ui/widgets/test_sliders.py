"""Sliders, the brush and the column of controls: by mouse, wheel, key and number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stylizer_app.adjustments import ROWS, Adjustments
from stylizer_app.ui.look import theme
from stylizer_app.ui.widgets.controls.brush_row import BROADEST, FINEST, NAMED, STEPS, BrushRow, pixels_at, position_of
from stylizer_app.ui.widgets.controls.controls import Controls, slider_of
from stylizer_app.ui.widgets.controls.slider_row import SliderRow


@pytest.fixture
def row(qapp: QApplication, qtbot: QtBot) -> SliderRow:
    theme.apply(qapp, "light")
    return shown(qtbot, SliderRow("Strength", 0, 150, 100, "%", "How far the photo moves"))


def shown(qtbot: QtBot, widget: SliderRow) -> SliderRow:
    qtbot.addWidget(widget)
    widget.resize(240, widget.sizeHint().height())
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


class Ear:
    """Writes down what a row says."""

    def __init__(self, row: SliderRow) -> None:
        self.changed: list[float] = []
        self.committed: list[float] = []
        row.value_changed.connect(self.changed.append)
        row.value_committed.connect(self.committed.append)


def turn(widget: QWidget, notches: int) -> None:
    centre = QPointF(widget.rect().center())
    event = QWheelEvent(
        centre, widget.mapToGlobal(centre), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def at(row: SliderRow, value: float) -> QPoint:
    return QPoint(round(row.track.knob_x(row.position_of(value))), row.track.height() // 2)


def test_pressing_and_dragging_reports_every_step_and_commits_once(row: SliderRow, qtbot: QtBot) -> None:
    ear = Ear(row)
    qtbot.mousePress(row.track, Qt.MouseButton.LeftButton, pos=at(row, 30))
    qtbot.mouseMove(row.track, at(row, 60))
    qtbot.mouseMove(row.track, at(row, 75))
    assert ear.changed
    assert ear.committed == []
    qtbot.mouseRelease(row.track, Qt.MouseButton.LeftButton, pos=at(row, 75))
    assert ear.changed[0] == pytest.approx(30, abs=1)
    assert ear.committed == [pytest.approx(75, abs=1)]
    assert row.number.value() == row.value


def test_taking_the_knob_where_it_is_moves_nothing(row: SliderRow, qtbot: QtBot) -> None:
    ear = Ear(row)
    qtbot.mousePress(row.track, Qt.MouseButton.LeftButton, pos=at(row, 100) + QPoint(5, 0))
    qtbot.mouseRelease(row.track, Qt.MouseButton.LeftButton)
    assert ear.changed == ear.committed == []


def test_a_double_click_resets(row: SliderRow, qtbot: QtBot) -> None:
    row.set_value(20)
    ear = Ear(row)
    qtbot.mouseDClick(row.track, Qt.MouseButton.LeftButton, pos=at(row, 20))
    assert row.value == 100
    assert ear.committed[-1] == 100


def test_the_wheel_moves_and_commits_after_a_pause(row: SliderRow, qtbot: QtBot) -> None:
    ear = Ear(row)
    with qtbot.waitSignal(row.value_committed):
        turn(row.track, 2)
        turn(row.track, -1)
        assert ear.committed == []
    assert ear.changed == [106, 103]
    assert ear.committed == [103]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (Qt.Key.Key_Right, 101), (Qt.Key.Key_Left, 99), (Qt.Key.Key_Up, 101), (Qt.Key.Key_Down, 99),
        (Qt.Key.Key_PageUp, 115), (Qt.Key.Key_PageDown, 85), (Qt.Key.Key_Home, 0), (Qt.Key.Key_End, 150),
    ],
)  # fmt: skip
def test_keys_move(row: SliderRow, qtbot: QtBot, key: Qt.Key, value: float) -> None:
    ear = Ear(row)
    row.track.setFocus()
    qtbot.keyClick(row.track, key)
    assert ear.changed == [value]
    qtbot.wait(0)
    row.track.clearFocus()
    assert ear.committed == [value]


def test_a_number_can_be_typed(row: SliderRow, qtbot: QtBot) -> None:
    ear = Ear(row)
    row.number.setFocus()
    row.number.selectAll()
    qtbot.keyClicks(row.number, "42")
    assert ear.changed == []
    qtbot.keyClick(row.number, Qt.Key.Key_Return)
    assert ear.changed == ear.committed == [42]
    assert row.track.value() == 42


def test_a_number_out_of_range_is_not_taken(row: SliderRow, qtbot: QtBot) -> None:
    row.number.selectAll()
    qtbot.keyClicks(row.number, "900")
    qtbot.keyClick(row.number, Qt.Key.Key_Return)
    assert 0 <= row.value <= 150


def test_setting_a_value_is_not_reported(row: SliderRow) -> None:
    ear = Ear(row)
    row.set_value(33.3)
    row.set_value(999)
    assert row.value == 150
    assert ear.changed == ear.committed == []


def test_an_echo_of_the_same_value_does_not_swallow_the_commit(row: SliderRow, qtbot: QtBot) -> None:
    ear = Ear(row)
    row.value_changed.connect(row.set_value)
    qtbot.mousePress(row.track, Qt.MouseButton.LeftButton, pos=at(row, 50))
    qtbot.mouseRelease(row.track, Qt.MouseButton.LeftButton, pos=at(row, 50))
    assert len(ear.committed) == 1


def test_right_to_left_mirrors_the_slider(row: SliderRow, qtbot: QtBot) -> None:
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    row.set_value(0)
    qtbot.mouseClick(row.track, Qt.MouseButton.LeftButton, pos=QPoint(10, row.track.height() // 2))
    assert row.value > 140


def test_both_fields_have_names_for_a_screen_reader(row: SliderRow) -> None:
    assert row.track.accessibleName() == row.number.accessibleName() == "Strength"
    assert row.toolTip() == row.track.accessibleDescription() == "How far the photo moves"


def test_the_brush_goes_from_fine_on_the_left_to_broad_on_the_right() -> None:
    pixels = [pixels_at(position) for position in range(STEPS + 1)]
    assert (pixels[0], pixels[-1]) == (FINEST, BROADEST)
    assert pixels == sorted(pixels, reverse=True)


@given(st.integers(0, STEPS))
def test_a_position_of_the_brush_comes_back(position: int) -> None:
    assert position_of(pixels_at(position)) == position


@pytest.mark.parametrize("pixels", NAMED)
def test_named_brushes_are_hit_exactly(pixels: int) -> None:
    assert pixels_at(position_of(pixels)) == pixels


def brush_row() -> SliderRow:
    row = slider_of(ROWS["brush"])
    assert isinstance(row, BrushRow)
    return row


def test_page_keys_and_words_go_to_the_named_brushes(qapp: QApplication, qtbot: QtBot) -> None:
    row = shown(qtbot, brush_row())
    row.set_value(900)
    ear = Ear(row)
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown):
        qtbot.keyClick(row.track, key)
    qtbot.mouseClick(row.stops[2], Qt.MouseButton.LeftButton)
    assert ear.changed == [768, 448, 768, 1280, 448]
    assert ear.committed[-1] == 448


def test_a_brush_beyond_the_slider_is_kept(qapp: QApplication, qtbot: QtBot) -> None:
    row = shown(qtbot, brush_row())
    row.set_value(2000)
    assert row.value == 2000
    assert row.track.value() == 0


@pytest.fixture
def controls(qapp: QApplication, qtbot: QtBot) -> Controls:
    theme.apply(qapp, "light")
    controls = Controls()
    qtbot.addWidget(controls)
    return controls


def test_controls_report_every_adjustment_by_name(controls: Controls) -> None:
    said: list[object] = []
    controls.changed.connect(lambda name, value: said.append((name, value)))
    controls.committed.connect(lambda: said.append("committed"))
    controls.save_requested.connect(lambda: said.append("save"))
    expected: list[object] = []
    for name, row in ROWS.items():
        controls.rows[name].choose(row.most)
        controls.rows[name].choose(row.least)
        expected += [(name, row.most), "committed", (name, row.least), "committed"]
    controls.save.click()
    assert said == [*expected, "save"]


def test_a_double_click_sets_any_adjustment_to_its_default(controls: Controls, qtbot: QtBot) -> None:
    for name, row in ROWS.items():
        controls.rows[name].choose(row.most if row.default != row.most else row.least)
        qtbot.mouseDClick(controls.rows[name].track, Qt.MouseButton.LeftButton)
        assert controls.rows[name].value == row.default


def test_controls_show_without_echo(controls: Controls, qtbot: QtBot) -> None:
    adjustments = Adjustments(strength=75.5, brush=1280, colors=100)
    with qtbot.assertNotEmitted(controls.changed):
        controls.show_adjustments(adjustments)
        controls.set_save_enabled(False)
    assert {name: row.value for name, row in controls.rows.items()} == adjustments.values()
    assert not controls.save.isEnabled()


def test_every_adjustment_explains_itself_to_eye_and_screen_reader(controls: Controls) -> None:
    for name, row in ROWS.items():
        slider = controls.rows[name]
        assert slider.label.text() == slider.track.accessibleName() == row.label
        assert slider.toolTip() == f"{row.help} Double-click resets."
        assert [stop.text() for stop in slider.stops] == [stop.label for stop in row.stops]


def test_broader_strokes_are_a_larger_number_and_stops_have_their_names(qapp: QApplication, qtbot: QtBot) -> None:
    row = shown(qtbot, slider_of(ROWS["brush"]))
    ear = Ear(row)
    assert row.number.text() == "Normal"
    row.set_value(600)
    assert row.number.text() == "128 %"
    row.set_value(448)
    assert row.number.text() == "Broad"
    row.number.setFocus()
    row.number.selectAll()
    qtbot.keyClicks(row.number, "200")
    qtbot.keyClick(row.number, Qt.Key.Key_Return)
    assert ear.changed == [384]
    row.number.selectAll()
    qtbot.keyClicks(row.number, "fine")
    qtbot.keyClick(row.number, Qt.Key.Key_Return)
    assert row.value == pytest.approx(1280, abs=4)
    row.number.selectAll()
    qtbot.keyClicks(row.number, "nonsense")
    qtbot.keyClick(row.number, Qt.Key.Key_Return)
    assert row.value == pytest.approx(1280, abs=4)


def test_the_ends_of_colour_are_words(qapp: QApplication, qtbot: QtBot) -> None:
    row = shown(qtbot, slider_of(ROWS["colors"]))
    assert row.number.text() == "Painting’s"
    row.set_value(40)
    assert row.number.text() == "40 %"
    row.set_value(100)
    assert row.number.text() == "Photo’s"


@given(st.integers(64, 4096))
def test_a_brush_that_is_shown_is_not_changed_by_being_shown(qapp: QApplication, pixels: int) -> None:
    row = BrushRow("Brush", 64, 4096, 768, "px")
    ear = Ear(row)
    row.set_value(pixels)
    row.number.interpretText()
    assert row.value == pixels
    assert ear.changed == []
    row.deleteLater()
