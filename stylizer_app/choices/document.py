"""Everything a person has chosen, in one frozen value: which photo, which paintings, how they are adjusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from stylizer_app.adjustments import DEFAULTS, Adjustments
from stylizer_app.choices.amounts import SizeRule
from stylizer_app.choices.styles import usual_adjustments
from stylizer_app.devices import AUTO
from stylizer_app.engine.packs.names import BUILTIN
from stylizer_app.engine.request import PaintRequest, Style, StyleVector, WeightedStyle
from stylizer_app.imaging.formats import format_for
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.mask import FINEST, Coverage, Mask, unpacked
from stylizer_app.imaging.picture import Picture
from stylizer_app.system.files import is_folder

MAX_STYLES = 4
"""How many paintings can be mixed."""


@dataclass(frozen=True, slots=True)
class Crop:
    """The part of a picture that is used, in fractions 0..1 of its width and height; the same for every copy of it."""

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0

    @property
    def is_whole(self) -> bool:
        """Whether nothing is cut off."""
        return self == WHOLE

    def region(self, size: Size) -> Region:
        """The same part in pixels of a picture of this size, at least one pixel wide and high."""
        left, right = _span(self.left, self.right, size.width)
        top, bottom = _span(self.top, self.bottom, size.height)
        return Region(left, top, right, bottom)


def _span(start: float, stop: float, pixels: int) -> tuple[int, int]:
    """Fractions to whole pixels: inside 0..pixels, never empty."""
    first = min(max(round(start * pixels), 0), pixels - 1)
    return first, min(max(round(stop * pixels), first + 1), pixels)


WHOLE = Crop()


@dataclass(frozen=True, slots=True)
class PhotoChoice:
    """A photo on disk, turned clockwise by quarters, then cropped.

    ``mask``: where paint goes, as Mask packs it, over the whole photo as it lies in its file; b"" for everywhere.
    """

    path: Path
    turns: int = 0
    crop: Crop = WHOLE
    mask: bytes = b""

    @property
    def name(self) -> str:
        """What the person calls it."""
        return self.path.stem

    def framed(self, picture: Picture) -> Picture:
        """The photo, decoded at whatever size, as it is to be painted."""
        return framed(picture, self.turns, self.crop)

    @property
    def unmasked(self) -> PhotoChoice:
        """The photo painted everywhere."""
        return replace(self, mask=b"") if self.mask else self

    @property
    def paint_mask(self) -> Mask | None:
        """Where paint goes on the framed photo; None for everywhere."""
        if not self.mask:
            return None
        turned = np.rot90(unpacked(self.mask).coverage, -self.turns)
        return Mask(np.ascontiguousarray(turned[self.crop.region(_size_of(turned)).slices]))

    def blank_mask(self, framed: Size) -> Mask:
        """A mask of paint everywhere, as fine as masks are kept; ``framed`` is the framed photo's own size."""
        region = self.crop.region(self._masked_size(framed))
        return Mask(np.full((region.height, region.width), 255, np.uint8))

    def with_paint_mask(self, mask: Mask, framed: Size) -> PhotoChoice:
        """The photo painted where a mask of the framed photo says; beyond its crop everything is as it was."""
        if self.mask:
            turned = np.rot90(unpacked(self.mask).coverage, -self.turns).copy()
        else:
            size = self._masked_size(framed)
            turned = np.full((size.height, size.width), 255, np.uint8)
        region = self.crop.region(_size_of(turned))
        turned[region.slices] = mask.sized(Size(region.width, region.height)).coverage
        packed = b"" if turned.min() == 255 else Mask(np.ascontiguousarray(np.rot90(turned, self.turns))).packed()
        return replace(self, mask=packed)

    def _masked_size(self, framed: Size) -> Size:
        """The size of the turned, uncropped mask of a photo whose framed size is this."""
        wide, high = max(self.crop.right - self.crop.left, 1e-3), max(self.crop.bottom - self.crop.top, 1e-3)
        whole = Size(max(1, round(framed.width / wide)), max(1, round(framed.height / high)))
        return whole.with_long_side(min(FINEST, whole.long_side))

    def framed_size(self, size: Size) -> Size:
        """The size that a photo of this size has after turning and cropping."""
        turned = Size(size.height, size.width) if self.turns % 2 else size
        region = self.crop.region(turned)
        return Size(region.width, region.height)


def _size_of(coverage: Coverage) -> Size:
    return Size(coverage.shape[1], coverage.shape[0])


@dataclass(frozen=True, slots=True)
class StyleChoice:
    """A painting and its share in the mixture.

    It is a file (``path``: a painting, a look of the person's own, a folder of paintings), a look of the program (only
    ``name``), or a style vector out of a recipe (``vector``, ``pack``). ``usual``: what a look of the person's own was
    saved with, None for anything else; ``digest``: which of the looks that its file was, "" for anything else.
    """

    name: str
    path: Path | None = None
    weight: float = 1.0
    crop: Crop = WHOLE
    vector: tuple[float, ...] = ()
    pack: str = ""
    usual: Adjustments | None = None
    digest: str = ""

    @classmethod
    def in_file(cls, path: Path) -> StyleChoice:
        """A painting in a file, or a folder of paintings, by its name."""
        return cls(path.name if is_folder(path) else path.stem, path)

    @property
    def is_look(self) -> bool:
        """Whether it comes with the program."""
        return self.path is None and not self.vector

    @property
    def is_picture(self) -> bool:
        """Whether it is one painting in a file, of which a part can be used."""
        return self.path is not None and format_for(self.path) is not None

    @property
    def identity(self) -> tuple[object, ...]:
        """What the style is, whatever its share."""
        return self.name, self.path, self.crop, self.vector, self.pack, self.digest

    def framed(self, picture: Picture) -> Picture:
        """The part of the painting to learn from."""
        return framed(picture, 0, self.crop)

    def style_vector(self) -> StyleVector:
        """The vector of a style that came with a recipe."""
        return StyleVector(np.asarray(self.vector, dtype=np.float32), self.pack)


