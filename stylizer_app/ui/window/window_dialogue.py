"""Speaks with the person in the main window: the message bar, the status bar, file dialogs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QApplication

from stylizer_app.engine.progress import Doing
from stylizer_app.system.taskbar import TaskbarButton
from stylizer_app.ui import wording
from stylizer_app.ui.background import active_device
from stylizer_app.ui.dialogs.parts import open_dialog
from stylizer_app.ui.dialogs.sheets import Sheet
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import ActiveDevice, Busy, Forecast, Message, Slot
from stylizer_app.ui.window.main_window import MainWindow
from stylizer_app.ui.window.notifier import Notifier
from stylizer_app.ui.window.told import Told, told, told_of_each


class WindowDialogue:
    """Implements ``interfaces.Dialogue`` for the main window; ``choose``, ``find``, ``folder`` open file dialogs."""

    so_far: Told

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._taskbar = TaskbarButton(lambda: int(window.winId()))
        self.notifier = Notifier(window)
        self.choose: Callable[[Slot], None] = lambda slot: None
        self.folder: Callable[[Callable[[Path], None]], None] = lambda chosen: None
        self.sheet: Callable[[], Sheet | None] = lambda: None
        self.find: Callable[[Path, Callable[[Path, Path], None]], None] = lambda path, found: None

    def say(self, message: Message | None) -> None:
        """Show a sentence in the quiet bar; a card about a picture in a place of its own, where it outlasts them."""
        is_card = message is not None and message.image is not None
        (self._window.card if is_card else self._window.messages).say(message)

    def withdraw(self, message: Message) -> None:
        """Take this sentence away, if no other one has come in its place."""
        if self._window.messages.message is message:
            self._window.messages.say(None)

    def choose_file(self, slot: Slot) -> None:
        """Ask for a file for one of the panes."""
        self.choose(slot)

    def find_file(self, path: Path, found: Callable[[Path, Path], None]) -> None:
        """Ask where a file is now."""
        self.find(path, found)

    def choose_folder(self, chosen: Callable[[Path], None]) -> None:
        """Ask for a folder to save in."""
        self.folder(chosen)

    def open_file(self, path: Path) -> None:
        """Open a saved file in whatever program shows such files."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            none = Message(
                lambda: tr("No program is known here that opens {name}.").format(name=path.name), problem=True
            )
            self.say(none)

    def copy_picture(self, image: QImage, path: Path) -> None:
        """Put a saved picture on the clipboard, as pixels and as a file."""
        mime = QMimeData()
        mime.setImageData(image)
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        QApplication.clipboard().setMimeData(mime)
        size = f"{image.width()} × {image.height()}"
        self.say(Message(lambda: tr("Copied, {size} pixels.").format(size=size), passing=True))

    def print_picture(self, image: QImage, name: str) -> None:
        """Ask how a picture is printed, and print it."""
        from stylizer_app.ui.dialogs.printing import PrintDialog

        open_dialog(PrintDialog(image, name, self._window, proposed=self.sheet()))

    def notify(self, text: str) -> None:
        """Say on the desktop that something long is done, if nobody looks at the window."""
        if not self._window.isActiveWindow():
            self.notifier.tell(text)

    def open_folder(self, path: Path) -> None:
        """Show a saved file in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    @told
    def show_recent(self, photos: Sequence[Path], paintings: Sequence[Path]) -> None:
        """Fill the menus of recent files."""
        self.so_far.keep("show_recent_thumbnail", (*photos, *paintings))
        window = self._window
        window.commands.photos.show_files(photos)
        window.commands.paintings.show_files(paintings)
        window.photo.show_recent(photos)
        window.painting.show_recent(paintings)

    @told_of_each
    def show_recent_thumbnail(self, path: Path, image: QImage) -> None:
        """Show the picture of a recent file in its menus."""
        for menu in self._window.recent_menus:
            menu.show_thumbnail(path, image)

    @told
    def show_busy(self, busy: Busy | None) -> None:
        """Show how far saving is."""
        self._window.status.show_busy(busy)
        self._taskbar.show(busy.fraction if busy else None)

    @told
    def show_painting_now(self, doing: Doing | None) -> None:
        """Show what is being painted for the canvas, None when nothing is."""
        self._window.status.show_painting(doing)
        self._window.canvas.show_doing(wording.refining(doing))

    @told
    def show_forecast(self, forecast: Forecast | None) -> None:
        """Show what the full picture will take."""
        self._window.status.show_forecast(forecast)
        if forecast is not None:
            self.show_device(forecast.device)

    @told
    def show_device(self, device: ActiveDevice) -> None:
        """Show what paints in the window's corner; why it is not a graphics card, when it is pointed at."""
        self._window.device = device
        note, hint = active_device.note(device), tr("Click to open the preferences.")
        self._window.chip.setText(active_device.title(device.name))
        self._window.chip.setToolTip(f"{note} {hint}")
        self._window.chip.setAccessibleDescription(note)
        self._window.chip.show()
