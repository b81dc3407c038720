"""Stores the weights of a model as float16 followed by a Cast: half the bytes, and still float32 arithmetic."""

from __future__ import annotations

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

WEIGHTED = {"Conv", "Gemm", "MatMul"}
SMALLEST = 2048
"""Arrays with fewer numbers than this stay as they are: the first layers of a deep network, whose rounding all others
magnify (five times in the built-in predictor), for half a percent more bytes."""


def store_as_half(model: ModelProto) -> ModelProto:
    """A copy whose weights of convolutions and matrix products are stored as float16, if they are large and float32.

    Other constants (factors, bounds, biases) stay exact: quantized networks depend on them to the last bit.
    Numbers beyond the range of float16 (65504) keep their array as it is.
    """
    model = ModelProto.FromString(model.SerializeToString())
    casts = []
    weights = {name for node in model.graph.node if node.op_type in WEIGHTED for name in node.input[:2]}
    for item in model.graph.initializer:
        array = numpy_helper.to_array(item)
        if item.name not in weights or item.data_type != TensorProto.FLOAT or array.ndim < 2 or array.size < SMALLEST:
            continue
        if float(np.abs(array).max()) <= float(np.finfo(np.float16).max):
            name = item.name
            item.CopyFrom(numpy_helper.from_array(array.astype(np.float16), f"{name}_half"))
            casts.append(helper.make_node("Cast", [f"{name}_half"], [name], to=TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    return model
