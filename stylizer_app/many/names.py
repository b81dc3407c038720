"""Names of results: a template such as ``{photo} {look} {strength}``, checked before anything is painted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from stylizer_app.errors import UsageError
from stylizer_app.errors.usage import WrongName
from stylizer_app.imaging.formats import Format, format_for


@dataclass(frozen=True, slots=True)
class Field:
    """What a template can name, in a word and in a phrase."""

    title: str
    meaning: str


FIELDS: Final = {
    "photo": Field("Photo", "the photo’s name, without its suffix"),
    "look": Field("Look", "the look that it is painted in"),
    "strength": Field("Strength", "how strongly it is painted, in per cent"),
    "brush": Field("Brush", "the brush’s number: the lower, the broader"),
    "n": Field("Number", "the picture’s number: 1, 2, 3 …"),
    "date": Field("Date", "the day the photo was taken, such as 2026-01-31"),
    "folder": Field("Folder", "the folder that the photo lies in"),
}
"""By what it is called in braces."""

_SEPARATORS = str.maketrans("/\\\0", "---")
_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


def fill(pattern: str, values: Mapping[str, str]) -> str:
    """The pattern with every ``{name}`` filled in at once, since a photo may be called "{n}"; other names stay.

    Two braces are one in the text, as Python has it.
    """
    return _BRACES.sub(lambda found: found[0][0] if _doubled(found) else values.get(found[1], found[0]), pattern)


def fields_of(pattern: str) -> list[str]:
    """What a pattern names in braces; a brace without its other half names ""."""
    return [found[1] or "" for found in _BRACES.finditer(pattern) if not _doubled(found)]


def renamed(pattern: str, names: Mapping[str, str]) -> str:
    """The pattern with other names in braces."""
    return _BRACES.sub(lambda found: f"{{{names[found[1]]}}}" if found[1] in names else found[0], pattern)


def _doubled(found: re.Match[str]) -> bool:
    return found[0] in {"{{", "}}"}


@dataclass(frozen=True, slots=True)
class NameTemplate:
    """A name with fields in braces. A slash makes a folder; a picture's suffix at the end chooses the format."""

    text: str

    def __post_init__(self) -> None:
        """Raise UsageError for a name that has other fields, or leads out of the folder for results."""
        if not set(FIELDS).issuperset(fields_of(self.text)):
            raise self._refusal()
        path = PurePosixPath(self.text)
        if not path.name or path.is_absolute() or ".." in path.parts or self.text.endswith("/"):
            raise self._refusal()

    def names(self, field: str) -> bool:
        """Whether the template names a field."""
        return field in fields_of(self.text)

    @property
    def format(self) -> Format | None:
        """The format that the template's own suffix stands for, if it can be written."""
        form = format_for(self.text)
        return form if form is not None and form.writable else None

    def filled(self, values: Mapping[str, str]) -> PurePosixPath:
        """The name with these values, without a suffix of a picture: folders and a stem."""
        stem = self.text if self.format is None else str(PurePosixPath(self.text).with_suffix(""))
        filled = fill(stem, {name: value.translate(_SEPARATORS) for name, value in values.items()})
        path = PurePosixPath(filled.lstrip("/") or "-")  # a photo at the top of a disk lies in a folder without a name
        return PurePosixPath(*("--" if part == ".." else part for part in path.parent.parts), path.name)

    def _refusal(self) -> UsageError:
        return UsageError(WrongName(self.text, tuple(FIELDS)))


def usual_name(*, looks: int, strengths: int) -> NameTemplate:
    """The template that tells so many looks and strengths apart, and says no more than that."""
    more = [field for field, count in (("{look}", looks), ("{strength}", strengths)) if count > 1]
    return NameTemplate(" ".join(["{photo}", *more]))
