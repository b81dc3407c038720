"""Names for many files at once, from a pattern with places for photo, painting and number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from stylizer_app.many.names import fill
from stylizer_app.system.file_names import LONGEST, shortened
from stylizer_app.ui.translate import tr
from stylizer_app.ui.wording import ROOM


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a pattern as the person writes them, braces included."""

    photo: str
    painting: str
    number: str


def places() -> Places:
    """The places in the window's language."""
    return Places(*(f"{{{word}}}" for word in _words()))


def _words() -> tuple[str, str, str]:
    return tr("photo"), tr("painting"), tr("number")


def field_words() -> dict[str, str]:
    """What the fields of a template are called in the window's language, by what they are called in the program."""
    return {
        "photo": tr("photo"), "look": tr("look"), "strength": tr("strength"), "brush": tr("brush"), "n": tr("n"),
        "date": tr("date"), "folder": tr("folder"),
    }  # fmt: skip


def usual_pattern() -> str:
    """The pattern that gives what is proposed for a single picture."""
    return f"{places().photo} - {places().painting}"


def file_names(pattern: str, photos: Sequence[str], painting: str) -> list[str]:
    """A name, without suffix, for each of the photos; those that would be alike get a number: "a", "a (2)"."""
    digits = len(str(len(photos)))
    all_values = ((photo, painting, str(number).zfill(digits)) for number, photo in enumerate(photos, start=1))
    names = (fill(pattern.strip(), dict(zip(_words(), values, strict=True))) for values in all_values)
    return _told_apart([shortened(name, LONGEST - ROOM) for name in names])


def _told_apart(names: Sequence[str]) -> list[str]:
    """No two alike, on systems either where "A" and "a" are one file."""
    taken: set[str] = set()
    seen: Counter[str] = Counter()
    result = []
    for name in names:
        free = name
        while free.casefold() in taken:
            seen[name.casefold()] += 1
            free = f"{name} ({seen[name.casefold()] + 1})"
        taken.add(free.casefold())
        result.append(free)
    return result
