"""Where a picture lies on the canvas: fit, zoom at a point, pan; plain arithmetic that tests can check."""

from __future__ import annotations

from dataclasses import dataclass, replace

MARGIN = 24.0
"""Space around a picture that fits, in logical pixels."""
STEP = 1.25
MAXIMUM = 16.0
"""Device pixels for one pixel of the picture at most."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """A picture of ``picture`` pixels in a widget of ``widget`` logical pixels with ``ratio`` device pixels to each.

    ``zoom`` is in device pixels for one pixel of the picture, None fits the picture into the widget; ``centre`` is
    the point of the picture, in fractions, that lies in the widget's middle.
    """

    picture: tuple[int, int] = (1, 1)
    widget: tuple[float, float] = (1.0, 1.0)
    ratio: float = 1.0
    zoom: float | None = None
    centre: tuple[float, float] = (0.5, 0.5)

    @property
    def fits(self) -> bool:
        """Whether the picture follows the widget's size."""
        return self.zoom is None

    @property
    def fit_zoom(self) -> float:
        """The zoom at which the whole picture is seen."""
        wide = max(self.widget[0] - 2 * MARGIN, 16.0) / self.picture[0]
        high = max(self.widget[1] - 2 * MARGIN, 16.0) / self.picture[1]
        return min(wide, high) * self.ratio

    @property
    def actual_zoom(self) -> float:
        """The zoom in use."""
        return self.fit_zoom if self.zoom is None else self.zoom

    @property
    def scale(self) -> float:
        """Logical pixels for one pixel of the picture."""
        return self.actual_zoom / self.ratio

    @property
    def rect(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of the whole picture on the widget, on whole device pixels."""
        width, height = self._snapped(self.picture[0] * self.scale), self._snapped(self.picture[1] * self.scale)
        width, height = max(width, 1 / self.ratio), max(height, 1 / self.ratio)
        centre = (0.5, 0.5) if self.fits else self.centre
        left = _placed(width, self.widget[0], centre[0])
        top = _placed(height, self.widget[1], centre[1])
        return self._snapped(left), self._snapped(top), width, height

    def _snapped(self, value: float) -> float:
        return round(value * self.ratio) / self.ratio

    @property
    def can_pan(self) -> bool:
        """Whether a part of the picture is out of sight."""
        _, _, width, height = self.rect
        return width > self.widget[0] + 0.5 or height > self.widget[1] + 0.5

    @property
    def device_long_side(self) -> int:
        """Device pixels that the long side of the picture takes."""
        return round(max(self.picture) * self.actual_zoom)

    def with_zoom(self, zoom: float, at: tuple[float, float] | None = None) -> Viewport:
        """Zoom so that the point of the picture under ``at`` (default: the middle) stays where it is.

        Never smaller than fit, or than 100 % where that is less.
        """
        at = at or (self.widget[0] / 2, self.widget[1] / 2)
        if zoom <= self.fit_zoom <= 1.0:
            return self.fitted()
        zoom = min(max(zoom, min(self.fit_zoom, 1.0)), max(MAXIMUM, self.fit_zoom))
        left, top, width, height = self.rect
        under = ((at[0] - left) / width, (at[1] - top) / height)
        wide, high = self.picture[0] * zoom / self.ratio, self.picture[1] * zoom / self.ratio
        centre = (
            under[0] + (self.widget[0] / 2 - at[0]) / wide,
            under[1] + (self.widget[1] / 2 - at[1]) / high,
        )
        return replace(self, zoom=zoom, centre=centre)._kept()

    def stepped(self, steps: float, at: tuple[float, float] | None = None) -> Viewport:
        """Zoom in (or out) by steps of a quarter."""
        return self.with_zoom(self.actual_zoom * STEP**steps, at)

    def panned(self, right: float, down: float) -> Viewport:
        """Move the picture by logical pixels."""
        if self.fits:
            return self
        _, _, width, height = self.rect
        return replace(self, centre=(self.centre[0] - right / width, self.centre[1] - down / height))._kept()

    def fitted(self) -> Viewport:
        """The whole picture."""
        return replace(self, zoom=None, centre=(0.5, 0.5))

    def resized(self, widget: tuple[float, float], ratio: float) -> Viewport:
        """In a widget of another size."""
        return replace(self, widget=widget, ratio=ratio)._kept()

    def _kept(self) -> Viewport:
        """With the centre where the picture covers the widget."""
        _, _, width, height = self.rect
        centre = (_kept(self.centre[0], width, self.widget[0]), _kept(self.centre[1], height, self.widget[1]))
        return replace(self, centre=centre)


def _placed(length: float, room: float, centre: float) -> float:
    """Where the picture starts: in the middle if it is smaller than the room."""
    return (room - length) / 2 if length <= room else room / 2 - centre * length


def _kept(centre: float, length: float, room: float) -> float:
    """The centre, moved so that no edge of a large picture comes inside the room."""
    if length <= room:
        return 0.5
    half = room / 2 / length
    return min(max(centre, half), 1 - half)
