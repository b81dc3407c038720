"""From one photo to another and back, by undo or through the last results: each has its own mask and forecast."""

import pytest

from tests.ui.fakes import click_thumbnail, drag, drop, photo_file, settle, urls

pytestmark = pytest.mark.gui


@pytest.fixture
def small(opened, qtbot, tmp_path):
    """Another photo, which can be dropped."""
    return photo_file(tmp_path / "small.png", (512, 300))


def show(program, qtbot, photo):
    drop(program.window.photo, urls(photo))
    qtbot.waitUntil(lambda: path_of(program) == photo)
    settle(program, qtbot)


def path_of(program):
    return program.workspace.controller.document.photo.path


def back_to_first(program, qtbot, photo):
    results = program.workspace.controller.results.in_order()
    row = next(row for row, result in enumerate(results) if result.document.photo.path == photo)
    click_thumbnail(program.window.results.strip, row)
    assert path_of(program) == photo
    settle(program, qtbot)


def test_the_mask_comes_back_with_its_photo_through_the_last_results(opened, qtbot, photo, small):
    window, controller = opened.window, opened.workspace.controller
    window.commands["mask"].trigger()
    drag(window.canvas, (0.3, 0.5), (0.7, 0.5))
    mask, kept = controller.document.photo.mask, window.canvas.scene.kept
    assert mask
    show(opened, qtbot, small)
    assert not controller.document.photo.mask
    assert window.canvas.scene.kept is None
    back_to_first(opened, qtbot, photo)
    assert controller.document.photo.mask == mask
    assert window.canvas.scene.kept == kept
    window.mask_bar.clear.click()
    show(opened, qtbot, small)
    back_to_first(opened, qtbot, photo)
    assert not controller.document.photo.mask


def test_the_forecast_is_always_that_of_the_photo_that_is_open(opened, qtbot, photo, small):
    window, controller = opened.window, opened.workspace.controller
    first = window.status.forecast.text()
    assert first.startswith("1200")
    show(opened, qtbot, small)
    second = window.status.forecast.text()
    assert second.startswith("512")
    window.commands["undo"].trigger()
    settle(opened, qtbot)
    assert (path_of(opened), window.status.forecast.text()) == (photo, first)
    assert controller.forecast.size.width == 1200
    window.commands["redo"].trigger()
    settle(opened, qtbot)
    assert (path_of(opened), window.status.forecast.text()) == (small, second)
    back_to_first(opened, qtbot, photo)
    assert window.status.forecast.text() == first


def test_the_forecast_of_one_photo_is_not_said_of_the_next_while_that_is_painted(opened, qtbot, painter, small):
    painter.gate.clear()
    drop(opened.window.photo, urls(small))
    qtbot.waitUntil(lambda: path_of(opened) == small)
    assert opened.window.status.forecast.text() == ""
    assert opened.workspace.controller.forecast is None
    painter.gate.set()
    settle(opened, qtbot)
    assert opened.window.status.forecast.text().startswith("512")
