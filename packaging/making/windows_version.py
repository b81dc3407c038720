"""The version that Windows shows in an executable's properties, as PyInstaller reads it."""

from __future__ import annotations

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
    """The version as four numbers."""
    first, second, third, fourth = (*names.numbers(version), 0, 0, 0)[:4]
    return first, second, third, fourth


def text(program: str) -> str:
    """The whole description of an executable; ``program``: its name without ".exe"."""
    return _TEXT.format(numbers=numbers(), version=names.VERSION, program=program)
