"""What a pack of networks is: its files, the stages of its transformer, and the maps and norms between them."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from stylizer_app.devices import CPU
from stylizer_app.errors import PackError
from stylizer_app.errors.pack import FileUnreadable, PackFault

ENCODER_LENGTH = 100
"""How many numbers of a style vector come from the style predictor, as in Magenta's bottleneck."""


MOST_EASING = 0.9
"""Of a skew and a bend together: up to 1 the way never turns back."""

MOST_PULL = 4.0
"""A look counts at most so many times, and at least one such part, in a mixture."""

USUAL_LENGTH = 7.0
"""Of the style vector of a photo, as the built-in encoder sees it."""


class Easing(NamedTuple):
    """How a look's strength runs otherwise than evenly, so that all steps of it are equally large: ``skew`` is how much
    faster it begins than it ends, ``bend`` how much faster it runs at both ends than in the middle, and ``lean`` how
    much skew is added for every unit by which a photo's own style vector is longer than USUAL_LENGTH.
    """

    skew: float = 0.0
    bend: float = 0.0
    lean: float = 0.0

    def leant(self, length: float) -> Easing:
        """The easing for a photo whose style vector has a length: without a lean, and never too much."""
        most = MOST_EASING - abs(self.bend)
        skew = self.skew + self.lean * (length - USUAL_LENGTH)
        return Easing(min(max(skew, -most), most), self.bend)


@dataclass(frozen=True, slots=True)
class MapInfo:
    """A map kept between stages: channels, and how many pixels one of its positions stands for along a side."""

    name: str
    channels: int
    scale: int


@dataclass(frozen=True, slots=True)
class NormInfo:
    """A normalization barrier: the channels whose mean and variance it needs, and the scale it works at."""

    channels: int
    scale: int


@dataclass(frozen=True, slots=True)
class Stage:
    """A local piece of the transformer: what it reads, which norms it applies, what it writes and gathers.

    ``cpu_file``: the same graph in a form that is faster on CPUs, or an empty string.
    ``fp16_file``: the same with convolutions in float16, or an empty string.
    """

    file: str
    reads: tuple[str, ...]
    applies: tuple[int, ...]
    writes: tuple[str, ...]
    gathers: tuple[int, ...]
    halo: int
    cpu_file: str = ""
    fp16_file: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """The stage in all its forms."""
        return tuple(filter(None, (self.file, self.cpu_file, self.fp16_file)))

    def file_for(self, device: str, *, fp16: bool = False) -> str:
        """The file to run on a device."""
        return (device == CPU and self.cpu_file) or (fp16 and self.fp16_file) or self.file


@dataclass(frozen=True, slots=True)
class FileInfo:
    """Size in bytes and SHA-256 of a file of the pack."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder with a style predictor and a transformer, described by its ``pack.toml`` (docs/pack-format.md)."""

    folder: Path
    id: str
    title: str
    description: str
    licence: str
    origin: str
    version: str
    style_size: int
    looks: tuple[str, ...]
    easing: tuple[Easing, ...]
    """Of every look."""
    pull: tuple[float, ...]
    """Of every look: how many times its share in a mixture counts, so that equal shares show as much of each."""
    movement: tuple[float, ...]
    """Of every look: how its brushwork goes, from -1, hatched straight, over 0, along the forms, to 1, in whirls."""
    min_size: int
    border: int
    epsilon: float
    floats_per_cell: int
    files: Mapping[str, FileInfo]
    maps: Mapping[str, MapInfo]
    norms: tuple[NormInfo, ...]
    stages: tuple[Stage, ...]
    verification: Mapping[str, Any]

    def path(self, name: str) -> Path:
        """Where a file of the pack is."""
        return self.folder / name

    @property
    def style_length(self) -> int:
        """Length of a style vector: the predictor's numbers, then one for every look."""
        return ENCODER_LENGTH + len(self.looks)

    @property
    def bytes(self) -> int:
        """Size of all files together."""
        return sum(f.size for f in self.files.values())

    @property
    def checksum(self) -> str:
        """One hex digest over all files' checksums, the looks' easing and pull: equal where the same is painted."""
        lines = [f"{name} {info.sha256}" for name, info in sorted(self.files.items())]
        lines += [
            " ".join(map(str, (look, *eased)))
            for look, eased in zip(self.looks, self.easing, strict=True)
            if any(eased)
        ]
        lines += [f"{look} pulls {pull}" for look, pull in zip(self.looks, self.pull, strict=True) if pull != 1]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    @property
    def halo(self) -> int:
        """The widest halo of all stages, in cells."""
        return max(s.halo for s in self.stages)

    def verify(self) -> None:
        """Raise PackError if a file is missing, has another size, or another checksum than the pack says."""
        for name, info in self.files.items():
            _verify_file(self.path(name), info)


def _verify_file(path: Path, info: FileInfo) -> None:
    """Raise PackError unless the file is there with this size and checksum."""
    try:
        if not stat.S_ISREG(path.stat().st_mode) or path.stat().st_size != info.size:
            raise PackError(PackFault.DAMAGED_FILE, path)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise PackError(FileUnreadable(error.strerror or str(error)), path) from error
    if digest != info.sha256:
        raise PackError(PackFault.DAMAGED_FILE, path)
