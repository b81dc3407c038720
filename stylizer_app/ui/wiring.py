"""Connects what the person does in the window with what the controller and its companions do about it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from stylizer_app.ui.asking import Asking
from stylizer_app.ui.desk import Desk
from stylizer_app.ui.main_window import MainWindow
from stylizer_app.ui.views import Slot
from stylizer_app.ui.widgets.canvas_paint import Mode
from stylizer_app.ui.widgets.mime import offer_of
from stylizer_app.ui.widgets.picture_pane import PicturePane


def connect(window: MainWindow, desk: Desk, asking: Asking) -> None:
    """Connect everything; call it once."""
    for pane in (window.photo, window.painting):
        _connect_pane(pane, desk, asking)
    _connect_shelf(window, desk)
    _connect_controls(window, desk, asking)
    _connect_canvas(window, desk, asking)
    _connect_strips(window, desk, asking)
    _connect_menus(window, desk, asking)
    _connect_edit(window, desk, asking)


def _connect_pane(pane: PicturePane, desk: Desk, asking: Asking) -> None:
    slot = pane.slot
    pane.offered.connect(lambda offer: desk.intake.take(offer, slot))
    pane.browse_requested.connect(lambda: asking.choose_file(slot))
    pane.turn_requested.connect(desk.choices.turn)
    pane.crop_requested.connect(lambda: asking.crop(slot))
    pane.recent_chosen.connect(lambda path: desk.intake.open((path,), slot))
    clear = desk.choices.remove_photo if slot is Slot.PHOTO else desk.choices.remove_styles
    pane.clear_requested.connect(clear)


def _connect_shelf(window: MainWindow, desk: Desk) -> None:
    shelf, mixer = window.shelf, window.controls.mixer
    shelf.style_chosen.connect(desk.intake.choose_style)
    shelf.style_added_to_mix.connect(lambda key: desk.intake.choose_style(key, add=True))
    shelf.surprise_requested.connect(desk.choices.surprise)
    shelf.own_removed.connect(lambda key: desk.keeper.forget_painting(Path(key)))
    mixer.weights_changed.connect(desk.choices.set_weights)
    mixer.style_removed.connect(desk.choices.remove_style)
    mixer.style_dropped.connect(lambda key: desk.intake.choose_style(key, add=True))
    window.commands.style_chosen.connect(desk.intake.choose_style)


def _connect_controls(window: MainWindow, desk: Desk, asking: Asking) -> None:
    controls = window.controls
    controls.strength_changed.connect(desk.choices.set_strength)
    controls.brush_changed.connect(desk.choices.set_brush)
    controls.colors_changed.connect(desk.choices.set_colors)
    controls.committed.connect(desk.controller.commit)
    controls.save_requested.connect(asking.save)
    window.chip.clicked.connect(asking.preferences)


def _connect_canvas(window: MainWindow, desk: Desk, asking: Asking) -> None:
    canvas, bar = window.canvas, window.canvas_bar
    canvas.offered.connect(desk.intake.take)
    canvas.browse_requested.connect(lambda: asking.choose_file(Slot.PHOTO))
    canvas.pixels_needed.connect(desk.controller.look_closer)
    canvas.mode_changed.connect(bar.show_mode)
    canvas.zoom_changed.connect(bar.show_zoom)
    canvas.drag_wanted.connect(lambda: desk.handing.prepare(canvas.input.drag_ready))
    bar.mode_chosen.connect(lambda mode: canvas.set_mode(Mode(mode)))
    bar.zoom_requested.connect(canvas.zoom)
    bar.fit_requested.connect(canvas.fit)
    bar.actual_requested.connect(canvas.actual_size)


def _connect_strips(window: MainWindow, desk: Desk, asking: Asking) -> None:
    window.results.chosen.connect(desk.controller.go_back_to)
    window.album.chosen.connect(desk.album.look_at)
    window.album.removed.connect(desk.album.remove)
    window.album.close_requested.connect(desk.album.clear)
    window.album.save_all_requested.connect(asking.save_all)
    window.swap.clicked.connect(desk.choices.swap)


def _connect_menus(window: MainWindow, desk: Desk, asking: Asking) -> None:
    canvas, commands = window.canvas, window.commands
    deeds = {
        "open_photo": lambda: asking.choose_file(Slot.PHOTO),
        "open_painting": lambda: asking.choose_file(Slot.PAINTING),
        "save": asking.save,
        "save_all": asking.save_all,
        "close_photo": desk.choices.remove_photo,
        "preferences": asking.preferences,
        "quit": window.close,
        "show_photo": lambda: canvas.set_mode(Mode.PHOTO),
        "show_both": lambda: canvas.set_mode(Mode.WIPE),
        "show_result": lambda: canvas.set_mode(Mode.RESULT),
        "zoom_in": lambda: canvas.zoom(1),
        "zoom_out": lambda: canvas.zoom(-1),
        "fit": canvas.fit,
        "actual": canvas.actual_size,
        "full_screen": lambda: window.showNormal() if window.isFullScreen() else window.showFullScreen(),
        "surprise": desk.choices.surprise,
        "reset": desk.choices.reset,
        "shortcuts": asking.shortcuts,
        "welcome": asking.welcome,
        "report": asking.report,
        "about": asking.about,
    }
    for name, deed in deeds.items():
        commands[name].triggered.connect(lambda _checked=False, deed=deed: deed())
    commands.recent_photo.connect(desk.intake.open_photo)
    commands.recent_painting.connect(desk.intake.open_painting)


def _connect_edit(window: MainWindow, desk: Desk, asking: Asking) -> None:
    commands = window.commands
    clipboard = QApplication.clipboard()
    deeds = {
        "copy": lambda: _copy(window),
        "paste": lambda: desk.intake.ask(offer_of(clipboard.mimeData())),
        "paste_photo": lambda: desk.intake.take(offer_of(clipboard.mimeData()), Slot.PHOTO),
        "paste_painting": lambda: desk.intake.take(offer_of(clipboard.mimeData()), Slot.PAINTING),
        "turn_left": lambda: desk.choices.turn(-1),
        "turn_right": lambda: desk.choices.turn(1),
        "crop_photo": lambda: asking.crop(Slot.PHOTO),
        "crop_painting": lambda: asking.crop(Slot.PAINTING),
        "swap": desk.choices.swap,
    }
    for name, deed in deeds.items():
        commands[name].triggered.connect(lambda _checked=False, deed=deed: deed())


def _copy(window: MainWindow) -> None:
    """Put the painted picture, as it is shown, on the clipboard."""
    image = window.canvas.current_image()
    if image is not None:
        QApplication.clipboard().setImage(image)
