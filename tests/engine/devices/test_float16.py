"""A device computes in float16 only where that was proven near enough and faster, and a job outlives its overflow."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from stylizer_app.adjustments import Adjustments
from stylizer_app.engine.devices import device_cache, tile_benchmark
from stylizer_app.engine.devices.device_cache import Finding
from stylizer_app.engine.devices.float16 import fp16_pays
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.request import PaintRequest, WeightedStyle
from stylizer_app.engine.runtime.onnxruntime_backend import OnnxruntimeNetwork
from stylizer_app.errors import DeviceError
from stylizer_app.errors.device import DeviceFault, Failed, NextTry, StepDown
from stylizer_app.system.paths import devices_file
from tests.engine.conftest import noise

Outputs = dict[str, np.ndarray]
Answer = Callable[[Outputs], Outputs]


class Card:
    """The device ``cuda``, the CPU in disguise: how long its networks take, and what it makes of float16."""

    def __init__(self) -> None:
        self.float32_takes, self.float16_takes = 0.02, 0.0  # much longer than the noise of a busy machine
        self.answer: Answer = dict
        self.runs = 0


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> Card:
    made, start, run = Card(), OnnxruntimeNetwork.__init__, OnnxruntimeNetwork.run

    def disguised(network: OnnxruntimeNetwork, path: Path, device: str = "cpu", **options: object) -> None:
        start(network, path, "cpu", threads=options.get("threads"))  # type: ignore[arg-type]
        network.device = device

    def running(network: OnnxruntimeNetwork, *told: object, **inputs: np.ndarray) -> Outputs:
        half = "_fp16" in network._path.name
        if network.device == "cuda":
            made.runs += 1
            time.sleep(made.float16_takes if half else made.float32_takes)
        if not half:
            return run(network, *told, **inputs)  # type: ignore[arg-type]
        found = made.answer(run(network, told[0], **inputs))  # type: ignore[arg-type]
        for name, memory in told[1].items():  # type: ignore[attr-defined]
            memory[...] = found.pop(name)
        return found

    monkeypatch.setattr(OnnxruntimeNetwork, "__init__", disguised)
    monkeypatch.setattr(OnnxruntimeNetwork, "run", running)
    monkeypatch.setattr("stylizer_app.engine.pipeline.choose", lambda device, _: device)
    monkeypatch.setattr(tile_benchmark, "SIZES", (16,))
    device_cache.remember("cuda", Finding(works=True, seconds=0.1, core=16))
    return made


@pytest.fixture
def pack(library: PackLibrary) -> Pack:
    return library.get("builtin")


def raising(error: Exception) -> Answer:
    def answer(_: Outputs) -> Outputs:
        raise error

    return answer


def shifted(found: Outputs) -> Outputs:
    return {name: values + np.float32(0.05 * np.ptp(values)) for name, values in found.items()}


def test_float16_is_taken_where_it_is_near_and_faster_and_that_is_remembered(card: Card, pack: Pack) -> None:
    assert fp16_pays(pack, "cuda")
    runs = card.runs
    assert fp16_pays(pack, "cuda")
    assert card.runs == runs
    device_cache.remember("cuda", Finding(works=True, seconds=0.1, core=16))  # tried anew
    card.float32_takes, card.float16_takes = 0.0, 0.02
    assert not fp16_pays(pack, "cuda")


@pytest.mark.parametrize(
    "answer",
    [
        shifted,
        lambda found: {name: np.full_like(values, np.nan) for name, values in found.items()},
        raising(DeviceError(Failed("It burns."), "cuda")),
        raising(DeviceError(DeviceFault.OUT_OF_MEMORY, "cuda")),
    ],
    ids=["another picture", "not numbers", "fails", "full"],
)
def test_float16_is_refused_where_it_does_harm(card: Card, pack: Pack, answer: Answer) -> None:
    card.answer = answer
    assert not fp16_pays(pack, "cuda")
    card.answer = dict
    assert not fp16_pays(pack, "cuda")  # remembered


def test_a_crash_in_float16_costs_float16_and_not_the_device(card: Card, pack: Pack) -> None:
    entries = json.loads(devices_file().read_text())
    devices_file().write_text(json.dumps({**entries, "trying cuda in float16": True}))
    assert not fp16_pays(pack, "cuda")
    finding = device_cache.recall("cuda")
    assert finding is not None
    assert finding.works
    assert card.runs == 0


def test_only_proven_real_devices_with_the_networks_for_it_are_asked(card: Card, pack: Pack) -> None:
    plain = replace(pack, stages=tuple(replace(stage, fp16_file="") for stage in pack.stages))
    device_cache.remember("webgpu", Finding(works=True, seconds=9.0, automatic=False))
    assert not any((fp16_pays(pack, "cpu"), fp16_pays(plain, "cuda"), fp16_pays(pack, "webgpu")))
    assert not fp16_pays(pack, "directml")  # nothing is known of it
    assert card.runs == 0


# --- a job ------------------------------------------------------------------------------------------------------------

REQUEST = PaintRequest(noise(150, 210, 1), (WeightedStyle(noise(64, 64, 2)),), Adjustments(brush=64), device="cuda")


def test_a_picture_in_float16_is_the_cpus(card: Card, painter: Painter) -> None:
    expected = painter.paint(replace(REQUEST, device="cpu"))
    painting = painter.paint(REQUEST)
    assert (painting.report.fp16, expected.report.fp16) == (True, False)
    assert painting.report.notes == ()
    difference = np.abs(painting.picture.rgb.astype(int) - expected.picture.rgb)
    assert 0 < difference.max() <= 8
    assert difference.mean() <= 1


def test_numbers_that_overflow_on_the_way_go_on_in_float32(card: Card, painter: Painter, pack: Pack) -> None:
    expected = painter.paint(replace(REQUEST, device="cpu")).picture.rgb.astype(int)
    assert fp16_pays(pack, "cuda")
    card.answer = lambda found: {name: values * np.inf for name, values in found.items()}
    with np.errstate(invalid="ignore"):
        painting = painter.paint(REQUEST)
    assert (painting.report.device, painting.report.fp16) == ("cuda", False)
    assert painting.report.notes == (StepDown("cuda", DeviceFault.OVERFLOW, NextTry.FLOAT32),)
    assert np.abs(painting.picture.rgb - expected).max() <= 1
    assert not fp16_pays(pack, "cuda")  # the next picture is not tried that way


def test_full_memory_is_answered_with_smaller_tiles_and_float16_stays(card: Card, painter: Painter, pack: Pack) -> None:
    device_cache.remember("cuda", Finding(works=True, seconds=0.1, core=32))
    assert fp16_pays(pack, "cuda")
    errors = [DeviceError(DeviceFault.OUT_OF_MEMORY, "cuda")]

    def once(found: Outputs) -> Outputs:
        if errors:
            raise errors.pop()
        return found

    card.answer = once
    painting = painter.paint(REQUEST)
    assert painting.report.fp16
    assert painting.report.notes[0].next is NextTry.SMALLER_TILES
