"""The command line as a process of its own: interrupted, on a terminal, in a pipe."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import names, write_photo

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 300
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and terminals of POSIX")

PROGRAM = """
import sys, time
from stylizer_app.__main__ import main
from stylizer_app.engine.progress import Step
from tests.fake_painter import FakeLibrary, FakePainter
import stylizer_app.cli.paint as paint

def before(request, progress):
    if "slow" in request.photo.source.name:
        print("painting the slow one", flush=True)
        while True:
            progress.advance(0.5, Step(1, 2))
            time.sleep(0.01)

paint.Painter = lambda library: FakePainter(before=before)
paint.PackLibrary = FakeLibrary
sys.exit(main(sys.argv[1:]))
"""


def start(here: Path, *words: str, **options: int) -> subprocess.Popen[str]:
    """Start the program in a folder, with a painter that takes forever over photos called slow."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "200"}
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    command = [sys.executable, "-c", PROGRAM, *words, "--device", "cpu"]
    return subprocess.Popen(command, text=True, cwd=here, env=environment, **pipes)  # type: ignore[call-overload, no-any-return]


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_keeps_what_is_done_and_leaves_no_half_file(here: Path, number: signal.Signals) -> None:
    write_photo(here / "slow.png")
    program = start(here, "paint", "photo.png", "slow.png", "--style", "charcoal", "-o", "out/")
    assert program.stdout is not None
    lines = [program.stdout.readline(), program.stdout.readline()]
    assert "painting the slow one\n" in lines
    program.send_signal(number)
    _, err = program.communicate(timeout=PATIENCE_SECONDS)
    assert program.returncode == 130
    assert err.splitlines()[1:] == ["Interrupted: 1 of 2 painted."]
    assert names(here / "out") == ["photo.png"]


@posix
def test_on_a_terminal_there_is_a_bar_and_json_stays_clean(here: Path) -> None:
    ours, theirs = os.openpty()
    try:
        program = start(here, "paint", "photo.png", "--style", "charcoal", "-o", "o.png", "--json", stderr=theirs)
        out, _ = program.communicate(timeout=PATIENCE_SECONDS)
        os.close(theirs)
        shown = os.read(ours, 100_000).decode()
    finally:
        os.close(ours)
    assert program.returncode == 0
    assert re.search(r"1/1 photo\.png.*100%", shown)
    assert out.startswith('{"type": "painted", "input": "photo.png"')
    assert len(out.splitlines()) == 1


@posix
def test_on_a_terminal_the_person_is_asked_about_existing_files(here: Path) -> None:
    (here / "out.png").write_text("old")
    ours, theirs = os.openpty()
    try:
        words = ("paint", "photo.png", "--style", "charcoal", "-o", "out.png")
        program = start(here, *words, stdin=theirs, stderr=theirs)
        os.write(ours, b"r\n")
        out, _ = program.communicate(timeout=PATIENCE_SECONDS)
        os.close(theirs)
    finally:
        os.close(ours)
    assert out.startswith("out (2).png")
    assert (here / "out.png").read_text() == "old"


def test_in_a_pipe_there_is_no_bar_and_nobody_is_asked(here: Path) -> None:
    program = start(here, "paint", "photo.png", "painting.jpg", "--style", "charcoal", "-o", "out/")
    out, err = program.communicate(timeout=PATIENCE_SECONDS)
    assert (program.returncode, err) == (0, "2 pictures to paint: about 3 s, about 1 MB on the disk.\n")
    assert [line.split("  ")[0] for line in out.splitlines()] == [
        str(Path("out", name)) for name in ("photo.png", "painting.jpg")
    ]


def test_a_reader_that_goes_away_ends_the_run_and_what_is_painted_stays(here: Path) -> None:
    program = start(here, "paint", "photo.png", "painting.jpg", "--style", "charcoal", "-o", "out/")
    assert program.stdout is not None
    program.stdout.close()
    assert program.stderr is not None
    assert len(program.stderr.read().splitlines()) == 1
    program.stderr.close()
    assert program.wait(PATIENCE_SECONDS) == 1
    assert [path.name for path in (here / "out").iterdir()] == ["photo.png"]


def test_names_that_the_terminal_cannot_show_do_not_end_the_program(here: Path) -> None:
    write_photo(here / "日本.png")
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    program = subprocess.run(
        [sys.executable, "-c", PROGRAM, "paint", "日本.png", "--style", "charcoal", "-o", "out/", "--device", "cpu"],
        cwd=here,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    assert (program.returncode, program.stderr) == (0, b"")
    assert len(program.stdout.splitlines()) == 1
