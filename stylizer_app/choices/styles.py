"""Paintings by name: the looks that come with the program, or any picture file."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from stylizer_app.adjustments import DEFAULTS, Adjustments
from stylizer_app.engine.request import Look
from stylizer_app.errors import StyleError, UsageError
from stylizer_app.errors.painting import LookRenamed, StyleFault, UnknownStyle
from stylizer_app.system import paths
from stylizer_app.system.files import is_file


@dataclass(frozen=True, slots=True)
class StarterStyle:
    """A look that comes with the program: the name to type, and in every language a title and one plain sentence.

    ``tile`` is a small picture painted with it, or the drawing. ``drawing`` is a picture of our own in the same manner,
    for networks that were not taught the look; without one they cannot paint it. Artist and year say whose painting
    taught it; a technique has neither. ``adjustments`` are what it is best painted with. ``former`` are names it had in
    the version before.
    """

    name: str
    tile: Path
    drawing: Path | None
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    artists: Mapping[str, str]
    years: Mapping[str, str]
    adjustments: Adjustments = DEFAULTS
    former: tuple[str, ...] = ()

    def title(self, language: str = "en") -> str:
        """The title to show in a language such as "it"; English where there is no other."""
        return self.titles.get(language, self.titles["en"])

    def description(self, language: str = "en") -> str:
        """One plain sentence, likewise."""
        return self.descriptions.get(language, self.descriptions["en"])

    def artist(self, language: str = "en") -> str:
        """Who painted what taught it, or ""."""
        return self.artists.get(language, self.artists["en"])

    def year(self, language: str = "en") -> str:
        """When that was painted, or ""."""
        return self.years.get(language, self.years["en"])

    def credit(self, language: str = "en") -> str:
        """Artist and year, as under a picture in a museum; "" for a technique."""
        return ", ".join(filter(None, (self.artist(language), self.year(language))))

    @property
    def look(self) -> Look:
        """What the engine is asked for."""
        return Look(self.name, self.drawing)


@cache
def starter_styles() -> tuple[StarterStyle, ...]:
    """The looks, in the order they are shown in. Raises StyleError if the program's own files are missing."""
    file = paths.styles_dir() / "styles.toml"
    try:
        return tuple(_starter(file.parent, entry) for entry in tomllib.loads(file.read_text("utf-8"))["styles"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, UsageError) as error:
        raise StyleError(StyleFault.STARTERS_UNREADABLE, file) from error


def _starter(folder: Path, entry: Mapping[str, Any]) -> StarterStyle:
    """One entry of styles.toml."""
    name = str(entry["name"])
    drawing, tile = folder / f"{name}.jpg", folder / "tiles" / f"{name}.jpg"
    drawn = is_file(drawing)
    return StarterStyle(
        name,
        tile if is_file(tile) or not drawn else drawing,
        drawing if drawn else None,
        _by_language(entry, "title"),
        _by_language(entry, "description"),
        _by_language({"artist": "", **entry}, "artist"),
        _by_language({"year": "", **entry}, "year"),
        DEFAULTS.with_(**entry.get("adjustments", {})),
        tuple(map(str, entry.get("former", ()))),
    )


def _by_language(entry: Mapping[str, Any], key: str) -> dict[str, str]:
    """The texts ``key`` (English) and ``key_xx`` (other languages) of an entry, by language."""
    others = {name.removeprefix(f"{key}_"): text for name, text in entry.items() if name.startswith(f"{key}_")}
    return {"en": entry[key], **others}


def find_starter(text: str) -> StarterStyle | None:
    """The look of this name or title, however it is capitalized and spaced; None if there is none."""
    wanted = _folded(text)
    names = ((style, (style.name, style.title(), *style.former)) for style in starter_styles())
    return next((style for style, known in names if wanted in map(_folded, known)), None)


def renamed(text: str) -> LookRenamed | None:
    """What to tell a person who calls a look by a name that it had in the version before."""
    found = find_starter(text)
    return LookRenamed(text, found.name) if found and _folded(text) in map(_folded, found.former) else None


def usual_adjustments(name: str) -> Adjustments:
    """What the look of this name is best painted with; the defaults for anything else."""
    found = find_starter(name)
    return found.adjustments if found else DEFAULTS


def paintable(looks: Iterable[str]) -> frozenset[str]:
    """The names of those looks that networks can paint that were taught ``looks``."""
    return frozenset(looks) | {style.name for style in starter_styles() if style.drawing is not None}


def find_style(text: str | os.PathLike[str]) -> StarterStyle | Path:
    """What a style is called by: the name of a look, or the path of a picture file.

    Raises StyleError, with what may have been meant, if it is neither.
    """
    starter = find_starter(text) if isinstance(text, str) else None
    if starter:
        return starter
    path = Path(text)
    if os.path.lexists(path):
        return path
    raise StyleError(UnknownStyle(tuple(_meant(str(path)))), path)


def _meant(text: str) -> list[str]:
    """Starter styles, or else files beside it, whose names are close to the text."""
    names = {_folded(style.name): style.name for style in starter_styles()}
    close = difflib.get_close_matches(_folded(text), names, n=2, cutoff=0.6)
    if close:
        return [names[name] for name in close]
    path = Path(text)
    return [str(path.with_name(name)) for name in difflib.get_close_matches(path.name, _neighbours(path), n=2)]


def _neighbours(path: Path) -> Iterable[str]:
    """The names of the files in the folder where the path leads."""
    try:
        return sorted(file.name for file in path.parent.iterdir())
    except (OSError, ValueError):
        return ()


def _folded(text: str) -> str:
    """The text without case, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", text.casefold())
