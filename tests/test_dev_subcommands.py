"""The commands of the task runner: what each prepares and starts, and how failures and Ctrl-C come through."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scripts.devtools import checks, debian, process, requirements, subcommands
from scripts.devtools.environment import Environment
from scripts.devtools.process import TroubleError

ROOT = Path(__file__).resolve().parent.parent


class Verbs:
    """Records which groups a command made sure of and what it started."""

    def __init__(self) -> None:
        self.groups: tuple[str, ...] = ()
        self.command: list[str] = []
        self.variables: dict[str, str] = {}
        self.removed = False
        self.code = 0

    def ensure(self, place: Environment, *groups: str) -> None:
        self.groups = groups

    def call(self, command: Sequence[Any], *, cwd: Path | None = None, env: Any = None) -> int:
        self.command, self.variables = [str(part) for part in command], dict(env or {})
        return self.code

    def remove(self, place: Environment) -> None:
        self.removed = True


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Verbs:
    """The commands, with nothing really started."""
    recorder = Verbs()
    monkeypatch.setattr(Environment, "ensure", lambda *args: recorder.ensure(*args))
    monkeypatch.setattr(Environment, "remove", lambda *args: recorder.remove(*args))
    monkeypatch.setattr(process, "call", recorder.call)
    monkeypatch.setattr(debian, "need_libraries", lambda *, screen, tools=False: None)
    return recorder


@pytest.mark.parametrize(
    ("line", "groups", "command"),
    [
        ("", ("base",), "-m stylizer_app"),
        ("run photo.jpg", ("base",), "-m stylizer_app photo.jpg"),
        ("paint a.jpg --style woodcut", ("base",), "-m stylizer_app paint a.jpg --style woodcut"),
        ("test", ("base", "dev"), "--dist=loadfile --cov=stylizer_app --cov-report="),
        ("test -k paths", ("base", "dev"), "-m pytest -k paths"),
        ("bench engine", ("base", "dev"), "bench.py engine"),
        ("convert hub:magenta --keep", ("base without Qt", "convert"), "convert_model.py hub:magenta"),
        ("train export", ("base without Qt", "train"), "train_builtin.py export"),
        ("package", ("base", "package"), "build.py"),
    ],
)
def test_commands_prepare_what_they_need_and_no_more(
    started: Verbs, line: str, groups: tuple[str, ...], command: str
) -> None:
    started.code = 7
    assert subcommands.main(line.split()) == 7
    assert started.groups == groups
    assert " ".join(started.command).endswith(command)
    assert str(ROOT) in started.variables["PYTHONPATH"]


def test_the_converters_environment_goes_away_unless_kept(started: Verbs) -> None:
    subcommands.main(["convert", "hub:magenta", "--keep"])
    assert not started.removed
    subcommands.main(["convert", "hub:magenta"])
    assert started.removed


def test_tests_run_without_a_screen_unless_one_is_asked_for(started: Verbs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    subcommands.main(["test"])
    assert started.variables["QT_QPA_PLATFORM"] == "offscreen"
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    subcommands.main(["test"])
    assert started.variables["QT_QPA_PLATFORM"] == "xcb"


def test_without_qts_libraries_the_tests_that_need_none_run(
    started: Verbs, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(**_: object) -> None:
        raise TroubleError("Please run: sudo apt-get install libgl1")

    monkeypatch.setattr(debian, "need_libraries", missing)
    started.code = 7
    assert subcommands.main(["test", "-x"]) == 7
    assert " ".join(started.command).endswith("-m pytest -p no:pytest-qt -p tests.without_qt -x")
    said = capsys.readouterr().err
    assert "Left out: the tests of the window" in said
    assert "Please run: sudo apt-get install libgl1" in said
    assert subcommands.main(["run"]) == 2


def test_trouble_is_a_sentence_and_exit_code_2(
    started: Verbs, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ensure(*_: object) -> None:
        raise TroubleError("Please run: this")

    monkeypatch.setattr(Environment, "ensure", ensure)
    assert subcommands.main(["paint"]) == 2
    assert capsys.readouterr().err == "Please run: this\n"


def test_an_unknown_command_shows_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert subcommands.main(["pant"]) == 2
    error = capsys.readouterr().err
    assert all(name in error for name in subcommands.SUBCOMMANDS)


def test_check_names_what_failed(
    started: Verbs, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    started.code = 1
    monkeypatch.setattr(checks, "lengths_hold", lambda: True)
    monkeypatch.setattr(checks, "coverage_holds", lambda python: True)
    assert subcommands.main(["check"]) == 1
    assert "Failed: ruff check, ruff format, mypy, import-linter" in capsys.readouterr().err


def test_too_long_files_functions_and_classes_are_found(tmp_path: Path) -> None:
    (tmp_path / "code").mkdir()
    body = "class Big:\n" + "".join(f"    def m{i}(self):\n        return {i}\n" for i in range(5))
    (tmp_path / "code" / "a.py").write_text(body + "\n\ndef long():\n" + "    x = 1\n" * 9)
    allowed = checks.Limits(
        ("code",), 20, function_lines=8, class_lines=10, class_methods=4, class_exempt=(), coverage={}
    )
    found = checks.too_long(tmp_path, allowed)
    assert [line.split(": ")[1] for line in found] == [
        "the file has 23 lines, at most 20 are allowed",
        "Big has 11 lines, at most 10 are allowed",
        "Big has 5 methods, at most 4 are allowed",
        "long has 10 lines, at most 8 are allowed",
    ]
    assert len(checks.too_long(tmp_path, replace(allowed, class_exempt=("code",)))) == 2


def test_every_extra_that_a_command_names_exists() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    for name in ("dev", "convert", "train", "package"):
        assert requirements.of(name) == tuple(extras[name])
    assert not any("PySide6" in line for line in requirements.of(requirements.NO_WINDOW))
    assert any("onnxruntime" in line for line in requirements.of(requirements.NO_WINDOW))


def test_a_python_that_is_too_old_gets_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from scripts import dev

    monkeypatch.setattr(dev, "NEEDED", (99, 0))
    monkeypatch.setattr(dev, "newer_python", lambda: None)
    assert dev.main() == 2
    assert capsys.readouterr().err.startswith("Stylizer needs Python 3.11 or newer; this is Python 3.")


def test_a_python_that_is_too_old_hands_over_to_a_newer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from scripts import dev

    monkeypatch.setattr(dev, "newer_python", lambda: sys.executable)
    monkeypatch.setattr(sys, "argv", ["-c", "raise SystemExit(5)"])
    assert dev.refuse() == 5


def test_exit_codes_and_signals_are_passed_on() -> None:
    assert process.call([sys.executable, "-c", "raise SystemExit(3)"]) == 3
    assert process.quietly([sys.executable, "-c", "print('words')"]) == (0, "words\n")
    assert process.quietly(["no such program"])[0] == 127


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX systems")
def test_ctrl_c_is_left_to_the_program() -> None:
    child = "import signal, sys; signal.signal(signal.SIGINT, lambda *_: sys.exit(130)); print(1, flush=True); input()"
    parent = (
        f"import sys; from scripts.devtools import process; sys.exit(process.call([sys.executable, '-c', {child!r}]))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", parent],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as run:
        assert run.stdout is not None
        run.stdout.readline()
        watchdog = threading.Timer(20, run.kill)
        watchdog.start()
        os.killpg(run.pid, signal.SIGINT)
        code = run.wait()
        watchdog.cancel()
    assert code == 130
