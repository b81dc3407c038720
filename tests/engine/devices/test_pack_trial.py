"""What the process that tries a pack writes into its report; how that process is watched is tested with the attacks."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from stylizer_app.engine.devices import pack_trial
from stylizer_app.engine.model.style_vectors import StylePredictor
from stylizer_app.engine.packs.manifest import read_pack
from stylizer_app.errors import DeviceError, PackError
from stylizer_app.errors.device import Failed
from stylizer_app.errors.pack import PackFault


@pytest.fixture(autouse=True)
def no_limit(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The tests' own process keeps its memory; the limits that it would have got."""
    limits: list[int] = []
    monkeypatch.setattr(pack_trial, "_limit_memory", limits.append)
    return limits


def told(folder: Path, tmp_path: Path) -> dict[str, object]:
    assert pack_trial.run(folder, tmp_path / "report.json") == 0
    report: dict[str, object] = json.loads((tmp_path / "report.json").read_text("utf-8"))
    return report


def test_a_good_pack_has_nothing_to_report(pack_folder: Path, tmp_path: Path, no_limit: list[int]) -> None:
    assert told(pack_folder, tmp_path) == {}
    assert no_limit == [1_000_000_000 + 4 * read_pack(pack_folder).bytes]


def test_every_form_of_the_networks_is_painted(pack_folder: Path, tmp_path: Path) -> None:
    pack = read_pack(pack_folder)
    stages = tuple(replace(stage, cpu_file=stage.file) for stage in pack.stages)
    ways = list(pack_trial._ways(replace(pack, stages=stages), tmp_path))
    assert [(way.stages[0].cpu_file != "", plan.whole > 0) for way, plan in ways] == [
        (True, False), (True, True), (False, False),
    ]  # fmt: skip
    assert len(list(pack_trial._ways(pack, tmp_path))) == 2


def test_networks_that_do_not_fit_are_named(pack_folder: Path, tmp_path: Path) -> None:
    (pack_folder / "stage_01.onnx").write_bytes((pack_folder / "stage_00.onnx").read_bytes())
    report = told(pack_folder, tmp_path)
    assert (report["reason"], report["file"]) == ("WrongTensors", "stage_01.onnx")
    (pack_folder / "stage_01.onnx").write_bytes(b"no network")
    report = told(pack_folder, tmp_path)
    assert (report["reason"], report["file"]) == ("NotRunnable", "stage_01.onnx")


@pytest.mark.parametrize(
    ("error", "reason", "facts"),
    [
        (ValueError("operands could not be broadcast"), "DoesNotPaint", ["operands could not be broadcast"]),
        (MemoryError(), "DoesNotPaint", ["MemoryError"]),
        (PackError(PackFault.NO_STYLE_VECTOR, "copy"), "NO_STYLE_VECTOR", None),
        (DeviceError(Failed("went away"), "cpu"), "DoesNotPaint", None),
    ],
)
def test_whatever_goes_wrong_is_a_reason(
    pack_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    error: Exception, reason: str, facts: list[str] | None,
) -> None:  # fmt: skip
    def fails(*_: object) -> np.ndarray:
        raise error

    monkeypatch.setattr(StylePredictor, "predict", fails)
    report = told(pack_folder, tmp_path)
    assert report["reason"] == reason
    assert facts is None or report["facts"] == facts
