"""Connects what the person does in the window with what the controller and its companions do about it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from stylizer_app.choices.document import Document
from stylizer_app.choices.own_looks import is_look
from stylizer_app.ui.background.painting import AsSeen
from stylizer_app.ui.interfaces import Dialogue
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Message, Shown, Slot
from stylizer_app.ui.widgets.basics.mime import offer_of
from stylizer_app.ui.widgets.canvas import mask_stroke
from stylizer_app.ui.widgets.canvas.scene import Mode
from stylizer_app.ui.widgets.panes.picture_pane import PicturePane
from stylizer_app.ui.window.dialog_controller import DialogController
from stylizer_app.ui.window.main_window import MainWindow
from stylizer_app.ui.workspace.workspace import Workspace


def connect(window: MainWindow, workspace: Workspace, dialog_controller: DialogController) -> None:
    """Connect everything; call it once."""
    for pane in (window.photo, window.painting):
        _connect_pane(pane, workspace, dialog_controller)
    _connect_shelf(window, workspace, dialog_controller)
    _connect_controls(window, workspace, dialog_controller)
    _connect_canvas(window, workspace, dialog_controller)
    _connect_strips(window, workspace, dialog_controller)
    _connect_menus(window, workspace, dialog_controller)
    _connect_edit(window, workspace, dialog_controller)
    workspace.importer.clips.connect(dialog_controller.queue.take)


def _connect_pane(pane: PicturePane, workspace: Workspace, dialog_controller: DialogController) -> None:
    slot = pane.slot
    pane.offered.connect(lambda offer: workspace.importer.take(offer, slot))
    pane.browse_requested.connect(lambda: dialog_controller.choose_file(slot))
    pane.turn_requested.connect(workspace.choices.turn)
    pane.crop_requested.connect(lambda: dialog_controller.crop(slot))
    pane.recent.chosen.connect(lambda path: workspace.importer.open((path,), slot))
    clear = workspace.choices.remove_photo if slot is Slot.PHOTO else workspace.choices.remove_styles
    pane.clear_requested.connect(clear)


def _remove_own(workspace: Workspace, path: Path) -> None:
    """Take a look away, or a painting off the shelf."""
    if is_look(path):
        workspace.own_looks.remove(path)
    else:
        workspace.autosave.forget_painting(path)


def _connect_shelf(window: MainWindow, workspace: Workspace, dialog_controller: DialogController) -> None:
    shelf, mixer = window.shelf, window.controls.mixer
    shelf.style_chosen.connect(workspace.importer.choose_style)
    shelf.style_added_to_mix.connect(lambda key: workspace.importer.choose_style(key, add=True))
    shelf.surprise_requested.connect(workspace.choices.surprise)
    shelf.in_sight_changed.connect(workspace.style_previews.need)
    shelf.own_removed.connect(lambda key: _remove_own(workspace, Path(key)))
    shelf.keep.clicked.connect(lambda _checked=False: dialog_controller.looks.save())
    shelf.own_renamed.connect(lambda key: dialog_controller.looks.rename(Path(key)))
    shelf.own_shared.connect(lambda key: dialog_controller.looks.share(Path(key)))
    mixer.weights_changed.connect(workspace.choices.set_weights)
    mixer.style_removed.connect(workspace.choices.remove_style)
    mixer.style_dropped.connect(lambda key: workspace.importer.choose_style(key, add=True))
    window.commands.style_chosen.connect(workspace.importer.choose_style)


def _connect_controls(window: MainWindow, workspace: Workspace, dialog_controller: DialogController) -> None:
    controls = window.controls
    controls.changed.connect(workspace.choices.set)
    controls.committed.connect(workspace.controller.commit)
    controls.save_requested.connect(dialog_controller.saving.save)
    window.chip.clicked.connect(lambda: dialog_controller.preferences("engine"))


def _connect_canvas(window: MainWindow, workspace: Workspace, dialog_controller: DialogController) -> None:
    canvas, bar = window.canvas, window.canvas_bar
    canvas.offered.connect(workspace.importer.take)
    canvas.browse_requested.connect(lambda: dialog_controller.choose_file(Slot.PHOTO))
    canvas.pixels_needed.connect(workspace.controller.need_pixels)
    canvas.mode_changed.connect(bar.show_mode)
    canvas.zoom_changed.connect(bar.show_zoom)
    canvas.drag_wanted.connect(lambda: workspace.drag_export.prepare(canvas.input.drag_ready))
    _connect_mask(window, workspace)
    bar.mode_chosen.connect(lambda mode: canvas.set_mode(Mode(mode)))
    bar.zoom_requested.connect(canvas.zoom)
    bar.fit_requested.connect(canvas.fit)
    bar.actual_requested.connect(canvas.actual_size)
    _connect_ways(window, workspace, dialog_controller)


def _connect_ways(window: MainWindow, workspace: Workspace, dialog_controller: DialogController) -> None:
    view, ways = window.ways, workspace.ways
    window.shelf.looks_requested.connect(ways.all_looks)
    view.taken.connect(ways.take)
    view.sliders_requested.connect(ways.by_sliders)
    view.left.connect(ways.leave)
    view.save_requested.connect(dialog_controller.saving.save_sheet)
    view.looks_requested.connect(ways.all_looks)
    view.ways_requested.connect(ways.strengths_and_brushes)
    view.alike_requested.connect(ways.more_like_this)


def _connect_mask(window: MainWindow, workspace: Workspace) -> None:
    tool, bar, action = window.canvas.masking, window.mask_bar, window.commands["mask"]
    tool.blank = workspace.masking.blank
    tool.drawn.connect(lambda mask, brush: workspace.masking.draw(mask, lambda: mask_stroke.label(brush)))
    tool.inverted.connect(workspace.masking.invert)
    tool.cleared.connect(workspace.masking.clear)
    tool.brush_changed.connect(bar.show_brush)
    tool.activated.connect(bar.setVisible)
    tool.activated.connect(action.setChecked)
    tool.activated.connect(window.canvas_bar.mask_button.setChecked)
    window.canvas_bar.mask_button.clicked.connect(tool.set_active)
    action.toggled.connect(tool.set_active)
    bar.brush_chosen.connect(tool.use)
    bar.invert_requested.connect(workspace.masking.invert)
    bar.clear_requested.connect(workspace.masking.clear)
    bar.done.connect(lambda: tool.set_active(False))


def _connect_strips(window: MainWindow, workspace: Workspace, dialog_controller: DialogController) -> None:
    window.results.chosen.connect(workspace.controller.go_back_to)
    window.results.starred.connect(workspace.controller.star)
    window.results.copy_requested.connect(lambda shown: _copy_result(shown, workspace))
    window.results.save_requested.connect(lambda document: _save_result(document, workspace, dialog_controller))
    window.album.chosen.connect(workspace.album.look_at)
    window.album.removed.connect(workspace.album.remove)
    window.album.close_requested.connect(workspace.album.clear)
    window.album.save_all_requested.connect(dialog_controller.saving.save_all)
    window.swap.clicked.connect(workspace.choices.swap)


def _connect_menus(window: MainWindow, workspace: Workspace, dialog_controller: DialogController) -> None:
    canvas, commands = window.canvas, window.commands
    actions = {
        "open_photo": lambda: dialog_controller.choose_file(Slot.PHOTO),
        "open_painting": lambda: dialog_controller.choose_file(Slot.PAINTING),
        "save": dialog_controller.saving.save,
        "save_all": dialog_controller.saving.save_all,
        "queue": dialog_controller.queue.open,
        "close_photo": workspace.choices.remove_photo,
        "preferences": dialog_controller.preferences,
        "quit": window.close,
        "show_photo": lambda: canvas.set_mode(Mode.PHOTO),
        "show_both": lambda: canvas.set_mode(Mode.WIPE),
        "show_result": lambda: canvas.set_mode(Mode.RESULT),
        "zoom_in": lambda: canvas.zoom(1),
        "zoom_out": lambda: canvas.zoom(-1),
        "fit": canvas.fit,
        "actual": canvas.actual_size,
        "panels": lambda: window.show_panels(commands["panels"].isChecked()),
        "full_screen": lambda: window.show_alone(not window.alone),
        "all_looks": workspace.ways.all_looks,
        "strengths_and_brushes": workspace.ways.strengths_and_brushes,
        "more_like_this": workspace.ways.more_like_this,
        "save_look": dialog_controller.looks.save,
        "surprise": workspace.choices.surprise,
        "reset": workspace.choices.reset,
        "shortcuts": dialog_controller.shortcuts,
        "hints": dialog_controller.hints,
        "large_prints": dialog_controller.large_prints,
        "report": dialog_controller.report,
        "about": dialog_controller.about,
    }
    for name, action in actions.items():
        commands[name].triggered.connect(lambda _checked=False, action=action: action())
    commands.photos.chosen.connect(workspace.importer.open_photo)
    commands.paintings.chosen.connect(workspace.importer.open_painting)
    for menu in window.recent_menus:
        menu.wanted.connect(workspace.recent.ask)


def _connect_edit(window: MainWindow, workspace: Workspace, dialog_controller: DialogController) -> None:
    commands = window.commands
    clipboard = QApplication.clipboard()
    actions = {
        "copy": lambda: _copy(window, workspace.view),
        "paste": lambda: workspace.importer.ask(offer_of(clipboard.mimeData())),
        "paste_photo": lambda: workspace.importer.take(offer_of(clipboard.mimeData()), Slot.PHOTO),
        "paste_painting": lambda: workspace.importer.take(offer_of(clipboard.mimeData()), Slot.PAINTING),
        "turn_left": lambda: workspace.choices.turn(-1),
        "turn_right": lambda: workspace.choices.turn(1),
        "crop_photo": lambda: dialog_controller.crop(Slot.PHOTO),
        "crop_painting": lambda: dialog_controller.crop(Slot.PAINTING),
        "swap": workspace.choices.swap,
    }
    for name, action in actions.items():
        commands[name].triggered.connect(lambda _checked=False, action=action: action())


def _copy(window: MainWindow, view: Dialogue) -> None:
    """Put the painted picture, as it is shown, on the clipboard."""
    image = window.canvas.current_image()
    if image is not None:
        _copy_image(image, view)


def _copy_image(image: QImage, view: Dialogue) -> None:
    """Put a picture on the clipboard, and say so."""
    QApplication.clipboard().setImage(image)
    size = f"{image.width()} × {image.height()}"
    view.say(Message(lambda: tr("Copied, {size} pixels.").format(size=size), passing=True))


def _copy_result(shown: Shown, workspace: Workspace) -> None:
    """Put one of the last results on the clipboard, with what is kept of its photo now."""
    document = workspace.controller.kept_parts.with_mask(shown.document)
    if document == shown.document:
        _copy_image(shown.levels.images[0].copy(), workspace.view)
    else:
        task = AsSeen(shown, document)
        workspace.runner.io(task, lambda image: _copy_image(image, workspace.view), workspace.controller.fail_if)


def _save_result(document: Document, workspace: Workspace, dialog_controller: DialogController) -> None:
    """Go back to an earlier result, and ask how to save it."""
    workspace.controller.go_back_to(document)
    dialog_controller.saving.save()
