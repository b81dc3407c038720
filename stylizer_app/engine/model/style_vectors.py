"""Style vectors: predicted once per painting and kept, mixed by weight, moved by strength."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np

from stylizer_app.engine.packs.pack import ENCODER_LENGTH, Easing, Pack
from stylizer_app.engine.progress import CancelToken
from stylizer_app.engine.runtime.network import Network
from stylizer_app.errors import PackError
from stylizer_app.errors.pack import PackFault
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.resize import resize_float
from stylizer_app.imaging.samples import Floats, Samples

KEPT = 1024
"""How many style vectors are remembered (400 bytes each)."""

ZOOMS = (1, 2, 4)
"""How many times closer than as a whole a painting is looked at, for octaves so many times larger than the first."""

MOST_WINDOWS = 8
"""Along a side."""

ENOUGH = 1.4
"""A painting may be enlarged so many times to be looked at more closely."""


class StylePredictor:
    """A pack's style predictor on one device. It is shown squares of a picture, which is never squeezed."""

    def __init__(self, pack: Pack, load: Callable[[str], Network]) -> None:
        """``load`` gives the network of one of the pack's files."""
        self._pack, self._load = pack, load
        self._size = Size(pack.style_size, pack.style_size)
        self._kept: OrderedDict[tuple[str, int], Floats] = OrderedDict()

    def vectors_of(self, picture: Picture, zooms: int, token: CancelToken | None = None) -> Floats:
        """The style vectors (zooms or fewer, numbers) of a picture at ZOOMS; computed once for equal pixels.

        At a zoom it is the mean of the vectors of its windows (Galerne et al. 2024 compare with the painting at every
        scale); there are no more zooms than the picture has pixels for.
        """
        reach = min(picture.size.width, picture.size.height) / self._size.width
        used = [zoom for zoom in ZOOMS[:zooms] if zoom == 1 or zoom <= reach * ENOUGH]
        return np.stack([self._vector_at(picture, zoom, token) for zoom in used])

    def _vector_at(self, picture: Picture, zoom: int, token: CancelToken | None) -> Floats:
        key = picture.digest, zoom
        if key not in self._kept:
            rgb = picture.rgb
            vectors = [self.predict(rgb[window.slices], token) for window in windows(picture.size, zoom)]
            self._kept[key] = np.mean(vectors, axis=0, dtype=np.float32)
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return self._kept[key]

    def predict(self, samples: Samples | Floats, token: CancelToken | None = None) -> Floats:
        """The style vector of samples (H, W, 3), uint8, uint16 or float32 0..1: 100 numbers, then 0 for every look."""
        image = resize_float(samples, self._size)[np.newaxis]
        vector = self._load("style_predictor.onnx").run(token, style_image=image)["style_vector"].reshape(-1)
        if vector.shape != (ENCODER_LENGTH,) or not np.isfinite(vector).all():
            raise PackError(PackFault.NO_STYLE_VECTOR, self._pack.id)
        return np.concatenate([vector, np.zeros(len(self._pack.looks), np.float32)])


def windows(size: Size, zoom: int) -> list[Region]:
    """Squares that cover a picture, ``zoom`` of them along its short side; of very long ones as many spread evenly."""
    side = max(1, size.short_side // zoom)
    lefts, tops = (_starts(length, side) for length in (size.width, size.height))
    return [Region(left, top, left + side, top + side) for top in tops for left in lefts]


def _starts(length: int, side: int) -> list[int]:
    """Where the squares begin along a side; a twentieth of a square may remain unseen."""
    count = min(max(1, math.ceil(length / side - 0.05)), MOST_WINDOWS)
    return [round(start) for start in np.linspace(0, length - side, count).tolist()]


def look_vector(pack: Pack, name: str) -> Floats:
    """The style vector of one of the pack's looks: its own number is 1, all others are 0."""
    vector = np.zeros(pack.style_length, np.float32)
    vector[ENCODER_LENGTH + pack.looks.index(name)] = 1
    vector.flags.writeable = False
    return vector


def pull_of(pack: Pack, vector: Floats) -> float:
    """How many times a style vector's (zooms, numbers) share in a mixture counts: as its looks' by their shares, 1 of
    a painting.

    The harmonic mean, so that a mixture mixed with a third style is what all three at once are by the same shares.
    """
    shares = vector[0, ENCODER_LENGTH:].astype(np.float64)
    return float(1 / (1 + shares @ (1 / np.asarray(pack.pull, np.float64) - 1)))


def mixed(vectors: Sequence[Floats], weights: Sequence[float]) -> Floats:
    """The mean of style vectors (zooms, numbers) by weight; weights need not sum to one.

    Where one has fewer zooms than another, its last one stands for the missing ones.
    """
    zooms = max(len(vector) for vector in vectors)
    vectors = [v if len(v) == zooms else np.concatenate([v, v[-1:].repeat(zooms - len(v), 0)]) for v in vectors]
    shares = np.asarray(weights, np.float64) / np.sum(weights, dtype=np.float64)
    used = [(v, w) for v, w in zip(vectors, shares, strict=True) if w > 0]
    if len(used) == 1:
        return used[0][0]
    total: Floats = np.sum([w * v.astype(np.float64) for v, w in used], axis=0).astype(np.float32)
    return total


def between(own: Floats, target: Floats, amount: float) -> Floats:
    """From the photo's own vector (0) to the painting's (1), and past it (up to 1.5).

    Identity interpolation, Ghiasi et al. 2017, section 4.
    """
    if amount == 1:
        return target
    moved: Floats = (own + np.float32(amount) * (target - own)).astype(np.float32)
    return moved


def eased(amount: float, easing: Easing) -> float:
    """The share of the way at which a picture has changed by ``amount``, where it changes unevenly on the way.

    The easing's lean does not count; from ``amount`` 1 on nothing is eased.
    """
    return amount + amount * max(0.0, 1 - amount) * (easing.skew + easing.bend * (1 - 2 * amount))


def easing_of(pack: Pack, own: Floats, target: Floats) -> Easing:
    """The easing of the way from a photo's own style vector to another, both (zooms, numbers): that of its looks by
    their shares, none for paintings.
    """
    shares = target[0, ENCODER_LENGTH:]
    mean = Easing(*(shares @ np.asarray(pack.easing, np.float32).reshape(-1, len(Easing._fields))).tolist())
    return mean.leant(float(np.linalg.norm(own[0])))


def movement_of(pack: Pack, vector: Floats) -> float:
    """How brushwork goes by a style vector (zooms, numbers): as that of its looks by their shares, -1 to 1.

    In steps of 0.2, so that a mixture's shares seldom change it, and never -0.5, where half of the strokes' direction
    is the form's and half their own: where these are across each other, there would be none.
    """
    movement = float(vector[0, ENCODER_LENGTH:] @ np.asarray(pack.movement, np.float32))
    return min(max(round(5 * movement) / 5, -1.0), 1.0)


def at_zoom(vectors: Floats, zoom: float) -> Floats:
    """Of the style vectors (zooms, numbers) the one (numbers,) for an octave so many times larger than the first."""
    nearest = min(range(len(ZOOMS)), key=lambda number: abs(math.log(ZOOMS[number] / zoom)))
    row: Floats = vectors[min(nearest, len(vectors) - 1)]
    return row
