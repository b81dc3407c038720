"""Instance normalization as exporters spell it out (means, squared differences, roots) put into canonical form."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from onnx import NodeProto

from scripts.errors import ModelError
from scripts.graphs.graph import Array, Graph
from scripts.graphs.observe import PROBE, observe, random_feeds

_RESHAPING = {"Reshape", "Transpose", "Squeeze", "Unsqueeze", "Identity", "Cast", "Expand"}


@dataclass(frozen=True, slots=True)
class _Found:
    """``output = source * (gain / deviation) + (bias - mean * gain / deviation)``, and epsilon inside the root."""

    node: NodeProto
    source: str
    gain: str
    bias: str
    epsilon: float
    channels_last: bool


def canonical_norms(graph: Graph) -> int:
    """Replace every style-dependent normalization by InstanceNormalization, Mul and Add; returns how many.

    Found by what it computes, not by names: a map times a number per channel plus a number per channel, both of which
    depend on the picture as well as on the style. Raises ModelError if the parts of one cannot be told.
    """
    content = graph.depends_on("content_image")
    style = graph.depends_on("style_vector") - content
    seen = observe(graph.model(), random_feeds(vector=True))
    found = [f for node in graph.nodes if (f := _find(graph, node, seen, content, style))]
    for item in found:
        _replace(graph, item, int(seen[item.gain].size))
    graph.sort()
    return len(found)


def _find(graph: Graph, node: NodeProto, seen: dict[str, Array], content: set[str], style: set[str]) -> _Found | None:
    """The normalization that ends at this node, if one does."""
    if node.op_type != "Add" or not content.issuperset(node.input):
        return None
    big, small = sorted(node.input, key=lambda name: -seen[name].size)
    multiply = graph.maker[_straight(graph, big)]
    if seen[small].size == seen[big].size or multiply.op_type != "Mul" or not content.issuperset(multiply.input):
        return None
    source, factor = sorted(multiply.input, key=lambda name: -seen[name].size)
    if seen[factor].size != seen[small].size:
        return None
    deviation, gain = _parts(graph, factor, ("Mul",), content, style)
    _, bias = _parts(graph, small, ("Sub", "Add"), content, style)
    epsilon = _epsilon(graph, deviation)
    return _Found(node, source, gain, bias, epsilon, _channels_last(seen[source].shape, seen[factor].size))


def _straight(graph: Graph, name: str) -> str:
    """The tensor before any change of shape."""
    maker = graph.maker
    while name in maker and maker[name].op_type in _RESHAPING:
        name = maker[name].input[0]
    return name


def _parts(graph: Graph, name: str, kinds: tuple[str, ...], content: set[str], style: set[str]) -> tuple[str, str]:
    """The operand that depends on the picture and the one that depends on the style alone."""
    node = graph.maker[_straight(graph, name)]
    first = [operand for operand in node.input if operand in content]
    second = [operand for operand in node.input if operand in style]
    if node.op_type not in kinds or len(first) != 1 or len(second) != 1:
        raise ModelError(f"A normalization of the network has an unknown form at its {node.op_type} node.")
    return first[0], second[0]


def _epsilon(graph: Graph, deviation: str) -> float:
    """The constant added to the variance, found on the way from the reciprocal of the deviation back."""
    maker, name = graph.maker, deviation
    for _ in range(12):
        node = maker[_straight(graph, name)]
        if node.op_type == "Add":
            values = [graph.constants[operand] for operand in node.input if operand in graph.constants]
            if len(values) == 1 and values[0].size == 1:
                return float(np.asarray(values[0], np.float64).ravel()[0])
        name = node.input[0] if node.op_type != "Div" else node.input[1]
        if name not in maker:
            break
    raise ModelError("The epsilon of a normalization of the network could not be found.")


def _channels_last(shape: tuple[int, ...], channels: int) -> bool:
    """Whether a map observed at PROBE is (1, h, w, C) rather than (1, C, h, w)."""
    if len(shape) == 4 and shape[1] == channels and shape[2] * PROBE[1] == shape[3] * PROBE[0]:
        return False
    if len(shape) == 4 and shape[3] == channels and shape[1] * PROBE[1] == shape[2] * PROBE[0]:
        return True
    raise ModelError(f"A normalization of the network works on a map of the unknown shape {shape}.")


def _replace(graph: Graph, found: _Found, channels: int) -> None:
    """Put the canonical nodes in the place of the last one; the others go when nothing needs them."""
    source, output = found.source, found.node.output[0]
    if found.channels_last:
        source = graph.add("Transpose", source, perm=[0, 3, 1, 2])
    shape = graph.constant([1, channels, 1, 1])
    ones, zeros = (graph.constant(np.full(channels, value), np.float32) for value in (1, 0))
    normal = graph.add("InstanceNormalization", source, ones, zeros, epsilon=found.epsilon)
    scaled = graph.add("Mul", normal, graph.add("Reshape", found.gain, shape))
    result = graph.add("Add", scaled, graph.add("Reshape", found.bias, shape))
    graph.remove(found.node)
    if found.channels_last:
        graph.add("Transpose", result, output=output, perm=[0, 2, 3, 1])
    else:
        graph.add("Identity", result, output=output)
