"""The teacher, Magenta's mobile pair, through onnxruntime."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray

from scripts.training.config import BLOCKS, ENCODER_PLAN, STYLE_SIZE
from scripts.training.distillation.prepare import PAINTER_FILE, PREDICTOR_FILE

Array = NDArray[np.float32]
STYLE_SIDE = 256
"""Side of the painting the predictor looks at, in pixels."""


class OnnxTeacher:
    """One picture at a time; safe to call from several threads."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        files = [folder / PREDICTOR_FILE, folder / PAINTER_FILE]
        missing = [f.name for f in files if not f.is_file()]
        if missing:
            raise FileNotFoundError(f"{folder} has no {' and no '.join(missing)}: run `prepare` first.")
        self._predictor, self._vector = _showing(files[0], layer_maps, options)
        self._painter, self._picture = _showing(files[1], trunk_maps, options)

    def vector(self, painting: Array) -> Array:
        """(h, w, 3) in 0..1, meant for 256 x 256 -> (100,)."""
        return self._see(self._vector[:1], painting)[0].reshape(STYLE_SIZE)

    def layers(self, painting: Array) -> tuple[Array, list[Array]]:
        """As `vector`, with the maps (C, h, w) that come out of the predictor's blocks."""
        vector, *maps = self._see(self._vector, painting)
        return vector.reshape(STYLE_SIZE), maps

    def _see(self, outputs: list[str], painting: Array) -> list[Array]:
        feed = {self._predictor.get_inputs()[0].name: np.ascontiguousarray(painting[None])}
        return [np.asarray(value[0], np.float32) for value in self._predictor.run(outputs, feed)]

    def paint(self, photo: Array, vector: Array) -> Array:
        """(H, W, 3) in 0..1, sides multiples of 4, and (100,) -> (H, W, 3) in 0..1."""
        return self._run(self._picture[:1], photo, vector)[0]

    def lesson(self, photo: Array, vector: Array) -> tuple[Array, Array]:
        """As `paint`, with the maps around its residual blocks: (H, W, 3) and (blocks + 1, C, H / 4, W / 4)."""
        picture, *maps = self._run(self._picture, photo, vector)
        return picture, np.stack(maps)

    def _run(self, outputs: list[str], photo: Array, vector: Array) -> list[Array]:
        names = [i.name for i in self._painter.get_inputs()]
        values = [np.ascontiguousarray(photo[None]), vector.reshape(1, 1, 1, STYLE_SIZE)]
        found = self._painter.run(outputs, dict(zip(names, values, strict=True)))
        return [np.asarray(value[0], np.float32) for value in found]


def _showing(
    path: Path, maps: Callable[[onnx.GraphProto], list[str]], options: onnxruntime.SessionOptions
) -> tuple[onnxruntime.InferenceSession, list[str]]:
    """A session that can return inner maps as well, and the names of its output and of those."""
    model = onnx.load(str(path))
    for axis in (1, 2):
        model.graph.input[0].type.tensor_type.shape.dim[axis].dim_param = f"side_{axis}"
    output, inner = model.graph.output[0].name, maps(model.graph)
    model.graph.output.extend(onnx.ValueInfoProto(name=name) for name in inner)
    return onnxruntime.InferenceSession(model.SerializeToString(), options), [output, *inner]


def layer_maps(graph: onnx.GraphProto) -> list[str]:
    """Names of the maps that come out of the predictor's blocks. ValueError if they are not the student's.

    A block ends in a convolution without activation, or in the sum of that and the block's input.
    """
    widths = {tensor.name: tensor.dims[0] for tensor in graph.initializer if tensor.dims}
    active = {node.input[0] for node in graph.node if node.op_type == "Clip"}
    order = {name: place for place, node in enumerate(graph.node) for name in node.output}
    sums = {
        max(node.input, key=lambda name: order.get(name, -1)): node.output[0]
        for node in graph.node
        if node.op_type == "Add"
    }
    wanted = [width for _, width, count, _ in ENCODER_PLAN for _ in range(count)]
    ends = [node for node in graph.node if node.op_type == "Conv" and node.output[0] not in active][: len(wanted)]
    if [widths[node.input[1]] for node in ends] != wanted:
        raise ValueError(f"the teacher's predictor does not have {len(wanted)} blocks as wide as the student's")
    return [sums.get(node.output[0], node.output[0]) for node in ends]


def trunk_maps(graph: onnx.GraphProto) -> list[str]:
    """Names of what goes into the first residual block, and of what comes out of each. ValueError if there are none."""
    sums = [node for node in graph.node if node.op_type == "Add" and node.output[0].rpartition("/")[2] == "add"]
    blocks = [node for node in sums if "/residual" in node.output[0] and "batchnorm" not in node.output[0]]
    if len(blocks) != BLOCKS:
        raise ValueError(f"the teacher has {len(blocks)} residual blocks instead of {BLOCKS}")
    return [blocks[0].input[0], *(node.output[0] for node in blocks)]
