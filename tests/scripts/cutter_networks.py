"""Small random transformers in canonical form, with layers such as Magenta's and the built-in networks have had."""

from __future__ import annotations

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper


class Builder:
    """Adds layers to a graph; every method returns the name of the tensor it makes."""

    def __init__(self, seed: int = 1, style: int = 100) -> None:
        """``style``: length of the style vector."""
        self.random, self.style = np.random.default_rng(seed), style
        self.nodes: list[NodeProto] = []
        self.constants: dict[str, np.ndarray] = {}

    def op(self, kind: str, *inputs: str, **attributes) -> str:
        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def const(self, values) -> str:
        name = f"constant_{len(self.constants)}"
        self.constants[name] = np.asarray(values)
        return name

    def weights(self, *shape: int) -> str:
        fan_in = int(np.prod(shape[1:]))
        return self.const(self.random.normal(0, fan_in**-0.5, shape).astype(np.float32))

    def reflected(self, x: str, by: int, mode: str = "reflect") -> str:
        return self.op("Pad", x, self.const(np.array([0, 0, by, by, 0, 0, by, by], np.int64)), mode=mode)

    def conv(
        self, x: str, inside: int, out: int, size: int, stride: int = 1, zeros: int = 0, bias: bool = False
    ) -> str:
        inputs = [x, self.weights(out, inside, size, size)]
        if bias:
            inputs.append(self.weights(out))
        return self.op("Conv", *inputs, kernel_shape=[size, size], strides=[stride] * 2, pads=[zeros] * 4)

    def affine(self, x: str, channels: int) -> str:
        gain = self.op(
            "Gemm", "style_vector", self.weights(self.style, channels), self.const(np.ones(channels, np.float32))
        )
        bias = self.op("MatMul", "style_vector", self.weights(self.style, channels))
        shape = self.const(np.array([1, channels, 1, 1], np.int64))
        scaled = self.op("Mul", self.op("Reshape", gain, shape), x)
        return self.op("Add", scaled, self.op("Reshape", bias, shape))

    def norm(self, x: str, channels: int) -> str:
        ones, zeros = self.const(np.ones(channels, np.float32)), self.const(np.zeros(channels, np.float32))
        return self.affine(self.op("InstanceNormalization", x, ones, zeros, epsilon=1e-5), channels)

    def model(self, output: str) -> ModelProto:
        inputs = [
            helper.make_tensor_value_info("content_image", TensorProto.FLOAT, [1, "h", "w", 3]),
            helper.make_tensor_value_info("style_vector", TensorProto.FLOAT, [1, self.style]),
        ]
        outputs = [helper.make_tensor_value_info("stylized_image", TensorProto.FLOAT, [1, "h", "w", 3])]
        nodes = [*self.nodes, helper.make_node("Identity", [output], ["stylized_image"])]
        initializers = [numpy_helper.from_array(v, k) for k, v in self.constants.items()]
        graph = helper.make_graph(nodes, "transformer", inputs, outputs, initializers)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def magenta_like(a: int = 5, b: int = 6, c: int = 7, blocks: int = 2, seed: int = 1) -> ModelProto:
    """Reflect padding, norms at every scale, enlargement by Resize."""
    g = Builder(seed)
    x = g.op("Transpose", "content_image", perm=[0, 3, 1, 2])
    x = g.op("Relu", g.conv(g.reflected(x, 4), 3, a, 9, bias=True))
    x = g.op("Relu", g.conv(g.reflected(x, 1), a, b, 3, stride=2, bias=True))
    x = g.op("Relu", g.conv(g.reflected(x, 1), b, c, 3, stride=2, bias=True))
    for _ in range(blocks):
        y = g.op("Relu", g.norm(g.conv(g.reflected(x, 1), c, c, 3), c))
        x = g.op("Add", x, g.norm(g.conv(g.reflected(y, 1), c, c, 3), c))
    for inside, out in ((c, b), (b, a)):
        x = g.op("Resize", x, "", g.const(np.array([1, 1, 2, 2], np.float32)), mode="nearest",
                 coordinate_transformation_mode="asymmetric", nearest_mode="floor")  # fmt: skip
        x = g.op("Relu", g.norm(g.conv(g.reflected(x, 1), inside, out, 3), out))
    x = g.op("Sigmoid", g.norm(g.conv(g.reflected(x, 4), a, 3, 9), 3))
    return g.model(g.op("Transpose", x, perm=[0, 2, 3, 1]))


def builtin_like(c: int = 7, w: int = 5, blocks: int = 2, seed: int = 2, style: int = 100) -> ModelProto:
    """Zero padding, norms at quarter size only, a gain-and-bias layer, and a decoder that reads the picture."""
    g = Builder(seed, style)
    x = g.op("Transpose", "content_image", perm=[0, 3, 1, 2])
    half = g.op("SpaceToDepth", x, blocksize=2)
    h = g.op("Relu", g.conv(half, 12, c, 3, stride=2, zeros=1, bias=True))
    h = g.op("Relu", g.conv(h, c, c, 3, zeros=1, bias=True))
    for _ in range(blocks):
        y = g.op("Relu", g.norm(g.conv(h, c, c, 3, zeros=1), c))
        h = g.op("Add", h, g.norm(g.conv(y, c, c, 3, zeros=1), c))
    h = g.op("DepthToSpace", g.conv(h, c, 4 * w, 3, zeros=1), blocksize=2, mode="CRD")
    h = g.op("Relu", g.affine(h, w))
    h = g.op("Relu", g.conv(g.op("Concat", h, half, axis=1), w + 12, 9, 3, zeros=1, bias=True))
    x = g.op("DepthToSpace", g.conv(h, 9, 12, 3, zeros=1, bias=True), blocksize=2, mode="CRD")
    return g.model(g.op("Transpose", g.op("Sigmoid", x), perm=[0, 2, 3, 1]))


def predictor(seed: int = 3) -> ModelProto:
    """style_image -> style_vector by one strided convolution and a mean."""
    g = Builder(seed)
    x = g.conv(g.op("Transpose", "style_image", perm=[0, 3, 1, 2]), 3, 100, 3, stride=2)
    output = g.op("ReduceMean", x, axes=[2, 3], keepdims=0)
    inputs = [helper.make_tensor_value_info("style_image", TensorProto.FLOAT, [1, "h", "w", 3])]
    outputs = [helper.make_tensor_value_info("style_vector", TensorProto.FLOAT, [1, 100])]
    nodes = [*g.nodes, helper.make_node("Identity", [output], ["style_vector"])]
    initializers = [numpy_helper.from_array(v, k) for k, v in g.constants.items()]
    graph = helper.make_graph(nodes, "predictor", inputs, outputs, initializers)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
