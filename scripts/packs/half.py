"""Stores the weights of a model as float16 followed by a Cast: half the bytes, and still float32 arithmetic."""

from __future__ import annotations

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

SMALLEST = 64
"""Arrays with fewer numbers than this stay as they are."""


def store_as_half(model: ModelProto) -> ModelProto:
    """A copy whose large float32 constants of two or more dimensions are stored as float16.

    Numbers beyond the range of float16 (65504) keep their array as it is.
    """
    model = ModelProto.FromString(model.SerializeToString())
    casts = []
    for item in model.graph.initializer:
        array = numpy_helper.to_array(item)
        if item.data_type != TensorProto.FLOAT or array.ndim < 2 or array.size < SMALLEST:
            continue
        if float(np.abs(array).max()) <= float(np.finfo(np.float16).max):
            name = item.name
            item.CopyFrom(numpy_helper.from_array(array.astype(np.float16), f"{name}_half"))
            casts.append(helper.make_node("Cast", [f"{name}_half"], [name], to=TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    return model
