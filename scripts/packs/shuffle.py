"""DepthToSpace in two moves that processors do fast: pixels of a row side by side, then the rows.

onnxruntime moves single numbers for DepthToSpace; turning one axis to the inside and then moving whole rows takes a
third to a half of that.
"""

from __future__ import annotations

import numpy as np
from onnx import ModelProto, NodeProto, helper, numpy_helper

from scripts.packs.network import Array, attribute


def fast_shuffles(model: ModelProto) -> ModelProto | None:
    """A copy with every DepthToSpace of a convolution's output in two moves; None if there is none."""
    constants = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    maker = {name: node for node in model.graph.node for name in node.output}
    nodes, added = list[NodeProto](), dict[str, Array]()
    for node in model.graph.node:
        conv = maker.get(node.input[0]) if node.op_type == "DepthToSpace" else None
        if conv is not None and conv.op_type == "Conv" and conv.input[1] in constants:
            nodes += _moves(node, len(constants[conv.input[1]]), f"moves{len(nodes)}", added)
        else:
            nodes.append(node)
    if not added:
        return None
    fast = ModelProto.FromString(model.SerializeToString())
    del fast.graph.node[:]
    fast.graph.node.extend(nodes)
    fast.graph.initializer.extend(numpy_helper.from_array(array, name) for name, array in added.items())
    return fast


def _moves(node: NodeProto, depth: int, stem: str, added: dict[str, Array]) -> list[NodeProto]:
    """The nodes in the place of one DepthToSpace from ``depth`` channels."""
    block = int(str(attribute(node, "blocksize")))
    channels = depth // block**2
    by_column = attribute(node, "mode", b"DCR") == b"CRD"
    # CRD is (channels, row, column, h, w), DCR (row, column, channels, h, w): columns go inside, rows after h
    outer, inner = (channels * block, [channels, block]) if by_column else (block, [block, channels])
    rows_last = [0, 2, 1, 3] if by_column else [1, 2, 0, 3]
    values = {
        "columns": np.array([outer, block, -1]),
        "lead": np.array(inner),
        "rest": np.array([-1]),
        "map": np.array([1, channels, -1, 0]),
    }
    name = {key: f"{stem}.{key}" for key in values}
    added |= {name[key]: value for key, value in values.items()}

    def step(kind: str, inputs: list[str], output: str, **attributes: object) -> NodeProto:
        return helper.make_node(kind, inputs, [f"{stem}.{output}"], **attributes)

    return [
        step("Reshape", [node.input[0], name["columns"]], "apart"),
        step("Transpose", [f"{stem}.apart"], "joined", perm=[0, 2, 1]),
        step("Shape", [node.input[0]], "height", start=2, end=3),
        step("Concat", [name["lead"], f"{stem}.height", name["rest"]], "row_shape", axis=0),
        step("Reshape", [f"{stem}.joined", f"{stem}.row_shape"], "row_of_pixels"),
        step("Transpose", [f"{stem}.row_of_pixels"], "under_each_other", perm=rows_last),
        helper.make_node("Reshape", [f"{stem}.under_each_other", name["map"]], [node.output[0]]),
    ]
