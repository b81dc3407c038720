"""Brings the document's photo to the canvas: a draft at once, its own pixels when the view is zoomed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from stylizer_app.choices.document import PhotoChoice
from stylizer_app.ui.background.runner import Runner
from stylizer_app.ui.background.tasks import LookAtPhoto, LookCloser, SeenPhoto
from stylizer_app.ui.interfaces import View
from stylizer_app.ui.look.images import Levels
from stylizer_app.ui.signals import TypedSignal


class PhotoLoader(QObject):
    """``seen`` is the photo as it is shown; a photo that is no longer wanted is never shown."""

    appeared = TypedSignal[SeenPhoto]()

    def __init__(self, runner: Runner, view: View, failed: Callable[[Exception | None], None]) -> None:
        super().__init__()
        self._runner, self._view, self._failed = runner, view, failed
        self.seen: SeenPhoto | None = None
        self._wanted: PhotoChoice | None = None
        self._ticket: int | None = None
        self._closer: int | None = None
        self._closest: PhotoChoice | None = None

    def adopt(self, seen: SeenPhoto) -> None:
        """Take a photo that has been read already: it is shown as soon as it is wanted."""
        self._cancel()
        self.seen, self._closest = seen, None
        if self._wanted != seen.photo:
            self._wanted = None

    def want(self, photo: PhotoChoice | None) -> None:
        """Show this photo from now on; None shows none."""
        if photo is not None and photo == self._wanted:
            return
        self._wanted = photo
        if photo is None:
            self._cancel()
            self.seen = None
            self._view.show_photo(None, None)
            self._view.show_photo_thumbnail(None, "")
            self._view.show_forecast(None)
        elif self.seen is not None and self.seen.photo == photo:
            self._show(self.seen)
        else:
            self._cancel()
            self._ticket = self._runner.io(LookAtPhoto(photo), self._read, self._done)

    def closer(self, long_side: int) -> None:
        """Note how many pixels long the canvas shows the picture."""
        seen = self.seen
        if seen is None or self._closer is not None or self._wanted != seen.photo or self._closest == seen.photo:
            return
        if seen.levels.size.long_side < min(long_side, seen.size.long_side):
            self._closer = self._runner.io(LookCloser(seen.photo), self._closer_read, self._closer_done)

    def _cancel(self) -> None:
        for ticket in (self._ticket, self._closer):
            self._runner.cancel(ticket)
        self._ticket, self._closer = None, None

    def _read(self, seen: SeenPhoto) -> None:
        if seen.photo == self._wanted:
            self.seen, self._closest = seen, None
            self._show(seen)

    def _done(self, error: Exception | None) -> None:
        self._ticket = None
        self._failed(error)

    def _show(self, seen: SeenPhoto) -> None:
        self._view.show_photo(seen.levels, seen.size)
        self._view.show_photo_thumbnail(seen.thumbnail, seen.photo.name)
        self.appeared.emit(seen)

    def _closer_read(self, levels: Levels) -> None:
        if self.seen is not None and self.seen.photo == self._wanted:
            self.seen = replace(self.seen, levels=levels)
            self._closest = self.seen.photo
            self._view.show_photo(levels, self.seen.size)

    def _closer_done(self, error: Exception | None) -> None:
        self._closer = None
        self._failed(error)
