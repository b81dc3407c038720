"""Shows pictures and choices in the main window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtGui import QImage

from stylizer_app.choices.document import Document, PhotoChoice, StyleChoice
from stylizer_app.imaging.geometry import Size
from stylizer_app.ui.look.images import Levels
from stylizer_app.ui.translate import Words, tr
from stylizer_app.ui.values import Mark, Result, Shown, Way
from stylizer_app.ui.widgets.controls.mixer import MixEntry
from stylizer_app.ui.widgets.shelf.finder import OWN
from stylizer_app.ui.widgets.shelf.item import ShelfItem
from stylizer_app.ui.window.main_window import MainWindow
from stylizer_app.ui.window.told import Told, told, told_of_each

NEEDS_PHOTO = (
    "close_photo",
    "turn_left",
    "turn_right",
    "crop_photo",
    "mask",
    "show_photo",
    "zoom_in",
    "zoom_out",
    "fit",
    "actual",
    "all_looks",
)
NEEDS_BOTH = ("save", "save_look", "show_both", "show_result", "strengths_and_brushes", "more_like_this")


class WindowDisplay:
    """Implements ``interfaces.Display`` for the main window; ``titles`` names the looks."""

    so_far: Told

    def __init__(self, window: MainWindow, titles: Mapping[str, str]) -> None:
        self._window, self._titles = window, titles
        self._document = Document()
        self._album = False
        self._masked: PhotoChoice | None = None
        self._saved: tuple[Path, Document] | None = None
        enable(window, Document(), False)

    @told
    def show_document(self, document: Document) -> None:
        """Set every control to what the document says, without echo."""
        window, self._document = self._window, document
        window.controls.show_adjustments(document.adjustments, document.usual)
        window.results.mark(document.unmasked)
        self._show_mask(document.photo)
        self._window.shelf.set_active(keys_in_use(self._document, self._saved))
        window.setWindowTitle(f"{document.photo.name} – Stylizer" if document.photo else "Stylizer")
        enable(window, document, self._album)

    @told
    def show_photo(self, levels: Levels | None, size: Size | None) -> None:
        """Show the photo on the canvas."""
        self._window.canvas.show_photo(levels, size)
        self._window.canvas_bar.set_active(levels is not None)
        if levels is None:
            self.so_far.keep("show_style_preview")
            self._window.shelf.clear_previews()

    @told
    def show_photo_thumbnail(self, image: QImage | None, name: str) -> None:
        """Show the photo in its pane."""
        self._window.photo.show_picture(image, name)

    @told
    def show_styles(self, styles: Sequence[tuple[StyleChoice, QImage | None]]) -> None:
        """Show the paintings in their pane and in the mixer."""
        titles = [title_of(style, self._titles) for style, _ in styles]
        named = zip(titles, styles, strict=True)
        entries = [MixEntry(key_of(style), title, image, style.weight) for title, (style, image) in named]
        self._window.controls.mixer.set_styles(entries)
        first = styles[0][1] or QImage() if styles else None
        self._window.painting.show_picture(first, " + ".join(titles))
        enable(self._window, self._document, self._album)

    @told
    def show_paintable(self, names: frozenset[str]) -> None:
        """Show which looks the networks can paint."""
        self._window.shelf.set_paintable(names)
        self._window.commands.enable_styles(names)

    def show_on_shelf(self, path: Path, document: Document) -> None:
        """Show a look that was made of this document on the shelf, as soon as it is there."""
        self._saved = path, document
        self._window.shelf.set_active(keys_in_use(self._document, self._saved))
        self._window.shelf.reveal(str(path), OWN)

    @told
    def show_own_paintings(self, paintings: Sequence[tuple[StyleChoice, QImage | None]]) -> None:
        """Show the person's own paintings on the shelf."""
        items = [ShelfItem(key_of(style), style.name, str(style.path), image=image) for style, image in paintings]
        self._window.shelf.set_own(items)
        self._window.shelf.set_active(keys_in_use(self._document, self._saved))

    @told
    def show_painting(self, shown: Shown | None) -> None:
        """Show a painted picture on the canvas."""
        self._window.canvas.show_painting(shown.levels if shown else None)

    @told
    def show_stale(self, stale: bool) -> None:
        """Dim the painted picture."""
        self._window.canvas.show_stale(stale)

    @told
    def show_results(self, results: Sequence[Result]) -> None:
        """Show the strip of the last results."""
        self._window.results.show_results(results)
        self._window.results.mark(self._document.unmasked)

    @told
    def show_album(self, photos: Sequence[Path], current: Path | None) -> None:
        """Show the strip of the album's photos."""
        self._album = bool(photos)
        for of_one in ("show_thumbnail", "show_mark"):
            self.so_far.keep(of_one, photos)
        self._window.album.show_photos(photos, current)
        enable(self._window, self._document, self._album)

    @told_of_each
    def show_thumbnail(self, path: Path, image: QImage) -> None:
        """Show the thumbnail of one of the album's photos."""
        self._window.album.show_thumbnail(path, image)

    @told_of_each
    def show_mark(self, path: Path, mark: Mark | None) -> None:
        """Mark one of the album's photos."""
        self._window.album.show_mark(path, mark)

    @told_of_each
    def show_style_preview(self, name: str, image: QImage) -> None:
        """Show what a style does to the current photo."""
        self._window.shelf.set_preview(name, image)

    @told
    def show_ways(self, title: Words, ways: Sequence[Way], columns: int, current: int) -> None:
        """Fill the canvas with ways to paint the photo."""
        self.so_far.keep("show_way")
        width, height = self._window.canvas.scene.viewport.picture
        self._window.ways.show_ways(title(), ways, columns, current, width / height)

    @told
    def show_way_of_looks(self, *, by_sliders: bool, differ: bool) -> None:
        """Show whether all looks are as the sliders stand or each as it is best."""
        self._window.ways.show_sliders(by_sliders, offered=differ)

    @told_of_each
    def show_way(self, number: int, image: QImage) -> None:
        """Show what one of them looks like."""
        self._window.ways.show_way(number, image)

    def hide_ways(self) -> None:
        """Show the picture again."""
        for shown in ("show_ways", "show_way", "show_way_of_looks"):
            self.so_far.keep(shown)
        self._window.ways.leave()

    def _show_mask(self, photo: PhotoChoice | None) -> None:
        masking = self._window.canvas.masking
        if photo is None:
            masking.set_active(False)
        if photo != self._masked:
            self._masked = photo
            masking.show_mask(photo.paint_mask if photo else None)


