"""Virtual environments that make themselves, also with a Python that lacks venv, and install only what is missing."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from scripts.devtools import debian, process, requirements
from scripts.devtools.process import ROOT, TroubleError, say

STAMP = "stylizer-installed.json"
_INTERPRETER = "interpreter"
_VERSION = "{}.{}".format(*sys.version_info[:2])
_PYTHON = getattr(sys, "_base_executable", None) or sys.executable  # not the one of an environment that is to be remade
DEBIAN_WHEELS = Path("/usr/share/python-wheels")


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment in ``folder``; nothing in it is more precious than the time to make it again."""

    folder: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def ensure(self, *groups: str) -> None:
        """Make the environment and install the groups' requirements, unless that was done. Raises TroubleError."""
        wanted = {group: requirements.digest(group) for group in groups}
        present = self._stamp()
        if present and wanted.items() <= present.items():
            return
        if not self._works():
            self._make()
        missing = sorted(name for name, value in wanted.items() if present.get(name) != value)
        if missing:
            self._install([line for group in missing for line in requirements.of(group)], missing)
        (self.folder / STAMP).write_text(
            json.dumps({**present, **wanted, _INTERPRETER: self._interpreter()}, indent=2), "utf-8"
        )

    def remove(self) -> None:
        """Take the whole folder away."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _stamp(self) -> dict[str, str]:
        """Which groups were installed, by the hash of their requirements; none when the interpreter is another now."""
        try:
            content = json.loads((self.folder / STAMP).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        known = isinstance(content, dict) and content.get(_INTERPRETER) == self._interpreter() and self.python.exists()
        return content if known else {}

    def _interpreter(self) -> str:
        """What the interpreter is a link to: a system upgrade changes it under the environment's feet."""
        return str(self.python.resolve())

    def _works(self) -> bool:
        """Whether the interpreter runs, is new enough, and has pip."""
        code = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
        return self.python.exists() and process.quietly([self.python, "-c", code])[0] == 0

    def _install(self, lines: list[str], groups: list[str]) -> None:
        """Let pip install requirements, told once; its words only where somebody watches."""
        say(f"Installing {', '.join(groups)} into {self.folder.name} (once; this can take some minutes) ...")
        quiet = [] if sys.stderr.isatty() else ["--quiet"]
        pip: list[str | Path] = [self.python, "-m", "pip", "--disable-pip-version-check"]
        if process.call([*pip, "install", "--prefer-binary", *quiet, *lines]):
            raise TroubleError(
                "pip could not install what is needed (its words are above). Is there a network connection?"
            )

    def _make(self) -> None:
        """Create the environment, by the first way that works here."""
        self.remove()
        say(f"Making the virtual environment {self.folder.name} ...")
        package = f"python{_VERSION}-venv"
        if self._made_by_venv() or (debian.install([package], "virtual environments") and self._made_by_venv()):
            return
        if self._made_with_borrowed_pip():
            return
        self.remove()
        way = debian.command_for([package]) if process.has("apt-get") else "your system's installer for Python's venv"
        raise TroubleError(f"This Python cannot make virtual environments. Please run: {way}")

    def _made_by_venv(self) -> bool:
        """The usual way; Debian's Python has it only with the package python3-venv."""
        if process.quietly([_PYTHON, "-c", "import venv, ensurepip"])[0]:
            return False
        code, output = process.quietly([_PYTHON, "-m", "venv", self.folder])
        if code and output:
            say(output.strip())
        return code == 0 and self._works()

    def _made_with_borrowed_pip(self) -> bool:
        """Without ensurepip: an environment without pip, then pip from wherever there is one."""
        code, output = process.quietly([_PYTHON, "-m", "venv", "--without-pip", self.folder])
        if code:
            say(output.strip())
            return False
        with tempfile.TemporaryDirectory() as temporary:
            return any(
                process.quietly([*command, "install", "--quiet", *options, "pip"])[0] == 0 and self._works()
                for command, options in self._pips(Path(temporary))
            )

    def _pips(self, temporary: Path) -> list[tuple[list[str | Path], list[str | Path]]]:
        """Commands that can install into this environment from outside, with their options, the nearest first."""
        ways: list[tuple[list[str | Path], list[str | Path]]] = []
        if importlib.util.find_spec("pip"):
            ways.append(([_PYTHON, "-m", "pip", "--python", self.python], []))
        if process.has("uv"):
            ways.append((["uv", "pip"], ["--python", self.python]))
        wheels = [*DEBIAN_WHEELS.glob("pip-*.whl")] or debian.fetched_pip(temporary)
        return ways + [([self.python, wheel / "pip"], []) for wheel in wheels]


MAIN = Environment(ROOT / ".venv")
CONVERT = Environment(ROOT / ".venv-convert")
TRAIN = Environment(ROOT / ".venv-train")
PACKAGE = Environment(ROOT / ".venv-package")
WINDOWS = Environment(ROOT / ".venv-windows")
