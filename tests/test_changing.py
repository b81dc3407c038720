"""The lists of docs/changing.md are true: what they name is there, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "changing.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.+?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))

MARKS = {
    "An adjustment": r"\bcolors\b",
    "A format": r"\"avif\"",
    "A device": r"(?i)\"coreml|coremlexecution",
    "A kind of pack": r"\bfloats_per_cell\b",
    "A dialog": r"\bCropDialog\b|\bcrop_photo\b",
    "An error": r"\bNOT_FLAT\b",
}
"""What gives the example of each section away."""

BESIDES = {
    "An adjustment": {
        "stylizer_app/choices/recipe.py",
        "stylizer_app/choices/session.py",
    },  # the files of the first version named it
}
"""Where an example stands for a reason that no new one will have."""


def listed(section: str) -> dict[str, str]:
    """The files of a section's table, with what is said to stand there."""
    return dict(re.findall(r"^\| `(.+?)` \| `(.+?)` \|", SECTIONS[section], re.MULTILINE))


def test_every_section_has_an_example() -> None:
    assert set(SECTIONS) == set(MARKS)


@pytest.mark.parametrize("section", MARKS)
def test_what_a_list_names_is_there(section: str) -> None:
    files = listed(section)
    assert len(files) == len(re.findall(r"^\| `", SECTIONS[section], re.MULTILINE))
    for name, excerpt in files.items():
        assert excerpt in (ROOT / name).read_text("utf-8"), name


@pytest.mark.parametrize("section", MARKS)
def test_no_other_file_of_the_program_knows_the_example(section: str) -> None:
    program = {path.relative_to(ROOT).as_posix(): path for path in (ROOT / "stylizer_app").rglob("*.py")}
    knowing = {name for name, path in program.items() if re.search(MARKS[section], path.read_text("utf-8"))}
    assert knowing - BESIDES.get(section, set()) <= set(listed(section))
