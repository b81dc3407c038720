"""Convolutions with very few output channels: several pixels at a time, so that vector units are filled."""

from __future__ import annotations

import numpy as np
from onnx import NodeProto

from scripts.graphs.graph import Graph
from scripts.graphs.nodes import is_bare
from scripts.packs.blocks import BLOCK, block_weights

FEW = 4


def widen_narrow_outputs(graph: Graph) -> int:
    """Replace a large convolution to at most 4 channels by one to 16 times as many at a sixteenth of the places.

    onnxruntime computes 8 or 16 output channels at once, so three cost as much as eight or sixteen. One convolution
    with stride 4 and a kernel that is 3 wider computes a block of 4 x 4 pixels, and DepthToSpace lays them out:
    (k + 3)^2 / k^2 times the multiplications, none of them idle. Returns how many were replaced.
    """
    replaced = 0
    for conv in [node for node in graph.nodes if node.op_type == "Conv"]:
        if _fits(graph, conv):
            _replace(graph, conv)
            replaced += 1
    graph.sort()
    return replaced


def _fits(graph: Graph, conv: NodeProto) -> bool:
    weights = graph.constants.get(conv.input[1])
    if weights is None or len(weights) > FEW or min(weights.shape[2:]) < 7:
        return False
    return is_bare(conv)


def _replace(graph: Graph, conv: NodeProto) -> None:
    weights = block_weights(graph.constants[conv.input[1]])
    bias = [graph.constant(np.tile(graph.constants[name], BLOCK**2), np.float32) for name in conv.input[2:]]
    name = graph.constant(weights, np.float32)
    kernel = list(weights.shape[2:])
    blocks = graph.add("Conv", conv.input[0], name, *bias, kernel_shape=kernel, strides=[BLOCK, BLOCK])
    graph.remove(conv)
    graph.add("DepthToSpace", blocks, output=conv.output[0], blocksize=BLOCK, mode="DCR")
