"""The teacher, Magenta's mobile pair, through onnxruntime."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from scripts.training.config import STYLE_SIZE
from scripts.training.prepare import PAINTER_FILE, PREDICTOR_FILE

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
        self._predictor, self._painter = (onnxruntime.InferenceSession(str(f), options) for f in files)

    def vector(self, painting: Array) -> Array:
        """(256, 256, 3) in 0..1 -> (100,)."""
        feed = {self._predictor.get_inputs()[0].name: np.ascontiguousarray(painting[None])}
        return np.asarray(self._predictor.run(None, feed)[0], np.float32).reshape(STYLE_SIZE)

    def paint(self, photo: Array, vector: Array) -> Array:
        """(H, W, 3) in 0..1, sides multiples of 4, and (100,) -> (H, W, 3) in 0..1."""
        names = [i.name for i in self._painter.get_inputs()]
        values = [np.ascontiguousarray(photo[None]), vector.reshape(1, 1, 1, STYLE_SIZE)]
        return np.asarray(self._painter.run(None, dict(zip(names, values, strict=True)))[0][0], np.float32)
