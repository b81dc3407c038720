"""The student through onnxruntime, from a checkpoint or from a pack."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from scripts.training.config import STYLE_SIZE
from stylizer_app.engine.packs.manifest import read_pack
from stylizer_app.engine.packs.pack import Easing

Array = NDArray[np.float32]


class OnnxStudent:
    """Style encoder and transformer as the program will run them, and the names of the looks they were taught."""

    def __init__(
        self,
        encoder: bytes | str,
        transformer: bytes | str,
        looks: tuple[str, ...] = (),
        easing: Mapping[str, Easing] | None = None,
        pull: Mapping[str, float] | None = None,
        *,
        threads: int = 2,
    ) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        providers = ["CPUExecutionProvider"]
        self._encoder = onnxruntime.InferenceSession(encoder, options, providers=providers)
        self._transformer = onnxruntime.InferenceSession(transformer, options, providers=providers)
        self.looks, self.easing, self.pull = looks, easing or {}, pull or {}

    def vector(self, painting: Array) -> Array:
        """(h, w, 3) in 0..1 -> (100 + looks,), the looks' numbers 0."""
        found = np.asarray(self._encoder.run(None, {"style_image": painting[None]})[0], np.float32).reshape(STYLE_SIZE)
        return np.concatenate([found, np.zeros(len(self.looks), np.float32)])

    def look(self, name: str) -> Array:
        """The style vector of a look, (100 + looks,): its own number 1, all others 0."""
        vector = np.zeros(STYLE_SIZE + len(self.looks), np.float32)
        vector[STYLE_SIZE + self.looks.index(name)] = 1
        return vector

    def paint(self, photo: Array, vector: Array) -> Array:
        """(H, W, 3) in 0..1, sides multiples of 4, and a style vector or an encoder's 100 numbers -> (H, W, 3)."""
        whole = np.pad(vector, (0, STYLE_SIZE + len(self.looks) - len(vector)))
        feed = {"content_image": photo[None], "style_vector": whole[None]}
        return np.asarray(self._transformer.run(None, feed)[0][0], np.float32)


def load_student(source: Path, *, threads: int = 2) -> OnnxStudent:
    """From a pack's folder, or from a checkpoint (which needs torch)."""
    if source.is_dir():
        pack = read_pack(source)
        files = str(source / "style_predictor.onnx"), str(source / "transformer.onnx")
        easing = dict(zip(pack.looks, pack.easing, strict=True))
        pull = dict(zip(pack.looks, pack.pull, strict=True))
        return OnnxStudent(*files, pack.looks, easing, pull, threads=threads)
    from scripts.training.state import load_networks
    from scripts.training.student_graphs import encoder_model, transformer_model

    found = load_networks(source)
    encoder, transformer = encoder_model(found.encoder), transformer_model(found.transformer)
    return OnnxStudent(encoder.SerializeToString(), transformer.SerializeToString(), found.looks, threads=threads)
