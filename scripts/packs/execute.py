"""Runs a pack's stages tile by tile with numpy and onnxruntime: the plain reference for tests."""

from __future__ import annotations

import tomllib
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from stylizer_app.imaging.samples import Floats

Sessions = dict[str, onnxruntime.InferenceSession]


def session(path: Path) -> onnxruntime.InferenceSession:
    """A quiet onnxruntime session on the CPU, whose threads sleep while they wait."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def run_whole(folder: Path, content: Floats, vector: Floats) -> Floats:
    """transformer.onnx in one piece: content (1, H, W, 3) 0..1, H and W multiples of 4, vector (1, 100)."""
    feeds = {"content_image": content, "style_vector": vector}
    result: Floats = session(folder / "transformer.onnx").run(["stylized_image"], feeds)[0]
    return result


def run_staged(
    folder: Path,
    content: Floats,
    vector: Floats,
    tile: int = 16,
    *,
    form: str = "",
    sessions: Sessions | None = None,
) -> Floats:
    """The same through the stages, in tiles of ``tile`` x ``tile`` cells (4 x 4 pixels each).

    ``form``: the form of the stages, "cpu" or "fp16", where they have it. ``sessions``: kept by the caller.
    """
    pack = tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))
    run = _StagedRun(folder, pack, content, vector, tile, sessions if sessions is not None else {})
    for number, stage in enumerate(pack["stages"]):
        run.stage(stage, stage.get(f"{form}_file", stage["file"]))
        run.forget(number)
    return run.maps["stylized_image"]


class _StagedRun:
    """The maps and statistics of one run."""

    def __init__(
        self, folder: Path, pack: dict[str, Any], content: Floats, vector: Floats, tile: int, sessions: Sessions
    ) -> None:
        self.folder, self.pack, self.tile, self.sessions = folder, pack, tile, sessions
        self.rows, self.columns = content.shape[1] // 4, content.shape[2] // 4
        self.maps: dict[str, Floats] = {"content_image": content}
        self.scales = {m["name"]: m["scale"] for m in pack["maps"]}
        self.modulation = session(folder / "modulation.onnx")
        names = [o.name for o in self.modulation.get_outputs()]
        self.gains = dict(zip(names, self.modulation.run(names, {"style_vector": vector}), strict=True))
        self.folded: dict[str, Floats] = {}

    def forget(self, number: int) -> None:
        """Drop the maps that no stage after this one reads."""
        later = {name for stage in self.pack["stages"][number + 1 :] for name in stage["reads"]} | {"stylized_image"}
        self.maps = {name: values for name, values in self.maps.items() if name in later}

    def stage(self, stage: dict[str, Any], file: str) -> None:
        """All tiles of one stage, then the scale and shift of the norms whose sums it gathered."""
        if file not in self.sessions:
            self.sessions[file] = session(self.folder / file)
        runner = self.sessions[file]
        for name in stage["writes"]:
            self.maps[name] = self._empty(name)
        totals: dict[str, Any] = {}
        for top, left in product(range(0, self.rows, self.tile), range(0, self.columns, self.tile)):
            core = (top, left, min(top + self.tile, self.rows), min(left + self.tile, self.columns))
            for name, value in self._tile(runner, stage, core).items():
                totals[name] = totals.get(name, 0) + value
        for k in stage["gathers"]:
            self._fold(k, totals[f"sum_{k}"], totals[f"square_sum_{k}"])

    def _tile(self, runner: Any, stage: dict[str, Any], core: tuple[int, ...]) -> dict[str, NDArray[np.float64]]:
        """One tile: puts its maps in place and returns its sums."""
        halo, names = stage["halo"], [o.name for o in runner.get_outputs()]
        first = (max(0, core[0] - halo), max(0, core[1] - halo))
        window = (*first, min(self.rows, core[2] + halo), min(self.columns, core[3] + halo))
        feeds = {name: self._part(name, window) for name in stage["reads"]}
        feeds |= {f"{kind}_{k}": self.folded[f"{kind}_{k}"] for k in stage["applies"] for kind in ("scale", "shift")}
        feeds["core"] = np.array([c - window[i % 2] for i, c in enumerate(core)], np.int64)
        results = dict(zip(names, runner.run(names, feeds), strict=True))
        for name in stage["writes"]:
            self._part(name, core)[...] = results.pop(name)
        return results

    def _fold(self, k: int, total: NDArray[np.float64], squares: NDArray[np.float64]) -> None:
        """Statistics, gain and bias of norm k as one scale and one shift."""
        count = self.rows * self.columns * (4 // self.pack["norms"][k]["scale"]) ** 2
        mean = total / count
        variance = np.maximum(squares / count - mean**2, 0)
        scale = self.gains[f"gain_{k}"] / np.sqrt(variance + self.pack["epsilon"])
        shift = self.gains[f"bias_{k}"] - mean * scale
        self.folded[f"scale_{k}"] = scale.astype(np.float32).reshape(1, -1, 1, 1)
        self.folded[f"shift_{k}"] = shift.astype(np.float32).reshape(1, -1, 1, 1)

    def _empty(self, name: str) -> Floats:
        if name == "stylized_image":
            return np.full((1, self.rows * 4, self.columns * 4, 3), np.nan, np.float32)
        factor = 4 // self.scales[name]
        channels = next(m["channels"] for m in self.pack["maps"] if m["name"] == name)
        return np.full((1, channels, self.rows * factor, self.columns * factor), np.nan, np.float32)

    def _part(self, name: str, box: tuple[int, ...]) -> Floats:
        """A view of a map in a box given in cells."""
        factor = 4 // self.scales.get(name, 1)
        rows, columns = slice(box[0] * factor, box[2] * factor), slice(box[1] * factor, box[3] * factor)
        pictures = name in ("content_image", "stylized_image")
        return self.maps[name][:, rows, columns] if pictures else self.maps[name][:, :, rows, columns]
