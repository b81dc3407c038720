"""What a person types after a flag, turned into numbers; wrong values become one sentence, without numpy or Qt."""

from __future__ import annotations

import argparse
import math
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from stylizer_app.choices.amounts import SizeRule, parse_memory, parse_pixels, parse_side
from stylizer_app.cli import wording
from stylizer_app.errors import UsageError
from stylizer_app.many.names import FIELDS, NameTemplate

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NamedStyle:
    """A painting as typed: the name of a look or a file, and its share in the mixture."""

    name: str
    weight: float = 1.0


def style(text: str) -> NamedStyle:
    """Read ``PAINTING`` or ``PAINTING=WEIGHT``; a file whose own name contains ``=`` is taken as it is."""
    if not text:
        raise argparse.ArgumentTypeError(wording.NO_STYLE)
    name, _, weight = text.rpartition("=")
    if not name or os.path.lexists(text):
        return NamedStyle(text)
    try:
        share = float(weight)
    except ValueError:
        return NamedStyle(text)
    if not math.isfinite(share) or share < 0:
        raise argparse.ArgumentTypeError(wording.wrong_weight(name, weight))
    return NamedStyle(name, share)


def worded(read: Callable[[str], T]) -> Callable[[str], T]:
    """Make a reader that raises UsageError one whose sentence argparse shows."""

    def reader(text: str) -> T:
        try:
            return read(text)
        except UsageError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return reader


TEMPLATE_FIELDS = ", ".join(f"{{{name}}} ({field.meaning})" for name, field in FIELDS.items())

template = worded(NameTemplate)
size = worded(SizeRule.parse)
side = worded(parse_side)
memory = worded(parse_memory)
pixels = worded(parse_pixels)