def framed(picture: Picture, turns: int, crop: Crop) -> Picture:
    """Turn a picture clockwise by quarters, then cut it; the same object if neither changes anything."""
    if turns % 4 == 0 and crop.is_whole:
        return picture
    samples = np.rot90(picture.samples, -turns)
    alpha = None if picture.alpha is None else np.rot90(picture.alpha, -turns)
    rows, columns = crop.region(Size(samples.shape[1], samples.shape[0])).slices
    return picture.with_pixels(samples[rows, columns], None if alpha is None else alpha[rows, columns])


@dataclass(frozen=True, slots=True)
class Document:
    """All choices; equal documents give equal pictures. Small enough to be kept for every step of the undo history."""

    photo: PhotoChoice | None = None
    styles: tuple[StyleChoice, ...] = ()
    adjustments: Adjustments = DEFAULTS
    size: SizeRule = field(default_factory=SizeRule)
    pack: str = BUILTIN
    device: str = AUTO
    memory: int | None = None

    @property
    def complete(self) -> bool:
        """Whether there is a photo and a painting."""
        return self.photo is not None and any(style.weight > 0 for style in self.styles)

    @property
    def usual(self) -> Adjustments:
        """What the paintings are best painted with: what the first one asks for, if it is a look."""
        first = self.styles[0] if self.styles else None
        if first is None:
            return DEFAULTS
        return usual_adjustments(first.name) if first.is_look else first.usual or DEFAULTS

    @property
    def unmasked(self) -> Document:
        """The document painted everywhere: what the canvas is given, which shows a mask by itself."""
        return replace(self, photo=self.photo.unmasked) if self.photo and self.photo.mask else self

    def same_pictures(self, other: Document | None) -> bool:
        """Whether photo, paintings and networks are the same, whatever the sliders say."""
        if other is None or (self.pack, self.device) != (other.pack, other.device):
            return False
        if self.unmasked.photo != other.unmasked.photo:
            return False
        return [style.identity for style in self.styles] == [style.identity for style in other.styles]

    def with_photo(self, path: Path) -> Document:
        """The document with another photo, neither turned nor cropped."""
        return replace(self, photo=PhotoChoice(path))

    def with_frame(self, turns: int, crop: Crop) -> Document:
        """The document with the photo turned and cropped."""
        if self.photo is None:
            return self
        return replace(self, photo=replace(self.photo, turns=turns % 4, crop=crop))

    def with_style(self, style: StyleChoice) -> Document:
        """The document with this style alone; a look of the person's own brings all that it was saved with."""
        changed = self.with_styles((replace(style, weight=1.0),))
        return replace(changed, adjustments=style.usual) if style.usual else changed

    def with_styles(self, styles: tuple[StyleChoice, ...]) -> Document:
        """The document with other styles. Adjustments that are as the first look asks for go along with it."""
        changed = replace(self, styles=styles)
        return replace(changed, adjustments=self.adjustments.following(self.usual, changed.usual))

    def with_added_style(self, style: StyleChoice) -> Document:
        """The document with one more style in the mixture; the oldest gives way when there are too many."""
        others = tuple(have for have in self.styles if have.identity != style.identity)
        weight = sum(have.weight for have in others) / len(others) if others else 1.0
        return self.with_styles((*others, replace(style, weight=weight or 1.0))[-MAX_STYLES:])

    def without_style(self, index: int) -> Document:
        """The document without one of the styles."""
        return self.with_styles(self.styles[:index] + self.styles[index + 1 :])

    def with_weights(self, weights: Sequence[float]) -> Document:
        """The document with other shares of its styles."""
        paired = zip(self.styles, weights, strict=True)
        return replace(self, styles=tuple(replace(style, weight=max(0.0, weight)) for style, weight in paired))

    def with_style_crop(self, index: int, crop: Crop) -> Document:
        """The document that learns from another part of one of its paintings."""
        styles = list(self.styles)
        styles[index] = replace(styles[index], crop=crop)
        return replace(self, styles=tuple(styles))

    def with_moved(self, name: str, value: float) -> Document:
        """The document with one adjustment moved, as far as its limits allow."""
        return replace(self, adjustments=self.adjustments.moved(name, value))

    def with_size(self, size: SizeRule) -> Document:
        """The document with another size of the result."""
        return replace(self, size=size)

    def with_engine(self, pack: str, device: str, memory: int | None = None) -> Document:
        """The document painted by other networks or on another device."""
        return replace(self, pack=pack, device=device, memory=memory)

    def to_request(
        self,
        photo: Picture,
        styles: Sequence[Style],
        *,
        draft: int | None = None,
        octaves: int | None = None,
    ) -> PaintRequest:
        """What to ask of the engine, given the pixels of the framed photo and of each style in order."""
        weighted = zip(self.styles, styles, strict=True)
        return PaintRequest(
            photo=photo,
            styles=tuple(WeightedStyle(style, choice.weight, choice.name) for choice, style in weighted),
            adjustments=self.adjustments,
            size=None if draft else self.size.apply(photo.size),
            pack=self.pack,
            device=self.device,
            memory=self.memory,
            draft=draft,
            octaves=octaves,
            mask=self.photo.paint_mask if self.photo else None,
        )
