"""Brings the document's photo to the canvas: a draft at once, its own pixels when the view is zoomed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from stylizer_app.choices.document import PhotoChoice
from stylizer_app.ui.background.loading import LoadedPhoto, LoadFullPhoto, LoadPhoto
from stylizer_app.ui.background.runner import Runner
from stylizer_app.ui.interfaces import View
from stylizer_app.ui.look.images import Levels
from stylizer_app.ui.signals import TypedSignal


class PhotoLoader(QObject):
    """``loaded`` is the photo as it is shown; a photo that is no longer wanted is never shown.

    Nor is another one in the place of a photo that is ``broken``.
    """

    appeared = TypedSignal[LoadedPhoto]()
    broken = TypedSignal[Path]()

    def __init__(self, runner: Runner, view: View, failed: Callable[[Exception | None], None]) -> None:
        super().__init__()
        self._runner, self._view, self._failed = runner, view, failed
        self.loaded: LoadedPhoto | None = None
        self._wanted: PhotoChoice | None = None
        self._ticket: int | None = None
        self._full_ticket: int | None = None
        self._full_of: PhotoChoice | None = None

    def adopt(self, loaded: LoadedPhoto) -> None:
        """Take a photo that has been read already: it is shown as soon as it is wanted."""
        self._cancel()
        self.loaded, self._full_of = loaded, None
        if self._wanted != loaded.photo:
            self._wanted = None

    def want(self, photo: PhotoChoice | None) -> None:
        """Show this photo from now on; None shows none."""
        if photo is not None and photo == self._wanted:
            return
        self._wanted = photo
        if photo is None:
            self._cancel()
            self._show_none()
        elif self.loaded is not None and self.loaded.photo == photo:
            self._show(self.loaded)
        else:
            self._cancel()
            self._ticket = self._runner.io(LoadPhoto(photo), self._read, self._done)

    def need_pixels(self, long_side: int) -> None:
        """Note how many pixels long the canvas shows the picture."""
        loaded = self.loaded
        if loaded is None or loaded.photo != self._wanted or loaded.photo == self._full_of:
            return
        if self._full_ticket is None and loaded.levels.size.long_side < min(long_side, loaded.size.long_side):
            self._full_ticket = self._runner.io(LoadFullPhoto(loaded.photo), self._full_read, self._full_done)

    def _cancel(self) -> None:
        for ticket in (self._ticket, self._full_ticket):
            self._runner.cancel(ticket)
        self._ticket, self._full_ticket = None, None

    def _read(self, loaded: LoadedPhoto) -> None:
        if loaded.photo == self._wanted:
            self.loaded, self._full_of = loaded, None
            self._show(loaded)

    def _done(self, error: Exception | None) -> None:
        self._ticket = None
        wanted, loaded = self._wanted, self.loaded
        if error is not None and wanted is not None and (loaded is None or loaded.photo.path != wanted.path):
            self._show_none()
            self.broken.emit(wanted.path)
        self._failed(error)

    def _show_none(self) -> None:
        self.loaded = None
        self._view.show_photo(None, None)
        self._view.show_photo_thumbnail(None, "")

    def _show(self, loaded: LoadedPhoto) -> None:
        self._view.show_photo(loaded.levels, loaded.size)
        self._view.show_photo_thumbnail(loaded.thumbnail, loaded.photo.name)
        self.appeared.emit(loaded)

    def _full_read(self, levels: Levels) -> None:
        if self.loaded is not None and self.loaded.photo == self._wanted:
            self.loaded = replace(self.loaded, levels=levels)
            self._full_of = self.loaded.photo
            self._view.show_photo(levels, self.loaded.size)

    def _full_done(self, error: Exception | None) -> None:
        self._full_ticket = None
        self._failed(error)
