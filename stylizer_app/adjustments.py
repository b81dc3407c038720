"""The adjustments: all that can be turned to change how a picture is painted, one row each, in one unit everywhere.

A row is a field of `Adjustments`. Flags, preferences, recipes, sessions and the window's sliders walk the rows: a new
adjustment is a new field here, and the code that computes with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Any, TypedDict

from stylizer_app.errors import UsageError
from stylizer_app.errors.usage import OutOfRange, UnknownAdjustment, told


@dataclass(frozen=True, slots=True)
class Stop:
    """A value with a name: ``name`` is what a person types, ``label`` what the window says."""

    name: str
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A row: ``least`` to ``most`` in ``unit``, whole numbers only if ``whole``; ``label`` and ``help`` in English.

    ``fine``: what it changes is not seen in a picture as small as a thumbnail.
    """

    name: str
    default: float
    least: float
    most: float
    unit: str
    label: str
    help: str
    stops: tuple[Stop, ...] = ()
    whole: bool = False
    fine: bool = False

    def check(self, value: object) -> float:
        """Return the number, an int where it is whole. Raises UsageError unless it is one within the limits."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not self.least <= value <= self.most:
            raise self._refusal(value)
        if float(value).is_integer():
            return int(value)
        if self.whole:
            raise self._refusal(value)
        return value

    def read(self, value: object) -> float:
        """Return the number that a person means: a number, or text with or without the unit, or a stop's name."""
        if not isinstance(value, str):
            return self.check(value)
        text = value.strip()
        named = {stop.name: stop.value for stop in self.stops}
        try:
            return self.check(named[text] if text in named else float(text.removesuffix(self.unit)))
        except (ValueError, UsageError):
            raise self._refusal(value) from None

    def clamped(self, value: float) -> float:
        """Return the value brought within the limits, with no more decimals than a person would type."""
        return self.check(round(min(max(value, self.least), self.most), 0 if self.whole else 2))

    def text(self, value: float) -> str:
        """Return the value as a person would type it: the name of a stop if it has one."""
        return next((stop.name for stop in self.stops if stop.value == value), f"{value:g}")

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be typed: the names of the stops, then the range."""
        return *(stop.name for stop in self.stops), f"{self.least:g}..{self.most:g}"

    def _refusal(self, value: object) -> UsageError:
        stops = tuple(stop.name for stop in self.stops)
        return UsageError(OutOfRange(self.label, told(value), stops, self.least, self.most, self.whole))


def _row(default: float, least: float, most: float, unit: str, label: str, help: str, **more: Any) -> Any:  # noqa: A002
    """A field of `Adjustments` that carries its row."""
    row = {"default": default, "least": least, "most": most, "unit": unit, "label": label, "help": help, **more}
    return field(default=default, metadata=row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustments:
    """A value for every row. Raises UsageError for one outside its limits."""

    strength: float = _row(
        100, 0, 150, "%", "Strength",
        "How far the photo moves towards the painting: 0 is the photo itself, 100 the full style.",
        stops=(Stop("light", 50, "Light"), Stop("medium", 75, "Medium"), Stop("full", 100, "Full")),
    )  # fmt: skip
    brush: int = _row(
        768, 64, 4096, "px", "Brush",
        "Width of the strokes: the long side of the first layer, in pixels. Fewer pixels give broader strokes; "
        "small and large copies of a photo look alike.",
        stops=(Stop("fine", 1280, "Fine"), Stop("medium", 768, "Normal"), Stop("broad", 448, "Broad")),
        whole=True,
        fine=True,
    )  # fmt: skip
    detail: float = _row(
        70, 0, 100, "%", "Detail",
        "How much of the photo’s fine detail is painted: 0 gives broad, quiet paint, 100 every branch.",
        fine=True,
    )  # fmt: skip
    brushwork: float = _row(
        40, 0, 100, "%", "Brushwork",
        "How much of the painter’s hand is seen where the photo shows little, in skies and shadows: "
        "0 leaves them smooth.",
    )  # fmt: skip
    colors: float = _row(
        0, 0, 100, "%", "Colour",
        "Whose colours the result has: 0 takes the painting’s, 100 keeps the photo’s.",
        stops=(Stop("painting", 0, "Painting’s"), Stop("photo", 100, "Photo’s")),
    )  # fmt: skip
    vividness: float = _row(
        30, 0, 100, "%", "Vividness",
        "How strong contrast and colours are: 0 leaves them as the network paints them, a little dull.",
    )  # fmt: skip

    def __post_init__(self) -> None:
        for row in ROWS.values():
            row.check(getattr(self, row.name))

    def with_(self, **values: object) -> Adjustments:
        """Return a copy with other values, read as a person writes them; None changes nothing. Raises UsageError."""
        unknown = values.keys() - ROWS.keys()
        if unknown:
            raise UsageError(UnknownAdjustment(tuple(ROWS)), min(unknown))
        read: dict[str, Any] = {name: ROWS[name].read(value) for name, value in values.items() if value is not None}
        return replace(self, **read)

    def moved(self, name: str, value: float) -> Adjustments:
        """Return a copy with one value, as a slider sets it: brought within its limits."""
        moved: dict[str, Any] = {name: ROWS[name].clamped(value)}
        return replace(self, **moved)

    def following(self, before: Adjustments, after: Adjustments) -> Adjustments:
        """Return a copy in which every value that is as in ``before`` becomes as in ``after``; the others stay."""
        old, new = before.values(), after.values()
        return self.with_(**{name: new[name] for name, value in self.values().items() if value == old[name]})

    def seen_small(self) -> Adjustments:
        """Return a copy in which what a thumbnail hardly shows is as usual."""
        return self.with_(**{row.name: row.default for row in ROWS.values() if row.fine})

    def values(self) -> dict[str, float]:
        """Return every value by name; equal adjustments give the same numbers of the same types."""
        return {row.name: row.check(getattr(self, row.name)) for row in ROWS.values()}


class Changes(TypedDict, total=False):
    """`Adjustments.with_` in types: some of the values, a number or the name of a stop."""

    strength: float | str | None
    brush: int | str | None
    detail: float | None
    brushwork: float | None
    colors: float | str | None
    vividness: float | None


ROWS: Mapping[str, Adjustment] = MappingProxyType(
    {one.name: Adjustment(one.name, **one.metadata) for one in fields(Adjustments)}
)
"""The table, in the order shown."""


DEFAULTS = Adjustments()

EARLIER = MappingProxyType({"brushwork": 0.0, "vividness": 0.0})
"""How programs painted that did not have an adjustment yet: what their recipes mean by not naming it."""


def fraction(percent: float) -> float:
    """The percentage as the engine computes with it: 0.7 for 70."""
    return percent / 100
