"""The whole way of a picture on one page: photo and paintings in, painted octaves out."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise

import numpy as np

from stylizer_app.adjustments import fraction
from stylizer_app.engine.compositor import Compositor
from stylizer_app.engine.devices.choose import choose
from stylizer_app.engine.devices.float16 import fp16_pays
from stylizer_app.engine.forecast import Forecast, forecast
from stylizer_app.engine.model.loaded_pack import LoadedPack
from stylizer_app.engine.model.style_vectors import Floats, between, look_vector, mixed
from stylizer_app.engine.octave import Octave, PaintedOctave
from stylizer_app.engine.octaves import octave_sizes
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.packs.manifest import Pack
from stylizer_app.engine.progress import CancelToken, Progress, Step
from stylizer_app.engine.request import Look, Painting, PaintRequest, Report, Style, StyleVector
from stylizer_app.engine.run import Run
from stylizer_app.engine.tiles.memory import peak_memory
from stylizer_app.errors import PackError, StyleError
from stylizer_app.errors.pack import PackFault
from stylizer_app.errors.painting import LookNotTaught
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.picture import Picture


class Painter:
    """Paints requests with the packs of a library. Keeps networks and style vectors between requests.

    Not for use from several threads at a time.
    """

    def __init__(self, library: PackLibrary | None = None, fp16: Callable[[Pack, str], bool] = fp16_pays) -> None:
        """``fp16`` decides whether a device computes a pack in float16 where it can."""
        self.library, self._fp16 = library or PackLibrary(), fp16
        self._loaded_packs: dict[tuple[str, str, bool], LoadedPack] = {}

    def paint(self, request: PaintRequest, progress: Progress | None = None) -> Painting:
        """The finished painting. Raises StylizerError in all its kinds, and Cancelled."""
        *_, last = self._octaves(request, progress or Progress(), every=False)
        return last

    def refine(self, request: PaintRequest, progress: Progress | None = None) -> Generator[Painting]:
        """The painting octave by octave, coarse to fine; the last one is what ``paint`` returns."""
        yield from self._octaves(request, progress or Progress(), every=True)

    def style_vector(
        self, picture: Picture, pack: str = "builtin", device: str = "auto", token: CancelToken | None = None
    ) -> StyleVector:
        """A painting's style vector, computed once for equal pixels."""
        loaded = self._loaded_pack(pack, device)
        return StyleVector(loaded.predictor.vector_of(picture, token), loaded.pack.checksum)

    def forecast(self, request: PaintRequest) -> Forecast:
        """What painting the request will take on this machine, without painting it."""
        pack = self.library.get(request.pack)
        return forecast(pack, choose(request.device), sizes_of(request), request.memory)

    def close(self) -> None:
        """Let go of all networks."""
        self._loaded_packs.clear()

    def _loaded_pack(self, pack_id: str, device: str, *, exact: bool = False) -> LoadedPack:
        """The loaded networks of a pack on a device; keyed by checksum, so a reinstalled pack is loaded anew.

        ``exact``: in float32, even where float16 is faster and near enough.
        """
        pack, device = self.library.get(pack_id), choose(device)
        key = pack.checksum, device, not exact and self._fp16(pack, device)
        if key not in self._loaded_packs:
            self._loaded_packs[key] = LoadedPack(pack, device, fp16=key[2])
        return self._loaded_packs[key]

    def _octaves(self, request: PaintRequest, progress: Progress, *, every: bool) -> Iterator[Painting]:
        """Paint all octaves; yield each of them finished, or the last one only."""
        sizes, loaded = sizes_of(request), self._loaded_pack(request.pack, request.device)
        if request.adjustments.strength == 0:
            yield _untouched(request, sizes, loaded)
            return
        with Run(request, sizes, loaded, partial(self._loaded_pack, request.pack, exact=True)) as run:
            with run.timed("style"):
                vectors, style = self._style(request, loaded, progress.token)
            with run.timed("photo"):
                before: Floats | PaintedOctave = loaded.resized(request.photo, sizes[0])
            for number, (size, part) in enumerate(zip(sizes, shares(sizes, progress), strict=True), start=1):
                last = number == len(sizes)
                compositor = Compositor(request, shown_size(size, result_size(request))) if every or last else None
                before = run.paint(Octave(before, size, style, compositor, part, keep=not last))
                if compositor is not None:
                    yield run.painting(compositor, vectors)

    def _style(
        self, request: PaintRequest, loaded: LoadedPack, token: CancelToken
    ) -> tuple[tuple[StyleVector, ...], Floats]:
        """The style vectors of the paintings, and the one to paint with."""
        vectors = tuple(_known(s.style, loaded, token) for s in request.styles)
        target = mixed([v.values for v in vectors], [s.weight for s in request.styles])
        strength = fraction(request.adjustments.strength)
        if strength != 1:
            target = between(loaded.predictor.vector_of(request.photo, token), target, strength)
        return vectors, target


def _known(style: Style, loaded: LoadedPack, token: CancelToken) -> StyleVector:
    """The vector of a painting or a look, unless it was handed in. A vector belongs to the pack that made it."""
    if isinstance(style, Picture):
        return StyleVector(loaded.predictor.vector_of(style, token), loaded.pack.checksum)
    if isinstance(style, Look):
        return StyleVector(_look(style, loaded, token), loaded.pack.checksum)
    if style.pack != loaded.pack.checksum or style.values.shape != (loaded.pack.style_length,):
        raise PackError(PackFault.OTHER_NETWORKS, loaded.pack.id)
    return style


def _look(look: Look, loaded: LoadedPack, token: CancelToken) -> Floats:
    """The vector of a look that the pack was taught, else that of the look's drawing. Raises StyleError without one."""
    if look.name in loaded.pack.looks:
        return look_vector(loaded.pack, look.name)
    if look.drawing is None:
        raise StyleError(LookNotTaught(loaded.pack.title), look.name)
    return loaded.predictor.vector_of(decode(look.drawing), token)


def result_size(request: PaintRequest) -> Size:
    """The size of the finished result."""
    size = request.size or request.photo.size
    return size.with_long_side(request.draft) if request.draft else size


def sizes_of(request: PaintRequest) -> tuple[Size, ...]:
    """The octaves to paint. A draft is a single one."""
    size = result_size(request)
    sizes = (size,) if request.draft else octave_sizes(size, request.adjustments.brush)
    return sizes[: request.octaves] if request.octaves else sizes


def shown_size(octave: Size, result: Size) -> Size:
    """An octave is shown at its own size, but never larger than the result."""
    return result if octave.pixels >= result.pixels else octave


def shares(sizes: tuple[Size, ...], progress: Progress) -> list[Progress]:
    """The share of every octave in the whole, by pixels; a step of several where there are several."""
    stops = np.cumsum([0.0, *(s.pixels for s in sizes)]) / sum(s.pixels for s in sizes)
    steps = [Step(number, len(sizes)) if len(sizes) > 1 else "" for number in range(1, len(sizes) + 1)]
    return [progress.part(float(a), float(b), step) for (a, b), step in zip(pairwise(stops), steps, strict=True)]


def _untouched(request: PaintRequest, sizes: tuple[Size, ...], loaded: LoadedPack) -> Painting:
    """Strength 0: the photo itself, at the size asked for."""
    compositor = Compositor(request, shown_size(sizes[-1], result_size(request)))
    photo = request.photo
    report = Report(loaded.pack.id, loaded.device, photo.size, compositor.size, octaves=(), notes=photo.notes)
    return Painting(compositor.photo(), replace(report, peak_memory=peak_memory()))
