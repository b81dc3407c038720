"""How the states are reached that have to do with files: those that come, those that are saved, those that fail."""

from __future__ import annotations

import errno
import shutil
from typing import TYPE_CHECKING
from unittest import mock

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from scripts.driver import Driver


def hover(driver: Driver, widget: QWidget) -> None:
    """Hold a photo over a part of the window."""
    from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
    from PySide6.QtGui import QDragEnterEvent

    leave(driver)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(driver.photos[0]))])
    centre = QPoint(widget.width() // 4, widget.height() // 2)
    arguments = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    driver.app.sendEvent(widget, QDragEnterEvent(centre, *arguments))


def leave(driver: Driver) -> None:
    """Let what hovers go elsewhere."""
    from PySide6.QtGui import QDragLeaveEvent

    for widget in (driver.window.canvas, driver.window.painting):
        driver.app.sendEvent(widget, QDragLeaveEvent())


def open_photo(driver: Driver) -> None:
    """Open the first photo."""
    driver.workspace.importer.open_photos(driver.photos[:1])
    driver.wait_painted()


def start_saving(driver: Driver) -> None:
    """Save the full size, and stop on the way."""
    from stylizer_app.imaging.targets import Target
    from stylizer_app.ui.wording import proposed_name

    document, saving = driver.workspace.controller.document, driver.workspace.saving
    saving.save(document, Target(driver.folder / f"{proposed_name(document)}.jpg", overwrite="replace"))
    driver.wait(lambda: driver.window.status.bar.value() > 300 or not saving.busy)


def wait_saved(driver: Driver) -> None:
    """Wait until everything is there, or cannot be."""
    driver.wait(lambda: not driver.workspace.saving.busy)
    driver.settle()


def press(driver: Driver, number: int) -> None:
    """Press one of what the card, or the message where there is none, offers."""
    card = driver.window.card
    (card if card.message is not None else driver.window.messages).buttons[number].click()


def make_beside(driver: Driver) -> None:
    """Photo and painting side by side in one picture."""
    press(driver, 0)
    driver.wait_idle()


def save_nowhere(driver: Driver) -> None:
    """Save where there is no folder and can be none."""
    from stylizer_app.choices.amounts import SizeRule
    from stylizer_app.imaging.targets import Target

    blocked = driver.folder / "file" / "harbour.jpg"
    blocked.parent.write_bytes(b"")
    document = driver.workspace.controller.document.with_size(SizeRule.parse("600"))
    driver.workspace.saving.save(document, Target(blocked))
    wait_saved(driver)


def save_on_full_disk(driver: Driver) -> None:
    """Save where nothing more fits."""
    from stylizer_app.choices.amounts import SizeRule
    from stylizer_app.imaging import targets

    document = driver.workspace.controller.document.with_size(SizeRule.parse("600"))
    full = OSError(errno.ENOSPC, "No space left on device")
    with mock.patch.object(targets, "try_folder", side_effect=full):
        driver.workspace.saving.save(document, targets.Target(driver.folder / "harbour.jpg"))
        wait_saved(driver)


def open_album(driver: Driver) -> None:
    """Open several photos at once."""
    driver.workspace.importer.open_photos(driver.photos)
    driver.wait(lambda: len(driver.workspace.album.photos) == len(driver.photos))
    driver.wait_painted()


def start_saving_all(driver: Driver) -> None:
    """Save an album with a file in it that is no picture, and stop on the way."""
    from stylizer_app.choices.amounts import PHOTO_SIZE
    from stylizer_app.imaging.targets import Target

    folder, broken = driver.folder / "all", driver.folder / "holiday.jpg"
    folder.mkdir(exist_ok=True)
    broken.write_bytes(b"this is not a picture")
    driver.workspace.album.add([broken])
    driver.workspace.album.save_all(folder, Target(driver.folder / "any.jpg"), PHOTO_SIZE)
    driver.wait(lambda: driver.window.status.bar.value() > 300 or not driver.workspace.saving.busy)


def open_folder(driver: Driver) -> None:
    """Open a folder with another one in it."""
    holiday = driver.folder / "holiday"
    (holiday / "second day").mkdir(parents=True)
    shutil.copy(driver.photos[0], holiday)
    shutil.copy(driver.photos[-1], holiday / "second day")
    driver.workspace.importer.open_photos([holiday])
    driver.settle()
    driver.wait_painted()


def draw_mask(driver: Driver, tool: str) -> None:
    """Keep a part of the photo, and stop in the middle of the next stroke."""
    from PySide6.QtCore import QPointF, Qt
    from PySide6.QtTest import QTest

    from stylizer_app.ui.widgets.canvas.mask_stroke import Brush, Tool

    canvas = driver.window.canvas
    canvas.masking.set_active(True)
    driver.settle()
    rect = canvas.scene.rect

    def drag(*places: tuple[float, float]) -> None:
        points = [rect.topLeft() + QPointF(x * rect.width(), y * rect.height()) for x, y in places]
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=points[0].toPoint())
        for point in points[1:]:
            QTest.mouseMove(canvas, point.toPoint())

    canvas.masking.use(Brush(Tool.BRUSH))
    drag((0.2, 0.4), (0.35, 0.35), (0.45, 0.42))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton)
    canvas.masking.use(Brush(Tool(tool)))
    drag((0.6, 0.5), (0.85, 0.9))


