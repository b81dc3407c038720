"""The student through onnxruntime, from a checkpoint or from a pack."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

Array = NDArray[np.float32]


class OnnxStudent:
    """Style encoder and transformer as the program will run them."""

    def __init__(self, encoder: bytes | str, transformer: bytes | str, *, threads: int = 2) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        providers = ["CPUExecutionProvider"]
        self._encoder = onnxruntime.InferenceSession(encoder, options, providers=providers)
        self._transformer = onnxruntime.InferenceSession(transformer, options, providers=providers)

    def vector(self, painting: Array) -> Array:
        """(h, w, 3) in 0..1 -> (100,)."""
        return np.asarray(self._encoder.run(None, {"style_image": painting[None]})[0][0], np.float32)

    def paint(self, photo: Array, vector: Array) -> Array:
        """(H, W, 3) in 0..1, sides multiples of 4, and (100,) -> (H, W, 3) in 0..1."""
        feed = {"content_image": photo[None], "style_vector": vector[None]}
        return np.asarray(self._transformer.run(None, feed)[0][0], np.float32)


def load_student(source: Path, *, threads: int = 2) -> OnnxStudent:
    """From a pack's folder, or from a checkpoint (which needs torch)."""
    if source.is_dir():
        return OnnxStudent(str(source / "style_predictor.onnx"), str(source / "transformer.onnx"), threads=threads)
    from scripts.training.state import load_networks
    from scripts.training.student_graphs import encoder_model, transformer_model

    transformer, encoder = load_networks(source)
    models = encoder_model(encoder), transformer_model(transformer)
    return OnnxStudent(*(m.SerializeToString() for m in models), threads=threads)
