"""Every rewrite of a transformer keeps its numbers, and does what it is for."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

pytest.importorskip("onnx", reason="conversion needs the onnx package (extra dev)")

from onnx import ModelProto, TensorProto, helper

from scripts.convert.rewrites.batch_norm import fold_batch_norm
from scripts.convert.rewrites.enlarge import fix_enlargements
from scripts.convert.rewrites.layout import channels_first
from scripts.convert.rewrites.narrow import widen_narrow_outputs
from scripts.convert.rewrites.norms import canonical_norms
from scripts.convert.rewrites.optimize import canonical, optimized
from scripts.convert.rewrites.phases import phase_convolutions
from scripts.errors import ModelError
from scripts.graphs.graph import Graph
from scripts.graphs.observe import observe, random_feeds
from scripts.packs.network import Network
from scripts.packs.norms import find_norms
from tests.scripts.cutter_networks import Builder, magenta_like


def ops(model: ModelProto) -> Counter[str]:
    return Counter(node.op_type for node in model.graph.node)


def picture(model: ModelProto, size: tuple[int, int] = (64, 96)) -> np.ndarray:
    feeds = random_feeds(vector=any(i.name == "style_vector" for i in model.graph.input), size=size)
    return observe(model, feeds)[model.graph.output[0].name]


def same(before: ModelProto, after: ModelProto, tolerance: float = 2e-5) -> None:
    for size in ((64, 96), (36, 44)):
        first, second = picture(before, size), picture(after, size)
        assert first.shape == second.shape
        assert np.abs(first - second).max() < tolerance


def rewritten(model: ModelProto, rewrite) -> ModelProto:
    graph = Graph(model)
    rewrite(graph)
    return graph.model()


def spelled_out(g: Builder, x: str, channels: int, *, last: bool) -> str:
    """Style-dependent normalization as TensorFlow writes it, channels last or first."""
    axes, shape = ([1, 2], [1, 1, 1, channels]) if last else ([2, 3], [1, channels, 1, 1])
    mean = g.op("ReduceMean", x, axes=axes, keepdims=1)
    difference = g.op("Sub", x, mean)
    variance = g.op("ReduceMean", g.op("Mul", difference, difference), axes=axes, keepdims=1)
    root = g.op("Sqrt", g.op("Add", variance, g.const(np.float32(1e-5))))
    gain, bias = (
        g.op("Reshape", g.op("Gemm", "style_vector", g.weights(100, channels)), g.const(np.array(shape)))
        for _ in range(2)
    )
    factor = g.op("Mul", g.op("Reciprocal", root), gain)
    return g.op("Add", g.op("Mul", x, factor), g.op("Sub", bias, g.op("Mul", mean, factor)))


def exported(*, last: bool) -> ModelProto:
    """A transformer as an exporter leaves it: spelled out norms, transposes round convolutions, computed sizes."""
    g = Builder(11)
    to_first = (lambda x: g.op("Transpose", x, perm=[0, 3, 1, 2])) if last else (lambda x: x)
    to_last = (lambda x: g.op("Transpose", x, perm=[0, 2, 3, 1])) if last else (lambda x: x)

    def pad(x: str, by: int) -> str:
        pads = [0, by, by, 0] * 2 if last else [0, 0, by, by] * 2
        return g.op("Pad", x, g.const(np.array(pads, np.int64)), mode="reflect")

    def conv(x: str, inside: int, out: int, size: int, stride: int = 1) -> str:
        return to_last(g.conv(to_first(pad(x, size // 2)), inside, out, size, stride))

    def enlarge(x: str) -> str:
        shape = g.op("Shape", x)
        factors = g.const(np.array([1, 2, 2, 1] if last else [1, 1, 2, 2], np.int64))
        return g.op("Resize", x, "", "", g.op("Mul", shape, factors), mode="nearest",
                    coordinate_transformation_mode="asymmetric", nearest_mode="floor")  # fmt: skip

    x = "content_image" if last else g.op("Transpose", "content_image", perm=[0, 3, 1, 2])
    constant = (1, 1, 1, 6) if last else (1, 6, 1, 1)
    x = conv(x, 3, 6, 3, 2)
    x = g.op("Relu", g.op("Add", g.op("Mul", x, g.weights(*constant)), g.weights(*constant)))
    x = g.op("Relu", conv(x, 6, 8, 3, 2))
    x = g.op("Add", x, spelled_out(g, conv(x, 8, 8, 3), 8, last=last))
    x = g.op("Relu", spelled_out(g, conv(enlarge(x), 8, 5, 3), 5, last=last))
    x = g.op("Relu", spelled_out(g, conv(enlarge(x), 5, 4, 3), 4, last=last))
    x = g.op("Sigmoid", spelled_out(g, conv(x, 4, 3, 9), 3, last=last))
    return g.model(x if last else g.op("Transpose", x, perm=[0, 2, 3, 1]))


@pytest.mark.parametrize("last", [True, False])
def test_an_exported_transformer_becomes_canonical(last: bool) -> None:
    model = exported(last=last)
    result = canonical(model)
    same(model, result)
    assert len(find_norms(Network(result))) == 4
    assert ops(result)["Transpose"] == 2
    assert not {"Shape", "ReduceMean", "Sqrt"} & set(ops(result))


@pytest.mark.parametrize("last", [True, False])
def test_an_optimized_transformer_paints_the_same(last: bool) -> None:
    model = canonical(exported(last=last))
    result = optimized(model)
    same(model, result)
    assert "Resize" not in ops(result)
    assert ops(result)["DepthToSpace"] == 3
    assert len(find_norms(Network(result))) == 4


@pytest.mark.parametrize("last", [True, False])
def test_norms_are_found_by_what_they_compute(last: bool) -> None:
    model = exported(last=last)
    result = rewritten(model, canonical_norms)
    same(model, result)
    assert ops(result)["InstanceNormalization"] == 4


def test_computed_sizes_become_factors() -> None:
    model = exported(last=True)
    result = rewritten(model, fix_enlargements)
    same(model, result, 1e-7)
    assert ops(result)["Shape"] == 0


def test_an_enlargement_by_one_disappears() -> None:
    g = Builder()
    sizes = g.op("Shape", "content_image")
    model = g.model(g.op("Resize", "content_image", "", "", sizes, mode="nearest"))
    result = rewritten(model, fix_enlargements)
    assert ops(result)["Resize"] == 0
    assert np.array_equal(picture(result), picture(model))


def test_transposes_go_from_the_middle() -> None:
    model = rewritten(rewritten(exported(last=True), canonical_norms), fix_enlargements)
    result = rewritten(model, channels_first)
    same(model, result)
    assert ops(result)["Transpose"] == 2


def test_mixed_layouts_are_refused() -> None:
    g = Builder()
    x = g.op("Transpose", "content_image", perm=[0, 3, 1, 2])
    y = g.op("Concat", x, g.op("Transpose", x, perm=[0, 1, 2, 3]), axis=1)
    with pytest.raises(ModelError, match="no change of layout"):
        rewritten(g.model(g.op("Transpose", y, perm=[0, 2, 3, 1])), channels_first)


def test_batch_normalization_and_constants_are_folded() -> None:
    g = Builder()
    x = g.conv(g.op("Transpose", "content_image", perm=[0, 3, 1, 2]), 3, 7, 3, zeros=1, bias=True)
    values = [g.const(np.random.default_rng(k).uniform(0.5, 1.5, 7).astype(np.float32)) for k in range(4)]
    x = g.op("BatchNormalization", x, *values, epsilon=1e-3)
    x = g.op("Add", g.const(np.full((7, 1, 1), 0.3, np.float32)), g.op("Mul", x, g.const(np.float32(1.7))))
    model = g.model(g.op("Transpose", g.op("Relu", x), perm=[0, 2, 3, 1]))
    result = rewritten(model, fold_batch_norm)
    same(model, result)
    assert not {"BatchNormalization", "Mul", "Add"} & set(ops(result))


def test_what_branches_off_before_a_constant_keeps_it_unfolded() -> None:
    g = Builder()
    x = g.conv(g.op("Transpose", "content_image", perm=[0, 3, 1, 2]), 3, 3, 3, zeros=1)
    x = g.op("Add", g.op("Mul", x, g.const(np.float32(2))), x)
    model = g.model(g.op("Transpose", x, perm=[0, 2, 3, 1]))
    result = rewritten(model, fold_batch_norm)
    same(model, result)
    assert ops(result)["Mul"] == 1


@pytest.mark.parametrize("bias", [True, False])
def test_enlargement_and_convolution_become_phases(bias: bool) -> None:
    g = Builder()
    x = g.op("Transpose", "content_image", perm=[0, 3, 1, 2])
    x = g.op("Resize", x, "", g.const(np.array([1, 1, 2, 2], np.float32)), mode="nearest",
             coordinate_transformation_mode="asymmetric", nearest_mode="floor")  # fmt: skip
    x = g.conv(g.reflected(x, 1), 3, 5, 3, bias=bias)
    model = g.model(g.op("Transpose", x, perm=[0, 2, 3, 1]))
    result = rewritten(model, phase_convolutions)
    same(model, result)
    assert ops(result)["Resize"] == 0
    weights = [array for array in Graph(result).constants.values() if array.ndim == 4]
    assert [array.shape for array in weights] == [(20, 3, 2, 2)]


def test_other_paddings_and_kernels_stay_as_they_are() -> None:
    g = Builder()
    x = g.op("Transpose", "content_image", perm=[0, 3, 1, 2])
    x = g.op("Resize", x, "", g.const(np.array([1, 1, 2, 2], np.float32)), mode="nearest",
             coordinate_transformation_mode="asymmetric", nearest_mode="floor")  # fmt: skip
    x = g.conv(g.reflected(x, 2), 3, 5, 5)
    model = g.model(g.op("Transpose", x, perm=[0, 2, 3, 1]))
    assert ops(rewritten(model, phase_convolutions))["Resize"] == 1


@pytest.mark.parametrize("bias", [True, False])
def test_a_large_convolution_to_three_channels_works_in_blocks(bias: bool) -> None:
    g = Builder()
    x = g.op("Transpose", "content_image", perm=[0, 3, 1, 2])
    x = g.conv(g.reflected(x, 4), 3, 3, 9, bias=bias)
    model = g.model(g.op("Transpose", x, perm=[0, 2, 3, 1]))
    result = rewritten(model, widen_narrow_outputs)
    same(model, result)
    assert ops(result)["DepthToSpace"] == 1


def test_a_network_without_style_is_refused() -> None:
    g = Builder()
    with pytest.raises(ModelError, match="no style transformer"):
        canonical(g.model(g.op("Relu", "content_image")))


def test_interpolating_enlargement_is_refused() -> None:
    g = Builder()
    scales = g.const(np.array([1, 2, 2, 1], np.float32))
    model = g.model(g.op("Resize", "content_image", "", scales, mode="linear"))
    with pytest.raises(ModelError, match="interpolation"):
        rewritten(model, fix_enlargements)


def test_what_is_canonical_already_stays_so() -> None:
    model = magenta_like()
    assert len(find_norms(Network(optimized(model)))) == len(find_norms(Network(model)))
    same(model, optimized(model))


def test_a_graph_that_runs_in_a_circle_is_refused() -> None:
    nodes = [helper.make_node("Add", ["content_image", "b"], ["a"]), helper.make_node("Relu", ["a"], ["b"])]
    value = helper.make_tensor_value_info("b", TensorProto.FLOAT, None)
    content = helper.make_tensor_value_info("content_image", TensorProto.FLOAT, [1, "h", "w", 3])
    model = helper.make_model(helper.make_graph(nodes, "loop", [content], [value]))
    with pytest.raises(ModelError, match="circle"):
        Graph(model).model()
