"""Says which DLLs a Windows tree asks for that neither it nor Windows brings: closure.py TREE; needs pefile."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pefile

_NAMES = """
advapi32 authz bcrypt bcryptprimitives cfgmgr32 combase comctl32 comdlg32 crypt32 d2d1 d3d11 d3d12 d3d9 dbghelp dcomp
dnsapi dwmapi dwrite dxcore dxgi gdi32 hid icuin icuuc imm32 iphlpapi
kernel32 mpr mscms msvcrt ncrypt netapi32 ntdll ole32 oleaut32
opengl32 pdh powrprof propsys psapi rpcrt4
runtimeobject secur32 setupapi shcore shell32 shlwapi ucrtbase uiautomationcore user32
userenv usp10 uxtheme version wevtapi windowscodecs winhttp winmm winspool.drv wintrust ws2_32 wtsapi32
"""
SYSTEM = frozenset(_NAMES.split())
_KINDS = ("IMAGE_DIRECTORY_ENTRY_IMPORT", "IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT")


def missing(tree: Path) -> dict[str, list[str]]:
    """Each missing DLL with the files that ask for it."""
    files = [path for path in tree.rglob("*") if path.suffix.lower() in {".exe", ".dll", ".pyd"}]
    carried = {path.name.lower() for path in files}
    found: dict[str, list[str]] = {}
    for path in sorted(files):
        for name in asked_by(path):
            if not (
                name in carried or name.removesuffix(".dll") in SYSTEM or name.startswith(("api-ms-win-", "ext-ms-"))
            ):
                found.setdefault(name, []).append(path.name)
    return found


def asked_by(path: Path) -> Iterator[str]:
    """The DLLs that a file is linked with, at once or when first used."""
    with pefile.PE(str(path), fast_load=True) as image:
        image.parse_data_directories([pefile.DIRECTORY_ENTRY[kind] for kind in _KINDS])
        for part in ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT"):
            for entry in getattr(image, part, []):
                yield entry.dll.decode("ascii", "replace").lower()


if __name__ == "__main__":
    lacking = missing(Path(sys.argv[1]))
    for dll, users in lacking.items():
        print(f"{dll} is missing; {', '.join(users[:5])} asks for it")
    sys.exit(1 if lacking else 0)
