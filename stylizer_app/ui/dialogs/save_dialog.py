"""How and where to save: name, folder, format, quality with the file's size, pixels or paper, what goes along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget

from stylizer_app.errors.save import SaveFault
from stylizer_app.imaging.formats import format_for
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.targets import USUAL_QUALITY
from stylizer_app.system.file_names import name_fault
from stylizer_app.system.files import FileSet, is_folder, is_taken
from stylizer_app.system.system_errors import is_read_only
from stylizer_app.ui import wording
from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.dialogs.save_fields import FolderField, FormatFields, beside
from stylizer_app.ui.dialogs.sheets import Sheet
from stylizer_app.ui.dialogs.size_fields import SizeFields
from stylizer_app.ui.look import theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.wording import files
from stylizer_app.ui.wording.quotes import quoted

PAUSE_MS = 150


@dataclass(frozen=True, slots=True)
class SaveProposal:
    """What the dialog starts with. ``size`` is the result's own size, ``dpi`` the photo's.

    ``forecast`` tells in a sentence how long painting at a size takes; "" where nothing is known.
    """

    name: str
    folder: Path
    size: Size
    dpi: float | None = None
    has_alpha: bool = False
    format: str = "jpeg"
    quality: int = USUAL_QUALITY
    strip_metadata: bool = False
    forecast: Callable[[Size], str] = lambda _size: ""
    in_use: tuple[Path, ...] = ()
    """Photos and paintings that are open: none of them is replaced."""


@dataclass(frozen=True, slots=True)
class SaveChoice:
    """What the person chose. ``quality`` counts for lossy formats only.

    ``size`` and ``dpi``: None for the photo's own; ``sheet``: the paper that the picture shall fit on.
    """

    path: Path
    format: str
    quality: int
    size: Size | None
    dpi: float | None
    strip_metadata: bool
    sheet: Sheet | None = None


Estimate = Callable[[SaveChoice, Callable[[str], None]], None]
"""Asked for every new choice; tells later, on the window's thread, how large the file will be: "about 3.2 MB"."""


class SaveDialog(QDialog):
    """`choice` is what was chosen; a name that is taken turns Save into Replace instead of asking once more."""

    def __init__(self, proposal: SaveProposal, estimate: Estimate | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Save the painting"))
        self._proposal, self._estimate = proposal, estimate
        self._in_use = FileSet(proposal.in_use)
        self._asked = 0
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._make_fields()
        self._arrange()
        self._connect()
        self._format_changed()
        self.name.setFocus()
        self.name.setSelection(len(proposal.name), -len(proposal.name))  # its beginning is seen

    def _make_fields(self) -> None:
        proposal = self._proposal
        self.name = QLineEdit(proposal.name)
        self.name.setAccessibleName(tr("Name"))
        self.suffix = parts.label("", "muted")
        self.folder = FolderField(proposal.folder)
        self.formats = FormatFields(
            proposal.format, proposal.quality, strip_metadata=proposal.strip_metadata, has_alpha=proposal.has_alpha
        )
        self.size_fields = SizeFields(proposal.size, proposal.dpi)
        self.estimate_label = parts.label("", "muted")
        self.time = parts.label("", "muted")
        self.remarks = parts.Remarks(self.estimate_label, self.time)

    def _arrange(self) -> None:
        form = parts.form()
        form.addRow(tr("Name"), beside(self.name, self.suffix))
        form.addRow(tr("Folder"), self.folder)
        self.formats.add_format(form)
        form.addRow(tr("Size"), self.size_fields)
        self.formats.add_details(form)
        parts.level_labels(form)
        self._box, button = parts.buttons(self, tr("Save"))
        self.save = cast("QPushButton", button)
        layout = parts.column(self)
        layout.addLayout(form)
        layout.addStretch()
        layout.addWidget(parts.line())
        layout.addLayout(self.remarks.beside(self._box))
        self.name.setMinimumWidth(46 * theme.GRID)

    def _connect(self) -> None:
        self.name.textEdited.connect(self._name_edited)
        self.folder.changed.connect(self._check)
        self.formats.format_changed.connect(self._format_changed)
        self.formats.changed.connect(self._changed)
        self.size_fields.changed.connect(self._changed)

    @property
    def choice(self) -> SaveChoice:
        """Everything chosen, as one value."""
        sizes, strip = self.size_fields, self.formats.strip.isChecked()
        return SaveChoice(
            path=self.folder.path / (self.name.text().strip() + self.formats.suffix),
            format=self.formats.form.name,
            quality=round(self.formats.quality.value),
            size=sizes.chosen,
            dpi=sizes.dpi or (self._proposal.dpi if strip else None),  # the photo's own would go with all the rest
            strip_metadata=strip,
            sheet=sizes.chosen_sheet,
        )

    def _name_edited(self, text: str) -> None:
        """A suffix that is typed chooses the format."""
        form = format_for(text)
        if form is not None:
            self.name.setText(self.formats.take_from(text, form))
        self._check()

    def _format_changed(self) -> None:
        self.suffix.setText(self.formats.suffix)
        self.size_fields.set_limit(self.formats.form.longest_side)
        self._changed()
        self._check()

    def _changed(self) -> None:
        self._asked += 1
        self.time.setText(self._proposal.forecast(self.size_fields.pixels))
        if self._estimate is not None:
            self._pause.start()

    def _ask(self) -> None:
        asked = self._asked
        if self._estimate is not None:
            self._estimate(self.choice, parts.while_there(self, lambda text: self._tell(asked, text)))

    def _tell(self, asked: int, text: str) -> None:
        """Show an answer unless the choice has changed since."""
        if asked == self._asked:
            size = wording.pixel_size(self.size_fields.pixels)
            self.estimate_label.setText(f"{size}, {text}" if text else size)

    def _check(self) -> None:
        """Say at once what would not work, and whether a file would be replaced."""
        problem, path = self._problem(), self.choice.path
        replaces = not problem and is_taken(path)
        self.save.setEnabled(not problem)
        self.save.setText(tr("Replace") if replaces else tr("Save"))
        self.remarks.refuse(tr("A file with this name already exists and will be replaced.") if replaces else problem)

    def _problem(self) -> str:
        """What stands against saving under this name in this folder, "" if nothing does."""
        name, path = self.name.text().strip(), self.choice.path
        if not name:
            return tr("A name needs at least one letter.")
        named = quoted(name + self.formats.suffix)
        fault = name_fault(name + self.formats.suffix)
        if fault is None and (problem := self.folder.problem(named)):
            return problem
        if fault is None and is_folder(path):
            fault = SaveFault.IS_FOLDER
        if fault is None and path in self._in_use:
            fault = SaveFault.IS_OPEN
        if fault is None and is_read_only(path):
            fault = SaveFault.IS_READ_ONLY
        return "" if fault is None else files.save(fault, named)

    def accept(self) -> None:
        """Close, unless trying shows that no file can be made there."""
        problem = self._problem() or self.folder.tried(self.choice.path)
        if not problem:
            super().accept()
            return
        self.save.setEnabled(False)
        self.remarks.refuse(problem)
