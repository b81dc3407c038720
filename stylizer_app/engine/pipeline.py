"""The whole way of a picture on one page: photo and paintings in, painted octaves out."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

import numpy as np

from stylizer_app.adjustments import Adjustments
from stylizer_app.devices import AUTO
from stylizer_app.engine.compositor import Compositor
from stylizer_app.engine.devices.choose import choose
from stylizer_app.engine.devices.float16 import fp16_pays
from stylizer_app.engine.devices.plan import Tiling, default_budget, tile_plan, tiling_of
from stylizer_app.engine.drawing import redrawn
from stylizer_app.engine.fallback import Fallback
from stylizer_app.engine.forecast import Forecast, forecast
from stylizer_app.engine.guide import Detail
from stylizer_app.engine.model.likeness import distances
from stylizer_app.engine.model.loaded_pack import LoadedPack
from stylizer_app.engine.model.statistics import Norms
from stylizer_app.engine.model.style_vectors import ZOOMS, at_zoom
from stylizer_app.engine.octave import Canvas, EnlargedOctave, NetworkOctave
from stylizer_app.engine.octaves import Octaves, plan_octaves
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.packs.names import BUILTIN
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.engine.progress import CancelToken, Progress, Step
from stylizer_app.engine.reduced import reduced
from stylizer_app.engine.request import Painting, PaintRequest, Report, Series, Style, StyleVector, Tones
from stylizer_app.engine.run import Run
from stylizer_app.engine.small_copies import SmallCopies
from stylizer_app.engine.styles import known_vector, movement, styles_of
from stylizer_app.engine.tiles.memory import peak_memory
from stylizer_app.engine.tiles.tile_plan import TilePlan
from stylizer_app.errors import PackError
from stylizer_app.errors.pack import PackFault
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.samples import Floats

DRAWING = None
"""What stands for the drawing where octaves are known by how many times larger than the first one they are."""


class Painter:
    """Paints requests with the packs of a library. Keeps networks, style vectors and reduced photos between requests.

    Not for use from several threads at a time.
    """

    def __init__(
        self,
        library: PackLibrary,
        fp16: Callable[[Pack, str], bool] = fp16_pays,
        tiling: Callable[[str], Tiling] = tiling_of,
    ) -> None:
        """``fp16`` decides whether a device computes a pack in float16 where it can, ``tiling`` on its tiles."""
        self.library, self._fp16, self._tiling = library, fp16, tiling
        self._loaded_packs: dict[tuple[str, str, bool], LoadedPack] = {}
        self._reduced = SmallCopies(reduced, most=4)

    def paint(self, request: PaintRequest, progress: Progress | None = None) -> Painting:
        """The finished painting. Raises StylizerError in all its kinds, and Cancelled."""
        *_, last = self._octaves(request, progress or Progress(), every=False)
        return last

    def refine(self, request: PaintRequest, progress: Progress | None = None) -> Generator[Painting]:
        """The painting octave by octave, coarse to fine; the last one is what ``paint`` returns."""
        yield from self._octaves(request, progress or Progress(), every=True)

    def series(self, request: PaintRequest, progress: Progress | None = None) -> Series:
        """How the request's photo is painted, for other photos of its series. Raises what ``paint`` raises."""
        taken: dict[float | None, Norms] = {}
        progress = progress or Progress()
        for _ in self._octaves(request, progress, every=False, taken=taken):
            pass
        loaded = self._loaded_pack(request.pack, request.device)
        own = loaded.predictor.vectors_of(request.photo, 1, progress.token)
        tones = self._reduced.of(request.photo, octaves_of(request).painted[0]).tones
        drawing = taken.pop(DRAWING).values if DRAWING in taken else None
        octaves = tuple((zoom, norms.values) for zoom, norms in taken.items() if zoom is not None)
        return Series(own, octaves, loaded.pack.checksum, tones, drawing)

    def style_vector(
        self, style: Style, pack: str = BUILTIN, device: str = AUTO, token: CancelToken | None = None
    ) -> StyleVector:
        """The style vector of a painting, computed once for equal pixels, or of a look."""
        loaded = self._loaded_pack(pack, device)
        return known_vector(style, loaded, len(ZOOMS), token)

    def distances(
        self,
        style: Style,
        others: Sequence[Style],
        pack: str = BUILTIN,
        device: str = AUTO,
        token: CancelToken | None = None,
    ) -> list[float]:
        """How unlike a style the others are to the networks; 0 is the same."""
        loaded = self._loaded_pack(pack, device)
        vectors = [known_vector(one, loaded, 1, token).values[: loaded.pack.style_length] for one in (style, *others)]
        one, *rest = map(loaded.transformer.modulation, vectors)
        return distances(one, rest)

    def forecast(self, request: PaintRequest) -> Forecast:
        """What painting the request will take on this machine, without painting it."""
        return self.forecast_octaves(octaves_of(request), request.pack, request.device, request.memory)

    def forecast_octaves(self, octaves: Octaves, pack: str, device: str = AUTO, memory: int | None = None) -> Forecast:
        """The same for octaves, of a photo that need not be there yet."""
        device = choose(device, self.library)
        return forecast(self.library.get(pack), device, octaves, self._plan(pack, memory, device))

    def close(self) -> None:
        """Let go of all networks."""
        self._loaded_packs.clear()

    def _loaded_pack(self, pack_id: str, device: str, *, exact: bool = False) -> LoadedPack:
        """The loaded networks of a pack on a device; keyed by checksum, so a reinstalled pack is loaded anew.

        ``exact``: in float32, even where float16 is faster and near enough.
        """
        pack, device = self.library.get(pack_id), choose(device, self.library)
        key = pack.checksum, device, not exact and self._fp16(pack, device)
        if key not in self._loaded_packs:
            self._loaded_packs[key] = LoadedPack(pack, device, fp16=key[2])
        return self._loaded_packs[key]

    def _plan(self, pack: str, memory: int | None, device: str) -> TilePlan:
        """How the work is divided on a device, within a budget in bytes."""
        budget = default_budget() if memory is None else memory
        return tile_plan(self.library.get(pack), self._tiling(device), budget)

    def _octaves(
        self,
        request: PaintRequest,
        progress: Progress,
        *,
        every: bool,
        taken: dict[float | None, Norms] | None = None,
    ) -> Iterator[Painting]:
        """Paint all octaves; yield each of them finished, or the last one only.

        ``taken`` is given what the normalization layers gathered, by every octave's zoom, and DRAWING for the drawing.
        """
        octaves, loaded = octaves_of(request), self._loaded_pack(request.pack, request.device)
        if request.series is not None and request.series.pack != loaded.pack.checksum:
            raise PackError(PackFault.OTHER_NETWORKS, loaded.pack.id)
        if request.adjustments.strength == 0:
            yield _untouched(request, octaves, loaded)
            return
        elsewhere = partial(self._loaded_pack, request.pack, exact=True)
        plan = partial(self._plan, request.pack, request.memory)
        with Run(request, octaves, Fallback(loaded, elsewhere, plan)) as run:
            with run.timed("style"):
                vectors, styles = styles_of(request, loaded, progress.token, closer=not (every or request.draft))
            with run.timed("photo"):
                photo = self._reduced.of(request.photo, octaves.painted[0])
                photo = photo.adjusted(request.adjustments, movement(request, vectors, loaded), _tones(request))
            detail = Detail(request.photo, octaves, photo, request.adjustments.detail / Adjustments().detail)
            drawn, (part, *parts) = shares(octaves, progress)
            canvas, (size, *larger) = Canvas(octaves.sizes[0], None, keep=True), octaves.sizes
            norms = _norms(request.series, 1, taken)
            run.paint(NetworkOctave(photo, size, at_zoom(styles, 1), canvas, part, norms))
            if every and larger:
                yield run.painting(_shown(request, octaves, detail, canvas, progress), vectors)
            if octaves.drawing is not None:
                norms = _norms(request.series, DRAWING, taken)
                drawing = self._drawing(request, octaves.drawing, at_zoom(styles, 1), drawn, norms)
                run.draw(drawing)
                canvas.raw = redrawn(canvas.raw, drawing.canvas.raw, photo)
            if not larger:
                yield run.painting(_shown(request, octaves, detail, canvas, progress), vectors)
            for size, part in zip(larger, parts, strict=True):
                vectors, styles = styles_of(request, loaded, progress.token, closer=True)
                source, last = detail.enlargement(canvas.raw, size), size == larger[-1]
                compositor = Compositor(request, octaves.shown(size)) if every or last else None
                canvas = Canvas(size, compositor, keep=not last)
                if last and octaves.enlarged:
                    run.paint(EnlargedOctave(source, canvas, part))
                else:
                    zoom = octaves.zoom(size)
                    norms = _norms(request.series, zoom, taken)
                    run.paint(NetworkOctave(source, size, at_zoom(styles, zoom), canvas, part, norms))
                if compositor is not None:
                    yield run.painting(compositor, vectors)

    def _drawing(
        self, request: PaintRequest, size: Size, style: Floats, part: Progress, norms: Norms | None
    ) -> NetworkOctave:
        """The photo painted once more for the first octave's drawing; brushwork lies where nothing is drawn."""
        finer = self._reduced.of(request.photo, size)
        finer = finer.adjusted(request.adjustments.with_(brushwork=0), tones=_tones(request))
        return NetworkOctave(finer, size, style, Canvas(size, None, keep=True), part, norms)


