"""Log file and crash plan: nothing lost, nothing left behind, never in the way."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from stylizer_app.system import logs, paths

ROOT = Path(__file__).resolve().parents[2]
log = logging.getLogger("stylizer_app.test")


@pytest.fixture
def reports() -> list[str]:
    """What the crash listener was given."""
    return []


@pytest.fixture
def started(reports: list[str]) -> Iterator[logs.Logs]:
    """Logging as the window switches it on."""
    running = logs.start(listener=reports.append)
    yield running
    running.close()


def test_what_is_logged_stands_in_the_file(started: logs.Logs) -> None:
    log.info("painted a duck")
    assert "painted a duck" in paths.log_file().read_text("utf-8")
    assert "painted a duck" in logs.tail()


def test_closing_puts_everything_back(own_home: Path) -> None:
    before = (sys.excepthook, threading.excepthook, list(logging.getLogger("stylizer_app").handlers))
    logs.start().close()
    assert (sys.excepthook, threading.excepthook, list(logging.getLogger("stylizer_app").handlers)) == before
    assert not list(paths.logs_dir().glob("crash-*"))


@pytest.mark.expects_warnings
def test_an_uncaught_exception_is_logged_and_reported(started: logs.Logs, reports: list[str]) -> None:
    error = ValueError("the paint ran out")
    sys.excepthook(ValueError, error, None)
    assert "the paint ran out" in reports[0]
    assert "Python" in reports[0]
    assert "the paint ran out" in logs.tail()


@pytest.mark.expects_warnings
def test_an_exception_in_a_thread_is_reported_too(started: logs.Logs, reports: list[str]) -> None:
    def fail() -> None:
        raise ValueError("in the thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "in the thread" in reports[0]


@pytest.mark.expects_warnings
def test_without_a_listener_the_usual_words_appear(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    running = logs.start()
    try:
        sys.excepthook(ValueError, ValueError("seen on the terminal"), None)
    finally:
        running.close()
    assert "seen on the terminal" in capsys.readouterr().err


def test_an_interrupt_is_no_crash(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    reports: list[str] = []
    running = logs.start(listener=reports.append)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    running.close()
    assert reports == []
    assert "uncaught" not in logs.tail()


def test_a_crash_of_an_earlier_run_is_told_once() -> None:
    paths.logs_dir().mkdir(parents=True)
    (paths.logs_dir() / "crash-1.txt").write_text("Fatal Python error: Segmentation fault\n  File paint.py")
    (paths.logs_dir() / "crash-2.txt").write_text("Windows fatal exception: code 0x8001010d")
    first = logs.start()
    first.close()
    second = logs.start()
    second.close()
    assert "Segmentation fault" in first.earlier_crash
    assert "0x8001010d" not in first.earlier_crash
    assert second.earlier_crash == ""
    assert "Segmentation fault" in logs.report(crash=first.earlier_crash)


def test_empty_crash_files_of_long_ago_are_swept_away() -> None:
    paths.logs_dir().mkdir(parents=True)
    old, new = paths.logs_dir() / "crash-1.txt", paths.logs_dir() / "crash-2.txt"
    for file in (old, new):
        file.touch()
    os.utime(old, (0, 0))
    logs.start().close()
    assert not old.exists()
    assert new.exists()


def test_a_run_that_dies_leaves_its_crash_file(own_home: Path) -> None:
    code = "import faulthandler; from stylizer_app.system import logs; logs.start(); faulthandler._sigabrt()"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True)
    running = logs.start()
    running.close()
    assert "Aborted" in running.earlier_crash


def test_a_folder_that_cannot_be_written_to_is_no_reason_to_fail(own_home: Path) -> None:
    (own_home / "logs").write_text("in the way")
    running = logs.start()
    log.info("said to nobody")
    running.close()
    assert logs.tail() == ""


def test_the_log_does_not_grow_for_ever(started: logs.Logs) -> None:
    for _ in range(40):
        log.info("x" * 100_000)
    files = list(paths.logs_dir().glob("stylizer.log*"))
    assert 1 < len(files) <= 3
    assert sum(file.stat().st_size for file in files) < 3_500_000


def test_a_log_held_by_another_program_goes_on_in_the_same_file(
    started: logs.Logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_: object) -> None:
        raise PermissionError("in use")

    monkeypatch.setattr(logging.handlers.RotatingFileHandler, "rotate", held)
    for _ in range(12):
        log.info("y" * 100_000)
    assert paths.log_file().stat().st_size > 1_100_000
