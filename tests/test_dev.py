"""The task runner: environments that make themselves anywhere, and one clear sentence where they cannot."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from scripts.devtools import debian, environment, process, requirements
from scripts.devtools.environment import Environment
from scripts.devtools.process import TroubleError

ROOT = Path(__file__).resolve().parent.parent
VENV_PACKAGE = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"


class Machine:
    """A computer that does not exist: which programs it has, and what each command does."""

    def __init__(self) -> None:
        self.programs: set[str] = set()
        self.commands: list[str] = []
        self.fails: list[str] = []
        self.user = 1000
        self.effects: list[tuple[str, Callable[[], None]]] = []

    def has(self, program: str) -> bool:
        return program in self.programs

    def quietly(self, command: Sequence[str | Path], *, cwd: Path | None = None) -> tuple[int, str]:
        return self.call(command), "no such thing"

    def call(self, command: Sequence[str | Path], *, cwd: Path | None = None, env: object = None) -> int:
        line = " ".join(str(part) for part in command)
        self.commands.append(line)
        if any(pattern in line for pattern in self.fails):
            return 1
        for pattern, effect in self.effects:
            if pattern in line:
                effect()
        return 0

    def ran(self, pattern: str) -> bool:
        return any(pattern in line for line in self.commands)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    """A bare machine with an ordinary user; nothing on it can be harmed."""
    bare = Machine()
    for name in ("has", "quietly", "call"):
        monkeypatch.setattr(process, name, getattr(bare, name))
    bare.fails.append("sudo -n true")
    monkeypatch.setattr(os, "geteuid", lambda: bare.user, raising=False)
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "Release").touch()
    monkeypatch.setattr(debian, "LISTS", tmp_path / "lists")
    monkeypatch.setattr(environment, "DEBIAN_WHEELS", tmp_path / "no wheels")
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    return bare


@pytest.fixture
def place(tmp_path: Path, machine: Machine) -> Environment:
    """An environment that is yet to be made; making it gives it an interpreter."""
    made = Environment(tmp_path / "env")

    def interpreter() -> None:
        made.python.parent.mkdir(parents=True, exist_ok=True)
        made.python.touch()

    machine.effects.append(("-m venv", interpreter))
    return made


def test_the_first_start_makes_the_environment_and_installs(place: Environment, machine: Machine) -> None:
    place.ensure("base", "dev")
    assert machine.ran("-m venv")
    assert machine.ran("numpy>=2.0")
    assert machine.ran("pytest-qt")


def test_the_second_start_does_nothing_at_all(place: Environment, machine: Machine) -> None:
    place.ensure("base", "dev")
    machine.commands.clear()
    place.ensure("base")
    place.ensure("dev", "base")
    assert machine.commands == []


def test_another_task_installs_only_what_it_adds(place: Environment, machine: Machine) -> None:
    place.ensure("base")
    machine.commands.clear()
    place.ensure("base", "train")
    assert machine.ran("torch")
    assert not machine.ran("numpy")
    assert not machine.ran("-m venv")


def test_changed_requirements_are_installed(
    place: Environment, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.ensure("base")
    machine.commands.clear()
    monkeypatch.setattr(requirements, "of", lambda group, *_: ("something-new>=1",))
    place.ensure("base")
    assert machine.ran("something-new>=1")


def test_an_interpreter_that_the_system_replaced_is_looked_at_again(
    place: Environment, machine: Machine, tmp_path: Path
) -> None:
    place.ensure("base")
    place.python.unlink()
    place.python.symlink_to(tmp_path / "python9")
    (tmp_path / "python9").touch()
    machine.commands.clear()
    place.ensure("base")
    assert machine.ran("numpy")


def test_a_stamp_that_is_rubbish_means_installing_again(place: Environment, machine: Machine) -> None:
    place.ensure("base")
    for rubbish in ("", "[]", "null", "{"):
        (place.folder / environment.STAMP).write_text(rubbish)
        machine.commands.clear()
        place.ensure("base")
        assert machine.ran("numpy")


def test_a_failing_pip_is_one_sentence_and_leaves_no_stamp(place: Environment, machine: Machine) -> None:
    machine.fails.append(" install")
    with pytest.raises(TroubleError, match="pip could not install"):
        place.ensure("base")
    assert not (place.folder / environment.STAMP).exists()


def test_a_debian_without_venv_gets_the_package_when_we_are_root(place: Environment, machine: Machine) -> None:
    machine.user = 0
    machine.programs.add("apt-get")
    machine.fails.append("import venv, ensurepip")
    machine.effects.append((f"install --no-install-recommends {VENV_PACKAGE}", machine.fails.clear))
    place.ensure("base")
    assert machine.ran("numpy")


@pytest.mark.parametrize("way", ["system pip", "uv", "wheel", "fetched wheel"])
def test_a_debian_without_venv_and_without_rights_borrows_a_pip(
    place: Environment, machine: Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, way: str
) -> None:
    machine.fails += ["import venv, ensurepip"]
    if way == "system pip":
        monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: name)
    elif way == "uv":
        machine.programs.add("uv")
    elif way == "wheel":
        (tmp_path / "no wheels").mkdir()
        (tmp_path / "no wheels" / "pip-23.0-py3-none-any.whl").touch()
    else:
        monkeypatch.setattr(debian, "fetched_pip", lambda folder: [folder / "pip-23.0.whl"])
    place.ensure("base")
    assert machine.ran("--without-pip")
    assert machine.ran("numpy")
    expected = {"system pip": "--python", "uv": "uv pip install", "wheel": "no wheels", "fetched wheel": "pip-23.0.whl"}
    assert machine.ran(expected[way])


def test_where_nothing_helps_one_line_says_what_to_run(place: Environment, machine: Machine) -> None:
    machine.programs.add("apt-get")
    machine.fails += ["import venv, ensurepip", "apt-get -q download"]
    with pytest.raises(TroubleError) as caught:
        place.ensure("base")
    assert f"apt-get install --no-install-recommends {VENV_PACKAGE}" in str(caught.value)
    assert not place.folder.exists()


def test_the_line_to_run_is_one_that_works_on_this_system(machine: Machine) -> None:
    install = "apt-get install --no-install-recommends a b"
    assert debian.command_for("ab") == f"su -c '{install}'"
    machine.programs.add("sudo")
    assert debian.command_for("ab") == f"sudo {install}"
    (debian.LISTS / "Release").unlink()
    assert debian.command_for("ab") == f"sudo apt-get update && sudo {install}"


def test_debians_pip_is_fetched_without_rights(machine: Machine, tmp_path: Path) -> None:
    machine.programs |= {"apt-get", "dpkg-deb"}
    wheel = tmp_path / "usr/share/python-wheels/pip-23.0.1-py3-none-any.whl"

    def unpacked() -> None:
        wheel.parent.mkdir(parents=True)
        wheel.touch()

    machine.effects += [
        ("apt-get -q download", (tmp_path / "python3-pip-whl_23.deb").touch),
        ("dpkg-deb -x", unpacked),
    ]
    assert debian.fetched_pip(tmp_path) == [wheel]
    machine.programs.clear()
    assert debian.fetched_pip(tmp_path) == []


def not_found(library: str) -> object:
    raise OSError(f"{library}: cannot open shared object file")


@pytest.fixture
def bare_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Linux on which no library of Qt's is installed."""
    monkeypatch.setattr(debian.sys, "platform", "linux")
    monkeypatch.setattr(debian.ctypes, "CDLL", not_found)


