"""Fills the main window: the controller's one way to show anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QImage

from stylizer_app.document import Document, StyleChoice
from stylizer_app.engine.progress import Doing
from stylizer_app.imaging.geometry import Size
from stylizer_app.ui.background import devices_seen
from stylizer_app.ui.interfaces import Busy, DeviceSeen, Forecast, Mark, Message, Shown, Slot
from stylizer_app.ui.look.images import Levels
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.controls.mixer import MixEntry
from stylizer_app.ui.widgets.shelf.item_list import ShelfItem
from stylizer_app.ui.window.main_window import MainWindow

NEEDS_PHOTO = (
    "close_photo",
    "turn_left",
    "turn_right",
    "crop_photo",
    "show_photo",
    "zoom_in",
    "zoom_out",
    "fit",
    "actual",
)
NEEDS_BOTH = ("save", "show_both", "show_result")


class WindowView:
    """Implements ``views.View`` for the main window."""

    def __init__(self, window: MainWindow, titles: Mapping[str, str]) -> None:
        self.window, self._titles = window, titles
        self.choose: Callable[[Slot], None] = lambda slot: None
        self.find: Callable[[Path, Callable[[Path, Path], None]], None] = lambda path, found: None
        self._document = Document()
        self._album = False
        enable(window, Document(), False)

    def show_document(self, document: Document) -> None:
        """Set every control to what the document says, without echo."""
        window, self._document = self.window, document
        window.controls.show_adjustments(document.adjustments, document.usual)
        window.results.mark(document)
        window.shelf.set_active([key_of(style) for style in document.styles])
        window.setWindowTitle(f"{document.photo.name} – Stylizer" if document.photo else "Stylizer")
        enable(window, document, self._album)

    def show_photo(self, levels: Levels | None, size: Size | None) -> None:
        """Show the photo on the canvas."""
        self.window.canvas.show_photo(levels, size)
        self.window.canvas_bar.set_active(levels is not None)
        if levels is None:
            self.window.shelf.clear_previews()

    def show_photo_thumbnail(self, image: QImage | None, name: str) -> None:
        """Show the photo in its pane."""
        self.window.photo.show_picture(image, name)

    def show_styles(self, styles: Sequence[tuple[StyleChoice, QImage | None]]) -> None:
        """Show the paintings in their pane and in the mixer."""
        titles = [title_of(style, self._titles) for style, _ in styles]
        named = zip(titles, styles, strict=True)
        entries = [MixEntry(key_of(style), title, image, style.weight) for title, (style, image) in named]
        self.window.controls.mixer.set_styles(entries)
        first = styles[0][1] or QImage() if styles else None
        self.window.painting.show_picture(first, " + ".join(titles))

    def show_paintable(self, names: frozenset[str]) -> None:
        """Show which looks the networks can paint."""
        self.window.shelf.set_paintable(names)
        self.window.commands.enable_styles(names)

    def show_own_paintings(self, paintings: Sequence[tuple[Path, QImage | None]]) -> None:
        """Show the person's own paintings on the shelf."""
        items = [ShelfItem(str(path), path.stem, str(path), image=image) for path, image in paintings]
        self.window.shelf.set_own(items)
        self.window.shelf.set_active([key_of(style) for style in self._document.styles])

    def show_painting(self, shown: Shown | None) -> None:
        """Show a painted picture on the canvas."""
        self.window.canvas.show_painting(shown.levels if shown else None)

    def show_stale(self, stale: bool) -> None:
        """Dim the painted picture."""
        self.window.canvas.show_stale(stale)

    def show_results(self, results: Sequence[Shown]) -> None:
        """Show the strip of the last results."""
        self.window.results.show_results(results)
        self.window.results.mark(self._document)

    def show_album(self, photos: Sequence[Path], current: Path | None) -> None:
        """Show the strip of the album's photos."""
        self._album = bool(photos)
        self.window.album.show_photos(photos, current)
        enable(self.window, self._document, self._album)

    def show_thumbnail(self, path: Path, image: QImage) -> None:
        """Show the thumbnail of one of the album's photos."""
        self.window.album.show_thumbnail(path, image)

    def show_mark(self, path: Path, mark: Mark | None) -> None:
        """Mark one of the album's photos."""
        self.window.album.show_mark(path, mark)

    def show_style_preview(self, name: str, image: QImage) -> None:
        """Show what a style does to the current photo."""
        self.window.shelf.set_preview(name, image)

    def show_busy(self, busy: Busy | None) -> None:
        """Show how far saving is."""
        self.window.status.show_busy(busy)

    def show_painting_now(self, doing: Doing | None) -> None:
        """Show what is being painted for the canvas, None when nothing is."""
        self.window.status.show_painting(doing)

    def show_forecast(self, forecast: Forecast | None) -> None:
        """Show what the full picture will take."""
        self.window.status.show_forecast(forecast)
        if forecast is not None:
            self.show_device(forecast.device)

    def show_device(self, seen: DeviceSeen) -> None:
        """Show what paints in the window's corner; why it is not a graphics card, when it is pointed at."""
        self.window.device = seen
        note, hint = devices_seen.note(seen), tr("Click to open the preferences.")
        self.window.chip.setText(devices_seen.title(seen.name))
        self.window.chip.setToolTip(f"{note} {hint}")
        self.window.chip.setAccessibleDescription(note)
        self.window.chip.show()

    def choose_file(self, slot: Slot) -> None:
        """Ask for a file for one of the panes."""
        self.choose(slot)

    def find_file(self, path: Path, found: Callable[[Path, Path], None]) -> None:
        """Ask where a file is now."""
        self.find(path, found)

    def open_folder(self, path: Path) -> None:
        """Show a saved file in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def show_recent(self, photos: Sequence[Path], paintings: Sequence[Path]) -> None:
        """Fill the menus of recent files."""
        self.window.commands.show_recent(photos, paintings)
        self.window.photo.show_recent(photos)
        self.window.painting.show_recent(paintings)

    def say(self, message: Message | None) -> None:
        """Show a sentence in the quiet bar."""
        self.window.messages.say(message)


def enable(window: MainWindow, document: Document, album: bool) -> None:
    """Switch on what can be done now."""
    commands, styles = window.commands, document.styles
    commands.enable((*NEEDS_PHOTO, "copy"), document.photo is not None)
    commands.enable(NEEDS_BOTH, document.complete)
    commands.enable(("save_all",), album and bool(styles))
    own = bool(styles) and styles[0].path is not None
    commands.enable(("crop_painting",), own)
    window.painting.buttons["crop"].setEnabled(own)
    commands.enable(("swap",), document.photo is not None and own)
    window.swap.setEnabled(commands["swap"].isEnabled())
    window.controls.set_save_enabled(document.complete)


def key_of(style: StyleChoice) -> str:
    """What the shelf and the mixer call a style."""
    return str(style.path) if style.path is not None else style.name


def title_of(style: StyleChoice, titles: Mapping[str, str]) -> str:
    """What a style is called in the window; ``titles`` names the looks."""
    title = titles.get(style.name, style.name) if style.path is None else style.name
    return title if style.crop.is_whole else tr("{title} (part)").format(title=title)
