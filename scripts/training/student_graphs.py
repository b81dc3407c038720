"""The student's two networks as ONNX models with the names and shapes of the pack format."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx

from scripts.graphs.graph import Graph, floats
from scripts.training import layers
from scripts.training.config import ENCODER_PLAN, STYLE_SIZE
from scripts.training.networks import (
    BATCH_EPSILON,
    FIRST_CHANNELS,
    HALF_NUMBERS,
    NORM_EPSILON,
    StyleEncoder,
    Transformer,
)

STYLE, PHOTO, PAINTED, PAINTING = "style_vector", "content_image", "stylized_image", "style_image"
HALF_CHANNELS = 16
"""The half-size picture's channels, filled up with zeros: onnxruntime's blocked convolutions want multiples of 8."""

State = dict[str, layers.Numbers]


def transformer_model(network: Transformer) -> onnx.ModelProto:
    """content_image (1, H, W, 3) and style_vector (1, 100 + looks) -> stylized_image (1, H, W, 3), all in 0..1."""
    state, graph = _state(network), Graph()
    x = layers.conv(
        graph, _half_size(graph), "e1", _fill_inputs(state["e1.weight"]), state["e1.bias"], stride=2, padding=1
    )
    x = graph.add(
        "Relu", layers.conv(graph, graph.add("Relu", x), "e2", state["e2.weight"], state["e2.bias"], padding=1)
    )
    for number in range(len(network.blocks)):
        block = f"blocks.{number}"
        inner = graph.add("Relu", _norm(graph, _conv(graph, x, f"{block}.c1", state), f"{block}.n1", state))
        x = graph.add("Add", x, _norm(graph, _conv(graph, inner, f"{block}.c2", state), f"{block}.n2", state))
    x = graph.add("DepthToSpace", _conv(graph, x, "up", state), blocksize=2, mode="CRD")
    x = graph.add("Relu", _norm(graph, x, "norm", state))
    x = layers.conv(graph, x, "d1", state["d1.weight"], state["d1.bias"], padding=1)
    x = graph.add("DepthToSpace", _conv(graph, graph.add("Relu", x), "out", state), blocksize=2, mode="CRD")
    x = graph.add("Sigmoid", _norm(graph, x, "colours", state))
    graph.add("Transpose", x, output=PAINTED, perm=[0, 2, 3, 1])
    inputs = [floats(PHOTO, 1, "H", "W", 3), floats(STYLE, 1, STYLE_SIZE + network.look_count)]
    return _model(graph, inputs, floats(PAINTED, 1, "H", "W", 3))


def encoder_model(network: StyleEncoder) -> onnx.ModelProto:
    """style_image (1, h, w, 3) in 0..1 -> style_vector (1, 100); batch normalization folded into the convolutions."""
    state, graph = _state(network), Graph()
    x = graph.add("Transpose", PAINTING, perm=[0, 3, 1, 2])
    x = graph.add("Mul", x, layers.weight(graph, "two", 2.0))
    x = graph.add("Sub", x, layers.weight(graph, "one", 1.0))
    x = _relu6(graph, _folded(graph, x, "f.0", "f.1", state, stride=2))
    number, channels = 3, FIRST_CHANNELS
    for expansion, width, count, stride in ENCODER_PLAN:
        for position in range(count):
            x = _inverted(graph, x, f"f.{number}", state, expansion, stride if position == 0 else 1, channels == width)
            number, channels = number + 1, width
    x = _relu6(graph, _folded(graph, x, f"f.{number}", f"f.{number + 1}", state))
    x = graph.add("Flatten", graph.add("GlobalAveragePool", x))
    weight, bias = (
        layers.weight(graph, f"fc.{part}", values)
        for part, values in zip(("weight", "bias"), _linear(state, "fc"), strict=True)
    )
    graph.add("Gemm", x, weight, bias, output=STYLE, transB=1)
    return _model(graph, [floats(PAINTING, 1, "h", "w", 3)], floats(STYLE, 1, STYLE_SIZE))


def _model(graph: Graph, inputs: list[onnx.ValueInfoProto], output: onnx.ValueInfoProto) -> onnx.ModelProto:
    """The finished, checked model."""
    graph.inputs, graph.outputs = inputs, [output]
    model = graph.model()
    onnx.checker.check_model(model, full_check=True)
    return model


def _half_size(graph: Graph) -> str:
    """Space to depth and 0..1 -> -1..1 as one convolution, whose result is already in the blocked layout."""
    kernel = np.zeros((HALF_CHANNELS, 3, 2, 2), np.float32)
    bias = np.zeros(HALF_CHANNELS, np.float32)
    for channel, row, column in np.ndindex(3, 2, 2):
        kernel[4 * channel + 2 * row + column, channel, row, column] = 2
    bias[:HALF_NUMBERS] = -1
    return layers.conv(graph, graph.add("Transpose", PHOTO, perm=[0, 3, 1, 2]), "half", kernel, bias, stride=2)


def _fill_inputs(kernel: layers.Numbers) -> layers.Numbers:
    """Zeros for the filled-up channels that follow the half-size picture's."""
    return np.pad(kernel, ((0, 0), (0, HALF_CHANNELS - HALF_NUMBERS), (0, 0), (0, 0)))


def _conv(graph: Graph, x: str, name: str, state: State) -> str:
    """A 3x3 convolution that a normalization follows."""
    return layers.conv(graph, x, name, state[f"{name}.weight"], padding=1)


def _norm(graph: Graph, x: str, name: str, state: State) -> str:
    weight, bias = _linear(state, f"{name}.affine")
    looks = state.get(f"{name}.looks.weight", np.zeros((len(weight), 0), np.float32))
    return layers.norm(graph, x, name, STYLE, np.concatenate([weight, looks], 1), bias, epsilon=NORM_EPSILON)


def _inverted(graph: Graph, x: str, name: str, state: State, expansion: int, stride: int, same: bool) -> str:
    y, first = x, 0
    if expansion != 1:
        y = _relu6(graph, _folded(graph, y, f"{name}.f.0", f"{name}.f.1", state))
        first = 3
    y = _relu6(graph, _folded(graph, y, f"{name}.f.{first}", f"{name}.f.{first + 1}", state, stride=stride))
    y = _folded(graph, y, f"{name}.f.{first + 3}", f"{name}.f.{first + 4}", state)
    return graph.add("Add", x, y) if same and stride == 1 else y


def _folded(graph: Graph, x: str, conv: str, norm: str, state: State, stride: int = 1) -> str:
    """Convolution and batch normalization in one; depthwise where the kernel has one input channel."""
    kernel = state[f"{conv}.weight"]
    gain = state[f"{norm}.weight"] / np.sqrt(state[f"{norm}.running_var"].astype(np.float64) + BATCH_EPSILON)
    bias = state[f"{norm}.bias"] - gain * state[f"{norm}.running_mean"]
    groups = kernel.shape[0] if kernel.shape[1] == 1 else 1
    padding = kernel.shape[-1] // 2 if stride == 1 else (0, 1)
    return layers.conv(
        graph, x, conv, kernel * gain[:, None, None, None], bias, stride=stride, padding=padding, groups=groups
    )


def _linear(state: State, name: str) -> tuple[layers.Numbers, layers.Numbers]:
    return state[f"{name}.weight"], state[f"{name}.bias"]


def _relu6(graph: Graph, x: str) -> str:
    return graph.add("Clip", x, layers.weight(graph, "low", 0.0), layers.weight(graph, "high", 6.0))


def _state(network: Any) -> State:
    return {name: value.detach().cpu().numpy() for name, value in network.state_dict().items()}
