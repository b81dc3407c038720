"""What a painted picture is corrected for when the painting itself teaches: its style, the photo's content, calm."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as tf

from scripts.training.paintings.vgg import CONTENT_LAYER, STYLE_LAYERS, Features, gram

Grams = dict[str, Tensor]
"""Per style layer (n, C, C)."""
LUMA = (0.2126, 0.7152, 0.0722)
FINEST, COARSEST = 1 / 2, 1 / 6
"""Frequencies, per pixel, between which a regular hatching is seen as a weave."""
SMOOTHING = 9
"""Places of the spectrum that are averaged, along each side."""
PLACE, PLACE_STEP = 16, 8
"""Pixels over which colours are averaged where they are compared from place to place, and how far these are apart."""
FLAT = 0.015
"""A change of a colour from place to place that still counts as flat."""
FEW_TONES = 0.03**2
"""Variance of a photo's luma from place to place below which it hardly has light and dark ones."""


def grams(features: Features) -> Grams:
    """The Gram matrices of the style layers."""
    return {layer: gram(features[layer].float()) for layer in STYLE_LAYERS}


def style_distances(found: Grams, wanted: Grams) -> Tensor:
    """(n,): mean over the layers of |G - G_painting|^2 / |G_painting|^2."""
    layers = [
        (found[layer] - wanted[layer]).square().sum((1, 2)) / wanted[layer].square().sum((1, 2))
        for layer in STYLE_LAYERS
    ]
    return torch.stack(layers).mean(0)


def content_distances(features: Features, wanted: Tensor, least: float = 0.0) -> Tensor:
    """(n,): |F - F_photo|^2 / |F_photo|^2 at the content layer, the latter per number at least ``least``.

    Else a photo of little content, a sky, would count more than all others.
    """
    wanted = wanted.float()
    size = wanted.square().mean((1, 2, 3))
    error = (features[CONTENT_LAYER].float() - wanted).square().mean((1, 2, 3))
    return error / size.clamp_min(least)


def roughness(painted: Tensor) -> Tensor:
    """Total variation: mean absolute difference of neighbouring pixels."""
    across, down = painted[..., 1:] - painted[..., :-1], painted[:, :, 1:] - painted[:, :, :-1]
    return across.abs().mean() + down.abs().mean()


def luma(pictures: Tensor) -> Tensor:
    """(n, 3, H, W) -> (n, H, W)."""
    return torch.einsum("nchw,c->nhw", pictures.float(), pictures.new_tensor(LUMA).float())


def regularity(pictures: Tensor) -> Tensor:
    """(n,): how uneven the power of fine detail is over directions and periods; 1 when all of them have the same.

    The luma's power spectrum between periods of 2 and 6 px, times the squared frequency and smoothed: mean square over
    square mean. A weave or a hatching of one direction puts much power into few places.
    """
    grey = luma(pictures)
    height, width = grey.shape[1:]
    window = torch.outer(torch.hann_window(height), torch.hann_window(width)).to(grey)
    power = torch.fft.rfft2((grey - grey.mean((1, 2), keepdim=True)) * window).abs().square()
    down, across = torch.fft.fftfreq(height).to(grey), torch.fft.rfftfreq(width).to(grey)
    radius = torch.fft.fftshift(torch.hypot(down[:, None], across[None]), dim=0)
    whitened = torch.fft.fftshift(power, dim=1) * radius**2
    smooth = tf.avg_pool2d(whitened[:, None], SMOOTHING, 1, SMOOTHING // 2, count_include_pad=False)[:, 0]
    values = smooth[:, (radius > COARSEST) & (radius < FINEST)]
    return values.square().mean(1) / values.mean(1).square().clamp_min(1e-12)


def invention(painted: Tensor, photos: Tensor) -> Tensor:
    """(n,): how much the painting's colours change from place to place where the photo's do not.

    Clouds, horizons, arcs and halos that a clear sky did not have. Colours are averaged, so that strokes do not count.
    """
    ours, theirs = (tf.avg_pool2d(x.float(), PLACE, PLACE_STEP) for x in (painted, photos))
    total = painted.new_zeros(len(painted))
    for axis in (2, 3):
        change, allowed = ours.diff(dim=axis).abs().mean(1), theirs.diff(dim=axis).abs().amax(1)
        total = total + (change * torch.exp(-((allowed / FLAT) ** 2))).mean((1, 2))
    return total


def inversion(painted: Tensor, photos: Tensor) -> Tensor:
    """(n,): how far light and dark places of the painting are others than the photo's: 0 none, 2 all of them.

    One minus the correlation of lumas, averaged over places, as far as the photo has light and dark ones.
    """
    ours, theirs = (tf.avg_pool2d(luma(x)[:, None], PLACE, PLACE_STEP).flatten(1) for x in (painted, photos))
    ours, theirs = (x - x.mean(1, keepdim=True) for x in (ours, theirs))
    variances = ours.square().mean(1), theirs.square().mean(1)
    alike = (ours * theirs).mean(1) / (variances[0] * variances[1]).clamp_min(1e-8).sqrt()
    return (1 - alike) * variances[1] / (variances[1] + FEW_TONES)


def spread(pictures: Tensor) -> Tensor:
    """(n,): standard deviation of luma from place to place: how far light and dark are apart, strokes aside."""
    places = tf.avg_pool2d(luma(pictures)[:, None], PLACE, PLACE_STEP).flatten(1)
    return places.var(1, unbiased=False).clamp_min(1e-8).sqrt()


def dullness(painted: Tensor, photos: Tensor, wanted: Tensor) -> Tensor:
    """(n,): how much less light and dark are apart than in the photo and in the painting, squared.

    ``wanted`` (n,) is the painting's `spread`; a photo that has less of its own is not made to have more.
    """
    return (torch.minimum(spread(photos), wanted) - spread(painted)).clamp_min(0).square()


def blur(pictures: Tensor) -> Tensor:
    """Means over 4 x 4 pixels: what is left where a stroke may lie a little elsewhere."""
    return tf.avg_pool2d(pictures.float(), 4)


def stacked(parts: Sequence[Grams]) -> Grams:
    """The Gram matrices of several pictures in one batch."""
    return {layer: torch.cat([part[layer].float() for part in parts]) for layer in STYLE_LAYERS}


def averaged(found: Grams, groups: int) -> Grams:
    """The mean Gram matrices of equal runs of the batch: what several crops of one style look like together."""
    return {layer: g.unflatten(0, (groups, -1)).mean(1) for layer, g in found.items()}
