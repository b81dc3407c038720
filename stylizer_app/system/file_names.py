"""Which names files can have here, and finding ones that are free and fit."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path, PurePath

from stylizer_app.errors.save import SaveFault

LONGEST = 255
"""The longest file name that the usual file systems take, in the units of ``length``."""

LONGEST_PATH = 259
"""The longest path on a Windows where nobody allowed longer ones."""

_WINDOWS, _IN_UTF16 = "win32", ("win32", "darwin")
_BAD_ON_WINDOWS = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?", re.IGNORECASE | re.DOTALL)


def length(name: str, system: str = sys.platform) -> int:
    """How long a name is where it counts: in UTF-16 units on Windows and macOS, in bytes of UTF-8 elsewhere."""
    if system in _IN_UTF16:
        return len(name.encode("utf-16-le", "surrogatepass")) // 2
    return len(name.encode("utf-8", "surrogateescape"))


def name_fault(name: str, system: str = sys.platform) -> SaveFault | None:
    """Why no file or folder can have this name; None if one can."""
    if not name or "/" in name or "\0" in name:
        return SaveFault.BAD_NAME
    try:
        too_long = length(name, system) > LONGEST
    except UnicodeEncodeError:
        return SaveFault.BAD_NAME
    if too_long:
        return SaveFault.NAME_TOO_LONG
    return _fault_on_windows(name) if system == _WINDOWS else None


def _fault_on_windows(name: str) -> SaveFault | None:
    if _BAD_ON_WINDOWS.search(name):
        return SaveFault.BAD_NAME
    if name.endswith((" ", ".")):
        return SaveFault.BAD_ENDING
    return SaveFault.RESERVED_NAME if _DEVICE.fullmatch(name) else None


def path_fault(path: PurePath, system: str = sys.platform) -> SaveFault | None:
    """What is wrong with the first name in a path that no file or folder can have; None if all can be."""
    names = [part for part in path.parts if part not in (path.anchor, "..")]
    return next((fault for name in names if (fault := name_fault(name, system))), None)


def numbered(path: Path) -> Iterator[Path]:
    """Yield "name (2).jpg", "name (3).jpg" and so on, the name cut where it would become too long."""
    number = 2
    while True:
        yield path.with_name(fitting(path.stem, f" ({number})", path.suffix))
        number += 1


def fitting(stem: str, extra: str, suffix: str) -> str:
    """Join a file name that is not too long; the stem is cut between characters."""
    return shortened(stem, LONGEST - length(extra + suffix)) + extra + suffix


def shortened(name: str, most: int) -> str:
    """A name cut to a length, between characters."""
    while length(name) > most:
        name = name[:-1]
    return name
