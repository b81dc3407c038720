"""Cuts a map to a tile's core before the last convolution instead of after it, so that less is computed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from scripts.graphs.graph import Array
from scripts.graphs.nodes import attribute, is_bare

_INNER = [[1, 1], [-1, -1], [2, 3]]
"""Starts, ends and axes of the Slice that takes off one row and column on each side."""


def crop_early(model: ModelProto) -> None:
    """In place: convolution, then a Slice to the core, becomes a Slice to what the core needs, then the convolution.

    So does a convolution whose output is laid out as four pixels for every place between two positions
    (``convert/rewrites/phases.py``). Only where nothing else uses what is cut, and where nothing strides or pads.
    """
    constants = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    maker = {name: node for node in model.graph.node for name in node.output}
    used = [name for node in model.graph.node for name in node.input] + [item.name for item in model.graph.output]

    def before(node: NodeProto, kind: str) -> NodeProto | None:
        """The node that makes another one's first input for it alone, if it is of this kind."""
        found = maker.get(node.input[0])
        return found if found is not None and found.op_type == kind and used.count(node.input[0]) == 1 else None

    nodes: list[NodeProto] = []
    for node in model.graph.node:
        late = _late(node, before, constants) if node.op_type == "Slice" and node.input[1] in maker else []
        if late:
            for old in late:
                nodes.remove(old)
            nodes += _cropped(late, node, constants[late[0].input[1]].shape[2:], model)
        else:
            nodes.append(node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def takes_off_edges(node: NodeProto, constants: dict[str, Array]) -> bool:
    """Whether a node takes off one row and column on each side."""
    return node.op_type == "Slice" and [constants.get(n, np.empty(0)).tolist() for n in node.input[1:]] == _INNER


def _late(
    cut: NodeProto, before: Callable[[NodeProto, str], NodeProto | None], constants: dict[str, Array]
) -> list[NodeProto]:
    """The nodes that can run after the cut instead of before it, the convolution first; none if it has to stay."""
    conv = before(cut, "Conv")
    if conv is not None:
        return [conv] if _is_known(conv, constants) else []
    inner = before(cut, "Slice")
    if inner is None or not takes_off_edges(inner, constants):
        return []
    spread = before(inner, "DepthToSpace")
    conv = before(spread, "Conv") if spread is not None and attribute(spread, "blocksize") == 2 else None
    if spread is None or conv is None or not _is_known(conv, constants):
        return []
    return [conv, spread, inner] if constants[conv.input[1]].shape[2:] == (2, 2) else []


def _is_known(conv: NodeProto, constants: dict[str, Array]) -> bool:
    """Whether a convolution's positions are those of its input's first kernel rows and columns."""
    return conv.input[1] in constants and is_bare(conv)


def _cropped(late: list[NodeProto], cut: NodeProto, kernel: tuple[int, ...], model: ModelProto) -> list[NodeProto]:
    """The cut, for what the core needs, and the late nodes after it."""
    stem = f"{cut.output[0]}_needs"
    start, stop, more, end, needed = cut.input[1], cut.input[2], f"{stem}_more", f"{stem}_end", f"{stem}_map"
    nodes: list[NodeProto] = []
    reach = [side - 1 for side in kernel]
    if len(late) > 1:  # two pixels a position, and one place more than positions
        model.graph.initializer.append(helper.make_tensor(f"{stem}_two", TensorProto.INT64, [1], [2]))
        halves = [f"{stem}_first", f"{stem}_last"]
        nodes += [
            helper.make_node("Div", [bound, f"{stem}_two"], [half])
            for bound, half in zip((start, stop), halves, strict=True)
        ]
        start, stop = halves
        reach = list(kernel)
    model.graph.initializer.append(helper.make_tensor(more, TensorProto.INT64, [2], reach))
    after = [NodeProto.FromString(node.SerializeToString()) for node in late]
    after[0].input[0], after[-1].output[0] = needed, cut.output[0]
    return [
        *nodes,
        helper.make_node("Add", [stop, more], [end]),
        helper.make_node("Slice", [late[0].input[0], start, end, cut.input[3]], [needed]),
        *after,
    ]
