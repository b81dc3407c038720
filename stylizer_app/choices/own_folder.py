"""The folder of a person's own looks: each in its file, with its picture beside it, so that the file can be shared."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from stylizer_app.choices.document import StyleChoice
from stylizer_app.choices.own_looks import MOST_PICTURE_BYTES, OwnLook, read_look, write_look
from stylizer_app.imaging.targets import Overwrite, explained
from stylizer_app.system.system_errors import patiently

PICTURE = ".jpg"


def read_own(path: Path) -> OwnLook:
    """Read a look with the picture that lies beside it, if there is one. Raises StyleError."""
    look = read_look(path)
    with suppress(OSError), path.with_suffix(PICTURE).open("rb") as file:
        beside = file.read(MOST_PICTURE_BYTES + 1)
        return replace(look, picture=beside) if len(beside) <= MOST_PICTURE_BYTES else look
    return look


def write_own(look: OwnLook, path: Path, overwrite: Overwrite = "replace") -> Path:
    """Write a look, and its picture beside it; return its path. Raises SaveError.

    A look is a look without its picture, too: what keeps it from being written is no error.
    """
    path = write_look(replace(look, picture=b""), path, overwrite)
    beside = path.with_suffix(PICTURE)
    with suppress(OSError):
        beside.write_bytes(look.picture) if look.picture else beside.unlink(missing_ok=True)
    return path


def remove_own(path: Path) -> None:
    """Take a look away, and its picture; it may be gone already. Raises SaveError, and then all is still there."""
    with explained(path):
        patiently(lambda: path.unlink(missing_ok=True))
    with suppress(OSError):
        patiently(lambda: path.with_suffix(PICTURE).unlink(missing_ok=True))


def choice_of(look: OwnLook, path: Path) -> StyleChoice:
    """The choice of a look that lies there, with all that it was saved with."""
    return StyleChoice(look.name, path, usual=look.recipe.adjustments, digest=look.digest)
