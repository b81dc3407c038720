"""Keeps the session on disk while the program runs, so that nothing chosen is lost when it ends in whatever way."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from stylizer_app.choices import session as sessions
from stylizer_app.choices.document import Document
from stylizer_app.choices.session import KeptResult, Session
from stylizer_app.ui.background.executor import Work
from stylizer_app.ui.background.runner import Runner, ignore
from stylizer_app.ui.interfaces import Dialogue
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.values import Result
from stylizer_app.ui.workspace.claim import Claim

log = logging.getLogger(__name__)

DELAY = 400
"""Milliseconds after a change until it is written."""


@dataclass(frozen=True, slots=True)
class WriteSession:
    """Write the session outside the window's thread."""

    session: Session
    file: Path

    def run(self, work: Work[None]) -> None:  # noqa: ARG002
        """Hand over nothing."""
        sessions.save(self.session, self.file)


class Autosave(QObject):
    """The session as it would be restored now; one write at a time, the newest wins."""

    recent_changed = TypedSignal[Sequence[Path]]()

    def __init__(self, runner: Runner, view: Dialogue, file: Path) -> None:
        super().__init__()
        self._runner, self._view, self._claim = runner, view, Claim(file)
        self._file = self._claim.file
        self.earlier = sessions.load(self._file)
        self._session = replace(self.earlier, document=Document(), album=(), closed=False)
        self._writing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self._write)

    def show(self) -> None:
        """Show the recent files."""
        self._show_recent()

    @property
    def session(self) -> Session:
        """What would be written now."""
        return self._session

    def keep_document(self, document: Document) -> None:
        """Remember the choices."""
        self._change(replace(self._session, document=document))

    def keep_album(self, photos: Sequence[Path]) -> None:
        """Remember the album."""
        self._change(replace(self._session, album=tuple(photos)))

    def keep_results(self, results: Sequence[Result]) -> None:
        """Remember the last results and their stars."""
        kept = tuple(KeptResult(result.document, result.star) for result in results)
        self._change(replace(self._session, results=kept))

    def opened_photo(self, path: Path) -> None:
        """Remember a recent photo."""
        self._change(self._session.with_recent_photo(path))
        self._show_recent()

    def opened_painting(self, path: Path) -> None:
        """Remember a recent painting."""
        self._change(self._session.with_recent_painting(path))
        self._show_recent()

    def forget_painting(self, path: Path) -> None:
        """Take a painting off the shelf; its file stays."""
        left = tuple(other for other in self._session.recent_paintings if other != path)
        self._change(replace(self._session, recent_paintings=left))
        self._show_recent()

    def close(self) -> None:
        """Write at once, as a session that was closed in an orderly way."""
        self._timer.stop()
        try:
            sessions.save(replace(self._session, closed=True), self._file)
        except OSError as error:
            log.info("session not written: %s", error)
        self._claim.release()

    def _show_recent(self) -> None:
        self.recent_changed.emit(self._session.recent_paintings)
        self._view.show_recent(self._session.recent_photos, self._session.recent_paintings)

    def _change(self, session: Session) -> None:
        if session != self._session:
            self._session = session
            self._timer.start()

    def _write(self) -> None:
        if self._writing:
            self._timer.start()
            return
        self._writing = True
        self._runner.io(WriteSession(self._session, self._file), ignore, self._written)

    def _written(self, error: Exception | None) -> None:
        self._writing = False
        if error is not None:
            log.info("session not written: %s", error)
