"""How and where to save: name, folder, format, quality with the file's size, pixels or centimetres, what goes along."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from stylizer_app.errors.names import shown
from stylizer_app.errors.save import SaveFault
from stylizer_app.imaging.formats import OFFERED_FORMATS, Format, format_for
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.targets import LEAST_QUALITY, MOST_QUALITY, USUAL_QUALITY
from stylizer_app.system.file_names import name_fault
from stylizer_app.system.system_errors import is_read_only
from stylizer_app.ui import wording
from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.dialogs.size_fields import SizeFields
from stylizer_app.ui.look import theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.controls.slider_row import SliderRow
from stylizer_app.ui.wording import files

PAUSE_MS = 150


@dataclass(frozen=True, slots=True)
class SaveProposal:
    """What the dialog starts with. ``size`` is the result's own size, ``forecast`` a sentence such as "about 6 s"."""

    name: str
    folder: Path
    size: Size
    dpi: float | None = None
    has_alpha: bool = False
    format: str = "jpeg"
    quality: int = USUAL_QUALITY
    strip_metadata: bool = False
    forecast: str = ""


@dataclass(frozen=True, slots=True)
class SaveChoice:
    """What the person chose. ``size``: None for the photo's own; ``quality`` counts for lossy formats only."""

    path: Path
    format: str
    quality: int
    size: Size | None
    dpi: float | None
    strip_metadata: bool


Estimate = Callable[[SaveChoice, Callable[[str], None]], None]
"""Asked for every new choice; tells later, on the window's thread, how large the file will be: "about 3.2 MB"."""


class _OneLine(SliderRow):
    """A slider with its number beside it; the form names it."""

    def arrange(self, grid: QGridLayout) -> None:
        grid.addWidget(self.track, 0, 0)
        grid.addWidget(self.number, 0, 1)
        self.label.setParent(self)
        self.label.hide()


