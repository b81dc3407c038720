"""What is possible at best: pixels optimized for one photo and one painting (Gatys et al., CVPR 2016)."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from scripts.training.autocast import autocast
from scripts.training.config import PaintingNumbers
from scripts.training.paintings.judge import Subject, batch
from scripts.training.paintings.perceptual import Grams, content_distances, grams, style_distances
from scripts.training.paintings.vgg import LossNetwork
from scripts.training.student import Array

STEPS, HISTORY = 120, 20
"""L-BFGS: steps, and how many of them are remembered."""


def optimized(of: Subject, style: Grams, loss: LossNetwork, numbers: PaintingNumbers, steps: int) -> Array:
    """The photo after `steps` steps of L-BFGS from itself on, by the training's own weights of style and content."""
    pixels = batch(of.photo).contiguous().requires_grad_()
    optimizer = torch.optim.LBFGS([pixels], max_iter=steps, history_size=HISTORY, tolerance_change=0.0)

    def error() -> Tensor:
        optimizer.zero_grad()
        with autocast(pixels.device):
            features = loss(pixels)
        far = content_distances(features, of.content).mean()
        total = numbers.look_weight * style_distances(grams(features), style).mean() + far
        total.backward()
        return total

    optimizer.step(error)
    return np.ascontiguousarray(pixels.detach().clamp(0, 1)[0].permute(1, 2, 0).numpy())
