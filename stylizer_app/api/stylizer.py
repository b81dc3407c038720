"""Stylizer from Python: ``Stylizer().paint("photo.jpg", "woodcut").save("out.jpg")``."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Self, Unpack

from stylizer_app.adjustments import ROWS, Changes
from stylizer_app.api.inputs import MaskLike, OneStyle, Opening, PhotoLike, StyleLike, load_style_like, load_styles
from stylizer_app.api.results import Finished, Painted, PaintedSheet
from stylizer_app.choices.amounts import SHEET_SIDE, SizeRule, parse_memory, parse_side
from stylizer_app.choices.recipe import Recipe
from stylizer_app.choices.style_settings import StyleSettings, all_looks, settings_of, usual_for
from stylizer_app.choices.styles import StarterStyle, starter_styles
from stylizer_app.devices import AUTO
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.packs.names import BUILTIN
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.engine.request import Series
from stylizer_app.engine.shared_painter import SharedPainter
from stylizer_app.errors import UsageError
from stylizer_app.errors.usage import UsageFault
from stylizer_app.imaging.decode import DEFAULT_MAX_PIXELS
from stylizer_app.imaging.mask import Mask
from stylizer_app.imaging.picture import Picture
from stylizer_app.many.executors import FATAL
from stylizer_app.many.pipeline import Pipeline
from stylizer_app.sheet import Sheet


class Stylizer:
    """Paints photos. The networks are loaded when they are first needed and kept; ``close`` lets them go.

    Several threads can use one; they paint one after the other. So can a process that was forked off, which loads the
    networks anew; the fork waits for the picture that is being painted.

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
        self._painter = SharedPainter(lambda: painter or Painter(self._library))
        self._pack, self._device = pack, device
        self._memory = parse_memory(memory) if isinstance(memory, str) else memory

    def paint(
        self,
        photo: PhotoLike,
        style: StyleLike | None = None,
        *,
        size: str | int | None = None,
        mask: MaskLike | None = None,
        series: PhotoLike | Series | None = None,
        recipe: Recipe | None = None,
        max_pixels: int = DEFAULT_MAX_PIXELS,
        allow_truncated: bool = False,
        progress: Progress | None = None,
        **adjustments: Unpack[Changes],
    ) -> Painted:
        """Paint a photo: in a style, or by the recipe of another painted picture.

        The photo is a file, a picture of Pillow's or an array (H, W, 3 or 4) of uint8, uint16 or floats from 0 to 1.
        ``size`` is ``"original"``, pixels of the long side or ``"50%"``; where ``mask``, stretched over the photo, is
        black or transparent, the photo's own pixels stay; ``series`` is a photo like which all of a series are painted,
        or what ``series`` returned for it; ``adjustments`` are fields of Adjustments,
        such as ``strength=80`` or ``brush="fine"``.
        What is not given comes from the recipe if there is one, else it is what the first look is
        best painted with. Raises the errors of stylizer_app.errors.
        """
        opening = Opening(max_pixels, allow_truncated)
        settings = self._settings(style, recipe, size, opening.mask(mask), adjustments)
        settings = self._in_series(settings, series, opening)
        return self.paint_with(opening.picture(photo), settings, progress)

    def paint_with(self, photo: Picture, settings: StyleSettings, progress: Progress | None = None) -> Painted:
        """Paint a decoded photo with settings that were made once for many photos."""
        request = settings.request(photo, device=self._device, memory=self._memory)
        with self._painter.use() as painter:
            painting = painter.paint(request, progress or Progress())
        return Painted(painting.picture, painting.report, settings.recipe(painting, self._library.get(settings.pack)))

    def paint_many(
        self,
        photos: Iterable[PhotoLike],
        style: StyleLike | None = None,
        *,
        size: str | int | None = None,
        mask: MaskLike | None = None,
        series: PhotoLike | Series | None = None,
        recipe: Recipe | None = None,
        max_pixels: int = DEFAULT_MAX_PIXELS,
        allow_truncated: bool = False,
        **adjustments: Unpack[Changes],
    ) -> Generator[Finished, None, None]:
        """Paint photos as ``paint`` does; yield each as soon as it is painted, or cannot be, which stops no other.

        While one is painted the next is read; not many are held at a time, however long the list. Closing the
        generator ends the painting. What is wrong with styles, networks or device is raised.
        """
        opening = Opening(max_pixels, allow_truncated)
        settings = self._settings(style, recipe, size, opening.mask(mask), adjustments)
        settings = self._in_series(settings, series, opening)
        token = CancelToken()

        def paint(_photo: PhotoLike, picture: Picture) -> Painted:
            return self.paint_with(picture, settings, Progress(token=token))

        pipeline = Pipeline(opening.picture, paint, lambda _photo, painted: painted, FATAL)
        with closing(pipeline.run(photos)) as results:
            try:
                for photo, result in results:
                    yield Finished(photo, None, result) if isinstance(result, Exception) else Finished(photo, result)
            finally:
                token.cancel()

    def sheet(
        self,
        photo: PhotoLike,
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
            all_looks(pack) if styles is None else [load_style_like(style) for style in styles],
            lambda style: usual_for((style,)).with_(**adjustments),
            tuple(ROWS["strength"].read(strength) for strength in strengths),
            tuple(ROWS["brush"].read(brush) for brush in brushes),
            parse_side(str(size)),
            pack.id,
            self._device,
            self._memory,
        )
        opened = Opening(max_pixels, allow_truncated).picture(photo)
        with self._painter.use() as painter:
            return PaintedSheet(sheet.paint(painter, opened, progress or Progress()))

    def series(
        self,
        photo: PhotoLike,
        style: StyleLike | None = None,
        *,
        size: str | int | None = None,
        recipe: Recipe | None = None,
        progress: Progress | None = None,
        **adjustments: Unpack[Changes],
    ) -> Series:
        """How a photo is painted, for others of its series: given to ``paint``, brightness and colours do not flicker.

        The others have to be painted in the same style, size and adjustments. Raises what ``paint`` raises.
        """
        settings = self._settings(style, recipe, size, None, adjustments)
        return self._series(settings, Opening(DEFAULT_MAX_PIXELS, allow_truncated=False).picture(photo), progress)

    def _series(self, settings: StyleSettings, photo: Picture, progress: Progress | None = None) -> Series:
        request = settings.request(photo, device=self._device, memory=self._memory)
        with self._painter.use() as painter:
            return painter.series(request, progress)

    def _in_series(self, settings: StyleSettings, series: PhotoLike | Series | None, opening: Opening) -> StyleSettings:
        """The settings for photos of a series, if it is one."""
        if series is None:
            return settings
        found = series if isinstance(series, Series) else self._series(settings, opening.picture(series))
        return replace(settings, series=found)

    def _settings(
        self,
        style: StyleLike | None,
        recipe: Recipe | None,
        size: str | int | None,
        mask: Mask | None,
        adjustments: Changes,
    ) -> StyleSettings:
        """The settings for any photo."""
        settings = self._base(style, recipe)
        return replace(
            settings,
            adjustments=settings.adjustments.with_(**adjustments),
            size=settings.size if size is None else SizeRule.parse(str(size)),
            mask=mask or settings.mask,
        )

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

    def __exit__(self, *_: object) -> None:
        self.close()
