"""A box that unfolds a list of choices, all of which are seen at once."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

MOST = 20
"""So many entries are shown before the list scrolls."""


class DropDown(QComboBox):
    """Its list is a plain one (``combobox-popup`` in the style sheet): the other kind cuts its last entry."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxVisibleItems(MOST)
        self.setItemDelegate(QStyledItemDelegate(self))  # the usual one takes nothing from the style sheet
        if name:
            self.setAccessibleName(name)

    def showPopup(self) -> None:
        """Unfold; where there is room neither above nor below for all of the list, it covers the box."""
        super().showPopup()
        view = self.view()
        popup, room = view.window(), self.screen().availableGeometry()
        rows = sum(view.sizeHintForRow(row) for row in range(min(self.count(), MOST)))
        missing = rows - view.viewport().height()
        if missing > 0:
            height = min(popup.height() + missing, room.height())
            top = max(room.top(), min(popup.y(), room.bottom() + 1 - height))
            popup.setGeometry(popup.x(), top, popup.width(), height)
