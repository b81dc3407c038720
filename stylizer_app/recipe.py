"""How a picture was painted, written down so that it can be painted again: style vectors, settings, pack, version."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from stylizer_app import __version__
from stylizer_app.amounts import ORIGINAL, SizeRule
from stylizer_app.engine.request import BRUSHES, PaintRequest, StyleVector, WeightedStyle
from stylizer_app.errors import UsageError
from stylizer_app.errors.names import shown
from stylizer_app.imaging.recipe_text import extract_recipe

FORMAT = 1
_MAX_STYLES, _MAX_NUMBERS, _MAX_TEXT = 64, 4096, 1_000_000


@dataclass(frozen=True, slots=True)
class RecipeStyle:
    """A painting that was used: its name, its share, and the numbers that the network knew it by."""

    name: str
    weight: float
    vector: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What it takes to paint another photo in the same way.

    ``strength`` 0..150 and ``colors`` 0..100 in percent, ``brush`` in pixels, ``size`` as SizeRule writes it.
    """

    styles: tuple[RecipeStyle, ...]
    strength: float = 100.0
    brush: int = BRUSHES["medium"]
    colors: float = 0.0
    size: str = ORIGINAL
    pack: str = "builtin"
    pack_checksum: str = ""
    version: str = __version__

    def to_json(self) -> str:
        """The recipe as one line of JSON; equal recipes give equal text."""
        return json.dumps({"stylizer": FORMAT, **asdict(self)}, ensure_ascii=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Recipe:
        """Read a recipe; UsageError with one sentence where it is damaged or newer than this program."""
        try:
            return _read(text)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
            raise UsageError("The recipe in this picture is damaged and cannot be used.") from error

    @property
    def size_rule(self) -> SizeRule:
        """The size of the result as a rule that can be applied to a photo."""
        return SizeRule.parse(self.size)

    @property
    def title(self) -> str:
        """The names of the paintings, as one short text."""
        return " + ".join(style.name for style in self.styles)

    @property
    def has_vectors(self) -> bool:
        """Whether every painting's style vector is known: at strength 0 none was needed."""
        return all(style.vector for style in self.styles)

    def weighted_styles(self) -> tuple[WeightedStyle, ...]:
        """The paintings as the engine takes them: style vectors, so that no predictor runs."""
        return tuple(
            WeightedStyle(StyleVector(np.asarray(s.vector, np.float32), self.pack_checksum), s.weight, s.name)
            for s in self.styles
        )


def recipe_of(
    request: PaintRequest, vectors: Sequence[StyleVector], *, pack_checksum: str, size: SizeRule | None = None
) -> Recipe:
    """The recipe of what ``request`` painted; ``vectors`` are the style vectors of its paintings, in order, or none."""
    numbers = [tuple(_plain(float(str(number))) for number in vector.values.ravel()) for vector in vectors]
    paired = zip(request.styles, numbers or [()] * len(request.styles), strict=True)
    styles = tuple(RecipeStyle(style.name, _plain(style.weight), vector) for style, vector in paired)
    return Recipe(
        styles,
        strength=_plain(round(request.strength * 100, 6)),
        brush=request.brush,
        colors=_plain(round(request.colors * 100, 6)),
        size=str(size or SizeRule()),
        pack=request.pack,
        pack_checksum=pack_checksum,
    )


def read_recipe(path: str | os.PathLike[str]) -> Recipe:
    """The recipe in a painted picture. Raises PictureError, or UsageError if there is none or it is damaged."""
    text = extract_recipe(Path(path))
    if text is None:
        raise UsageError(f"{shown(path)} carries no recipe: not painted by this program, or stripped of its metadata.")
    return Recipe.from_json(text)


def _read(text: str) -> Recipe:
    """Parse and check a recipe that came from anywhere; whatever does not fit raises."""
    if len(text) > _MAX_TEXT:
        raise ValueError("too long")
    data = json.loads(text)
    if data["stylizer"] != FORMAT:
        raise UsageError("The recipe in this picture was made by a newer version of the program. Update the program.")
    if not 1 <= len(data["styles"]) <= _MAX_STYLES:
        raise ValueError("number of styles")
    styles = tuple(_read_style(style) for style in data["styles"])
    if not any(style.weight for style in styles):
        raise ValueError("no weight above zero")
    return Recipe(
        styles,
        strength=_number(data["strength"], 0, 150),
        brush=int(_number(data["brush"], 64, 4096)),
        colors=_number(data["colors"], 0, 100),
        size=str(SizeRule.parse(data["size"])),
        pack=_text(data["pack"]),
        pack_checksum=_text(data["pack_checksum"]),
        version=_text(data["version"]),
    )


def _read_style(data: dict[str, Any]) -> RecipeStyle:
    """One painting of a recipe."""
    vector = tuple(_number(number, -1e6, 1e6) for number in data["vector"])
    if len(vector) > _MAX_NUMBERS:
        raise ValueError("length of the style vector")
    return RecipeStyle(_text(data["name"]), _number(data["weight"], 0, 1e9), vector)


def _number(value: Any, low: float, high: float) -> float:
    """A number within bounds."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise ValueError("number out of range")
    return _plain(value)


def _text(value: Any) -> str:
    """A text of reasonable length."""
    if not isinstance(value, str) or len(value) > 1000:
        raise ValueError("text expected")
    return value


def _plain(value: float) -> float:
    """The number as JSON shows it shortest: 70 instead of 70.0, so that equal recipes give equal text."""
    value = float(value)
    return int(value) if value.is_integer() and math.isfinite(value) else value
