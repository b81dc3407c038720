"""Progress that nests and cancels; forecasts that learn; networks that fail with a sentence."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from stylizer_app.devices import DEVICES
from stylizer_app.engine.devices.plan import SMALLEST_CORE, tile_bytes, tile_plan, tiling_of
from stylizer_app.engine.forecast import forecast, learn
from stylizer_app.engine.model.style_vectors import KEPT, StylePredictor, at_zoom, mixed
from stylizer_app.engine.octaves import Octaves
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.engine.runtime import onnxruntime_backend
from stylizer_app.engine.runtime.network import run_error
from stylizer_app.engine.runtime.onnxruntime_backend import OnnxruntimeNetwork, available_devices, cpu_threads
from stylizer_app.engine.tiles.memory import available_memory, peak_memory
from stylizer_app.errors import Cancelled, DeviceError, MemoryBudgetError, PackError
from stylizer_app.errors.device import DeviceFault, Failed
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.picture import Picture
from stylizer_app.system.paths import cache_dir
from tests.engine.conftest import noise


def painted(*sizes: Size) -> Octaves:
    """Octaves without an enlargement."""
    return Octaves(sizes, sizes[-1])


def seconds_of(pack: Pack, device: str, octaves: Octaves) -> float | None:
    """What painting the octaves will take."""
    return forecast(pack, device, octaves, tile_plan(pack, tiling_of(device), 10**10)).seconds


SIZES = painted(Size(768, 512), Size(1500, 1000))


def test_parts_that_follow_each_other_never_step_back() -> None:
    heard: list[float] = []
    whole = Progress(lambda fraction, _: heard.append(fraction))
    ends = [0.0, *(k / 7 for k in range(1, 7)), 1.0]
    for outer in pairwise(ends):
        for inner in pairwise(ends):
            part = whole.part(*outer).part(*inner)
            for fraction in (0.0, 1 / 3, 1.0):
                part.advance(fraction)
    assert heard == sorted(heard)
    assert (heard[0], heard[-1]) == (0.0, 1.0)


def test_parts_of_progress_nest() -> None:
    seen: list[tuple[float, str]] = []
    inner = Progress(lambda f, doing: seen.append((round(f, 3), doing))).part(0.5, 1.0).part(0.0, 0.5)
    inner.advance(0.5, "half of it")
    inner.advance(7)
    assert seen == [(0.625, "half of it"), (0.75, "")]


def test_cancelling_raises_at_the_next_step_and_runs_hooks_once() -> None:
    token, hooks = CancelToken(), []
    with token.on_cancel(lambda: hooks.append("stop")):
        token.cancel()
    token.cancel()
    assert hooks == ["stop"]
    with pytest.raises(Cancelled):
        Progress(token=token).part(0, 0.5).advance(0.1)
    with pytest.raises(Cancelled), token.on_cancel(lambda: None):
        pytest.fail("entered although cancelled")


def test_a_forecast_learns_from_runs(library: PackLibrary) -> None:
    pack = library.get("builtin")
    assert seconds_of(pack, "cpu", SIZES) is None
    learn(pack, "cpu", SIZES, (1.0, 3.0))
    assert seconds_of(pack, "cpu", painted(Size(1000, 1000))) == pytest.approx(2.0)
    learn(pack, "cpu", SIZES, (8.0, 6.0))
    assert seconds_of(pack, "cpu", painted(Size(1000, 1000))) == pytest.approx(3.0)
    learn(pack, "cpu", SIZES, (8.0,))  # the finest was not reached
    assert seconds_of(pack, "cpu", painted(Size(1000, 1000))) == pytest.approx(3.0)
    assert seconds_of(pack, "cuda", SIZES) is None


def test_large_pictures_do_not_suffer_from_what_small_ones_take(library: PackLibrary) -> None:
    pack, small, large = library.get("builtin"), SIZES, painted(Size(4000, 3000))
    learn(pack, "cpu", small, (1.0, 3.0))
    assert seconds_of(pack, "cpu", large) == pytest.approx(24.0)  # for want of better
    learn(pack, "cpu", large, (6.0,))
    learn(pack, "cpu", small, (1.0, 3.0))
    assert seconds_of(pack, "cpu", large) == pytest.approx(6.0)
    assert seconds_of(pack, "cpu", painted(Size(1500, 1000))) == pytest.approx(3.0)


def test_the_enlargement_is_learned_by_itself(library: PackLibrary) -> None:
    pack, octaves = library.get("builtin"), Octaves((Size(1000, 1000), Size(2000, 1500)), Size(4000, 3000))
    learn(pack, "cpu", octaves, (1.0, 6.0, 1.2))
    assert seconds_of(pack, "cpu", octaves) == pytest.approx(2 * 4 + 1.2)
    assert seconds_of(pack, "cpu", Octaves(octaves.painted, Size(5000, 4000))) == pytest.approx(8 + 2.0)


def test_small_runs_and_damaged_records_teach_nothing(library: PackLibrary) -> None:
    pack = library.get("builtin")
    learn(pack, "cpu", painted(Size(10, 10)), (1.0,))
    assert seconds_of(pack, "cpu", SIZES) is None
    cache_dir().mkdir(parents=True, exist_ok=True)
    (cache_dir() / "speeds.json").write_text("[1, 2")
    assert seconds_of(pack, "cpu", SIZES) is None


def test_a_forecast_stays_within_the_budget_and_counts_tiles(library: PackLibrary) -> None:
    pack = library.get("builtin")
    plans = (tile_plan(pack, tiling_of("cpu"), budget) for budget in (2 * 10**8, 10**10))
    small, large = (forecast(pack, "cpu", painted(Size(8000, 6000)), plan) for plan in plans)
    assert small.memory < large.memory
    assert small.tiles >= large.tiles > 1


def test_tiles_shrink_with_the_budget_but_not_with_what_is_free(library: PackLibrary) -> None:
    pack = library.get("magenta")
    tiling = replace(tiling_of("cpu"), workers=1)
    assert tile_plan(pack, tiling, 10**11).core == tiling.core == DEVICES["cpu"].core
    least = tile_bytes(pack, SMALLEST_CORE)
    assert tile_plan(pack, tiling, least * 2).core == SMALLEST_CORE
    with pytest.raises(MemoryBudgetError, match="needs at least"):
        tile_plan(pack, tiling, least - 1)


def test_memory_is_known() -> None:
    assert available_memory() > 50_000_000
    assert peak_memory() > 10_000_000


def test_a_file_that_is_no_network_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "bad.onnx").write_bytes(b"nonsense")
    with pytest.raises(PackError, match=r'bad\.onnx" is not a network'):
        OnnxruntimeNetwork(tmp_path / "bad.onnx")


def test_a_device_that_does_not_start_is_not_replaced_silently(
    library: PackLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = library.get("builtin").path("style_predictor.onnx")
    with pytest.raises(DeviceError, match="cuda does not start"):
        OnnxruntimeNetwork(path, "cuda")


def test_wrong_inputs_are_a_typed_error(library: PackLibrary) -> None:
    network = OnnxruntimeNetwork(library.get("builtin").path("style_predictor.onnx"))
    with pytest.raises(DeviceError, match="failed while painting"):
        network.run(style_image=np.zeros((1, 8, 8, 7), np.float32))


def test_a_full_memory_is_told_apart_from_other_failures() -> None:
    assert run_error("cuda", RuntimeError("Failed to allocate memory")).reason is DeviceFault.OUT_OF_MEMORY
    assert run_error("cpu", MemoryError()).reason is DeviceFault.OUT_OF_MEMORY
    assert run_error("cpu", RuntimeError("boom")).reason == Failed("boom")


def test_a_cancelled_run_raises_cancelled_and_the_network_lives_on(library: PackLibrary) -> None:
    network = OnnxruntimeNetwork(library.get("builtin").path("style_predictor.onnx"))
    token = CancelToken()
    token.cancel()
    image = np.zeros((1, 64, 64, 3), np.float32)
    with pytest.raises(Cancelled):
        network.run(token, style_image=image)
    assert network.run(style_image=image)["style_vector"].shape == (1, 100)


def test_the_cpu_is_always_there() -> None:
    assert "cpu" in available_devices()
    assert cpu_threads() >= 1
    assert onnxruntime_backend.version()


def test_vectors_are_predicted_once_for_equal_pixels() -> None:
    calls: list[int] = []

    class Fake:
        def run(self, _: object = None, **inputs: np.ndarray) -> dict[str, np.ndarray]:
            calls.append(1)
            return {"style_vector": np.full((1, 100), inputs["style_image"].mean(), np.float32)}

    class Pack:
        id, style_size, looks = "copy", 32, ()

    predictor = StylePredictor(Pack(), lambda _: Fake())  # type: ignore[arg-type, return-value]
    first = predictor.vectors_of(noise(20, 20, 1), 1)
    assert np.array_equal(predictor.vectors_of(noise(20, 20, 1), 1), first)
    assert len(calls) == 1
    for seed in range(2, KEPT + 3):
        predictor.vectors_of(noise(2, 2, seed), 1)
    predictor.vectors_of(noise(20, 20, 1), 1)
    assert len(calls) == KEPT + 3


def test_a_painting_is_looked_at_from_closer_as_far_as_its_pixels_reach() -> None:
    class Fake:
        def run(self, _: object = None, **inputs: np.ndarray) -> dict[str, np.ndarray]:
            return {"style_vector": np.full((1, 100), inputs["style_image"].std(), np.float32)}

    class Pack:
        id, style_size, looks = "copy", 32, ()

    predictor = StylePredictor(Pack(), lambda _: Fake())  # type: ignore[arg-type, return-value]
    halves = np.zeros((128, 128, 3), np.uint8)
    halves[:, 64:] = 255
    whole, closer, closest = predictor.vectors_of(Picture(halves), 3)
    assert whole[0] == pytest.approx(0.5, abs=0.01)  # windows see either half, but hardly both
    assert max(closer[0], closest[0]) < 0.1
    assert len(predictor.vectors_of(noise(48, 200), 3)) == 2
    assert len(predictor.vectors_of(noise(20, 20), 3)) == 1


def test_octaves_take_the_vector_of_their_zoom() -> None:
    vectors = np.arange(3, dtype=np.float32)[:, np.newaxis].repeat(100, 1)
    assert [at_zoom(vectors, zoom)[0] for zoom in (1, 1.3, 1.5, 2.6, 3, 9)] == [0, 0, 1, 1, 2, 2]
    assert at_zoom(vectors[:1], 4)[0] == 0


def test_paintings_seen_from_further_away_mix_with_others() -> None:
    near, far = np.zeros((3, 100), np.float32), np.ones((1, 100), np.float32)
    assert mixed([near, far], [1, 1]).tolist() == np.full((3, 100), 0.5).tolist()


def test_a_predictor_that_gives_nonsense_is_refused() -> None:
    class Fake:
        def run(self, _: object = None, **__: np.ndarray) -> dict[str, np.ndarray]:
            return {"style_vector": np.full((1, 100), np.nan, np.float32)}

    class Pack:
        id, style_size, looks = "copy", 32, ()

    with pytest.raises(PackError, match="no usable style vector"):
        StylePredictor(Pack(), lambda _: Fake()).predict(noise(4, 4).rgb)  # type: ignore[arg-type, return-value]


def test_mixtures_are_weighted_means() -> None:
    a, b = np.zeros(100, np.float32), np.ones(100, np.float32)
    assert np.allclose(mixed([a, b], [1, 3]), 0.75)
    assert mixed([a, b], [0, 2]) is b
