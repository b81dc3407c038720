"""An ONNX graph of convolutions as a differentiable, batched torch module: the teacher on a GPU, and inside a loss."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional as tf

Attributes = dict[str, Any]


class OnnxModule(nn.Module):  # type: ignore[misc]
    """Run the graph of `path` on torch tensors; a leading dimension of 1 may be any batch size.

    With `quantized` the 8-bit rounding of activations is imitated, its gradient passing straight through; without, it
    is left out.
    Weights are buffers: gradients flow to the inputs only.
    """

    def __init__(self, path: Path, *, quantized: bool = True) -> None:
        super().__init__()
        graph = onnx.load(str(path)).graph
        self.quantized = quantized
        self.input_names = [i.name for i in graph.input]
        self.output_names = [o.name for o in graph.output]
        self._slots: dict[str, str] = {}
        for tensor in graph.initializer:
            self._keep(tensor.name, torch.from_numpy(np.array(numpy_helper.to_array(tensor))))
        self._nodes = [(n.op_type, list(n.input), n.output[0], _attributes(n)) for n in graph.node]
        self._fold_weights()

    def forward(self, *inputs: Tensor) -> Tensor:
        """The graph's first output, for its inputs in their order."""
        return self.values(*inputs, names=self.output_names[:1])[0]

    def values(self, *inputs: Tensor, names: Sequence[str]) -> list[Tensor]:
        """The named tensors of the graph, for its inputs in their order."""
        values: dict[str, Tensor] = dict(zip(self.input_names, inputs, strict=True))
        for operator, sources, output, attributes in self._nodes:
            arguments = [values[n] if n in values else self._constant(n) for n in sources]
            values[output] = self._compute(operator, arguments, attributes)
        return [values[name] for name in names]

    def _compute(self, operator: str, arguments: list[Tensor | None], attributes: Attributes) -> Tensor:
        if operator == "QuantizeLinear" and not self.quantized:
            return _tensor(arguments[0])
        if operator == "QuantizeLinear":
            return _fake_quantize(*map(_tensor, arguments))
        if operator == "DequantizeLinear":  # the activation was kept in real numbers
            return _tensor(arguments[0])
        return OPERATORS[operator](arguments, attributes)

    def _fold_weights(self) -> None:
        """Turn stored integers into real numbers once."""
        kept = []
        for operator, names, output, attributes in self._nodes:
            stored = self._constant(names[0]) if operator == "DequantizeLinear" else None
            if stored is None:
                kept.append((operator, names, output, attributes))
                continue
            scale, zero = _tensor(self._constant(names[1])), _tensor(self._constant(names[2]))
            shape = [-1 if scale.ndim and axis == attributes.get("axis", 1) else 1 for axis in range(stored.ndim)]
            self._keep(output, (stored.float() - zero.float().reshape(shape)) * scale.reshape(shape))
        self._nodes = kept

    def _keep(self, name: str, value: Tensor) -> None:
        self._slots[name] = f"constant_{len(self._slots)}"
        self.register_buffer(self._slots[name], value, persistent=False)

    def _constant(self, name: str) -> Tensor | None:
        slot = self._slots.get(name)
        return getattr(self, slot) if slot else None


def _attributes(node: onnx.NodeProto) -> Attributes:
    return {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}


def _tensor(value: Tensor | None) -> Tensor:
    assert value is not None
    return value


def _fake_quantize(x: Tensor, scale: Tensor, zero: Tensor) -> Tensor:
    """Round to the 8-bit grid and back; the gradient is that of the clamp."""
    low, high = (-128 - zero.float()) * scale, (127 - zero.float()) * scale
    clamped = torch.minimum(torch.maximum(x, low), high)
    return clamped + (torch.round(clamped / scale) * scale - clamped).detach()


def _conv(arguments: list[Tensor | None], attributes: Attributes) -> Tensor:
    x, weight = _tensor(arguments[0]), _tensor(arguments[1])
    bias = arguments[2] if len(arguments) > 2 else None
    top, left, bottom, right = attributes.get("pads", [0, 0, 0, 0])
    strides, groups = attributes.get("strides", [1, 1]), attributes.get("group", 1)
    if attributes.get("auto_pad", b"NOTSET") == b"SAME_UPPER":
        top, left, bottom, right = _same_upper(x, weight, strides)
    if (top, left) == (bottom, right):
        return tf.conv2d(x, weight, bias, strides, (top, left), groups=groups)
    return tf.conv2d(tf.pad(x, (left, right, top, bottom)), weight, bias, strides, groups=groups)


def _same_upper(x: Tensor, weight: Tensor, strides: list[int]) -> tuple[int, int, int, int]:
    total = [
        max((-(-x.shape[i + 2] // strides[i]) - 1) * strides[i] + weight.shape[i + 2] - x.shape[i + 2], 0)
        for i in (0, 1)
    ]
    return total[0] // 2, total[1] // 2, total[0] - total[0] // 2, total[1] - total[1] // 2


def _pad(arguments: list[Tensor | None], _attributes: Attributes) -> Tensor:
    """Reflect padding of the two spatial axes, wherever they are."""
    x, pads = _tensor(arguments[0]), [int(p) for p in _tensor(arguments[1])]
    channels_last = pads[1] != 0
    first = 1 if channels_last else 2
    sides = (pads[first + 1], pads[first + 5], pads[first], pads[first + 4])
    if not channels_last:
        return tf.pad(x, sides, mode="reflect")
    return tf.pad(x.permute(0, 3, 1, 2), sides, mode="reflect").permute(0, 2, 3, 1)


def _reshape(arguments: list[Tensor | None], _attributes: Attributes) -> Tensor:
    x, shape = _tensor(arguments[0]), [int(s) for s in _tensor(arguments[1])]
    return x.reshape([x.shape[0], *shape[1:]])


def _resize(arguments: list[Tensor | None], _attributes: Attributes) -> Tensor:
    scales = _tensor(arguments[2])
    return tf.interpolate(_tensor(arguments[0]), scale_factor=(float(scales[2]), float(scales[3])), mode="nearest")


def _two(function: Callable[[Tensor, Tensor], Tensor]) -> Callable[[list[Tensor | None], Attributes], Tensor]:
    return lambda arguments, _: function(_tensor(arguments[0]), _tensor(arguments[1]))


def _one(function: Callable[[Tensor], Tensor]) -> Callable[[list[Tensor | None], Attributes], Tensor]:
    return lambda arguments, _: function(_tensor(arguments[0]))


OPERATORS: dict[str, Callable[[list[Tensor | None], Attributes], Tensor]] = {
    "Add": _two(torch.add),
    "Sub": _two(torch.sub),
    "Mul": _two(torch.mul),
    "Relu": _one(torch.relu),
    "Sqrt": _one(torch.sqrt),
    "Sigmoid": _one(torch.sigmoid),
    "Reciprocal": _one(torch.reciprocal),
    "GlobalAveragePool": _one(lambda x: x.mean((2, 3), keepdim=True)),
    "Clip": lambda arguments, _: torch.clamp(
        _tensor(arguments[0]), float(_tensor(arguments[1])), float(_tensor(arguments[2]))
    ),
    "Transpose": lambda arguments, attributes: _tensor(arguments[0]).permute(*attributes["perm"]),
    "Conv": _conv,
    "Pad": _pad,
    "Reshape": _reshape,
    "Resize": _resize,
}
