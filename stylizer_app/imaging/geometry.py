"""Sizes and regions, instead of index arithmetic."""

from __future__ import annotations

from dataclasses import dataclass

CM_PER_INCH = 2.54
DEFAULT_MAX_PIXELS = 500_000_000
"""Pictures with more pixels are refused unless told otherwise: decoding them takes gigabytes."""


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels, both at least 1."""

    width: int
    height: int

    def __post_init__(self) -> None:
        if self.width < 1 or self.height < 1:
            raise ValueError(f"a size needs at least 1 x 1 pixels, not {self.width} x {self.height}")

    def __str__(self) -> str:
        return f"{self.width} x {self.height}"

    @property
    def long_side(self) -> int:
        """The larger of width and height."""
        return max(self.width, self.height)

    @property
    def short_side(self) -> int:
        """The smaller of width and height."""
        return min(self.width, self.height)

    @property
    def pixels(self) -> int:
        """Width times height."""
        return self.width * self.height

    @property
    def megapixels(self) -> float:
        """Pixels in millions."""
        return self.pixels / 1e6

    def scaled(self, factor: float) -> Size:
        """The size times a factor, rounded, never below 1 x 1."""
        return Size(max(1, round(self.width * factor)), max(1, round(self.height * factor)))

    def with_long_side(self, pixels: int) -> Size:
        """The size of the same shape whose long side has exactly this many pixels."""
        factor = pixels / self.long_side
        if self.width >= self.height:
            return Size(pixels, max(1, round(self.height * factor)))
        return Size(max(1, round(self.width * factor)), pixels)


@dataclass(frozen=True, slots=True)
class Region:
    """A half-open rectangle: columns left..right-1, rows top..bottom-1."""

    left: int
    top: int
    right: int
    bottom: int

    def __post_init__(self) -> None:
        if self.right < self.left or self.bottom < self.top:
            raise ValueError(f"a region cannot end before it starts: {self}")

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Number of rows."""
        return self.bottom - self.top

    @property
    def slices(self) -> tuple[slice, slice]:
        """Row and column slices for an (H, W, ...) array."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def grown(self, by: int, within: Region) -> Region:
        """The region with a halo on every side, cut off where ``within`` ends."""
        return Region(
            max(within.left, self.left - by),
            max(within.top, self.top - by),
            min(within.right, self.right + by),
            min(within.bottom, self.bottom + by),
        )

    def contains(self, other: Region) -> bool:
        """Whether the other region lies wholly in this one."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def common(self, other: Region) -> Region:
        """What the region shares with another one. Raises ValueError if they lie apart."""
        return Region(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def relative_to(self, other: Region) -> Region:
        """The same rectangle counted from the other's top left corner."""
        return Region(self.left - other.left, self.top - other.top, self.right - other.left, self.bottom - other.top)

    def times(self, factor: int) -> Region:
        """The region on a grid that is ``factor`` times finer."""
        return Region(self.left * factor, self.top * factor, self.right * factor, self.bottom * factor)
