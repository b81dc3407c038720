"""Skin, on which lines that the photo does not have read as wrinkles: where it is, and how many of them there are."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as tf

from scripts.training.paintings.perceptual import luma

REDNESS, BLUENESS = (138 / 255, 173 / 255), (77 / 255, 121 / 255)
"""Ranges of Cr and Cb that skin has (Chai and Ngan, "Face segmentation using skin-color map", 1999)."""
SOFTNESS = 100.0
"""Per unit of Cr and Cb: how sharply the ranges end."""
DARKEST = 0.15
"""Luma below which no colour is skin's."""
AROUND = 9
"""Pixels of the square over which colour and contrast are averaged; finer changes of luma are lines."""
AS_STRONG, FAINT = 1.2, 0.012
"""Lines that are not minded: so many times the photo's own contrast, and so much more (standard deviation of luma)."""


def skin(pictures: Tensor) -> Tensor:
    """(n, 3, H, W) in 0..1 -> (n, H, W): 1 where the colours around are skin's, 0 where they are not."""
    colours = _mean(pictures.float())
    grey = luma(colours)
    red, blue = 0.5 + (colours[:, 0] - grey) * 0.635, 0.5 + (colours[:, 2] - grey) * 0.539
    within = torch.sigmoid((grey - DARKEST) * SOFTNESS)
    for value, (low, high) in ((red, REDNESS), (blue, BLUENESS)):
        within = within * torch.sigmoid((value - low) * SOFTNESS) * torch.sigmoid((high - value) * SOFTNESS)
    return within


def wrinkles(painted: Tensor, photos: Tensor) -> Tensor:
    """(n,): how much stronger lines are on skin than in the photo, averaged over the picture."""
    excess = lines(painted) - AS_STRONG * lines(photos) - FAINT
    return (excess.clamp_min(0) * skin(photos)).mean((1, 2))


def lines(pictures: Tensor) -> Tensor:
    """(n, 3, H, W) -> (n, H, W): contrast of the fine detail around every pixel, as standard deviation of luma."""
    grey = luma(pictures)[:, None]
    fine = grey - _mean(grey)
    return (_mean(fine.square())[:, 0] + 1e-6).sqrt()


def _mean(x: Tensor) -> Tensor:
    return tf.avg_pool2d(x, AROUND, 1, AROUND // 2, count_include_pad=False)
