"""The size of the result in pixels, in centimetres or inches, or by a sheet of paper; the shape stays the photo's."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from stylizer_app.choices.amounts import LONGEST_SIDE
from stylizer_app.imaging.geometry import CM_PER_INCH, Size
from stylizer_app.ui.dialogs.large_prints import link_to_large_prints
from stylizer_app.ui.dialogs.parts import label, pad
from stylizer_app.ui.look import theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.basics.drop_down import DropDown
from stylizer_app.ui.widgets.basics.number_field import NumberField

USUAL_DPI = 300.0
PIXELS, CM, INCHES = range(3)
"""The units, as the box lists them."""
_PER_INCH = {CM: CM_PER_INCH, INCHES: 1.0}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper, its shorter side first; ``unit`` is what its sides are given in."""

    name: str
    short: float
    long: float
    unit: int = CM

    @property
    def title(self) -> str:
        """The name of a series, if it has one, and both sides."""
        sides = " × ".join(QLocale().toString(float(side), "g", 4) for side in (self.short, self.long))
        unit = tr("cm") if self.unit == CM else tr("in")
        size = f"{sides} {unit}"
        return f"{self.name} ({size})" if self.name else size

    def dots(self, shape: Size, dpi: float) -> int:
        """The long side in pixels of the largest picture of a shape that fits on it, lying or standing."""
        per_inch = _PER_INCH[self.unit]
        share = min(self.long / shape.long_side, self.short / shape.short_side)
        return max(1, int(share * shape.long_side / per_inch * dpi + 1e-6))


SHEETS = (
    Sheet("", 10, 15), Sheet("", 13, 18), Sheet("", 20, 30), Sheet("", 30, 45),
    Sheet("A5", 14.8, 21), Sheet("A4", 21, 29.7), Sheet("A3", 29.7, 42), Sheet("A2", 42, 59.4),
    Sheet("", 4, 6, INCHES), Sheet("", 8, 10, INCHES), Sheet("Letter", 8.5, 11, INCHES),
)  # fmt: skip


class SizeFields(QWidget):
    """``changed`` follows every change. In pixels, dots per inch are only written down; on paper they count."""

    changed = Signal()

    def __init__(self, own: Size, dpi: float | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own, self._size = own, own
        self._limit, self._inches = LONGEST_SIDE, 0.0
        self.width_field, self.height_field = self._field(tr("Width")), self._field(tr("Height"))
        self.unit = DropDown(tr("Unit"))
        self.unit.addItems([tr("pixels"), tr("cm"), tr("inches")])
        self.sheet = DropDown(tr("Paper"))
        self.sheet.addItem(tr("Any size"))
        for sheet in SHEETS:
            self.sheet.addItem(sheet.title)
        self.sheet.setToolTip(tr("As large as fits on this sheet. To fill it, crop the photo to its shape first."))
        self.dpi_field = NumberField(minimum=10, maximum=2400, value=dpi or USUAL_DPI)
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
    def dpi(self) -> float:
        """Dots per inch to write down."""
        return self.dpi_field.value()

    def set_limit(self, longest_side: int) -> None:
        """Allow no longer side than the file format can hold."""
        self._limit = min(longest_side, LONGEST_SIDE)
        if self._size.long_side > self._limit:
            self._size = self._own.with_long_side(self._limit)
            self._show()

    def _on_paper(self) -> bool:
        return self.unit.currentIndex() != PIXELS

    def _factor(self) -> float:
        """What a number in the fields stands for, in pixels."""
        return self.dpi_field.value() / _PER_INCH[self.unit.currentIndex()] if self._on_paper() else 1.0

    def _fit_sheet(self) -> None:
        """As large as the sheet allows, in its own unit."""
        chosen = self.sheet.currentIndex()
        if chosen == 0:
            return
        sheet = SHEETS[chosen - 1]
        with QSignalBlocker(self.unit):
            self.unit.setCurrentIndex(sheet.unit)
        self._size = self._own.with_long_side(min(sheet.dots(self._own, self.dpi_field.value()), self._limit))
        self._show()

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
        factor = self._factor()
        self._inches = self._size.long_side / self.dpi_field.value()
        for field, amount in ((self.width_field, self._size.width), (self.height_field, self._size.height)):
            if field is typing and field.hasFocus():  # whatever is set rewrites its text
                continue
            with QSignalBlocker(field):
                field.setDecimals((0, 1, 2)[self.unit.currentIndex()])
                field.setValue(amount / factor)
        self.paper.setText(self._other_size())
        self.reset.setEnabled(self._size != self._own)
        self.changed.emit()

    def _other_size(self) -> str:
        """The size on paper where pixels are typed, else the pixels."""
        if self._on_paper():
            return tr("{width} × {height} pixels").format(width=self._size.width, height=self._size.height)
        cm = CM_PER_INCH / self.dpi_field.value()
        width, height = (QLocale().toString(side * cm, "f", 1) for side in (self._size.width, self._size.height))
        return tr("{width} × {height} cm on paper").format(width=width, height=height)
