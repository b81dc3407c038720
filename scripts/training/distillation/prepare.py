"""From the teacher's two TFLite files to ONNX networks that run at any size and in real numbers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

OPSET = 17
PREDICTOR_FILE, PAINTER_FILE = "style_predict.onnx", "style_transfer.onnx"
TFLITE_FILES = {PREDICTOR_FILE: "style_predict_quantized_256.tflite", PAINTER_FILE: "style_transfer_f16_384.tflite"}


def prepare_teacher(source: Path, target: Path) -> list[Path]:
    """Convert the TFLite pair in `source` into the folder `target`; needs TensorFlow and tf2onnx.

    The predictor's 8-bit weights become real numbers: onnxruntime's integer kernels overflow on x86 without VNNI
    (a tenth of the vector's spread in error), and the rounding of activations is worth 0.0002 of its variance.
    """
    target.mkdir(parents=True, exist_ok=True)
    made = []
    for name, tflite in TFLITE_FILES.items():
        path = target / name
        _convert(source / tflite, path)
        model = onnx.load(str(path))
        if name == PREDICTOR_FILE:
            dequantize(model)
        else:
            make_symbolic(model)
        onnx.checker.check_model(model)
        onnx.save(model, str(path))
        made.append(path)
    return made


def _convert(tflite: Path, target: Path) -> None:
    if not tflite.is_file():
        raise FileNotFoundError(f"The teacher's file {tflite} is missing.")
    command = [
        sys.executable,
        "-m",
        "tf2onnx.convert",
        "--tflite",
        str(tflite),
        "--output",
        str(target),
        "--opset",
        str(OPSET),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"tf2onnx could not convert {tflite.name}:\n{done.stderr[-2000:]}")


def make_symbolic(model: onnx.ModelProto) -> None:
    """Free the height and width of the pictures going in and out (the rest of the graph does not mention them)."""
    for value in (model.graph.input[0], model.graph.output[0]):
        for axis, name in ((1, "H"), (2, "W")):
            value.type.tensor_type.shape.dim[axis].dim_param = name
    del model.graph.value_info[:]


def dequantize(model: onnx.ModelProto) -> None:
    """Replace stored integers by the numbers they stand for, and leave out the rounding of activations."""
    graph = model.graph
    stored = {t.name: t for t in graph.initializer}
    same: dict[str, str] = {}
    kept = []
    for node in graph.node:
        if node.op_type == "DequantizeLinear" and node.input[0] in stored:
            graph.initializer.append(_real_numbers(node, stored))
        elif node.op_type in ("QuantizeLinear", "DequantizeLinear"):
            same[node.output[0]] = same.get(node.input[0], node.input[0])
        else:
            node.input[:] = [same.get(name, name) for name in node.input]
            kept.append(node)
    output = graph.output[0].name
    kept[-1].output[0] = output if output in same else kept[-1].output[0]
    used = {name for node in kept for name in node.input}
    weights = [t for t in graph.initializer if t.name in used]
    del graph.node[:], graph.initializer[:], graph.value_info[:]
    graph.node.extend(kept)
    graph.initializer.extend(weights)


def _real_numbers(node: onnx.NodeProto, stored: dict[str, onnx.TensorProto]) -> onnx.TensorProto:
    value, scale, zero = (numpy_helper.to_array(stored[name]) for name in node.input)
    axis = next((a.i for a in node.attribute if a.name == "axis"), 1)
    shape = [-1 if scale.ndim and i == axis else 1 for i in range(value.ndim)]
    real = (value.astype(np.float64) - zero.astype(np.float64).reshape(shape)) * scale.astype(np.float64).reshape(shape)
    return numpy_helper.from_array(real.astype(np.float32), node.output[0])
