"""Small graphs with the operators of Magenta's converted TFLite pair."""

from __future__ import annotations

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper


def _model(nodes: list, constants: dict, inputs: dict, output: str, shape: list) -> ModelProto:
    graph = helper.make_graph(
        nodes,
        "teacher",
        [helper.make_tensor_value_info(k, TensorProto.FLOAT, v) for k, v in inputs.items()],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)],
        [numpy_helper.from_array(np.asarray(v), k) for k, v in constants.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def teacher_like(seed: int = 1) -> ModelProto:
    """Reflect padding, strided convolution, a spelled-out normalization, enlargement: photo and vector -> picture."""
    rng = np.random.default_rng(seed)
    node = helper.make_node

    def weights(*shape: int):
        return (rng.normal(size=shape) / np.sqrt(np.prod(shape[1:]))).astype(np.float32)

    constants = {
        "pads_nhwc": np.array([0, 1, 1, 0, 0, 1, 1, 0], np.int64),
        "pads_nchw": np.array([0, 0, 1, 1, 0, 0, 1, 1], np.int64),
        "to_column": np.array([1, 100, 1, 1], np.int64),
        "epsilon": np.full((1, 1, 1, 1), 1e-5, np.float32),
        "scales": np.array([1, 1, 2, 2], np.float32),
        "w1": weights(4, 3, 3, 3),
        "w2": weights(3, 4, 3, 3),
        "b1": weights(4),
        "wg": weights(4, 100, 1, 1),
        "wb": weights(4, 100, 1, 1),
    }
    nodes = [
        node("Reshape", ["vector", "to_column"], ["v"]),
        node("Conv", ["v", "wg"], ["gain"]),
        node("Conv", ["v", "wb"], ["bias"]),
        node("Pad", ["photo", "pads_nhwc"], ["padded"], mode="reflect"),
        node("Transpose", ["padded"], ["x0"], perm=[0, 3, 1, 2]),
        node("Conv", ["x0", "w1", "b1"], ["x1"], strides=[2, 2]),
        node("GlobalAveragePool", ["x1"], ["mean"]),
        node("Sub", ["x1", "mean"], ["centred"]),
        node("Mul", ["centred", "centred"], ["squares"]),
        node("GlobalAveragePool", ["squares"], ["variance"]),
        node("Add", ["variance", "epsilon"], ["steady"]),
        node("Sqrt", ["steady"], ["deviation"]),
        node("Reciprocal", ["deviation"], ["inverse"]),
        node("Mul", ["inverse", "gain"], ["scale"]),
        node("Mul", ["centred", "scale"], ["scaled"]),
        node("Add", ["scaled", "bias"], ["shifted"]),
        node("Relu", ["shifted"], ["active"]),
        node("Resize", ["active", "", "scales"], ["large"], mode="nearest", coordinate_transformation_mode="asymmetric",
             nearest_mode="floor"),
        node("Pad", ["large", "pads_nchw"], ["large_padded"], mode="reflect"),
        node("Conv", ["large_padded", "w2"], ["x2"]),
        node("Sigmoid", ["x2"], ["x3"]),
        node("Transpose", ["x3"], ["picture"], perm=[0, 2, 3, 1]),
    ]  # fmt: skip
    inputs = {"photo": ["n", "h", "w", 3], "vector": ["n", 1, 1, 100]}
    return _model(nodes, constants, inputs, "picture", ["n", "h2", "w2", 3])


def quantized_like(seed: int = 2) -> ModelProto:
    """An 8-bit convolution and mean in the form tf2onnx gives: style (1, 8, 8, 3) -> (1, 1, 1, 5)."""
    rng = np.random.default_rng(seed)
    node = helper.make_node
    constants = {
        "scale_in": np.float32(1 / 255),
        "zero_in": np.int8(-128),
        "scale_out": np.float32(6 / 255),
        "zero_out": np.int8(-128),
        "kernel": rng.integers(-127, 128, (5, 3, 3, 3), np.int8),
        "kernel_scale": rng.uniform(0.002, 0.004, 5).astype(np.float32),
        "kernel_zero": np.zeros(5, np.int8),
        "low": np.float32(0),
        "high": np.float32(6),
        "shape": np.array([1, 1, 1, 5], np.int64),
    }
    nodes = [
        node("QuantizeLinear", ["style", "scale_in", "zero_in"], ["q0"]),
        node("Transpose", ["q0"], ["q1"], perm=[0, 3, 1, 2]),
        node("DequantizeLinear", ["q1", "scale_in", "zero_in"], ["x0"]),
        node("DequantizeLinear", ["kernel", "kernel_scale", "kernel_zero"], ["w"], axis=0),
        node("Conv", ["x0", "w"], ["x1"], strides=[2, 2], pads=[0, 0, 1, 1]),
        node("Clip", ["x1", "low", "high"], ["x2"]),
        node("GlobalAveragePool", ["x2"], ["x3"]),
        node("QuantizeLinear", ["x3", "scale_out", "zero_out"], ["q2"]),
        node("Reshape", ["q2", "shape"], ["q3"]),
        node("DequantizeLinear", ["q3", "scale_out", "zero_out"], ["vector"]),
    ]
    return _model(nodes, constants, {"style": [1, 8, 8, 3]}, "vector", [1, 1, 1, 5])


def trunk_like(blocks: int) -> ModelProto:
    """The names of a transformer's residual blocks as TensorFlow gives them: each adds its input to what it made."""
    node, name, nodes = helper.make_node, "entry", [helper.make_node("Relu", ["photo"], ["entry"])]
    for k in range(1, blocks + 1):
        inner, result = f"net/residual{k}/batchnorm/add", f"net/residual{k}/add"
        nodes += [node("Add", [name, name], [inner]), node("Add", [name, inner], [result])]
        name = result
    return _model(nodes, {}, {"photo": [1, 3, 4, 4]}, name, [1, 3, 4, 4])


def predictor_like(plan: list[tuple[int, int]]) -> ModelProto:
    """Blocks as in MobileNetV2, (channels, number): all but a group's first add their input; activations inside."""
    node, name, nodes, constants, before = helper.make_node, "style", [], {"one": np.float32(1)}, 3
    for width, count in plan:
        for k in range(count):
            label = f"{width}_{k}"
            constants[f"wide_{label}"] = np.zeros((2 * width, before, 1, 1), np.float32)
            constants[f"narrow_{label}"] = np.zeros((width, 2 * width, 1, 1), np.float32)
            made = f"made_{label}" if k else f"first_{width}"
            nodes += [
                node("Conv", [name, f"wide_{label}"], [f"x_{label}"]),
                node("Clip", [f"x_{label}", "one", "one"], [f"y_{label}"]),
                node("Conv", [f"y_{label}", f"narrow_{label}"], [made]),
            ]
            if k:
                nodes.append(node("Add", [name, made], [f"sum_{label}"]))
            name, before = f"sum_{label}" if k else made, width
    return _model(nodes, constants, {"style": [1, 3, 8, 8]}, name, [1, before, 8, 8])
