"""The table of the queue: rows to select, and results to open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from stylizer_app.ui.dialogs.queue_rows import PHOTO, THUMBNAIL, QueueRows
from stylizer_app.ui.look import icons, theme
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Mark, QueueRow


class QueueTable(QTableView):
    """``opened`` and ``folder_wanted`` have a result that is painted: a double click, Enter or the menu ask for it."""

    opened = TypedSignal[Path]()
    folder_wanted = TypedSignal[Path]()
    changed = Signal()

    def __init__(self, model: QueueRows) -> None:
        super().__init__()
        self.rows = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setIconSize(THUMBNAIL)
        self.setShowGrid(False)
        self.setAccessibleName(tr("Queue"))
        self.setTabKeyNavigation(False)
        self.setAcceptDrops(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(THUMBNAIL.height() + theme.GRID)
        self.verticalHeader().setDefaultSectionSize(THUMBNAIL.height() + theme.GRID)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.selectionModel().selectionChanged.connect(lambda *_: self.changed.emit())
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.fit())
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            enter = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetShortcut)
            enter.activated.connect(lambda: self._open(self.currentIndex().row()))

    @property
    def selected(self) -> list[int]:
        """The rows that are selected, from top to bottom."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def select(self, rows: Sequence[int]) -> None:
        """Select these rows and no others."""
        flags, chosen = QItemSelectionModel.SelectionFlag, QItemSelection()
        for _, run in groupby(enumerate(sorted(rows)), lambda one: one[1] - one[0]):
            first, *rest = (self.rows.index(row, PHOTO) for _, row in run)
            chosen.select(first, rest[-1] if rest else first)
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)

    def fit(self) -> None:
        """Give the rows in sight the height of their words."""
        first, last = (self.rowAt(y) for y in (0, self.viewport().height() - 1))
        for number in range(max(first, 0), (last if last >= 0 else len(self.rows.rows) - 1) + 1):
            self.resizeRowToContents(number)

    def scroll_to_failed(self) -> list[int]:
        """Bring the first row that could not be painted into sight; return all of them."""
        failed = [number for number, row in enumerate(self.rows.rows) if row.state is Mark.FAILED]
        if failed:
            self.scrollTo(self.rows.index(failed[0], PHOTO))
        return failed

    def show_failed(self) -> None:
        """Select what could not be painted, and go to the first of it."""
        if failed := self.scroll_to_failed():
            self.setCurrentIndex(self.rows.index(failed[0], PHOTO))
            self.select(failed)
            self.setFocus()

    def menu(self, row: QueueRow) -> QMenu:
        """Return what can be done with a result."""
        menu, painted = QMenu(self), row.state is Mark.DONE
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, icon, signal in ((tr("Open"), "open", self.opened), (tr("Show folder"), "album", self.folder_wanted)):
            action = menu.addAction(name, partial(signal.emit, row.target))
            action.setEnabled(painted)
            icons.bind(action, icon)
        return menu

    def _show_menu(self, where: QPoint) -> None:
        index = self.indexAt(where)
        if index.isValid():
            self.menu(self.rows.rows[index.row()]).popup(self.viewport().mapToGlobal(where))

    def _open(self, number: int) -> None:
        """Open a result, if it is there."""
        if 0 <= number < len(self.rows.rows) and self.rows.rows[number].state is Mark.DONE:
            self.opened.emit(self.rows.rows[number].target)
