"""Where each result goes, decided before anything is painted: names, formats, and files that exist already."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from stylizer_app.errors import FileExistsRefusedError, SaveError, UsageError

Answer = Literal["replace", "skip", "rename", "quit"]
Policy = Literal["refuse", "replace", "skip", "rename"] | Callable[[Path], Answer]
"""What to do with a target that exists; a function is asked for each of them."""

SUFFIXES = {
    ".jpg": "jpeg", ".jpeg": "jpeg", ".png": "png", ".webp": "webp", ".tif": "tiff", ".tiff": "tiff", ".avif": "avif",
}  # fmt: skip
"""Names of files that can be written, and their formats."""
_SUFFIX_OF = {"jpeg": ".jpg", "png": ".png", "webp": ".webp", "tiff": ".tif", "avif": ".avif"}
_LOSSLESS = (".gif", ".bmp", ".ppm", ".tga")
_NAME_BYTES = 255


@dataclass(frozen=True, slots=True)
class Target:
    """The file a result is written to, in which format, and what is known to happen if it exists."""

    path: Path
    format: str
    existing: Literal["refuse", "replace", "skip"] = "refuse"


@dataclass(slots=True)
class Planner:
    """Gives every photo of a run its target; no two get the same, and none the place of a photo of this run."""

    output: str
    format: str | None
    policy: Policy
    inputs: Sequence[Path]
    several: bool = False
    _taken: set[Path] = field(default_factory=set)
    _sources: set[Path] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._sources = {_real(path) for path in self.inputs}
        if not self.is_folder:
            self._check_file()

    @property
    def is_folder(self) -> bool:
        """Whether the results go into a folder: it exists, ends in a slash, or has no file's suffix."""
        if self.output.endswith(tuple(filter(None, (os.sep, os.altsep, "/")))) or _is_dir(self.output):
            return True
        suffix = Path(self.output).suffix.lower()
        return suffix not in SUFFIXES and (self.several or not suffix)

    def _check_file(self) -> None:
        """Refuse an OUT that cannot be one picture's file."""
        suffix = Path(self.output).suffix.lower()
        if self.several:
            raise UsageError(f"{self.output} is one file, but there are several photos: name a folder instead.")
        if suffix not in SUFFIXES:
            raise UsageError(f"{self.output}: {suffix} files cannot be written. Use one of {', '.join(SUFFIXES)}.")
        if self.format and SUFFIXES[suffix] != self.format:
            raise UsageError(f"{self.output} is named as {SUFFIXES[suffix]}, but --format asks for {self.format}.")

    def prepare(self) -> None:
        """Make the folder for the results, if OUT is one. Raises SaveError."""
        if self.is_folder:
            try:
                Path(self.output).mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise SaveError(f"The folder {self.output} cannot be made: {error.strerror}.") from error

    def target(self, photo: Path) -> Target:
        """The target of a photo. Raises SaveError where nothing can be written."""
        wanted = self._wanted(photo)
        if wanted in self._taken or _real(wanted) in self._taken:
            wanted = self._free(wanted)
        target = self._settled(wanted)
        if target.existing != "skip":
            _check_folder(target.path.parent)
            self._taken.add(_real(target.path))
        return target

    def _wanted(self, photo: Path) -> Path:
        """The name the result would have if nothing were in its way."""
        if not self.is_folder:
            return Path(self.output)
        suffix = _SUFFIX_OF[self.format] if self.format else _suffix_for(photo)
        return Path(self.output) / fitting(photo.stem, "", suffix)

    def _settled(self, path: Path) -> Target:
        """The target after the policy for existing files was heard."""
        if not os.path.lexists(path):
            return Target(path, _format_of(path))
        if _is_dir(path):
            raise SaveError(f"{path} is a folder, so no picture can be written there.")
        answer = self.policy if isinstance(self.policy, str) else self.policy(path)
        if answer == "quit":
            raise KeyboardInterrupt
        if answer == "skip":
            return Target(path, _format_of(path), "skip")
        if answer == "rename":
            return self._settled(self._free(path))
        if answer == "refuse":
            raise FileExistsRefusedError(f"{path} exists already. Allow it with --overwrite replace, skip or rename.")
        if _real(path) in self._sources:
            raise SaveError(f"{path} is a picture that this run reads, so it is not replaced. Choose another name.")
        return Target(path, _format_of(path), "replace")

    def _free(self, path: Path) -> Path:
        """The first of ``name (2)``, ``name (3)``, ... that nobody has."""
        number = 2
        while True:
            candidate = path.with_name(fitting(path.stem, f" ({number})", path.suffix))
            if not os.path.lexists(candidate) and _real(candidate) not in self._taken:
                return candidate
            number += 1


def fitting(stem: str, extra: str, suffix: str) -> str:
    """Join a file name of at most 255 bytes; the stem is cut between characters where it is too long."""
    room = _NAME_BYTES - len(os.fsencode(extra + suffix))
    while len(os.fsencode(stem)) > room:
        stem = stem[:-1]
    return stem + extra + suffix


def _format_of(path: Path) -> str:
    """The format that a file's name stands for."""
    return SUFFIXES[path.suffix.lower()]


def _suffix_for(photo: Path) -> str:
    """The suffix of a result whose format nobody chose: the photo's, where that can be written."""
    suffix = photo.suffix.lower()
    if suffix in SUFFIXES:
        return photo.suffix
    return ".png" if suffix in _LOSSLESS else ".jpg"


def _is_dir(path: Path | str) -> bool:
    """Whether it is a folder; unlike Path.is_dir this takes names that are too long for any file."""
    return os.path.isdir(path)  # noqa: PTH112


def _check_folder(folder: Path) -> None:
    """Raise SaveError unless files can be made in the folder, before minutes are spent on painting."""
    if not _is_dir(folder):
        raise SaveError(f"The folder {folder} does not exist. Make it first, or choose another one.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SaveError(f"Nothing can be written into the folder {folder}: no permission. Choose another one.")


def _real(path: Path) -> Path:
    """The file that a path leads to, however it is written."""
    return Path(os.path.normcase(os.path.realpath(path)))
