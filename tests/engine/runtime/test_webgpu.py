"""The WebGPU plug-in: found, loaded, refused in a sentence, and told apart from a software renderer."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import time
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stylizer_app.engine.devices import choose, device_cache, selftest, selftest_image
from stylizer_app.engine.devices.device_cache import Finding
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.engine.runtime import onnxruntime_backend, vulkan, webgpu
from stylizer_app.engine.runtime.vulkan import Renderer
from stylizer_app.errors import Cancelled, DeviceError
from stylizer_app.errors.device import Imitated

GOOD = np.full((8, 8, 3), 0.5, np.float32)


class Ort:
    """As much of onnxruntime as the plug-in needs; ``kind`` is the hardware that it finds."""

    def __init__(self, *kinds: str) -> None:
        self.registered: list[tuple[str, str]] = []
        self._kinds = kinds

    def register_execution_provider_library(self, name: str, path: str) -> None:
        if path == "missing":
            raise RuntimeError("libvulkan.so.1: cannot open shared object file\nmore")
        self.registered.append((name, path))

    def get_ep_devices(self) -> list[Any]:
        def device(name: str, kind: str) -> Any:
            return types.SimpleNamespace(
                ep_name=name, device=types.SimpleNamespace(type=f"OrtHardwareDeviceType.{kind}")
            )

        return [device("CPUExecutionProvider", "CPU"), *(device("WebGpu", kind) for kind in self._kinds)]


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Installs a plug-in whose library lies at a path."""

    def install(path: str = "here") -> None:
        module = types.SimpleNamespace(get_library_path=lambda: path, get_ep_name=lambda: "WebGpu")
        monkeypatch.setattr(webgpu.importlib, "import_module", lambda _name: module)
        monkeypatch.setattr(webgpu, "is_installed", lambda: True)
        monkeypatch.setattr(webgpu, "renderers", lambda: ())

    webgpu._registered.cache_clear()
    install()
    yield install
    webgpu._registered.cache_clear()


def test_without_the_plug_in_there_is_no_such_device() -> None:
    webgpu.is_installed.cache_clear()
    if webgpu.is_installed():
        pytest.skip("the plug-in is installed here")
    assert "webgpu" not in onnxruntime_backend.available_devices()
    assert webgpu.plugin_version() == ""
    assert onnxruntime_backend.software_renderer("webgpu") == ""
    assert device_cache._vulkan_drivers() == ""


def test_the_plug_in_is_loaded_once_and_used(plugin: object) -> None:
    ort, told = Ort("GPU"), []
    options = types.SimpleNamespace(add_provider_for_devices=lambda found, words: told.append((found, words)))
    for _ in range(2):
        webgpu.use_in(ort, options, {"powerPreference": "high-performance"})
    assert ort.registered == [("webgpu", "here")]
    assert told[0][0][0].ep_name == "WebGpu"
    assert webgpu.software_renderer(ort) == ""
    assert "webgpu" in onnxruntime_backend.available_devices()


def test_a_machine_without_a_graphics_card_is_told(plugin: object, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DeviceError, match="no graphics card"):
        webgpu.use_in(Ort(), None, {})
    monkeypatch.setattr(webgpu, "device", lambda ort: None)
    with pytest.raises(DeviceError, match="no graphics card"):
        onnxruntime_backend.OnnxruntimeNetwork(Path("any.onnx"), "webgpu")


def test_a_plug_in_that_does_not_load_is_told_in_its_own_words(plugin: Callable[[str], None]) -> None:
    plugin("missing")
    with pytest.raises(DeviceError, match=r"does not start \(libvulkan\.so\.1: cannot open shared object file\)"):
        webgpu.device(Ort("GPU"))


@pytest.mark.parametrize(
    ("kind", "found", "name"),
    [
        ("GPU", (), ""),
        ("CPU", (), "a software renderer"),
        ("GPU", (Renderer("llvmpipe", True),), "llvmpipe"),
        ("GPU", (Renderer("llvmpipe", True), Renderer("Radeon", False)), ""),
    ],
)
def test_a_software_renderer_is_recognized(
    kind: str, found: tuple[Renderer, ...], name: str, plugin: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webgpu, "renderers", lambda: found)
    assert webgpu.software_renderer(Ort(kind)) == name


