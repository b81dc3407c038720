"""Undo and redo of every choice, and the last results to go back to."""

from __future__ import annotations

import itertools
from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtGui import QImage, QUndoCommand, QUndoStack

from stylizer_app.choices.document import Document
from stylizer_app.choices.session import KeptResult
from stylizer_app.ui.look.images import small_image
from stylizer_app.ui.translate import Words
from stylizer_app.ui.values import Result, Shown

STEPS = 200
RESULTS = 12
TILE = 256
"""Long side of the small copy of a result."""

_NO_ID = -1
Apply = Callable[[Document], None]


class _Change(QUndoCommand):
    """From one document to another; moves of the same control run together into one step."""

    def __init__(self, before: Document, after: Document, label: Words, key: int, apply: Apply) -> None:
        super().__init__(label())
        self.before, self.after, self.key = before, after, key
        self._label, self._apply = label, apply

    def speak_anew(self) -> None:
        """Be called what it is in the language spoken now."""
        self.setText(self._label())

    def redo(self) -> None:
        """Show the later document."""
        self._apply(self.after)

    def undo(self) -> None:
        """Show the earlier document."""
        self._apply(self.before)

    def id(self) -> int:
        """Commands with the same number may run together."""
        return self.key

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take over the later move of the same control."""
        if not isinstance(other, _Change):
            return False
        self.after = other.after
        self.setObsolete(self.after == self.before)
        return True


class History:
    """The steps that can be undone. Steps of one ``control`` merge until ``seal`` is called."""

    def __init__(self, apply: Apply) -> None:
        self.stack = QUndoStack()
        self.stack.setUndoLimit(STEPS)
        self._apply = apply
        self._controls: dict[str, int] = {}
        self._numbers = itertools.count(1)

    def push(self, before: Document, after: Document, label: Words, control: str = "") -> None:
        """Apply a change and remember it."""
        key = self._controls.setdefault(control, next(self._numbers)) if control else _NO_ID
        self.stack.push(_Change(before, after, label, key, self._apply))

    def seal(self) -> None:
        """Start a new step: what comes now is undone separately."""
        self._controls.clear()

    def speak_anew(self) -> None:
        """Name every step in the language spoken now; what shows the next one has to ask for it again."""
        for number in range(self.stack.count()):
            step = self.stack.command(number)
            assert isinstance(step, _Change)
            step.speak_anew()

    def clear(self) -> None:
        """Forget all steps."""
        self.stack.clear()


class Results:
    """The last pictures that were looked at, by the document that they were painted from; with a star they stay.

    Those with a star come first, in the order they got it, then the latest. A star moves nothing under the pointer that
    gave it: it takes its place when the next one comes.
    All have small copies once they are painted; those of an earlier session have no more until they are looked at.
    """

    def __init__(self, limit: int = RESULTS) -> None:
        self._limit = limit
        self._kept: OrderedDict[Document, Shown | None] = OrderedDict()
        self._starred: dict[Document, Shown | None] = {}
        self._tiles: dict[Document, QImage] = {}
        self._order: tuple[Document, ...] = ()

    def bring_back(self, results: Sequence[KeptResult]) -> None:
        """Take up those of an earlier session, in the order in which they were shown."""
        self._starred = {kept.document: None for kept in results if kept.star}
        self._kept = OrderedDict((kept.document, None) for kept in reversed(results) if not kept.star)
        self._arrange()

    def add(self, shown: Shown) -> bool:
        """Keep a result; False if it was known already."""
        document = shown.document
        known = self._starred if document in self._starred else self._kept
        if known.get(document) is not None:
            return False
        is_new = document not in known
        known[document], self._tiles[document] = shown, small_image(shown.levels, TILE)
        if is_new:
            while len(self._kept) > self._limit:
                self._kept.popitem(last=False)
            self._arrange()
        return True

    def add_tile(self, document: Document, image: QImage) -> None:
        """Know what a result of an earlier session looks like."""
        self._tiles[document] = image

    def find(self, document: Document) -> Shown | None:
        """The result of this very document, if it is still kept."""
        return self._starred.get(document) or self._kept.get(document)

    def star(self, document: Document) -> bool:
        """Give a result its star, or take it away; False if so many have one that no more are kept."""
        if document in self._starred:
            self._kept[document] = self._starred.pop(document)
        elif len(self._starred) >= self._limit:
            return False
        elif document in self._kept:
            self._starred[document] = self._kept.pop(document)
        return True

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()
        self._starred.clear()
        self._arrange()

    def in_order(self) -> list[Result]:
        """All results as they stand side by side."""
        return [self._result(document) for document in self._order]

    def _arrange(self) -> None:
        self._order = (*self._starred, *reversed(self._kept))
        self._tiles = {document: tile for document, tile in self._tiles.items() if document in self._order}

    def _result(self, document: Document) -> Result:
        return Result(document, document in self._starred, self._tiles.get(document), self.find(document))
