"""Converts a SavedModel that paints in one go (content and style in, picture out) to one ONNX graph."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from onnx import ModelProto

from scripts.errors import ModelError
from scripts.graphs.graph import OPSET

SIGNATURE = "serving_default"


def is_saved_model(folder: Path) -> bool:
    """Whether a folder looks like a SavedModel."""
    return (folder / "saved_model.pb").is_file()


def to_onnx(folder: Path) -> ModelProto:
    """The SavedModel's serving signature through tf2onnx, names of inputs and outputs kept.

    Raises ModelError if the folder is no such model or holds operators that tf2onnx does not know.
    """
    if not is_saved_model(folder):
        raise ModelError(f"{folder} is not a SavedModel: it has no saved_model.pb.")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    from tf2onnx import convert, tf_loader  # slow: imports TensorFlow

    for name in ("tf2onnx", "tensorflow"):
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        graph, inputs, outputs, names = tf_loader.from_saved_model(
            str(folder), None, None, signatures=[SIGNATURE], return_tensors_to_rename=True
        )
        model, _ = convert._convert_common(
            graph, name="network", opset=OPSET, input_names=inputs, output_names=outputs, tensors_to_rename=names
        )
    except Exception as error:
        raise ModelError(f"{folder} cannot be converted: {str(error).strip() or type(error).__name__}.") from error
    assert isinstance(model, ModelProto)
    return model
