"""How the states of the queue are reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from scripts.driver import Driver

LARGE = 4800, 3200
"""Pixels of a photo that takes long enough to be seen while it is painted."""


def open_empty(driver: Driver) -> None:
    """Nothing was ever in it."""
    driver.workspace.view.say(None)
    driver.program.dialog_controller.queue.open()


def fill(driver: Driver) -> None:
    """Let photos wait, one of them broken, the last one large."""
    broken, large = driver.folder / "broken.jpg", driver.folder / "panorama.jpg"
    broken.write_bytes(b"this is not a picture")
    with Image.open(driver.photos[0]) as photo:
        photo.resize(LARGE).save(large)
    queue = driver.workspace.queue
    queue.intake.use_folder(driver.folder / "painted")
    queue.intake.add([driver.photos[0], broken, *driver.photos[1:], large])
    driver.wait(lambda: bool(queue.rows))
    driver.program.dialog_controller.queue.open()
    driver.wait_idle()


def start(driver: Driver) -> None:
    """Stop in the middle of the last picture."""
    queue = driver.workspace.queue
    queue.start()
    driver.wait(lambda: queue.rows[-1].fraction > 0.3 or not queue.running)
    driver.program.dialog_controller.queue.open()


def pause(driver: Driver) -> None:
    """The picture under way is finished, none is begun."""
    driver.workspace.queue.pause()
    driver.program.dialog_controller.queue.open()


def end(driver: Driver) -> None:
    """Wait until everything is painted that can be."""
    queue = driver.workspace.queue
    queue.start()
    driver.wait(lambda: not queue.running)
    driver.program.dialog_controller.queue.open()


def fill_with_matrix(driver: Driver) -> None:
    """Every look by itself, with two strengths each, and what that will take."""
    from stylizer_app.ui.values import Manner

    queue = driver.workspace.queue
    driver.workspace.view.say(None)
    queue.remove(range(len(queue.rows)))
    queue.intake.manner = Manner(each_look=True, strengths=(60.0, 100.0), names="{photo} {look} {strength}")
    queue.intake.add(driver.photos)
    driver.wait(lambda: len(queue.rows) > len(driver.photos))
    driver.program.dialog_controller.queue.open()
    driver.wait_idle()


def type_something_wrong(driver: Driver) -> None:
    """A template with a field that there is not."""
    from PySide6.QtWidgets import QApplication

    from stylizer_app.ui.dialogs.queue_dialog import QueueDialog

    driver.program.dialog_controller.queue.open()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QueueDialog) and one.isVisible())
    dialog.manner.names.setText("{photo} {painter}")
    dialog.manner.names.textEdited.emit("{photo} {painter}")
