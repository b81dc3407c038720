"""One contender, one process, one picture: prints seconds and peak memory as JSON.

Started anew for every measurement, so that the peak memory is the contender's own.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil
from numpy.typing import NDArray

if TYPE_CHECKING:
    from stylizer_app.engine.packs.library import PackLibrary

Pixels = NDArray[np.uint8]


def main() -> None:
    """Run one contender and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=CONTENDERS)
    parser.add_argument("what", nargs="?", default="")
    parser.add_argument("--megapixels", type=float, default=1.0)
    parser.add_argument("--memory", type=int, default=None)
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()
    photo = picture(args.megapixels)
    run = CONTENDERS[args.kind](args.what, photo, args)
    before = psutil.Process().memory_info().rss
    run()  # warm up: load, plan memory, start threads
    start, cpu = time.perf_counter(), time.process_time()
    details = run() or {}
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    pixels = photo.shape[0] * photo.shape[1] / 1e6
    figures = {"seconds": seconds, "cpu": cpu, "megapixels": pixels, "before": before, "peak": _peak()}
    print(json.dumps({**figures, **details}))


def picture(megapixels: float) -> Pixels:
    """A picture (H, W, 3) of smooth waves and noise, 10:7, both sides multiples of four."""
    height = max(4, round(math.sqrt(megapixels * 1e6 * 0.7) / 4) * 4)
    width = max(4, round(megapixels * 1e6 / height / 4) * 4)
    gains = np.array([1, 0.6, -0.8], np.float32)
    x = np.cos(np.arange(width, dtype=np.float32) / 53)[np.newaxis, :, np.newaxis] * gains
    result, rng = np.empty((height, width, 3), np.uint8), np.random.default_rng(0)
    for top in range(0, height, 256):  # in strips: the peak of memory must be the contender's
        strip = result[top : top + 256]
        y = np.sin(np.arange(top, top + len(strip), dtype=np.float32) / 37)[:, np.newaxis, np.newaxis]
        strip[:] = (y * x + 1) * 100
        strip += rng.integers(0, 50, strip.shape, np.uint8)
    return result


def packs_of(what: str) -> tuple[PackLibrary, str]:
    """A library that holds the pack named by its id or its folder beside those shipped, and the pack's id."""
    from stylizer_app.engine.packs.library import PackLibrary
    from stylizer_app.system.paths import bundled_packs_dir

    folder = Path(what)
    if folder.is_dir():
        return PackLibrary(folder.parent.resolve(), bundled_packs_dir()), folder.name
    return PackLibrary(), what


def _pack(what: str, photo: Pixels, args: argparse.Namespace) -> Callable[[], dict[str, Any]]:
    """A pack through the whole pipeline: octaves, tiles, colour, with a style vector at hand."""
    from stylizer_app.engine.pipeline import Painter
    from stylizer_app.engine.request import PaintRequest, WeightedStyle
    from stylizer_app.imaging.picture import Picture

    library, name = packs_of(what)
    painter = Painter(library)
    style = painter.style_vector(Picture(picture(0.25)), name, "cpu")
    styles, device = (WeightedStyle(style),), args.device
    request = PaintRequest(Picture(photo), styles, pack=name, memory=args.memory, device=device)

    def run() -> dict[str, Any]:
        report = painter.paint(request).report
        return {"tiles": report.tiles, "octaves": [str(s) for s in report.octaves]}

    return run


def _transformer(what: str, photo: Pixels, args: argparse.Namespace) -> Callable[[], None]:
    """A pack's transformer alone, one run over the whole picture: what the peers do."""
    return _onnx(str(Path(what) / "transformer.onnx"), photo, args)


def _onnx(what: str, photo: Pixels, _: argparse.Namespace) -> Callable[[], None]:
    """Any ONNX transformer (content image, style vector) in onnxruntime."""
    import onnxruntime as ort

    session = ort.InferenceSession(what, providers=["CPUExecutionProvider"])
    content = (photo / np.float32(255))[np.newaxis].astype(np.float32)
    inputs: dict[str, Any] = {}
    for node in session.get_inputs():
        is_picture = len(node.shape) == 4 and node.shape[-1] == 3
        shape = [d if isinstance(d, int) else 1 for d in node.shape]
        inputs[node.name] = content if is_picture else np.zeros(shape, np.float32)

    def run() -> None:
        session.run(None, inputs)

    return run


def _tensorflow(what: str, photo: Pixels, _: argparse.Namespace) -> Callable[[], None]:
    """Magenta's SavedModel in TensorFlow, style prediction included, as its users run it."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import tensorflow as tf

    function = tf.saved_model.load(what).signatures["serving_default"]
    content = tf.constant((photo / np.float32(255))[np.newaxis].astype(np.float32))
    style = tf.constant((picture(0.0656) / np.float32(255))[np.newaxis].astype(np.float32))

    def run() -> None:
        for value in function(placeholder=content, placeholder_1=style).values():
            value.numpy()

    return run


def _litert(what: str, photo: Pixels, _: argparse.Namespace) -> Callable[[], None]:
    """Magenta's mobile transformer in LiteRT with XNNPACK."""
    from ai_edge_litert.interpreter import Interpreter

    model = Interpreter(what, num_threads=os.cpu_count())
    details = sorted(model.get_input_details(), key=lambda d: -int(np.prod(d["shape"])))
    content = (photo / np.float32(255))[np.newaxis].astype(np.float32)
    model.resize_tensor_input(details[0]["index"], content.shape)
    model.allocate_tensors()

    def run() -> None:
        model.set_tensor(details[0]["index"], content)
        model.set_tensor(details[1]["index"], np.zeros(details[1]["shape"], np.float32))
        model.invoke()

    return run


def _matmul(_: str, __: Pixels, ___: argparse.Namespace) -> Callable[[], dict[str, Any]]:
    """The machine's own ceiling: a float32 matrix product."""
    side = 2048
    matrix = np.random.default_rng(0).random((side, side), np.float32)

    def run() -> dict[str, Any]:
        start = time.perf_counter()
        matrix @ matrix
        return {"gflops": 2 * side**3 / (time.perf_counter() - start) / 1e9}

    return run


CONTENDERS: dict[str, Callable[[str, Pixels, argparse.Namespace], Callable[[], Any]]] = {
    "pack": _pack,
    "transformer": _transformer,
    "onnx": _onnx,
    "tensorflow": _tensorflow,
    "litert": _litert,
    "matmul": _matmul,
}


def _peak() -> int:
    """The process's largest resident size so far, in bytes."""
    if hasattr(psutil.Process().memory_info(), "peak_wset"):
        return int(psutil.Process().memory_info().peak_wset)
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if os.uname().sysname == "Darwin" else 1024)


if __name__ == "__main__":
    main()
