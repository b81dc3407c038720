"""The photo as the first octave sees it, and where it shows something."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from stylizer_app.adjustments import ROWS, Adjustments, fraction
from stylizer_app.engine.octaves import BROAD_MARGIN
from stylizer_app.engine.request import Tones
from stylizer_app.imaging.brushwork import directions, strokes
from stylizer_app.imaging.colour import luma, square_means
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.hues import telling, uncontradicted
from stylizer_app.imaging.mirror import mirror_pad
from stylizer_app.imaging.patches import patches
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.resize import enlarge_region, resize_float
from stylizer_app.imaging.samples import Floats

COARSE = 4
"""How many times smaller than the first octave the pictures are on which contrast and flatness are measured: strokes
vanish."""

WINDOW = 7
"""Side of the window in which they are measured, in pixels of those."""

FLAT = 3e-4
"""Variance of the photo's luma below which a window counts as flat: nothing can be told from it."""

STROKES_ON_FLAT = 0.4
"""How much of the first octave's strokes stays where the photo shows nothing."""

FAINT, FAINT_RISE = 0.012, 0.018
"""How far strokes go at most, in luma 0..1 and before STROKES_ON_FLAT counts: where the photo shows nothing, and how
much farther for every FLAT of its variance around a place, or of its square distance from the mean at the place itself,
as of a small moon in a clear sky. A network whose normalization makes the most of any photo paints a camera's grain in
a clear sky as worms, and mist as crumpled foil."""

DODGED, GRAIN, FORMED = 1.5, 1.2e-5, 6e-4
"""How much contrast faint forms gain at most, as of trees in fog, and the variances of the photo's luma between which
they do: below, there may be nothing but grain; above, what is there is seen well enough."""

MOST_DODGED = 0.06
"""What that light and shade tends to where there is much of it, in luma."""

BURNED, HALF_BURNED = 0.8, 0.2
"""The share of a painting's light that goes at most where the photo is black, of light paint nearly that, and the luma
of which half of it goes, as what is dark need not become much darker. A network whose normalization takes black for one
tone among others leaves a night grey, and in a pale print pale."""

DARK, BLACKEST, FADED = 0.25, 0.01, 0.2
"""A photo's black is what the second share of it is darker than, but no lighter than the luma FADED, as old film has
it, and its white what that share is lighter than. What is lighter than black by the first share of the difference is
not black at all."""

LEAST_RANGE = 0.4
"""From white to black, in luma, it takes so much to tell what is black: with less, the less is burned, and a mere step
of the file or its grain would be seen."""

BRUSHWORK, BRUSHWORK_RISE = 0.025, 0.04
"""What the adjustment Brushwork does at its most, where the photo shows nothing: contrast of the strokes that the
network is given to paint, as standard deviation of luma, and how much farther what it makes of them may go."""

LESS_ON_LIGHT = 0.5
"""What of that is left out where the photo is white: strokes on pale skies and walls look like crumpled paper."""

WIDE = 4
"""Pixels of the same picture, to all sides, over which their directions are averaged, twice."""

CLEAR = 8
"""Pixels around a star or a lamp that brushwork leaves alone: half of them to every side."""

MOST_DRAWN = 4
"""How many ways of moving are kept."""


