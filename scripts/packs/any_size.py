"""Lets a transformer take pictures of any height and width: mirrored to multiples of 4 inside, cut back after."""

from __future__ import annotations

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

MULTIPLE = 4


def for_any_size(model: ModelProto) -> ModelProto:
    """A copy of a transformer for multiples of 4 that takes any H and W of at least 4 and returns the same size."""
    model = ModelProto.FromString(model.SerializeToString())
    inner, output = "any.padded", model.graph.output[0].name
    for node in model.graph.node:
        node.input[:] = [inner if name == "content_image" else name for name in node.input]
        node.output[:] = ["any.painted" if name == output else name for name in node.output]
    nodes = [*_fill_up(inner), *model.graph.node, _cut_back(output)]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    constants = {"multiple": [MULTIPLE], "before": [0, 0, 0, 0, 0], "after": [0], "start": [0, 0], "axes": [1, 2]}
    for name, values in constants.items():
        model.graph.initializer.append(numpy_helper.from_array(np.array(values, np.int64), f"any.{name}"))
    pictures = [item for item in model.graph.input if item.name == "content_image"] + [model.graph.output[0]]
    for item in pictures:
        item.CopyFrom(helper.make_tensor_value_info(item.name, TensorProto.FLOAT, [1, "height", "width", 3]))
    return model


def _fill_up(target: str) -> list[NodeProto]:
    """Nodes that mirror the picture at its bottom and right to the next multiple."""
    return [
        helper.make_node("Shape", ["content_image"], ["any.size"], start=1, end=3),
        helper.make_node("Neg", ["any.size"], ["any.negative"]),
        helper.make_node("Mod", ["any.negative", "any.multiple"], ["any.missing"]),
        helper.make_node("Concat", ["any.before", "any.missing", "any.after"], ["any.pads"], axis=0),
        helper.make_node("Pad", ["content_image", "any.pads"], [target], mode="reflect"),
    ]


def _cut_back(target: str) -> NodeProto:
    return helper.make_node("Slice", ["any.painted", "any.start", "any.size", "any.axes"], [target])
