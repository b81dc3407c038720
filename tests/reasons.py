"""One of every reason and note there is, filled with plausible facts: a new one is among them by itself."""

from __future__ import annotations

import dataclasses
import itertools
import typing
from enum import Enum
from pathlib import Path
from typing import Any

from stylizer_app.errors.reason import Note, Reason

FILE = Path("holiday/photo 1.jpg")
FACTS: dict[Any, Any] = {
    str: "Fact",
    int: 7_000_000,
    float: 1.5,
    bool: True,
    tuple[str, ...]: ("one", "two"),
}


def every_reason() -> list[Reason]:
    """Every member of every enum, and one of every dataclass."""
    return [member for kind in typing.get_args(Reason) for member in _every(kind)]


def every_note() -> list[Note]:
    return [member for kind in typing.get_args(Note) for member in _every(kind)]


def _every(kind: Any) -> list[Any]:
    """All members of an enum or a union; of a dataclass one for every choice of its facts."""
    if kind in FACTS:
        return [FACTS[kind]]
    if typing.get_origin(kind) is tuple:
        return [(each,) for each in _every(typing.get_args(kind)[0])]
    if members := typing.get_args(kind):
        return [each for member in members for each in _every(member)]
    if issubclass(kind, Enum):
        return list(kind)
    hints = typing.get_type_hints(kind)
    facts = [_every(hints[field.name]) for field in dataclasses.fields(kind)]
    return [kind(*chosen) for chosen in itertools.product(*facts)]
