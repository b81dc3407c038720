"""Errors as Windows raises them: its own numbers, and files that others hold for moments."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from stylizer_app.cli import console
from stylizer_app.system import system_errors
from stylizer_app.system.system_errors import is_closed_pipe, is_held, is_read_only, number_of, patiently
from tests.systems import windows_error


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that were made, without waiting for them."""
    made: list[float] = []
    monkeypatch.setattr(system_errors.time, "sleep", made.append)
    return made


@pytest.mark.parametrize(
    ("error", "number"),
    [
        (windows_error(32), errno.EBUSY), (windows_error(5), errno.EACCES), (windows_error(19), errno.EROFS),
        (windows_error(123, errno.EINVAL), errno.EILSEQ), (windows_error(206, errno.ENOENT), errno.ENAMETOOLONG),
        (windows_error(2, errno.ENOENT), errno.ENOENT), (OSError(errno.ENOSPC, ""), errno.ENOSPC), (OSError(), 0),
    ],
)  # fmt: skip
def test_windows_numbers_count_before_what_python_makes_of_them(error: OSError, number: int) -> None:
    assert number_of(error) == number


def failing(*errors: OSError) -> Callable[[], str]:
    waiting = list(errors)

    def act() -> str:
        if waiting:
            raise waiting.pop(0)
        return "done"

    return act


def test_a_file_that_is_held_for_a_moment_is_waited_for(pauses: list[float]) -> None:
    assert patiently(failing(windows_error(32), windows_error(5))) == "done"
    assert len(pauses) == 2


def test_patience_has_an_end(pauses: list[float]) -> None:
    with pytest.raises(OSError, check=is_held):
        patiently(failing(*[windows_error(32)] * 20))
    assert 1 < sum(pauses) < 3


def test_other_errors_are_not_waited_for(pauses: list[float]) -> None:
    with pytest.raises(PermissionError):
        patiently(failing(PermissionError(errno.EACCES, "no")))
    assert pauses == []


def test_only_windows_marks_files_as_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").touch()
    assert not is_read_only(tmp_path / "a")
    assert not is_read_only(tmp_path / "missing")
    with monkeypatch.context() as changed:
        changed.setattr(Path, "stat", lambda self: type("Stat", (), {"st_file_attributes": 0x21})())
        assert is_read_only(tmp_path / "a")


class Stream:
    """A stream that nobody reads any more, as Windows tells it."""

    def write(self, text: str) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")


def test_a_closed_pipe_on_windows_is_a_closed_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Stream())
    monkeypatch.setattr(system_errors.sys, "platform", "linux")
    with pytest.raises(console.OutputError):
        console.say("hello")
    monkeypatch.setattr(system_errors.sys, "platform", "win32")
    with pytest.raises(BrokenPipeError):
        console.say("hello")
    assert is_closed_pipe(BrokenPipeError())
    assert not is_closed_pipe(OSError(errno.ENOSPC, ""))
