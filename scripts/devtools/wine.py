"""Wine 10 in a Debian system of its own: where everything lies, and how something runs in it.

Whatever is mounted for a run is mounted in a namespace of that run's own: it is gone when the run has ended, however it
ended, and the folder can be removed at any time.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts.devtools import process
from scripts.devtools.process import ROOT, TroubleError

_ENTER = """\
set -e
root=$1; folder=$2; pictures=$3; shift 3
for system in /proc /dev /sys; do mount --rbind "$system" "$root$system"; done
mkdir -p "$root$folder"; mount --bind "$folder" "$root$folder"
if [ -n "$pictures" ]; then mkdir -p "$root$folder/shared"; mount --bind "$pictures" "$root$folder/shared"; fi
exec nice -n 10 chroot "$root" "$@"
"""
"""Puts what a command needs into the system and runs it there; pictures for tests lie where these look for them."""

_NETWORK = ("http_proxy", "https_proxy", "no_proxy")
_TO_THE_END = 'wine "$@"; code=$?; wineserver -k; exit $code'

_QUIET = "mscoree=;mshtml=;wbemprox=;winemenubuilder.exe=;ucrtbase=n,b"
"""Neither Mono nor a browser nor menus, nor WMI, which now and then never answers; Microsoft's own C runtime."""

_RUNTIME = "vcruntime140,vcruntime140_1,msvcp140,msvcp140_1,msvcp140_2,concrt140=n"
"""Hides Wine's own Visual C++ runtime: a Windows without the redistributable."""


@dataclass(frozen=True, slots=True)
class Wine:
    """A prefix of Wine below ``folder``; ``bare``: without the Visual C++ redistributable."""

    folder: Path
    prefix: str = "prefix"
    bare: bool = False
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        """The Debian system."""
        return self.folder / "debian"

    @property
    def drive(self) -> Path:
        """Drive C."""
        return self.folder / self.prefix / "drive_c"

    @property
    def python(self) -> Path:
        """The Windows Python."""
        return self.folder / "python" / "cp312" / "python.exe"

    @property
    def source(self) -> Path:
        """The copy of the checkout that is built and tested."""
        return self.folder / "source"

    @property
    def bytecode(self) -> Path:
        """What the Windows Python compiled: hundreds of modules, which every child of a test would compile anew."""
        return self.folder / "bytecode"

    def command(self, *words: str | Path, cwd: Path | None = None) -> list[str]:
        """The whole command that runs something in the Debian system."""
        overrides = f"{_QUIET};{_RUNTIME}" if self.bare else _QUIET
        environment = {
            "HOME": "/root", "LANG": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
            "XDG_RUNTIME_DIR": "/tmp", "WINEPREFIX": str(self.folder / self.prefix), "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": overrides, "PYTHONPYCACHEPREFIX": windows_path(self.bytecode), "PYTHONUTF8": "1",
            "ORT_DISABLE_TELEMETRY": "1", **{name: os.environ[name] for name in _NETWORK if name in os.environ},
            **self.variables,
        }  # fmt: skip
        there = ["sh", "-c", 'cd "$0" && exec "$@"', str(cwd or self.folder), *map(str, words)]
        inside = ["/usr/bin/env", "-i", *(f"{name}={value}" for name, value in environment.items()), *there]
        enter = ["unshare", "--mount", "--propagation", "private", "sh", "-c", _ENTER, "sh"]
        return [*enter, str(self.root), str(self.folder), _pictures(), *inside]

    def call(self, *words: str | Path, cwd: Path | None = None) -> int:
        """Run something there, its output shown as it comes; return its exit code."""
        command = self.command(*words, cwd=cwd)
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as child:  # fmt: skip - a pipe, since files and sockets disturb Wine
            assert child.stdout is not None
            for line in child.stdout:
                sys.stdout.write(line)
                sys.stdout.flush()
            return child.wait()

    def quietly(self, *words: str | Path, cwd: Path | None = None) -> tuple[int, str]:
        """Run something there without showing it; return its exit code and all of its output."""
        return process.quietly(self.command(*words, cwd=cwd))

    def need(self, *words: str | Path, cwd: Path | None = None) -> str:
        """Run something there that must succeed; return its output. Raises TroubleError with its last words."""
        code, output = self.quietly(*words, cwd=cwd)
        if code:
            raise TroubleError(f"{' '.join(map(str, words[:3]))} ended with {code}:\n{output.strip()[-2000:]}")
        return output

    def on_screen(self, *words: str | Path) -> list[str | Path]:
        """The command that runs a Windows program on a screen that nobody sees, and ends what it leaves running."""
        return ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", "sh", "-c", _TO_THE_END, "sh", *words]


def windows_path(path: Path) -> str:
    """A path of this machine as Windows programs under Wine see it."""
    return "Z:" + str(path).replace("/", "\\")


def _pictures() -> str:
    """The photos and networks that lie beside the checkout, "" where none do."""
    folder = Path(os.environ.get("STYLIZER_SHARED", ROOT.parent / "shared"))
    return str(folder) if folder.is_dir() else ""
