"""Names of results: a template such as ``{photo} {look} {strength}``, checked before anything is painted."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from stylizer_app.errors import UsageError
from stylizer_app.errors.usage import WrongName
from stylizer_app.imaging.formats import Format, format_for

FIELDS: Final = ("photo", "look", "strength", "brush", "n", "date", "folder")
"""What a template can name: the photo's own name without its suffix, the look, strength and brush that it is painted
with, the number of the picture in its run, the day the photo was taken, and the folder it lies in."""

_SEPARATORS = str.maketrans("/\\\0", "---")


@dataclass(frozen=True, slots=True)
class NameTemplate:
    """A name with fields in braces. A slash makes a folder; a picture's suffix at the end chooses the format."""

    text: str

    def __post_init__(self) -> None:
        """Raise UsageError for a name that has other fields, or leads out of the folder for results."""
        try:
            parts = list(string.Formatter().parse(self.text))
        except ValueError:
            raise self._refusal() from None
        fields = [(name, spec, conversion) for _, name, spec, conversion in parts if name is not None]
        if any(name not in FIELDS or spec or conversion for name, spec, conversion in fields):
            raise self._refusal()
        path = PurePosixPath(self.text)
        if not path.name or path.is_absolute() or ".." in path.parts or self.text.endswith("/"):
            raise self._refusal()

    def names(self, field: str) -> bool:
        """Whether the template names a field."""
        return any(name == field for _, name, _, _ in string.Formatter().parse(self.text))

    @property
    def format(self) -> Format | None:
        """The format that the template's own suffix stands for, if it can be written."""
        form = format_for(self.text)
        return form if form is not None and form.writable else None

    def filled(self, values: Mapping[str, str]) -> PurePosixPath:
        """The name with these values, without a suffix of a picture: folders and a stem."""
        stem = self.text if self.format is None else str(PurePosixPath(self.text).with_suffix(""))
        return PurePosixPath(stem.format_map({name: value.translate(_SEPARATORS) for name, value in values.items()}))

    def _refusal(self) -> UsageError:
        return UsageError(WrongName(self.text, FIELDS))


def usual_name(*, looks: int, strengths: int) -> NameTemplate:
    """The template that tells so many looks and strengths apart, and says no more than that."""
    more = [field for field, count in (("{look}", looks), ("{strength}", strengths)) if count > 1]
    return NameTemplate(" ".join(["{photo}", *more]))
