"""Reads the style encoder's weights back from a pack: export's reverse, its batch normalizations already folded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from scripts.training.networks import StyleEncoder


def packed_encoder(pack: Path) -> dict[str, torch.Tensor]:
    """The state of a `StyleEncoder` that computes what the pack's predictor does while its statistics stay fixed.

    Every convolution keeps the gain that was folded into it; the normalization after it only adds its bias. ValueError
    if the pack's predictor is no such encoder.
    """
    graph = onnx.load(str(pack / "style_predictor.onnx")).graph
    stored = {
        item.name.removesuffix("_half"): torch.from_numpy(numpy_helper.to_array(item).astype(np.float32))
        for item in graph.initializer
    }
    encoder = StyleEncoder()
    state: dict[str, torch.Tensor] = encoder.state_dict()
    for name, module in encoder.named_modules():
        if isinstance(module, nn.Conv2d):
            _take_conv(state, stored, name, _next_layer(name))
    for name in ("fc", "readout.linear"):
        source = "readout" if name == "readout.linear" else name
        for part in ("weight", "bias"):
            state[f"{name}.{part}"] = _found(stored, f"{source}.{part}")
    state["readout.mean"] = _found(stored, "readout.mean").reshape(-1)
    state["readout.deviation"] = 1 / _found(stored, "readout.inverse_deviation").reshape(-1)
    return state


def _next_layer(conv: str) -> str:
    """The batch normalization behind a convolution: the next layer of its sequence."""
    head, _, number = conv.rpartition(".")
    return f"{head}.{int(number) + 1}"


def _take_conv(state: dict[str, torch.Tensor], stored: dict[str, torch.Tensor], conv: str, norm: str) -> None:
    epsilon = 1e-5
    state[f"{conv}.weight"] = _found(stored, f"{conv}.weight")
    state[f"{norm}.bias"] = _found(stored, f"{conv}.bias")
    state[f"{norm}.weight"] = torch.ones_like(state[f"{norm}.bias"])
    state[f"{norm}.running_mean"] = torch.zeros_like(state[f"{norm}.bias"])
    state[f"{norm}.running_var"] = torch.full_like(state[f"{norm}.bias"], 1 - epsilon)


def _found(stored: dict[str, torch.Tensor], name: str) -> torch.Tensor:
    if name not in stored:
        raise ValueError(f"the pack's style predictor has no weights named {name}")
    return stored[name]
