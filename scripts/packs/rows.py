"""A large convolution from many channels to very few: rows of its kernel at a time, then added up.

onnxruntime computes 8 or 16 output channels at once. ``convert/rewrites/narrow.py`` fills them with blocks of 4 x 4
pixels, which costs (k + 3)^2 / k^2 times the multiplications. Here every row of the kernel is a convolution of its own,
all of them run as one, and what they give is added up, each shifted by a row: not one multiplication more, but as much
adding for few input channels as for many.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from onnx import ModelProto, NodeProto, helper, numpy_helper

from scripts.graphs.graph import Array, rebuilt
from scripts.graphs.nodes import attribute, is_bare
from scripts.packs.blocks import BLOCK, block_weights

MANY = 16
"""It pays from this many input channels on."""

FAR = 1 << 60


def fast_rows(model: ModelProto) -> ModelProto | None:
    """A copy with every convolution in blocks, and the DepthToSpace after it, by rows; None if there is none."""
    constants = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    maker = {name: node for node in model.graph.node for name in node.output}
    used = [name for node in model.graph.node for name in node.input] + [item.name for item in model.graph.output]
    nodes, added = list[NodeProto](), dict[str, Array]()
    for node in model.graph.node:
        conv = maker.get(node.input[0]) if node.op_type == "DepthToSpace" else None
        kernel = _kernel(conv, node, constants) if conv is not None and used.count(node.input[0]) == 1 else None
        if conv is not None and kernel is not None:
            nodes.remove(conv)
            bias = [constants[name][: len(kernel)] for name in conv.input[2:]]
            nodes += _by_rows(conv.input[0], kernel, bias, node.output[0], added)
        else:
            nodes.append(node)
    return rebuilt(model, nodes, added) if added else None


def _kernel(conv: NodeProto, spread: NodeProto, constants: dict[str, Array]) -> Array | None:
    """The weights (O, I, k, k) that a convolution in blocks computes at each of its pixels; None if it is none."""
    weights = constants.get(conv.input[1]) if conv.op_type == "Conv" and is_bare(conv, BLOCK) else None
    laid_out = attribute(spread, "blocksize") == BLOCK and attribute(spread, "mode", b"DCR") == b"DCR"
    if weights is None or not laid_out or len(weights) % BLOCK**2 or weights.shape[1] < MANY:
        return None
    kernel: Array = weights[: len(weights) // BLOCK**2, :, : 1 - BLOCK, : 1 - BLOCK]
    return kernel if np.array_equal(block_weights(kernel), weights) else None


def _by_rows(
    source: str, kernel: Array, bias: list[Array], result: str, added: dict[str, Array]
) -> Iterator[NodeProto]:
    """The nodes in the place of both."""
    out, inside, rows, columns = kernel.shape

    def constant(key: str, values: Array) -> str:
        added[f"{result}.{key}"] = values
        return f"{result}.{key}"

    weights = constant("kernel_rows", kernel.transpose(2, 0, 1, 3).reshape(rows * out, inside, 1, columns).copy())
    biases = [constant("bias", np.concatenate([b, np.zeros((rows - 1) * out, b.dtype)])) for b in bias]
    axes, everything = constant("axes", np.array([1, 2])), f"{result}.all_rows"
    yield helper.make_node("Conv", [source, weights, *biases], [everything], kernel_shape=[1, columns])
    shifted = [f"{result}.row_{row}" for row in range(rows)]
    for row, name in enumerate(shifted):
        start = constant(f"start_{row}", np.array([row * out, row]))
        stop = constant(f"stop_{row}", np.array([(row + 1) * out, row + 1 - rows or FAR]))
        yield helper.make_node("Slice", [everything, start, stop, axes], [name])
    yield helper.make_node("Sum", shifted, [result])
