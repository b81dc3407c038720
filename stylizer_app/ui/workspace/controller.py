"""Holds the document between the person and the painter: every change goes through here, every answer comes back."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from stylizer_app.choices.document import Document
from stylizer_app.errors import PictureError, StylizerError
from stylizer_app.errors.picture import PictureFault
from stylizer_app.ui.background.runner import Runner
from stylizer_app.ui.interfaces import View
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.translate import Words, tr
from stylizer_app.ui.values import Action, Forecast, Message, Result, Shown
from stylizer_app.ui.wording.errors import reason
from stylizer_app.ui.workspace.history import RESULTS, History, Results
from stylizer_app.ui.workspace.kept_parts import KeptParts
from stylizer_app.ui.workspace.photo_loader import PhotoLoader
from stylizer_app.ui.workspace.previewing import Previewing
from stylizer_app.ui.workspace.style_images import StyleImages

log = logging.getLogger(__name__)


class Controller(QObject):
    """The document, its history, and what the view shows of it. Has no widgets."""

    changed = TypedSignal[Document]()
    results_changed = TypedSignal[Sequence[Result]]()
    copy_details = Signal(str)

    def __init__(self, runner: Runner, view: View, document: Document | None = None) -> None:
        super().__init__()
        self.runner, self.view = runner, view
        self.document = document or Document()
        self.history = History(self._apply)
        self.results = Results()
        self.photo_loader = PhotoLoader(runner, view, self.fail_if)
        self.previewing = Previewing(runner)
        self.previewing.painted.connect(view.show_painting)
        self.previewing.settled.connect(self._settled)
        self.previewing.forecast.connect(self._forecast_made)
        self.previewing.working.connect(view.show_painting_now)
        self.previewing.failed.connect(self._not_painted)
        self.forecast: Forecast | None = None
        self._forecasts: dict[tuple[object, ...], Forecast] = {}
        self.kept_parts = KeptParts(self.show_results)
        self.photo_loader.appeared.connect(self.kept_parts.know_photo)
        self._styles = StyleImages(runner, view, self.fail_if)

    def start(self) -> None:
        """Show the document that the program starts with."""
        self._apply(self.document)

    def push(self, document: Document, label: Words, control: str = "") -> None:
        """Change the document; moves of the same ``control`` are undone in one step."""
        if document != self.document:
            self.history.push(self.document, document, label, control)

    def step(self, document: Document, label: Words) -> None:
        """Change the document by a step of its own in the history."""
        self.commit()
        self.push(document, label)
        self.commit()

    def replace(self, document: Document) -> None:
        """Start anew with another document; nothing before it can be undone."""
        self.history.clear()
        self._apply(document)

    def close(self) -> None:
        """Paint nothing any more, and let go of every picture."""
        self.previewing.stop()
        self.photo_loader.want(None)
        self.results.clear()
        self.history.clear()
        self.view.show_results(())

    def commit(self) -> None:
        """A control was let go: the next move is a step of its own."""
        self.history.seal()

    def need_pixels(self, long_side: int) -> None:
        """Note how many pixels long the canvas shows the picture."""
        self.previewing.need(long_side)
        self.photo_loader.need_pixels(long_side)

    def go_back_to(self, document: Document) -> None:
        """Choose everything as it was for one of the last results; what was kept of its photo last is kept."""
        self.step(self.kept_parts.with_mask(document), lambda: tr("Back to an earlier result"))

    def star(self, document: Document) -> None:
        """Keep a result until its star is taken away, or take it away."""
        if not self.results.star(document):
            full = Message(lambda: tr("{count} results have a star. Take one away first.").format(count=RESULTS))
            self.view.say(full)
        self.show_results()

    def show_results(self) -> None:
        """Show the last results as they are now."""
        results = self.kept_parts.with_tiles(self.results.in_order())
        self.view.show_results(results)
        self.results_changed.emit(results)

    def fail(self, error: Exception, *more: Action) -> None:
        """Say in one sentence what went wrong; what nobody expected can be copied for a report."""
        if not isinstance(error, StylizerError):
            log.error("unexpected error", exc_info=error)
            more = (*more, Action(lambda: tr("Copy details"), lambda: self.copy_details.emit(repr(error))))
        self.view.say(Message(partial(reason, error), more, problem=True))

    def fail_if(self, error: Exception | None) -> None:
        """The same of a task that is over, if it failed."""
        if error is not None:
            self.fail(error, *self._way_back(error))

    def _not_painted(self, error: Exception) -> None:
        """Say why, offer what helps, and dim what was painted before."""
        shown = self.previewing.shown
        self.view.show_stale(shown is not None and shown.document != self.document.unmasked)
        self.fail(error, *self._way_back(error))

    def _way_back(self, error: Exception) -> tuple[Action, ...]:
        """For a file that is gone: where it is now."""
        gone = error.subject if isinstance(error, PictureError) and error.reason is PictureFault.MISSING else None
        photo = self.document.photo
        if photo is not None and gone == photo.path:
            return (Action(lambda: tr("Find it…"), lambda: self.view.find_file(photo.path, self.moved)),)
        if any(gone == style.path for style in self.document.styles if style.path is not None):
            return (Action(lambda: tr("Find it…"), lambda: self.view.find_file(Path(str(gone)), self.moved)),)
        return (Action(lambda: tr("Try again"), self.previewing.again),)

    def moved(self, before: Path, now: Path) -> None:
        """A file lies elsewhere now; turned, cropped and weighed as it was."""
        document = self.document
        photo = document.photo
        if photo is not None and photo.path == before:
            document = replace(document, photo=replace(photo, path=now))
        styles = tuple(replace(style, path=now) if style.path == before else style for style in document.styles)
        self.step(replace(document, styles=styles), lambda: tr("File found"))

    def _apply(self, document: Document) -> None:
        self.document = document
        self.view.show_document(document)
        seen = document.unmasked
        self.photo_loader.want(seen.photo)
        self._styles.show(document.styles)
        self.kept_parts.know_mask(document.photo)
        self._show_forecast()
        self.previewing.want(seen, self.results.find(seen))
        self.changed.emit(document)

    def _forecast_made(self, forecast: Forecast) -> None:
        self._forecasts[_forecast_for(self.document)] = forecast
        self._show_forecast()

    def _show_forecast(self) -> None:
        """Show what the photo of the document will take, as far as that is known."""
        forecast = self._forecasts.get(_forecast_for(self.document))
        if forecast is not self.forecast:
            self.forecast = forecast
            self.view.show_forecast(forecast)

    def _settled(self, shown: Shown) -> None:
        if self.results.add(shown):
            self.show_results()


def _forecast_for(document: Document) -> tuple[object, ...]:
    """What a forecast depends on."""
    return document.unmasked.photo, document.size, document.pack, document.device, document.memory
