"""Drives the window from state to state and takes a picture of each."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication, QWidget

    from stylizer_app.ui.app import Program
    from stylizer_app.ui.widgets.bars.message_bar import MessageBar
    from stylizer_app.ui.widgets.canvas.canvas import Canvas

PATIENCE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Look:
    """One way to show every state."""

    theme: str
    language: str
    scale: int

    @property
    def suffix(self) -> str:
        """The end of the files' names."""
        return f"{self.theme}-{self.language}-{self.scale}"


class Driver:
    """Does to the real program what a person would, and waits for what comes of it."""

    def __init__(self, app: QApplication, program: Program) -> None:
        self._app, self._program = app, program
        self._window, self._workspace = program.window, program.workspace

    def close_dialogs(self) -> None:
        """Close whatever was opened for the picture."""
        for dialog in open_dialogs(self._app):
            dialog.close()
        self.settle(0.05)

    def settle(self, seconds: float) -> None:
        """Let the program go on for a while."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._app.processEvents()
            time.sleep(0.005)

    def wait(self, reached: Callable[[], bool]) -> None:
        """Let the program go on until something is so."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not reached():
            if time.monotonic() > until:
                raise TimeoutError("the window did not get into the state that was waited for")
            self.settle(0.02)

    def action(self, name: str) -> None:
        """Choose an entry of a menu."""
        self._window.commands[name].trigger()
        self.settle(0.3)

    def dialog(self, ask: Callable[[], None]) -> None:
        """Open a dialog and wait until it has settled."""
        ask()
        self.wait(lambda: bool(open_dialogs(self._app)))
        self.settle(0.6)

    def wait_painted(self) -> None:
        """Wait until the canvas shows what the document says, not as a draft."""

        def painted() -> bool:
            shown = self._workspace.controller.previewing.shown
            return (
                shown is not None and not shown.draft and shown.document == self._workspace.controller.document.unmasked
            )

        self.wait(painted)
        self.settle(1.0)

    def ways(self, name: str) -> None:
        """Fill the canvas with ways to paint the photo, and wait for all of them."""
        self.action(name)
        self.wait(lambda: bool(self._workspace.ways.shown) and not self._workspace.runner.busy)

    def wait_saved(self) -> None:
        """Wait until the file is there."""
        self.wait(lambda: not self._workspace.saving.busy)
        self.settle(0.3)


