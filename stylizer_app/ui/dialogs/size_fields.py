"""The size of the result in pixels, or in centimetres on paper; the shape always stays the photo's."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from stylizer_app.imaging.geometry import Size
from stylizer_app.ui.dialogs.parts import label, pad
from stylizer_app.ui.look import theme
from stylizer_app.ui.translate import tr

CM_PER_INCH = 2.54
USUAL_DPI = 300.0
LARGEST = 65_535


class SizeFields(QWidget):
    """``changed`` follows every change. In pixels, dots per inch are only written down; in centimetres they count."""

    changed = Signal()

    def __init__(self, own: Size, dpi: float | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own, self._size = own, own
        self._limit = LARGEST
        self.width_field, self.height_field = self._field(tr("Width")), self._field(tr("Height"))
        self.unit = QComboBox()
        self.unit.addItems([tr("pixels"), tr("cm")])
        self.unit.setAccessibleName(tr("Unit"))
        self.dpi_field = QDoubleSpinBox(decimals=0, minimum=10, maximum=2400, value=dpi or USUAL_DPI)
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

    def _field(self, name: str) -> QDoubleSpinBox:
        field = QDoubleSpinBox(minimum=0.01, maximum=1e6)
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
        second.addWidget(self.dpi_field)
        second.addStretch()
        second.addWidget(self.reset)
        self.paper = label("", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addLayout(row)
        layout.addLayout(second)
        layout.addWidget(self.paper)

    def _connect(self) -> None:
        self.width_field.valueChanged.connect(lambda value: self._typed(value / self._own.width))
        self.height_field.valueChanged.connect(lambda value: self._typed(value / self._own.height))
        self.unit.currentIndexChanged.connect(lambda _index: self._show())
        self.dpi_field.valueChanged.connect(lambda _value: self._dpi_changed())
        self.reset.clicked.connect(self._reset)
        self._paper_factor = self._factor()

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
        self._limit = min(longest_side, LARGEST)
        if self._size.long_side > self._limit:
            self._size = self._own.with_long_side(self._limit)
            self._show()

    def _in_cm(self) -> bool:
        return self.unit.currentIndex() == 1

    def _factor(self) -> float:
        """What a number in the fields stands for, in pixels."""
        return self.dpi_field.value() / CM_PER_INCH if self._in_cm() else 1.0

    def _typed(self, share_in_unit: float) -> None:
        """Take a width or height over: ``share_in_unit`` times the unit is the share of the photo's own size."""
        long_side = round(share_in_unit * self._factor() * self._own.long_side)
        size = self._own.with_long_side(min(max(long_side, 1), self._limit))
        if size != self._size:
            self._size = size
            self._show(typing=self.width_field if self.width_field.hasFocus() else self.height_field)

    def _dpi_changed(self) -> None:
        """Keep the paper's size in centimetres, or the pixels."""
        factor = self._factor()
        if self._in_cm() and self._paper_factor:
            long_side = round(self._size.long_side * factor / self._paper_factor)
            self._size = self._own.with_long_side(min(max(long_side, 1), self._limit))
        self._paper_factor = factor
        self._show()

    def _reset(self) -> None:
        self._size = self._own
        self._show()

    def _show(self, typing: QDoubleSpinBox | None = None) -> None:
        """Bring the fields into step, except the one that is being typed into."""
        factor = self._paper_factor = self._factor()
        for field, amount in ((self.width_field, self._size.width), (self.height_field, self._size.height)):
            with QSignalBlocker(field):
                field.setDecimals(1 if self._in_cm() else 0)
                if field is not typing or not field.hasFocus():
                    field.setValue(amount / factor)
        cm = CM_PER_INCH / self.dpi_field.value()
        width, height = self._size.width, self._size.height
        text = tr("{width} × {height} pixels") if self._in_cm() else tr("{width} × {height} cm on paper")
        paper = [QLocale().toString(side * cm, "f", 1) for side in (width, height)]
        sides = (width, height) if self._in_cm() else paper
        self.paper.setText(text.format(width=sides[0], height=sides[1]))
        self.reset.setEnabled(self._size != self._own)
        self.changed.emit()
