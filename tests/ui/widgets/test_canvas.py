"""The canvas with real events: wheel, keys, wipe, pan; and the arithmetic of its view."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.picture import Picture
from stylizer_app.ui.look.images import to_image, to_levels
from stylizer_app.ui.widgets.canvas.canvas import Canvas
from stylizer_app.ui.widgets.canvas.scene import Mode
from stylizer_app.ui.widgets.canvas.viewport import MAXIMUM, Viewport

views = st.builds(
    Viewport,
    st.tuples(st.integers(1, 12_000), st.integers(1, 12_000)),
    st.tuples(st.floats(200, 4000), st.floats(200, 4000)),
    st.sampled_from([1.0, 1.5, 2.0]),
)
points = st.tuples(st.floats(0, 200), st.floats(0, 200))


def flat(colour, width=400, height=300, alpha=None):
    rgb = np.broadcast_to(np.array(colour, np.uint8), (height, width, 3)).copy()
    return Picture(rgb, alpha)


@pytest.fixture
def canvas(qtbot):
    widget = Canvas()
    widget.resize(640, 480)
    qtbot.addWidget(widget)
    widget.show_photo(to_levels(flat((200, 0, 0))), Size(400, 300))
    widget.show_painting(to_levels(flat((0, 0, 200))))
    widget.show()
    qtbot.waitExposed(widget)
    widget.setFocus()
    yield widget
    widget.close()


def colour_at(widget, x, y):
    return widget.grab().toImage().pixelColor(x, y).getRgb()[:3]


def wheel(widget, at, steps, modifiers=Qt.KeyboardModifier.NoModifier):
    event = QWheelEvent(
        at, widget.mapToGlobal(at), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


@given(views, points, st.floats(-5, 5))
def test_zooming_keeps_the_point_under_the_pointer_unless_an_edge_stops_it(view, point, steps):
    zoomed = view.stepped(steps, point)
    left, top, width, height = zoomed.rect
    for start, length, room in ((left, width, view.widget[0]), (top, height, view.widget[1])):
        if length > room:
            assert start <= 1
            assert start + length >= room - 1
        else:
            assert start >= -1
    assert zoomed.actual_zoom <= max(MAXIMUM, view.fit_zoom) + 1e-6


@given(views, points, st.floats(-40, 5))
def test_no_zoom_is_below_fit_or_below_100_per_cent_where_that_is_less(view, point, steps):
    zoomed = view.stepped(steps, point)
    assert zoomed.actual_zoom >= min(view.fit_zoom, 1.0)
    if view.fit_zoom <= 1.0 and zoomed.actual_zoom == view.fit_zoom:
        assert zoomed.fits  # it follows the widget's size then


@pytest.mark.parametrize("size", [(400, 300), (4000, 3000)], ids=["small", "large"])
def test_the_wheel_zooms_out_no_further_than_fit_and_a_small_picture_to_100_per_cent(canvas, size):
    canvas.show_photo(to_levels(flat((200, 0, 0), *size)), Size(*size))
    canvas.show_painting(to_levels(flat((0, 0, 200), *size)))
    wheel(canvas, QPoint(400, 300), 6)
    wheel(canvas, QPoint(400, 300), -40)
    viewport = canvas.scene.viewport
    assert viewport.actual_zoom == pytest.approx(min(viewport.fit_zoom, 1.0))
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.scene.viewport.actual_zoom == pytest.approx(min(viewport.fit_zoom, 1.0))


@given(views, st.floats(-3000, 3000), st.floats(-3000, 3000))
def test_a_picture_cannot_be_pushed_out_of_sight(view, right, down):
    moved = view.with_zoom(1.0).panned(right, down)
    left, top, width, height = moved.rect
    assert left < moved.widget[0]
    assert top < moved.widget[1]
    assert left + width > 0
    assert top + height > 0


def test_left_of_the_line_is_the_photo_right_of_it_the_painting(canvas):
    assert colour_at(canvas, 120, 240) == (200, 0, 0)
    assert colour_at(canvas, 520, 240) == (0, 0, 200)


def test_the_keys_1_2_3_choose_what_is_shown(canvas, qtbot):
    for key, left, right in (("1", 200, 200), ("3", 0, 0), ("2", 200, 0)):
        QTest.keyClicks(canvas, key)
        assert colour_at(canvas, 120, 240)[0] == left
        assert colour_at(canvas, 520, 240)[0] == right


def test_space_shows_the_original_while_it_is_held(canvas):
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    assert colour_at(canvas, 520, 240) == (200, 0, 0)
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    assert colour_at(canvas, 520, 240) == (0, 0, 200)
    assert canvas.scene.mode is Mode.WIPE


def test_the_line_follows_the_mouse_and_the_arrows(canvas):
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(320, 240))
    QTest.mouseMove(canvas, QPoint(500, 240))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(500, 240))
    assert canvas.scene.wipe_x == pytest.approx(500, abs=2)
    before = canvas.scene.wipe
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.scene.wipe == pytest.approx(before - 0.02)
    assert "%" in canvas.accessibleDescription()


def test_the_wheel_zooms_where_the_pointer_is(canvas):
    point = QPointF(200, 150)
    rect = canvas.scene.rect
    under = ((point.x() - rect.left()) / rect.width(), (point.y() - rect.top()) / rect.height())
    wheel(canvas, point, 6)
    rect = canvas.scene.rect
    assert not canvas.scene.viewport.fits
    assert (point.x() - rect.left()) / rect.width() == pytest.approx(under[0], abs=0.01)
    assert (point.y() - rect.top()) / rect.height() == pytest.approx(under[1], abs=0.01)


def test_a_double_click_goes_to_the_pixels_and_back(canvas):
    canvas.show_photo(to_levels(flat((200, 0, 0))), Size(4000, 3000))
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert canvas.scene.viewport.actual_zoom == 1.0
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert canvas.scene.viewport.fits


def test_dragging_pans_a_large_picture(canvas):
    canvas.show_photo(to_levels(flat((200, 0, 0))), Size(4000, 3000))
    canvas.actual_size()
    before = canvas.scene.rect.left()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.mouseMove(canvas, QPoint(60, 100))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(60, 100))
    assert canvas.scene.rect.left() == pytest.approx(before - 40, abs=1)


def test_the_canvas_says_how_many_pixels_it_could_show(canvas, qtbot):
    with qtbot.waitSignal(canvas.pixels_needed) as told:
        canvas.actual_size()
    assert told.args == [400]


def test_another_zoom_survives_a_finer_painting_but_not_another_photo(canvas):
    canvas.look(canvas.scene.viewport.with_zoom(3.0))
    canvas.show_painting(to_levels(flat((0, 0, 200), 800, 600)))
    assert canvas.scene.viewport.actual_zoom == 3.0
    canvas.show_photo(to_levels(flat((1, 2, 3))), Size(500, 300))
    assert canvas.scene.viewport.fits


def test_transparent_pixels_show_a_checkerboard(canvas):
    levels = to_levels(flat((200, 0, 0), alpha=np.zeros((300, 400), np.uint8)))
    canvas.show_photo(levels, Size(400, 300))
    canvas.set_mode(Mode.PHOTO)
    shown = canvas.grab().toImage()
    colours = {shown.pixelColor(x, y).name() for x in range(200, 240, 4) for y in range(200, 240, 4)}
    assert len(colours) == 2


def test_an_empty_canvas_asks_for_a_photo(canvas, qtbot):
    canvas.show_photo(None, None)
    with qtbot.waitSignal(canvas.browse_requested):
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    with qtbot.waitSignal(canvas.browse_requested):
        QTest.keyClick(canvas, Qt.Key.Key_Return)


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1), (767, 769)])
def test_levels_halve_and_any_shape_can_be_drawn(qapp, size):
    levels = to_levels(flat((10, 20, 30), *size))
    assert (levels.size.width, levels.size.height) == size
    for image in levels.images:
        assert image.pixelColor(image.width() - 1, image.height() - 1).getRgb()[:3] == (10, 20, 30)
    small = to_image(flat((10, 20, 30), *size), 64)
    assert max(small.width(), small.height()) <= 64


def test_sixteen_bits_and_half_transparency_look_right(qapp):
    rgb = np.full((8, 8, 3), 0x8000, np.uint16)
    alpha = np.full((8, 8), 0x8000, np.uint16)
    image = to_levels(Picture(rgb, alpha)).images[0]
    assert image.pixelColor(3, 3).getRgb() == pytest.approx((128, 128, 128, 128), abs=2)
