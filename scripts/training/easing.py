"""How a look's strength is eased, so that equal steps of it change the picture equally."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product
from pathlib import Path

import numpy as np

from scripts.training.corpus import load_corpus, unit
from scripts.training.paintings.crops import CropMaker
from scripts.training.paintings.program import painted
from scripts.training.pictures import STYLE_SIDE, scaled
from scripts.training.student import Array, OnnxStudent
from stylizer_app.engine.model.style_vectors import between, eased
from stylizer_app.engine.packs.pack import Easing

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
