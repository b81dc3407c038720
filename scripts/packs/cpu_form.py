"""The form of a stage that is fastest on CPUs, kept beside the plain one where it was measured to be faster."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
import onnxruntime
from onnx import ModelProto

from scripts.graphs.graph import Array
from scripts.packs.rows import fast_rows
from scripts.packs.scale_shift import fast_scale_shift
from scripts.packs.shuffle import fast_shuffles
from scripts.packs.winograd import fast_convolutions

GAIN = 1.03
"""How many times faster the other forms must be to be worth their bytes."""


def cpu_form(model: ModelProto) -> ModelProto | None:
    """A copy with everything in it that CPUs do faster another way; None if there is nothing worth a file.

    One pass less over a map is not, by itself.
    """
    fast = model
    for rewrite in (fast_convolutions, fast_rows, fast_shuffles):
        fast = rewrite(fast) or fast
    return None if fast is model else fast_scale_shift(fast) or fast


def are_faster(plain: Sequence[ModelProto], fast: Sequence[ModelProto]) -> bool:
    """Whether the other forms of stages save this computer's CPU enough time, on one thread and a usual tile."""
    seconds = np.zeros(2)
    for pair in zip(plain, fast, strict=True):
        timed = [_Timed(model) for model in pair]
        for _ in range(5):
            for each in timed:
                each.run()
        seconds += [each.best for each in timed]
    return bool(seconds[0] > GAIN * seconds[1])


class _Timed:
    """A stage with random inputs for 64 x 64 cells and a halo, and its best time on one thread."""

    def __init__(self, model: ModelProto, cells: int = 66) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._run = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
        random, self._feeds = np.random.default_rng(0), dict[str, Array]()
        for item in self._run.get_inputs():
            if item.name == "core":
                self._feeds[item.name] = np.array([1, 1, cells - 1, cells - 1])
            else:
                shape = [d if isinstance(d, int) else cells * 4 // int(d.rpartition("_")[2]) for d in item.shape]
                self._feeds[item.name] = random.random(shape, np.float32)
        self.best = np.inf

    def run(self) -> None:
        """Run once and remember the shortest time."""
        started = time.thread_time()
        self._run.run(None, self._feeds)
        self.best = min(self.best, time.thread_time() - started)
