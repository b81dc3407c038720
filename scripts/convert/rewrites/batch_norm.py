"""Batch normalization, and constant factors and terms per channel, folded into the convolution before them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto

from scripts.graphs.graph import Graph
from scripts.graphs.nodes import attribute

Doubles = NDArray[np.float64]


def fold_batch_norm(graph: Graph) -> int:
    """Fold what follows a convolution and is linear per channel with constants; returns how many nodes went."""
    folded = 0
    for node in list(graph.nodes):
        pair = _factor_and_term(graph, node)
        conv = graph.maker.get(_data(graph, node))
        if pair and conv is not None and conv.op_type == "Conv" and len(graph.users(conv.output[0])) == 1:
            _fold(graph, conv, *pair)
            graph.remove(node)
            graph.redirect(node.output[0], conv.output[0])
            folded += 1
    graph.sort()
    return folded


def _data(graph: Graph, node: NodeProto) -> str:
    """The operand of a node that is not constant."""
    return next((name for name in node.input if name not in graph.constants), "")


def _factor_and_term(graph: Graph, node: NodeProto) -> tuple[Doubles, Doubles] | None:
    """Factor and term (C,) or scalar that a node applies per channel, if that is all it does."""
    values = [graph.constants[name].astype(np.float64) for name in node.input if name in graph.constants]
    if node.op_type == "BatchNormalization" and len(values) == 4:
        gain, bias, mean, variance = values
        epsilon = attribute(node, "epsilon", 1e-5)
        assert isinstance(epsilon, float)
        factor = gain / np.sqrt(variance + epsilon)
        return factor, bias - mean * factor
    if node.op_type in {"Add", "Mul"} and len(values) == 1 and _per_channel(values[0]):
        flat = values[0].reshape(-1)
        return (flat, np.zeros(1)) if node.op_type == "Mul" else (np.ones(1), flat)
    return None


def _per_channel(values: Doubles) -> bool:
    """Whether an operand has one number, or one per channel of a map (1, C, h, w)."""
    return values.size == 1 or (values.ndim >= 3 and values.shape[-2:] == (1, 1) and values.size == values.shape[-3])


def _fold(graph: Graph, conv: NodeProto, factor: Doubles, term: Doubles) -> None:
    """Give a convolution the weights and bias that include factor and term."""
    weights = graph.constants[conv.input[1]].astype(np.float64)
    old = graph.constants[conv.input[2]].astype(np.float64) if len(conv.input) > 2 else np.zeros(len(weights))
    bias = old * factor + term
    conv.input[1] = graph.constant(weights * np.reshape(factor, (-1, 1, 1, 1)), np.float32)
    del conv.input[2:]
    conv.input.append(graph.constant(bias, np.float32))
