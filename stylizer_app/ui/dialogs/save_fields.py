"""What the dialogs about saving share: the folder, the format with its quality, and what goes along."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from stylizer_app.errors import SaveError
from stylizer_app.errors.save import SaveFault
from stylizer_app.imaging.formats import OFFERED_FORMATS, Format
from stylizer_app.imaging.targets import LEAST_QUALITY, MOST_QUALITY, USUAL_QUALITY, check_place
from stylizer_app.system.files import is_folder, may_write_into, typed_path
from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.look import theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.basics.drop_down import DropDown
from stylizer_app.ui.widgets.controls.slider_row import SliderRow
from stylizer_app.ui.wording import files
from stylizer_app.ui.wording.quotes import quoted


class FolderField(QWidget):
    """A folder, typed or chosen."""

    changed = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.line = QLineEdit(str(folder))
        self.browse = QPushButton(tr("Choose…"))
        self.browse.setAutoDefault(False)
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.browse.clicked.connect(self._choose)
        self.setLayout(beside(self.line, self.browse))
        self.setFocusProxy(self.line)

    @property
    def path(self) -> Path:
        """The folder."""
        return typed_path(self.line.text())

    def problem(self, name: str) -> str:
        """What stands against a file of this name in the folder, as far as can be told at once; "" if nothing does."""
        if not is_folder(self.path):
            return tr("This folder does not exist.")
        return "" if may_write_into(self.path) else files.save(SaveFault.FORBIDDEN, name)

    def tried(self, path: Path) -> str:
        """What trying shows to stand against a file in the folder, before minutes are spent on painting it."""
        try:
            check_place(path, "replace")
        except SaveError as error:
            return files.save(error.reason, quoted(path.name))
        return ""

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder to save in"), self.line.text())
        if chosen:
            self.line.setText(chosen)


class _OneLine(SliderRow):
    """A slider with its number beside it; the form names it."""

    def arrange(self, grid: QGridLayout) -> None:
        grid.addWidget(self.track, 0, 0)
        grid.addWidget(self.number, 0, 1)
        self.label.setParent(self)
        self.label.hide()


class FormatFields(QObject):
    """Rows of a form: the format, its quality where it is lossy, and whether details go along.

    ``format_changed`` comes before ``changed``, which follows every change.
    """

    format_changed = Signal()
    changed = Signal()

    def __init__(self, name: str, quality: int, *, strip_metadata: bool, has_alpha: bool) -> None:
        super().__init__()
        self._has_alpha = has_alpha
        self.format = DropDown()
        for form in OFFERED_FORMATS:
            self.format.addItem(form.title, form.name)
        self.format.setCurrentIndex(max(0, self.format.findData(name)))
        tooltip = tr("Higher keeps more detail and makes a larger file; {usual} is hard to tell from the original.")
        self.quality = _OneLine(
            tr("Quality"), LEAST_QUALITY, MOST_QUALITY, USUAL_QUALITY, "", tooltip.format(usual=USUAL_QUALITY)
        )
        self.quality.set_value(quality)
        self.note = parts.label("", "muted", wrap=True)
        self.note.setMinimumWidth(48 * theme.GRID)
        self.keep = QRadioButton(tr("Keep camera data, place and how it was painted"))
        self.strip = QRadioButton(tr("Remove everything but the picture"))
        (self.strip if strip_metadata else self.keep).setChecked(True)
        self.format.currentIndexChanged.connect(lambda _index: self._show())
        self.quality.value_changed.connect(lambda _value: self.changed.emit())
        self.strip.toggled.connect(lambda _on: self.changed.emit())

    def add_format(self, form: QFormLayout) -> None:
        """Put format and quality into a form."""
        self._form = form
        form.addRow(tr("Format"), self.format)
        form.addRow("", self.note)
        form.addRow(tr("Quality"), self.quality)
        self._show()

    def add_details(self, form: QFormLayout) -> None:
        """Put what goes along with the picture into a form."""
        details = QVBoxLayout()
        details.setSpacing(0)
        details.addWidget(self.keep)
        details.addWidget(self.strip)
        form.addRow(tr("Details"), details)

    @property
    def form(self) -> Format:
        """The format chosen."""
        return next(form for form in OFFERED_FORMATS if form.name == self.format.currentData())

    @property
    def suffix(self) -> str:
        """What the files' names end with."""
        return self.form.suffixes[0]

    def take_from(self, name: str, form: Format) -> str:
        """A suffix that was typed chooses its format; return the name without it."""
        index = self.format.findData(form.name)
        suffix = Path(name).suffix
        if index < 0 or len(name) <= len(suffix):
            return name
        self.format.setCurrentIndex(index)
        return name[: -len(suffix)]

    def _show(self) -> None:
        form = self.form
        self._form.setRowVisible(self.quality, form.lossy)
        self.note.setText(tr("{format} cannot be transparent: the background becomes white.").format(format=form.title))
        self._form.setRowVisible(self.note, self._has_alpha and not form.alpha)
        self.format_changed.emit()
        self.changed.emit()


def one_hand_box(checked: bool) -> QCheckBox:
    """The box that asks whether photos are painted as one series."""
    box = QCheckBox(tr("All alike, as one series"))
    box.setToolTip(
        tr("Photos that come together are painted as all of them are on average, so that they do not flicker")
    )
    box.setChecked(checked)
    return box


def beside(field: QWidget, other: QWidget | QLabel) -> QHBoxLayout:
    """A field, as wide as there is room, and something beside it."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.GRID)
    row.addWidget(field, 1)
    row.addWidget(other)
    return row
