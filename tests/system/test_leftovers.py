"""What a killed run leaves behind is gone after the next one; what somebody writes right now is not touched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from stylizer_app.imaging.targets import write_file
from stylizer_app.system import leftovers
from stylizer_app.system.leftovers import VERY_OLD, hold

HOURS_AGO = 3 * VERY_OLD


@pytest.fixture(autouse=True)
def new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "_seen", set())


def aged(path: Path, seconds: float = HOURS_AGO) -> Path:
    path.write_bytes(b"half a picture")
    then = time.time() - seconds
    os.utime(path, (then, then))
    return path


@pytest.mark.parametrize("name", [".sty-0123abcd", ".stylizer-holiday.jpg.part"])
def test_an_old_one_is_removed_with_the_next_picture(tmp_path: Path, name: str) -> None:
    aged(tmp_path / name)
    write_file(tmp_path / "a.png", b"picture", "refuse")
    assert [path.name for path in tmp_path.iterdir()] == ["a.png"]


@pytest.mark.parametrize(
    "name", ["sty-0123abcd", ".sty-0123abcd.jpg", ".sty-holidays", ".sty-0123abcde", "b.part", ".stylizer-notes"]
)
def test_files_of_other_names_stay(tmp_path: Path, name: str) -> None:
    aged(tmp_path / name)
    write_file(tmp_path / "a.png", b"picture", "refuse")
    assert (tmp_path / name).is_file()


def test_a_new_one_stays(tmp_path: Path) -> None:
    aged(tmp_path / ".sty-0123abcd", 5)
    write_file(tmp_path / "a.png", b"picture", "refuse")
    assert (tmp_path / ".sty-0123abcd").is_file()


def test_folders_and_links_stay(tmp_path: Path) -> None:
    (tmp_path / ".sty-0123abcd").mkdir()
    os.utime(tmp_path / ".sty-0123abcd", (1, 1))
    write_file(tmp_path / "a.png", b"picture", "refuse")
    assert (tmp_path / ".sty-0123abcd").is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="there the file is closed, and only its age tells")
def test_one_that_is_being_written_stays_however_old(tmp_path: Path) -> None:
    path = aged(tmp_path / ".sty-0123abcd")
    with path.open("rb") as file:
        hold(file.fileno())
        write_file(tmp_path / "a.png", b"picture", "refuse")
        assert path.is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_run_leaves_nothing_for_ever(tmp_path: Path) -> None:
    code = """
import sys, os, signal, pathlib
from stylizer_app.system.files import finished_beside
with finished_beside(pathlib.Path(sys.argv[1]), b"x" * 1000):
    os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.png")], check=False)
    assert done.returncode == -signal.SIGKILL
    (left,) = tmp_path.iterdir()
    aged(left, 2 * leftovers.OLD)
    write_file(tmp_path / "b.png", b"picture", "refuse")
    assert [path.name for path in tmp_path.iterdir()] == ["b.png"]


def test_a_folder_is_looked_into_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[object] = []
    scan = os.scandir
    monkeypatch.setattr(leftovers.os, "scandir", lambda folder: looks.append(folder) or scan(folder))
    for number in range(3):
        write_file(tmp_path / f"{number}.png", b"picture", "refuse")
    assert looks == [tmp_path]
