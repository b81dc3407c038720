"""One stroke on a mask: with which brush, from where to where; places are fractions of the picture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from stylizer_app.imaging.mask import Mask
from stylizer_app.imaging.mask_drawing import draw_ellipse, draw_gradient, draw_line
from stylizer_app.ui.translate import tr

SMALLEST, LARGEST = 0.01, 0.6
"""Diameter of the brush as a share of the picture's long side."""

Place = tuple[float, float]


class Tool(Enum):
    """What a stroke draws."""

    BRUSH = "brush"
    ELLIPSE = "ellipse"
    GRADIENT = "gradient"


@dataclass(frozen=True, slots=True)
class Brush:
    """How a stroke is drawn.

    ``keep``: the photo is kept where it goes, else paint comes back; ``size``: diameter as a share of the long side;
    ``soft``: the share of it over which the edge fades.
    """

    tool: Tool = Tool.BRUSH
    keep: bool = True
    size: float = 0.12
    soft: float = 0.5


def label(brush: Brush) -> str:
    """What undo calls a stroke."""
    if brush.tool is Tool.GRADIENT:
        return tr("Mask: gradient")
    if brush.tool is Tool.ELLIPSE:
        return tr("Mask: keep an ellipse") if brush.keep else tr("Mask: paint an ellipse")
    return tr("Mask: keep the photo") if brush.keep else tr("Mask: paint")


class Stroke:
    """A stroke under way over a mask, which it leaves as it is; ``mask`` is what comes of it."""

    def __init__(self, mask: Mask, brush: Brush, start: Place) -> None:
        self.brush, self.start, self.end = brush, start, start
        self._before, self._coverage = mask, mask.coverage.copy()
        self.to(start)

    @property
    def mask(self) -> Mask:
        """The mask with the stroke as far as it has come."""
        return Mask(self._coverage)

    @property
    def changes(self) -> bool:
        """Whether anything has become different."""
        return bool((self._coverage != self._before.coverage).any())

    def to(self, place: Place) -> None:
        """Go on: a brush from where it was, the others anew from the start."""
        brush, before, self.end = self.brush, self.end, place
        if brush.tool is Tool.BRUSH:
            radius = brush.size / 2 * max(self._coverage.shape)
            draw_line(self._coverage, self._at(before), self._at(place), radius, brush.soft, keep=brush.keep)
            return
        self._coverage = self._before.coverage.copy()
        if brush.tool is Tool.ELLIPSE:
            draw_ellipse(self._coverage, self._at(self.start), self._at(place), brush.soft, keep=brush.keep)
        else:
            draw_gradient(self._coverage, self._at(self.start), self._at(place), keep=brush.keep)

    def _at(self, place: Place) -> Place:
        height, width = self._coverage.shape
        return place[0] * width, place[1] * height
