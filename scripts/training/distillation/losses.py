"""What the student is corrected for: pixels, edges, colours, strength of texture, style as the teacher sees it."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional as tf

from scripts.training.config import VECTOR_SPREAD, LossWeights

MARGIN = 8
"""Pixels at the border that are not compared: teacher and student pad differently."""


def picture_loss(painted: Tensor, target: Tensor, weights: LossWeights) -> Tensor:
    """Difference of two batches of pictures (n, 3, H, W) in 0..1, their borders left out."""
    a, b = (x[:, :, MARGIN:-MARGIN, MARGIN:-MARGIN] for x in (painted, target))
    difference = a - b
    across, down = difference[..., 1:] - difference[..., :-1], difference[:, :, 1:] - difference[:, :, :-1]
    edges = across.abs().mean() + down.abs().mean()
    coarse = tf.avg_pool2d(difference, 4).abs().mean()
    return (
        difference.abs().mean()
        + weights.gradients * edges
        + weights.coarse * coarse
        + weights.texture * texture_loss(a, b)
    )


def map_loss(found: Tensor, wanted: Tensor, margin: int = 2) -> Tensor:
    """Mean squared error of maps (n, C, h, w) relative to the variance of every channel, without their margins."""
    a, b = (x[:, :, margin : x.shape[2] - margin, margin : x.shape[3] - margin] for x in (found, wanted))
    error, spread = (a - b).square().mean((0, 2, 3)), b.var((0, 2, 3))
    return (error / (spread + 1e-3)).mean()


def texture_loss(a: Tensor, b: Tensor, octaves: int = 3) -> Tensor:
    """Difference of the local standard deviation of the fine detail: blur is punished where a wrong phase is not."""
    total = a.new_zeros(())
    for octave in range(octaves):
        if octave:
            a, b = tf.avg_pool2d(a, 2), tf.avg_pool2d(b, 2)
        total = total + (_local_deviation(a) - _local_deviation(b)).abs().mean()
    return total


def _local_deviation(x: Tensor) -> Tensor:
    """Standard deviation of the high-pass in windows of 8 x 8, every 4 pixels."""
    fine = x - tf.avg_pool2d(x, 5, 1, 2, count_include_pad=False)
    return torch.sqrt(tf.avg_pool2d(fine.square(), 8, 4) + 1e-5)


def vector_loss(guess: Tensor, vector: Tensor) -> Tensor:
    """Mean squared error of style vectors, in units of their spread."""
    return tf.mse_loss(guess, vector) / VECTOR_SPREAD**2


def feature_loss(painted: Tensor, target: Tensor, predict: Callable[[Tensor], Tensor], scale: float = 1.0) -> Tensor:
    """How differently the teacher's predictor sees both pictures' styles, when they are shown to it at `scale`."""
    painted, target = (x[:, :, MARGIN:-MARGIN, MARGIN:-MARGIN] for x in (painted, target))
    if scale != 1.0:
        sides = [round(side * scale) for side in painted.shape[2:]]
        painted, target = (tf.interpolate(x, size=sides, mode="bilinear", antialias=True) for x in (painted, target))
    with torch.no_grad():
        wanted = predict(target)
    return vector_loss(predict(painted), wanted)
