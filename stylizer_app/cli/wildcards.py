"""Patterns such as holiday/*.jpg, which the shells of Windows leave to the program."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable


def is_pattern(name: str) -> bool:
    """Whether a name is a pattern; a file that is really called so comes first."""
    return any(letter in name for letter in "*?") and not os.path.lexists(name)


def expanded(names: Iterable[str]) -> list[str]:
    """The names, each pattern replaced by what it matches, in order; one that matches nothing stays as it is.

    Brackets stand for themselves: many files have them in their names.
    """
    return [found for name in names for found in (_matches(name) if is_pattern(name) else None) or [name]]


def _matches(pattern: str) -> list[str]:
    return sorted(glob.glob(pattern.replace("[", "[[]")))  # noqa: PTH207 - Path.glob takes no absolute ones
