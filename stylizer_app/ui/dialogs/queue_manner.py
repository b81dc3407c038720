"""How photos that come to the queue are painted: in which looks, with which strengths, and what results are called."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from stylizer_app.adjustments import ROWS
from stylizer_app.errors import UsageError
from stylizer_app.many.names import FIELDS, NameTemplate
from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.look import theme
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Manner
from stylizer_app.ui.wording.errors import sentence


class MannerFields(QWidget):
    """Emits every manner that can be painted in; of what cannot be, it says what is wrong with it."""

    changed = TypedSignal[Manner]()

    def __init__(self, manner: Manner) -> None:
        super().__init__()
        self.each_look = QCheckBox(tr("Each of the chosen looks by itself"))
        self.each_look.setChecked(manner.each_look)
        self.one_hand = QCheckBox(tr("All alike, as one series"))
        self.one_hand.setToolTip(
            tr("Photos that come together are painted as all of them are on average, so that they do not flicker")
        )
        self.one_hand.setChecked(manner.one_hand)
        self.strengths = QLineEdit(" ".join(f"{strength:g}" for strength in manner.strengths))
        self.strengths.setPlaceholderText(tr("as chosen in the window"))
        self.strengths.setToolTip(tr("Several paint every photo once with each of them: 60 100"))
        self.names = QLineEdit(manner.names)
        self.names.setPlaceholderText(manner.template.text)
        self.names.setToolTip(" ".join(f"{{{field}}}" for field in FIELDS))
        self.example = parts.label("", "muted", wrap=True)
        self._arrange()
        self.each_look.toggled.connect(self._edited)
        self.one_hand.toggled.connect(self._edited)
        self.strengths.textEdited.connect(self._edited)
        self.names.textEdited.connect(self._edited)

    def show_example(self, name: str) -> None:
        """Show what a result would be called."""
        self._say(tr("For example {names}").format(names=name), "muted")

    def _say(self, text: str, role: str) -> None:
        """Say it below the fields; what is wrong in its own colour."""
        self.example.setProperty("role", role)
        self.example.style().polish(self.example)
        self.example.setText(text)

    def take_over(self, other: MannerFields) -> None:
        """Go on with what is typed in another one, be it possible or not."""
        for field, before in ((self.strengths, other.strengths), (self.names, other.names)):
            field.setText(before.text())
        self.each_look.setChecked(other.each_look.isChecked())
        self.one_hand.setChecked(other.one_hand.isChecked())
        self._edited()

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.GRID)
        strengths, names = parts.label(tr("Strengths")), parts.label(tr("Names"))
        strengths.setBuddy(self.strengths)
        names.setBuddy(self.names)
        for number, widget in enumerate((self.each_look, strengths, self.strengths, names, self.names)):
            grid.addWidget(widget, 0, number)
        grid.addWidget(self.one_hand, 1, 0)
        grid.addWidget(self.example, 1, 1, 1, 4)
        grid.setColumnStretch(2, 1)
        grid.setColumnStretch(4, 2)

    def _edited(self) -> None:
        try:
            manner = self._typed()
        except UsageError as error:
            self._say(sentence(error), "danger")
            return
        self.names.setPlaceholderText(manner.template.text)
        self.changed.emit(manner)

    def _typed(self) -> Manner:
        """The manner. Raises UsageError."""
        strengths = self.strengths.text().replace(";", " ").replace("%", " ").split()
        read = tuple(dict.fromkeys(ROWS["strength"].read(strength) for strength in strengths))
        names = self.names.text().strip()
        template = NameTemplate(names).text if names else ""
        return Manner(self.each_look.isChecked(), read, template, self.one_hand.isChecked())
