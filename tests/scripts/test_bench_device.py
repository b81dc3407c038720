"""The benchmark of a device: what it prints is measured, and the multiplications are counted right."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

pytest.importorskip("onnx", reason="counting multiplications needs the onnx package (extra dev)")

from scripts.benchmarks import device
from stylizer_app.engine.packs.library import PackLibrary
from tests.scripts import cutter_networks as networks


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    from scripts.packs.manifest import PackInfo
    from scripts.packs.write import write_pack

    info = PackInfo("tiny", "Tiny", "Random numbers.", "CC0-1.0", "https://example.org", border=0)
    return write_pack(tmp_path / "tiny", networks.predictor(), networks.magenta_like(4, 6, 8, blocks=1), info)


def test_multiplications_are_counted_by_pixel(pack: Path) -> None:
    """9x9 from 3 to 4 channels, 3x3 to 6 at half and to 8 at quarter size, two more there, and back up."""
    by_hand = 81 * 3 * 4 + 9 * 4 * 6 / 4 + 9 * 6 * 8 / 16 + 2 * 9 * 8 * 8 / 16 + 9 * 8 * 6 / 4 + 9 * 6 * 4 + 81 * 4 * 3
    flops = device._flops_per_megapixel(PackLibrary(pack.parent).get("tiny"))
    assert flops == pytest.approx(2e6 * by_hand, rel=0.01)


def test_the_cpu_is_measured_against_its_own_ceiling(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(device, "choose", lambda name, _: name)
    told = {"pack": str(pack), "megapixels": 0.05, "side": 64}
    assert device.measure(argparse.Namespace(device="cpu", **told)) == 0
    (row,) = [line for line in capsys.readouterr().out.splitlines() if "float32" in line]
    figures = [cell.strip() for cell in row.split("│")]
    assert float(figures[2]) > 0
    assert 0 < float(figures[4]) < 5
