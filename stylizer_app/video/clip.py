"""A clip's file, opened: what it holds, and its frames one after the other, upright."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.opening import opened_path
from stylizer_app.imaging.samples import Samples
from stylizer_app.video import packages
from stylizer_app.video.colours import Colours, painted_colours, shown
from stylizer_app.video.interlaced import progressive

_USUAL_RATE = Fraction(25)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture of a clip: ``samples`` (H, W, 3) uint8 in the clip's colours, ``time`` in its time base."""

    samples: Samples
    time: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a clip before its frames are read.

    ``size``: of the upright frames.   ``count``: frames, as announced or by duration and rate, at least 1.   ``rate``:
    frames a second on average.   ``base``: seconds of one unit of time.   ``colours``: those of the frames that
    are read.   ``shape``: width of a pixel over its height.
    """

    size: Size
    count: int
    rate: Fraction
    base: Fraction
    colours: Colours
    shape: Fraction

    @property
    def seconds(self) -> float:
        """How long the clip lasts, about."""
        return float(self.count / self.rate)


class Clip:
    """A clip, opened by ``opened_clip``; not for several threads."""

    def __init__(self, path: Path, container: Any) -> None:
        self.path, self.container = path, container
        covers = packages.av().stream.Disposition.attached_pic
        streams = [stream for stream in container.streams.video if not stream.disposition & covers]
        if not streams:
            raise PictureError(PictureFault.NO_FRAMES, path)
        self._stream = streams[0]
        self._stream.thread_type = "AUTO"

    @property
    def facts(self) -> Facts:
        """Read the first frame, as only frames know how they are turned, and go back. Raises PictureError."""
        stream = self._stream
        with told(self.path):
            first = next(self._decoded(), None)
            self.container.seek(stream.start_time or 0, stream=stream)
        if first is None:
            raise PictureError(PictureFault.NO_FRAMES, self.path)
        rate = Fraction(stream.average_rate or stream.guessed_rate or _USUAL_RATE)
        turned = first.rotation % 180 != 0
        size = Size(first.height, first.width) if turned else Size(first.width, first.height)
        shape = Fraction(stream.sample_aspect_ratio or 1)
        return Facts(
            size,
            max(1, stream.frames or round(self._seconds * rate)),
            rate,
            Fraction(stream.time_base),
            painted_colours(first),
            1 / shape if turned else shape,
        )

    @property
    def _seconds(self) -> Fraction:
        """How long it lasts, 0 if that is not announced."""
        if self._stream.duration:
            return Fraction(self._stream.duration * self._stream.time_base)
        return Fraction(self.container.duration or 0, packages.av().time_base)

    def frames(self) -> Iterator[Frame]:
        """All frames from where the clip stands, each later than the one before. Raises PictureError."""
        size, last = None, None
        step = max(1, round(1 / (self._stream.average_rate or _USUAL_RATE) / self._stream.time_base))
        with told(self.path):
            for frame in progressive(self._decoded(), self._stream):
                size = size or (frame.width, frame.height)
                time = frame.pts if frame.pts is not None else 0 if last is None else last + step
                last = time if last is None else max(time, last + 1)
                yield Frame(_upright(frame, size), last)

    def _decoded(self) -> Iterator[Any]:
        """The frames from where the clip stands; what is damaged in between is passed over, as players do."""
        invalid = packages.av().error.InvalidDataError
        try:
            for packet in self.container.demux(self._stream):
                with suppress(invalid):
                    yield from packet.decode()
        except invalid:  # the rest of the file is damaged
            return

    def samples_of(self, count: int) -> list[Frame]:
        """So many frames, spread evenly over the clip; fewer if it has fewer. Raises PictureError."""
        found: dict[int, Frame] = {}
        start = self._stream.start_time or 0
        length = self._seconds / Fraction(self._stream.time_base)
        for number in range(count):
            wanted = start + int(length * (number + Fraction(1, 2)) / count)
            with told(self.path):
                self.container.seek(wanted, stream=self._stream)
            frame = None
            for frame in self.frames():  # a seek leads to a frame before, from which the others are decoded
                if frame.time >= wanted:
                    break
            if frame is not None:
                found.setdefault(frame.time, frame)
        return list(found.values())


@contextmanager
def opened_clip(path: Path) -> Iterator[Clip]:
    """Open a clip's file. Raises PictureError if it is missing or holds no moving pictures, UsageError without PyAV."""
    av = packages.av()
    with opened_path(path) as file:
        if not file.read(1):
            raise PictureError(PictureFault.EMPTY, path)
        file.seek(0)
        with _container(av, path, file) as container:
            yield Clip(path, container)


@contextmanager
def _container(av: Any, path: Path, file: BinaryIO) -> Iterator[Any]:
    lenient = {"metadata_errors": "replace"} if packages.major(av) < 19 else {}  # later ones take any text
    with told(path):
        container = av.open(file, **lenient)
    try:
        yield container
    finally:
        container.close()


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what PyAV raises into a PictureError that names the clip."""
    try:
        yield
    except packages.av().error.FFmpegError as error:
        raise PictureError(PictureFault.NO_FRAMES, path) from error


def _upright(frame: Any, size: tuple[int, int]) -> Samples:
    """A frame's samples as a person sees them."""
    samples: Any = shown(frame, *size)
    return np.ascontiguousarray(np.rot90(samples, frame.rotation // 90))
