"""What is asked of the engine and what comes back: frozen, complete, safe to hand to another thread."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stylizer_app.adjustments import DEFAULTS, Adjustments
from stylizer_app.devices import AUTO
from stylizer_app.engine.packs.names import BUILTIN
from stylizer_app.errors import UsageError
from stylizer_app.errors.reason import Note
from stylizer_app.errors.usage import UsageFault
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.mask import Mask
from stylizer_app.imaging.picture import Picture


@dataclass(frozen=True, slots=True)
class Look:
    """A look that a pack was taught, by name.

    ``drawing``: a picture file in the same manner, for packs that were not taught it.
    """

    name: str
    drawing: Path | None = None


@dataclass(frozen=True, slots=True, eq=False)
class StyleVector:
    """A painting or a look as a network sees it, and the checksum of the pack that the numbers belong to.

    ``values``: the pack's style_length numbers, then as many more for every closer look at a painting.
    """

    values: NDArray[np.float32]
    pack: str


class Tones(NamedTuple):
    """Luma, 0..1, of what is black in a photo and of what is white."""

    black: float
    white: float


@dataclass(frozen=True, eq=False)
class Series:
    """How one photo was painted in a style, for others of its series to be painted by: so they do not flicker.

    ``own``: the photo's own vector (numbers,), of which strength takes a share.   ``octaves``: how many times larger
    than the first one each is, and scale and shift of its normalization layers.   ``pack``: the networks' checksum.
    ``tones``: the photo's; None in what an older program kept, for each photo's own.   ``drawing``: those layers for
    the first octave's drawing; None for none, as in clips.
    """

    own: NDArray[np.float32]
    octaves: tuple[tuple[float, Mapping[str, NDArray[np.float32]]], ...]
    pack: str
    tones: Tones | None = None
    drawing: Mapping[str, NDArray[np.float32]] | None = None

    def norms(self, zoom: float) -> Mapping[str, NDArray[np.float32]]:
        """The layers of the octave that is nearest to one so many times larger than the first."""
        return min(self.octaves, key=lambda octave: abs(math.log(octave[0] / zoom)))[1]

    @classmethod
    def mean_of(cls, several: Sequence[Series]) -> Series:
        """One hand for all: the mean of their photos' vectors and tones, and of mean and deviation in every layer.

        ``several``: at least one, of one pack; layers of the octaves of that which has most.
        """
        most = max(several, key=lambda series: len(series.octaves))
        octaves = tuple((zoom, _mean_norms([series.norms(zoom) for series in several])) for zoom, _ in most.octaves)
        tones = [series.tones for series in several if series.tones is not None]
        mean_tones = Tones(*np.mean(tones, axis=0).tolist()) if tones else None
        drawings = [series.drawing for series in several if series.drawing is not None]
        drawing = _mean_norms(drawings) if drawings else None
        return cls(np.mean([series.own for series in several], axis=0), octaves, most.pack, mean_tones, drawing)

    @cached_property
    def digest(self) -> str:
        """Hex digest of all numbers."""
        hasher = hashlib.sha256(self.own.tobytes())
        if self.tones is not None:  # else what an older program kept would be another's
            hasher.update(repr(self.tones).encode())
        drawing = () if self.drawing is None else (("drawing", self.drawing),)
        for zoom, norms in (*self.octaves, *drawing):
            hasher.update(repr(zoom).encode())
            for name in sorted(norms):
                hasher.update(norms[name].tobytes())
        return hasher.hexdigest()


def _mean_norms(several: Sequence[Mapping[str, NDArray[np.float32]]]) -> dict[str, NDArray[np.float32]]:
    """The layers' scale g / s and shift b - m g / s for the means of deviations s and of means m.

    Of 1/scale = s / g and shift/scale = b s / g - m the mean can be taken, whatever gain g and bias b are.
    """
    found: dict[str, NDArray[np.float32]] = {}
    for name in several[0]:
        if not name.startswith("scale_"):
            continue
        other = name.replace("scale_", "shift_")
        scales = np.stack([norms[name].astype(np.float64) for norms in several])
        shifts = np.stack([norms[other].astype(np.float64) for norms in several])
        inverse = np.divide(1.0, scales, out=np.zeros_like(scales), where=scales != 0)
        mean = inverse.mean(axis=0)
        scale = np.divide(1.0, mean, out=np.zeros_like(mean), where=mean != 0)
        shift = np.where(scale != 0, scale * (shifts * inverse).mean(axis=0), shifts.mean(axis=0))
        found[name], found[other] = scale.astype(np.float32), shift.astype(np.float32)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """Several styles that are one: a look of a person's own, or an artist, the mean of several paintings."""

    styles: tuple[WeightedStyle, ...]

    def __post_init__(self) -> None:
        check_weights(self.styles)


