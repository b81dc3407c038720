"""A field to type a number in: point and comma both begin the decimals, and thousands are not set apart."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox


class NumberField(QDoubleSpinBox):
    """Whoever types 29.7 or 29,7 means the same, whatever the system writes; 1.234,5 is not taken."""

    def __init__(self, *, minimum: float, maximum: float, decimals: int = 0, value: float | None = None) -> None:
        super().__init__(decimals=decimals, minimum=minimum, maximum=maximum)
        locale = self.locale()
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator | QLocale.NumberOption.RejectGroupSeparator)
        self.setLocale(locale)
        if value is not None:
            self.setValue(value)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Let pass what is, or may become, a number; a whole one has no point: 2.000 would become 2."""
        if self.decimals() == 0 and ("." in text or "," in text):
            return QValidator.State.Invalid, text, position
        return super().validate(self._as_written_here(text), position)

    def valueFromText(self, text: str) -> float:
        """The number that a text means."""
        return super().valueFromText(self._as_written_here(text))

    def _as_written_here(self, text: str) -> str:
        point = self.locale().decimalPoint()
        return text.replace(".", point).replace(",", point)
