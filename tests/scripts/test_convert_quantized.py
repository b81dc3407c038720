"""Quantized networks in whole numbers: exact, and the same as the quantized arithmetic they stand for."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("onnx", reason="conversion needs the onnx package (extra dev)")

from onnx import ModelProto, TensorProto, helper, numpy_helper

from scripts.convert.quantized import in_whole_numbers, is_quantized
from scripts.errors import ModelError
from scripts.graphs.observe import observe
from tests.scripts.cutter_networks import Builder, predictor

UNIT = 0.05


def quantized_network(last: str = "") -> ModelProto:
    """Two convolutions, an addition, a mean and a readout, all with 8-bit activations."""
    g = Builder(5)

    def activation(x: str, unit: float, zero: int) -> str:
        scale, point = g.const(np.array([unit], np.float32)), g.const(np.array([zero], np.int8))
        return g.op("DequantizeLinear", g.op("QuantizeLinear", x, scale, point), scale, point)

    def conv(x: str, inside: int, out: int, size: int, source_unit: float) -> str:
        values = g.random.integers(-127, 128, (out, inside, size, size)).astype(np.int8)
        units = g.random.uniform(0.002, 0.01, out).astype(np.float32)
        bias = g.random.integers(-300, 300, out).astype(np.int32)
        weights = g.op("DequantizeLinear", g.const(values), g.const(units), g.const(np.zeros(out, np.int8)), axis=0)
        biases = g.op(
            "DequantizeLinear", g.const(bias), g.const(units * np.float32(source_unit)),
            g.const(np.zeros(out, np.int32)), axis=0,
        )  # fmt: skip
        return g.op("Conv", x, weights, biases, pads=[size // 2] * 4)

    x = activation(g.op("Transpose", "style_image", perm=[0, 3, 1, 2]), 1 / 255, -128)
    six = [g.const(np.array([b], np.float32)) for b in (0, 6)]
    a = activation(g.op("Clip", conv(x, 3, 8, 3, 1 / 255), *six), 6 / 255, -128)
    b = activation(conv(a, 8, 8, 1, 6 / 255), 0.03, 4)
    c = activation(g.op("Add", a, b), 0.04, -20)
    if last:
        c = g.op(last, c)
    mean = activation(g.op("GlobalAveragePool", c), 0.02, 3)
    y = activation(conv(mean, 8, 100, 1, 0.02), UNIT, -7)
    y = g.op("Reshape", y, g.const(np.array([1, 100])))
    value = helper.make_tensor_value_info
    inputs = [value("style_image", TensorProto.FLOAT, [1, "h", "w", 3])]
    outputs = [value(y, TensorProto.FLOAT, [1, 100])]
    initializers = [numpy_helper.from_array(v, k) for k, v in g.constants.items()]
    graph = helper.make_graph(g.nodes, "quantized", inputs, outputs, initializers)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def result(model: ModelProto, seed: int) -> np.ndarray:
    picture = np.random.default_rng(seed).random((1, 24, 20, 3), np.float32)
    return observe(model, {"style_image": picture})[model.graph.output[0].name]


@pytest.mark.parametrize("seed", range(4))
def test_whole_numbers_give_the_quantized_result(seed: int) -> None:
    """At most one step apart: quantized arithmetic in real numbers rounds some halves the other way."""
    model = quantized_network()
    before, after = result(model, seed), result(in_whole_numbers(model), seed)
    assert np.abs(before - after).max() < 1.01 * UNIT
    assert np.mean(np.abs(before - after) > UNIT / 2) < 0.3
    assert np.std(before) > UNIT


def test_results_are_whole_steps() -> None:
    steps = result(in_whole_numbers(quantized_network()), 1) / UNIT
    assert np.abs(steps - np.rint(steps)).max() < 1e-4


def test_weights_stay_in_8_bits() -> None:
    model = in_whole_numbers(quantized_network())
    kinds = {item.data_type for item in model.graph.initializer if len(item.dims) == 4 and item.dims[1] > 1}
    assert TensorProto.INT8 in kinds
    assert "QuantizeLinear" not in {node.op_type for node in model.graph.node}


def test_quantized_networks_are_told_from_others() -> None:
    assert is_quantized(quantized_network())
    assert not is_quantized(predictor())


def test_unknown_operators_are_refused() -> None:
    with pytest.raises(ModelError, match="unknown operator Sigmoid"):
        in_whole_numbers(quantized_network("Sigmoid"))
