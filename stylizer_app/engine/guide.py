"""What the photo contributes to an octave: its fine light and shade, in the painting's own contrast and colours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from stylizer_app.engine.octaves import MARGIN, Octaves
from stylizer_app.engine.reduced import COARSE, FLAT, ReducedPhoto, window_mean
from stylizer_app.imaging.colour import column_means, low_pass, luma, row_blocks, to_float, to_samples
from stylizer_app.imaging.firmness import REACH, firmness
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.mirror import mirror_pad
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.resize import enlarge_region, resize_float, resize_luma
from stylizer_app.imaging.samples import Floats

STROKES = 2
"""How many times smaller than the first octave the picture is that tint is measured on: strokes show."""

MOST_CONTRAST = 1.5

MOST_DETAIL = 0.06
"""What the photo's fine light tends to where there is much of it: the glitter of single pixels is no paint."""

TEXTURE = 0.8
"""How much of the light and shade of trees, grass and hair, which the network is not shown as it would outline every
leaf, is added to what it painted: without any, woods become clouds and gravel cobbles."""

FAINT_LINE, LINE = 0.04, 16
"""Luma up to which the photo's fine light is left out where it runs along a row or a column, so many pixels to both
sides, as the grain of boards does and a camera's banding: at 100 % that is no paint but a screen. Of what is as strong
half stays, and nearly all of an edge."""

FINE_PAINT, FINE_PAINT_ON_FLAT = 0.9, 0.35
"""How much of the network's fine light and shade is added where the photo shows something, and where it does not."""

EVEN = 1e-3
"""Variance of the painting's luma below which its colours count as grey light: nothing can be told from it."""

LEAST_TINT, MOST_TINT, FAINTEST = -0.5, 2.5, 0.3
"""Limits of a colour's part in light and shade, and of all of them together."""

WOVEN = 1.4
"""Pixels of the first octave below which nothing is enlarged: that fine it is the network's own lattice."""


@dataclass(frozen=True)
class Guide:
    """Small maps of the whole picture.

    ``contrast`` (h, w, 3): how much of each colour the painting gains where the photo becomes lighter, at most
    MOST_CONTRAST, or loses.  ``fine_paint`` (h, w, 1): how much of the network's fine light is added.  ``strokes``
    (2 h, 2 w, 3): the painting.
    """

    contrast: Floats
    fine_paint: Floats
    strokes: Floats

    @cached_property
    def tint(self) -> Floats:
        """How much of each colour (2 h, 2 w, 3) the painting gains where it becomes lighter itself, in all 1 of luma:
        a regression as well, grey where it is even. The enlargement alone does without.
        """
        covariance, variance = _variances(self.strokes, self.strokes)
        tint: Floats = np.clip((covariance + EVEN) / (variance + EVEN), LEAST_TINT, MOST_TINT).astype(np.float32)
        tint /= np.maximum(luma(tint), FAINTEST)[..., np.newaxis]
        return tint


def guide_of(painted: NDArray[np.uint16], photo: ReducedPhoto, detail: float) -> Guide:
    """The guide from the first octave (H, W, 3) and what it was painted from.

    ``detail``: how much of the photo's detail is painted; 1 has the painting's own contrast.

    Local linear regression of the painted colours on the photo's luma, as in the guided filter (He, Sun and Tang 2013).
    """
    paint, seen = (resize_float(picture, photo.size.scaled(1 / COARSE)) for picture in (painted, photo.pixels))
    covariance, variance = _variances(paint, seen)
    contrast = np.clip(window_mean(covariance / (variance + FLAT)), -MOST_CONTRAST, MOST_CONTRAST)
    fine_paint = FINE_PAINT_ON_FLAT + (FINE_PAINT - FINE_PAINT_ON_FLAT) * photo.shown
    strokes = resize_float(painted, photo.size.scaled(1 / STROKES))
    return Guide((detail * contrast).astype(np.float32), fine_paint, strokes)


def _variances(paint: Floats, seen: Floats) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Covariance (h, w, 3) of colours painted and luma seen, in the window around every pixel; variance (h, w, 1)."""
    colours, light = paint.astype(np.float64), luma(seen).astype(np.float64)[..., np.newaxis]
    mean = window_mean(light)
    covariance = window_mean(colours * light) - window_mean(colours) * mean
    return covariance, np.maximum(window_mean(light * light) - mean**2, 0)


@dataclass(frozen=True, slots=True)
class Enlargement:
    """An octave enlarged to ``size``, with the detail that the photo has there and not at the octave's own size.

    ``before``: the octave, (h, w, 3); ``coarse``: the photo's luma at its size, (h, w, 1); ``fine``: that at ``size``.
    """

    before: NDArray[np.uint16]
    coarse: NDArray[np.uint16]
    fine: Callable[[Region], Floats]
    guide: Guide
    size: Size

    @property
    def step(self) -> float:
        """How many times larger ``size`` is."""
        return self.size.height / len(self.before)

    @property
    def bytes(self) -> int:
        """What the octave and the photo's luma at both sizes take."""
        return self.before.nbytes + self.coarse.nbytes + 2 * self.size.pixels

    @property
    def margin(self) -> int:
        """Cells that painting it needs around a core."""
        return MARGIN

    def read(self, region: Region) -> Floats:
        """The pixels (h, w, 3) 0..1 of a region; the same bits whatever else is read."""
        soft = self._with_border(region)
        pixels = firmness(soft, min(self.step - 1, 1))
        contrast, light = enlarge_region(self.guide.contrast, self.size, region), self._detail(region)[..., 0]
        for rows, colour in product(row_blocks(pixels), range(3)):
            firm, detail = pixels[rows, :, colour], contrast[rows, :, colour] * light[rows]
            detail -= _common(firm, detail)
            firm += detail
        pixels += soft[REACH:-REACH, REACH:-REACH]
        return np.clip(pixels, 0, 1, out=pixels)

    def _with_border(self, region: Region) -> Floats:
        """The octave's pixels (h + 2 REACH, w + 2 REACH, 3), enlarged, mirrored beyond the picture."""
        wide = region.grown(REACH, Region(0, 0, self.size.width, self.size.height))
        inside = (
            region.top - wide.top,
            wide.bottom - region.bottom,
            region.left - wide.left,
            wide.right - region.right,
        )
        soft = enlarge_region(self.before, self.size, wide)
        return soft if min(inside) == REACH else mirror_pad(soft, *(REACH - part for part in inside))

    def _detail(self, region: Region) -> Floats:
        """The photo's fine light (h, w, 1) in a region, as far as it can be painted."""
        wide = region.grown(LINE, Region(0, 0, self.size.width, self.size.height))
        detail = self.fine(wide) - enlarge_region(self.coarse, self.size, wide)[..., 0]
        detail -= _lines(detail)
        detail -= _lines(detail.T).T
        detail /= np.sqrt(1 + np.square(detail / MOST_DETAIL))
        return detail[region.relative_to(wide).slices][..., np.newaxis]

    def fine_paint(self, region: Region) -> Floats:
        """How much of each colour is added for fine light, (h, w, 3): a stroke is as light and shade are there."""
        result = enlarge_region(self.guide.tint, self.size, region)
        result *= enlarge_region(self.guide.fine_paint, self.size, region)
        return result


