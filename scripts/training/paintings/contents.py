"""The crops that a run paints, with what the loss network sees in them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from scripts.training.paintings.crops import BORDER, PAINTED_SIDE, SIDE, Crop, Pixels
from scripts.training.paintings.vgg import LossNetwork

MEASURED = 32
"""So many crops say how much content an ordinary photo has."""


class Drawn(NamedTuple):
    """Crops (n, 3, side + 2 * border, ...), the content features of what is inside their borders, and (n,) 1 for those
    with a face.
    """

    photos: Tensor
    content: Tensor
    faces: Tensor


class Contents:
    """A fixed set of crops with their features at the content layer, which are computed once."""

    def __init__(self, crops: Sequence[Crop], loss: LossNetwork) -> None:
        """``crops``: at least as many as are ever drawn at a time."""
        self._crops, self._loss = crops, loss
        self._features: dict[int, Tensor] = {}
        self._side, self._ordinary = 0, 0.0
        self.judge_on(SIDE)

    def judge_on(self, side: int) -> None:
        """Give crops that are judged on their inner `side` pixels from now on."""
        if side != self._side:
            self._side, self._features, self._ordinary = side, {}, 0.0

    @property
    def ordinary(self) -> float:
        """Mean square of an ordinary photo's features."""
        if not self._ordinary:
            some = self._features_of(range(min(MEASURED, len(self._crops))))
            self._ordinary = float(some.float().square().mean())
        return self._ordinary

    def draw(self, count: int, rng: random.Random) -> Drawn:
        """Some of the crops."""
        chosen = rng.sample(range(len(self._crops)), count)
        faces = torch.tensor([float(self._crops[k].face) for k in chosen], device=self._loss.device)
        return Drawn(self._pictures(chosen), self._features_of(chosen), faces)

    def _pictures(self, chosen: Sequence[int]) -> Tensor:
        cut = (PAINTED_SIDE - self._side) // 2 - BORDER
        inside = slice(cut, PAINTED_SIDE - cut)
        return torch.cat([tensor(self._crops[k].pixels[inside, inside]) for k in chosen]).to(self._loss.device)

    def _features_of(self, chosen: Sequence[int]) -> Tensor:
        missing = [k for k in chosen if k not in self._features]
        if missing:
            found = self._loss.content(inner(self._pictures(missing)))
            self._features |= dict(zip(missing, found, strict=True))
        return torch.stack([self._features[k] for k in chosen])


def inner(pictures: Tensor) -> Tensor:
    """Without the border that is never judged."""
    return pictures[:, :, BORDER:-BORDER, BORDER:-BORDER]


def tensor(picture: Image.Image | Pixels) -> Tensor:
    """(1, 3, H, W) in 0..1, channels last in memory."""
    values = torch.from_numpy(np.array(picture, np.uint8)).permute(2, 0, 1)[None]
    return (values.float() / 255).contiguous(memory_format=torch.channels_last)
