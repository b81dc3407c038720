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
from stylizer_app.ui.background import active_device
from stylizer_app.ui.values import ActiveDevice


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (ActiveDevice("cuda"), "Painting with NVIDIA CUDA."),
        (ActiveDevice("cpu"), "Painting with the CPU: no working graphics card was found."),
        (ActiveDevice("cpu", chosen=True), "Painting with the CPU, as set in the preferences."),
        (
            ActiveDevice("cpu", failed=(("webgpu", DeviceFault.NO_GRAPHICS_CARD),)),
            "WebGPU finds no graphics card here.",
        ),
        (ActiveDevice("cpu", slower=("webgpu",)), "WebGPU works, but is slower."),
        (ActiveDevice("cpu", lacks_cuda=True), "stylizer devices add cuda"),
        (
            ActiveDevice("cpu", notes=(StepDown("cuda", DeviceFault.OVERFLOW, NextTry.CPU),)),
            "overflowed on NVIDIA CUDA.",
        ),
    ],
)
def test_the_reason_is_said_in_words(seen: ActiveDevice, words: str) -> None:
    assert words in active_device.note(seen)


def test_the_facts_come_from_what_self_tests_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {"cuda": Finding(works=False, reason=DeviceFault.CRASHED), "webgpu": Finding(works=True, seconds=3.0)}
    monkeypatch.setattr(onnxruntime_backend, "available_devices", lambda: ("cpu", "cuda", "webgpu", "directml"))
    monkeypatch.setattr(device_cache, "recall", found.get)
    monkeypatch.setattr(gpu_libraries, "status", lambda: GpuLibraries(installed=False, supported=True, driver=True))
    seen = active_device.inspect("cpu", "auto", (PictureNote.TRUNCATED,))
    assert seen == ActiveDevice(
        "cpu",
        failed=(("cuda", DeviceFault.CRASHED),),
        slower=("webgpu",),
        lacks_cuda=True,
        notes=(PictureNote.TRUNCATED,),
    )


def test_what_was_asked_for_needs_no_reason() -> None:
    assert active_device.inspect("cpu", "cpu") == ActiveDevice("cpu", chosen=True)
    assert active_device.inspect("webgpu", "auto") == ActiveDevice("webgpu")
