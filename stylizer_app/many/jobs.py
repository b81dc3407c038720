"""One picture of a run: photo, way of painting, target; and what painting it gives. All of it can go elsewhere."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from stylizer_app.choices.style_settings import StyleSettings
from stylizer_app.devices import AUTO
from stylizer_app.engine.forecast import Forecast
from stylizer_app.engine.progress import Progress
from stylizer_app.engine.request import Painting, PaintRequest, Report
from stylizer_app.imaging.decode import DEFAULT_MAX_PIXELS, decode
from stylizer_app.imaging.encode import encoded
from stylizer_app.imaging.opening import Source
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.targets import Target
from stylizer_app.many.ways import Choice, Paints


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """By what a file is known again: size in bytes, time of its last change in nanoseconds, SHA-256 in hex."""

    size: int
    mtime: int
    digest: str

    @classmethod
    def of(cls, path: Path) -> Fingerprint:
        """The fingerprint of a file. Raises OSError."""
        with path.open("rb") as file:
            found = path.stat()
            return cls(found.st_size, found.st_mtime_ns, hashlib.file_digest(file, "sha256").hexdigest())


@dataclass(frozen=True)
class Job:
    """A photo, how it is painted, and where its painting goes."""

    photo: Path
    choice: Choice
    target: Target

    @cached_property
    def way(self) -> str:
        """A digest of everything but the photo that decides on the result's bytes."""
        return way_of(self.choice, self.target)


def way_of(choice: Choice, target: Target) -> str:
    """The digest of a way of painting and of writing."""
    written = f"{target.format} {target.quality} {target.strip_metadata} {target.dpi}"
    return hashlib.sha256(f"{choice.identity}\n{written}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Opened:
    """A photo as it was read, and the fingerprint of its file."""

    picture: Picture
    file: Fingerprint


@dataclass(frozen=True, slots=True)
class Made:
    """A painting, what had been expected of it, and the fingerprint of its photo's file."""

    painting: Painting
    forecast: Forecast
    photo: Fingerprint


@dataclass(frozen=True, slots=True)
class Rendered:
    """A painted picture as the bytes of its file, how it was made, and the fingerprint of its photo's file."""

    data: bytes
    report: Report
    forecast: Forecast
    photo: Fingerprint


@dataclass(frozen=True, slots=True)
class Conditions:
    """What holds for all pictures of a run, wherever they are painted; ``memory`` in bytes, None for the usual."""

    device: str = AUTO
    memory: int | None = None
    max_pixels: int = DEFAULT_MAX_PIXELS
    allow_truncated: bool = False

    def read(self, source: Source) -> Picture:
        """The photo in a file. Raises PictureError."""
        return decode(source, max_pixels=self.max_pixels, allow_truncated=self.allow_truncated)

    def request(self, settings: StyleSettings, photo: Picture) -> PaintRequest:
        """What to ask of the engine for a photo."""
        return settings.request(photo, device=self.device, memory=self.memory)

    def opened(self, job: Job) -> Opened:
        """A job's photo. Raises PictureError."""
        picture = self.read(job.photo)
        return Opened(picture, Fingerprint.of(job.photo))

    def made(self, job: Job, photo: Opened, painter: Paints, progress: Progress) -> Made:
        """A job's painting. Raises the errors of painting."""
        request = self.request(job.choice.settings, photo.picture)
        expected = painter.forecast(request)
        return Made(painter.paint(request, progress), expected, photo.file)


def rendered(job: Job, made: Made) -> Rendered:
    """A painting's file. Raises SaveError."""
    data = encoded(made.painting.picture, job.target, job.choice.recipe)
    return Rendered(data, made.painting.report, made.forecast, made.photo)
