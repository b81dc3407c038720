"""Says which DLLs a Windows tree asks for that Windows' loader will not find: closure.py TREE; needs pefile."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

_NAMES = """
advapi32 authz bcrypt bcryptprimitives cfgmgr32 combase comctl32 comdlg32 crypt32 d2d1 d3d11 d3d12 d3d9 dbghelp dcomp
dnsapi dwmapi dwrite dxcore dxgi gdi32 hid icuin icuuc imm32 iphlpapi
kernel32 mpr mscms msvcrt ncrypt netapi32 ntdll ole32 oleaut32
opengl32 pdh powrprof propsys psapi rpcrt4
runtimeobject secur32 setupapi shcore shell32 shlwapi ucrtbase uiautomationcore user32
userenv usp10 uxtheme version wevtapi windowscodecs winhttp winmm winspool.drv wintrust ws2_32 wtsapi32
"""
SYSTEM = frozenset(_NAMES.split())
"""What every Windows brings. The Visual C++ runtime (vcruntime140.dll, msvcp140.dll) is not among it."""

_KINDS = ("IMAGE_DIRECTORY_ENTRY_IMPORT", "IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT")
_INNER = "_internal"
_ADDED = ("pyside6", "shiboken6")
"""Folders that packages put on the loader's path when they are imported; "NAME.libs" is one of these too."""


def missing(tree: Path, asked: Callable[[Path], Iterable[str]] | None = None) -> dict[str, list[str]]:
    """Each DLL that will not be found, with the files that ask for it; ``asked``: how to tell what a file asks for.

    A DLL is found beside the file that asks for it, and in the program's own folder. Once Python runs, packages have
    added folders of theirs; what is loaded before that (the program, and the libraries beside Python) has only these.
    """
    files = sorted(path for path in tree.rglob("*") if path.suffix.lower() in {".exe", ".dll", ".pyd"})
    places: dict[str, set[Path]] = {}
    for path in files:
        places.setdefault(path.name.lower(), set()).add(path.parent)
    first = {tree, tree / _INNER}
    added = {path.parent for path in files if _is_added(path.parent, tree)}
    found: dict[str, list[str]] = {}
    for path in files:
        reachable = first if path.parent in first else first | added | {path.parent}
        for name in (asked or asked_by)(path):
            if not _is_windows(name.lower()) and not places.get(name.lower(), set()) & reachable:
                found.setdefault(name.lower(), []).append(path.name)
    return found


def _is_added(folder: Path, tree: Path) -> bool:
    name = folder.name.lower()
    return folder.parent == tree / _INNER and (name.endswith(".libs") or name in _ADDED)


def _is_windows(name: str) -> bool:
    return name.removesuffix(".dll") in SYSTEM or name.startswith(("api-ms-win-", "ext-ms-"))


def asked_by(path: Path) -> Iterator[str]:
    """The DLLs that a file is linked with, at once or when first used."""
    import pefile

    with pefile.PE(str(path), fast_load=True) as image:
        image.parse_data_directories([pefile.DIRECTORY_ENTRY[kind] for kind in _KINDS])
        for part in ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT"):
            for entry in getattr(image, part, []):
                yield entry.dll.decode("ascii", "replace").lower()


def faults(tree: Path) -> list[str]:
    """What is missing in a tree, one sentence each."""
    return [f"{dll} is missing; {', '.join(users[:5])} asks for it." for dll, users in missing(tree).items()]


if __name__ == "__main__":
    lacking = faults(Path(sys.argv[1]))
    print("\n".join(lacking))
    sys.exit(1 if lacking else 0)
