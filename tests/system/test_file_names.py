"""Which names files can have: each system's own rules, wherever the tests run."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylizer_app.errors.save import SaveFault
from stylizer_app.system.file_names import LONGEST, fitting, length, name_fault, path_fault

EVERYWHERE = ("linux", "darwin", "win32")


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("con.jpg", SaveFault.RESERVED_NAME), ("NUL.png", SaveFault.RESERVED_NAME), ("aux", SaveFault.RESERVED_NAME),
        ("com1.tar.gz", SaveFault.RESERVED_NAME), ("LPT9", SaveFault.RESERVED_NAME),
        ("lpt².x", SaveFault.RESERVED_NAME),
        ("con .txt", SaveFault.RESERVED_NAME), ("CONIN$", SaveFault.RESERVED_NAME),
        ("space ", SaveFault.BAD_ENDING), ("dots..", SaveFault.BAD_ENDING),
        ("a:b.jpg", SaveFault.BAD_NAME), ("what?", SaveFault.BAD_NAME), ("*.jpg", SaveFault.BAD_NAME),
        ("a\\b", SaveFault.BAD_NAME), ("new\nline.png", SaveFault.BAD_NAME), ("tab\t.png", SaveFault.BAD_NAME),
    ],
)  # fmt: skip
def test_what_only_windows_refuses(name: str, fault: SaveFault) -> None:
    assert name_fault(name, "win32") is fault
    assert name_fault(name, "linux") is None
    assert name_fault(name, "darwin") is None


@pytest.mark.parametrize(
    "name", ["icon.jpg", "console.png", "com.jpg", "com10.jpg", "null.png", ".hidden", "a b.jpg", "Gemälde-絵画-🖼.png"]
)
@pytest.mark.parametrize("system", EVERYWHERE)
def test_what_every_system_takes(name: str, system: str) -> None:
    assert name_fault(name, system) is None


@pytest.mark.parametrize("name", ["", "a/b", "a\0b"])
@pytest.mark.parametrize("system", EVERYWHERE)
def test_what_no_system_takes(name: str, system: str) -> None:
    assert name_fault(name, system) is SaveFault.BAD_NAME


@pytest.mark.parametrize(("letter", "units"), [("x", 1), ("é", 1), ("絵", 1), ("🖼", 2)])
def test_windows_and_macos_count_in_utf_16_and_linux_in_bytes(letter: str, units: int) -> None:
    fits = letter * (LONGEST // units)
    for system in ("win32", "darwin"):
        assert name_fault(fits, system) is None
        assert name_fault(fits + letter, system) is SaveFault.NAME_TOO_LONG
    assert (name_fault(fits, "linux") is None) == (letter == "x")
    assert length(letter, "linux") == len(letter.encode())


def test_a_letter_that_is_half_a_letter_is_no_name_on_linux() -> None:
    assert name_fault("\ud800", "linux") is SaveFault.BAD_NAME
    assert name_fault("\udcff", "linux") is None  # how Python writes a byte that is no UTF-8


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        (r"C:\Users\me\out.jpg", None), (r"\\server\share\out.jpg", None), (r"..\.\out.jpg", None),
        ("space \\out.jpg", SaveFault.BAD_ENDING), (r"C:\nul\out.jpg", SaveFault.RESERVED_NAME),
        (r"C:\new\con.jpg", SaveFault.RESERVED_NAME), (r"C:\a|b\out.jpg", SaveFault.BAD_NAME),
        ("out.jpg:stream", SaveFault.BAD_NAME),
    ],
)  # fmt: skip
def test_every_part_of_a_path_counts(path: str, fault: SaveFault | None) -> None:
    assert path_fault(PureWindowsPath(path), "win32") is fault
    assert path_fault(PurePosixPath(path), "linux") is None


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=260))
def test_every_name_fits_and_keeps_its_suffix(stem: str) -> None:
    name = fitting(stem, " (12)", ".jpeg")
    assert length(name) <= LONGEST
    assert name.endswith(" (12).jpeg")
    assert stem.startswith(name.removesuffix(" (12).jpeg"))
