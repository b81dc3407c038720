"""A request under way: what paints it after a failure, how long every step takes, and the report of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from stylizer_app.engine.compositor import Compositor
from stylizer_app.engine.fallback import Fallback
from stylizer_app.engine.forecast import learn
from stylizer_app.engine.model.loaded_pack import LoadedPack
from stylizer_app.engine.octave import Octave, PaintedOctave
from stylizer_app.engine.request import Painting, PaintRequest, Report, StyleVector
from stylizer_app.engine.tiles.memory import peak_memory
from stylizer_app.imaging.geometry import Size


class Run:
    """Times and reports one request's octaves. Its end gives working memory back and teaches the forecast."""

    def __init__(
        self, request: PaintRequest, sizes: tuple[Size, ...], loaded: LoadedPack, other: Callable[[str], LoadedPack]
    ) -> None:
        """``other`` makes the same pack loaded on a device, in float32. Raises MemoryBudgetError."""
        self._request, self._sizes, self._loaded = request, sizes, loaded
        self._fallback = Fallback(loaded, other, request.memory)
        self._seconds: dict[str, float] = {}
        self._octave_seconds: list[float] = []
        self._tiles = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loaded.release()
        self._fallback.loaded.release()
        if kind is None and not self._fallback.notes:
            learn(self._loaded.pack, self._loaded.device, self._sizes, self._octave_seconds)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Note how long a step before painting takes."""
        start = time.perf_counter()
        yield
        self._seconds[step] = _since(start)

    def paint(self, octave: Octave) -> PaintedOctave:
        """Paint the next octave on what has worked so far."""
        start = time.perf_counter()
        painted = self._fallback.run(octave.paint)
        self._octave_seconds.append(_since(start))
        self._tiles += painted.tiles
        return painted

    def painting(self, compositor: Compositor, vectors: tuple[StyleVector, ...]) -> Painting:
        """What the compositor has collected, with the report so far."""
        picture, request, loaded = compositor.picture(), self._request, self._fallback.loaded
        report = Report(
            pack=loaded.pack.id,
            device=loaded.device,
            photo_size=request.photo.size,
            size=compositor.size,
            octaves=self._sizes,
            seconds=dict(self._seconds),
            octave_seconds=tuple(self._octave_seconds),
            tiles=self._tiles,
            peak_memory=peak_memory(),
            notes=(*request.photo.notes, *self._fallback.notes),
            fp16=loaded.fp16,
        )
        return Painting(picture, report, vectors)


def _since(start: float) -> float:
    return round(time.perf_counter() - start, 4)
