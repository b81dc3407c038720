"""Quantized networks as whole numbers in float32: the same results on every machine, bit for bit.

onnxruntime's own 8-bit kernels round and saturate differently from machine to machine (without VNNI instructions their
sums overflow 16 bits), and a style vector that is off by one step changes a picture visibly. Whole numbers below 2^24
are exact in float32 in whatever order they are added, so a plain float convolution of the quantized numbers, followed
by the same scaling and rounding that LiteRT's XNNPACK kernels do, gives LiteRT's numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto

from scripts.errors import ModelError
from scripts.graphs.graph import Graph
from stylizer_app.imaging.samples import Floats

LOWEST, HIGHEST = -128, 127
ADD_BITS = 20
"""XNNPACK adds with multipliers of 21 significant bits."""


@dataclass(frozen=True, slots=True)
class _Whole:
    """A tensor of whole numbers ``name`` (quantized value less its zero point) and the unit they count."""

    name: str
    unit: np.float32


@dataclass(frozen=True, slots=True)
class _Pending:
    """Something computed but not yet rounded: how to round it for an output unit, and the bounds on real values.

    ``whole(unit, zero point)`` returns the name of a tensor of whole numbers before clipping.
    """

    whole: Callable[[np.float32, int], str]
    bounds: tuple[float, float] = (-np.inf, np.inf)


class _Rewriter:
    """Walks a graph of Quantize and Dequantize pairs and rebuilds it in whole numbers."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.old, graph.nodes = graph.nodes, []
        self.whole: dict[str, _Whole] = {}
        self.pending: dict[str, _Pending] = {}
        self.weights: dict[str, tuple[Floats, Floats]] = {}

    def run(self) -> None:
        steps = {
            "QuantizeLinear": self._quantize,
            "DequantizeLinear": self._dequantize,
            "Conv": self._conv,
            "Clip": self._clip,
            "Add": self._add,
            "GlobalAveragePool": self._mean,
            "Transpose": self._move,
            "Reshape": self._move,
        }
        for node in self.old:
            if node.op_type not in steps:
                raise ModelError(f"The quantized network has the unknown operator {node.op_type}.")
            steps[node.op_type](node)
        for output in self.graph.outputs:
            if output.name in self.whole:
                found = self.whole[output.name]
                self.graph.add("Mul", found.name, self._constant(found.unit), output=output.name)

    def _constant(self, value: object) -> str:
        return self.graph.constant(value, np.float32)

    def _quantize(self, node: NodeProto) -> None:
        """Scale, round and clip what was pending (or the network's own input)."""
        unit = np.float32(self.graph.constants[node.input[1]].ravel()[0])
        zero = int(self.graph.constants[node.input[2]].ravel()[0])
        source = self.pending.get(node.input[0]) or _Pending(self._from_real(node.input[0]))
        low, high = (float(np.clip(np.rint(b / unit) + zero, LOWEST, HIGHEST)) - zero for b in source.bounds)
        name = self.graph.add("Clip", source.whole(unit, zero), self._constant(low), self._constant(high))
        self.whole[node.output[0]] = _Whole(name, unit)

    def _from_real(self, name: str) -> Callable[[np.float32, int], str]:
        """Real values: times the reciprocal of the unit, rounded."""
        return lambda unit, _zero: self._rounded(name, np.float32(1) / unit)

    def _rounded(self, name: str, factor: object) -> str:
        return self.graph.add("Round", self.graph.add("Mul", name, self._constant(factor)))

    def _dequantize(self, node: NodeProto) -> None:
        """Nothing to compute: constants are kept in whole numbers, other tensors are whole numbers already."""
        if node.input[0] in self.graph.constants:
            values = self.graph.constants[node.input[0]].astype(np.float32)
            self.weights[node.output[0]] = values, self.graph.constants[node.input[1]].astype(np.float32)
        else:
            self.whole[node.output[0]] = self.whole[node.input[0]]

    def _move(self, node: NodeProto) -> None:
        """Transposes and reshapes work on whole numbers as on any others."""
        found = self.whole.get(node.input[0])
        if found is None:
            self.graph.nodes.append(node)
            return
        node.input[0], target = found.name, node.output[0]
        node.output[0] = self.graph.name("moved")
        self.graph.nodes.append(node)
        self.whole[target] = _Whole(node.output[0], found.unit)

    def _conv(self, node: NodeProto) -> None:
        """A convolution of whole numbers; each channel counts in its own unit."""
        source = self.whole[node.input[0]]
        (weights, units), (bias, _) = self.weights[node.input[1]], self.weights[node.input[2]]
        target = node.output[0]
        small = self.graph.constant(weights, np.int8)  # a quarter of the bytes; turned into float32 when loaded
        node.input[:] = [source.name, self.graph.add("Cast", small, to=TensorProto.FLOAT), self._constant(bias)]
        node.output[0] = self.graph.name("sum")
        self.graph.nodes.append(node)
        # Rounding changes nothing here; it keeps onnxruntime from folding the factor below into the weights.
        total = self.graph.add("Round", node.output[0])
        products = (source.unit * units).astype(np.float32)
        self.pending[target] = _Pending(
            lambda unit, _zero: self._rounded(total, (products / unit).astype(np.float32).reshape(1, -1, 1, 1))
        )

    def _clip(self, node: NodeProto) -> None:
        """Bounds are applied when rounding."""
        bounds = [float(self.graph.constants[name].ravel()[0]) for name in node.input[1:]]
        self.pending[node.output[0]] = _Pending(self.pending[node.input[0]].whole, (bounds[0], bounds[1]))

    def _mean(self, node: NodeProto) -> None:
        """A mean is a sum that counts in a unit as many times smaller; the number of places is known at run time."""
        source, graph = self.whole[node.input[0]], self.graph
        total = graph.add("ReduceSum", source.name, graph.constant([2, 3]), keepdims=1)
        sides = graph.add("Shape", source.name, start=2, end=4)
        places = graph.add("Cast", graph.add("ReduceProd", sides, keepdims=0), to=TensorProto.FLOAT)

        def whole(unit: np.float32, _zero: int) -> str:
            factor = graph.add("Div", self._constant(source.unit / unit), places)
            return graph.add("Round", graph.add("Mul", total, factor))

        self.pending[node.output[0]] = _Pending(whole)

    def _add(self, node: NodeProto) -> None:
        """XNNPACK's addition: both factors as whole multiples of a power of two, halves rounded up."""
        sources = [self.whole[name] for name in node.input]

        def whole(unit: np.float32, _zero: int) -> str:
            factors = [np.float32(source.unit / unit) for source in sources]
            power = 2.0 ** (ADD_BITS - int(np.floor(np.log2(float(max(factors))))))
            parts = [
                self._double(source.name, np.rint(factor * power) / power)
                for source, factor in zip(sources, factors, strict=True)
            ]
            half = self.graph.constant(0.5, np.float64)
            total = self.graph.add("Add", self.graph.add("Add", *parts), half)
            return self.graph.add("Cast", self.graph.add("Floor", total), to=TensorProto.FLOAT)

        self.pending[node.output[0]] = _Pending(whole)

    def _double(self, name: str, factor: float) -> str:
        double = self.graph.add("Cast", name, to=TensorProto.DOUBLE)
        return self.graph.add("Mul", double, self.graph.constant(factor, np.float64))


def in_whole_numbers(model: ModelProto) -> ModelProto:
    """A network of Quantize and Dequantize pairs as one of whole numbers in float32.

    Raises ModelError if it has operators for which no such form is known.
    """
    graph = Graph(model)
    _Rewriter(graph).run()
    return graph.model()


def is_quantized(model: ModelProto) -> bool:
    """Whether a network has 8-bit activations."""
    return any(node.op_type == "QuantizeLinear" for node in model.graph.node)
