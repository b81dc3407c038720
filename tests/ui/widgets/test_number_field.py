"""Numbers are typed as people type them, whatever the system calls the decimal point."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from stylizer_app.imaging.geometry import Size
from stylizer_app.ui.dialogs.sheets import CM, INCHES
from stylizer_app.ui.dialogs.size_fields import SizeFields
from stylizer_app.ui.widgets.basics.number_field import NumberField


@pytest.fixture(params=["en_US", "de_DE", "it_IT", "fr_FR", "de_CH", "C"])
def locale(request: pytest.FixtureRequest) -> Iterator[str]:
    usual = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(usual)


@pytest.fixture
def field(locale: str, qtbot: QtBot) -> NumberField:
    made = NumberField(minimum=0.01, maximum=1e6, decimals=2)
    qtbot.addWidget(made)
    return made


def typed(field: NumberField, text: str, qtbot: QtBot) -> float:
    field.selectAll()
    qtbot.keyClicks(field, text)
    return field.value()


@pytest.mark.parametrize("text", ["29.7", "29,7", "29.70"])
def test_point_and_comma_mean_the_same(field: NumberField, qtbot: QtBot, text: str) -> None:
    assert typed(field, text, qtbot) == pytest.approx(29.7)


@pytest.mark.parametrize(("text", "value"), [("1.234,5", 1.23), ("1,234.5", 1.23), ("12x3", 123), ("1'000", 1000)])
def test_thousands_are_never_guessed(field: NumberField, qtbot: QtBot, text: str, value: float) -> None:
    assert typed(field, text, qtbot) == pytest.approx(value)


def test_whole_numbers_take_no_point(locale: str, qtbot: QtBot) -> None:
    field = NumberField(minimum=1, maximum=65_535, value=2000)
    qtbot.addWidget(field)
    assert field.value() == 2000
    assert typed(field, "2.000", qtbot) == 2000
    assert typed(field, "1,500", qtbot) == 1500


@pytest.fixture
def sizes(locale: str, qtbot: QtBot) -> Callable[[int], SizeFields]:
    def made(unit: int) -> SizeFields:
        fields = SizeFields(Size(3000, 2000), 300)
        qtbot.addWidget(fields)
        with qtbot.waitExposed(fields):
            fields.show()
        fields.activateWindow()
        fields.unit.setCurrentIndex(unit)
        return fields

    return made


@pytest.mark.parametrize("text", ["29.7", "29,7"])
def test_a4_is_29_7_centimetres_long(sizes: Callable[[int], SizeFields], qtbot: QtBot, text: str) -> None:
    fields = sizes(CM)
    fields.width_field.setFocus()
    assert typed(fields.width_field, text, qtbot) == pytest.approx(29.7)
    assert fields.pixels == Size(3508, 2339)
    assert fields.height_field.value() == pytest.approx(19.8)


def test_the_height_is_typed_as_well(sizes: Callable[[int], SizeFields], qtbot: QtBot) -> None:
    fields = sizes(INCHES)
    fields.height_field.setFocus()
    assert typed(fields.height_field, "4.25", qtbot) == pytest.approx(4.25)
    assert fields.pixels == Size(1913, 1275)


def test_dots_per_inch_typed_digit_by_digit_keep_the_paper(sizes: Callable[[int], SizeFields], qtbot: QtBot) -> None:
    fields = sizes(CM)
    fields.width_field.setFocus()
    typed(fields.width_field, "29.7", qtbot)
    fields.dpi_field.setFocus()
    typed(fields.dpi_field, "1200", qtbot)
    typed(fields.dpi_field, "300", qtbot)
    qtbot.keyClick(fields.dpi_field, Qt.Key.Key_Return)
    assert fields.pixels == Size(3508, 2339)
    assert fields.width_field.value() == pytest.approx(29.7)
