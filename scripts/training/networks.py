"""The student: a style encoder, and a transformer whose maps between normalizations are small."""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as tf

from scripts.training.config import BLOCKS, CHANNELS, ENCODER_PLAN, STYLE_SIZE

NORM_EPSILON = 1e-5
BATCH_EPSILON = 1e-3
"""As large as TensorFlow's: channels that hardly ever speak must not be blown up."""
HALF_NUMBERS = 12
"""Numbers of a pixel of the half-size picture: the colours of 2 x 2 pixels."""
ENTRY, HALF_WIDTH, DECODER = 64, 16, 32
"""Channels of the transformer's first layer, of its map at half size, and of its last but one layer."""
FIRST_CHANNELS, LAST_CHANNELS = 32, 1280


class StyleNorm(nn.Module):  # type: ignore[misc]
    """Conditional instance normalization (Ghiasi et al. 2017, eq. 5): gain and bias are linear in the style vector.

    The vector's first 100 numbers come from the encoder; every look has one more (Dumoulin et al. 2017: a look is gains
    and biases of its own).
    """

    def __init__(self, channels: int, looks: int = 0) -> None:
        super().__init__()
        self.affine = nn.Linear(STYLE_SIZE, 2 * channels)
        self.looks = nn.Linear(looks, 2 * channels, bias=False) if looks else None
        nn.init.normal_(self.affine.weight, 0.0, 0.02)
        with torch.no_grad():
            self.affine.bias.copy_(torch.cat([torch.ones(channels), torch.zeros(channels)]))

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        """(n, C, H, W) and (n, 100 + looks) -> the same shape, normalized."""
        amounts = self.affine(style[:, :STYLE_SIZE])
        if self.looks is not None:
            amounts = amounts + self.looks(style[:, STYLE_SIZE:])
        gain, bias = amounts[:, :, None, None].chunk(2, dim=1)
        return torch.addcmul(bias, tf.instance_norm(x, eps=NORM_EPSILON), gain)


class ResidualBlock(nn.Module):  # type: ignore[misc]
    """Two 3x3 convolutions, each followed by a style-dependent normalization, added to their input."""

    def __init__(self, channels: int, looks: int = 0) -> None:
        super().__init__()
        self.c1 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.n1 = StyleNorm(channels, looks)
        self.c2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.n2 = StyleNorm(channels, looks)

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        """(n, C, H, W) and style vectors -> the same shape."""
        inner = tf.relu(self.n1(self.c1(x), style))
        return x + cast("Tensor", self.n2(self.c2(inner), style))


class Transformer(nn.Module):  # type: ignore[misc]
    """Photo (n, 3, H, W) in 0..1, sides multiples of 4, and style vector (n, 100 + looks) -> logits of the painting.

    The encoder sees the colours of 2 x 2 pixels at once and goes straight to a quarter of the resolution, where the
    residual blocks work; the decoder comes back in two steps. The painting's colours are normalized at the end.
    """

    def __init__(self, channels: int = CHANNELS, looks: int = 0) -> None:
        super().__init__()
        self.channels, self.look_count = channels, looks
        self.e1 = nn.Conv2d(HALF_NUMBERS, ENTRY, 3, stride=2, padding=1)
        self.e2 = nn.Conv2d(ENTRY, channels, 3, padding=1)
        self.blocks = nn.ModuleList(ResidualBlock(channels, looks) for _ in range(BLOCKS))
        self.up = nn.Conv2d(channels, 4 * HALF_WIDTH, 3, padding=1, bias=False)
        self.norm = StyleNorm(HALF_WIDTH, looks)
        self.d1 = nn.Conv2d(HALF_WIDTH, DECODER, 3, padding=1)
        self.out = nn.Conv2d(DECODER, HALF_NUMBERS, 3, padding=1, bias=False)
        self.colours = StyleNorm(3, looks)
        for layer in (self.up, self.out):
            _equal_phases(layer)

    def forward(self, photo: Tensor, style: Tensor) -> Tensor:
        """The logits; their sigmoid is the picture."""
        return self.decode(self.maps(photo, style)[-1], style)

    def maps(self, photo: Tensor, style: Tensor) -> list[Tensor]:
        """What goes into the first block and comes out of each, (n, C, H / 4, W / 4)."""
        found = [self.encode(photo)]
        for block in self.blocks:
            found.append(block(found[-1], style))
        return found

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
    """A convolution before a pixel shuffle starts without a pattern: all four positions alike (Aitken et al. 2017)."""
    layer.weight.copy_(layer.weight[::4].repeat_interleave(4, dim=0))


class StridedConv(nn.Conv2d):  # type: ignore[misc]
    """A 3x3 convolution with stride 2 that begins at the first pixel, as TensorFlow's do on even sides."""

    def forward(self, x: Tensor) -> Tensor:
        """(n, C, H, W), even sides -> (n, C', H / 2, W / 2)."""
        return tf.conv2d(tf.pad(x, (0, 1, 0, 1)), self.weight, stride=2, groups=self.groups)


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


class StyleEncoder(nn.Module):  # type: ignore[misc]
    """Painting (n, 3, 256, 256) in 0..1 -> style vector (n, 100)."""

    def __init__(self) -> None:
        super().__init__()
        layers = _conv_norm(3, FIRST_CHANNELS, 3, 2)
        channels = FIRST_CHANNELS
        for expansion, width, count, stride in ENCODER_PLAN:
            for position in range(count):
                layers.append(InvertedResidual(channels, width, stride if position == 0 else 1, expansion))
                channels = width
        layers += _conv_norm(channels, LAST_CHANNELS, 1)
        self.f = nn.Sequential(*layers)
        self.fc = nn.Linear(LAST_CHANNELS, STYLE_SIZE)

    def parts(self) -> list[nn.Sequential]:
        """The blocks one by one, the first convolution with the first of them."""
        first, *others = range(3, len(self.f) - 3)
        return [self.f[: first + 1], *(self.f[k : k + 1] for k in others)]

    def from_last_block(self, x: Tensor) -> Tensor:
        """The last block's map (n, C, h, w) -> style vectors."""
        return cast("Tensor", self.fc(self.f[-3:](x).mean((2, 3))))

    def forward(self, painting: Tensor) -> Tensor:
        """The style vectors."""
        return self.from_last_block(self.f[:-3](painting * 2 - 1))


def _conv_norm(channels_in: int, channels_out: int, kernel: int, stride: int = 1, groups: int = 1) -> list[nn.Module]:
    """Convolution, batch normalization, ReLU6."""
    kind = nn.Conv2d if stride == 1 else StridedConv
    conv = kind(channels_in, channels_out, kernel, stride, kernel // 2, groups=groups, bias=False)
    return [conv, nn.BatchNorm2d(channels_out, eps=BATCH_EPSILON), nn.ReLU6(inplace=True)]
