"""Puts gain and bias into the instance normalizations of a network that runs in one piece: two passes fewer each."""

from __future__ import annotations

from collections import Counter

import numpy as np
from onnx import ModelProto, NodeProto, helper, numpy_helper

from scripts.graphs.graph import Array

FLAT = "folded.flat"


def fold_norms(model: ModelProto) -> ModelProto:
    """A copy with every canonical InstanceNormalization(x, ones, zeros) -> Mul -> Add in one node; the same numbers."""
    model = ModelProto.FromString(model.SerializeToString())
    constants = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    uses = Counter(name for node in model.graph.node for name in node.input)
    user = {name: node for node in model.graph.node for name in node.input if uses[name] == 1}
    merged: dict[str, list[NodeProto]] = {}
    dropped: set[str] = set()
    for node in model.graph.node:
        multiply = user.get(node.output[0])
        add = user.get(multiply.output[0]) if multiply and multiply.op_type == "Mul" else None
        if multiply is None or add is None or add.op_type != "Add" or not _is_plain(node, constants):
            continue
        gain, bias = _other(multiply, node.output[0]), _other(add, multiply.output[0])
        merged[add.output[0]] = _folded(node, gain, bias, add.output[0])
        dropped |= {node.output[0], multiply.output[0]}
    nodes = [
        part
        for node in model.graph.node
        if node.output[0] not in dropped
        for part in merged.get(node.output[0], [node])
    ]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    used = {name for node in nodes for name in node.input}
    kept = [item for item in model.graph.initializer if item.name in used]
    if merged:
        kept.append(numpy_helper.from_array(np.array([-1], np.int64), FLAT))
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    return model


def _is_plain(node: NodeProto, constants: dict[str, Array]) -> bool:
    """Whether a node normalizes without gain and bias of its own."""
    if node.op_type != "InstanceNormalization" or not {node.input[1], node.input[2]} <= constants.keys():
        return False
    return bool(np.all(constants[node.input[1]] == 1) and np.all(constants[node.input[2]] == 0))


def _other(node: NodeProto, known: str) -> str:
    first, second = node.input
    return str(second if first == known else first)


def _folded(node: NodeProto, gain: str, bias: str, output: str) -> list[NodeProto]:
    """The one normalization, and what makes (C,) of its gain and bias."""
    flat = [f"{output}.gain", f"{output}.bias"]
    epsilon = next((item.f for item in node.attribute if item.name == "epsilon"), 1e-5)
    return [
        *(helper.make_node("Reshape", [name, FLAT], [to]) for name, to in zip((gain, bias), flat, strict=True)),
        helper.make_node("InstanceNormalization", [node.input[0], *flat], [output], epsilon=epsilon),
    ]
