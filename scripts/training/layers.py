"""The few layers that the student's graphs consist of; every function returns the name of its output."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scripts.graphs.graph import Graph

Numbers = NDArray[np.generic]


def weight(graph: Graph, name: str, values: object) -> str:
    """A float32 constant; the same name again must mean the same values."""
    return graph.constant(values, np.float32, name)


def conv(
    graph: Graph,
    x: str,
    name: str,
    kernel: Numbers,
    bias: Numbers | None = None,
    *,
    stride: int = 1,
    padding: int | tuple[int, int] = 0,
    groups: int = 1,
) -> str:
    """A convolution with square kernel and zero padding; ``padding``: on all sides, or before and behind."""
    inputs = [x, weight(graph, f"{name}.weight", kernel)]
    if bias is not None:
        inputs.append(weight(graph, f"{name}.bias", bias))
    size = kernel.shape[-1]
    before, behind = (padding, padding) if isinstance(padding, int) else padding
    pads = [before, before, behind, behind]
    shape = {"kernel_shape": [size, size], "strides": [stride] * 2, "pads": pads, "group": groups}
    return graph.add("Conv", *inputs, output=name, **shape)


def norm(graph: Graph, x: str, name: str, style: str, weights: Numbers, bias: Numbers, *, epsilon: float) -> str:
    """Instance normalization in the pack format's canonical form, then gain and bias linear in the style vector.

    ``weights`` (2C, 100) and ``bias`` (2C,), gains first.
    """
    channels = len(bias) // 2
    ones = weight(graph, f"ones_{channels}", np.ones(channels))
    zeros = weight(graph, f"zeros_{channels}", np.zeros(channels))
    x = graph.add("InstanceNormalization", x, ones, zeros, output=f"{name}.plain", epsilon=epsilon)
    shape = graph.constant([1, channels, 1, 1], name=f"shape_{channels}")
    for part, operator, half in (("gain", "Mul", slice(channels)), ("bias", "Add", slice(channels, None))):
        matrix = weight(graph, f"{name}.{part}.weight", weights[half])
        constant = weight(graph, f"{name}.{part}.constant", bias[half])
        amount = graph.add("Gemm", style, matrix, constant, output=f"{name}.{part}.flat", transB=1)
        amount = graph.add("Reshape", amount, shape, output=f"{name}.{part}")
        x = graph.add(operator, x, amount, output=f"{name}.{operator}")
    return x
