"""The version that Windows shows in an executable's properties, as PyInstaller reads it."""

from __future__ import annotations

import re

from making import names

_TEXT = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004,
                    fileType=0x1, subtype=0x0),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("CompanyName", "Stylizer contributors"),
      StringStruct("FileDescription", "Stylizer"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "{program}"),
      StringStruct("LegalCopyright", "Apache License 2.0"),
      StringStruct("OriginalFilename", "{program}.exe"),
      StringStruct("ProductName", "Stylizer"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [1033, 1200])]),
  ],
)
"""


def numbers(version: str = names.VERSION) -> tuple[int, int, int, int]:
    """The version as four numbers; a suffix such as rc1 does not count."""
    found = [re.match(r"\d+", part) for part in version.split(".")[:4]]
    parts = [int(number[0]) if number else 0 for number in found]
    padded = [*parts, 0, 0, 0, 0]
    return padded[0], padded[1], padded[2], padded[3]


def text(program: str) -> str:
    """The whole description of an executable; ``program``: its name without ".exe"."""
    return _TEXT.format(numbers=numbers(), version=names.VERSION, program=program)
