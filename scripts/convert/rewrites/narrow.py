"""Convolutions with very few output channels: more of them at a time, so that vector units are filled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto

from scripts.convert.graph import Array, Graph
from scripts.packs.network import attribute, numbers

BLOCK = 4
FEW = 4
WIDE = 16
"""With so many input channels it pays to add up rows: that costs the same for few channels as for many."""

FAR = 1 << 60


def widen_narrow_outputs(graph: Graph) -> int:
    """Replace large convolutions to at most 4 channels by ones to many. Returns how many were replaced.

    onnxruntime computes 8 or 16 output channels at once, so three cost as much as eight or sixteen. From few input
    channels: one convolution with stride 4 and a kernel that is 3 wider computes a block of 4 x 4 pixels, and
    DepthToSpace lays them out; (k + 3)^2 / k^2 times the multiplications, none of them idle. From many: every row of
    the kernel is a convolution of its own, all of them run as one, and what they give is added up, each shifted by a
    row; not one multiplication more.
    """
    replaced = 0
    for conv in [node for node in graph.nodes if node.op_type == "Conv"]:
        if _fits(graph, conv):
            wide = graph.constants[conv.input[1]].shape[1] >= WIDE
            (_by_rows if wide else _by_blocks)(graph, conv)
            replaced += 1
    graph.sort()
    return replaced


def _fits(graph: Graph, conv: NodeProto) -> bool:
    weights = graph.constants.get(conv.input[1])
    if weights is None or len(weights) > FEW or min(weights.shape[2:]) < 7:
        return False
    plain = numbers(conv, "strides", [1, 1]) == [1, 1] and numbers(conv, "dilations", [1, 1]) == [1, 1]
    return plain and int(str(attribute(conv, "group", 1))) == 1 and not any(numbers(conv, "pads", [0] * 4))


def _by_blocks(graph: Graph, conv: NodeProto) -> None:
    weights = block_weights(graph.constants[conv.input[1]])
    bias = [graph.constant(np.tile(graph.constants[name], BLOCK**2), np.float32) for name in conv.input[2:]]
    name = graph.constant(weights, np.float32)
    kernel = list(weights.shape[2:])
    blocks = graph.add("Conv", conv.input[0], name, *bias, kernel_shape=kernel, strides=[BLOCK, BLOCK])
    graph.remove(conv)
    graph.add("DepthToSpace", blocks, output=conv.output[0], blocksize=BLOCK, mode="DCR")


def _by_rows(graph: Graph, conv: NodeProto) -> None:
    weights = graph.constants[conv.input[1]]
    out, inside, rows, columns = weights.shape
    by_row = graph.constant(weights.transpose(2, 0, 1, 3).reshape(rows * out, inside, 1, columns), np.float32)
    bias = [np.concatenate([graph.constants[name], np.zeros((rows - 1) * out)]) for name in conv.input[2:]]
    biases = [graph.constant(values, np.float32) for values in bias]
    all_rows = graph.add("Conv", conv.input[0], by_row, *biases, kernel_shape=[1, columns])
    axes = graph.constant([1, 2])
    shifted = [
        graph.add(
            "Slice",
            all_rows,
            graph.constant([row * out, row]),
            graph.constant([(row + 1) * out, row + 1 - rows or FAR]),
            axes,
        )
        for row in range(rows)
    ]
    graph.remove(conv)
    graph.add("Sum", *shifted, output=conv.output[0])


def block_weights(weights: Array) -> NDArray[np.float32]:
    """Weights (O, I, k, k) as (16 * O, I, k + 3, k + 3): the same kernel at each of the 4 x 4 pixels of a block."""
    out, inside, rows, columns = weights.shape
    wide = np.zeros((BLOCK, BLOCK, out, inside, rows + BLOCK - 1, columns + BLOCK - 1), np.float32)
    for y in range(BLOCK):
        for x in range(BLOCK):
            wide[y, x, :, :, y : y + rows, x : x + columns] = weights
    return wide.reshape(BLOCK * BLOCK * out, inside, rows + BLOCK - 1, columns + BLOCK - 1)
