"""The documentation speaks of what there is: files that it names exist, and the picture of the rooms is complete."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "stylizer_app"
ROOMS = (
    "stylizer_app",
    "choices",
    "engine",
    "errors",
    "fetching",
    "ui",
    "imaging",
    "system",
    "cli",
    "scripts",
    "packaging",
    "docs",
    "tests",
)
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def named_files(text: str) -> list[str]:
    """What stands between backticks and looks like a path into one of the folders."""
    return re.findall(rf"`((?:{'|'.join(ROOMS)})/[\w/.-]*\w)/?`", text)


def exists(name: str) -> bool:
    """Whether there is such a file or folder, in the checkout or in the package, with or without the ending."""
    return any((base / f"{name}{ending}").exists() for base in (ROOT, PROGRAM) for ending in ("", ".py"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    assert [name for name in named_files(page.read_text("utf-8")) if not exists(name)] == []


def test_the_picture_of_the_rooms_shows_every_room() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    tree = text.partition("## The rooms")[2].partition("\n## ")[0]
    rooms = {file.parent.name for file in PROGRAM.rglob("__init__.py")}
    assert rooms <= set(re.findall(r"(\w+)/", tree))


@pytest.mark.parametrize("room", ["", "choices", "engine", "fetching", "imaging", "system", "ui", "ui/background"])
def test_the_picture_of_the_rooms_shows_every_module_of_a_room_of_many_purposes(room: str) -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    tree = text.partition("## The rooms")[2].partition("\n## ")[0]
    modules = {file.stem for file in (PROGRAM / room).glob("*.py")} - {"__init__"}
    assert modules <= set(re.findall(r"\w+", tree))


def test_every_room_opens_with_one_sentence_and_hands_nothing_on() -> None:
    for file in PROGRAM.rglob("*/__init__.py"):
        if file.parent.name in {"errors", "wording"}:  # what all of their modules share is the room itself
            continue
        assert re.fullmatch(r'""".+\."""\n', file.read_text("utf-8")), file
