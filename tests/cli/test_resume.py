"""A run that is killed without warning, again and again, and goes on each time."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from stylizer_app.imaging.decode import decode
from stylizer_app.many.journal import Journal
from tests.cli.conftest import write_photo
from tests.systems import WINDOWS, WINE

ROOT = Path(__file__).resolve().parents[2]

KILLED = 1 if WINDOWS else -signal.SIGKILL
"""The exit code that ``Popen.kill`` leaves."""

PROGRAM = """
import itertools, os, sys, time
from stylizer_app.__main__ import main
from tests.fake_painter import FakeLibrary, FakePainter
import stylizer_app.cli.paint as paint

number = itertools.count()

def before(request, progress):
    time.sleep(600 if next(number) == int(os.environ.get("STOPS_AFTER", -1)) else 0.02)

paint.Painter = lambda library: FakePainter(before=before)
paint.PackLibrary = FakeLibrary
sys.exit(main(sys.argv[1:]))
"""


def start(
    here: Path, *words: str, data: Any = subprocess.DEVNULL, out: Any = subprocess.PIPE, stops_after: int = -1
) -> subprocess.Popen[bytes]:
    """Start the program in a folder, with a painter that takes a moment, and falls asleep over a picture."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "STOPS_AFTER": str(stops_after)}
    pipes: dict[str, Any] = {"stdin": data, "stdout": out, "stderr": subprocess.PIPE}
    command = [sys.executable, "-c", PROGRAM, *words, "--device", "cpu"]
    return subprocess.Popen(command, cwd=here, env=environment, **pipes)


def painted(out: bytes) -> list[str]:
    """The photos of which standard output says that they were painted."""
    told = [json.loads(line) for line in out.splitlines() if line.endswith(b"}")]
    return [line["input"] for line in told if line["type"] == "painted"]