def enable(window: MainWindow, document: Document, album: bool) -> None:
    """Switch on what can be done now."""
    commands, styles = window.commands, document.styles
    commands.enable((*NEEDS_PHOTO, "copy"), document.photo is not None)
    commands.enable(NEEDS_BOTH, document.complete)
    commands.enable(("save_all",), album and bool(styles))
    own = bool(styles) and styles[0].is_picture
    commands.enable(("crop_painting",), own)
    window.painting.buttons["crop"].setEnabled(own)
    commands.enable(("swap",), document.photo is not None and own)
    window.swap.setEnabled(commands["swap"].isEnabled())
    window.shelf.looks.setEnabled(document.photo is not None)
    window.shelf.keep.setEnabled(document.complete)
    window.controls.set_save_enabled(document.complete)


def keys_in_use(document: Document, saved: tuple[Path, Document] | None) -> list[str]:
    """What is marked on the shelf: the paintings of the document, and the look that was saved of the same choices."""
    keys = [key_of(style) for style in document.styles]
    if saved is not None and (saved[1].styles, saved[1].adjustments) == (document.styles, document.adjustments):
        keys.append(str(saved[0]))
    return keys


def key_of(style: StyleChoice) -> str:
    """What the shelf and the mixer call a style."""
    return str(style.path) if style.path is not None else style.name


def title_of(style: StyleChoice, titles: Mapping[str, str]) -> str:
    """What a style is called in the window; ``titles`` names the looks."""
    title = titles.get(style.name, style.name) if style.path is None else style.name
    return title if style.crop.is_whole else tr("{title} (part)").format(title=title)
