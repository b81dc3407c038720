"""The size of the result in pixels, in centimetres or inches, or by a sheet of paper; the shape stays the photo's."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from stylizer_app.choices.amounts import LONGEST_SIDE
from stylizer_app.imaging.geometry import CM_PER_INCH, Size
from stylizer_app.ui.dialogs.large_prints import link_to_large_prints
from stylizer_app.ui.dialogs.parts import label, pad
from stylizer_app.ui.dialogs.sheets import PER_INCH, PIXELS, SHEETS, Sheet
from stylizer_app.ui.look import theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.basics.drop_down import DropDown
from stylizer_app.ui.widgets.basics.number_field import NumberField

USUAL_DPI = 300.0
POOR_DPI = 150
"""With fewer of the photo's own dots per inch a print looks soft, and a photo's claim to have them is an empty one."""


class SizeFields(QWidget):
    """``changed`` follows every change. In pixels, dots per inch are only written down; on paper they count.

    ``own`` and ``dpi`` are the photo's; what the fields show is what the file gets.
    """

    changed = Signal()

    def __init__(self, own: Size, dpi: float | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own, self._size = own, own
        self._own_dpi, self._dpi_typed = dpi, False
        self._limit, self._inches = LONGEST_SIDE, 0.0
        self.width_field, self.height_field = self._field(tr("Width")), self._field(tr("Height"))
        self.unit = DropDown(tr("Unit"))
        self.unit.addItems([tr("pixels"), tr("cm"), tr("inches")])
        self.sheet = DropDown(tr("Paper"))
        self.sheet.addItem(tr("Any size"))
        for sheet in SHEETS:
            self.sheet.addItem(sheet.title)
        self.sheet.setToolTip(tr("As large as fits on this sheet. To fill it, crop the photo to its shape first."))
        shown = dpi or USUAL_DPI
        self.dpi_field = NumberField(minimum=min(10, shown), maximum=max(2400, shown), value=shown)
        self.dpi_field.setSuffix(" dpi")
        pad(self.dpi_field)
        self.dpi_field.setAccessibleName(tr("Dots per inch"))
        self.dpi_field.setToolTip(
            tr("How densely the pixels are printed: 300 for a photo in the hand, 150 for a poster.")
        )
        self.reset = QPushButton(tr("Original size"))
        self.reset.setProperty("link", True)
        self.reset.setAutoDefault(False)
        self._arrange()
        self._connect()
        self._show()

    def _field(self, name: str) -> NumberField:
        field = NumberField(minimum=0.01, maximum=1e6)
        field.setAccessibleName(name)
        pad(field)
        return field

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.width_field, 1)
        row.addWidget(QLabel("×"))
        row.addWidget(self.height_field, 1)
        row.addWidget(self.unit)
        second = QHBoxLayout()
        second.setSpacing(theme.GRID)
        second.addWidget(self.sheet)
        second.addWidget(self.dpi_field)
        second.addStretch()
        second.addWidget(self.reset)
        self.paper, self.help = label("", "muted"), link_to_large_prints(self._own)
        self.fit = label("", "muted", wrap=True)
        third = QHBoxLayout()
        third.addWidget(self.paper)
        third.addStretch()
        third.addWidget(self.help)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addLayout(row)
        layout.addLayout(second)
        layout.addLayout(third)
        layout.addWidget(self.fit)

    def _connect(self) -> None:
        self.width_field.valueChanged.connect(lambda value: self._typed(value / self._own.width))
        self.height_field.valueChanged.connect(lambda value: self._typed(value / self._own.height))
        self.unit.currentIndexChanged.connect(lambda _index: self._show())
        self.dpi_field.valueChanged.connect(lambda _value: self._dpi_changed())
        self.sheet.currentIndexChanged.connect(lambda _index: self._fit_sheet())
        self.reset.clicked.connect(self._reset)

    @property
    def chosen(self) -> Size | None:
        """The size chosen; None for the photo's own."""
        return None if self._size == self._own else self._size

    @property
    def pixels(self) -> Size:
        """The size chosen, in pixels."""
        return self._size

    @property
    def dpi(self) -> float | None:
        """Dots per inch to write down; None leaves what the photo says, if it says any."""
        return self.dpi_field.value() if self._dpi_typed or self._for_paper else None

    @property
    def chosen_sheet(self) -> Sheet | None:
        """The sheet of paper that the picture shall fit on."""
        chosen = self.sheet.currentIndex()
        return SHEETS[chosen - 1] if chosen > 0 else None

    def set_limit(self, longest_side: int) -> None:
        """Allow no longer side than the file format can hold."""
        self._limit = min(longest_side, LONGEST_SIDE)
        if self._size.long_side > self._limit:
            self._size = self._own.with_long_side(self._limit)
            self._show()

    @property
    def _for_paper(self) -> bool:
        return self._on_paper() or self.chosen_sheet is not None

    def _on_paper(self) -> bool:
        return self.unit.currentIndex() != PIXELS

    def _factor(self) -> float:
        """What a number in the fields stands for, in pixels."""
        return self.dpi_field.value() / PER_INCH[self.unit.currentIndex()] if self._on_paper() else 1.0

    def _fit_sheet(self) -> None:
        """As large as the sheet allows, in its own unit."""
        if (sheet := self.chosen_sheet) is not None:
            with QSignalBlocker(self.unit):
                self.unit.setCurrentIndex(sheet.unit)
            self._propose_dpi()
            self._size = self._own.with_long_side(min(sheet.dots(self._own, self.dpi_field.value()), self._limit))
        self._show()

    def _propose_dpi(self) -> None:
        """Until dots per inch are typed: the photo's own, or on paper those of a good print if it has fewer."""
        if self._dpi_typed:
            return
        own = self._own_dpi or USUAL_DPI
        with QSignalBlocker(self.dpi_field):
            self.dpi_field.setValue(USUAL_DPI if self._for_paper and own < POOR_DPI else own)

    def _no_sheet(self) -> None:
        """The size is another one now."""
        with QSignalBlocker(self.sheet):
            self.sheet.setCurrentIndex(0)

    def _typed(self, share_in_unit: float) -> None:
        """Take a width or height over: ``share_in_unit`` times the unit is the share of the photo's own size."""
        long_side = round(share_in_unit * self._factor() * self._own.long_side)
        size = self._own.with_long_side(min(max(long_side, 1), self._limit))
        if size != self._size:
            self._size = size
            self._no_sheet()
            self._show(typing=self.width_field if self.width_field.hasFocus() else self.height_field)

    def _dpi_changed(self) -> None:
        """Keep the size on paper, or the pixels."""
        self._dpi_typed = True
        inches = self._inches
        if self._on_paper():
            long_side = round(inches * self.dpi_field.value())
            self._size = self._own.with_long_side(min(max(long_side, 1), self._limit))
        self._show()
        if self._on_paper():
            self._inches = inches  # not rounded to pixels anew with each digit that is typed

    def _reset(self) -> None:
        self._size = self._own
        self._no_sheet()
        self._show()

    def _show(self, typing: NumberField | None = None) -> None:
        """Bring the fields into step, except the one that is being typed into."""
        self._propose_dpi()
        factor = self._factor()
        self._inches = self._size.long_side / self.dpi_field.value()
        for field, amount in ((self.width_field, self._size.width), (self.height_field, self._size.height)):
            if field is typing and field.hasFocus():  # whatever is set rewrites its text
                continue
            with QSignalBlocker(field):
                field.setDecimals((0, 1, 2)[self.unit.currentIndex()])
                field.setValue(amount / factor)
        self._tell()
        self.reset.setEnabled(self._size != self._own)
        self.changed.emit()

    def _tell(self) -> None:
        """Say the other size, how the picture lies on its sheet, and what else is to know about its resolution."""
        dpi, told = self.dpi_field.value(), []
        if self.chosen_sheet is not None:
            told.append(self.chosen_sheet.filled_by(self._size, dpi))
        if self._for_paper:
            told.append(_resolution_note(self._own, self._size, dpi))
        if self.dpi is None and self._own_dpi is None:
            told.append(tr("The photo states no dpi, and neither will the file until you choose a value."))
        self.paper.setText(_other_size(self._size, dpi, on_paper=self._on_paper()))
        self.fit.setText(" ".join(filter(None, told)))
        self.fit.setVisible(bool(self.fit.text()))


def _other_size(size: Size, dpi: float, *, on_paper: bool) -> str:
    """The size on paper where pixels are typed, else the pixels."""
    if on_paper:
        return tr("{width} × {height} pixels").format(width=size.width, height=size.height)
    cm = CM_PER_INCH / dpi
    width, height = (QLocale().toString(side * cm, "f", 1) for side in (size.width, size.height))
    return tr("{width} × {height} cm on paper").format(width=width, height=height)


def _resolution_note(own: Size, size: Size, dpi: float) -> str:
    """Whether the photo has pixels enough for a size on paper; "" if it has."""
    own_dpi = round(own.long_side / size.long_side * dpi)
    told = tr("The photo’s own pixels give only {dpi} dpi there: seen closely, it is soft.")
    return told.format(dpi=own_dpi) if own_dpi < POOR_DPI else ""
