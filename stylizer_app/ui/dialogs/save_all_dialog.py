"""How and where to save all photos of an album: folder, a pattern for the names, format, size, time and space."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from stylizer_app.choices.amounts import LONGEST_SIDE, MOST_PERCENT, PHOTO_SIZE, SizeRule
from stylizer_app.imaging.formats import format_for
from stylizer_app.many.names import FIELDS
from stylizer_app.system.file_names import name_fault
from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.dialogs.name_chips import Chip, NameChips
from stylizer_app.ui.dialogs.save_dialog import PAUSE_MS
from stylizer_app.ui.dialogs.save_fields import FolderField, FormatFields, beside, one_hand_box
from stylizer_app.ui.look import theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.basics.drop_down import DropDown
from stylizer_app.ui.widgets.basics.number_field import NumberField
from stylizer_app.ui.widgets.basics.thumbnails import ElidedLabel
from stylizer_app.ui.wording import files
from stylizer_app.ui.wording.file_names import file_names, places
from stylizer_app.ui.wording.quotes import quoted

OWN, LONG_SIDE, PERCENT = range(3)


@dataclass(frozen=True, slots=True)
class SaveAllProposal:
    """What the dialog starts with.

    ``photos``: their names; ``painting``: what their style is called in files, ``title``: in words.
    """

    photos: Sequence[str]
    painting: str
    title: str
    pattern: str
    folder: Path
    format: str
    quality: int
    strip_metadata: bool = False
    has_alpha: bool = False
    one_hand: bool = False


@dataclass(frozen=True, slots=True)
class SaveAllChoice:
    """What the person chose. ``pattern`` names the files; ``quality`` counts for lossy formats only.

    ``one_hand``: the photos are painted as one series.
    """

    folder: Path
    pattern: str
    names: tuple[str, ...]
    suffix: str
    format: str
    quality: int
    size: SizeRule
    strip_metadata: bool
    one_hand: bool = False


def chips() -> list[Chip]:
    """The places of a pattern: what they stand for is what they stand for in the terminal."""
    found = places()
    return [
        Chip(found.photo, tr("Photo"), tr(FIELDS["photo"].meaning)),
        Chip(found.painting, tr("Painting"), tr(FIELDS["look"].meaning)),
        Chip(found.number, tr("Number"), tr(FIELDS["n"].meaning)),
    ]


Outlook = Callable[[SaveAllChoice, Callable[[str, str], None]], None]
"""Asked for every new choice; tells later, on the window's thread, how much space and how much time all will take."""


