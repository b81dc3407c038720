"""A number to type, with its unit; where it has a name, the name is shown instead, and can be typed as well."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QValidator

from stylizer_app.ui.widgets.basics.number_field import NumberField


class NamedNumber(NumberField):
    """Whole numbers. Looks like a label until it is pointed at."""

    def __init__(self, minimum: float, maximum: float, unit: str) -> None:
        self._unit = f" {unit}" if unit else ""
        self._names: dict[int, str] = {}
        self._now = minimum
        super().__init__(minimum=minimum, maximum=maximum)
        self.setButtonSymbols(NumberField.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.lineEdit().setTextMargins(0, 0, -4, 0)  # ends where what stands below it ends
        self.setKeyboardTracking(False)
        self.setProperty("quiet", True)
        self.valueChanged.connect(self._remember)

    def setValue(self, value: float) -> None:
        """Show a value."""
        self._now = value
        super().setValue(value)

    def _remember(self, value: float) -> None:
        self._now = value

    def number_of(self, value: float) -> float:
        """Return the number that a person reads for a value."""
        return value

    def value_of(self, number: float) -> float:
        """Return the value that a person means by a number."""
        return number

    def name(self, value: float, title: str) -> None:
        """Show these words for a value."""
        self._names[round(value)] = title
        longest = max(self._text(self.minimum()), self._text(self.maximum()), key=len)
        width = max(map(self.fontMetrics().horizontalAdvance, (*self._names.values(), longest)))
        self.setMinimumWidth(width + 20)
        self.setValue(self._now)

    def textFromValue(self, value: float) -> str:
        """Return the name, or the number with its unit."""
        return self._names.get(round(value)) or self._text(value)

    def valueFromText(self, text: str) -> float:
        """Read either; a number that is shown already means the value as it is."""
        value = self._read(text)  # value() itself may ask here
        return self._now if value is None or self._text(value) == self._text(self._now) else value

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Whatever is neither yet may become one."""
        value = self._read(text)
        allowed = value is not None and self.minimum() <= value <= self.maximum()
        return QValidator.State.Acceptable if allowed else QValidator.State.Intermediate, text, position

    def _text(self, value: float) -> str:
        return QLocale().toString(round(self.number_of(value))) + self._unit

    def _read(self, text: str) -> float | None:
        folded = text.strip().casefold()
        named = next((value for value, title in self._names.items() if title.casefold() == folded), None)
        if named is not None:
            return float(named)
        number = text.strip().removesuffix(self._unit.strip()).strip()
        return float(round(self.value_of(int(number)))) if number.isdecimal() else None
