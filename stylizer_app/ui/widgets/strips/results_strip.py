"""The last results under the canvas: a click, or arrow keys, go back to one of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from stylizer_app.choices.document import Document
from stylizer_app.ui.look import icons, theme
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Shown
from stylizer_app.ui.widgets.strips.strip import Strip
from stylizer_app.ui.wording import proposed_name


class ResultsStrip(QWidget):
    """Those with a star first, then the latest. Its place is kept while there is none: nothing moves when one comes."""

    chosen = TypedSignal[Shown]()
    starred = TypedSignal[Shown]()
    copy_requested = TypedSignal[Shown]()
    save_requested = TypedSignal[Shown]()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._results: list[Shown] = []
        self.strip = Strip(tr("Last results"), stars=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
        column.addWidget(self.strip)
        self.strip.currentRowChanged.connect(self._choose)
        self.strip.itemClicked.connect(lambda item: self._choose(self.strip.row(item)))
        self.strip.star_toggled.connect(lambda row: self.starred.emit(self._results[row]))
        self.strip.menu_requested.connect(lambda row, where: self.menu(row).popup(where))

    def show_results(self, results: Sequence[Shown], starred: frozenset[Document] = frozenset()) -> None:
        """Show these results."""
        self._results = list(results)
        self.strip.blockSignals(True)
        self.strip.clear()
        for shown in self._results:
            image = shown.levels.images[-1]
            self.strip.add(None, describe(shown.document), image)
            self.strip.set_star(self.strip.count() - 1, shown.document in starred)
        self.strip.blockSignals(False)

    def mark(self, document: Document) -> None:
        """Mark the result of this document, if it is among them."""
        documents = [shown.document for shown in self._results]
        self.strip.select(documents.index(document) if document in documents else -1)

    def menu(self, row: int) -> QMenu:
        """Return what can be done with one of the results."""
        shown, menu = self._results[row], QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        star = tr("Take the star away") if self.strip.has_star(row) else tr("Keep it with a star")
        entries = (
            ("undo", tr("Back to this"), self.chosen),
            ("star", star, self.starred),
            ("copy", tr("Copy"), self.copy_requested),
            ("save", tr("Save…"), self.save_requested),
        )
        for icon, text, signal in entries:
            icons.bind(menu.addAction(text, partial(signal.emit, shown)), icon)
        return menu

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._results):
            self.chosen.emit(self._results[row])


def describe(document: Document) -> str:
    """A result in words."""
    strength = tr("strength {percent} %").format(percent=round(document.adjustments.strength))
    return f"{proposed_name(document)}, {strength}"
