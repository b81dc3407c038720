"""Judges painted pictures by what VGG-19 sees: how near they are to the painting's style and to the photo's content."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

import numpy as np
import torch
from torch import Tensor

from scripts.training.autocast import autocast
from scripts.training.paintings.perceptual import Grams, grams, style_distances
from scripts.training.paintings.vgg import CONTENT_LAYER, Features, LossNetwork
from scripts.training.student import Array


@dataclass(frozen=True, slots=True)
class Measured:
    """One painted photo: style distance, and the squared error of its content features beside their squared size."""

    style: float
    error: float
    size: float


@dataclass(frozen=True, slots=True)
class Distances:
    """Of some painted photos: the mean style distance, and the content distance.

    ``content`` is the mean of the photos' error / size, to which a photo of hardly any content, one of fog, can add
    more than all others; ``together`` is the sum of errors over the sum of sizes.
    """

    style: float
    content: float
    together: float

    @classmethod
    def of(cls, found: Iterable[Measured]) -> Distances:
        """The distances of painted photos."""
        every = [*found]
        return cls(
            statistics.mean(m.style for m in every),
            statistics.mean(m.error / m.size for m in every),
            sum(m.error for m in every) / sum(m.size for m in every),
        )

    @classmethod
    def mean(cls, found: Iterable[Distances]) -> Distances:
        """The mean of several looks' distances."""
        every = [*found]
        style, content, together = ([getattr(d, f.name) for d in every] for f in fields(cls))
        return cls(statistics.mean(style), statistics.mean(content), statistics.mean(together))


@dataclass(frozen=True)
class Subject:
    """A photo to judge by: its name, its pixels (H, W, 3) in 0..1, and its content features."""

    name: str
    photo: Array
    content: Tensor


@torch.no_grad()  # type: ignore[untyped-decorator]
def subject(name: str, photo: Array, loss: LossNetwork) -> Subject:
    """A photo with what the loss network sees in it."""
    return Subject(name, photo, _seen(photo, loss)[CONTENT_LAYER])


@torch.no_grad()  # type: ignore[untyped-decorator]
def measured(painted: Array, of: Subject, style: Grams, loss: LossNetwork) -> Measured:
    """How far a painted photo is from the painting and from itself unpainted."""
    features, wanted = _seen(painted, loss), of.content.float()
    error = (features[CONTENT_LAYER].float() - wanted).square().mean()
    return Measured(float(style_distances(grams(features), style)), float(error), float(wanted.square().mean()))


def _seen(picture: Array, loss: LossNetwork) -> Features:
    with autocast(loss.device):
        found: Features = loss(batch(picture).to(loss.device))
    return found


def batch(picture: Array) -> Tensor:
    """(H, W, 3) -> (1, 3, H, W)."""
    return torch.from_numpy(np.ascontiguousarray(picture)).permute(2, 0, 1)[None]


def evenly(number: int, things: Sequence[str]) -> list[str]:
    """`number` of the things, evenly spread over all of them."""
    return [things[k * len(things) // number] for k in range(number)]
