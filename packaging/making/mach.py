"""What Mach-O files for Apple silicon ask of macOS' loader, and what of it is missing; needs macholib."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_ARM64 = 0x0100000C
_MAGIC = (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
"""How a file for one CPU begins, and one for several."""

_SYSTEM = ("/usr/lib/", "/System/Library/")
"""Where macOS' own libraries are, whether or not a file lies there."""


@dataclass(frozen=True, slots=True)
class Image:
    """One file: the libraries that it must have, the folders that @rpath stands for, the oldest macOS it is for."""

    libraries: tuple[str, ...]
    folders: tuple[str, ...]
    minimum: tuple[int, int]


def is_binary(path: Path) -> bool:
    """Whether a file is for the loader, by its first bytes."""
    with path.open("rb") as file:
        return file.read(4) in _MAGIC and path.suffix not in {".a", ".o"}


def read(path: Path) -> Image | None:
    """What a file asks for; None if it has nothing for Apple silicon."""
    from macholib import mach_o
    from macholib.MachO import MachO

    header = next((header for header in MachO(str(path)).headers if header.header.cputype == _ARM64), None)
    if header is None:
        return None
    libraries, folders, minimum = [], [], (0, 0)
    for kind, command, text in header.commands:
        if kind.cmd in {mach_o.LC_LOAD_DYLIB, mach_o.LC_REEXPORT_DYLIB}:  # those loaded weakly may be missing
            libraries.append(text.rstrip(b"\0").decode())
        elif kind.cmd == mach_o.LC_RPATH:
            folders.append(text.rstrip(b"\0").decode())
        elif kind.cmd == mach_o.LC_BUILD_VERSION:
            minimum = (command.minos >> 16, command.minos >> 8 & 0xFF)
    return Image(tuple(libraries), tuple(folders), minimum)


def missing(images: Mapping[str, Image]) -> dict[str, list[str]]:
    """Each library that will not be found, with the files that ask for it; files are named as they lie in a folder."""
    found: dict[str, list[str]] = {}
    for name, image in images.items():
        for library in image.libraries:
            if not library.startswith(_SYSTEM) and not any(place in images for place in _places(name, library, image)):
                found.setdefault(library, []).append(name)
    return found


def _places(name: str, library: str, image: Image) -> Iterator[str]:
    """Where the loader looks for a library that a file asks for."""
    inside = library.removeprefix("@rpath/")
    for place in [library] if inside == library else [posixpath.join(folder, inside) for folder in image.folders]:
        yield posixpath.normpath(place.replace("@loader_path", posixpath.dirname(name) or ".", 1))


def newer(images: Mapping[str, Image], than: tuple[int, int]) -> list[str]:
    """The files that were made for a newer macOS than that."""
    return [name for name, image in images.items() if image.minimum > than]
