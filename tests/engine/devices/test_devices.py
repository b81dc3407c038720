"""Devices prove themselves before they are trusted, and a job outlives the device that fails it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from stylizer_app.adjustments import Adjustments
from stylizer_app.devices import DEVICES
from stylizer_app.engine.devices import choose as choosing
from stylizer_app.engine.devices import device_cache, selftest, tile_benchmark
from stylizer_app.engine.devices.choose import choose, survey
from stylizer_app.engine.devices.plan import tile_plan, tiling_of
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.progress import CancelToken
from stylizer_app.engine.request import PaintRequest, WeightedStyle
from stylizer_app.engine.runtime.onnxruntime_backend import OnnxruntimeNetwork
from stylizer_app.errors import DeviceError, MemoryBudgetError, UsageError
from stylizer_app.errors.device import DeviceFault, DeviceReason, Failed, NextTry, NotStarted, WrongPicture
from stylizer_app.errors.painting import SpillFailed
from stylizer_app.system.paths import devices_file
from tests.engine.conftest import noise

FULL = DeviceError(DeviceFault.OUT_OF_MEMORY, "cuda")
LIBRARY = PackLibrary()
GOOD = np.full((8, 8, 3), 0.5, np.float32)
Painted = tuple[float, np.ndarray]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """A machine with a CPU and a card whose self-test ends as told; returns the tests that were run."""
    tested: list[str] = []

    def make(card: Painted | Exception, cpu: Painted = (2.0, GOOD)) -> list[str]:
        def painted(device: str, _: Pack) -> Painted:
            tested.append(device)
            if device != "cpu" and isinstance(card, Exception):
                raise card
            return cpu if device == "cpu" else card  # type: ignore[return-value]

        test = selftest.Selftest(painted, lambda device, _: {"cuda": (384, 2)}[device])
        monkeypatch.setattr(choosing, "run_selftest", test.run)
        monkeypatch.setattr(choosing, "available_devices", lambda: ("cpu", "cuda"))
        monkeypatch.setattr(choosing, "fp16_pays", lambda _, device: device == "cuda")
        return tested

    return make


def status(name: str) -> choosing.DeviceStatus:
    return next(s for s in survey(LIBRARY) if s.name == name)


def test_a_good_device_is_chosen_and_its_speed_is_told(machine: Callable[..., list[str]]) -> None:
    machine((0.25, GOOD))
    assert choose("auto", LIBRARY) == "cuda"
    assert status("cuda").works
    assert status("cuda").speed == pytest.approx(8.0)
    assert status("cpu").speed == pytest.approx(1.0)
    assert [status(name).fp16 for name in ("cpu", "cuda")] == [False, True]


def test_a_full_disk_is_no_fault_of_the_device(machine: Callable[..., list[str]]) -> None:
    machine(MemoryBudgetError(SpillFailed("No space left"), Path("somewhere")))
    assert choose("auto", LIBRARY) == "cpu"
    assert status("cuda").reason == DeviceFault.NOT_TESTED


def test_a_slower_device_is_not_chosen_by_itself(machine: Callable[..., list[str]]) -> None:
    machine((9.0, GOOD))
    assert choose("auto", LIBRARY) == "cpu"
    assert choose("cuda", LIBRARY) == "cuda"


@pytest.mark.parametrize(
    ("card", "reason"),
    [
        ((0.1, np.full_like(GOOD, np.nan)), DeviceFault.OVERFLOW),
        ((0.1, GOOD + np.float32(0.02)), WrongPicture),
        ((0.1, np.where(np.arange(192).reshape(8, 8, 3) == 5, np.float32(0.9), GOOD)), WrongPicture),
        (DeviceError(NotStarted("no driver"), "cuda"), NotStarted("no driver")),
        (FULL, DeviceFault.OUT_OF_MEMORY),
    ],
)
def test_a_device_that_fails_its_test_is_not_used(
    machine: Callable[..., list[str]], card: Painted | Exception, reason: DeviceReason | type[DeviceReason]
) -> None:
    machine(card)
    assert choose("auto", LIBRARY) == "cpu"
    assert not status("cuda").works
    found = status("cuda").reason
    assert isinstance(found, reason) if isinstance(reason, type) else found == reason
    with pytest.raises(DeviceError) as caught:
        choose("cuda", LIBRARY)
    assert caught.value.reason == found


def test_findings_are_remembered_until_something_changes(
    machine: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    tested = machine((0.1, GOOD))
    survey(LIBRARY)
    count = len(tested)
    survey(LIBRARY)
    choose("auto", LIBRARY)
    assert len(tested) == count
    survey(LIBRARY, refresh=True)
    assert len(tested) > count
    count = len(tested)
    monkeypatch.setattr(device_cache, "version", lambda: "another")
    choose("auto", LIBRARY)
    assert len(tested) > count


def test_a_device_that_crashed_the_process_is_skipped_until_asked_for_anew(machine: Callable[..., list[str]]) -> None:
    tested = machine((0.1, GOOD))
    devices_file().parent.mkdir(parents=True, exist_ok=True)
    devices_file().write_text(json.dumps({"trying cuda": True}))
    assert choose("auto", LIBRARY) == "cpu"
    assert "cuda" not in tested
    assert status("cuda").reason is DeviceFault.CRASHED
    survey(LIBRARY, refresh=True)
    assert choose("auto", LIBRARY) == "cuda"


def test_the_mark_of_a_test_is_gone_afterwards(machine: Callable[..., list[str]]) -> None:
    machine((0.1, GOOD))
    with device_cache.trying("cuda"):
        assert json.loads(devices_file().read_text())["trying cuda"]
    assert not device_cache.crashed("cuda")


@pytest.mark.parametrize("text", ["", "[]", '{"cpu": 3}', '{"cuda": {"key": "x"}}'])
def test_damaged_records_are_ignored(machine: Callable[..., list[str]], text: str) -> None:
    machine((0.1, GOOD))
    devices_file().parent.mkdir(parents=True, exist_ok=True)
    devices_file().write_text(text)
    assert choose("auto", LIBRARY) == "cuda"


def test_records_with_missing_parts_are_ignored() -> None:
    device_cache._write({"cuda": {"key": device_cache._key(), "works": True}})
    assert device_cache.recall("cuda") is None


def test_every_known_device_is_listed(machine: Callable[..., list[str]]) -> None:
    machine((0.1, GOOD))
    assert [s.name for s in survey(LIBRARY)] == list(DEVICES)
    assert status("coreml").reason is DeviceFault.NOT_BUILT_IN


def test_unknown_and_absent_devices_are_sentences(machine: Callable[..., list[str]]) -> None:
    machine((0.1, GOOD))
    with pytest.raises(UsageError, match="Choose one of"):
        choose("abacus", LIBRARY)
    with pytest.raises(DeviceError, match="not built for the device coreml"):
        choose("coreml", LIBRARY)


# --- a device that fails on the way -----------------------------------------------------------------------------------


class Faulty:
    """Makes runs on the device ``cuda`` (the CPU in disguise) fail as told."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, fails: Callable[[int, dict[str, np.ndarray]], Exception | None]
    ):
        self.runs, run, start = 0, OnnxruntimeNetwork.run, OnnxruntimeNetwork.__init__

        def disguised(network: OnnxruntimeNetwork, path: object, device: str = "cpu", **options: object) -> None:
            start(network, path, "cpu")  # type: ignore[arg-type]
            network.device = device

        def failing(network: OnnxruntimeNetwork, *told: object, **inputs: np.ndarray) -> dict[str, np.ndarray]:
            self.runs += network.device == "cuda"
            error = fails(self.runs, inputs) if network.device == "cuda" else None
            if error is not None:
                raise error
            return run(network, *told, **inputs)  # type: ignore[arg-type]

        monkeypatch.setattr(OnnxruntimeNetwork, "__init__", disguised)
        monkeypatch.setattr(OnnxruntimeNetwork, "run", failing)
        monkeypatch.setattr("stylizer_app.engine.pipeline.choose", lambda device, _: device)