Style = Picture | StyleVector | Look | Mixture


@dataclass(frozen=True, slots=True)
class WeightedStyle:
    """A style and its share in the mixture (any positive number; shares are normalized)."""

    style: Style
    weight: float = 1.0
    name: str = ""


def check_weights(styles: Sequence[WeightedStyle]) -> None:
    """Raise UsageError unless there is a style, and shares that can be added up to more than nothing."""
    if not styles:
        raise UsageError(UsageFault.NO_PAINTING)
    weights = [style.weight for style in styles]
    if not all(np.isfinite(w) and w >= 0 for w in weights) or not any(weights):
        raise UsageError(UsageFault.NO_WEIGHT)


@dataclass(frozen=True, slots=True)
class PaintRequest:
    """One picture to paint. Everything the pipeline needs is in here; two equal requests give equal bytes.

    ``size``: size of the result, None for the photo's own.   ``memory``: budget in bytes, None for the default.
    ``draft``: long side of a quick single-octave answer, None for the real thing.
    ``octaves``: how many octaves to paint at most, None for all; fewer give a smaller result, exactly the
    first stages of the full one.   ``mask``: where paint goes, None for everywhere.
    ``series``: how another photo of its series is painted, None for a photo by itself.   ``drawing``: whether what the
    first octave's strokes are too broad for is painted with finer ones; drafts and first stages are without.
    """

    photo: Picture
    styles: tuple[WeightedStyle, ...]
    adjustments: Adjustments = DEFAULTS
    size: Size | None = None
    pack: str = BUILTIN
    device: str = AUTO
    memory: int | None = None
    draft: int | None = None
    octaves: int | None = None
    mask: Mask | None = None
    series: Series | None = None
    drawing: bool = True

    def __post_init__(self) -> None:
        check_weights(self.styles)


@dataclass(frozen=True, slots=True)
class Report:
    """What painting a picture took: shown by ``--json``, the status bar and the benchmark.

    ``seconds`` maps what came before painting (style, photo), and the first octave's drawing, to its duration;
    ``octave_seconds`` are the octaves' own.
    ``peak_memory`` is the process's resident peak in bytes; ``notes`` say what reading the photo and painting it had to
    put up with; ``fp16`` says whether the device computed convolutions in float16.
    """

    pack: str
    device: str
    photo_size: Size
    size: Size
    octaves: tuple[Size, ...]
    seconds: dict[str, float] = field(default_factory=dict)
    octave_seconds: tuple[float, ...] = ()
    tiles: int = 1
    peak_memory: int = 0
    notes: tuple[Note, ...] = ()
    fp16: bool = False

    @property
    def total_seconds(self) -> float:
        """All steps together."""
        return sum(self.seconds.values()) + sum(self.octave_seconds)


@dataclass(frozen=True, slots=True)
class Painting:
    """A painted picture and the report of how it was made."""

    picture: Picture
    report: Report
    style_vectors: tuple[StyleVector, ...] = ()