@dataclass(frozen=True, slots=True)
class ReducedPhoto:
    """The photo's pixels (H, W, 3) 0..1 at the size of the first octave, and what a painter would make of them.

    ``dodged``: with more light and shade in faint forms; ``patches``: these without texture; ``hues``: the colours that
    tell which hue a place has.
    ``tones``: its own; ``black``: (H, W, 1), how near it is to black, 0..1.
    ``empty``: (H, W, 1), how much room there is for strokes: most where the photo shows nothing.
    ``texture``, ``brushwork``: how much of texture and of those the network sees, 0..1; ``colors``: how much of its
    own colours is kept.

    ``ground``: (H, W, 1), strokes in that room.

    COARSE times smaller, (h, w, n): ``slopes``, where its light slopes and how much, as `directions` wants it;
    ``shown``, how much it shows around every place, from 0 where it is flat, or a mere gradient as a sky is, to 1; and
    ``most``, how far the network's strokes go at most, in luma 0..1.
    """

    pixels: Floats
    dodged: Floats
    patches: Floats
    hues: Floats
    tones: Tones
    black: Floats
    empty: Floats
    slopes: Floats
    shown: Floats
    most: Floats
    texture: float = 0.0
    brushwork: float = 0.0
    colors: float = 0.0
    ground: Floats | None = None
    drawn: dict[float, Floats] = field(default_factory=dict)
    """Strokes drawn so far by how they move: another strength or colour wants the same."""

    @classmethod
    def of(cls, pixels: Floats) -> ReducedPhoto:
        """From the pixels alone."""
        size = _size(pixels)
        light = resize_float(luma(pixels)[..., np.newaxis], size.scaled(1 / COARSE)).astype(np.float64)
        mean = window_mean(light)
        apart = np.square(light - mean)  # of a gradient that is nothing
        variance = window_mean(apart)
        shown = window_mean(variance / (variance + FLAT))
        most = FAINT + FAINT_RISE * np.maximum(shown / (1 - shown), apart / FLAT)
        whole = Region(0, 0, size.width, size.height)
        room = (1 - np.maximum(shown, window_mean(window_mean(shown)))) * (1 - LESS_ON_LIGHT * mean)
        empty = enlarge_region(room.astype(np.float32), size, whole)
        dodged = np.clip(pixels + enlarge_region(_dodging(light), size, whole), 0, 1)
        even = patches(dodged)
        seen, tones = luma(even), _tones(light)
        empty *= 1 - _near_points(seen)[..., np.newaxis]
        return cls(
            pixels,
            dodged,
            patches=even,
            hues=telling(pixels),
            tones=tones,
            black=_black(seen, tones),
            empty=empty,
            slopes=_slopes(mean[..., 0]),
            shown=shown.astype(np.float32),
            most=most.astype(np.float32),
        )

    def adjusted(self, adjustments: Adjustments, movement: float = 0.0, tones: Tones | None = None) -> ReducedPhoto:
        """The same as the adjustments have it: above the usual detail, more and more of the texture is seen.

        ``movement``: how strokes of the brushwork go, as `directions` has it.   ``tones``: those of a series of photos.
        """
        detail = ROWS["detail"]
        texture = max(adjustments.detail - detail.default, 0.0) / (detail.most - detail.default)
        ground = self._ground(movement) if adjustments.brushwork else None
        black = self.black if tones is None else _black(luma(self.patches), tones)
        brushwork, colors = fraction(adjustments.brushwork), fraction(adjustments.colors)
        return replace(self, texture=texture, brushwork=brushwork, colors=colors, ground=ground, black=black)

    def _ground(self, movement: float) -> Floats:
        """The strokes that move so, from those drawn before if possible; several threads may ask."""
        ground = self.drawn.get(movement)
        if ground is None:
            size = self.size
            along = enlarge_region(directions(self.slopes, movement), size, Region(0, 0, size.width, size.height))
            ground = strokes(along)[..., np.newaxis] * self.empty
            for older in list(self.drawn)[: 1 - MOST_DRAWN]:
                self.drawn.pop(older, None)
            self.drawn[movement] = ground
        return ground

    @property
    def bytes(self) -> int:
        """What it takes."""
        large = self.pixels, self.dodged, self.patches, self.hues, self.black, self.empty
        return sum(part.nbytes for part in (*large, self.slopes, self.shown, self.most, *list(self.drawn.values())))

    @property
    def margin(self) -> int:
        """Cells that painting it needs around a core."""
        return BROAD_MARGIN

    @property
    def size(self) -> Size:
        """Its own."""
        return _size(self.pixels)

    def read(self, region: Region) -> Floats:
        """What the network sees of a region, (h, w, 3)."""
        seen = self.patches[region.slices]
        if self.texture:
            seen = seen + np.float32(self.texture) * (self.dodged[region.slices] - seen)
        if self.ground is not None:
            seen = np.clip(seen + np.float32(BRUSHWORK * self.brushwork) * self.ground[region.slices], 0, 1)
        return seen

    def strokes(self, painted: Floats, region: Region) -> Floats:
        """What stays of the strokes (h, w, 3) that were painted in a region, with their hue: faint ones everywhere."""
        shown, most = (enlarge_region(small, self.size, region) for small in (self.shown, self.most))
        share = STROKES_ON_FLAT + (1 - STROKES_ON_FLAT) * np.maximum(shown, np.float32(self.brushwork))
        np.maximum(most, np.float32(FAINT + BRUSHWORK_RISE * self.brushwork), out=most)
        reach = np.maximum.reduce([np.abs(painted[..., channel : channel + 1]) for channel in range(painted.shape[-1])])
        result: Floats = painted * (share / np.sqrt(1 + np.square(reach / most)))
        return result

    def burned(self, even: Floats, strokes: Floats, region: Region) -> Floats:
        """The sum of both parts that were painted in a region (h, w, 3), with less light where the photo is black.

        Colour stays, and so do strokes in an even night; where the photo shows something they are burned as well.
        """
        painted = even + strokes
        shown = enlarge_region(self.shown, self.size, region)
        light = np.maximum(luma(painted - (1 - shown) * strokes)[..., np.newaxis], 0)
        painted -= np.float32(BURNED) * self.black[region.slices] * light * light / (light + np.float32(HALF_BURNED))
        return painted

    def uncontradicted(self, painted: Floats, region: Region) -> Floats:
        """What was painted in a region, (h, w, 3), with the photo's own colours where it has their opposite."""
        return uncontradicted(painted, self.pixels[region.slices], self.hues[region.slices], self.colors)


