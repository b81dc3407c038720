"""The results of the session before: shown at once, and painted small, one after the other, when nothing else is."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtGui import QImage

from stylizer_app.choices import styles
from stylizer_app.choices.document import Document, StyleChoice
from stylizer_app.choices.session import KeptResult
from stylizer_app.ui.background.painting import PaintStylePreview
from stylizer_app.ui.workspace.controller import Controller


class EarlierResults:
    """Looks that are gone take their results along; a photo may be on a drive that comes back."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller
        self._waiting: deque[Document] = deque()
        self._ticket: int | None = None

    def bring_back(self, results: Sequence[KeptResult], looks: Collection[str]) -> None:
        """Show them without their pictures, to be painted as everything is painted now."""
        now = self._controller.document
        found = [
            KeptResult(document.with_engine(now.pack, now.device, now.memory), kept.star)
            for kept in results
            if (document := _known(kept.document, looks)) is not None
        ]
        self._waiting.extend(kept.document for kept in found)
        self._controller.results.bring_back(found)
        self._controller.show_results()

    def paint(self) -> None:
        """Make their pictures."""
        if self._ticket is None:
            self._next()

    def _next(self) -> None:
        self._ticket = None
        if self._waiting:
            document = self._waiting.popleft()
            task = PaintStylePreview(document)
            self._ticket = self._controller.runner.idle(task, partial(self._painted, document), self._ended)

    def _painted(self, document: Document, image: QImage) -> None:
        self._controller.results.add_tile(document, image)
        self._controller.show_results()

    def _ended(self, _error: Exception | None) -> None:
        """Go on with the next one, also past one that cannot be painted: it says why when it is chosen."""
        self._next()


def _known(document: Document, looks: Collection[str]) -> Document | None:
    """The document with its looks under their present names; None for what can be painted no more."""
    found = tuple(_present(style) for style in document.styles)
    known = all(style.name in looks for style in found if style.is_look)
    return replace(document, styles=found) if known and document.complete else None


def _present(style: StyleChoice) -> StyleChoice:
    change = styles.renamed(style.name) if style.is_look else None
    return replace(style, name=change.name) if change else style
