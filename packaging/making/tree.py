"""Looks at a frozen tree: its size, the binaries in it, and whether it holds what it must not."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

MEGABYTES_AT_MOST = 235
NEVER_INSIDE = re.compile(
    r"^lib(stdc\+\+|gcc_s|X11|X11-xcb|GL|EGL|GLX|OpenGL|fontconfig|glib-2\.0|dbus-1|wayland-client)(-[0-9a-f]{8})?\.so"
    r"|^libxcb\.so"
)
"""Also under the names that wheels give to their copies; Pillow's own libxcb serves nothing but Pillow."""


def size(folder: Path) -> int:
    """The bytes of all files, a link counting nothing."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def elf_files(folder: Path) -> list[Path]:
    """The programs and libraries of a Linux tree."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    return [path for path in files if _begins_with(path, b"\x7fELF")]


def _begins_with(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(mark)) == mark


def strip(folder: Path) -> int:
    """Take the names of symbols that only debuggers read out of all libraries; return the bytes that this spared.

    A library that would not be laid out as the loader wants it stays as it is.
    """
    spared = 0
    for path in elf_files(folder):
        small = path.with_name(path.name + ".small")
        before = path.stat().st_size
        done = subprocess.run(
            ["strip", "--strip-unneeded", "-o", str(small), str(path)], capture_output=True, check=False
        )
        if path.name.count(".so") and done.returncode == 0 and _is_aligned(small) and small.stat().st_size < before:
            small.chmod(path.stat().st_mode)
            small.replace(path)
            spared += before - path.stat().st_size
        small.unlink(missing_ok=True)
    return spared


def _is_aligned(path: Path) -> bool:
    """Whether every part that is loaded lies in the file as it will in memory."""
    said = subprocess.run(["readelf", "-W", "-l", str(path)], capture_output=True, text=True, check=True).stdout
    parts = re.findall(r"^\s*LOAD\s+(0x\w+)\s+(0x\w+)\s.*?(0x\w+)$", said, re.MULTILINE)
    return bool(parts) and all((int(at, 16) - int(to, 16)) % int(align, 16) == 0 for at, to, align in parts)


def faults(folder: Path) -> list[str]:
    """What is wrong with a tree, one sentence each."""
    said = []
    megabytes = size(folder) / 1e6
    if megabytes > MEGABYTES_AT_MOST:
        said.append(f"The tree has {megabytes:.0f} MB, more than {MEGABYTES_AT_MOST}.")
    dangling = [path for path in folder.rglob("*") if path.is_symlink() and not path.exists()]
    said += [f"{path.name} is a link to nothing." for path in dangling]
    said += [f"{path.name} must not be inside." for path in folder.rglob("*") if NEVER_INSIDE.match(path.name)]
    return said
