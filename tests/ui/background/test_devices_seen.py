"""What the chip says: what paints, and why it is not a graphics card."""

from __future__ import annotations

import pytest

from stylizer_app.engine.cuda import gpu_libraries
from stylizer_app.engine.cuda.gpu_libraries import GpuLibraries
from stylizer_app.engine.devices import device_cache
from stylizer_app.engine.devices.device_cache import Finding
from stylizer_app.engine.runtime import onnxruntime_backend
from stylizer_app.errors.device import DeviceFault, NextTry, StepDown
from stylizer_app.errors.picture import PictureNote
from stylizer_app.ui.background import devices_seen
from stylizer_app.ui.interfaces import DeviceSeen


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (DeviceSeen("cuda"), "Painting with NVIDIA CUDA."),
        (DeviceSeen("cpu"), "Painting with the CPU: no working graphics card was found."),
        (DeviceSeen("cpu", chosen=True), "Painting with the CPU, as set in the preferences."),
        (DeviceSeen("cpu", failed=(("webgpu", DeviceFault.NO_GRAPHICS_CARD),)), "WebGPU finds no graphics card here."),
        (DeviceSeen("cpu", slower=("webgpu",)), "WebGPU works, but is slower."),
        (DeviceSeen("cpu", lacks_cuda=True), "stylizer devices add cuda"),
        (DeviceSeen("cpu", notes=(StepDown("cuda", DeviceFault.OVERFLOW, NextTry.CPU),)), "overflowed on NVIDIA CUDA."),
    ],
)
def test_the_reason_is_said_in_words(seen: DeviceSeen, words: str) -> None:
    assert words in devices_seen.note(seen)


def test_the_facts_come_from_what_self_tests_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {"cuda": Finding(works=False, reason=DeviceFault.CRASHED), "webgpu": Finding(works=True, seconds=3.0)}
    monkeypatch.setattr(onnxruntime_backend, "available_devices", lambda: ("cpu", "cuda", "webgpu", "directml"))
    monkeypatch.setattr(device_cache, "recall", found.get)
    monkeypatch.setattr(gpu_libraries, "status", lambda: GpuLibraries(installed=False, supported=True, driver=True))
    seen = devices_seen.look_at("cpu", "auto", (PictureNote.TRUNCATED,))
    assert seen == DeviceSeen(
        "cpu",
        failed=(("cuda", DeviceFault.CRASHED),),
        slower=("webgpu",),
        lacks_cuda=True,
        notes=(PictureNote.TRUNCATED,),
    )


def test_what_was_asked_for_needs_no_reason() -> None:
    assert devices_seen.look_at("cpu", "cpu") == DeviceSeen("cpu", chosen=True)
    assert devices_seen.look_at("webgpu", "auto") == DeviceSeen("webgpu")