def open_broken(driver: Driver) -> None:
    """Open a file that is no picture."""
    broken = driver.folder / "holiday.jpg"
    broken.write_bytes(b"this is not a picture")
    driver.workspace.importer.open_photos([broken])
    driver.wait_idle()


def paste(driver: Driver) -> None:
    """Paste a picture while both panes are full."""
    from PySide6.QtGui import QImage

    driver.app.clipboard().setImage(QImage(str(driver.photos[0])).scaled(300, 200))
    driver.action("paste")


def lose_the_photo(driver: Driver) -> None:
    """The photo is deleted, and its copy in memory gone too."""
    controller = driver.workspace.controller
    photo = controller.document.photo
    assert photo is not None
    photo.path.rename(photo.path.with_name("elsewhere.jpg"))
    driver.workspace.pictures.clear()
    driver.workspace.choices.turn(1)
    driver.settle(1.0)
    driver.wait_idle()
    photo.path.with_name("elsewhere.jpg").rename(photo.path)


def hear_of_update(driver: Driver) -> None:
    """There is a newer version."""
    from stylizer_app.fetching.updates import Release
    from stylizer_app.ui.window.update_hint import UpdateHint

    driver.action("undo")
    driver.wait_painted()
    UpdateHint(driver.workspace.view).show(Release("2.0", "https://example.org"))


def crash(driver: Driver) -> None:
    """Something happened that nobody thought of."""
    from stylizer_app.ui.window.crash import Watch

    Watch(driver.workspace.view.say, lambda _report: None, driver.window).reported.emit("Traceback")
    driver.settle()


def install_pack(driver: Driver) -> None:
    """Networks of the person's own beside those that come along."""
    from PySide6.QtWidgets import QApplication

    from stylizer_app.ui.dialogs.pack_cards import PackEditor
    from stylizer_app.ui.dialogs.preferences_dialog import PreferencesDialog

    builtin = driver.workspace.packs().get("builtin")
    copy = driver.folder / "pack"
    shutil.copytree(builtin.folder, copy, dirs_exist_ok=True)
    manifest = copy / "pack.toml"
    told = manifest.read_text("utf-8").replace('id = "builtin"', 'id = "studio"', 1)
    manifest.write_text(told.replace('title = "Built-in"', 'title = "Studio"', 1), "utf-8")
    driver.program.dialog_controller.preferences("engine")
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, PreferencesDialog) and one.isVisible()]
    editor = shown[0].editors["pack"]
    assert isinstance(editor, PackEditor)
    editor.install(copy)
    driver.wait(editor.isEnabled)
