"""How a look's strength is eased, so that equal steps of it change the picture equally."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from scripts.training.corpus import load_corpus, unit
from scripts.training.paintings.crops import random_square
from scripts.training.paintings.program import painted
from scripts.training.pictures import STYLE_SIDE, scaled
from scripts.training.student import Array, OnnxStudent
from stylizer_app.engine.model.style_vectors import between, eased

PHOTOS, SIDE = 12, 224
"""Squares of photos that are painted for it, and their pixels."""
MEASURED = np.linspace(0, 1, 11)
"""Shares of the way to a look at which a photo is painted."""
WORST = 8
"""Power of the largest steps that are added up."""
STEPS = [eighths / 8 for eighths in range(9)]
CANDIDATES = [hundredths / 100 for hundredths in range(-60, 61, 2)]


def photos_for_easing(corpus: Path, seed: int = 1) -> list[Array]:
    """Some photos of the corpus, (SIDE, SIDE, 3) in 0..1."""
    photos, rng = load_corpus(corpus).photos, random.Random(seed)
    return [unit(random_square(photos.draw(rng), SIDE, 1.0, rng)) for _ in range(PHOTOS)]


def easings(student: OnnxStudent, photos: Sequence[Array]) -> dict[str, float]:
    """Of every look the easing (`eased` of the program's style vectors) with which no photo takes a large step."""
    own = [student.vector(scaled(photo, STYLE_SIDE)) for photo in photos]
    return {
        name: evenest([_lengths(student, p, o, student.look(name)) for p, o in zip(photos, own, strict=True)])
        for name in student.looks
    }


def _lengths(student: OnnxStudent, photo: Array, own: Array, look: Array) -> Array:
    """How far the picture has come at MEASURED, each change added to those before."""
    pictures = [painted(student, photo, between(own, look, share)) for share in MEASURED.tolist()]
    return np.cumsum([0.0, *(np.abs(b - a).mean() for a, b in pairwise(pictures))], dtype=np.float32)


def evenest(lengths: Sequence[Array]) -> float:
    """The easing with the smallest largest steps, over photos come so far at MEASURED; the worst count most."""

    def uneven(easing: float) -> float:
        shares = [eased(step, easing) for step in STEPS]
        return sum(float(np.diff(np.interp(shares, MEASURED, way)).max() / way[-1]) ** WORST for way in lengths)

    return min(CANDIDATES, key=uneven)
