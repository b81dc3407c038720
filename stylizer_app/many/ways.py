"""What is made of every photo of a run: one way of painting for every look and strength that was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from stylizer_app.adjustments import ROWS, Adjustments
from stylizer_app.choices.recipe import Recipe
from stylizer_app.choices.style_settings import StyleSettings
from stylizer_app.engine.forecast import Forecast
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.engine.request import Painting, PaintRequest, Style, StyleVector, WeightedStyle


@dataclass(frozen=True, slots=True)
class Choice:
    """One way of painting, and the recipe that every picture painted in it carries."""

    settings: StyleSettings
    recipe: str

    @property
    def identity(self) -> str:
        """What tells it from other ways of painting: the recipe, whatever version has written it, and the series."""
        series = self.settings.series
        return replace(Recipe.from_json(self.recipe), version="").to_json() + (series.digest if series else "")

    @property
    def names(self) -> dict[str, str]:
        """What templates call it: look, strength and brush."""
        looks = [style.name for style in self.settings.styles if style.weight > 0]
        return names_of(looks, self.settings.adjustments)


def names_of(looks: Iterable[str], adjustments: Adjustments) -> dict[str, str]:
    """What templates call looks that are mixed, with these adjustments."""
    strength, brush = f"{adjustments.strength:g}", ROWS["brush"].text(adjustments.brush)
    return {"look": "+".join(looks), "strength": strength, "brush": brush}


class Paints(Protocol):
    """What is asked of a painter for many pictures."""

    def style_vector(
        self, style: Style, pack: str = ..., device: str = ..., token: CancelToken | None = None
    ) -> StyleVector:
        """The style vector of a painting or a look."""
        ...

    def forecast(self, request: PaintRequest) -> Forecast:
        """What painting will take."""
        ...

    def paint(self, request: PaintRequest, progress: Progress | None = None) -> Painting:
        """The finished painting."""
        ...


def matrix(looks: Sequence[StyleSettings], strengths: Sequence[float]) -> list[StyleSettings]:
    """Every look with every strength; without any strengths with its own."""
    if not strengths:
        return list(looks)
    return [
        replace(look, adjustments=look.adjustments.with_(strength=strength)) for look in looks for strength in strengths
    ]


def chosen(
    settings: StyleSettings, pack: Pack, painter: Paints, device: str, token: CancelToken | None = None
) -> Choice:
    """The way of painting with the paintings' style vectors in place of the paintings: they are computed once.

    Raises StyleError, PackError and what decoding a look's drawing raises.
    """
    if settings.adjustments.strength > 0:
        vectors = (
            WeightedStyle(painter.style_vector(one.style, pack.id, device, token), one.weight, one.name)
            for one in settings.styles
        )
        settings = replace(settings, styles=tuple(vectors))
    return Choice(settings, settings.planned(pack).to_json())
