"""A device against the CPU and against its own ceiling: one picture, both precisions, the difference."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from rich.console import Console
from rich.table import Table

from scripts.benchmarks.worker import packs_of, picture
from stylizer_app.devices import DEVICES
from stylizer_app.engine.devices.choose import choose
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.request import Painting, PaintRequest, WeightedStyle
from stylizer_app.engine.runtime.onnxruntime_backend import OnnxruntimeNetwork
from stylizer_app.errors.english.table import note as in_words
from stylizer_app.imaging.picture import Picture

PROBE = (512, 768)
"""Height and width of the picture whose convolutions are counted."""

PRODUCTS = 16
"""Matrix products in a row, so that sending the first matrix does not count."""


def measure(args: argparse.Namespace) -> int:
    """Paint on the CPU and on the device, print what that took and how near it is; the exit code."""
    library, name = packs_of(args.pack)
    device = choose(args.device, library)
    pack = library.get(name)
    photo, style = Picture(picture(args.megapixels)), Picture(picture(0.25))
    vector = Painter(library).style_vector(style, pack.id, "cpu")
    request = PaintRequest(photo, (WeightedStyle(vector),), pack=pack.id, device="cpu")
    table = Table("painted", "s / MP", "GFLOP/s", "of the matrix product's", "differs: most", "mean", "tiles", "notes")
    expected, seconds = _painted(Painter(library), request)
    flops = _flops_per_megapixel(pack) * sum(size.megapixels for size in expected.report.octaves)
    figures = f"{seconds / photo.size.megapixels:.4f}", f"{flops / seconds / 1e9:.0f}"
    table.add_row("cpu, float32", *figures, _share(flops / seconds, "cpu", args.side, fp16=False))
    has_fp16 = not DEVICES[device].on_cpu and any(stage.fp16_file for stage in pack.stages)
    precisions = () if device == "cpu" else (False, True) if has_fp16 else (False,)
    for fp16 in precisions:
        painting, seconds = _painted(Painter(library, lambda *_, told=fp16: told), replace(request, device=device))
        difference = np.abs(painting.picture.rgb.astype(int) - expected.picture.rgb)
        table.add_row(
            f"{painting.report.device}, {'float16' if painting.report.fp16 else 'float32'}",
            f"{seconds / photo.size.megapixels:.4f}",
            f"{flops / seconds / 1e9:.0f}",
            _share(flops / seconds, device, args.side, fp16=fp16),
            f"{difference.max()}",
            f"{difference.mean():.3f}",
            f"{painting.report.tiles}",
            " ".join(in_words(note) for note in painting.report.notes),
        )
    Console().print(table)
    return 0


def _painted(painter: Painter, request: PaintRequest) -> tuple[Painting, float]:
    """A painting and its seconds when everything is warm."""
    painter.paint(request)
    start = time.perf_counter()
    painting = painter.paint(request)
    return painting, time.perf_counter() - start


def _flops_per_megapixel(pack: Pack) -> float:
    """Multiplications and additions of the undivided transformer's convolutions, for a megapixel of one octave."""
    model, total = onnx.load(pack.path("transformer.onnx")), 0
    convs = [node for node in model.graph.node if node.op_type == "Conv"]
    ends = {name for node in convs for name in (node.input[1], node.output[0])}
    shown = ends - {item.name for item in [*model.graph.initializer, *model.graph.output]}
    model.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in shown)
    found: dict[str, NDArray[np.float32]] = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    height, width = PROBE
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "shown.onnx")
        onnx.save(model, path)
        inputs = np.zeros((1, height, width, 3), np.float32), np.zeros((1, pack.style_length), np.float32)
        found |= OnnxruntimeNetwork(path).run(content_image=inputs[0], style_vector=inputs[1])
    for node in convs:
        _, *kernel = found[node.input[1]].shape
        total += 2 * int(np.prod(kernel)) * found[node.output[0]].size
    return total / (height * width) * 1e6


def _share(flops: float, device: str, side: int, *, fp16: bool) -> str:
    """How much of the device's speed in multiplying matrices that is."""
    return f"{flops / _product_flops(device, side, fp16=fp16):.2f}"


def _product_flops(device: str, side: int, *, fp16: bool) -> float:
    """Multiplications and additions a second of products of ``side`` x ``side`` matrices on a device."""
    kind: type[np.float16 | np.float32] = np.float16 if fp16 else np.float32
    random = np.random.default_rng(0)
    factor: NDArray[np.float32] = random.normal(0, side**-0.5, (side, side)).astype(np.float32)
    names = [f"x{k}" for k in range(PRODUCTS + 1)]
    nodes = [
        helper.make_node("Cast", ["x"], ["x0"], to=TensorProto.FLOAT16 if fp16 else TensorProto.FLOAT),
        *(helper.make_node("MatMul", [a, "factor"], [b]) for a, b in pairwise(names)),
        helper.make_node("ReduceMax", [names[-1]], ["last"], keepdims=0),
        helper.make_node("Cast", ["last"], ["y"], to=TensorProto.FLOAT),
    ]
    given = helper.make_tensor_value_info("x", TensorProto.FLOAT, [side, side])
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [])
    weights = numpy_helper.from_array(factor.astype(kind), "factor")
    graph = helper.make_graph(nodes, "products", [given], [result], [weights])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "products.onnx")
        onnx.save(model, path)
        network = OnnxruntimeNetwork(path, "cpu" if device == "openvino" else device)
        seconds = _fastest(lambda: network.run(x=factor))
    return 2 * PRODUCTS * side**3 / seconds


def _fastest(work: Callable[[], object], times: int = 4) -> float:
    """The shortest time that some work took."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)
