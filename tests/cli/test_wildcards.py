"""Patterns that the shell leaves to the program, as those of Windows do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stylizer_app.__main__ import main
from stylizer_app.cli.wildcards import expanded
from tests.cli.conftest import Run, names, write_photo

WORDS = ("--style", "charcoal", "--quiet")


def test_a_pattern_stands_for_every_file_that_it_matches(run: Run, here: Path) -> None:
    (here / "holiday").mkdir()
    for name in ("b.jpg", "a.jpg", "c.png"):
        write_photo(here / "holiday" / name)
    assert run("paint", "holiday/*.jpg", *WORDS, "-o", "out/").code == 0
    assert names(here / "out") == ["a.jpg", "b.jpg"]
    assert run("paint", "holiday/?.png", *WORDS, "-o", "one.png").code == 0


def test_a_pattern_without_a_match_is_said_before_anything_is_painted(run: Run, here: Path) -> None:
    outcome = run("paint", "photo.png", "*.webp", *WORDS, "-o", "out/")
    assert outcome.code == 2
    assert outcome.complaints == ['stylizer: No file matches "*.webp". Check the pattern and its folder.']
    assert not (here / "out").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file called *.png")
def test_a_file_that_is_called_like_a_pattern_comes_first(here: Path) -> None:
    write_photo(here / "*.png")
    assert expanded(["*.png", "ph?to.png"]) == ["*.png", "photo.png"]


def test_brackets_stand_for_themselves(here: Path) -> None:
    write_photo(here / "a [1].jpg")
    write_photo(here / "a 1.jpg")
    assert expanded(["a [1].*"]) == ["a [1].jpg"]


def test_the_window_opens_what_a_pattern_matches(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("stylizer_app.__main__._open_window", lambda paths: opened.extend(paths) or 0)
    assert main(["p*.*", "*.webp"]) == 0
    assert opened == ["painting.jpg", "photo.png", "*.webp"]
