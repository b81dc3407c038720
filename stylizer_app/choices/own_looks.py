"""Looks of a person's own: a name, paintings with their shares, adjustments; in a small file to keep and to share."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from stylizer_app.adjustments import DEFAULTS, Adjustments
from stylizer_app.choices.amounts import ORIGINAL
from stylizer_app.choices.recipe import Recipe, RecipeStyle
from stylizer_app.choices.styles import find_starter
from stylizer_app.engine.request import Mixture, Style, StyleVector, WeightedStyle
from stylizer_app.errors import StyleError, UsageError
from stylizer_app.errors.painting import StyleFault
from stylizer_app.errors.usage import UsageFault
from stylizer_app.imaging.targets import Overwrite, make_folder, write_file
from stylizer_app.system import json_text

SUFFIX = ".stylizer-look"
FORMAT = 1
MOST_BYTES = 500_000
MOST_PICTURE_BYTES = 150_000
_KEY = "stylizer-look"
_MOST_LETTERS = 80
_NOT_IN_NAMES = frozenset('<>:"/\\|?*')


@dataclass(frozen=True, slots=True)
class OwnLook:
    """``recipe`` tells how it paints: looks of the program by name, other paintings by their style vectors.

    ``picture``: a small JPEG that shows what it does, at most MOST_PICTURE_BYTES; b"" in a file of a few kB.
    """

    name: str
    recipe: Recipe
    picture: bytes = b""

    def to_json(self) -> str:
        """The look as one line of JSON."""
        content: dict[str, object] = {_KEY: FORMAT, "name": self.name, "recipe": json.loads(self.recipe.to_json())}
        if self.picture:
            content["picture"] = base64.b64encode(self.picture).decode("ascii")
        return json.dumps(content, ensure_ascii=True, separators=(",", ":"))

    @property
    def digest(self) -> str:
        """What is another one as soon as the look paints differently."""
        return hashlib.sha256(self.recipe.to_json().encode("ascii")).hexdigest()[:16]

    def style(self) -> Style:
        """What the engine paints by."""
        parts = tuple(WeightedStyle(self._part(part), part.weight, part.name) for part in self.recipe.styles)
        return parts[0].style if len(parts) == 1 else Mixture(parts)

    def _part(self, part: RecipeStyle) -> Style:
        if part.vector:
            return StyleVector(np.asarray(part.vector, np.float32), self.recipe.pack_checksum)
        starter = find_starter(part.name)
        assert starter is not None, "from_json() lets no other one through"
        return starter.look


@dataclass(frozen=True, slots=True)
class OwnStyle(WeightedStyle):
    """A look of a person's own, its share in a mixture, and the adjustments that it was saved with."""

    usual: Adjustments = DEFAULTS


def named(name: str, recipe: Recipe) -> OwnLook:
    """A look out of how something was painted, for photos of any size."""
    return OwnLook(_short(name), replace(recipe, size=ORIGINAL, mask=""))


def from_json(text: str) -> OwnLook:
    """Read a look. Raises ValueError where it is none, UsageError where its recipe is none or newer than this."""
    data = json_text.parse(text)
    if not isinstance(data, dict) or not isinstance(data.get("name"), str) or not isinstance(data.get("recipe"), dict):
        raise ValueError("no look")
    number = data.get(_KEY)
    if type(number) is not int or number < 1:
        raise ValueError("no look")
    if number > FORMAT:
        raise UsageError(UsageFault.RECIPE_TOO_NEW)
    look = named(data["name"], Recipe.from_json(json.dumps(data["recipe"])))
    if not look.name or not all(part.vector or find_starter(part.name) for part in look.recipe.styles):
        raise ValueError("nothing to paint by")
    return replace(look, picture=_picture(data.get("picture", "")))


def _picture(text: object) -> bytes:
    """The bytes of a look's picture, not looked at. Raises ValueError for what can be none."""
    if not isinstance(text, str) or len(text) > 2 * MOST_PICTURE_BYTES:
        raise ValueError("no picture")
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("no picture") from error
    if len(data) > MOST_PICTURE_BYTES:
        raise ValueError("too large a picture")
    return data


def read_look(path: Path) -> OwnLook:
    """Read a look's file. Raises StyleError."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise StyleError(StyleFault.LOOK_UNREADABLE, path) from error
    if len(data) > MOST_BYTES:
        raise StyleError(StyleFault.LOOK_TOO_LARGE, path)
    try:
        return from_json(data.decode("utf-8"))
    except UsageError as error:
        newer = error.reason is UsageFault.RECIPE_TOO_NEW
        raise StyleError(StyleFault.LOOK_TOO_NEW if newer else StyleFault.LOOK_DAMAGED, path) from error
    except ValueError as error:
        raise StyleError(StyleFault.LOOK_DAMAGED, path) from error


def write_look(look: OwnLook, path: Path, overwrite: Overwrite = "replace") -> Path:
    """Write a look's file, whole or not at all, and return its path. Raises SaveError."""
    make_folder(path.parent)
    return write_file(path, look.to_json().encode("ascii"), overwrite)


def file_for(name: str, folder: Path) -> Path:
    """Where a look of this name lies in a folder; what no file name can have becomes a hyphen."""
    stem = "".join("-" if letter in _NOT_IN_NAMES else letter for letter in _short(name)).strip(". ") or "look"
    return folder / f"{stem}{SUFFIX}"


def looks_in(folder: Path) -> list[Path]:
    """The files of looks in a folder, by name; none where it is not there."""
    return sorted(_files(folder), key=lambda path: path.stem.lower())


def is_look(path: Path) -> bool:
    """Whether this is the name of a look's file."""
    return path.suffix.lower() == SUFFIX


def _files(folder: Path) -> Iterable[Path]:
    try:
        return [path for path in folder.iterdir() if is_look(path)]
    except OSError:
        return []


def _short(name: str) -> str:
    """A name on one line, of a length that can be shown."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:_MOST_LETTERS].strip()
