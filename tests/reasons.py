"""One of every reason and note there is, filled with plausible facts: a new one is among them by itself."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

from stylizer_app.errors.reason import Note, Reason

FILE = Path("holiday/photo 1.jpg")
FACTS: dict[Any, Any] = {
    str: "Fact",
    int: 7_000_000,
    float: 1.5,
    tuple[str, ...]: ("one", "two"),
}


def every_reason() -> list[Reason]:
    """Every member of every enum, and one of every dataclass."""
    return list(_every(Reason))


def every_note() -> list[Note]:
    return list(_every(Note))


def _every(kinds: Any) -> Iterator[Any]:
    for kind in typing.get_args(kinds):
        if issubclass(kind, Enum):
            yield from kind
        else:
            hints = typing.get_type_hints(kind)
            yield kind(*(_fact(hints[field.name]) for field in dataclasses.fields(kind)))


def _fact(hint: Any) -> Any:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    return FACTS[hint]