class SaveDialog(QDialog):
    """`choice` is what was chosen; a name that is taken turns Save into Replace instead of asking once more."""

    def __init__(self, proposal: SaveProposal, estimate: Estimate | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Save the painting"))
        self._proposal, self._estimate = proposal, estimate
        self._asked = 0
        self._dpi_touched = proposal.dpi is not None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._make_fields()
        self._arrange()
        self._connect()
        self._format_changed()
        self.name.setFocus()
        self.name.selectAll()

    def _make_fields(self) -> None:
        self.name = QLineEdit(self._proposal.name)
        self.suffix = parts.label("", "muted")
        self.folder = QLineEdit(str(self._proposal.folder))
        self.browse = QPushButton(tr("Choose…"))
        self.browse.setAutoDefault(False)
        self.format = QComboBox()
        for form in OFFERED_FORMATS:
            self.format.addItem(form.title, form.name)
        self.format.setCurrentIndex(max(0, self.format.findData(self._proposal.format)))
        tooltip = tr("Higher keeps more detail and makes a larger file; 92 is hard to tell from the original.")
        self.quality = _OneLine(tr("Quality"), LEAST_QUALITY, MOST_QUALITY, USUAL_QUALITY, "", tooltip)
        self.quality.set_value(self._proposal.quality)
        self.size_fields = SizeFields(self._proposal.size, self._proposal.dpi)
        self.keep = QRadioButton(tr("Keep camera data, place and how it was painted"))
        self.strip = QRadioButton(tr("Remove everything but the picture"))
        (self.strip if self._proposal.strip_metadata else self.keep).setChecked(True)
        self.note = parts.label("", "muted", wrap=True)
        self.problem = parts.label("", "danger", wrap=True)
        for label in (self.note, self.problem):
            label.setMinimumWidth(48 * theme.GRID)
        self.estimate_label = parts.label("", "muted")

    def _arrange(self) -> None:
        self._form = parts.form()
        self._form.addRow(tr("Name"), self._row(self.name, self.suffix))
        self._form.addRow(tr("Folder"), self._row(self.folder, self.browse))
        self._form.addRow("", self.problem)
        self._form.addRow(tr("Format"), self.format)
        self._form.addRow("", self.note)
        self._form.addRow(tr("Quality"), self.quality)
        self._form.addRow(tr("Size"), self.size_fields)
        metadata = QVBoxLayout()
        metadata.setSpacing(0)
        metadata.addWidget(self.keep)
        metadata.addWidget(self.strip)
        self._form.addRow(tr("Details"), metadata)
        parts.level_labels(self._form)
        self._box, button = parts.buttons(self, tr("Save"))
        self.save = cast("QPushButton", button)
        foot = QHBoxLayout()
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.estimate_label)
        texts.addWidget(parts.label(self._proposal.forecast, "muted"))
        foot.addLayout(texts, 1)
        foot.addWidget(self._box)
        layout = parts.column(self)
        layout.addLayout(self._form)
        layout.addStretch()
        layout.addWidget(parts.line())
        layout.addLayout(foot)
        self.name.setMinimumWidth(46 * theme.GRID)

    @staticmethod
    def _row(field: QWidget, beside: QWidget | QLabel) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(field, 1)
        row.addWidget(beside)
        return row

    def _connect(self) -> None:
        self.name.textEdited.connect(self._name_edited)
        self.folder.textChanged.connect(lambda _text: self._check())
        self.browse.clicked.connect(self._choose_folder)
        self.format.currentIndexChanged.connect(lambda _index: self._format_changed())
        self.quality.value_changed.connect(lambda _value: self._changed())
        self.size_fields.changed.connect(self._changed)
        self.size_fields.dpi_field.valueChanged.connect(self._touch_dpi)
        self.size_fields.unit.currentIndexChanged.connect(self._touch_dpi)
        self.strip.toggled.connect(lambda _on: self._changed())

    @property
    def form(self) -> Format:
        """The file format chosen."""
        return next(form for form in OFFERED_FORMATS if form.name == self.format.currentData())

    @property
    def choice(self) -> SaveChoice:
        """Everything chosen, as one value."""
        return SaveChoice(
            path=Path(self.folder.text()).expanduser() / (self.name.text().strip() + self.form.suffixes[0]),
            format=self.form.name,
            quality=round(self.quality.value),
            size=self.size_fields.chosen,
            dpi=self.size_fields.dpi if self._dpi_touched else None,
            strip_metadata=self.strip.isChecked(),
        )

    def _touch_dpi(self) -> None:
        self._dpi_touched = True

    def _name_edited(self, text: str) -> None:
        """A suffix that is typed chooses the format."""
        form = format_for(text)
        index = -1 if form is None else self.format.findData(form.name)
        if index >= 0 and len(text) > len(Path(text).suffix):
            self.name.setText(text[: -len(Path(text).suffix)])
            self.format.setCurrentIndex(index)
        self._check()

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder to save in"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _format_changed(self) -> None:
        form = self.form
        self.suffix.setText(form.suffixes[0])
        self._form.setRowVisible(self.quality, form.lossy)
        loses_alpha = self._proposal.has_alpha and not form.alpha
        self.note.setText(tr("{format} cannot be transparent: the background becomes white.").format(format=form.title))
        self._form.setRowVisible(self.note, loses_alpha)
        self.size_fields.set_limit(form.longest_side)
        self._changed()
        self._check()

    def _changed(self) -> None:
        self._asked += 1
        if self._estimate is not None:
            self._pause.start()

    def _ask(self) -> None:
        asked = self._asked
        if self._estimate is not None:
            self._estimate(self.choice, lambda text: self._tell(asked, text))

    def _tell(self, asked: int, text: str) -> None:
        """Show an answer unless the choice has changed since."""
        if asked == self._asked:
            size = wording.pixel_size(self.size_fields.pixels)
            self.estimate_label.setText(f"{size}, {text}" if text else size)

    def _check(self) -> None:
        """Say at once what would not work, and whether a file would be replaced."""
        problem, path = self._problem(), self.choice.path
        replaces = not problem and path.exists()
        self.save.setEnabled(not problem)
        self.save.setText(tr("Replace") if replaces else tr("Save"))
        self.problem.setText(tr("A file with this name already exists and will be replaced.") if replaces else problem)
        self._form.setRowVisible(self.problem, bool(self.problem.text()))

    def _problem(self) -> str:
        """What stands against saving under this name in this folder, "" if nothing does."""
        name, path = self.name.text().strip(), self.choice.path
        if not name:
            return tr("A name needs at least one letter.")
        fault = name_fault(name + self.form.suffixes[0])
        if fault is None and not os.path.isdir(path.parent):  # noqa: PTH112 - takes names that are too long
            return tr("This folder does not exist.")
        if fault is None and path.is_dir():
            fault = SaveFault.IS_FOLDER
        if fault is None and is_read_only(path):
            fault = SaveFault.IS_READ_ONLY
        return "" if fault is None else files.save(fault, shown(name + self.form.suffixes[0]))
