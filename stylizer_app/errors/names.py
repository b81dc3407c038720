"""How names and words from elsewhere stand in a message: on one line, whatever characters they have."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

_NO_LETTERS = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Kinds of characters that show nothing, or end the line; spaces of any width are none of them."""


Name = Path | str | bytes | os.PathLike[str]


def shown(path: Name) -> str:
    """Return a file's name in quotes, fit for one line of text."""
    return f'"{printable(path)}"'


def printable(path: Name) -> str:
    """Return a file's name fit for one line of text: control and undecodable characters are escaped."""
    text = path.decode(errors="surrogateescape") if isinstance(path, bytes) else os.fspath(path)
    return "".join(letter if letter.isprintable() else _escaped(letter) for letter in text)


def one_line(text: str) -> str:
    """Return a sentence with words of a system, library or file in it, fit for one line: control characters escaped."""
    return "".join(_escaped(letter) if unicodedata.category(letter) in _NO_LETTERS else letter for letter in text)


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape", "backslashreplace").decode("ascii")
