"""How a file is named in a message: in quotes, on one line, whatever characters it has."""

from __future__ import annotations

import os
from pathlib import Path


def shown(path: Path | str | bytes | os.PathLike[str] | None) -> str:
    """Return a file's name in quotes, fit for one line of text: control and undecodable characters are escaped."""
    if path is None:
        return "the picture"
    text = os.fsdecode(path)
    return '"' + "".join(letter if letter.isprintable() else _escaped(letter) for letter in text) + '"'


def begin(name: str) -> str:
    """Return a name as a sentence begins with it."""
    return name[:1].upper() + name[1:]


def _escaped(letter: str) -> str:
    """Return the backslash form of a character that cannot be printed."""
    return letter.encode("unicode_escape", "backslashreplace").decode("ascii")
