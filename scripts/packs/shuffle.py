"""DepthToSpace in two moves that CPUs do fast: pixels of a row side by side, then the rows.

onnxruntime moves single numbers for DepthToSpace; turning one axis to the inside and then moving whole rows takes a
third to a half of that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from onnx import ModelProto, NodeProto, helper, numpy_helper

from scripts.graphs.graph import Array, rebuilt
from scripts.graphs.nodes import attribute


def fast_shuffles(model: ModelProto) -> ModelProto | None:
    """A copy with every DepthToSpace of a convolution's output in two moves; None if there is none."""
    constants = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    maker = {name: node for node in model.graph.node for name in node.output}
    nodes, added = list[NodeProto](), dict[str, Array]()
    for node in model.graph.node:
        conv = maker.get(node.input[0]) if node.op_type == "DepthToSpace" else None
        if conv is not None and conv.op_type == "Conv" and conv.input[1] in constants:
            by_column = attribute(node, "mode", b"DCR") == b"CRD"
            shuffle = Shuffle(int(str(attribute(node, "blocksize"))), len(constants[conv.input[1]]), by_column)
            nodes += two_moves(shuffle, node.input[0], node.input[0], node.output[0], added)
        else:
            nodes.append(node)
    return rebuilt(model, nodes, added) if added else None


@dataclass(frozen=True, slots=True)
class Shuffle:
    """A DepthToSpace: side of a block, channels before it, and whether their order is that of mode CRD or DCR."""

    block: int
    depth: int
    by_column: bool = False


def two_moves(shuffle: Shuffle, source: str, tall: str, result: str, added: dict[str, Array]) -> list[NodeProto]:
    """The nodes that do a DepthToSpace of ``source``; their constants go into ``added``.

    ``source``: any shape with the numbers of (1, depth, h, w) in their order. ``tall``: a tensor with h in its place.
    """
    block, channels = shuffle.block, shuffle.depth // shuffle.block**2
    # CRD is (channels, row, column, h, w), DCR (row, column, channels, h, w): columns go inside, rows after h
    outer, inner = (channels * block, [channels, block]) if shuffle.by_column else (block, [block, channels])
    rows_last = [0, 2, 1, 3] if shuffle.by_column else [1, 2, 0, 3]
    values = {
        "columns": np.array([outer, block, -1]),
        "lead": np.array(inner),
        "rest": np.array([-1]),
        "map": np.array([1, channels, -1, 0]),
    }
    name = {key: f"{result}.{key}" for key in values}
    added |= {name[key]: value for key, value in values.items()}

    def step(kind: str, inputs: list[str], output: str, **attributes: object) -> NodeProto:
        return helper.make_node(kind, inputs, [f"{result}.{output}"], **attributes)

    return [
        step("Reshape", [source, name["columns"]], "apart"),
        step("Transpose", [f"{result}.apart"], "joined", perm=[0, 2, 1]),
        step("Shape", [tall], "height", start=2, end=3),
        step("Concat", [name["lead"], f"{result}.height", name["rest"]], "row_shape", axis=0),
        step("Reshape", [f"{result}.joined", f"{result}.row_shape"], "row_of_pixels"),
        step("Transpose", [f"{result}.row_of_pixels"], "under_each_other", perm=rows_last),
        helper.make_node("Reshape", [f"{result}.under_each_other", name["map"]], [result]),
    ]