def reduced(photo: Picture, size: Size) -> ReducedPhoto:
    """A photo for a first octave of this size."""
    return ReducedPhoto.of(resize_float(photo.rgb, size))


def window_mean(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean in a window around every position of (h, w, n), borders mirrored."""
    r, (height, width) = WINDOW // 2, x.shape[:2]
    padded = mirror_pad(x, r, r, r, r)
    rows, result = padded[:height].copy(), np.zeros_like(x)
    for place in range(1, WINDOW):
        rows += padded[place : place + height]
    for place in range(WINDOW):
        result += rows[:, place : place + width]
    result /= WINDOW**2
    return result


def _dodging(light: NDArray[np.float64]) -> Floats:
    """The light and shade that faint forms of a small picture's luma (h, w, 1) gain, not stars, and not grain."""
    around = sliding_window_view(mirror_pad(light, 1, 1, 1, 1), (3, 3), axis=(0, 1))
    forms = np.median(around, axis=(-1, -2))
    forms -= window_mean(forms)
    variance = window_mean(np.square(forms))
    forms *= DODGED * variance / (variance + GRAIN) * FORMED / (variance + FORMED)
    forms /= np.sqrt(1 + np.square(forms / MOST_DODGED))
    return forms.astype(np.float32)


def _tones(light: NDArray[np.float64]) -> Tones:
    """The luma of the black and of the white of a photo, of which that of a small copy is given."""
    black, white = np.clip(np.quantile(light, (BLACKEST, 1 - BLACKEST)), 0, 1).tolist()
    return Tones(min(black, FADED), white)


def _black(light: Floats, tones: Tones) -> Floats:
    """How near to a photo's black its luma (H, W) is, (H, W, 1) 0..1."""
    span = max(tones.white - tones.black, 0.0)
    near = np.clip(1 - (light - np.float32(tones.black)) / np.float32(DARK * max(span, LEAST_RANGE)), 0, 1)
    result: Floats = np.square(near)[..., np.newaxis] * np.float32(min(span / LEAST_RANGE, 1))
    return result


def _near_points(light: Floats) -> Floats:
    """How near what stands out is to every place (H, W), 0..1: a star, a lamp, an edge."""
    apart = np.square(light - square_means(light, CLEAR))
    return np.minimum(CLEAR**2 * square_means(apart / (apart + np.float32(FLAT)), CLEAR // 2), 1)


def _slopes(light: NDArray[np.float64]) -> Floats:
    """Where the light (h, w) slopes, (h, w, 2): cosine and sine of twice the angle across, as long as steep."""
    around = mirror_pad(light, 1, 1, 1, 1)
    down, right = (around[2:, 1:-1] - around[:-2, 1:-1]) / 2, (around[1:-1, 2:] - around[1:-1, :-2]) / 2
    parts = (part.astype(np.float32) for part in (np.square(down) - np.square(right), -2 * down * right))
    return np.dstack([square_means(square_means(part, WIDE), WIDE) for part in parts])  # so that strokes bend


def _size(pixels: Floats) -> Size:
    return Size(pixels.shape[1], pixels.shape[0])
