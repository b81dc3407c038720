"""Every shortcut on one page, made from the actions themselves so that it is always true."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.look import theme
from stylizer_app.ui.translate import tr

Entry = QAction | tuple[str, str]

COLUMNS = 3

PLAIN = "stylizer-plain-text"
"""Property of an action whose text changes: what it is called in a list of all actions."""


def rows_of(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """Return (what it does, its first keys) for actions with a shortcut, and pairs of text and keys as they are."""
    rows: list[tuple[str, str]] = []
    for entry in entries:
        if isinstance(entry, tuple):
            rows.append(entry)
            continue
        keys = entry.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if keys:
            text = str(entry.property(PLAIN) or entry.text())
            rows.append((text.replace("&", "").rstrip("…."), keys))
    return rows


class ShortcutsDialog(QDialog):
    """``groups``: the title of a menu and its actions, or pairs of a text and its keys."""

    def __init__(self, groups: Mapping[str, Sequence[Entry]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        shown = {title.replace("&", ""): rows for title, entries in groups.items() if (rows := rows_of(entries))}
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(5 * theme.GRID)
        for titles in _balanced(shown):
            column = QVBoxLayout()
            column.setSpacing(theme.GRID)
            for title in titles:
                column.addWidget(parts.label(title, "section"))
                column.addLayout(self._grid(shown[title]))
                column.addSpacing(theme.GRID)
            column.addStretch()
            columns.addLayout(column, 1)
        inner = QWidget()
        inner.setLayout(columns)
        parts.scrolling(self, inner)
        self.resize(130 * theme.GRID, 72 * theme.GRID)

    @staticmethod
    def _grid(rows: Sequence[tuple[str, str]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(theme.HALF)
        grid.setHorizontalSpacing(2 * theme.GRID)
        grid.setColumnStretch(0, 1)
        for number, (text, keys) in enumerate(rows):
            grid.addWidget(parts.label(text), number, 0)
            cap = parts.label(keys, "key")
            grid.addWidget(cap, number, 1, Qt.AlignmentFlag.AlignRight)
        return grid


def _balanced(shown: Mapping[str, Sequence[object]]) -> list[list[str]]:
    """Split the titles, in their order, into columns of which the highest is as low as it can be."""
    heights = {title: len(rows) + 2 for title, rows in shown.items()}
    titles = list(shown)
    cuts = itertools.combinations(range(1, len(titles)), min(COLUMNS, len(titles)) - 1)
    ways = ([titles[a:b] for a, b in itertools.pairwise((0, *cut, len(titles)))] for cut in cuts)
    return min(ways, key=lambda columns: max(sum(heights[title] for title in column) for column in columns))
