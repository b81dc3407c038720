"""The stage `readout`: fits the encoder's readout to the teacher on features that are computed once and kept."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from scripts.training.corpus import Corpus, generated_texture, jitter_colours, random_crop
from scripts.training.networks import Readout, StyleEncoder
from scripts.training.teacher import STYLE_SIDE, OnnxTeacher

Array = NDArray[np.float32]
BATCH = 16
PENALTIES = (50.0, 150.0, 400.0)
VALIDATION = 12
"""Every so manieth picture is kept to judge by."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """Features, what the encoder says without a readout, what the teacher says, and the picture each is from."""

    pooled: Array
    plain: Array
    wanted: Array
    source: NDArray[np.int64]

    def save(self, path: Path) -> None:
        """Write all of it, the features in half precision."""
        temporary = path.with_suffix(".part.npz")
        half = self.pooled.astype(np.float16)
        np.savez(temporary, pooled=half, plain=self.plain, wanted=self.wanted, source=self.source)
        temporary.replace(path)


def join(parts: list[Lessons]) -> Lessons:
    """All lessons of several parts."""
    names = ("pooled", "plain", "wanted", "source")
    return Lessons(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def load_lessons(path: Path) -> Lessons:
    """What `Lessons.save` wrote."""
    with np.load(path) as stored:
        return Lessons(stored["pooled"].astype(np.float32), stored["plain"], stored["wanted"], stored["source"])


class Collector:
    """Computes lessons from crops of the corpus's styles and photos."""

    def __init__(self, corpus: Corpus, teacher: OnnxTeacher, encoder: StyleEncoder, seed: int) -> None:
        self._corpus, self._teacher, self._encoder = corpus, teacher, encoder
        self.reseed(seed)

    def reseed(self, seed: int) -> None:
        """Make the lessons that follow depend on `seed` alone."""
        self._rng, self._numbers = random.Random(seed), np.random.default_rng(seed)

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def collect(self, count: int) -> Lessons:
        """So many lessons."""
        pooled, plain, wanted, source = list[Array](), list[Array](), list[Array](), list[int]()
        for _ in range(0, count, BATCH):
            pictures, numbers = zip(*(self._style() for _ in range(BATCH)), strict=True)
            last, features = self._encoder.features(torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2))
            pooled.append(features.numpy())
            plain.append(self._encoder.fc(last).numpy())
            wanted.append(np.stack([self._teacher.vector(p) for p in pictures]))
            source += numbers
        return Lessons(np.concatenate(pooled), np.concatenate(plain), np.concatenate(wanted), np.array(source))

    def _style(self) -> tuple[Array, int]:
        """A picture and the number of the file it is from; -1 for a generated one."""
        kind = self._rng.random()
        if kind < 0.05:
            return generated_texture(STYLE_SIDE, self._numbers), -1
        pool = self._corpus.photos if kind > 0.93 else self._corpus.styles
        number, picture = pool.draw_numbered(self._rng)
        crop = random_crop(picture, STYLE_SIDE, 1.5, 0.2, self._rng)
        if self._rng.random() < 0.5:
            crop = jitter_colours(crop, self._numbers)
        return crop, number if kind <= 0.93 else -1


def fit(lessons: Lessons, report: Callable[[float, float], None]) -> Readout:
    """The readout by ridge regression, its penalty the best on pictures that the others were not fitted to.

    `report` gets every penalty and its error there, over the vectors' variance.
    """
    judged = (lessons.source >= 0) & (lessons.source % VALIDATION == 0)
    pooled, target = torch.from_numpy(lessons.pooled), torch.from_numpy(lessons.wanted - lessons.plain)
    readout = Readout()
    readout.mean.copy_(pooled.mean(0))
    readout.deviation.copy_(pooled.std(0).clamp_min(1e-3))
    x = readout.standardized(pooled)
    rows, held = (torch.from_numpy(np.flatnonzero(choice)) for choice in (~judged, judged))
    spread = float(np.var(lessons.wanted, axis=0).mean())
    errors = {}
    for penalty, (weight, bias) in zip(PENALTIES, _ridge(x[rows], target[rows]), strict=True):
        errors[penalty] = float((x[held] @ weight + bias - target[held]).square().mean()) / spread
        report(penalty, errors[penalty])
    best = PENALTIES.index(min(errors, key=lambda penalty: errors[penalty]))
    weight, bias = _ridge(x, target)[best]
    readout.linear.load_state_dict({"weight": weight.T, "bias": bias})
    return readout


def _ridge(x: torch.Tensor, target: torch.Tensor) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Weights and biases of the regression for every penalty."""
    middle, aim = x.mean(0), target.mean(0)
    centred = x - middle
    square, product = (centred.T @ centred).double(), (centred.T @ (target - aim)).double()
    found = []
    for penalty in PENALTIES:
        weight = torch.linalg.solve(square + penalty * torch.eye(len(square), dtype=torch.float64), product).float()
        found.append((weight, aim - middle @ weight))
    return found
