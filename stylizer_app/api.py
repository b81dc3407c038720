"""Stylizer from Python: ``Stylizer().paint("photo.jpg", "woodcut").save("out.jpg")``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self, Unpack

from stylizer_app.adjustments import ROWS, Changes
from stylizer_app.choices.amounts import SHEET_SIDE, SizeRule, parse_memory, parse_side
from stylizer_app.choices.recipe import Recipe
from stylizer_app.choices.style_settings import StyleSettings, all_looks, load_style, settings_of, usual_for
from stylizer_app.choices.styles import StarterStyle, starter_styles
from stylizer_app.devices import AUTO
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.packs.manifest import Pack
from stylizer_app.engine.packs.names import BUILTIN
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.progress import Progress
from stylizer_app.engine.request import Look, Report, Style, StyleVector, WeightedStyle
from stylizer_app.errors import UsageError
from stylizer_app.errors.usage import UsageFault
from stylizer_app.imaging.decode import DEFAULT_MAX_PIXELS, decode
from stylizer_app.imaging.encode import encode
from stylizer_app.imaging.mask import Mask, mask_of
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.targets import USUAL_QUALITY, Overwrite
from stylizer_app.sheet import Sheet

File = str | os.PathLike[str]
OneStyle = File | Style | WeightedStyle
StyleLike = OneStyle | Iterable[OneStyle] | Mapping[str, float]
"""A style: the name of a look, a picture file, a picture; several; or several with their weights."""
MaskLike = File | Picture | Mask
"""Where paint goes: a picture that is white, or opaque, where there is paint."""


@dataclass(frozen=True, slots=True, eq=False)
class Painted:
    """A painted picture: ``picture`` holds its pixels, ``report`` how it was made, ``recipe`` how to do it again."""

    picture: Picture
    report: Report
    recipe: Recipe

    def save(
        self,
        path: File,
        *,
        format: str | None = None,  # noqa: A002 (the flag's name)
        quality: int = USUAL_QUALITY,
        strip_metadata: bool = False,
        overwrite: Overwrite = "refuse",
    ) -> Path:
        """Write the picture with the photo's metadata and the recipe; return where it is. Raises SaveError."""
        return encode(
            self.picture,
            Path(path),
            format=format,
            quality=quality,
            strip_metadata=strip_metadata,
            overwrite=overwrite,
            recipe=self.recipe.to_json(),
        )


@dataclass(frozen=True, slots=True, eq=False)
class PaintedSheet:
    """Many paintings of one photo, side by side: ``picture`` holds the pixels."""

    picture: Picture

    def save(
        self,
        path: File,
        *,
        format: str | None = None,  # noqa: A002 (the flag's name)
        quality: int = USUAL_QUALITY,
        overwrite: Overwrite = "refuse",
    ) -> Path:
        """Write the sheet; return where it is. Raises SaveError."""
        return encode(self.picture, Path(path), format=format, quality=quality, overwrite=overwrite)