def _lines(detail: Floats) -> Floats:
    """What is faint and runs along the columns of (h, w), above a place as well as below it."""
    half = LINE // 2
    means = mirror_pad(column_means(detail, half), half, half, 0, 0)
    above, below = means[: len(detail)], means[LINE:]
    straight = _common(above, below)
    straight /= 1 + np.square(straight / FAINT_LINE)
    return straight


def _common(some: Floats, others: Floats) -> Floats:
    """Of every two numbers the smaller one, if both have one sign, else 0."""
    common: Floats = np.minimum(some, others)
    most: Floats = np.maximum(some, others)
    np.maximum(common, 0, out=common)
    common += np.minimum(most, 0, out=most)
    return common


class Detail:
    """What the photo contributes to the octaves of one painting."""

    def __init__(self, photo: Picture, octaves: Octaves, reduced: ReducedPhoto, amount: float) -> None:
        """``amount`` of the detail is used, 1 for as it is."""
        self._photo, self._octaves, self._reduced, self._amount = photo, octaves, reduced, amount
        self._guide: Guide | None = None

    def textured(self, first: NDArray[np.uint16]) -> Iterator[tuple[Region, Floats]]:
        """The first octave (H, W, 3) with light and shade of the texture that the network was not shown, in bands."""
        return self._textured(first, guide_of(first, self._reduced, self._amount))

    def enlargement(self, before: NDArray[np.uint16], size: Size) -> Enlargement:
        """An octave (h, w, 3) at the size of the next one; the first one, without its texture, decides on contrast."""
        octave = Size(before.shape[1], before.shape[0])
        guide = self._decided(before)
        if octave == self._reduced.size:
            even, before = _unwoven(before), np.empty_like(before)
            for region, values in self._textured(even, guide):
                before[region.slices] = to_samples(values, 16)
        return Enlargement(before, self._planes[octave], self._fine(size), guide, size)

    def _decided(self, first: NDArray[np.uint16]) -> Guide:
        """The guide, from the first octave when there is none yet."""
        if self._guide is None:
            self._guide = guide_of(first, self._reduced, self._amount)
        return self._guide

    def _textured(self, first: NDArray[np.uint16], guide: Guide) -> Iterator[tuple[Region, Floats]]:
        photo = self._reduced
        for rows in row_blocks(first):
            texture = luma(photo.pixels[rows])
            texture -= luma(photo.patches[rows])
            texture *= np.float32(TEXTURE * (1 - photo.texture))
            texture /= np.sqrt(1 + np.square(texture / MOST_DETAIL))
            region = Region(0, rows.start, photo.size.width, rows.stop)
            values = enlarge_region(guide.contrast, photo.size, region)
            values *= texture[..., np.newaxis]
            values += to_float(first[rows])
            yield region, np.clip(values, 0, 1, out=values)

    def _fine(self, size: Size) -> Callable[[Region], Floats]:
        """Gives the photo's luma (h, w) in a region at a size; the photo's own is not kept a second time."""
        if size not in self._planes:
            return lambda region: luma(to_float(self._photo.rgb[region.slices]))
        plane = self._planes[size]
        return lambda region: to_float(plane[region.slices])[..., 0]

    @cached_property
    def _planes(self) -> dict[Size, NDArray[np.uint16]]:
        """The photo's luma (H, W, 1) at the octaves' sizes, each reduced from the next larger one."""
        found: dict[Size, NDArray[np.uint16]] = {}
        photo = self._photo
        larger: NDArray[np.uint16] | None = None
        for size in reversed(self._octaves.sizes):
            if size == photo.size == self._octaves.result:
                continue
            if larger is None or len(larger) > photo.size.height:
                values = resize_luma(photo.rgb, size)
            else:
                values = resize_float(larger, size)
            found[size] = larger = to_samples(values, 16).astype(np.uint16, copy=False)
        return found


def _unwoven(painted: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """An octave (H, W, 3) without the network's lattice, which enlarging would show."""
    return to_samples(np.clip(low_pass(to_float(painted), WOVEN), 0, 1), 16).astype(np.uint16, copy=False)
