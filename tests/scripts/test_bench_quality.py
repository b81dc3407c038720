"""The benchmarks of full size: edges that are there are found, weave is told from noise, sizes are compared."""

from __future__ import annotations

import argparse

import numpy as np
import pytest

from scripts.benchmarks import edges, sizes
from scripts.benchmarks.edges import WINDOW, edge_match, weave


def blocks(seed: int, side: int = 300) -> np.ndarray:
    """Random grey rectangles with sharp edges, (side, side)."""
    rng = np.random.default_rng(seed)
    return rng.random((side // 20, side // 20)).astype(np.float32).repeat(20, 0).repeat(20, 1)


def test_edges_match_where_they_lie_in_the_same_places() -> None:
    photo = blocks(1)
    assert edge_match(photo, photo) == pytest.approx(1)
    assert edge_match(photo, 1 - 0.5 * photo) == pytest.approx(1, abs=0.01)  # whatever contrast and polarity
    shifted = edge_match(photo, np.roll(photo, (10, 10), (0, 1)))
    assert shifted < edge_match(photo, np.clip(photo + 0.1 * np.roll(photo, 10, 0), 0, 1)) < 1
    assert abs(edge_match(photo, np.random.default_rng(2).random(photo.shape, np.float32))) < 0.1


def test_noise_has_no_weave_and_threads_across_the_picture_have() -> None:
    noise = np.random.default_rng(3).random((WINDOW + 100, 2 * WINDOW), np.float32)
    assert weave(noise) == pytest.approx(1, abs=0.15)
    threads = np.tile(np.array([0, 0, 1, 1], np.float32), noise.shape[1] // 4)
    weaves = [weave(noise + strength * threads) for strength in (0.1, 0.3, 0.6)]
    assert weaves == sorted(weaves)
    assert weaves[-1] > 4
    diagonal = np.indices(noise.shape).sum(axis=0) % 4 // 2
    assert weave(noise + 0.6 * diagonal.astype(np.float32)) < 1.1
    with pytest.raises(ValueError, match="no window"):
        weave(noise[:100])


def test_paintings_are_measured_with_the_detail_asked_for(capsys: pytest.CaptureFixture[str], tmp_path: object) -> None:
    from stylizer_app.system.paths import examples_dir

    told = {"photos": [examples_dir() / "landscape.jpg"], "styles": ["woodcut"], "pack": "builtin"}
    assert edges.measure(argparse.Namespace(**told, detail=100)) == 0
    most = float(capsys.readouterr().out.split("woodcut")[1].split("│")[1])
    assert edges.measure(argparse.Namespace(**told, detail=0)) == 0
    least = float(capsys.readouterr().out.split("woodcut")[1].split("│")[1])
    assert most > least


def test_sizes_are_measured_in_processes_of_their_own(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    told = {"megapixels": [0.02, 0.05], "rounds": 1, "pack": "builtin", "device": "cpu", "memory": None}
    assert sizes.measure(argparse.Namespace(**told)) == 0
    output = capsys.readouterr().out
    assert [line.split("│")[1].strip() for line in output.splitlines() if "│ 0.0" in line] == ["0.02", "0.05"]
    assert "GFLOP/s" in output
