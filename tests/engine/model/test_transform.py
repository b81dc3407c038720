"""The staged transformer: any tile size gives the picture of the whole run."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stylizer_app.engine.model.loaded_pack import LoadedPack
from stylizer_app.engine.model.statistics import Statistics
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.packs.pack import NormInfo
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.engine.runtime.onnxruntime_backend import OnnxruntimeNetwork
from stylizer_app.engine.tiles.grid import CELL
from stylizer_app.engine.tiles.padded_image import PaddedImage
from stylizer_app.engine.tiles.tile_plan import TilePlan
from stylizer_app.errors import Cancelled
from stylizer_app.imaging.geometry import Region, Size
from tests.engine.conftest import noise

VECTOR = np.random.default_rng(3).normal(0, 0.7, 100).astype(np.float32)


def staged(
    loaded: LoadedPack,
    photo: np.ndarray,
    core: int,
    spill: Path,
    *,
    fixed: bool = False,
    budget: int = 10**9,
    progress: Progress | None = None,
) -> np.ndarray:
    """The painted padded picture, put together from its tiles."""
    size = Size(photo.shape[1], photo.shape[0])
    content = PaddedImage(size, lambda r: photo[r.slices], border=loaded.pack.border, min_size=loaded.pack.min_size)
    result = np.full((content.cells.height * CELL, content.cells.width * CELL, 3), np.nan, np.float32)

    def take(tile: Region, written: Region, painted: np.ndarray) -> None:
        result[tile.times(CELL).slices] = painted[tile.relative_to(written).times(CELL).slices]

    plan = TilePlan(core, budget, spill, fixed=fixed, margin=core % 3)
    loaded.transformer.run(content, VECTOR, take, plan, progress or Progress())
    return result


def whole(loaded: LoadedPack, photo: np.ndarray) -> np.ndarray:
    """The same through transformer.onnx in one go."""
    size = Size(photo.shape[1], photo.shape[0])
    content = PaddedImage(size, lambda r: photo[r.slices], border=loaded.pack.border, min_size=loaded.pack.min_size)
    image = content.window(Region(0, 0, content.cells.width, content.cells.height))
    network = OnnxruntimeNetwork(loaded.pack.path("transformer.onnx"))
    return network.run(content_image=image, style_vector=VECTOR[np.newaxis])["stylized_image"][0]


@pytest.fixture(params=["builtin", "magenta"])
def loaded(request: pytest.FixtureRequest, random_packs: Path, tmp_path: Path) -> LoadedPack:
    return LoadedPack(PackLibrary(random_packs, tmp_path / "none").get(request.param), "cpu")


@pytest.mark.parametrize(("height", "width"), [(1, 1), (61, 97), (128, 131), (9, 700)])
def test_tiles_give_the_picture_of_the_whole_run(loaded: LoadedPack, tmp_path: Path, height: int, width: int) -> None:
    photo = noise(height, width).rgb.astype(np.float32) / 255
    expected = whole(loaded, photo)
    for core in (3, 8, 16, 500):
        assert np.abs(staged(loaded, photo, core, tmp_path) - expected).max() < 0.25 / 255


@settings(max_examples=15)
@given(
    height=st.integers(1, 90),
    width=st.integers(1, 90),
    core=st.integers(2, 30),
    fixed=st.booleans(),
    spilled=st.booleans(),
)
def test_size_tile_and_memory_do_not_matter(
    loaded: LoadedPack, tmp_path: Path, height: int, width: int, core: int, fixed: bool, spilled: bool
) -> None:
    photo = noise(height, width, seed=height).rgb.astype(np.float32) / 255
    tiled = staged(loaded, photo, core, tmp_path, fixed=fixed, budget=0 if spilled else 10**9)
    assert np.abs(tiled - whole(loaded, photo)).max() < 0.25 / 255
    assert list(tmp_path.glob("stylizer-*")) == []


def test_cancelling_between_tiles_stops_and_leaves_nothing(loaded: LoadedPack, tmp_path: Path) -> None:
    token = CancelToken()
    photo = noise(64, 64).rgb.astype(np.float32) / 255
    content = PaddedImage(Size(64, 64), lambda r: photo[r.slices], border=16, min_size=32)

    def listen(fraction: float, _: str) -> None:
        if fraction > 0.5:
            token.cancel()

    with pytest.raises(Cancelled):
        loaded.transformer.run(content, VECTOR, lambda *_: None, TilePlan(6, 0, tmp_path), Progress(listen, token))
    assert list(tmp_path.iterdir()) == []
    assert np.isfinite(staged(loaded, photo, 50, tmp_path)).all()


def test_a_run_within_a_run_changes_neither(loaded: LoadedPack, tmp_path: Path) -> None:
    """As when a preview is painted between two tiles of a picture that is being saved."""
    photo, other = (noise(*sides).rgb.astype(np.float32) / 255 for sides in ((64, 64), (90, 40)))
    between: list[np.ndarray] = []

    def listen(fraction: float, _: str) -> None:
        if fraction > 0.3 and not between:
            between.append(staged(loaded, other, 7, tmp_path))

    painted = staged(loaded, photo, 6, tmp_path, progress=Progress(listen))
    assert np.array_equal(painted, staged(loaded, photo, 6, tmp_path))
    assert np.array_equal(between[0], staged(loaded, other, 7, tmp_path))


def test_progress_rises_from_zero_to_one(loaded: LoadedPack, tmp_path: Path) -> None:
    seen: list[float] = []
    photo = noise(64, 64).rgb.astype(np.float32) / 255
    content = PaddedImage(Size(64, 64), lambda r: photo[r.slices], border=16, min_size=32)
    progress = Progress(lambda fraction, _: seen.append(fraction))
    loaded.transformer.run(content, VECTOR, lambda *_: None, TilePlan(8, 0, tmp_path), progress)
    assert np.diff(seen).min() > -1e-9
    assert seen[0] == 0
    assert seen[-1] == pytest.approx(1)


def test_statistics_fold_into_scale_and_shift() -> None:
    values = np.random.default_rng(0).normal(3, 2, (4, 8, 12))
    statistics = Statistics(NormInfo(4, 4), Size(12, 8))
    for part in np.split(values, 2, axis=2):
        statistics.add(part.sum((1, 2)), (part**2).sum((1, 2)))
    gain, bias = np.arange(4, dtype=np.float32), np.ones(4, np.float32)
    scale, shift = statistics.folded(gain, bias, 1e-5)
    normalized = (values - values.mean((1, 2), keepdims=True)) / np.sqrt(values.var((1, 2), keepdims=True) + 1e-5)
    assert np.allclose(values * scale[0] + shift[0], normalized * gain[:, None, None] + bias[:, None, None], atol=1e-4)