REQUEST = PaintRequest(noise(300, 420, 1), (WeightedStyle(noise(64, 64, 2)),), Adjustments(brush=64), device="cuda")


def test_out_of_memory_at_tile_seven_goes_on_in_smaller_tiles(
    painter: Painter, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = painter.paint(
        REQUEST.__class__(REQUEST.photo, REQUEST.styles, Adjustments(brush=64))
    ).picture.rgb.astype(int)

    def fails(run: int, inputs: dict[str, np.ndarray]) -> Exception | None:
        large = "content_image" in inputs and inputs["content_image"].size > 3 * 144 * 144
        return FULL if run >= 7 and large else None

    Faulty(monkeypatch, fails)
    painting = painter.paint(REQUEST)
    assert painting.report.device == "cuda"
    assert painting.report.notes[0].next is NextTry.SMALLER_TILES
    assert np.abs(painting.picture.rgb - expected).max() <= 1


def test_memory_that_never_suffices_and_failures_continue_on_the_cpu(
    painter: Painter, monkeypatch: pytest.MonkeyPatch
) -> None:
    for error in (FULL, DeviceError(Failed("It burns."), "cuda")):
        with monkeypatch.context() as patch:
            Faulty(patch, lambda run, _, error=error: error if run >= 5 else None)
            painting = painter.paint(REQUEST)
        assert painting.report.device == "cpu"
        assert painting.report.notes[-1].next is NextTry.CPU
        assert painting.picture.size == REQUEST.photo.size


def test_a_failing_cpu_is_an_error(painter: Painter, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise DeviceError(DeviceFault.OUT_OF_MEMORY, "cpu")

    vector = painter.style_vector(noise(64, 64, 2))
    request = PaintRequest(REQUEST.photo, (WeightedStyle(vector),), REQUEST.adjustments)
    monkeypatch.setattr(OnnxruntimeNetwork, "run", broken)
    with pytest.raises(DeviceError, match="cpu is full"):
        painter.paint(request)


# --- the size of tiles ------------------------------------------------------------------------------------------------


def times(**per_cell: float | None) -> Callable[[int], float]:
    """A device that needs so long a cell in tiles of these sizes; None: its memory is full."""

    def seconds(core: int) -> float:
        found = per_cell[f"c{core}"]
        if found is None:
            raise FULL
        return found

    return seconds


def test_the_usual_size_of_tiles_stays_unless_another_is_clearly_faster() -> None:
    alike = times(c64=1.05, c96=1.0, c128=1.04, c192=1.02, c256=1.0, c384=0.99)
    assert tile_benchmark.fastest(alike, 128) == 128
    assert tile_benchmark.fastest(times(c64=3, c96=2.5, c128=2, c192=1.6, c256=1.3, c384=1), 128) == 384


def test_a_size_that_a_device_has_no_memory_for_is_not_taken() -> None:
    small = times(c64=3, c96=2, c128=1.9, c192=None)
    assert tile_benchmark.fastest(small, 256) == 128
    assert tile_benchmark.fastest(times(c64=None), 256) == 256  # smaller ones are tried when it paints


def test_a_slow_device_is_not_tried_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, tried = [0.0], list[int]()

    def slow(core: int) -> float:
        clock[0] += 4.0
        tried.append(core)
        return 0.001

    monkeypatch.setattr(tile_benchmark.time, "perf_counter", lambda: clock[0])
    assert tile_benchmark.fastest(slow, 256) == 256
    assert tried == [64]


def test_the_size_found_is_used_until_the_driver_changes(
    machine: Callable[..., list[str]], random_packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = PackLibrary(random_packs, tmp_path / "none").get("builtin")
    assert tile_plan(pack, tiling_of("cuda"), 10**11).core == DEVICES["cuda"].core
    machine((0.25, GOOD))
    assert choose("auto", LIBRARY) == "cuda"
    cuda = tile_plan(pack, tiling_of("cuda"), 10**11)
    assert (cuda.core, cuda.workers, tile_plan(pack, tiling_of("cpu"), 10**11).core) == (384, 2, DEVICES["cpu"].core)
    monkeypatch.setattr(device_cache, "version", lambda: "another")
    assert tile_plan(pack, tiling_of("cuda"), 10**11).core == DEVICES["cuda"].core
    assert tile_plan(pack, tiling_of("cuda"), 10**11).workers == 1


def test_sizes_are_really_painted(random_packs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tile_benchmark, "SIZES", (8, 16))
    assert selftest.tried_tiles("cpu", PackLibrary(random_packs).get("builtin"))[0] in (8, 16, DEVICES["cpu"].core)


def test_two_tiles_share_the_time_that_a_device_makes_them_wait(
    random_packs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A device that makes callers wait a second, by a clock of its own; two that come at a time wait together."""
    run, paint, clock, callers = OnnxruntimeNetwork.run, tile_benchmark.painted_tiles, [0.0], [1]

    def wait() -> None:
        clock[0] += 1.0

    together = threading.Barrier(2, wait, timeout=60)

    def waiting(network: OnnxruntimeNetwork, *told: object, **inputs: np.ndarray) -> dict[str, np.ndarray]:
        if "core" in inputs and callers[0] == 2:
            together.wait()
        else:
            wait()
        return run(network, *told, **inputs)  # type: ignore[arg-type]

    def painted_by(loaded: object, core: int, tiles: int, workers: int, *told: object) -> tuple[float, np.ndarray]:
        callers[0] = workers
        return paint(loaded, core, tiles, workers, *told)  # type: ignore[arg-type]

    monkeypatch.setattr(OnnxruntimeNetwork, "run", waiting)
    monkeypatch.setattr(tile_benchmark, "painted_tiles", painted_by)
    monkeypatch.setattr(tile_benchmark.time, "perf_counter", lambda: clock[0])
    monkeypatch.setitem(DEVICES, "cpu", replace(DEVICES["cpu"], overlaps=True))
    monkeypatch.setattr(tile_benchmark, "SIZES", (8,))
    assert selftest.tried_tiles("cpu", PackLibrary(random_packs).get("builtin"))[1] == 2


@pytest.mark.parametrize(("seconds", "shift", "expected"), [(0.6, 0.0, True), (0.95, 0.0, False), (0.6, 0.1, False)])
def test_two_tiles_at_a_time_only_where_that_is_faster_and_right(
    monkeypatch: pytest.MonkeyPatch, seconds: float, shift: float, expected: bool
) -> None:
    painted = {1: (1.0, GOOD), 2: (seconds, GOOD + shift)}
    monkeypatch.setattr(
        tile_benchmark, "painted_tiles", lambda _loaded_pack, _core, _tiles, workers, *_: painted[workers]
    )
    assert tile_benchmark.overlaps(None, 64, CancelToken()) == expected  # type: ignore[arg-type]


def test_a_device_that_fails_with_two_callers_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise DeviceError(Failed("one caller, please"), "cuda")

    monkeypatch.setattr(tile_benchmark, "painted_tiles", failing)
    assert not tile_benchmark.overlaps(None, 64, CancelToken())  # type: ignore[arg-type]


# --- the test picture itself ------------------------------------------------------------------------------------------


def test_the_cpu_passes_the_real_test(random_packs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tile_benchmark, "SIZES", (8,))
    finding = selftest.run_selftest("cpu", PackLibrary(random_packs).get("builtin"))
    assert finding.works
    assert finding.seconds is not None
    assert finding.seconds > 0
