"""How a look's strength is eased and its share in a mixture weighed, so that equal steps change the picture equally."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, cycle, pairwise, product
from pathlib import Path

import numpy as np

from scripts.training.corpus import load_corpus, unit
from scripts.training.paintings.crops import CropMaker
from scripts.training.paintings.program import painted
from scripts.training.pictures import STYLE_SIDE, scaled
from scripts.training.student import Array, OnnxStudent
from stylizer_app.engine.model.style_vectors import between, eased
from stylizer_app.engine.packs.pack import MOST_PULL, Easing

CROPS = 24
"""Crops that are painted for it, such as the looks are taught on: people's faces and fog among them."""
MEASURED = np.linspace(0, 1, 11)
"""Shares of the way to a look at which a photo is painted."""
WORST = 24
"""Power of the largest steps that are added up."""
STEPS = [eighths / 8 for eighths in range(9)]
CANDIDATES = [
    Easing(skew / 100, bend / 100, lean / 100)
    for skew, bend, lean in product(range(-60, 61, 5), range(-30, 31, 5), range(0, 21, 4))
]
RATIOS: list[float] = np.exp(np.arange(-1.5, 1.51, 0.05)).tolist()
"""Of the pulls of two looks, as they are tried."""


def photos_for_easing(corpus: Path, seed: int = 1) -> list[Array]:
    """Some crops of the corpus's photos, (256, 256, 3) in 0..1."""
    maker = CropMaker(load_corpus(corpus), seed)
    return [unit(maker.make().pixels) for _ in range(CROPS)]


def easings(student: OnnxStudent, photos: Sequence[Array]) -> dict[str, Easing]:
    """Of every look the easing (`eased` of the program's style vectors) with which no photo takes a large step."""
    own = [student.vector(scaled(photo, STYLE_SIDE)) for photo in photos]
    lengths = [float(np.linalg.norm(vector)) for vector in own]
    return {
        name: evenest([_way(student, p, o, student.look(name)) for p, o in zip(photos, own, strict=True)], lengths)
        for name in student.looks
    }


def _way(student: OnnxStudent, photo: Array, own: Array, look: Array) -> Array:
    """How far the picture has come at MEASURED, each change added to those before."""
    pictures = [painted(student, photo, between(own, look, share)) for share in MEASURED.tolist()]
    return np.cumsum([0.0, *(np.abs(b - a).mean() for a, b in pairwise(pictures))], dtype=np.float32)


def evenest(ways: Sequence[Array], lengths: Sequence[float]) -> Easing:
    """The easing with the smallest largest steps, over photos come so far at MEASURED, whose own style vectors have
    these lengths; the worst count most.
    """

    def uneven(easing: Easing) -> float:
        leant = [easing.leant(length) for length in lengths]
        shares = [[eased(step, one) for step in STEPS] for one in leant]
        steps = (np.diff(np.interp(at, MEASURED, way)) / way[-1] for at, way in zip(shares, ways, strict=True))
        return sum(float(step.max() * len(step)) ** WORST for step in steps)

    return min(CANDIDATES, key=uneven)


def pulls(student: OnnxStudent, photos: Sequence[Array]) -> dict[str, float]:
    """Of every look how many times its share in a mixture has to count for even ways between any two of them.

    Every way, on one of the photos, asks for a ratio of two pulls (`even_ratio`); the pulls come nearest to all ratios,
    by the squares of their logarithms, and have 1 as their geometric mean.
    """
    looks = [student.look(name) for name in student.looks]
    pairs = [*combinations(range(len(looks)), 2)]
    ways = zip(cycle(pairs), cycle(photos), range(max(len(pairs), len(photos))))
    wanted, ratios = [], []
    for (one, other), photo, _ in ways:
        wanted.append(np.eye(len(looks))[other] - np.eye(len(looks))[one])
        ratios.append(even_ratio(_way(student, photo, looks[one], looks[other])))
    found = np.linalg.lstsq(np.reshape(wanted, (-1, len(looks))), np.log(ratios))[0]
    limited = np.clip(np.exp(found), 1 / MOST_PULL, MOST_PULL)
    return dict(zip(student.looks, np.round(limited, 3).tolist(), strict=True))


def even_ratio(way: Array) -> float:
    """How many times more the second of two looks has to count, so that a photo come so far at MEASURED on the way
    from the first to it has the smallest largest step.
    """

    def largest(ratio: float) -> float:
        shares = [step * ratio / (step * ratio + 1 - step) for step in STEPS]
        return float(np.diff(np.interp(shares, MEASURED, way)).max())

    return min(RATIOS, key=largest)
