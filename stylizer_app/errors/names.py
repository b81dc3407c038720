"""How a file is named in a message: in quotes, on one line, whatever characters it has."""

from __future__ import annotations

import os
from pathlib import Path


def shown(path: Path | str | bytes | os.PathLike[str]) -> str:
    """Return a file's name in quotes, fit for one line of text: control and undecodable characters are escaped."""
    text = os.fsdecode(path)
    return '"' + "".join(letter if letter.isprintable() else _escaped(letter) for letter in text) + '"'


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape", "backslashreplace").decode("ascii")