class SaveAllDialog(QDialog):
    """`choice` is what was chosen; a file that is there already is never replaced: the new one gets a number."""

    def __init__(self, proposal: SaveAllProposal, outlook: Outlook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Save all"))
        self._proposal, self._outlook = proposal, outlook
        self._asked = 0
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._make_fields()
        self._arrange()
        self._connect()
        self._check()
        self._changed()
        self.pattern.setFocus()

    def _make_fields(self) -> None:
        proposal = self._proposal
        self.folder = FolderField(proposal.folder)
        self.pattern = QLineEdit(proposal.pattern)
        self.pattern.setAccessibleName(tr("Names"))
        self.pattern.setToolTip(tr("No file is replaced: where a name is taken, the new one gets a number."))
        self.places = NameChips(self.pattern, chips())
        self.suffix = parts.label("", "muted")
        self.examples = [ElidedLabel(mode=Qt.TextElideMode.ElideMiddle) for _ in range(2)]
        for example in self.examples:
            example.setProperty("role", "muted")
        self.one_hand = one_hand_box(proposal.one_hand)
        self.formats = FormatFields(
            proposal.format, proposal.quality, strip_metadata=proposal.strip_metadata, has_alpha=proposal.has_alpha
        )
        self.rule = DropDown(tr("Size"))
        self.rule.addItems([tr("Each photo’s own size"), tr("Long side in pixels"), tr("Per cent of the photo")])
        self.amount = NumberField(minimum=1, maximum=LONGEST_SIDE, value=2000)
        self.amount.setAccessibleName(tr("Size"))
        parts.pad(self.amount)
        self.space, self.time = parts.label("", "muted"), parts.label("", "muted")
        self.remarks = parts.Remarks(self.space, self.time)

    def _arrange(self) -> None:
        count = len(self._proposal.photos)
        form = parts.form()
        form.addRow(tr("Folder"), self.folder)
        form.addRow(tr("Names"), beside(self.pattern, self.suffix))
        below = QVBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.places)
        below.addSpacing(theme.HALF)
        for example in self.examples:
            below.addWidget(example)
        form.addRow("", below)
        self.formats.add_format(form)
        size = QHBoxLayout()
        size.setSpacing(theme.GRID)
        size.addWidget(self.rule, 2)
        size.addWidget(self.amount, 1)
        form.addRow(tr("Size"), size)
        form.addRow("", self.one_hand)
        self.formats.add_details(form)
        parts.level_labels(form)
        box, button = parts.buttons(self, tr("Save {count} pictures").format(count=count))
        self.save = cast("QPushButton", button)
        heading = tr("{count} photos, painted like {painting}").format(count=count, painting=self._proposal.title)
        layout = parts.column(self)
        layout.addWidget(parts.label(heading, "heading", wrap=True))
        layout.addLayout(form)
        layout.addStretch()
        layout.addWidget(parts.line())
        layout.addLayout(self.remarks.beside(box))
        self.pattern.setMinimumWidth(64 * theme.GRID)

    def _connect(self) -> None:
        self.folder.changed.connect(self._check)
        self.folder.changed.connect(self._changed)
        self.pattern.textEdited.connect(self._pattern_edited)
        self.pattern.textChanged.connect(lambda _text: self._check())
        self.formats.format_changed.connect(self._check)
        self.formats.changed.connect(self._changed)
        self.one_hand.toggled.connect(lambda _on: self._changed())
        self.rule.currentIndexChanged.connect(self._rule_changed)
        self.amount.valueChanged.connect(lambda _value: self._changed())
        self._rule_changed(OWN)

    def _pattern_edited(self, text: str) -> None:
        """A suffix that is typed chooses the format."""
        form = format_for(text)
        if form is not None:
            self.pattern.setText(self.formats.take_from(text, form))

    def _rule_changed(self, rule: int) -> None:
        self.amount.setVisible(rule != OWN)
        self.amount.setSuffix({OWN: "", LONG_SIDE: " px", PERCENT: " %"}[rule])
        self.amount.setMaximum(MOST_PERCENT if rule == PERCENT else LONGEST_SIDE)
        self.amount.setValue({OWN: 100, LONG_SIDE: 2000, PERCENT: 50}[rule])
        self._changed()

    @property
    def names(self) -> list[str]:
        """The files' names, without suffix."""
        return file_names(self.pattern.text(), self._proposal.photos, self._proposal.painting)

    @property
    def choice(self) -> SaveAllChoice:
        """Everything chosen, as one value."""
        amount = self.amount.value()
        rules = {LONG_SIDE: SizeRule(long_side=round(amount)), PERCENT: SizeRule(percent=min(amount, 1000.0))}
        return SaveAllChoice(
            folder=self.folder.path,
            pattern=self.pattern.text().strip(),
            names=tuple(self.names),
            suffix=self.formats.suffix,
            format=self.formats.form.name,
            quality=round(self.formats.quality.value),
            size=rules.get(self.rule.currentIndex(), PHOTO_SIZE),
            strip_metadata=self.formats.strip.isChecked(),
            one_hand=self.one_hand.isChecked(),
        )

    def _changed(self) -> None:
        self._asked += 1
        self._pause.start()

    def _ask(self) -> None:
        asked = self._asked
        self._outlook(self.choice, parts.while_there(self, lambda space, time: self._tell(asked, space, time)))

    def _tell(self, asked: int, space: str, time: str) -> None:
        """Show an answer unless the choice has changed since."""
        if asked == self._asked:
            self.space.setText(space)
            self.time.setText(time)

    def _check(self) -> None:
        """Show what the files will be called, and say at once what would not work."""
        suffix, names = self.formats.suffix, self.names
        self.suffix.setText(suffix)
        first, *others = (f"{name}{suffix}" for name in names[:2])
        self.examples[0].setText(tr("For example {names}").format(names=f"{first}," if others else first))
        self.examples[1].setText(f"{others[0]}, …" if len(names) > 2 else "".join(others))
        problem = self._problem()
        self.save.setEnabled(not problem)
        self.remarks.refuse(problem)

    def accept(self) -> None:
        """Close, unless trying shows that no file can be made there."""
        choice = self.choice
        problem = self._problem() or self.folder.tried(choice.folder / f"{choice.names[0]}{choice.suffix}")
        if not problem:
            super().accept()
            return
        self.save.setEnabled(False)
        self.remarks.refuse(problem)

    def _problem(self) -> str:
        """What stands against saving with these names in this folder, "" if nothing does."""
        if not self.pattern.text().strip():
            return tr("A name needs at least one letter.")
        names = [name + self.formats.suffix for name in self.names]
        for name in names:
            fault = name_fault(name)
            if fault is not None:
                return files.save(fault, quoted(name))
        return self.folder.problem(quoted(names[0]) if names else "")
