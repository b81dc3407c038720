"""Scale and shift of a normalization in one pass over the map instead of two."""

from __future__ import annotations

import numpy as np
from onnx import ModelProto, NodeProto, helper

from scripts.graphs.graph import Array, rebuilt


def fast_scale_shift(model: ModelProto) -> ModelProto | None:
    """A copy whose ``x * scale_k + shift_k`` are BatchNormalization with mean 0 and variance 1; None without any."""
    scales = [item for item in model.graph.input if item.name.startswith("scale_")]
    channels = {item.name: item.type.tensor_type.shape.dim[1].dim_value for item in scales}
    used = [name for node in model.graph.node for name in node.input] + [item.name for item in model.graph.output]
    nodes, added = list[NodeProto](), dict[str, Array]()
    for node in model.graph.node:
        scaled = nodes[-1] if nodes else None
        fits = scaled is not None and scaled.op_type == "Mul" and scaled.output[0] == node.input[0]
        if scaled is not None and fits and _is_norm(scaled, node, channels) and used.count(node.input[0]) == 1:
            nodes.pop()
            nodes += _one_pass(scaled, node, channels[scaled.input[1]], added)
        else:
            nodes.append(node)
    return rebuilt(model, nodes, added) if added else None


def _is_norm(scaled: NodeProto, shifted: NodeProto, channels: dict[str, int]) -> bool:
    """Whether two nodes are a scale and a shift that the stage is given."""
    return shifted.op_type == "Add" and scaled.input[1] in channels and shifted.input[1].startswith("shift_")


def _one_pass(scaled: NodeProto, shifted: NodeProto, channels: int, added: dict[str, Array]) -> list[NodeProto]:
    """The nodes in the place of both."""
    means, variances = f"means_{channels}", f"variances_{channels}"
    added |= {
        "any_length": np.array([-1]),
        means: np.zeros(channels, np.float32),
        variances: np.ones(channels, np.float32),
    }
    flat = [f"{name}_flat" for name in (scaled.input[1], shifted.input[1])]
    return [
        helper.make_node("Reshape", [scaled.input[1], "any_length"], [flat[0]]),
        helper.make_node("Reshape", [shifted.input[1], "any_length"], [flat[1]]),
        helper.make_node(
            "BatchNormalization", [scaled.input[0], *flat, means, variances], [shifted.output[0]], epsilon=0.0
        ),
    ]