def album(here: Path, count: int, broken: int) -> list[str]:
    """Photos in a folder and in three inside it, some of them broken; returns the good ones."""
    good = []
    for number in range(count):
        path = (
            here / "album" / ("", "one", "two", "two/three")[number % 4] / f"{number:03}.{('png', 'jpg')[number % 2]}"
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        write_photo(path, (60, 40), seed=number)
        if number % (count // broken) == 1:
            path.write_bytes(path.read_bytes()[:200])
        else:
            good.append(path.relative_to(here / "album").as_posix())
    return sorted(good)


def results(here: Path) -> list[str]:
    """What lies in the folder for results and is not hidden."""
    files = (path for path in (here / "out").rglob("*") if path.is_file() and not path.name.startswith("."))
    return sorted(path.relative_to(here / "out").as_posix() for path in files)


@pytest.mark.parametrize(("count", "broken"), [(20, 5), pytest.param(200, 5, marks=pytest.mark.slow)])
def test_killed_twice_every_good_picture_is_painted_exactly_once(here: Path, count: int, broken: int) -> None:
    good = album(here, count, broken)
    words = ("paint", "album", "-r", "--style", "charcoal", "-o", "out", "--resume", "--json")
    told: list[str] = []
    for share in (0.3, 0.6):
        with (here / "said.txt").open("wb") as said:
            wanted = int(len(good) * share)
            program = start(here, *words, out=said, stops_after=wanted - len(results(here)))
            while len(results(here)) < wanted and program.poll() is None:
                time.sleep(0.01)
            program.kill()
            program.communicate()
        assert program.returncode == KILLED
        told += painted((here / "said.txt").read_bytes())
        assert len(results(here)) == wanted
    last = start(here, *words)
    out, err = last.communicate(timeout=120)
    told += painted(out)
    assert last.returncode == 1
    assert results(here) == good
    assert max(Counter(told).values()) == 1
    end = json.loads(out.splitlines()[-1])
    assert (end["type"], len(end["failed"])) == ("done", broken)
    assert all(failure["input"] in failure["error"] for failure in end["failed"])
    assert len(err.splitlines()) == broken
    for name in good:
        photo, result = decode(here / "album" / name), decode(here / "out" / name)
        assert np.abs(255 - photo.rgb.astype(int) - result.rgb).mean() < 8
    final = start(here, *words)
    out, _ = final.communicate(timeout=120)
    assert painted(out) == []


def test_two_runs_do_not_work_on_the_same_results(here: Path) -> None:
    (here / "out").mkdir()
    with Journal(here / "out"):
        program = start(here, "paint", "photo.png", "--style", "charcoal", "-o", "out", "--resume")
        out, err = program.communicate(timeout=60)
    assert (program.returncode, out) == (2, b"")
    assert b"Another run is writing" in err


def test_a_photo_from_standard_input_becomes_a_painting_on_standard_output(here: Path) -> None:
    program = start(here, "paint", "-", "--style", "charcoal", "-o", "-", data=subprocess.PIPE)
    out, err = program.communicate((here / "photo.png").read_bytes(), timeout=60)
    assert (program.returncode, err) == (0, b"")
    (here / "out.png").write_bytes(out)
    with Image.open(here / "out.png") as image:
        assert image.format == "PNG"
        assert np.array_equal(np.asarray(image), 255 - np.asarray(Image.open(here / "photo.png")))


def test_what_is_no_picture_on_standard_input_is_said(here: Path) -> None:
    program = start(here, "paint", "-", "--style", "charcoal", "-o", "o.png", data=subprocess.PIPE)
    out, err = program.communicate(b"no picture", timeout=60)
    assert (program.returncode, out) == (1, b"")
    assert len(err.splitlines()) == 1
    assert err.startswith(b'"-" is not a picture')


def test_what_came_from_standard_input_is_called_as_it_was_typed(here: Path) -> None:
    program = start(here, "paint", "-", "--style", "charcoal", "-o", "o.png", "--json", data=subprocess.PIPE)
    out, _ = program.communicate((here / "photo.png").read_bytes(), timeout=60)
    assert painted(out) == ["-"]


@pytest.mark.skipif(WINDOWS, reason="redirections of POSIX")
@pytest.mark.parametrize(
    ("words", "closed", "said"),
    [("- -o o.png", "<&-", b"no standard input"), ("photo.png -o -", ">&-", b"no standard output")],
)
def test_a_standard_stream_that_is_closed_is_said(here: Path, words: str, closed: str, said: bytes) -> None:
    command = f"{sys.executable} -m stylizer_app paint {words} --style charcoal {closed}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, shell=True, cwd=here, env=environment, capture_output=True, timeout=60, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert said in done.stderr


@pytest.mark.skipif(WINDOWS, reason="signals of POSIX")
def test_a_watched_folder_is_painted_until_ctrl_c_and_again_after_a_restart(here: Path) -> None:
    pytest.importorskip("watchdog", reason="watchdog is not installed")
    good = album(here, 8, 2)
    words = ("paint", "album", "-r", "--watch", "--style", "charcoal", "-o", "album/painted", "--json")

    def results() -> list[str]:
        files = (path for path in (here / "album" / "painted").rglob("*") if path.suffix in {".png", ".jpg"})
        return sorted(path.relative_to(here / "album" / "painted").as_posix() for path in files)

    def until(wanted: list[str], program: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + 60
        while results() != wanted and time.monotonic() < end and program.poll() is None:
            time.sleep(0.05)
        assert results() == wanted

    first = start(here, *words)
    until(good, first)
    write_photo(here / "album" / "late.jpg", seed=50)
    (here / "album" / "one" / "001.jpg").unlink()
    until(sorted([*good, "late.jpg"]), first)
    first.kill()
    told = painted(first.communicate()[0])
    write_photo(here / "album" / "later.jpg", seed=51)
    second = start(here, *words)
    until(sorted([*good, "late.jpg", "later.jpg"]), second)
    second.send_signal(signal.SIGINT)
    out, _ = second.communicate(timeout=30)
    assert second.returncode == 1
    assert max(Counter([*told, *painted(out)]).values()) == 1
    assert json.loads(out.splitlines()[-1])["type"] == "done"


@pytest.mark.skipif(WINE, reason="Wine, unlike Windows, does not tell of a watched folder that is deleted")
def test_watching_ends_with_its_folder_and_a_photo_that_became_whole_is_no_failure(here: Path) -> None:
    pytest.importorskip("watchdog", reason="watchdog is not installed")
    (here / "scans").mkdir()
    (here / "scans" / "a.png").write_text("no picture")
    program = start(here, "paint", "scans", "--watch", "--style", "charcoal", "-o", "painted", "--json")
    assert program.stdout is not None
    kinds = (json.loads(line)["type"] for line in program.stdout)
    assert next(kinds) == "failed"
    shutil.copy(here / "photo.png", here / "scans" / "a.png")
    assert next(kinds) == "painted"
    shutil.rmtree(here / "scans")
    out, err = program.communicate(timeout=60)
    assert program.returncode == 1
    assert json.loads(out)["failed"] == []
    assert err.splitlines()[-1] == b'stylizer: "scans" does not exist. Check its name and folder.'
