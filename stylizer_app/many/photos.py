"""Which photos a run has: files as they were named, and what lies in folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stylizer_app.imaging.formats import format_for, is_clip
from stylizer_app.system.files import is_folder


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo, and where it lies below the folder that was named ("" for one that was named itself)."""

    path: Path
    folder: str = ""


def photos_in(
    names: Iterable[Path], *, recursive: bool = False, without: Path | None = None, clips: bool = False
) -> list[Photo]:
    """The photos of these files and folders, in order; a folder's own by name.

    ``recursive``: those in folders inside a folder as well.  ``without``: a folder that is left out, as it holds
    results; what was named itself never is.
    ``clips``: those in folders as well. A folder without any stands for itself, so that it is told.
    """
    found: list[Photo] = []
    for name in names:
        inside = list(_in_folder(name, recursive, without, clips)) if is_folder(name) else []
        found += inside or [Photo(name)]
    return found


def is_photo(path: Path) -> bool:
    """Whether a file in a folder is taken for a photo: it has a picture's suffix and is not hidden."""
    return format_for(path) is not None and not path.name.startswith(".")


def _in_folder(top: Path, recursive: bool, without: Path | None, clips: bool) -> Iterator[Photo]:
    """The photos in a folder, folder by folder; links to folders are not followed, as they may lead in circles."""
    left_out = None if without is None else os.path.realpath(without)
    for folder, inner, files in os.walk(top):
        here = Path(folder)
        inner[:] = sorted(name for name in inner if not name.startswith(".") and _real(here / name) != left_out)
        if not recursive:
            inner.clear()
        relative = here.relative_to(top)
        for name in sorted(files):
            if is_photo(here / name) or (clips and is_clip(here / name) and not name.startswith(".")):
                yield Photo(here / name, "" if relative == Path() else relative.as_posix())


def _real(path: Path) -> str:
    return os.path.realpath(path)
