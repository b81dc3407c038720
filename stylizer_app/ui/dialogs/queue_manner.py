"""How photos that come to the queue are painted: in which looks, with which strengths, and what results are called."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from stylizer_app.adjustments import ROWS
from stylizer_app.errors import UsageError
from stylizer_app.many.names import FIELDS, NameTemplate, renamed
from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.dialogs.name_chips import Chip, NameChips
from stylizer_app.ui.dialogs.save_fields import one_hand_box
from stylizer_app.ui.look import theme
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Manner
from stylizer_app.ui.wording.errors import sentence
from stylizer_app.ui.wording.file_names import field_words

SHOWN = 3
"""So many names are shown as examples."""


class MannerFields(QWidget):
    """Emits every manner that can be painted in; of what cannot be, it says what is wrong with it."""

    changed = TypedSignal[Manner]()

    def __init__(self, manner: Manner) -> None:
        super().__init__()
        self.each_look = QCheckBox(tr("Each of the chosen looks by itself"))
        self.each_look.setChecked(manner.each_look)
        self.looks = parts.label("", "muted", wrap=True)
        self.one_hand = one_hand_box(manner.one_hand)
        self.strengths = QLineEdit(" ".join(f"{strength:g}" for strength in manner.strengths))
        self.strengths.setPlaceholderText(tr("as chosen in the window"))
        self.strengths.setToolTip(tr("Several paint every photo once with each of them: 60 100"))
        self._words = field_words()
        self.names = QLineEdit(renamed(manner.names, self._words))
        self.names.setPlaceholderText(renamed(manner.template.text, self._words))
        self.chips = NameChips(
            self.names,
            [Chip(f"{{{self._words[name]}}}", tr(field.title), tr(field.meaning)) for name, field in FIELDS.items()],
        )
        self.example = parts.label("", "muted", wrap=True)
        self._arrange()
        self.each_look.toggled.connect(self._edited)
        self.one_hand.toggled.connect(self._edited)
        self.strengths.textEdited.connect(self._edited)
        self.names.textEdited.connect(self._edited)
        self.chips.inserted.connect(self._edited)

    def show_looks(self, looks: Sequence[str]) -> None:
        """Show which looks are chosen, and where they are."""
        told = tr("Looks: {names} – + on a tile of the shelf adds one")
        none = tr("No look is chosen yet: click a tile of the shelf in the window")
        self.looks.setText(told.format(names=", ".join(looks)) if looks else none)

    def show_example(self, names: Sequence[str]) -> None:
        """Show what the results would be called."""
        told = [*names[:SHOWN], *(["…"] if len(names) > SHOWN else [])]
        self._say(tr("For example {names}").format(names=", ".join(told)), "muted")

    def _say(self, text: str, role: str) -> None:
        """Say it below the fields; what is wrong in its own colour."""
        self.example.setProperty("role", role)
        self.example.style().polish(self.example)
        self.example.setText(text)

    def take_over(self, other: MannerFields) -> None:
        """Go on with what is typed in another one, be it possible or not."""
        self.strengths.setText(other.strengths.text())
        self.names.setText(renamed(other.template, self._words))
        self.each_look.setChecked(other.each_look.isChecked())
        self.one_hand.setChecked(other.one_hand.isChecked())
        self._edited()

    @property
    def template(self) -> str:
        """What is typed as a name, possible or not, with the program's own words for its fields."""
        return renamed(self.names.text(), {word: name for name, word in self._words.items()})

    def _arrange(self) -> None:
        strengths, names = parts.label(tr("Strengths")), parts.label(tr("Names"))
        strengths.setBuddy(self.strengths)
        names.setBuddy(self.names)
        how = QHBoxLayout()
        how.setSpacing(2 * theme.GRID)
        for chosen in (self.each_look, self.one_hand, strengths):
            how.addWidget(chosen)
        how.addWidget(self.strengths, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * theme.GRID)
        grid.setVerticalSpacing(theme.GRID)
        grid.addLayout(how, 0, 0, 1, 2)
        grid.addWidget(self.looks, 1, 0, 1, 2)
        grid.addWidget(names, 2, 0)
        for row, widget in enumerate((self.names, self.chips, self.example), start=2):
            grid.addWidget(widget, row, 1)
        grid.setColumnStretch(1, 1)

    def _edited(self) -> None:
        try:
            manner = self._typed()
        except UsageError as error:
            self._say(sentence(error), "danger")
            return
        self.names.setPlaceholderText(renamed(manner.template.text, self._words))
        self.changed.emit(manner)

    def _typed(self) -> Manner:
        """The manner. Raises UsageError."""
        strengths = self.strengths.text().replace(";", " ").replace("%", " ").split()
        read = tuple(dict.fromkeys(ROWS["strength"].read(strength) for strength in strengths))
        names = self.template.strip()
        template = NameTemplate(names).text if names else ""
        return Manner(self.each_look.isChecked(), read, template, self.one_hand.isChecked())