class Photographer(Driver):
    """Drives the real program from state to state and takes a picture of each."""

    def __init__(self, app: QApplication, program: Program, photos: Sequence[Path], out: Path, look: Look) -> None:
        super().__init__(app, program)
        self._out, self._look = out, look
        self._temporary = Path(tempfile.gettempdir()) / "Pictures"
        self._temporary.mkdir(exist_ok=True)
        shutil.rmtree(self._temporary / "painted", ignore_errors=True)  # where an earlier run's queue painted
        self._photos = [Path(shutil.copy(photo, self._temporary)) for photo in photos]

    def states(self) -> dict[str, Callable[[], None]]:
        """Return every state in the order in which one leads to the next."""
        return {
            "empty": lambda: self.settle(0.4),
            "hovering": self.hover,
            "photo": self.open_photo,
            "both": lambda: self.choose("starry-night"),
            "all-looks": lambda: self.ways("all_looks"),
            "strengths-and-brushes": lambda: self.ways("strengths_and_brushes"),
            "more-like-this": lambda: self.ways("more_like_this"),
            "own-looks": self.show_own_looks,
            "searching": self.search,
            "painting": self.start_saving,
            "done": self.wait_saved,
            "save-look": lambda: self.dialog(lambda: self.action("save_look")),
            "print": lambda: self.dialog(lambda: ask_printing(self._window.messages)),
            "before-after": lambda: show_beside(self._window.messages),
            "wipe": lambda: self.action("show_both"),
            "zoomed": self.zoom,
            "mixer": self.mix,
            "album": self.open_album,
            "queue": lambda: self.dialog(lambda: fill_queue(self._program, self._photos, self._temporary)),
            "queue-painting": lambda: self.dialog(lambda: start_queue(self._program, self.wait)),
            "queue-done": lambda: self.dialog(lambda: end_queue(self._program, self.wait)),
            "save": lambda: self.dialog(self._program.dialog_controller.saving.save),
            "mask": lambda: draw_mask(self._window.canvas),
            "crop": lambda: self.dialog(lambda: self.action("crop_photo")),
            "error": self.fail,
            "preferences": lambda: self.dialog(self._program.dialog_controller.preferences),
            "first-start": lambda: self.dialog(self._program.dialog_controller.welcome),
            "hints": lambda: self.dialog(self._program.dialog_controller.hints),
            "save-all": lambda: self.dialog(self._program.dialog_controller.saving.save_all),
            "all-saved": self.save_all,
            "save-elsewhere": self.save_nowhere,
            "preferences-engine": lambda: self.dialog(lambda: self._program.dialog_controller.preferences("engine")),
            "starred": lambda: self._window.results.starred.emit(self._workspace.controller.results.in_order()[-1]),
            "alone": lambda: self.action("full_screen"),
            "shortcuts": lambda: self.dialog(self._program.dialog_controller.shortcuts),
            "report": lambda: self.dialog(self._program.dialog_controller.report),
            "about": lambda: self.dialog(self._program.dialog_controller.about),
        }

    def shoot(self, wanted: Sequence[str]) -> None:
        """Go through the states as far as needed, and keep a picture of those that are wanted; all if none is named."""
        left = set(wanted or self.states())
        for name, reach in self.states().items():
            if not left:
                return
            reach()
            self.settle(0.15)
            if name in left:
                left.discard(name)
                picture(self._window, open_dialogs(self._app)).save(str(self._out / f"{name}-{self._look.suffix}.png"))
            self.close_dialogs()
            self._window.canvas.masking.set_active(False)
            if name in {"before-after", "error", "save-elsewhere"}:
                self._workspace.view.say(None)
            if self._window.alone:
                self.action("full_screen")

    def hover(self) -> None:
        """Hold a photo over the canvas."""
        from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
        from PySide6.QtGui import QDragEnterEvent

        self._mime = QMimeData()
        self._mime.setUrls([QUrl.fromLocalFile(str(self._photos[0]))])
        centre = QPoint(self._window.canvas.width() // 4, self._window.canvas.height() // 2)
        arguments = (Qt.DropAction.CopyAction, self._mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        self._app.sendEvent(self._window.canvas, QDragEnterEvent(centre, *arguments))

    def open_photo(self) -> None:
        """Let go of what hovers, and open the photo."""
        from PySide6.QtGui import QDragLeaveEvent

        self._app.sendEvent(self._window.canvas, QDragLeaveEvent())
        self._workspace.importer.open_photos(self._photos[:1])
        self.wait(lambda: self._workspace.controller.photo_loader.loaded is not None)
        self.settle(0.5)

    def choose(self, style: str) -> None:
        """Paint with a look, and wait for the whole preview and for the shelf's effects."""
        self._window.shelf.style_chosen.emit(style)
        self.wait_painted()
        self.settle(6.0)

    def show_own_looks(self) -> None:
        """Back to the picture; keep a look, and show one's own on the shelf."""
        from stylizer_app.ui.widgets.shelf.finder import OWN

        self._workspace.ways.leave()
        self._workspace.own_looks.save("Evening by the sea")
        self._window.shelf.finder.groups[OWN].click()
        self.wait(lambda: bool(self._window.shelf.own.count()) and not self._workspace.runner.busy)
        self.settle(2.0)

    def save_all(self) -> None:
        """Save an album with a file in it that is no picture."""
        from stylizer_app.choices.amounts import SizeRule
        from stylizer_app.imaging.targets import Target

        folder = self._temporary / "all"
        folder.mkdir(exist_ok=True)
        self._workspace.album.add([self._temporary / "broken.jpg"])
        template = Target(self._temporary / "any.jpg")
        self._workspace.album.save_all(folder, template, SizeRule.parse("600"))
        self.wait_saved()

    def save_nowhere(self) -> None:
        """Save where there is no folder and can be none."""
        from stylizer_app.choices.amounts import SizeRule
        from stylizer_app.imaging.targets import Target

        blocked = self._temporary / "broken.jpg" / "harbour.jpg"
        document = self._workspace.controller.document.with_size(SizeRule.parse("600"))
        self._workspace.saving.save(document, Target(blocked))
        self.wait_saved()

    def search(self) -> None:
        """Look for a word on the whole shelf, with a favourite."""
        from stylizer_app.ui.widgets.shelf.finder import ALL

        self._window.shelf.finder.groups[ALL].click()
        self._window.shelf.starred.emit("the-scream")
        self._window.shelf.finder.field.setText("van")
        self.settle(0.5)

    def start_saving(self) -> None:
        """Save the full size, and stop on the way."""
        from stylizer_app.imaging.targets import Target
        from stylizer_app.ui.wording import proposed_name

        self._window.shelf.finder.field.clear()
        document = self._workspace.controller.document
        saving = self._workspace.saving
        saving.save(document, Target(self._temporary / f"{proposed_name(document)}.jpg", overwrite="replace"))
        self.wait(lambda: self._window.status.bar.value() > 300 or not saving.busy)

    def zoom(self) -> None:
        """Look at single pixels, and wait for the finer octaves."""
        self.action("show_result")
        self.action("actual")
        self.settle(4.0)

    def mix(self) -> None:
        """Take two more paintings into the mixture."""
        self.action("fit")
        for style in ("great-wave", "watercolour"):
            self._window.shelf.style_added_to_mix.emit(style)
            self.settle(0.4)
        self._window.controls.mixer.weights_changed.emit([0.5, 0.2, 0.3])
        self._workspace.controller.commit()
        self.wait_painted()

    def open_album(self) -> None:
        """Open several photos at once."""
        self._workspace.importer.open_photos(self._photos)
        self.settle(1.5)
        self.wait_painted()

    def fail(self) -> None:
        """Open a file that is no picture."""
        bad = self._temporary / "holiday.jpg"
        bad.write_bytes(b"this is not a picture")
        self._workspace.importer.open_photos([bad])
        self.settle(0.6)


def ask_printing(messages: MessageBar) -> None:
    """Press the fourth of what the card of a saved picture offers."""
    messages.buttons[3].click()


def show_beside(messages: MessageBar) -> None:
    """Press the last of them."""
    messages.buttons[4].click()


def fill_queue(program: Program, photos: Sequence[Path], folder: Path) -> None:
    """Let photos wait in the queue, one of them broken."""
    broken = folder / "broken.jpg"
    broken.write_bytes(b"this is not a picture")
    program.workspace.queue.intake.use_folder(folder / "painted")
    program.workspace.queue.intake.add([photos[0], broken, *photos[1:]])
    program.dialog_controller.queue.open()


def start_queue(program: Program, wait: Callable[[Callable[[], bool]], None]) -> None:
    """Stop in the middle of the last picture."""
    queue = program.workspace.queue
    wait(lambda: bool(queue.rows) and not program.workspace.runner.busy)
    queue.start()
    wait(lambda: queue.rows[-1].fraction > 0.4 or not queue.running)
    program.dialog_controller.queue.open()


def end_queue(program: Program, wait: Callable[[Callable[[], bool]], None]) -> None:
    """Wait until everything is painted that can be."""
    wait(lambda: not program.workspace.queue.running)
    program.dialog_controller.queue.open()


def draw_mask(canvas: Canvas) -> None:
    """Keep a part of the photo, and stop in the middle of an ellipse."""
    from PySide6.QtCore import QPointF, Qt
    from PySide6.QtTest import QTest

    from stylizer_app.ui.widgets.canvas.mask_stroke import Brush, Tool

    canvas.masking.set_active(True)
    rect = canvas.scene.rect

    def drag(*places: tuple[float, float]) -> None:
        points = [rect.topLeft() + QPointF(x * rect.width(), y * rect.height()) for x, y in places]
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=points[0].toPoint())
        for point in points[1:]:
            QTest.mouseMove(canvas, point.toPoint())

    drag((0.2, 0.4), (0.35, 0.35), (0.45, 0.42))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton)
    canvas.masking.use(Brush(Tool.ELLIPSE))
    drag((0.6, 0.5), (0.85, 0.9))


def picture(window: QWidget, dialogs: Sequence[QWidget]) -> QPixmap:
    """Return the window with the dialogs that are open over it."""
    from PySide6.QtCore import QPoint, QRect
    from PySide6.QtGui import QColor, QPainter

    shot = window.grab()
    for dialog in dialogs:
        top = dialog.grab()
        size = top.deviceIndependentSize().toSize()
        box = QRect(QPoint(0, 0), size)
        box.moveCenter(window.rect().center())
        with QPainter(shot) as painter:
            painter.fillRect(window.rect(), QColor(0, 0, 0, 90))
            for step in range(12, 0, -2):
                painter.fillRect(box.adjusted(-step, -step + 4, step, step + 4), QColor(0, 0, 0, 14))
            painter.drawPixmap(box.topLeft(), top)
            painter.setPen(QColor(128, 128, 128))
            painter.drawRect(box.adjusted(-1, -1, 0, 0))
    return shot


def open_dialogs(app: QApplication) -> list[QWidget]:
    """Return the dialogs that are open."""
    from PySide6.QtWidgets import QDialog

    return [widget for widget in app.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()]
