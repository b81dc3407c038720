"""System packages on Debian and its relatives: what is missing, installed when we may, named otherwise."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from scripts.devtools import process
from scripts.devtools.process import TroubleError, say

WINDOW_LIBRARIES: Mapping[str, str] = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What Qt needs even without a screen: library, and the Debian package that holds it."""

SCREEN_LIBRARIES: Mapping[str, str] = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
"""What Qt needs in addition to show a window on X11 or Wayland."""

TOOL_LIBRARIES: Mapping[str, str] = {"libgssapi_krb5.so.2": "libgssapi-krb5-2"}
"""What Qt's own tools (for translations) need in addition."""

LISTS = Path("/var/lib/apt/lists")
"""The lists of packages that were fetched."""


def has_screen() -> bool:
    """Whether a window would appear on a screen."""
    offscreen = os.environ.get("QT_QPA_PLATFORM", "").startswith("offscreen")
    return not offscreen and bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def need_libraries(*, screen: bool, tools: bool = False) -> None:
    """Make sure that Qt's system libraries are there; TroubleError names the line to run when we may not install."""
    if not sys.platform.startswith("linux"):
        return
    wanted = {**WINDOW_LIBRARIES, **(SCREEN_LIBRARIES if screen else {}), **(TOOL_LIBRARIES if tools else {})}
    missing = [name for name in wanted if not _loads(name)]
    if not missing:
        return
    if not process.has("apt-get"):
        raise TroubleError(f"The window needs these system libraries, please install them: {', '.join(missing)}.")
    packages = [wanted[name] for name in missing]
    if not install(packages, "the window"):
        raise TroubleError(f"The window needs some system libraries. Please run: {command_for(packages)}")


def _loads(library: str) -> bool:
    """Whether the dynamic loader finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def command_for(packages: Iterable[str]) -> str:
    """The line that a person runs to install packages; the lists of a fresh system are fetched first."""
    install = "apt-get install --no-install-recommends " + " ".join(packages)
    steps = [install] if _has_lists() else ["apt-get update", install]
    if process.has("sudo"):
        return " && ".join(f"sudo {step}" for step in steps)
    return f"su -c '{' && '.join(steps)}'"


def install(packages: list[str], purpose: str) -> bool:
    """Install packages if we may (as root, or with a sudo that asks nothing); return whether they are there now."""
    rights = _rights()
    if rights is None or not process.has("apt-get"):
        return False
    say(f"Installing system packages for {purpose}: {' '.join(packages)}")
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    add = [*apt, "install", "--no-install-recommends", *packages]
    if _has_lists() and process.quietly(add)[0] == 0:
        return True
    process.quietly([*apt, "update"])
    code, output = process.quietly(add)
    if code:
        say(output.strip())
    return code == 0


def _has_lists() -> bool:
    """Whether the package lists were ever fetched."""
    return LISTS.is_dir() and any(entry.is_file() and entry.name != "lock" for entry in LISTS.iterdir())


def _rights() -> tuple[str, ...] | None:
    """What to put before a command to run it as root, or None where that would need a password."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return ()
    allowed = process.has("sudo") and process.quietly(["sudo", "-n", "true"])[0] == 0
    return ("sudo", "-n") if allowed else None


def fetched_pip(folder: Path) -> list[Path]:
    """Debian's pip as a wheel, fetched into ``folder`` without any rights; nothing where that is impossible."""
    if not (process.has("apt-get") and process.has("dpkg-deb")):
        return []
    if process.quietly(["apt-get", "-q", "download", "python3-pip-whl"], cwd=folder)[0]:
        return []
    for package in folder.glob("python3-pip-whl*.deb"):
        process.quietly(["dpkg-deb", "-x", package, folder])
    return sorted(folder.glob("usr/share/python-wheels/pip-*.whl"))
