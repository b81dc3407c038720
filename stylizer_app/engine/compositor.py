"""From painted values to the picture that is shown or saved: colour, strength, mask, alpha, sample depth, size."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from stylizer_app.adjustments import fraction
from stylizer_app.engine.octaves import fade
from stylizer_app.engine.request import PaintRequest
from stylizer_app.engine.small_copies import SmallCopies
from stylizer_app.imaging.colour import keep_photo_colours, to_float, to_samples
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.profiles import from_srgb, is_srgb, to_srgb
from stylizer_app.imaging.resize import resize_float
from stylizer_app.imaging.samples import Floats, Samples
from stylizer_app.imaging.vividness import vivid


def with_photo_kept(painted: Picture, request: PaintRequest) -> Picture:
    """A picture that ``request`` painted without its mask, with the mask."""
    if request.mask is None:
        return painted
    size = painted.size
    share = request.mask.no_larger_than(size).shares(Region(0, 0, size.width, size.height), size)
    photo = Compositor(request, size).photo()
    mixed = to_float(photo.samples) * (1 - share) + to_float(painted.samples) * share
    return painted.with_pixels(to_samples(mixed, painted.depth), painted.alpha)


def _own_samples(photo: Picture, size: Size) -> Samples:
    """The photo's own samples at another size."""
    return to_samples(resize_float(photo.seen, size), photo.depth)


_COPIES = SmallCopies(_own_samples, most=1)


class Compositor:
    """Collects an octave's tiles and makes the finished picture of ``size`` from them."""

    def __init__(self, request: PaintRequest, size: Size) -> None:
        self.size = size
        self._photo = request.photo
        self._shown = fade(fraction(request.adjustments.strength))
        self._colors = fraction(request.adjustments.colors)
        self._vividness = fraction(request.adjustments.vividness) * min(fraction(request.adjustments.strength), 1)
        self._mask = request.mask and request.mask.no_larger_than(size)
        self._samples: Samples | None = None
        self._larger: NDArray[np.uint16] | None = None

    def start(self, octave: Size) -> None:
        """Make room. An octave larger than the result is collected whole and reduced at the end."""
        if octave == self.size:
            shape = self.size.height, self.size.width, 3
            self._samples = np.empty(shape, np.uint8) if self._photo.depth == 8 else np.empty(shape, np.uint16)
            if self._needs_photo:
                _ = self._resized  # now, and not by the first of several threads that need it
        else:
            self._larger = np.empty((octave.height, octave.width, 3), np.uint16)

    def take(self, region: Region, painted: Floats) -> None:
        """Take the painted values (h, w, 3) 0..1 of a region of the octave; several threads may bring theirs."""
        if self._samples is not None:
            self._samples[region.slices] = self._finished(region, painted)
        else:
            assert self._larger is not None, "take() before start()"
            self._larger[region.slices] = to_samples(painted, 16)

    def picture(self) -> Picture:
        """The finished picture, with the photo's alpha and metadata."""
        samples = self._samples
        if samples is None:
            assert self._larger is not None, "picture() before start()"
            whole = Region(0, 0, self.size.width, self.size.height)
            samples = self._finished(whole, resize_float(self._larger, self.size))
        return self._photo.with_pixels(samples, self._alpha)

    def photo(self) -> Picture:
        """The photo itself at the result's size, not painted at all."""
        if self.size == self._photo.size:
            return self._photo
        return self._photo.with_pixels(self._resized, self._alpha)

    def _finished(self, region: Region, painted: Floats) -> Samples:
        """Vividness, colour, strength and mask applied to painted values, as samples in the photo's own colours."""
        painted = vivid(painted, self._vividness)
        icc = self._photo.metadata.icc
        if wide := icc is not None and not is_srgb(icc):
            painted = to_float(from_srgb(to_samples(painted, 16), icc))
        if not self._needs_photo:
            return to_samples(painted, self._photo.depth)
        samples = self._resized[region.slices]
        photo = to_float(samples)
        seen = to_float(to_srgb(samples, icc)) if wide and self._colors else photo
        painted = keep_photo_colours(painted, photo, self._colors, seen)
        shown = np.full((1, 1, 1), self._shown, np.float32)
        if self._mask is not None:
            shown = shown * self._mask.shares(region, self.size)
        painted = photo * (1 - shown) + painted * shown  # all of the one where the other has no share
        return to_samples(painted, self._photo.depth)

    @property
    def _needs_photo(self) -> bool:
        """Whether the photo's own pixels go into the result."""
        return self._colors > 0 or self._shown < 1 or self._mask is not None

    @cached_property
    def _resized(self) -> Samples:
        """The photo's own samples at the result's size."""
        return self._photo.samples if self.size == self._photo.size else _COPIES.of(self._photo, self.size)

    @cached_property
    def _alpha(self) -> Samples | None:
        """The photo's alpha at the result's size."""
        alpha = self._photo.alpha
        if alpha is None or self.size == self._photo.size:
            return alpha
        return to_samples(resize_float(alpha[..., np.newaxis], self.size)[..., 0], self._photo.depth)
