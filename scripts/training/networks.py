"""The student: a style encoder, and a transformer whose maps between normalizations are small."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as tf

from scripts.training.config import STYLE_SIZE

NORM_EPSILON = 1e-5
CHANNELS, BLOCKS = 32, 5
"""The trunk is as wide and as deep as the teacher's, so that block can learn from block."""
HALF_NUMBERS = 12
"""Numbers of a pixel of the half-size picture: the colours of 2 x 2 pixels."""
ENCODER_PLAN = ((1, 16, 1, 1), (4, 24, 2, 2), (4, 32, 3, 2), (4, 64, 3, 2), (4, 96, 2, 1), (4, 160, 2, 2))
"""Style encoder, a small MobileNetV2: (expansion, channels, blocks, stride of the first block) per group."""

LAST_CHANNELS = 640
POOLED = 2 * sum(width * count for _, width, count, _ in ENCODER_PLAN) + LAST_CHANNELS
"""Numbers that the encoder's readout looks at."""
READOUT_RANGE = 6.0
STRENGTH_EPSILON = 1e-6


class StyleNorm(nn.Module):  # type: ignore[misc]
    """Conditional instance normalization (Ghiasi et al. 2017, eq. 5): gain and bias are linear in the style vector."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.affine = nn.Linear(STYLE_SIZE, 2 * channels)
        nn.init.normal_(self.affine.weight, 0.0, 0.02)
        with torch.no_grad():
            self.affine.bias.copy_(torch.cat([torch.ones(channels), torch.zeros(channels)]))

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        """(n, C, H, W) and (n, 100) -> the same shape, normalized."""
        gain, bias = self.affine(style)[:, :, None, None].chunk(2, dim=1)
        return torch.addcmul(bias, tf.instance_norm(x, eps=NORM_EPSILON), gain)


class ResidualBlock(nn.Module):  # type: ignore[misc]
    """Two 3x3 convolutions, each followed by a style-dependent normalization, added to their input."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.c1 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.n1 = StyleNorm(channels)
        self.c2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.n2 = StyleNorm(channels)

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        """(n, C, H, W) and (n, 100) -> the same shape."""
        inner = tf.relu(self.n1(self.c1(x), style))
        return x + cast("Tensor", self.n2(self.c2(inner), style))


