"""The last results under the canvas: a click, or arrow keys, go back to one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stylizer_app.choices.document import Document
from stylizer_app.ui.interfaces import Shown
from stylizer_app.ui.look import theme
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.strips.strip import Strip
from stylizer_app.ui.wording import proposed_name


class ResultsStrip(QWidget):
    """Newest first. It comes with the first result, not the second: a moving slider must not move the canvas."""

    chosen = TypedSignal[Shown]()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._results: list[Shown] = []
        self.strip = Strip(tr("Last results"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
        column.addWidget(self.strip)
        self.strip.currentRowChanged.connect(self._choose)
        self.strip.itemClicked.connect(lambda item: self._choose(self.strip.row(item)))
        self.hide()

    def show_results(self, results: Sequence[Shown]) -> None:
        """Show these results."""
        self._results = list(results)
        self.strip.blockSignals(True)
        self.strip.clear()
        for shown in self._results:
            image = shown.levels.images[-1]
            self.strip.add(None, describe(shown.document), image)
        self.strip.blockSignals(False)
        self.setVisible(bool(self._results))

    def mark(self, document: Document) -> None:
        """Mark the result of this document, if it is among them."""
        documents = [shown.document for shown in self._results]
        self.strip.select(documents.index(document) if document in documents else -1)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._results):
            self.chosen.emit(self._results[row])


def describe(document: Document) -> str:
    """A result in words."""
    strength = tr("strength {percent} %").format(percent=round(document.adjustments.strength))
    return f"{proposed_name(document)}, {strength}"