@pytest.mark.usefixtures("bare_linux")
def test_missing_libraries_are_installed_as_root(machine: Machine) -> None:
    machine.fails.remove("sudo -n true")
    machine.programs |= {"apt-get", "sudo"}
    debian.need_libraries(screen=True)
    assert machine.commands[-1].startswith("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get")
    assert "libgl1" in machine.commands[-1]
    assert "libxcb-cursor0" in machine.commands[-1]
    machine.commands.clear()
    debian.need_libraries(screen=False, tools=True)
    assert "libxcb-cursor0" not in machine.commands[-1]
    assert "libgssapi-krb5-2" in machine.commands[-1]


@pytest.mark.usefixtures("bare_linux")
def test_a_first_failure_fetches_the_package_lists(machine: Machine) -> None:
    machine.user = 0
    machine.programs.add("apt-get")
    machine.fails.append(" install ")
    machine.effects.append((" update", machine.fails.clear))
    debian.need_libraries(screen=False)
    assert [line.split()[5] for line in machine.commands] == ["install", "update", "install"]


@pytest.mark.usefixtures("bare_linux")
def test_without_rights_one_line_says_what_to_run(machine: Machine) -> None:
    machine.programs |= {"apt-get", "sudo"}
    with pytest.raises(TroubleError, match=r"sudo apt-get install .*libgl1 libegl1"):
        debian.need_libraries(screen=False)
    machine.programs.clear()
    with pytest.raises(TroubleError, match=r"libGL\.so\.1"):
        debian.need_libraries(screen=False)


def test_libraries_that_are_there_cost_nothing(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian.ctypes, "CDLL", lambda library: object())
    debian.need_libraries(screen=True)
    monkeypatch.setattr(debian.sys, "platform", "win32")
    monkeypatch.setattr(debian.ctypes, "CDLL", not_found)
    debian.need_libraries(screen=True)
    assert machine.commands == []


@pytest.mark.parametrize(
    ("variables", "expected"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False)],
)
def test_screen_libraries_are_wanted_only_with_a_screen(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert debian.has_screen() is expected
