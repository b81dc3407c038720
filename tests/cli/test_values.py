"""What may be typed after a flag, and what is said about the rest."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylizer_app.choices.amounts import SizeRule, parse_memory, parse_pixels
from stylizer_app.cli import values
from stylizer_app.cli.parser import READERS
from stylizer_app.cli.values import NamedStyle
from stylizer_app.errors import UsageError
from stylizer_app.imaging.geometry import Size


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("woodcut", NamedStyle("woodcut")),
        ("woodcut=2", NamedStyle("woodcut", 2)),
        ("woodcut=0", NamedStyle("woodcut", 0)),
        ("a/b c.jpg=0.25", NamedStyle("a/b c.jpg", 0.25)),
        ("a=b.jpg", NamedStyle("a=b.jpg")),
        ("a=b.jpg=3", NamedStyle("a=b.jpg", 3)),
        ("=", NamedStyle("=")),
        ("=3", NamedStyle("=3")),
    ],
)
def test_a_style_is_a_name_with_or_without_a_weight(typed: str, expected: NamedStyle) -> None:
    assert values.style(typed) == expected


def test_a_file_whose_name_looks_like_a_weight_is_taken_as_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("wave=2").touch()
    assert values.style("wave=2") == NamedStyle("wave=2", 1)
    assert values.style("wave=2=5") == NamedStyle("wave=2", 5)


@pytest.mark.parametrize("typed", ["", "woodcut=-1", "woodcut=inf", "woodcut=nan"])
def test_weights_that_make_no_sense_are_refused(typed: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        values.style(typed)


@pytest.mark.parametrize("typed", ["0", "101", "9.5", "best", "²"])
def test_a_quality_outside_1_to_100_is_refused(typed: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        READERS["quality"](typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2GB", 2_000_000_000),
        ("2g", 2_000_000_000),
        ("500 MB", 500_000_000),
        ("1.5GiB", 1_610_612_736),
        ("800000000", 800_000_000),
        ("auto", None),
    ],
)
def test_memory_is_read_as_people_write_it(typed: str, expected: int | None) -> None:
    assert parse_memory(typed) == expected


@pytest.mark.parametrize("typed", ["", "much", "-2GB", "0", "2XB", "2 G B", "1e3", "1KB", "9" * 400, "٣GB"])
def test_memory_that_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        parse_memory(typed)


def test_the_limit_of_pixels_is_in_megapixels() -> None:
    assert parse_pixels("250") == parse_pixels("250 MP") == 250_000_000
    assert parse_pixels("0.5") == 500_000
    for typed in ("many", "9" * 400, "٣"):
        with pytest.raises(UsageError):
            parse_pixels(typed)


@pytest.mark.parametrize(
    ("typed", "photo", "expected"),
    [
        ("original", Size(30, 20), None),
        ("100%", Size(30, 20), None),
        ("60", Size(30, 20), Size(60, 40)),
        ("15", Size(20, 30), Size(10, 15)),
        ("50%", Size(30, 20), Size(15, 10)),
        ("1%", Size(30, 1), Size(1, 1)),
    ],
)
def test_the_size_of_a_result_keeps_the_photos_shape(typed: str, photo: Size, expected: Size | None) -> None:
    assert SizeRule.parse(typed).apply(photo) == expected


@pytest.mark.parametrize(
    "typed", ["0", "-5", "0%", "1001%", "nan%", "inf%", "big", "70000", "1.5", "1٣٣", "1_6", "9" * 5000]
)
def test_sizes_that_make_no_sense_are_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        SizeRule.parse(typed)


@given(st.one_of(st.integers(1, 65_535), st.floats(0.001, 1000), st.none()))
def test_a_size_rule_survives_being_written_down(amount: float | None) -> None:
    rule = SizeRule(long_side=amount) if isinstance(amount, int) else SizeRule(percent=amount)
    again = SizeRule.parse(str(rule))
    assert str(again) == str(rule) or rule.percent == 100
