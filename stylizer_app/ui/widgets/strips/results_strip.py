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
from stylizer_app.ui.values import Result, Shown
from stylizer_app.ui.widgets.strips.strip import Strip
from stylizer_app.ui.wording import proposed_name


class ResultsStrip(QWidget):
    """The results as they come. Its place is kept while there is none: nothing moves when one comes."""

    chosen = TypedSignal[Document]()
    starred = TypedSignal[Document]()
    copy_requested = TypedSignal[Shown]()
    save_requested = TypedSignal[Document]()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._results: list[Result] = []
        self.strip = Strip(tr("Last results"), stars=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
        column.addWidget(self.strip)
        self.strip.chosen.connect(self._choose)
        self.strip.star_toggled.connect(lambda row: self.starred.emit(self._results[row].document))
        self.strip.menu_requested.connect(lambda row, where: self.menu(row).popup(where))

    def show_results(self, results: Sequence[Result]) -> None:
        """Show these results; nothing is built anew while they are the same ones."""
        before, self._results = self._results, list(results)
        if [result.document for result in before] != [result.document for result in results]:
            self.strip.clear()
            for result in results:
                self.strip.add(None, describe(result.document), None)
            before = []
        images = [result.image for result in before] or [None] * len(results)
        for row, (result, image) in enumerate(zip(results, images, strict=True)):
            self.strip.set_star(row, result.star)
            if result.image is not image:
                self.strip.set_image(row, result.image)

    def mark(self, document: Document) -> None:
        """Mark the result of this document, if it is among them."""
        documents = [result.document for result in self._results]
        self.strip.select(documents.index(document) if document in documents else -1)

    def menu(self, row: int) -> QMenu:
        """Return what can be done with one of the results."""
        result, menu = self._results[row], QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        document, shown = result.document, result.shown
        icons.bind(menu.addAction(tr("Back to this"), partial(self.chosen.emit, document)), "undo")
        star = tr("Take the star away") if result.star else tr("Keep it with a star")
        icons.bind(menu.addAction(star, partial(self.starred.emit, document)), "star")
        copy = menu.addAction(tr("Copy"), lambda: self.copy_requested.emit(shown) if shown else None)
        copy.setEnabled(shown is not None)
        icons.bind(copy, "copy")
        icons.bind(menu.addAction(tr("Save…"), partial(self.save_requested.emit, document)), "save")
        return menu

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._results):
            self.chosen.emit(self._results[row].document)


def describe(document: Document) -> str:
    """A result in words."""
    strength = tr("strength {percent} %").format(percent=round(document.adjustments.strength))
    return f"{proposed_name(document)}, {strength}"
