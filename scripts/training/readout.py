"""The stage `readout`: fits the encoder's readout to the teacher on features that are computed once and kept."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as tf

from scripts.training.config import VECTOR_SPREAD
from scripts.training.corpus import Corpus, generated_texture, jitter_colours, random_crop
from scripts.training.networks import Readout, StyleEncoder
from scripts.training.teacher import STYLE_SIDE, OnnxTeacher

Array = NDArray[np.float32]
BATCH = 16
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


def fit(lessons: Lessons, *, epochs: int, seed: int, report: Callable[[int, float, float], None]) -> Readout:
    """The readout with the smallest error on pictures it was not fitted to.

    `report` gets the epoch and both errors over the vectors' variance, fitted and judged.
    """
    torch.manual_seed(seed)
    judged = (lessons.source >= 0) & (lessons.source % VALIDATION == 0)
    pooled, target = torch.from_numpy(lessons.pooled), torch.from_numpy(lessons.wanted - lessons.plain)
    readout = Readout()
    readout.mean.copy_(pooled.mean(0))
    readout.deviation.copy_(pooled.std(0).clamp_min(1e-3))
    rows = torch.from_numpy(np.flatnonzero(~judged))
    held = torch.from_numpy(np.flatnonzero(judged))
    optimizer = torch.optim.AdamW(readout.parameters(), lr=1e-3, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    best, kept = float("inf"), readout.state_dict()
    for epoch in range(epochs):
        error = _epoch(readout, optimizer, pooled, target, rows[torch.randperm(len(rows))])
        schedule.step()
        readout.eval()
        with torch.no_grad():
            found = float(tf.mse_loss(readout(pooled[held]), target[held])) / VECTOR_SPREAD**2
        report(epoch, error, found)
        if found < best:
            best, kept = found, {name: value.clone() for name, value in readout.state_dict().items()}
    readout.load_state_dict(kept)
    return readout


def _epoch(
    readout: Readout,
    optimizer: torch.optim.Optimizer,
    pooled: torch.Tensor,
    target: torch.Tensor,
    order: torch.Tensor,
    batch: int = 128,
) -> float:
    """Once through all lessons, their features slightly disturbed; the mean error over the vectors' variance."""
    total = 0.0
    for rows in order.split(batch):
        x = pooled[rows]
        x = x + 0.1 * torch.randn_like(x) * readout.deviation
        keep = (torch.rand_like(x) > 0.2) / 0.8
        guess = readout(readout.mean + (x - readout.mean) * keep)
        loss = tf.mse_loss(guess, target[rows])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        total += float(loss.detach()) * len(rows)
    return total / len(order) / VECTOR_SPREAD**2
