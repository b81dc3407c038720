"""Converts a pair of TFLite files: style prediction and style transfer."""

from __future__ import annotations

import logging
import os
import tempfile
import warnings
from pathlib import Path

import numpy as np
from onnx import ModelProto, ValueInfoProto

from scripts.errors import ModelError
from scripts.graphs.graph import OPSET, Graph, floats


def convert_pair(paths: tuple[Path, Path]) -> tuple[ModelProto, ModelProto, tuple[Path, Path]]:
    """The style predictor and the transformer of two TFLite files given in any order, and the files in that order.

    Both get the inputs and outputs of docs/pack-format.md; the transformer takes any height and width that are
    multiples of 4. Raises ModelError if the files are not such a pair.
    """
    models = [to_onnx(path) for path in paths]
    transfers = [len(Graph(model).inputs) == 2 for model in models]
    if sorted(transfers) != [False, True]:
        raise ModelError("One TFLite file must take a painting, the other a photo and a style vector; these do not.")
    order = (0, 1) if transfers[1] else (1, 0)
    predictor, transformer = (models[k] for k in order)
    return _predictor(Graph(predictor)), _transformer(Graph(transformer)), (paths[order[0]], paths[order[1]])


def to_onnx(path: Path) -> ModelProto:
    """One TFLite file through tf2onnx. Raises ModelError if that fails."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import tf2onnx.convert  # slow: imports TensorFlow

    logging.getLogger("tf2onnx").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as work, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # TensorFlow advertises the package that replaces its TFLite interpreter
        try:
            model, _ = tf2onnx.convert.from_tflite(str(path), opset=OPSET, output_path=str(Path(work, "model.onnx")))
        except Exception as error:
            raise ModelError(
                f"{path.name} cannot be converted: {str(error).strip() or type(error).__name__}."
            ) from error
    assert isinstance(model, ModelProto)
    return model


def _predictor(graph: Graph) -> ModelProto:
    """Rename the input to style_image, and make the output style_vector (1, 100)."""
    rename_input(graph, graph.inputs[0].name, "style_image")
    shape = [d.dim_value for d in graph.inputs[0].type.tensor_type.shape.dim]
    graph.inputs = [floats("style_image", *shape)]
    vector = graph.outputs[0].name
    graph.outputs = [floats("style_vector", 1, 100)]
    graph.add("Reshape", vector, graph.constant([1, 100]), output="style_vector")
    return graph.model()


def _transformer(graph: Graph) -> ModelProto:
    """Name the inputs and the output, free the size of the picture, take the style vector as (1, 100)."""
    small, big = sorted(graph.inputs, key=_size)
    shape = [d.dim_value for d in small.type.tensor_type.shape.dim]
    if int(np.prod(shape)) != 100:
        raise ModelError(f"The style vector of this network has {int(np.prod(shape))} numbers; packs have 100.")
    rename_input(graph, big.name, "content_image")
    graph.redirect(small.name, graph.add("Reshape", "style_vector", graph.constant(shape)))
    graph.inputs = [floats("content_image", 1, "height", "width", 3), floats("style_vector", 1, 100)]
    painted = graph.outputs[0].name
    graph.outputs = [floats("stylized_image", 1, "height", "width", 3)]
    graph.add("Identity", painted, output="stylized_image")
    return graph.model()


def rename_input(graph: Graph, old: str, new: str) -> None:
    """Let everything that used the input ``old`` use the input ``new``."""
    if old != new:
        graph.redirect(old, new)


def _size(item: ValueInfoProto) -> int:
    return int(np.prod([d.dim_value for d in item.type.tensor_type.shape.dim]))
