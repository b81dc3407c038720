"""Holds the document between the person and the painter: every change goes through here, every answer comes back."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal

from stylizer_app.document import Document, PhotoChoice
from stylizer_app.errors import StylizerError
from stylizer_app.ui.history import History, Results
from stylizer_app.ui.images import Levels
from stylizer_app.ui.previewing import Previewing
from stylizer_app.ui.runner import Listener, Runner
from stylizer_app.ui.style_images import StyleImages
from stylizer_app.ui.tasks import LookAtPhoto, LookCloser, SeenPhoto
from stylizer_app.ui.translate import tr
from stylizer_app.ui.views import Action, Forecast, Message, Shown, View

log = logging.getLogger(__name__)


class Controller(QObject):
    """The document, its history, and what the view shows of it. Has no widgets."""

    changed = Signal(object)
    photo_seen = Signal(object)
    copy_details = Signal(str)

    def __init__(self, runner: Runner, view: View, document: Document | None = None) -> None:
        super().__init__()
        self.runner, self.view = runner, view
        self.document = document or Document()
        self.history = History(self._apply)
        self.results = Results()
        self.previewing = Previewing(runner)
        self.previewing.painted.connect(self._painted)
        self.previewing.settled.connect(self._settled)
        self.previewing.forecast.connect(self._forecast_made)
        self.previewing.working.connect(view.show_painting_now)
        self.previewing.failed.connect(self.fail)
        self.seen: SeenPhoto | None = None
        self.forecast: Forecast | None = None
        self._looking: int | None = None
        self._closer: int | None = None
        self._styles = StyleImages(runner, view, self._end)

    def start(self) -> None:
        """Show the document that the program starts with."""
        self._apply(self.document)

    def push(self, document: Document, label: str, control: str = "") -> None:
        """Change the document; moves of the same ``control`` are undone in one step."""
        if document != self.document:
            self.history.push(self.document, document, label, control)

    def replace(self, document: Document) -> None:
        """Start anew with another document; nothing before it can be undone."""
        self.history.clear()
        self._apply(document)

    def commit(self) -> None:
        """A control was let go: the next move is a step of its own."""
        self.history.seal()

    def adopt_photo(self, seen: SeenPhoto) -> None:
        """Show this photo as soon as the document names it; it has been read already."""
        self.seen = seen

    def look_closer(self, long_side: int) -> None:
        """The canvas shows so many pixels of the long side."""
        self.previewing.need(long_side)
        seen = self.seen
        if seen is None or self._closer is not None or self.document.photo != seen.photo:
            return
        if seen.levels.size.long_side < min(long_side, seen.size.long_side):
            self._closer = self.runner.io(LookCloser(seen.photo), Listener(self._closer_seen, self._closer_done))

    def go_back_to(self, shown: Shown) -> None:
        """Choose everything as it was for one of the last results."""
        self.history.seal()
        self.push(shown.document, tr("Back to an earlier result"))
        self.history.seal()

    def fail(self, error: Exception, *more: Action) -> None:
        """Say in one sentence what went wrong; what nobody expected can be copied for a report."""
        if isinstance(error, StylizerError):
            self.view.say(Message(str(error), more, problem=True))
            return
        log.error("unexpected error", exc_info=error)
        text = tr("Something unexpected went wrong.")
        if isinstance(error, MemoryError):
            text = tr("There is not enough memory for this.")
        details = Action(tr("Copy details"), lambda: self.copy_details.emit(repr(error)))
        self.view.say(Message(text, (*more, details), problem=True))

    def _apply(self, document: Document) -> None:
        before, self.document = self.document, document
        self.view.show_document(document)
        if document.photo is None:
            self._forget_photo()
        elif self.seen is None or self.seen.photo != document.photo:
            self._look(document.photo)
        elif before.photo != document.photo or before is document:
            self._show_photo(self.seen)
        self._styles.show(document.styles)
        self.previewing.want(document, self.results.find(document))
        self.changed.emit(document)

    def _forget_photo(self) -> None:
        self._cancel_looking()
        self.seen = None
        self.view.show_photo(None, None)
        self.view.show_photo_thumbnail(None, "")
        self.view.show_forecast(None)

    def _look(self, photo: PhotoChoice) -> None:
        self._cancel_looking()
        self._looking = self.runner.io(LookAtPhoto(photo), Listener(self._photo_seen, self._looked))

    def _cancel_looking(self) -> None:
        for ticket in (self._looking, self._closer):
            self.runner.cancel(ticket)
        self._looking, self._closer = None, None

    def _photo_seen(self, seen: object) -> None:
        assert isinstance(seen, SeenPhoto)
        if seen.photo == self.document.photo:
            self.seen = seen
            self._show_photo(seen)

    def _looked(self, error: Exception | None) -> None:
        self._looking = None
        if error is not None:
            self.fail(error)

    def _show_photo(self, seen: SeenPhoto) -> None:
        self.view.show_photo(seen.levels, seen.size)
        self.view.show_photo_thumbnail(seen.thumbnail, seen.photo.name)
        self.photo_seen.emit(seen)

    def _closer_seen(self, levels: object) -> None:
        assert isinstance(levels, Levels)
        if self.seen is not None and self.seen.photo == self.document.photo:
            self.seen = SeenPhoto(self.seen.photo, levels, self.seen.thumbnail, self.seen.size)
            self.view.show_photo(levels, self.seen.size)

    def _closer_done(self, error: Exception | None) -> None:
        self._closer = None
        if error is not None:
            self.fail(error)

    def _end(self, error: Exception | None) -> None:
        if error is not None:
            self.fail(error)

    def _forecast_made(self, forecast: Forecast) -> None:
        self.forecast = forecast
        self.view.show_forecast(forecast)

    def _painted(self, shown: Shown | None) -> None:
        self.view.show_painting(shown)

    def _settled(self, shown: Shown) -> None:
        if self.results.add(shown):
            self.view.show_results(self.results.newest_first())
