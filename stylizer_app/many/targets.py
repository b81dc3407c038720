"""Where each result goes, decided before anything is painted: names, formats, and files that exist already."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from stylizer_app.choices.recipe import Recipe, read_recipe
from stylizer_app.errors import SaveError, StylizerError
from stylizer_app.errors.save import ManyFault, OtherFormat, SaveFault
from stylizer_app.imaging.decode import read_metadata
from stylizer_app.imaging.formats import format_for, is_clip, result_suffix, writable_format
from stylizer_app.imaging.metadata.exif_facts import exif_day
from stylizer_app.imaging.targets import USUAL_QUALITY, Overwrite, Target, check_name, check_place, make_folder
from stylizer_app.many.names import NameTemplate
from stylizer_app.many.photos import Photo
from stylizer_app.system.file_names import fitting, numbered
from stylizer_app.system.files import FileSet, is_folder, is_taken, real_path

Answer = Literal[Overwrite, "changed", "quit"]
Policy = Answer | Callable[[Path], Answer]
"""What to do with targets that exist; a function is asked once, about the first of them. ``changed`` replaces those
that were painted by another recipe and skips the others; ``quit`` raises KeyboardInterrupt."""

PHOTO = NameTemplate("{photo}")


@dataclass(slots=True)
class Planner:
    """Gives every picture of a run its target; no two get the same, and none the place of a photo of this run.

    Raises SaveError if ``output`` cannot be what it is named as.
    """

    output: str
    format: str | None
    policy: Policy
    inputs: Sequence[Path]
    several: bool = False
    quality: int = USUAL_QUALITY
    strip_metadata: bool = False
    template: NameTemplate = PHOTO
    _taken: set[Path] = field(default_factory=set)
    _sources: FileSet = field(init=False)

    def __post_init__(self) -> None:
        self._sources = FileSet(self.inputs)
        if not self.is_folder:
            self._check_file()

    @property
    def is_folder(self) -> bool:
        """Whether the results go into a folder: it exists, ends in a slash, or has no file's suffix."""
        return goes_into_folder(self.output, several=self.several)

    def _check_file(self) -> None:
        """Refuse an OUT that cannot be one picture's file."""
        if self.several:
            raise SaveError(ManyFault.NOT_ONE_FILE, Path(self.output))
        form = writable_format(self.output)
        if self.format and form.name != self.format:
            raise SaveError(OtherFormat(form.title, self.format), Path(self.output))

    def prepare(self) -> None:
        """Make the folder for the results, if OUT is one. Raises SaveError."""
        if self.is_folder:
            make_folder(Path(self.output))

    def target(self, photo: Photo, values: Mapping[str, str], recipe: str = "") -> Target:
        """The target of a picture; ``skip`` is left only where a file stays. Raises SaveError where none can be.

        ``values``: what the template can name but cannot see of the photo; ``recipe``: how it is going to be painted.
        """
        path = self.wanted(photo, values)
        check_name(path)
        if path in self._taken or real_path(path) in self._taken:
            path = self._free(path)
        overwrite: Overwrite = "refuse"
        if os.path.lexists(path) and not is_folder(path):
            path, overwrite = self._settled(path, recipe)
        if overwrite != "skip":
            self.take(path, overwrite)
        return self.at(path, overwrite)

    def take(self, path: Path, overwrite: Overwrite) -> None:
        """Make sure that a picture can be written there, and keep the place for it. Raises SaveError."""
        if self.is_folder and not is_taken(path.parent):
            make_folder(path.parent)
        check_place(path, overwrite)
        self.keep(path)

    def reads(self, photos: Iterable[Path]) -> None:
        """Photos that came to the run later; they are not replaced either."""
        self._sources.add(photos)

    def keep(self, path: Path) -> None:
        """Keep a place for a picture that was given it before."""
        self._taken.add(real_path(path))

    def at(self, path: Path, overwrite: Overwrite) -> Target:
        """The target at a place that is settled; a clip's has no format of pictures."""
        form = None if is_clip(path) else writable_format(path).name
        return Target(path, form, self.quality, self.strip_metadata, overwrite=overwrite)

    def wanted(self, photo: Photo, values: Mapping[str, str]) -> Path:
        """The name the result would have if nothing were in its way."""
        if not self.is_folder:
            return Path(self.output)
        named = self.template.filled({**values, **self._facts(photo.path)})
        return Path(self.output, photo.folder, named.parent, fitting(named.name, "", self._suffix(photo.path)))

    def _suffix(self, photo: Path) -> str:
        """By which the result's format is told; formats that are chosen are those of pictures."""
        if is_clip(photo):
            return result_suffix(photo)
        form = writable_format("", self.format) if self.format else self.template.format
        return form.suffixes[0] if form else result_suffix(photo)

    def _facts(self, photo: Path) -> dict[str, str]:
        """What a template can name of a photo."""
        taken = _day(photo) if self.template.names("date") else ""
        return {"photo": photo.stem, "folder": photo.absolute().parent.name, "date": taken}

    def _settled(self, path: Path, recipe: str) -> tuple[Path, Overwrite]:
        """What the policy says of a file that exists: the result's path, and what becomes of a file there."""
        if not isinstance(self.policy, str):
            self.policy = self.policy(path)
        answer = self.policy
        if answer == "quit":
            raise KeyboardInterrupt
        if answer == "changed":
            answer = "skip" if _painted_by(path, recipe) else "replace"
        if answer == "rename":
            return self._free(path), "refuse"
        if answer == "refuse":
            raise SaveError(SaveFault.EXISTS, path)
        if answer == "replace" and path in self._sources:
            raise SaveError(ManyFault.IS_A_PHOTO, path)
        return path, answer

    def _free(self, path: Path) -> Path:
        """The first of ``name (2)``, ``name (3)``, ... that nobody has."""
        return next(free for free in numbered(path) if not os.path.lexists(free) and real_path(free) not in self._taken)


def goes_into_folder(output: str, *, several: bool) -> bool:
    """Whether results go into a folder: it exists, ends in a slash, or has no file's suffix."""
    if output.endswith(tuple(filter(None, (os.sep, os.altsep, "/")))) or is_folder(Path(output)):
        return True
    return not _is_writable(output) and (several or not Path(output).suffix)


def _painted_by(path: Path, recipe: str) -> bool:
    """Whether a file was painted by this recipe, by whatever version of the program."""
    try:
        return replace(read_recipe(path), version="") == replace(Recipe.from_json(recipe), version="")
    except StylizerError:
        return False


def _day(photo: Path) -> str:
    """The day a photo was taken, else the one its file was changed, else "undated"; as 2026-01-31."""
    try:
        taken = "" if is_clip(photo) else exif_day(read_metadata(photo).exif)
        return taken or date.fromtimestamp(photo.stat().st_mtime).isoformat()
    except (StylizerError, OSError, ValueError, OverflowError):
        return "undated"


def _is_writable(name: str) -> bool:
    form = format_for(name)
    return form is not None and form.writable
