"""Undo and redo of every choice, and the last results to go back to."""

from __future__ import annotations

import itertools
from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtGui import QUndoCommand, QUndoStack

from stylizer_app.choices.document import Document
from stylizer_app.ui.values import Shown

STEPS = 200
RESULTS = 12

_NO_ID = -1
Apply = Callable[[Document], None]


class _Change(QUndoCommand):
    """From one document to another; moves of the same control run together into one step."""

    def __init__(self, before: Document, after: Document, label: str, key: int, apply: Apply) -> None:
        super().__init__(label)
        self.before, self.after, self.key = before, after, key
        self._apply = apply

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

    def push(self, before: Document, after: Document, label: str, control: str = "") -> None:
        """Apply a change and remember it."""
        key = self._controls.setdefault(control, next(self._numbers)) if control else _NO_ID
        self.stack.push(_Change(before, after, label, key, self._apply))

    def seal(self) -> None:
        """Start a new step: what comes now is undone separately."""
        self._controls.clear()

    def clear(self) -> None:
        """Forget all steps."""
        self.stack.clear()


class Results:
    """The last pictures that were looked at, by the document that they were painted from; with a star they stay."""

    def __init__(self, limit: int = RESULTS) -> None:
        self._limit = limit
        self._kept: OrderedDict[Document, Shown] = OrderedDict()
        self._starred: dict[Document, Shown] = {}

    def add(self, shown: Shown) -> bool:
        """Keep a result; False if it was known already."""
        if shown.document in self._starred or shown.document in self._kept:
            return False
        self._kept[shown.document] = shown
        while len(self._kept) > self._limit:
            self._kept.popitem(last=False)
        return True

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

    @property
    def starred(self) -> frozenset[Document]:
        """Those with a star."""
        return frozenset(self._starred)

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()
        self._starred.clear()

    def in_order(self) -> list[Shown]:
        """All results: those with a star in the order they got it, then the latest first."""
        return [*self._starred.values(), *reversed(self._kept.values())]
