"""Decides what to paint next for the screen: a draft at once, the first octave, finer ones when left alone."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from stylizer_app.choices.document import Document
from stylizer_app.engine.progress import Doing
from stylizer_app.ui.background.painting import PaintDraft, PaintOctaves
from stylizer_app.ui.background.runner import Runner
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.values import Forecast, Shown

LEFT_ALONE = 450
"""Milliseconds without a change after which the finer octaves are painted."""

LARGEST = 6144
"""Pixels of the long side beyond which the screen is content; the saved picture knows no such limit."""


class Previewing(QObject):
    """The newest wish wins; what is shown was painted from the current pictures and never gets older.

    A draft under way is not thrown away because a slider moved on: it is shown, then the newest position is painted.
    Another photo, painting or network throws it away at once.
    """

    painted = TypedSignal[Shown | None]()
    forecast = TypedSignal[Forecast]()
    failed = TypedSignal[Exception]()
    working = TypedSignal[Doing | None]()
    """What is being painted; None when nothing is any more."""
    settled = TypedSignal[Shown]()

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self._wanted = Document()
        self._drafting: Document | None = None
        self._ticket: int | None = None
        self._shown: Shown | None = None
        self._octaves = 0
        self._need = 0
        self._refining, self._waits = False, False
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(LEFT_ALONE)
        self._idle.timeout.connect(self._refine)

    @property
    def shown(self) -> Shown | None:
        """What is on the canvas now."""
        return self._shown

    def want(self, document: Document, known: Shown | None = None) -> None:
        """Paint this document from now on; ``known`` is its first octave if it was painted before."""
        before, self._wanted = self._wanted, document
        if document == before and self._shown is not None and self._shown.document == document:
            return
        self._idle.stop()
        if document.photo != before.photo or not document.complete:
            self._show(None)
        if not document.complete:
            self._stop()
        elif known is not None:
            self._stop()
            self._octaves = 1
            self._show(known)
            self._settle(known)
        elif self._drafting is None or not document.same_pictures(self._drafting):
            self._draft()

    def again(self) -> None:
        """Paint the same document once more, after an error or on another device."""
        if self._wanted.complete:
            self._draft()

    def need(self, long_side: int) -> None:
        """Note how many pixels long the canvas now shows the picture."""
        self._need = min(long_side, LARGEST)
        if self._refining and not self._lacks():
            self._stop()
        if not self._refining and self._ticket is None and self._lacks():
            self._idle.start()

    def make_way(self, wanted: bool) -> None:
        """Leave finer octaves for later while something more important is painted."""
        self._waits = wanted
        if wanted and self._refining:
            self._stop()
        elif not wanted and self._ticket is None and self._lacks():
            self._idle.start()

    def stop(self) -> None:
        """Paint nothing any more, show nothing any more."""
        self._idle.stop()
        self._stop()
        self._show(None)

    def _stop(self) -> None:
        self._runner.cancel(self._ticket)
        self._ticket, self._drafting, self._refining = None, None, False
        self.working.emit(None)

    def _draft(self) -> None:
        self._drafting, self._refining, self._octaves = self._wanted, False, 0
        self._ticket = self._runner.preview(PaintDraft(self._wanted), self._show, self._drafted)
        self.working.emit("")

    def _drafted(self, error: Exception | None) -> None:
        drafted, self._drafting, self._ticket = self._drafting, None, None
        if error is not None:
            self._fail(error)
        elif drafted != self._wanted:
            self._draft()
        else:
            task = PaintOctaves(self._wanted, 1)
            self._ticket = self._runner.preview(task, self._octave_given, self._first_octave_done)

    def _first_octave_done(self, error: Exception | None) -> None:
        self._ticket = None
        if error is not None:
            self._fail(error)
        elif self._shown is not None:
            self._settle(self._shown)

    def _settle(self, shown: Shown) -> None:
        self.working.emit(None)
        self.settled.emit(shown)
        if self._lacks():
            self._idle.start()

    def _lacks(self) -> bool:
        """Whether the canvas could show more than has been painted."""
        shown = self._shown
        if shown is None or shown.draft or shown.final or shown.document != self._wanted:
            return False
        return shown.levels.size.long_side < self._need

    def _refine(self) -> None:
        if self._waits or not self._lacks():
            return
        self._refining = True
        task = PaintOctaves(self._wanted, self._need, skip=max(1, self._octaves))
        self._ticket = self._runner.preview(task, self._octave_given, self._refined, self._noted)
        self.working.emit("")

    def _noted(self, _fraction: float, doing: Doing) -> None:
        self.working.emit(doing)

    def _refined(self, error: Exception | None) -> None:
        self._ticket, self._refining = None, False
        self.working.emit(None)
        if error is not None:
            self._fail(error)
        elif self._lacks():
            self._idle.start()

    def _octave_given(self, value: Forecast | Shown) -> None:
        if isinstance(value, Forecast):
            self.forecast.emit(value)
        else:
            self._octaves += 1
            self._show(value)

    def _show(self, shown: Shown | None) -> None:
        if shown is not self._shown:
            self._shown = shown
            self.painted.emit(shown)

    def _fail(self, error: Exception) -> None:
        self._ticket, self._drafting, self._refining = None, None, False
        self.working.emit(None)
        self.failed.emit(error)
