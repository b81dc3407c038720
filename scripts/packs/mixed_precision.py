"""The form of a stage for devices that compute faster in float16: convolutions in it, everything else in float32.

Automatic mixed precision (Micikevicius et al. 2018, arXiv 1710.03740) without training: normalizations, sums and the
maps that stages pass on keep float32, so that only the rounding of what goes into and comes out of a convolution is
left. What merely moves numbers between two convolutions stays in float16 as well.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from scripts.graphs.graph import Array, rebuilt

CONVOLUTIONS = frozenset({"Conv", "ConvTranspose", "Gemm", "MatMul"})
DATA = {
    **dict.fromkeys(CONVOLUTIONS, (0, 1, 2)),
    **dict.fromkeys(("Relu", "Slice", "Reshape", "Transpose", "DepthToSpace", "SpaceToDepth", "Identity"), (0,)),
    "Pad": (0, 2),
}
"""Operators that may work in float16, and which of their inputs are the numbers that they work on."""

LARGEST = float(np.finfo(np.float16).max)


def mixed_precision(model: ModelProto) -> ModelProto | None:
    """A copy whose convolutions compute in float16; None if it has none that can."""
    constants = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    chosen = _chosen(model, constants)
    if not any(node.op_type in CONVOLUTIONS for node in model.graph.node if node.output[0] in chosen):
        return None
    needed = {name for node in model.graph.node if node.output[0] not in chosen for name in node.input}
    needed |= {item.name for item in model.graph.output}
    nodes, added, there = list[NodeProto](), dict[str, Array](), set(chosen)
    for node in model.graph.node:
        if node.output[0] not in chosen:
            nodes.append(node)
            continue
        half = NodeProto.FromString(node.SerializeToString())
        for place, name in _data(node):
            half.input[place] = _half(name)
            if name in constants:
                added[_half(name)] = constants[name].astype(np.float16)
            elif name not in there:
                there.add(name)
                nodes.append(helper.make_node("Cast", [name], [_half(name)], to=TensorProto.FLOAT16))
        result = node.output[0]
        half.output[0] = _half(result)
        nodes.append(half)
        if result in needed:
            nodes.append(helper.make_node("Cast", [_half(result)], [result], to=TensorProto.FLOAT))
    return rebuilt(model, nodes, added)


def _chosen(model: ModelProto, constants: dict[str, Array]) -> set[str]:
    """Outputs of the nodes that work in float16: convolutions, what leads to nothing else, and what follows on them."""
    users: dict[str, list[str]] = defaultdict(list)
    for node in model.graph.node:
        for name in node.input:
            users[name].append(node.output[0])
    for item in model.graph.output:
        users[item.name].append("")
    able = [node for node in model.graph.node if _is_able(node, constants)]
    chosen = {node.output[0] for node in able if node.op_type in CONVOLUTIONS}
    for node in reversed(able):
        if users[node.output[0]] and chosen.issuperset(users[node.output[0]]):
            chosen.add(node.output[0])
    for node in able:
        if node.input[0] in chosen:
            chosen.add(node.output[0])
    return chosen


def _is_able(node: NodeProto, constants: dict[str, Array]) -> bool:
    """Whether a node can work in float16: on float32 numbers, with constants that float16 can hold."""
    if node.op_type not in DATA:
        return False
    if node.op_type in CONVOLUTIONS and not {*node.input[1:]} <= constants.keys():
        return False
    held = [constants[name] for _, name in _data(node) if name in constants]
    return all(array.dtype == np.float32 and float(np.abs(array).max(initial=0)) <= LARGEST for array in held)


def _data(node: NodeProto) -> list[tuple[int, str]]:
    """Places and names of the inputs that a node works on."""
    return [(k, node.input[k]) for k in DATA[node.op_type] if k < len(node.input) and node.input[k]]


def _half(name: str) -> str:
    """The name of a tensor's float16 version."""
    return f"{name}.half"
