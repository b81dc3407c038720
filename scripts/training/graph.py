"""Builds ONNX graphs node by node: names, weights, and the few layers that the student consists of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Numbers = NDArray[np.generic]
OPSET, IR_VERSION = 17, 8


class Graph:
    """A graph under construction; every method that adds a node returns the name of its output."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._weights: dict[str, Numbers] = {}

    def add(self, operator: str, *inputs: str, name: str = "", **attributes: object) -> str:
        """Add a node; `name` names its output."""
        name = name or f"{operator.lower()}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, list(inputs), [name], **attributes))
        return name

    def weight(self, name: str, values: object, kind: type[np.generic] = np.float32) -> str:
        """Add a constant once; the same name again must mean the same values."""
        self._weights.setdefault(name, np.ascontiguousarray(np.asarray(values, kind)))
        return name

    def conv(
        self,
        x: str,
        name: str,
        kernel: Numbers,
        bias: Numbers | None = None,
        *,
        stride: int = 1,
        padding: int | tuple[int, int] = 0,
        groups: int = 1,
    ) -> str:
        """A convolution with square kernel and zero padding; ``padding``: on all sides, or before and behind."""
        inputs = [x, self.weight(f"{name}.weight", kernel)]
        if bias is not None:
            inputs.append(self.weight(f"{name}.bias", bias))
        size = kernel.shape[-1]
        before, behind = (padding, padding) if isinstance(padding, int) else padding
        pads = [before, before, behind, behind]
        shape = {"kernel_shape": [size, size], "strides": [stride] * 2, "pads": pads, "group": groups}
        return self.add("Conv", *inputs, name=name, **shape)

    def affine(self, x: str, name: str, style: str, weight: Numbers, bias: Numbers) -> str:
        """Gain and bias linear in the style vector: `weight` (2C, 100) and `bias` (2C,), gains first."""
        channels = len(bias) // 2
        shape = self.weight(f"shape_{channels}", [1, channels, 1, 1], np.int64)
        for part, operator, half in (("gain", "Mul", slice(channels)), ("bias", "Add", slice(channels, None))):
            matrix = self.weight(f"{name}.{part}.weight", weight[half])
            constant = self.weight(f"{name}.{part}.constant", bias[half])
            amount = self.add("Gemm", style, matrix, constant, name=f"{name}.{part}.flat", transB=1)
            x = self.add(
                operator, x, self.add("Reshape", amount, shape, name=f"{name}.{part}"), name=f"{name}.{operator}"
            )
        return x

    def norm(self, x: str, name: str, style: str, weight: Numbers, bias: Numbers, *, epsilon: float) -> str:
        """Instance normalization in the pack format's canonical form, then `affine`."""
        channels = len(bias) // 2
        ones = self.weight(f"ones_{channels}", np.ones(channels))
        zeros = self.weight(f"zeros_{channels}", np.zeros(channels))
        plain = self.add("InstanceNormalization", x, ones, zeros, name=f"{name}.plain", epsilon=epsilon)
        return self.affine(plain, name, style, weight, bias)

    def model(
        self, name: str, inputs: dict[str, Sequence[object]], outputs: dict[str, Sequence[object]]
    ) -> onnx.ModelProto:
        """The finished, checked model."""
        graph = helper.make_graph(
            self._nodes,
            name,
            [helper.make_tensor_value_info(k, TensorProto.FLOAT, list(shape)) for k, shape in inputs.items()],
            [helper.make_tensor_value_info(k, TensorProto.FLOAT, list(shape)) for k, shape in outputs.items()],
            [numpy_helper.from_array(values, k) for k, values in self._weights.items()],
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
        onnx.checker.check_model(model, full_check=True)
        return model
