"""How a picture was painted, written down so that it can be painted again: style vectors, settings, pack, version."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from stylizer_app import __version__
from stylizer_app.adjustments import DEFAULTS, EARLIER, ROWS, Adjustments
from stylizer_app.choices.amounts import ORIGINAL, SizeRule
from stylizer_app.engine.packs.names import BUILTIN
from stylizer_app.engine.request import StyleVector, WeightedStyle
from stylizer_app.errors import UsageError
from stylizer_app.errors.usage import UsageFault
from stylizer_app.imaging.decode import read_metadata
from stylizer_app.imaging.mask import Mask, bytes_of, unpacked
from stylizer_app.imaging.recipe_text import extract_recipe
from stylizer_app.system import json_text

FORMAT, MASKED = 2, 3
"""One with a mask has a higher number: programs that know of none must not paint everywhere."""
_ADJUSTMENTS_1 = ("strength", "brush", "colors")  # in the first format they stood among the rest
_MAX_STYLES, _MAX_NUMBERS, _MAX_TEXT = 64, 4096, 1_000_000


@dataclass(frozen=True, slots=True)
class RecipeStyle:
    """A painting that was used: its name, its share, and the numbers that the network knew it by."""

    name: str
    weight: float
    vector: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What it takes to paint another photo in the same way; ``size`` as SizeRule writes it, ``mask`` as Mask does."""

    styles: tuple[RecipeStyle, ...]
    adjustments: Adjustments = DEFAULTS
    size: str = ORIGINAL
    pack: str = BUILTIN
    pack_checksum: str = ""
    version: str = __version__
    mask: str = ""

    def to_json(self) -> str:
        """The recipe as one line of JSON; equal recipes give equal text."""
        content = {"stylizer": MASKED if self.mask else FORMAT, **asdict(self)}
        content["adjustments"] = self.adjustments.values()
        if not self.mask:
            del content["mask"]
        return json.dumps(content, ensure_ascii=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Recipe:
        """Read a recipe; UsageError where it is damaged or newer than this program."""
        try:
            data = _parsed(text)
            recipe = None if _is_newer(data) else _read(data)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError, UsageError) as error:
            raise UsageError(UsageFault.RECIPE_DAMAGED) from error
        if recipe is None:
            raise UsageError(UsageFault.RECIPE_TOO_NEW)
        return recipe

    @property
    def size_rule(self) -> SizeRule:
        """The size of the result as a rule that can be applied to a photo."""
        return SizeRule.parse(self.size)

    @property
    def paint_mask(self) -> Mask | None:
        """Where paint goes, None for everywhere."""
        return unpacked(bytes_of(self.mask)) if self.mask else None

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


class Asked(Protocol):
    """What a recipe remembers of what was asked for, whether a request says it or the settings for many photos."""

    @property
    def styles(self) -> tuple[WeightedStyle, ...]:
        """The paintings and their shares."""
        ...

    @property
    def adjustments(self) -> Adjustments:
        """How they are used."""
        ...

    @property
    def pack(self) -> str:
        """The networks, by their id."""
        ...

    @property
    def mask(self) -> Mask | None:
        """Where paint goes."""
        ...


def recipe_of(
    request: Asked, vectors: Sequence[StyleVector], *, pack_checksum: str, size: SizeRule | None = None
) -> Recipe:
    """The recipe of what ``request`` painted; ``vectors`` are the style vectors of its paintings, in order, or none."""
    numbers = [tuple(_plain(float(str(number))) for number in vector.values.ravel()) for vector in vectors]
    paired = zip(request.styles, numbers or [()] * len(request.styles), strict=True)
    styles = tuple(RecipeStyle(style.name, _plain(style.weight), vector) for style, vector in paired)
    return Recipe(
        styles,
        adjustments=request.adjustments,
        size=str(size or SizeRule()),
        pack=request.pack,
        pack_checksum=pack_checksum,
        mask=request.mask.to_text() if request.mask else "",
    )


def read_recipe(path: str | os.PathLike[str]) -> Recipe:
    """The recipe in a painted picture. Raises PictureError, or UsageError if there is none or it is damaged."""
    text = extract_recipe(read_metadata(path))
    if text is None:
        raise UsageError(UsageFault.NO_RECIPE, Path(path))
    return Recipe.from_json(text)


def _parsed(text: str) -> dict[str, Any]:
    """A recipe's content in the present format."""
    if len(text) > _MAX_TEXT:
        raise ValueError("too long")
    data: dict[str, Any] = json_text.parse(text)
    if data["stylizer"] != 1:
        return data
    values = {name: data[name] for name in _ADJUSTMENTS_1 if name in data}
    return {**data, "stylizer": FORMAT, "adjustments": values}


def _is_newer(data: dict[str, Any]) -> bool:
    """Whether the recipe asks for something that this program does not know."""
    return data["stylizer"] not in {FORMAT, MASKED} or not data.get("adjustments", {}).keys() <= ROWS.keys()


def _read(data: dict[str, Any]) -> Recipe:
    """Check a recipe that came from anywhere; what is missing is as usual, whatever does not fit raises."""
    if not 1 <= len(data["styles"]) <= _MAX_STYLES:
        raise ValueError("number of styles")
    styles = tuple(_read_style(style) for style in data["styles"])
    if not any(style.weight for style in styles):
        raise ValueError("no weight above zero")
    return Recipe(
        styles,
        adjustments=Adjustments(**{**EARLIER, **data.get("adjustments", {})}),
        size=str(SizeRule.parse(data.get("size", ORIGINAL))),
        pack=_text(data.get("pack", BUILTIN)),
        pack_checksum=_text(data.get("pack_checksum", "")),
        version=_text(data.get("version", "")),
        mask=_mask(data.get("mask", "")),
    )


def _read_style(data: dict[str, Any]) -> RecipeStyle:
    """One painting of a recipe; one without numbers needs its name."""
    vector = tuple(_number(number, -1e6, 1e6) for number in data.get("vector", ()))
    name = _text(data.get("name", "") if vector else data["name"])
    if len(vector) > _MAX_NUMBERS:
        raise ValueError("length of the style vector")
    return RecipeStyle(name, _number(data.get("weight", 1), 0, 1e9), vector)


def _mask(text: Any) -> str:
    """A mask that can be read."""
    bytes_of(text)
    return str(text)


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
