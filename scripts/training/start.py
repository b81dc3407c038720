"""Where a run starts: the weights of a pack or of another run, widened without changing what they paint."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from scripts.training.config import STYLE_SIZE, TRAINED
from scripts.training.networks import BATCH_EPSILON, HALF_NUMBERS, StyleEncoder, Transformer

Weights = dict[str, Tensor]
Found = dict[str, NDArray[np.float32]]
TRUNK_OUTPUTS = ("e2", "c1", "c2")
TRUNK_INPUTS = ("c1", "c2", "up")
LEAST_SHARE = 0.25
"""Of two copies of a channel, each is read at least so much: copies that nobody reads would not learn."""


@dataclass(frozen=True)
class Start:
    """Weights by the networks' parameters, empty where there are none, and the names of the looks among them."""

    transformer: Weights = field(default_factory=dict)
    encoder: Weights = field(default_factory=dict)
    looks: tuple[str, ...] = ()


def trunk_channels(transformer: Mapping[str, Tensor]) -> int:
    """How wide the trunk of these weights is."""
    return int(transformer["e2.weight"].shape[0])


def from_checkpoint(path: Path) -> Start:
    """What a checkpoint's own stage trained. What learned from paintings comes with the encoder it was taught with."""
    stored = torch.load(path, map_location="cpu", weights_only=True)
    stage = stored["config"]["stage"]
    brought = ("T", "E") if stage == "paintings" else TRAINED[stage]
    transformer, encoder = (stored[name] if name in brought else {} for name in ("T", "E"))
    return Start(transformer, encoder, tuple(stored["config"]["looks"]))


def from_pack(folder: Path) -> Start:
    """The weights in the two networks of a pack that `export` made."""
    looks = tomllib.loads((folder / "pack.toml").read_text("utf-8")).get("looks", ())
    transformer, encoder = (_numbers(folder / f"{name}.onnx") for name in ("transformer", "style_predictor"))
    return Start(_transformer_weights(transformer), _encoder_weights(encoder), tuple(looks))


@torch.no_grad()  # type: ignore[untyped-decorator]
def take_over(network: Transformer, start: Start, looks: Sequence[str]) -> None:
    """Give a network, whose looks are named, a transformer's weights: widened, and looks by name.

    Raises ValueError if it cannot be widened so far, RuntimeError if it is no transformer like this one.
    """
    weights = widened(start.transformer, network.channels)
    kept = network.state_dict()
    for name, value in weights.items():
        if name.endswith(".looks.weight"):
            for column, look in enumerate(start.looks):
                if look in looks:
                    kept[name][:, looks.index(look)] = value[:, column]
        else:
            kept[name] = value
    network.load_state_dict(kept)


def widened(weights: Mapping[str, Tensor], channels: int, seed: int = 1) -> Weights:
    """A transformer's weights with `channels` channels in its trunk: some of them twice.

    Who reads a doubled channel reads a random share of it from each copy, so that both can learn to differ
    (Net2WiderNet, Chen et al. 2016). Raises ValueError for fewer channels, or more than twice as many.
    """
    present = trunk_channels(weights)
    if channels == present:
        return dict(weights)
    if not present <= channels <= 2 * present:
        raise ValueError(f"{present} channels can become {present} to {2 * present}, not {channels}.")
    source = torch.tensor([*range(present), *range(channels - present)])
    generator = torch.Generator().manual_seed(seed)
    return {name: _widened(name, value, source, present, generator) for name, value in weights.items()}


def _widened(name: str, value: Tensor, source: Tensor, present: int, generator: torch.Generator) -> Tensor:
    """One parameter, whose channels in the trunk are taken from those that `source` says."""
    layer = name.split(".")[-2]
    if name.startswith("blocks.") and layer in {"affine", "looks"}:
        return torch.cat([half[source] for half in value.chunk(2)])
    read = _shared_out(value[:, source], present, generator) if layer in TRUNK_INPUTS and value.ndim == 4 else value
    return (read[source] if layer in TRUNK_OUTPUTS else read).contiguous()


def _shared_out(kernel: Tensor, present: int, generator: torch.Generator) -> Tensor:
    """A kernel whose last input channels double the first: what is read of both adds up to what was read of one."""
    copies = kernel.shape[1] - present
    share = LEAST_SHARE + (1 - 2 * LEAST_SHARE) * torch.rand(kernel.shape[0], copies, 1, 1, generator=generator)
    kernel = kernel.clone()
    kernel[:, present:] *= share
    kernel[:, :copies] *= 1 - share
    return kernel


@torch.no_grad()  # type: ignore[untyped-decorator]
def start_looks(network: Transformer, vectors: Mapping[int, Tensor]) -> None:
    """Let looks begin as what the encoder says of their paintings: vectors (100,) by the looks' numbers."""
    for module in network.modules():
        if getattr(module, "looks", None) is not None:
            for number, vector in vectors.items():
                module.looks.weight[:, number] = module.affine.weight @ vector


def _numbers(path: Path) -> Found:
    graph = onnx.load(str(path)).graph
    return {t.name.removesuffix("_half"): numpy_helper.to_array(t).astype(np.float32) for t in graph.initializer}


def _transformer_weights(found: Found) -> Weights:
    result: Weights = {}
    for name in Transformer().state_dict():
        stem, _, part = name.rpartition(".affine.")
        if not stem:
            value = found[name]
            result[name] = torch.from_numpy(value[:, :HALF_NUMBERS] if name == "e1.weight" else value)
        elif part == "bias":
            result[name] = _gain_and_bias(found, stem, "constant")
        else:
            matrix = _gain_and_bias(found, stem, "weight")
            result[name], looks = matrix[:, :STYLE_SIZE], matrix[:, STYLE_SIZE:]
            if looks.shape[1]:
                result[f"{stem}.looks.weight"] = looks
    return result


def _gain_and_bias(found: Found, stem: str, part: str) -> Tensor:
    return torch.from_numpy(np.concatenate([found[f"{stem}.{half}.{part}"] for half in ("gain", "bias")]))


def _encoder_weights(found: Found) -> Weights:
    """The encoder's batch normalizations are folded into its convolutions; here they are neutral but for a shift."""
    result: Weights = {}
    for name, value in StyleEncoder().state_dict().items():
        if name in found and value.shape == found[name].shape:
            result[name] = torch.from_numpy(found[name])
            continue
        stem, _, part = name.rpartition(".")
        group, _, number = stem.rpartition(".")
        result[name] = _neutral(value, part, found.get(f"{group}.{int(number) - 1}.bias"))
    return result


def _neutral(value: Tensor, part: str, shift: Any) -> Tensor:
    """A parameter of a batch normalization that adds `shift` and does nothing else."""
    if part == "bias":
        return torch.zeros_like(value) if shift is None else torch.from_numpy(shift)
    numbers = {"weight": float(np.sqrt(1 + BATCH_EPSILON)), "running_var": 1.0}
    return torch.full_like(value, numbers.get(part, 0))
