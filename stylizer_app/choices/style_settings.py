"""How photos are painted: paintings, adjustments, size and pack; the same for any number of photos."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

from stylizer_app.adjustments import DEFAULTS, Adjustments
from stylizer_app.choices.amounts import PHOTO_SIZE, SizeRule
from stylizer_app.choices.artist import read_artist
from stylizer_app.choices.own_looks import OwnStyle, is_look, read_look
from stylizer_app.choices.recipe import Recipe, RecipeStyle, recipe_of
from stylizer_app.choices.styles import (
    StarterStyle,
    find_starter,
    find_style,
    paintable,
    starter_styles,
    usual_adjustments,
)
from stylizer_app.devices import AUTO
from stylizer_app.engine.packs.names import BUILTIN
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.engine.request import Look, Painting, PaintRequest, Series, StyleVector, WeightedStyle
from stylizer_app.errors import PackError, UsageError
from stylizer_app.errors.pack import KnownOnlyTo
from stylizer_app.errors.usage import UsageFault
from stylizer_app.imaging.decode import DEFAULT_MAX_PIXELS, decode
from stylizer_app.imaging.mask import Mask
from stylizer_app.imaging.picture import Picture
from stylizer_app.system.files import followed, is_folder


@dataclass(frozen=True, slots=True, eq=False)
class StyleSettings:
    """What ``styles``, at least one of them with a weight above zero, are to make of a photo, and ``mask`` where.

    ``series``: how one photo of theirs is painted, None where each is on its own.
    """

    styles: tuple[WeightedStyle, ...]
    adjustments: Adjustments = DEFAULTS
    size: SizeRule = PHOTO_SIZE
    pack: str = BUILTIN
    mask: Mask | None = None
    series: Series | None = None

    def __post_init__(self) -> None:
        if not any(style.weight > 0 for style in self.styles):
            raise UsageError(UsageFault.NO_WEIGHT if self.styles else UsageFault.NO_PAINTING)

    def request(self, photo: Picture, *, device: str = AUTO, memory: int | None = None) -> PaintRequest:
        """What to ask of the engine for a photo."""
        return PaintRequest(
            photo,
            self.styles,
            adjustments=self.adjustments,
            size=self.size.apply(photo.size),
            pack=self.pack,
            device=device,
            memory=memory,
            mask=self.mask,
            series=self.series,
        )

    def recipe(self, painting: Painting, pack: Pack) -> Recipe:
        """The recipe of a painting that was made with these settings."""
        return recipe_of(self, painting.style_vectors, pack_checksum=pack.checksum, size=self.size)

    def planned(self, pack: Pack) -> Recipe:
        """The recipe of what will be painted with these settings, whose styles are vectors (at strength 0 any)."""
        vectors = [one.style for one in self.styles if isinstance(one.style, StyleVector)]
        known = vectors if self.adjustments.strength > 0 else []
        return recipe_of(self, known, pack_checksum=pack.checksum, size=self.size)


def load_style(
    text: str | os.PathLike[str],
    weight: float = 1.0,
    *,
    max_pixels: int = DEFAULT_MAX_PIXELS,
    allow_truncated: bool = False,
) -> WeightedStyle:
    """The look of this name, or what a file is: a painting, a look of a person's own; of a folder the artist.

    The limits are for pictures. Raises StyleError or PictureError.
    """
    found = find_style(text)
    if isinstance(found, StarterStyle):
        return WeightedStyle(found.look, weight, found.name)
    if is_look(found):
        look = read_look(found)
        return OwnStyle(look.style(), weight, look.name, look.recipe.adjustments)
    if is_folder(found):
        mean = read_artist(found, max_pixels=max_pixels, allow_truncated=allow_truncated)
        return WeightedStyle(mean, weight, followed(found).name)
    return WeightedStyle(decode(found, max_pixels=max_pixels, allow_truncated=allow_truncated), weight, found.stem)


def all_looks(pack: Pack) -> tuple[WeightedStyle, ...]:
    """The looks that a pack can paint, in the order they are shown in."""
    names = paintable(pack.looks)
    return tuple(WeightedStyle(style.look, 1.0, style.name) for style in starter_styles() if style.name in names)


def usual_for(styles: Sequence[WeightedStyle]) -> Adjustments:
    """What paintings are best painted with: what the first one asks for, if it is a look."""
    first = styles[0] if styles else None
    if isinstance(first, OwnStyle):
        return first.usual
    return usual_adjustments(first.style.name) if first and isinstance(first.style, Look) else DEFAULTS


def settings_of(recipe: Recipe, pack: Pack) -> StyleSettings:
    """The settings that a recipe describes, painted with ``pack``; PackError as of ``readable``."""
    fitting = readable(recipe, pack)
    if fitting.has_vectors:
        styles = fitting.weighted_styles()
    else:
        styles = tuple(load_style(style.name, style.weight) for style in fitting.styles)
    return StyleSettings(styles, recipe.adjustments, recipe.size_rule, pack.id, recipe.paint_mask)


def readable(recipe: Recipe, pack: Pack) -> Recipe:
    """The recipe as the networks of ``pack`` can read it.

    Style vectors mean something to the networks that made them only. For other networks there are the looks by their
    present names, without vectors; PackError if there is a painting that only the recipe knows.
    """
    if recipe.has_vectors and recipe.pack_checksum == pack.checksum:
        return recipe
    return replace(recipe, styles=tuple(_by_name(style, recipe.pack) for style in recipe.styles))


def _by_name(style: RecipeStyle, pack_id: str) -> RecipeStyle:
    """A recipe's look under its present name. Raises PackError if it is none."""
    found = find_starter(style.name)
    if found is None:
        raise PackError(KnownOnlyTo(pack_id), style.name)
    return RecipeStyle(found.name, style.weight, ())
