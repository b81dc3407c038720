"""Where each result goes, decided before anything is painted: names, formats, and files that exist already."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from stylizer_app.cli import wording
from stylizer_app.cli.console import CommandError
from stylizer_app.errors import SaveError
from stylizer_app.errors.save import SaveFault
from stylizer_app.imaging.formats import format_for, result_suffix, writable_format
from stylizer_app.imaging.targets import USUAL_QUALITY, Overwrite, Target, check_name, check_place, make_folder
from stylizer_app.system.file_names import fitting, numbered
from stylizer_app.system.files import FileSet, real_path

Answer = Literal[Overwrite, "quit"]
Policy = Overwrite | Callable[[Path], Answer]
"""What to do with a target that exists; a function is asked for each of them."""


@dataclass(slots=True)
class Planner:
    """Gives every photo of a run its target; no two get the same, and none the place of a photo of this run."""

    output: str
    format: str | None
    policy: Policy
    inputs: Sequence[Path]
    several: bool = False
    quality: int = USUAL_QUALITY
    strip_metadata: bool = False
    _taken: set[Path] = field(default_factory=set)
    _sources: FileSet = field(init=False)

    def __post_init__(self) -> None:
        self._sources = FileSet(self.inputs)
        if not self.is_folder:
            self._check_file()

    @property
    def is_folder(self) -> bool:
        """Whether the results go into a folder: it exists, ends in a slash, or has no file's suffix."""
        if self.output.endswith(tuple(filter(None, (os.sep, os.altsep, "/")))) or _is_dir(self.output):
            return True
        return not _is_writable(self.output) and (self.several or not Path(self.output).suffix)

    def _check_file(self) -> None:
        """Refuse an OUT that cannot be one picture's file."""
        if self.several:
            raise CommandError(wording.not_one_file(self.output))
        form = writable_format(self.output)
        if self.format and form.name != self.format:
            raise CommandError(wording.other_format(self.output, form.title, self.format))

    def prepare(self) -> None:
        """Make the folder for the results, if OUT is one. Raises SaveError."""
        if self.is_folder:
            make_folder(Path(self.output))

    def target(self, photo: Path) -> Target:
        """The target of a photo; ``skip`` is left only where a file stays. Raises SaveError where none can be."""
        path = self._wanted(photo)
        check_name(path)
        if path in self._taken or real_path(path) in self._taken:
            path = self._free(path)
        overwrite: Overwrite = "refuse"
        if os.path.lexists(path) and not _is_dir(path):
            path, overwrite = self._settled(path)
        if overwrite != "skip":
            check_place(path, overwrite)
            self._taken.add(real_path(path))
        return Target(path, writable_format(path).name, self.quality, self.strip_metadata, overwrite=overwrite)

    def _wanted(self, photo: Path) -> Path:
        """The name the result would have if nothing were in its way."""
        if not self.is_folder:
            return Path(self.output)
        suffix = writable_format("", self.format).suffixes[0] if self.format else result_suffix(photo)
        return Path(self.output) / fitting(photo.stem, "", suffix)

    def _settled(self, path: Path) -> tuple[Path, Overwrite]:
        """What the policy says of a file that exists: the result's path, and what becomes of a file there."""
        answer = self.policy if isinstance(self.policy, str) else self.policy(path)
        if answer == "quit":
            raise KeyboardInterrupt
        if answer == "rename":
            return self._free(path), "refuse"
        if answer == "refuse":
            raise SaveError(SaveFault.EXISTS, path)
        if answer == "replace" and path in self._sources:
            raise SaveError(SaveFault.IS_A_PHOTO, path)
        return path, answer

    def _free(self, path: Path) -> Path:
        """The first of ``name (2)``, ``name (3)``, ... that nobody has."""
        return next(free for free in numbered(path) if not os.path.lexists(free) and real_path(free) not in self._taken)


def _is_writable(name: str) -> bool:
    form = format_for(name)
    return form is not None and form.writable


def _is_dir(path: Path | str) -> bool:
    """Whether it is a folder; unlike Path.is_dir this takes names that are too long for any file."""
    return os.path.isdir(path)  # noqa: PTH112
