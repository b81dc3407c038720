"""The original networks, run as their makers meant them: what a converted pack is compared with."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from scripts.convert.split import Bottleneck
from stylizer_app.imaging.samples import Floats

Sizes = tuple[tuple[int, int], ...]


class Reference(Protocol):
    """Paints with the original networks."""

    name: str
    content_sizes: Sizes
    style_sizes: Sizes

    def paint(self, content: Floats, style: Floats) -> Floats:
        """Content and style (1, h, w, 3) 0..1 of the sizes above -> picture of the content's size."""


class SavedModelReference:
    """A SavedModel in TensorFlow. Sizes that are no multiples of 4 are mirrored up and cut back, as in a pack."""

    content_sizes: Sizes = ((256, 256), (192, 320), (227, 301), (388, 260))
    style_sizes: Sizes = ((256, 256), (199, 270))

    def __init__(self, folder: Path, bottleneck: Bottleneck) -> None:
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
        import tensorflow as tf

        self._model = tf.saved_model.load(str(folder))  # kept: its signatures do not keep it alive
        self._run = self._model.signatures["serving_default"]
        self._tensor, self._names = tf.constant, (bottleneck.content, bottleneck.style)
        self.name = f"TensorFlow {version_of('tensorflow', 'tensorflow-cpu')}"

    def paint(self, content: Floats, style: Floats) -> Floats:
        """Content and style (1, h, w, 3) 0..1 of any size -> picture of the content's size."""
        height, width = content.shape[1:3]
        filled = np.pad(content, ((0, 0), (0, -height % 4), (0, -width % 4), (0, 0)), mode="reflect")
        feeds = dict(zip(self._names, map(self._tensor, (filled, style)), strict=True))
        painted: Floats = next(iter(self._run(**feeds).values())).numpy()
        return painted[:, :height, :width]


class LiteRTReference:
    """A pair of TFLite files in LiteRT, which run at one size only."""

    def __init__(self, predictor: Path, transformer: Path) -> None:
        self._predictor, self._transformer = _interpreter(predictor), _interpreter(transformer)
        content, _ = self._transfer_inputs()
        self.content_sizes: Sizes = (tuple(content["shape"][1:3].tolist()),)
        self.style_sizes: Sizes = (tuple(self._predictor.get_input_details()[0]["shape"][1:3].tolist()),)
        self.name = f"LiteRT {version_of('ai-edge-litert', 'tensorflow', 'tensorflow-cpu')}"

    def paint(self, content: Floats, style: Floats) -> Floats:
        """Content and style (1, h, w, 3) 0..1 of the only sizes there are -> picture of the content's size."""
        vector = _invoke(self._predictor, [(self._predictor.get_input_details()[0], style)])
        picture, numbers = self._transfer_inputs()
        return _invoke(self._transformer, [(picture, content), (numbers, vector.reshape(numbers["shape"]))])

    def _transfer_inputs(self) -> tuple[Any, Any]:
        """The picture's input and the style vector's."""
        small, big = sorted(self._transformer.get_input_details(), key=lambda item: int(np.prod(item["shape"])))
        return big, small


def _interpreter(path: Path) -> Any:
    """A LiteRT interpreter on one thread."""
    try:
        from ai_edge_litert.interpreter import Interpreter
    except ImportError:
        from tensorflow.lite import Interpreter
    interpreter = Interpreter(str(path), num_threads=1)
    interpreter.allocate_tensors()
    return interpreter


def _invoke(interpreter: Any, feeds: list[tuple[Any, Floats]]) -> Floats:
    for item, values in feeds:
        interpreter.set_tensor(item["index"], np.ascontiguousarray(values, np.float32))
    interpreter.invoke()
    result: Floats = interpreter.get_tensor(interpreter.get_output_details()[0]["index"])
    return result


def version_of(*names: str) -> str:
    """The version of the first of some packages that is installed."""
    for name in names:
        try:
            return version(name)
        except ImportError:  # PackageNotFoundError is one
            continue
    return "of unknown version"
