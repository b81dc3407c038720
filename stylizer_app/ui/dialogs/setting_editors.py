"""A field for each kind of setting, all with the same two verbs: show a value, give the value."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from stylizer_app.choices.settings import Setting, Value
from stylizer_app.ui.dialogs.parts import label, pad
from stylizer_app.ui.dialogs.setting_texts import Words
from stylizer_app.ui.look import theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.basics.drop_down import DropDown
from stylizer_app.ui.widgets.basics.number_field import NumberField


class Editor(QWidget):
    """A field under which its plain sentence stands. ``labelled``: whether the form needs a label beside it."""

    changed = Signal()
    labelled = True

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, theme.HALF)
        self._column.setSpacing(theme.HALF // 2)

    def _hold(self, field: QWidget, words: Words) -> None:
        field.setAccessibleName(words.label)
        field.setAccessibleDescription(words.help)
        self.setFocusProxy(field)
        self._column.addWidget(field)
        self._explain(words)

    def _explain(self, words: Words) -> None:
        if words.help:
            self._column.addWidget(label(words.help, "muted", wrap=True))

    def value(self) -> Value:
        """Return what the field says, not yet checked."""
        raise NotImplementedError

    def show_value(self, value: Value) -> None:
        """Show a value."""
        raise NotImplementedError


class ChoiceEditor(Editor):
    """One of a few words; ``offered`` leaves out what this machine does not have."""

    def __init__(self, setting: Setting, words: Words, offered: Sequence[str] | None = None) -> None:
        super().__init__(setting)
        self._box = DropDown()
        for choice, title in words.choices.items():
            if offered is None or choice in offered:
                self._box.addItem(title, choice)
        self._box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._hold(self._box, words)

    def value(self) -> Value:
        """Return the choice."""
        return str(self._box.currentData())

    def show_value(self, value: Value) -> None:
        """Show a choice; one that is not offered is added as it is."""
        if self._box.findData(value) < 0:
            self._box.addItem(str(value), value)
        self._box.setCurrentIndex(self._box.findData(value))


class AmountEditor(ChoiceEditor):
    """A few words, or anything that is typed."""

    def __init__(self, setting: Setting, words: Words) -> None:
        super().__init__(setting, words)
        line = QLineEdit()
        line.setAccessibleName(words.label)
        self._box.setLineEdit(line)
        line.setTextMargins(-2, 0, 0, 0)  # begins where words that cannot be typed over begin
        self._box.setInsertPolicy(DropDown.InsertPolicy.NoInsert)
        self._box.editTextChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> Value:
        """Return the choice whose words are shown, else what was typed."""
        index = self._box.findText(self._box.currentText())
        return str(self._box.itemData(index)) if index >= 0 else self._box.currentText().strip()


class _Click(QLabel):
    """The text of a box to tick: unlike Qt's own it wraps; a click on it ticks."""

    def __init__(self, text: str, box: QCheckBox) -> None:
        super().__init__(text)
        self._box = box
        self.setWordWrap(True)
        self.setBuddy(box)
        self.setContentsMargins(0, theme.HALF + 2, 0, 0)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Tick or untick."""
        self._box.setFocus()
        self._box.toggle()


class FlagEditor(Editor):
    """A box to tick, which names itself."""

    labelled = False

    def __init__(self, setting: Setting, words: Words) -> None:
        super().__init__(setting)
        self._box = QCheckBox()
        self._box.setProperty("bare", True)
        self._box.setAccessibleName(words.label)
        self._box.toggled.connect(lambda _on: self.changed.emit())
        row = QHBoxLayout()
        row.setSpacing(theme.HALF)
        row.addWidget(self._box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(_Click(words.label, self._box), 1, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)
        self.setFocusProxy(self._box)
        self._explain(words)

    def value(self) -> Value:
        """Return whether it is ticked."""
        return self._box.isChecked()

    def show_value(self, value: Value) -> None:
        """Tick it or not."""
        self._box.setChecked(bool(value))


class NumberEditor(Editor):
    """A number within the table's bounds."""

    def __init__(self, setting: Setting, words: Words, unit: str = "") -> None:
        super().__init__(setting)
        self._box = NumberField(minimum=max(1, setting.low or 1), maximum=setting.high or 1e9)
        self._box.setSuffix(f" {unit}" if unit else "")
        pad(self._box)
        self._box.setMaximumWidth(20 * theme.GRID)
        self._box.valueChanged.connect(lambda _value: self.changed.emit())
        self._hold(self._box, words)

    def value(self) -> Value:
        """Return the number, whole where the table wants it whole."""
        number = self._box.value()
        return round(number) if self.setting.kind == "integer" else number

    def show_value(self, value: Value) -> None:
        """Show a number."""
        self._box.setValue(float(value))


class FolderEditor(Editor):
    """A folder, typed or chosen; empty is allowed."""

    def __init__(self, setting: Setting, words: Words) -> None:
        super().__init__(setting)
        self._line = QLineEdit(placeholderText=tr("The photo’s folder"))
        self._line.setAccessibleName(words.label)
        self._line.textChanged.connect(lambda _text: self.changed.emit())
        choose = QPushButton(tr("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self._line, 1)
        row.addWidget(choose)
        self._column.addLayout(row)
        self._explain(words)
        self.setFocusProxy(self._line)

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Folder to save in"), self._line.text())
        if folder:
            self._line.setText(folder)

    def value(self) -> Value:
        """Return the folder."""
        return self._line.text().strip()

    def show_value(self, value: Value) -> None:
        """Show a folder."""
        self._line.setText(str(value))
