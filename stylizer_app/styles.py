"""Paintings by name: the starter styles that come with the program, or any picture file."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stylizer_app import paths
from stylizer_app.errors import StyleError
from stylizer_app.errors.painting import StyleFault, UnknownStyle


@dataclass(frozen=True, slots=True)
class StarterStyle:
    """A painting of our own: the name to type, and in every language a title and one plain sentence."""

    name: str
    path: Path
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]

    def title(self, language: str = "en") -> str:
        """The title to show in a language such as "it"; English where there is no other."""
        return self.titles.get(language, self.titles["en"])

    def description(self, language: str = "en") -> str:
        """One plain sentence, likewise."""
        return self.descriptions.get(language, self.descriptions["en"])


@cache
def starter_styles() -> tuple[StarterStyle, ...]:
    """The starter styles, in the order they are shown in. Raises StyleError if the program's own files are missing."""
    file = paths.styles_dir() / "styles.toml"
    try:
        entries = tomllib.loads(file.read_text("utf-8"))["styles"]
        return tuple(
            StarterStyle(
                entry["name"],
                file.with_name(f"{entry['name']}.jpg"),
                _by_language(entry, "title"),
                _by_language(entry, "description"),
            )
            for entry in entries
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StyleError(StyleFault.STARTERS_UNREADABLE, file) from error


def _by_language(entry: Mapping[str, str], key: str) -> dict[str, str]:
    """The texts ``key`` (English) and ``key_xx`` (other languages) of an entry, by language."""
    others = {name.removeprefix(f"{key}_"): text for name, text in entry.items() if name.startswith(f"{key}_")}
    return {"en": entry[key], **others}


def find_starter(text: str) -> StarterStyle | None:
    """The starter style of this name or title, however it is capitalized and spaced; None if there is none."""
    wanted = _folded(text)
    return next((style for style in starter_styles() if wanted in (_folded(style.name), _folded(style.title()))), None)


def find_style(text: str | os.PathLike[str]) -> tuple[str, Path]:
    """The name and the picture file of a style: a starter style's name, or the path of a picture.

    Raises StyleError, with what may have been meant, if it is neither.
    """
    starter = find_starter(text) if isinstance(text, str) else None
    if starter:
        return starter.name, starter.path
    path = Path(text)
    if os.path.lexists(path):
        return path.stem, path
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