def _shown(
    request: PaintRequest, octaves: Octaves, detail: Detail, first_octave: Canvas, progress: Progress
) -> Compositor:
    """The first octave as it is seen, with its texture."""
    size = octaves.sizes[0]
    compositor = Compositor(request, octaves.shown(size))
    compositor.start(size)
    for region, values in detail.textured(first_octave.raw):
        progress.token.check()
        compositor.take(region, values)
    return compositor


def _tones(request: PaintRequest) -> Tones | None:
    """The tones of the request's series."""
    return None if request.series is None else request.series.tones


def _norms(series: Series | None, zoom: float | None, taken: dict[float | None, Norms] | None) -> Norms | None:
    """What the normalization layers of an octave normalize by: None for its own, which nobody asks for."""
    if series is not None:
        return Norms(series.drawing if zoom is DRAWING else series.norms(zoom))
    return None if taken is None else taken.setdefault(zoom, Norms())


def octaves_of(request: PaintRequest) -> Octaves:
    """The octaves to paint. A draft is a single one; without a drawing, as is a series whose photo had none."""
    size = request.size or request.photo.size
    if request.draft:
        size = size.with_long_side(request.draft)
        return Octaves((size,), size)
    octaves = plan_octaves(size, request.adjustments.brush).first(request.octaves)
    drawn = request.drawing and (request.series is None or request.series.drawing is not None)
    return octaves if drawn else replace(octaves, drawing=None)


def shares(octaves: Octaves, progress: Progress) -> tuple[Progress, list[Progress]]:
    """The share of the drawing, and that of every octave, in the whole, by cost; steps where there are several."""
    (first, *others), count = octaves.costs, len(octaves.sizes)
    stops = np.cumsum([0.0, first, octaves.drawing_cost, *others])
    steps = [Step(number, count) if count > 1 else "" for number in (1, *range(1, count + 1))]
    ends = pairwise((stops / stops[-1]).tolist())
    painted, drawn, *rest = [progress.part(a, b, step) for (a, b), step in zip(ends, steps, strict=True)]
    return drawn, [painted, *rest]


def _untouched(request: PaintRequest, octaves: Octaves, loaded: LoadedPack) -> Painting:
    """Strength 0: the photo itself, at the size asked for."""
    compositor, photo = Compositor(request, octaves.shown(octaves.sizes[-1])), request.photo
    report = Report(loaded.pack.id, loaded.device, photo.size, compositor.size, octaves=(), notes=photo.notes)
    return Painting(compositor.photo(), replace(report, peak_memory=peak_memory()))
