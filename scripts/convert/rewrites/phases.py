"""Nearest enlargement and 3x3 convolution as one 2x2 convolution of the small map: 4/9 of the multiplications."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto

from scripts.graphs.graph import Array, Graph
from scripts.graphs.nodes import is_bare

MIRROR_ONE = [0, 0, 1, 1, 0, 0, 1, 1]


def phase_convolutions(graph: Graph) -> int:
    """Replace ``Resize x2 -> Pad (mirror 1) -> Conv 3x3`` by ``Pad (edge 1) -> Conv 2x2 -> DepthToSpace -> Slice``.

    Under a 3x3 kernel lie only 2x2 different positions of the small map, and which of the nine weights fall on the
    same one depends on the phase (row and column odd or even). The mirrored pixel beyond a border is a copy of the
    border's own position, hence "edge". The convolution runs on all (h + 1) x (w + 1) places between positions; the
    four phases of one place are the pixels around it, so DepthToSpace puts every pixel where it belongs, with one row
    and column too many on each side. Returns how many were replaced.
    """
    replaced = 0
    for conv in [node for node in graph.nodes if node.op_type == "Conv"]:
        resize = _enlargement(graph, conv)
        if resize is not None:
            _replace(graph, conv, resize.input[0])
            replaced += 1
    graph.sort()
    return replaced


def _enlargement(graph: Graph, conv: NodeProto) -> NodeProto | None:
    """The Resize before a convolution that fits the pattern."""
    weights, pad = graph.constants.get(conv.input[1]), graph.maker.get(conv.input[0])
    if weights is None or weights.shape[2:] != (3, 3) or not is_bare(conv) or pad is None or pad.op_type != "Pad":
        return None
    if graph.constants[pad.input[1]].tolist() != MIRROR_ONE or pad.attribute[0].s != b"reflect":
        return None
    resize = graph.maker.get(pad.input[0])
    if resize is None or resize.op_type != "Resize" or graph.constants[resize.input[2]].tolist() != [1, 1, 2, 2]:
        return None
    return resize


def _replace(graph: Graph, conv: NodeProto, source: str) -> None:
    weights = graph.constant(phase_weights(graph.constants[conv.input[1]]), np.float32)
    bias = [graph.constant(np.tile(graph.constants[name], 4), np.float32) for name in conv.input[2:]]
    padded = graph.add("Pad", source, graph.constant(MIRROR_ONE), mode="edge")
    phases = graph.add("Conv", padded, weights, *bias, kernel_shape=[2, 2])
    pixels = graph.add("DepthToSpace", phases, blocksize=2, mode="DCR")
    ends = (graph.constant([bound, bound]) for bound in (1, -1))
    graph.remove(conv)
    graph.add("Slice", pixels, *ends, graph.constant([2, 3]), output=conv.output[0])


def phase_weights(weights: Array) -> NDArray[np.float64]:
    """Weights (O, I, 3, 3) of a convolution after enlargement as (4 * O, I, 2, 2) on the small map.

    Phase order: odd before even, rows before columns, since the pixel before a place is an odd one.
    """
    # An odd pixel's kernel covers its own position twice and the next once; an even one's the other way.
    rows = {0: np.array([[1, 1, 0], [0, 0, 1]]), 1: np.array([[1, 0, 0], [0, 1, 1]])}
    parts = [
        np.einsum("py,qx,oiyx->oipq", rows[a], rows[b], weights.astype(np.float64)) for a in (0, 1) for b in (0, 1)
    ]
    return np.concatenate(parts)
