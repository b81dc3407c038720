"""The hand of a look: the strokes that it adds to a photo, and how far two looks add the same ones."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as tf

from scripts.training.paintings.perceptual import luma

FINEST, COARSEST = 3, 17
"""Pixels of the squares whose means lie around a stroke's: finer and coarser changes of luma are no strokes."""
PLAIN = 1e-5
"""Variance of the photo's own detail below which strokes are not explained by it."""


def strokes(painted: Tensor, photos: Tensor) -> Tensor:
    """(n, 3, H, W) twice -> (n, 1, H, W): detail of the painting's luma that is no multiple of the photo's there."""
    ours, theirs = _detail(painted), _detail(photos)
    slope = _mean(ours * theirs, COARSEST) / (_mean(theirs.square(), COARSEST) + PLAIN)
    return ours - slope * theirs


def likeness(first: Tensor, other: Tensor) -> Tensor:
    """(n,): correlation of two sets of strokes; 1 where one hand made both, 0 where they have nothing in common."""
    both = [x.flatten(1) - x.mean((1, 2, 3))[:, None] for x in (first, other)]
    return torch.cosine_similarity(*both, dim=1)


def _detail(pictures: Tensor) -> Tensor:
    grey = luma(pictures)[:, None]
    return _mean(grey, FINEST) - _mean(grey, COARSEST)


def _mean(x: Tensor, side: int) -> Tensor:
    return tf.avg_pool2d(x, side, 1, side // 2, count_include_pad=False)