class Transformer(nn.Module):  # type: ignore[misc]
    """Photo (n, 3, H, W) in 0..1, sides multiples of 4, and style vector (n, 100) -> logits of the painting.

    The encoder sees the colours of 2 x 2 pixels at once and goes straight to a quarter of the resolution, where the
    residual blocks work; the decoder comes back in two steps. The painting's colours are normalized at the end.
    """

    def __init__(self, entry: int = 64, channels: int = CHANNELS, blocks: int = BLOCKS, decoder: int = 32) -> None:
        super().__init__()
        self.e1 = nn.Conv2d(HALF_NUMBERS, entry, 3, stride=2, padding=1)
        self.e2 = nn.Conv2d(entry, channels, 3, padding=1)
        self.blocks = nn.ModuleList(ResidualBlock(channels) for _ in range(blocks))
        self.up = nn.Conv2d(channels, 2 * channels, 3, padding=1, bias=False)
        self.norm = StyleNorm(channels // 2)
        self.d1 = nn.Conv2d(channels // 2, decoder, 3, padding=1)
        self.out = nn.Conv2d(decoder, HALF_NUMBERS, 3, padding=1, bias=False)
        self.colours = StyleNorm(3)
        for layer in (self.up, self.out):
            _equal_phases(layer)

    def forward(self, photo: Tensor, style: Tensor) -> Tensor:
        """The logits; their sigmoid is the picture."""
        x = self.encode(photo)
        for block in self.blocks:
            x = block(x, style)
        return self.decode(x, style)

    def encode(self, photo: Tensor) -> Tensor:
        """The photo as a map (n, C, H / 4, W / 4)."""
        half_size = tf.pixel_unshuffle(photo * 2 - 1, 2)
        return tf.relu(self.e2(tf.relu(self.e1(half_size))))

    def decode(self, x: Tensor, style: Tensor) -> Tensor:
        """The last block's map -> logits (n, 3, H, W)."""
        x = tf.relu(self.norm(tf.pixel_shuffle(self.up(x), 2), style))
        x = self.out(tf.relu(self.d1(x)))
        return cast("Tensor", self.colours(tf.pixel_shuffle(x, 2), style))


@torch.no_grad()  # type: ignore[untyped-decorator]
def _equal_phases(layer: nn.Conv2d) -> None:
    """Let a convolution before a pixel shuffle start without a pattern: all four positions alike (Aitken et al. 2017)."""
    layer.weight.copy_(layer.weight[::4].repeat_interleave(4, dim=0))


class InvertedResidual(nn.Module):  # type: ignore[misc]
    """MobileNetV2's block (Sandler et al. 2018): widen, depthwise 3x3, narrow."""

    def __init__(self, channels_in: int, channels_out: int, stride: int, expansion: int) -> None:
        super().__init__()
        wide = channels_in * expansion
        layers: list[nn.Module] = [] if expansion == 1 else _conv_norm(channels_in, wide, 1)
        layers += _conv_norm(wide, wide, 3, stride, groups=wide)
        layers += _conv_norm(wide, channels_out, 1)[:2]
        self.f = nn.Sequential(*layers)
        self.skip = stride == 1 and channels_in == channels_out

    def forward(self, x: Tensor) -> Tensor:
        """(n, C, H, W) -> (n, C', H / stride, W / stride)."""
        y = cast("Tensor", self.f(x))
        return x + y if self.skip else y


class Readout(nn.Module):  # type: ignore[misc]
    """What the means and strengths of all of the encoder's maps add to the style vector; starts as nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(POOLED))
        self.register_buffer("deviation", torch.ones(POOLED))
        self.linear = nn.Linear(POOLED, STYLE_SIZE)
        nn.init.zeros_(self.linear.weight)
        nn.init.zeros_(self.linear.bias)

    def forward(self, pooled: Tensor) -> Tensor:
        """(n, POOLED) -> (n, 100)."""
        return cast("Tensor", self.linear(self.standardized(pooled)))

    def standardized(self, pooled: Tensor) -> Tensor:
        """The numbers with mean 0 and deviation 1, without outliers."""
        return ((pooled - self.mean) / self.deviation).clamp(-READOUT_RANGE, READOUT_RANGE)


class StyleEncoder(nn.Module):  # type: ignore[misc]
    """Painting (n, 3, 256, 256) in 0..1 -> style vector (n, 100)."""

    def __init__(self) -> None:
        super().__init__()
        layers = _conv_norm(3, 24, 3, 2)
        channels = 24
        for expansion, width, count, stride in ENCODER_PLAN:
            for position in range(count):
                layers.append(InvertedResidual(channels, width, stride if position == 0 else 1, expansion))
                channels = width
        layers += _conv_norm(channels, LAST_CHANNELS, 1)
        self.f = nn.Sequential(*layers)
        self.fc = nn.Linear(LAST_CHANNELS, STYLE_SIZE)
        self.readout = Readout()

    def groups(self) -> list[nn.Sequential]:
        """The network in as many parts as the plan has groups, the first convolution with the first of them."""
        ends, first = list(accumulate((count for _, _, count, _ in ENCODER_PLAN), initial=3)), 0
        return [self.f[first if number == 0 else start : end] for number, (start, end) in enumerate(pairwise(ends))]

    def from_last_group(self, x: Tensor) -> Tensor:
        """The last group's map (n, C, h, w) -> style vectors, without the readout."""
        return cast("Tensor", self.fc(self.f[-3:](x).mean((2, 3))))

    def forward(self, painting: Tensor) -> Tensor:
        """The style vectors."""
        last, pooled = self.features(painting)
        return cast("Tensor", self.fc(last) + self.readout(pooled))

    def features(self, painting: Tensor) -> tuple[Tensor, Tensor]:
        """The last map's means (n, 640), and means and strengths of all blocks' maps (n, POOLED)."""
        x, parts = painting * 2 - 1, []
        for layer in self.f:
            x = layer(x)
            if isinstance(layer, InvertedResidual):
                parts += [x.mean((2, 3)), torch.sqrt(x.square().mean((2, 3)) + STRENGTH_EPSILON)]
        last = x.mean((2, 3))
        return last, torch.cat([*parts, last], dim=1)


def _conv_norm(channels_in: int, channels_out: int, kernel: int, stride: int = 1, groups: int = 1) -> list[nn.Module]:
    """Convolution, batch normalization, ReLU6."""
    conv = nn.Conv2d(channels_in, channels_out, kernel, stride, kernel // 2, groups=groups, bias=False)
    return [conv, nn.BatchNorm2d(channels_out), nn.ReLU6(inplace=True)]
