"""``--mask`` from the command line: it reaches the engine, travels in the recipe, and a bad one is explained."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.cli.conftest import Run
from tests.fake_painter import FakePainter


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a photo, a painting, and a mask that keeps the left half."""
    monkeypatch.chdir(tmp_path)
    rng = np.random.default_rng(3)
    for name in ("photo.png", "painting.png"):
        Image.fromarray(rng.integers(0, 256, (20, 30, 3), np.uint8)).save(name)
    coverage = np.zeros((8, 12), np.uint8)
    coverage[:, 6:] = 255
    Image.fromarray(coverage).save("mask.png")
    return tmp_path


def coverages(painter: FakePainter) -> list[np.ndarray | None]:  # type: ignore[type-arg]
    return [request.mask and request.mask.coverage for request in painter.requests]


def test_the_mask_reaches_the_engine_and_travels_in_the_recipe(run: Run, here: Path, painter: FakePainter) -> None:
    assert run("paint", "photo.png", "--style", "painting.png", "--mask", "mask.png", "-o", "out.jpg").code == 0
    assert run("paint", "photo.png", "--recipe", "out.jpg", "-o", "again.png").code == 0
    assert run("paint", "photo.png", "--recipe", "out.jpg", "--mask", "photo.png", "-o", "other.png").code == 0
    assert run("paint", "photo.png", "--style", "painting.png", "-o", "plain.png").code == 0
    first, again, other, plain = coverages(painter)
    assert first is not None
    assert again is not None
    assert np.array_equal(first, again)
    assert np.array_equal(first, np.asarray(Image.open("mask.png")))
    assert other is not None
    assert other.shape == (20, 30)
    assert plain is None


def test_a_mask_that_cannot_be_read_is_explained_before_anything_is_painted(
    run: Run, here: Path, painter: FakePainter
) -> None:
    Path("broken.png").write_bytes(Path("mask.png").read_bytes()[:40])
    for name, words in {"none.png": "does not exist", "broken.png": "broken.png", ".": "is a folder"}.items():
        outcome = run("paint", "photo.png", "--style", "painting.png", "--mask", name, "-o", "out.png")
        assert outcome.code == 2
        assert words in outcome.err
    assert not painter.requests


def test_a_result_never_replaces_the_mask(run: Run, here: Path) -> None:
    before = Path("mask.png").read_bytes()
    words = ("--style", "painting.png", "--mask", "mask.png", "--overwrite", "replace", "-o", "mask.png")
    assert run("paint", "photo.png", *words).code != 0
    assert Path("mask.png").read_bytes() == before
