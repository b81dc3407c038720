"""What a killed run leaves behind is gone after the next one; what somebody writes right now is not touched."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from stylizer_app.imaging.targets import write_file
from stylizer_app.system import leftovers
from stylizer_app.system.leftovers import VERY_OLD, TemporaryFolder, hold
from tests.systems import KILL, WINDOWS, need_links

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


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for temporary files."""
    monkeypatch.setattr(leftovers.tempfile, "tempdir", str(tmp_path))
    return tmp_path


def grown_old(folder: Path) -> None:
    """Let a folder's files be hours old, those that mark it too."""
    for path in folder.rglob("*"):
        os.utime(path, (time.time() - HOURS_AGO,) * 2)


def test_a_temporary_folder_is_gone_when_it_is_closed(temporary: Path) -> None:
    with TemporaryFolder() as folder:
        (folder.path / "photo.png").write_bytes(b"picture")
        assert list(temporary.iterdir()) == [folder.path]
    assert not list(temporary.iterdir())


def test_a_temporary_folder_in_use_stays_however_old(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with TemporaryFolder() as folder:
        (folder.path / "photo.png").write_bytes(b"picture")
        grown_old(folder.path)
        monkeypatch.setattr(leftovers, "_seen", set())
        with TemporaryFolder() as other:
            assert {path.name for path in temporary.iterdir()} == {folder.path.name, other.path.name}
            assert (folder.path / "photo.png").is_file()


@pytest.mark.parametrize("name", ["stylizer-mine", "stylizer-01234567", "other-01234567"])
def test_folders_that_are_nobodys_temporary_ones_stay(temporary: Path, name: str) -> None:
    (temporary / name).mkdir()
    (temporary / name / "photo.png").write_bytes(b"picture")
    grown_old(temporary)
    with TemporaryFolder():
        assert (temporary / name / "photo.png").is_file()


def test_a_link_in_a_temporary_folders_place_leads_nowhere(temporary: Path) -> None:
    (temporary / "mine").mkdir()
    (temporary / "mine" / leftovers._MARK).touch()
    grown_old(temporary)
    need_links(temporary)
    (temporary / "stylizer-01234567").symlink_to(temporary / "mine", target_is_directory=True)
    with TemporaryFolder():
        assert (temporary / "mine" / leftovers._MARK).is_file()


def test_a_killed_runs_temporary_folder_goes_with_the_next_one(temporary: Path) -> None:
    code = """
import sys, os, tempfile
from stylizer_app.system.leftovers import TemporaryFolder
tempfile.tempdir = sys.argv[1]
folder = TemporaryFolder()
(folder.path / "photo.png").write_bytes(b"picture")
os.kill(os.getpid(), int(sys.argv[2]))
"""
    done = subprocess.run([sys.executable, "-c", code, str(temporary), str(int(KILL))], check=False)
    assert abs(done.returncode) == KILL
    (left,) = temporary.iterdir()
    with TemporaryFolder():
        assert (left / "photo.png").is_file()  # it is too young to be anybody's for certain
    grown_old(left)
    leftovers._seen.clear()
    with TemporaryFolder() as folder:
        assert list(temporary.iterdir()) == [folder.path]


@pytest.mark.skipif(sys.platform == "win32", reason="there the file is closed, and only its age tells")
def test_one_that_is_being_written_stays_however_old(tmp_path: Path) -> None:
    path = aged(tmp_path / ".sty-0123abcd")
    with path.open("rb") as file:
        hold(file.fileno())
        write_file(tmp_path / "a.png", b"picture", "refuse")
        assert path.is_file()


def test_a_killed_run_leaves_nothing_for_ever(tmp_path: Path) -> None:
    code = """
import sys, os, pathlib
from stylizer_app.system.files import finished_beside
with finished_beside(pathlib.Path(sys.argv[1]), b"x" * 1000):
    os.kill(os.getpid(), int(sys.argv[2]))
"""
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.png"), str(int(KILL))], check=False)
    assert abs(done.returncode) == KILL
    (left,) = tmp_path.iterdir()
    aged(left, 2 * (VERY_OLD if WINDOWS else leftovers.OLD))
    write_file(tmp_path / "b.png", b"picture", "refuse")
    assert [path.name for path in tmp_path.iterdir()] == ["b.png"]


def test_a_folder_is_looked_into_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[object] = []
    scan = os.scandir
    monkeypatch.setattr(leftovers.os, "scandir", lambda folder: looks.append(folder) or scan(folder))
    for number in range(3):
        write_file(tmp_path / f"{number}.png", b"picture", "refuse")
    assert looks == [tmp_path]
