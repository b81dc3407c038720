"""A command line without networks, in an empty folder with a photo and a painting."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from stylizer_app.__main__ import main
from stylizer_app.devices import CPU
from tests.fake_painter import FakeLibrary, FakePainter


@dataclass
class Outcome:
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON objects on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def complaints(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()


Run = Callable[..., Outcome]


@pytest.fixture
def painter(monkeypatch: pytest.MonkeyPatch) -> FakePainter:
    """The painter that the command line will use."""
    painter = FakePainter()
    monkeypatch.setattr("stylizer_app.engine.devices.choose.available_devices", lambda: (CPU,))
    for command in ("paint", "sheet"):
        monkeypatch.setattr(f"stylizer_app.cli.{command}.Painter", lambda library: painter)
        monkeypatch.setattr(f"stylizer_app.cli.{command}.PackLibrary", FakeLibrary)
    return painter


@pytest.fixture
def run(painter: FakePainter, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process."""

    def stylizer(*words: object) -> Outcome:
        capsys.readouterr()
        code = main([str(word) for word in words])
        return Outcome(code, *capsys.readouterr())

    return stylizer


def names(folder: Path | str) -> list[str]:
    """The names of what lies in a folder."""
    return sorted(path.name for path in Path(folder).iterdir())


def write_photo(path: Path, size: tuple[int, int] = (24, 16), seed: int = 1, **options: Any) -> Path:
    """Write a picture of soft colours."""
    rng = np.random.default_rng(seed)
    small = Image.fromarray(rng.integers(0, 256, (4, 6, 3), np.uint8))
    small.resize(size, Image.Resampling.BICUBIC).save(path, **options)
    return path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with photo.png and painting.jpg in it."""
    monkeypatch.chdir(tmp_path)
    write_photo(tmp_path / "photo.png", seed=1)
    write_photo(tmp_path / "painting.jpg", seed=2)
    return tmp_path
