"""What a run of ``paint`` shall do: flags over the recipe or the preferences, those over what the look asks for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stylizer_app.adjustments import DEFAULTS, ROWS, Adjustments
from stylizer_app.choices import preferences
from stylizer_app.choices.preferences import Preferences
from stylizer_app.choices.recipe import Recipe, read_recipe
from stylizer_app.choices.style_settings import StyleSettings, load_style, settings_of, usual_for
from stylizer_app.choices.styles import renamed
from stylizer_app.cli.console import complain
from stylizer_app.cli.parser import READERS
from stylizer_app.cli.values import NamedStyle
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.request import WeightedStyle
from stylizer_app.errors import UsageError
from stylizer_app.errors.english import table
from stylizer_app.errors.usage import UsageFault
from stylizer_app.imaging.mask import Mask, read_mask
from stylizer_app.many.ways import matrix


@dataclass(frozen=True, slots=True)
class Options:
    """Everything about a run but the photos and how they are painted."""

    device: str
    memory: int | None
    max_pixels: int
    allow_truncated: bool
    format: str | None
    quality: int
    strip_metadata: bool
    overwrite: str
    json: bool
    quiet: bool
    standard_input: Path | None = None
    """The file that stands for it."""

    def typed(self, photo: Path) -> Path:
        """A photo as it was typed."""
        return Path("-") if photo == self.standard_input else photo


class SettingsResolver:
    """Looks a setting up: typed, else in the preferences, whose table holds the defaults."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._args = args
        self._preferences, notes = preferences.load()
        for note in () if args.quiet else notes:
            complain(table.note(note))

    def typed(self, name: str) -> Any:
        """The value that was typed, or None."""
        return getattr(self._args, name)

    def value(self, name: str) -> Any:
        """The value that was typed, or the preferred one read in the same way."""
        typed = self.typed(name)
        return typed if typed is not None else _preferred(self._preferences, name)

    def adjustments(self, recipe: Recipe | None, styles: Sequence[WeightedStyle]) -> Adjustments:
        """What was typed, over the recipe's adjustments; without one, over the preferences, and those over the look's.

        A preference that is as the program has it by itself is none.
        """
        preferred = self._preferences.adjusted().following(DEFAULTS, usual_for(styles))
        base = recipe.adjustments if recipe else preferred
        return base.with_(**{name: self.typed(name) for name in ROWS})


def _preferred(chosen: Preferences, name: str) -> Any:
    """The preferred value, as the flag's reader gives it."""
    value = chosen[name]
    if name not in READERS:
        return value
    return READERS[name](f"{value:g}" if isinstance(value, float) else str(value))


def options_of(args: argparse.Namespace, resolver: SettingsResolver) -> Options:
    """The options of a run."""
    names = ("device", "memory", "max_pixels", "allow_truncated", "quality", "strip_metadata", "overwrite")
    format_name = resolver.value("format")
    return Options(
        **{name: resolver.value(name) for name in names},
        format=None if format_name == "auto" else format_name,
        json=args.json,
        quiet=args.quiet,
    )


def settings_of_run(args: argparse.Namespace, resolver: SettingsResolver, library: PackLibrary) -> list[StyleSettings]:
    """Every way of painting that flags, recipe and preferences ask for.

    Raises StyleError, PackError, PictureError, UsageError.
    """
    recipe = read_recipe(args.recipe) if args.recipe else None
    always = _styles(args.style, args, resolver)
    each = _styles(args.style_each, args, resolver)
    looks = [(*always, one) for one in each] or [always]
    mask = _mask(args, resolver)
    return matrix([_settings(look, mask, recipe, resolver, library) for look in looks], args.strength_each)


def _settings(
    styles: tuple[WeightedStyle, ...],
    mask: Mask | None,
    recipe: Recipe | None,
    resolver: SettingsResolver,
    library: PackLibrary,
) -> StyleSettings:
    """One way of painting: in these styles, else in the recipe's."""
    if recipe is None:
        if not styles:
            raise UsageError(UsageFault.NO_PAINTING)
        pack = library.get(resolver.value("pack"))
        return StyleSettings(styles, resolver.adjustments(None, styles), resolver.value("size"), pack.id, mask)
    pack = library.get(resolver.typed("pack") or recipe.pack)
    styles = styles or settings_of(recipe, pack).styles
    size = resolver.typed("size") or recipe.size_rule
    return StyleSettings(styles, resolver.adjustments(recipe, styles), size, pack.id, mask or recipe.paint_mask)


def _mask(args: argparse.Namespace, resolver: SettingsResolver) -> Mask | None:
    """Where paint goes, read under the same rules as the photos. Raises PictureError."""
    return read_mask(args.mask, **_limits(resolver)) if args.mask else None


def _limits(resolver: SettingsResolver) -> dict[str, Any]:
    return {name: resolver.value(name) for name in ("max_pixels", "allow_truncated")}


def _styles(
    named: Sequence[NamedStyle], args: argparse.Namespace, resolver: SettingsResolver
) -> tuple[WeightedStyle, ...]:
    """The paintings that were typed, read under the same rules as the photos."""
    for note in filter(None, (renamed(style.name) for style in named if not args.quiet)):
        complain(table.note(note))
    return tuple(load_style(style.name, style.weight, **_limits(resolver)) for style in named)