class Stylizer:
    """Paints photos. The networks are loaded when they are first needed and kept; ``close`` lets them go.

    ``pack`` and ``device`` choose networks and hardware, ``memory`` a budget in bytes or as text such as ``"2GB"``.
    """

    def __init__(
        self,
        *,
        pack: str = BUILTIN,
        device: str = AUTO,
        memory: int | str | None = None,
        painter: Painter | None = None,
        library: PackLibrary | None = None,
    ) -> None:
        self._library = library or PackLibrary()
        self._painter = painter or Painter(self._library)
        self._pack, self._device = pack, device
        self._memory = parse_memory(memory) if isinstance(memory, str) else memory

    def paint(
        self,
        photo: File | Picture,
        style: StyleLike | None = None,
        *,
        size: str | int | None = None,
        mask: MaskLike | None = None,
        recipe: Recipe | None = None,
        max_pixels: int = DEFAULT_MAX_PIXELS,
        allow_truncated: bool = False,
        progress: Progress | None = None,
        **adjustments: Unpack[Changes],
    ) -> Painted:
        """Paint a photo: in a style, or by the recipe of another painted picture.

        ``size`` is ``"original"``, pixels of the long side or ``"50%"``; where ``mask``, stretched over the photo, is
        black or transparent, the photo's own pixels stay; ``adjustments`` are fields of Adjustments,
        such as ``strength=80`` or ``brush="fine"``.
        What is not given comes from the recipe if there is one, else it is what the first look is
        best painted with. Raises the errors of stylizer_app.errors.
        """
        settings = self._base(style, recipe)
        settings = replace(settings, adjustments=settings.adjustments.with_(**adjustments))
        if size is not None:
            settings = replace(settings, size=SizeRule.parse(str(size)))
        if mask is not None:
            settings = replace(settings, mask=_mask(mask, max_pixels, allow_truncated))
        return self.paint_with(_opened(photo, max_pixels, allow_truncated), settings, progress)

    def paint_with(self, photo: Picture, settings: StyleSettings, progress: Progress | None = None) -> Painted:
        """Paint a decoded photo with settings that were made once for many photos."""
        request = settings.request(photo, device=self._device, memory=self._memory)
        painting = self._painter.paint(request, progress or Progress())
        return Painted(painting.picture, painting.report, settings.recipe(painting, self._library.get(settings.pack)))

    def sheet(
        self,
        photo: File | Picture,
        styles: Iterable[OneStyle] | None = None,
        *,
        strengths: Iterable[float] = (),
        brushes: Iterable[float | str] = (),
        size: int = SHEET_SIDE,
        max_pixels: int = DEFAULT_MAX_PIXELS,
        allow_truncated: bool = False,
        progress: Progress | None = None,
        **adjustments: Unpack[Changes],
    ) -> PaintedSheet:
        """Paint a photo in many styles, all looks if none are named, as one picture with captions.

        Every style is painted in each of the ``strengths`` with each of the ``brushes``, in the unit of their rows of
        Adjustments. ``size``: long side of every picture in pixels. Raises the errors of stylizer_app.errors.
        """
        pack = self._library.get(self._pack)
        sheet = Sheet(
            all_looks(pack) if styles is None else [_load_one(style) for style in styles],
            lambda style: usual_for((style,)).with_(**adjustments),
            tuple(ROWS["strength"].read(strength) for strength in strengths),
            tuple(ROWS["brush"].read(brush) for brush in brushes),
            parse_side(str(size)),
            pack.id,
            self._device,
            self._memory,
        )
        opened = _opened(photo, max_pixels, allow_truncated)
        return PaintedSheet(sheet.paint(self._painter, opened, progress or Progress()))

    def _base(self, style: StyleLike | None, recipe: Recipe | None) -> StyleSettings:
        """The settings that the paintings, or the recipe, ask for."""
        if style is not None:
            styles = tuple(load_styles(style))
            if recipe is None:
                return StyleSettings(styles, usual_for(styles), pack=self._pack)
            return StyleSettings(styles, recipe.adjustments, recipe.size_rule, self._pack, recipe.paint_mask)
        if recipe is None:
            raise UsageError(UsageFault.NO_PAINTING)
        return settings_of(recipe, self._library.get(self._pack))

    def styles(self) -> tuple[StarterStyle, ...]:
        """The looks, in the order they are shown in."""
        return starter_styles()

    def packs(self) -> Sequence[Pack]:
        """The packs of networks that are installed."""
        return self._library.list()

    def close(self) -> None:
        """Let go of the networks."""
        self._painter.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _opened(photo: File | Picture, max_pixels: int, allow_truncated: bool) -> Picture:
    if isinstance(photo, Picture):
        return photo
    return decode(Path(photo), max_pixels=max_pixels, allow_truncated=allow_truncated)


def _mask(mask: MaskLike, max_pixels: int, allow_truncated: bool) -> Mask:
    if isinstance(mask, Mask):
        return mask
    return mask_of(_opened(mask, max_pixels, allow_truncated))


def load_styles(style: StyleLike) -> Iterable[WeightedStyle]:
    """The paintings that ``style`` stands for. Raises StyleError or PictureError."""
    if isinstance(style, Mapping):
        return [load_style(name, weight) for name, weight in style.items()]
    if isinstance(style, str | os.PathLike | Picture | StyleVector | Look | WeightedStyle):
        return [_load_one(style)]
    return [_load_one(one) for one in style]


def _load_one(style: OneStyle) -> WeightedStyle:
    """One painting, with the weight it comes with."""
    if isinstance(style, WeightedStyle):
        return style
    return WeightedStyle(style) if isinstance(style, Picture | StyleVector | Look) else load_style(style)
