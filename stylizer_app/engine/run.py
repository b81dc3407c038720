"""A request under way: what paints it after a failure, how long every step takes, and the report of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from stylizer_app.engine.compositor import Compositor
from stylizer_app.engine.fallback import Fallback
from stylizer_app.engine.forecast import learn
from stylizer_app.engine.octave import Octave
from stylizer_app.engine.octaves import Octaves
from stylizer_app.engine.request import Painting, PaintRequest, Report, StyleVector
from stylizer_app.engine.tiles.memory import peak_memory


class Run:
    """Times and reports one request's octaves. Its end gives working memory back and teaches the forecast."""

    def __init__(self, request: PaintRequest, octaves: Octaves, fallback: Fallback) -> None:
        self._request, self._octaves, self._fallback = request, octaves, fallback
        self._loaded = fallback.loaded
        self._seconds: dict[str, float] = {}
        self._octave_seconds: list[float] = []
        self._tiles = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._loaded.release()
        self._fallback.loaded.release()
        if kind is None and not self._fallback.notes:
            learn(self._loaded.pack, self._loaded.device, self._octaves, self._octave_seconds)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Note how long a step takes that is no octave."""
        start = time.perf_counter()
        yield
        self._seconds[step] = _since(start)

    def paint(self, octave: Octave) -> None:
        """Paint the next octave on what has worked so far."""
        start = time.perf_counter()
        self._tiles += self._fallback.run(octave.paint)
        self._octave_seconds.append(_since(start))

    def draw(self, octave: Octave) -> None:
        """Paint the first octave's drawing."""
        with self.timed("drawing"):
            self._tiles += self._fallback.run(octave.paint)

    def painting(self, compositor: Compositor, vectors: tuple[StyleVector, ...]) -> Painting:
        """What the compositor has collected, with the report so far."""
        picture, request, loaded = compositor.picture(), self._request, self._fallback.loaded
        report = Report(
            pack=loaded.pack.id,
            device=loaded.device,
            photo_size=request.photo.size,
            size=compositor.size,
            octaves=self._octaves.sizes,
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
