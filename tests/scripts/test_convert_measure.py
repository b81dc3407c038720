"""Measuring a pack against plain tf2onnx: every form in a process of its own, on the same picture."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("onnx", reason="packs are written with the onnx package (extra dev)")

import onnx

from scripts.convert.measure import FORMS, compare
from scripts.packs.manifest import PackInfo
from scripts.packs.write import write_pack
from tests.scripts import cutter_networks as networks


def test_all_forms_are_measured_and_paint_the_same(tmp_path: Path) -> None:
    model = networks.magenta_like()
    onnx.save(model, tmp_path / "plain.onnx")
    info = PackInfo("test", "Test", "Random numbers.", "CC0-1.0", "https://example.org")
    pack = write_pack(tmp_path / "pack", networks.predictor(), model, info)
    found = compare(tmp_path / "plain.onnx", pack, side=96, runs=1)
    assert tuple(found) == FORMS
    for item in found.values():
        assert item.seconds > 0
        assert item.peak >= item.before > 1e6
        assert item.difference < 1e-3
    assert found["plain"].difference == 0
