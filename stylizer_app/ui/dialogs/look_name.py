"""Asking what a look is called."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.translate import tr

LONGEST = 80


class LookNameDialog(QDialog):
    """One field; names in ``taken`` are said to be replaced, or refused where that must not be."""

    def __init__(
        self, title: str, name: str, taken: Collection[str], parent: QWidget | None = None, *, replaces: bool = True
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._taken, self._own, self._replaces = {one.casefold() for one in taken}, name.casefold(), replaces
        self.field = QLineEdit(name)
        self.field.setMaxLength(LONGEST)
        self.field.setMinimumWidth(320)
        self.field.setAccessibleName(tr("Name"))
        self.field.selectAll()
        self.remark = parts.label("", "muted", wrap=True)
        column = parts.column(self)
        form = parts.form()
        form.addRow(tr("Name"), self.field)
        parts.level_labels(form)
        column.addLayout(form)
        column.addWidget(self.remark)
        self._box, accept = parts.buttons(self, tr("Save") if replaces else tr("Rename"))
        assert accept is not None
        self.accept_button = accept
        column.addWidget(self._box)
        self.field.textChanged.connect(self._check)
        self._check()

    @property
    def name(self) -> str:
        """What was typed, on one line."""
        return " ".join(self.field.text().split())

    def _check(self) -> None:
        exists = self.name.casefold() in self._taken and (self._replaces or self.name.casefold() != self._own)
        if exists:
            there = tr("A look of this name is there already and will be replaced.")
            self.remark.setText(there if self._replaces else tr("A look of this name is there already."))
        elif self._replaces:
            self.remark.setText(tr("Paintings, shares and sliders are kept; the photo is not."))
        else:
            self.remark.setText("")
        self.accept_button.setEnabled(bool(self.name) and (self._replaces or not exists))
