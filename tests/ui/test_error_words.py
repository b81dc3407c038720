"""Errors are said in the window's language, without flags of the command line, whatever the core calls them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from stylizer_app.errors import DeviceError, MemoryBudgetError, PackError, StylizerError, UsageError
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.encode import encode
from stylizer_app.imaging.targets import writable_target
from stylizer_app.ui import translate
from stylizer_app.ui.error_words import sentence


@pytest.fixture(params=["en", "it"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    translate.install(qapp, request.param)
    yield request.param
    translate.install(qapp, "en")


def file(folder: Path, content: bytes) -> Path:
    path = folder / "photo.jpg"
    path.write_bytes(content)
    return path


LANDSCAPE = Path(__file__).parents[2] / "examples" / "landscape.jpg"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(17) + b"\0\0\0\0IEND\xaeB`\x82"

CASES: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "missing": (lambda folder: decode(folder / "photo.jpg"), "does not exist", "non esiste"),
    "folder": (decode, "is a folder", "è una cartella"),
    "empty": (lambda folder: decode(file(folder, b"")), "is empty", "è vuoto"),
    "unknown": (lambda folder: decode(file(folder, b"no picture at all")), "of a known kind", "di un tipo noto"),
    "damaged": (lambda folder: decode(file(folder, PNG)), "is damaged", "è danneggiato"),
    "large": (
        lambda folder: decode(LANDSCAPE, max_pixels=1000),
        "in the preferences", "nelle preferenze",
    ),
    "no folder": (
        lambda folder: writable_target(folder / "gone" / "out.jpg", "replace"),
        "the folder does not exist", "la cartella non esiste",
    ),
    "taken": (
        lambda folder: encode(decode(LANDSCAPE), file(folder, b"x"), overwrite="refuse"),
        "exists already",
        "esiste già",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_the_core_says_is_said_in_the_windows_words(case: str, language: str, tmp_path: Path) -> None:
    act, english, italian = CASES[case]
    with pytest.raises(StylizerError) as raised:
        act(tmp_path)
    said = sentence(raised.value)
    assert (english if language == "en" else italian) in said
    assert "--" not in said
    assert "{" not in said
    if language == "it":
        assert str(raised.value) not in said


@pytest.mark.parametrize(
    ("error", "english"),
    [
        (
            MemoryBudgetError(
                "Painting needs at least 93 MB of memory and the budget is 50 MB. Allow more with --memory, or close"
                " other programs."
            ),
            "Painting this needs 93 MB of memory; the budget is 50 MB. Allow more in the preferences.",
        ),
        (
            DeviceError("The device cuda does not start: no driver."),
            "cuda cannot paint on this computer. Choose another device in the preferences.",
        ),
    ],
)
def test_the_engines_errors_name_what_to_do(qapp: QApplication, error: StylizerError, english: str) -> None:
    assert sentence(error) == english


def test_an_error_that_is_not_known_by_its_words_keeps_them(language: str) -> None:
    said = [sentence(kind("Odd thing.")) for kind in (PackError, UsageError)]
    if language == "en":
        assert said == ["Odd thing.", "Odd thing."]
    else:
        assert said == ["Queste reti non si possono usare. (Odd thing.)", "Questo non è possibile. (Odd thing.)"]
