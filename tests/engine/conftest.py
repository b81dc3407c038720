"""Small packs with random weights, shaped like the real ones, for tests of the engine."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.pipeline import Painter
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.resize import resize_float

SMALL = Size(200, 160)
"""Of a first octave."""


@pytest.fixture(scope="session")
def random_packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packs ``builtin`` (own kind of network) and ``magenta`` (Magenta's kind)."""
    pytest.importorskip("onnx", reason="making a pack needs the onnx package (extra dev)")
    from scripts.packs.manifest import PackInfo
    from scripts.packs.write import write_pack
    from tests.scripts import cutter_networks as networks

    folder = tmp_path_factory.mktemp("random-packs")
    for name, transformer, border in (("builtin", networks.builtin_like, 16), ("magenta", networks.magenta_like, 0)):
        info = PackInfo(name, name.title(), "Random numbers.", "CC0-1.0", "https://example.org", border=border)
        write_pack(folder / name, networks.predictor(), transformer(), info)
    return folder


@pytest.fixture
def library(random_packs: Path, tmp_path: Path) -> PackLibrary:
    """A library whose shipped packs are the random ones."""
    return PackLibrary(random_packs, tmp_path / "installed")


@pytest.fixture
def painter(library: PackLibrary) -> Painter:
    return Painter(library)


@pytest.fixture
def pack_folder(random_packs: Path, tmp_path: Path) -> Path:
    """A copy of a pack under another id that a test may damage."""
    folder = tmp_path / "copy"
    shutil.copytree(random_packs / "magenta", folder)
    manifest = folder / "pack.toml"
    manifest.write_text(manifest.read_text("utf-8").replace('id = "magenta"', 'id = "copy"'), "utf-8")
    return folder


def noise(height: int, width: int, seed: int = 0, depth: int = 8) -> Picture:
    """A smooth random picture: noise at a twelfth of the size, enlarged."""
    rng = np.random.default_rng(seed)
    coarse = rng.random((height // 12 + 2, width // 12 + 2, 3))
    fine = coarse.repeat(12, 0).repeat(12, 1)[:height, :width] * 0.8 + rng.random((height, width, 3)) * 0.2
    return Picture((fine * 255).astype(np.uint8) if depth == 8 else (fine * 65535).astype(np.uint16))


def reduced(photo: Picture, size: Size = SMALL) -> np.ndarray:
    """A photo's pixels (h, w, 3) 0..1 at another size."""
    return resize_float(photo.rgb, size)