def test_a_software_renderer_is_named_and_never_chosen_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    test = selftest.Selftest(
        lambda device, _: (0.1 if device == "webgpu" else 9.0, GOOD),
        renderer=lambda device: "llvmpipe" if device == "webgpu" else "",
    )
    monkeypatch.setattr(choose, "run_selftest", test.run)
    monkeypatch.setattr(choose, "available_devices", lambda: ("cpu", "webgpu"))
    for _ in range(2):  # the second time from the records
        assert choose.choose("auto", PackLibrary()) == "cpu"
    assert choose.choose("webgpu", PackLibrary()) == "webgpu"
    (status,) = [status for status in choose.survey(PackLibrary()) if status.name == "webgpu"]
    assert status.works
    assert status.reason == Imitated("llvmpipe")


def test_a_device_that_takes_far_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def painted(device: str, _: Pack) -> selftest.Painted:
        with selftest_image.time_limit(device) as token:
            while not token.cancelled:
                time.sleep(0.001)
            raise Cancelled

    monkeypatch.setattr(selftest_image, "MAX_SECONDS", 0.01)
    pack = PackLibrary().get("builtin")
    assert selftest.Selftest(painted).run("cuda", pack) == Finding(works=False, reason=selftest.TOO_SLOW)
    assert selftest.Selftest(painted, renderer=lambda _: "llvmpipe").run("cuda", pack).reason == Imitated("llvmpipe")


def test_findings_depend_on_the_plug_in_and_the_drivers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device_cache, "plugin_version", lambda: "0.4.0")
    monkeypatch.setattr(device_cache, "VULKAN_DRIVERS", tmp_path)
    before = device_cache._key()
    (tmp_path / "radeon.json").write_text("{}")
    after = device_cache._key()
    assert "WebGPU 0.4.0" in before
    assert before != after
    monkeypatch.setenv("VK_DRIVER_FILES", "/other.json")
    assert device_cache._key() != after


class FakeVulkan:
    """A Vulkan library with these devices."""

    def __init__(self, *found: Renderer, broken: str = "") -> None:
        self._found, self._broken, self.instances = found, broken, 0

    def vkCreateInstance(self, _info: Any, _allocator: None, instance: Any) -> int:
        self.instances += 1
        instance._obj.value = 77
        return -9 if self._broken == "instance" else 0

    def vkDestroyInstance(self, instance: ctypes.c_void_p, _allocator: None) -> None:
        assert instance.value == 77
        self.instances -= 1

    def vkEnumeratePhysicalDevices(self, _instance: Any, count: Any, handles: Any) -> int:
        count._obj.value = len(self._found)
        for number in range(len(self._found) if handles is not None else 0):
            handles[number] = number + 1
        return -1 if self._broken == "devices" else 0

    def vkGetPhysicalDeviceProperties(self, device: ctypes.c_void_p, properties: Any) -> None:
        renderer = self._found[(device.value or 0) - 1]
        properties._obj.name, properties._obj.kind = renderer.name.encode(), 4 if renderer.is_software else 2


def test_vulkan_tells_what_it_can_compute_on(monkeypatch: pytest.MonkeyPatch) -> None:
    found = (Renderer("llvmpipe (LLVM 15.0.6, 256 bits)", True), Renderer("NVIDIA H100", False))
    library = FakeVulkan(*found)
    monkeypatch.setattr(vulkan.ctypes, "CDLL", lambda _name: library)
    assert vulkan.renderers() == found
    assert library.instances == 0
    for broken in ("instance", "devices"):
        monkeypatch.setattr(vulkan.ctypes, "CDLL", lambda _name, broken=broken: FakeVulkan(*found, broken=broken))
        assert vulkan.renderers() == ()


def test_without_vulkan_there_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str) -> None:
        raise OSError("not here")

    monkeypatch.setattr(vulkan.ctypes, "CDLL", missing)
    assert vulkan.renderers() == ()


def test_the_real_library_is_asked_without_harm() -> None:
    code = "from stylizer_app.engine.runtime.vulkan import renderers; print(all(r.name for r in renderers()))"
    root = Path(__file__).resolve().parents[3]
    assert subprocess.check_output([sys.executable, "-c", code], text=True, cwd=root).splitlines()[-1] == "True"
