"""OpenVINO: found or missed in a sentence, kept from reporting, and the CPU's picture where it is there."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import types
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from stylizer_app.adjustments import Adjustments
from stylizer_app.devices import DEVICES, OPENVINO
from stylizer_app.engine import pipeline
from stylizer_app.engine.devices import choose, device_cache, plan, selftest
from stylizer_app.engine.devices.device_cache import Finding
from stylizer_app.engine.forecast import forecast
from stylizer_app.engine.model import loaded_pack
from stylizer_app.engine.octaves import Octaves
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.engine.request import PaintRequest, WeightedStyle
from stylizer_app.engine.runtime import onnxruntime_backend, openvino_backend
from stylizer_app.engine.runtime.openvino_backend import OpenVinoNetwork
from stylizer_app.engine.tiles.tile_plan import TilePlan
from stylizer_app.errors import Cancelled, DeviceError
from stylizer_app.errors.device import DeviceFault, NotStarted, WrongPicture
from stylizer_app.imaging.geometry import Size
from tests.engine.conftest import noise

ROOT = Path(__file__).resolve().parents[3]
REQUEST = PaintRequest(noise(150, 210, 1), (WeightedStyle(noise(64, 64, 2)),), Adjustments(brush=64))
there = pytest.mark.skipif(
    not openvino_backend.is_installed(), reason="the package openvino is not installed (extra openvino)"
)


# --- an openvino that only pretends -----------------------------------------------------------------------------------


class Node:
    """An input or output of a graph."""

    def __init__(self, name: str) -> None:
        self._name = name

    def get_any_name(self) -> str:
        return self._name


class Fake:
    """As much of openvino as the engine needs: a graph that doubles its only input, or fails as told."""

    def __init__(self) -> None:
        self.told: dict[str, Any] = {}
        self.requests = self.released = self.compiled = 0
        self.fails: Exception | None = None
        self.while_running: Callable[[], None] = lambda: None
        self.inputs, self.outputs = [Node("x")], [Node("y")]

    def Core(self) -> Fake:
        return self

    def get_property(self, _device: str, _name: str) -> str:
        return "<Type: 'float32'>"

    def read_model(self, path: Path) -> Fake:
        if path.name == "broken.onnx":
            raise RuntimeError("Check failed\nmore")
        return self

    def compile_model(self, model: Fake, _device: str, told: dict[str, Any]) -> Fake:
        self.told = told
        self.compiled += 1
        return model

    def release_memory(self) -> None:
        self.released += 1
        raise RuntimeError("a request is under way")

    def create_infer_request(self) -> Request:
        self.requests += 1
        return Request(self)

    def Tensor(self, values: np.ndarray, *, shared_memory: bool) -> Any:
        return types.SimpleNamespace(data=values if shared_memory else values.copy())


class Request:
    """A run in memory that is used again."""

    def __init__(self, fake: Fake) -> None:
        self._fake, self._output, self.cancelled = fake, np.zeros(3, np.float32), False

    def set_input_tensor(self, _place: int, tensor: Any) -> None:
        self._input = tensor.data

    def infer(self) -> None:
        self._fake.while_running()
        if self.cancelled:
            raise RuntimeError("Infer Request was canceled")
        if self._fake.fails:
            raise self._fake.fails
        self._output[:] = 2 * self._input

    def cancel(self) -> None:
        self.cancelled = True

    def get_output_tensor(self, _place: int) -> Any:
        return types.SimpleNamespace(data=self._output)


def forget() -> None:
    """Import openvino anew when it is next needed."""
    openvino_backend.library.cache_clear()
    openvino_backend.cpu_core.cache_clear()


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    made = Fake()
    monkeypatch.setitem(sys.modules, "openvino", made)
    forget()
    yield made
    forget()


def test_a_network_runs_for_several_callers_in_memory_that_it_lends(fake: Fake) -> None:
    network = OpenVinoNetwork(Path("a.onnx"), callers=2)
    assert (fake.told["NUM_STREAMS"], fake.told["INFERENCE_NUM_THREADS"]) == (2, 2)
    assert fake.told["INFERENCE_PRECISION_HINT"] == "f32"
    first = network.run(x=np.ones(3, np.float32))["y"]
    assert first.tolist() == [2, 2, 2]
    again = network.run(x=np.full(3, 3, np.float32))["y"]
    assert network.lends
    assert again is first
    other = threading.Thread(target=network.run, kwargs={"x": np.ones(3, np.float32)})
    other.start()
    other.join()
    assert fake.requests == 2
    network.release()
    network.run(x=np.ones(3, np.float32))
    assert (fake.requests, fake.released) == (3, 1)


def test_what_is_kept_for_sizes_does_not_grow_without_end(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Request, "infer", lambda _self: None)
    network = OpenVinoNetwork(Path("a.onnx"))
    for size in range(2 * openvino_backend.KEPT_SIZES + 2):
        network.run(x=np.ones(size + 1, np.float32))
        network.release()
    assert fake.compiled == 3


def test_what_goes_wrong_is_typed(fake: Fake) -> None:
    with pytest.raises(DeviceError, match=r"openvino does not start \(Check failed\)"):
        OpenVinoNetwork(Path("broken.onnx"))
    network = OpenVinoNetwork(Path("a.onnx"))
    fake.fails = RuntimeError("Could not allocate 12 bytes")
    with pytest.raises(DeviceError, match=r"memory .* is full"):
        network.run(x=np.ones(3, np.float32))
    fake.fails = RuntimeError("boom")
    with pytest.raises(DeviceError, match=r"failed while painting \(boom\)"):
        network.run(x=np.ones(3, np.float32))


def test_cancelling_stops_a_run_that_is_under_way(fake: Fake) -> None:
    network, token = OpenVinoNetwork(Path("a.onnx")), CancelToken()
    fake.while_running = token.cancel
    with pytest.raises(Cancelled):
        network.run(token, x=np.ones(3, np.float32))
    with pytest.raises(Cancelled):
        network.run(token, x=np.ones(3, np.float32))


# --- the device -------------------------------------------------------------------------------------------------------


def test_without_the_package_the_device_says_so() -> None:
    assert "openvino" not in onnxruntime_backend.available_devices()
    with pytest.raises(DeviceError, match="openvino is not installed"):
        choose.choose("openvino", PackLibrary())
    status = choose._status("openvino", None, 1.0, PackLibrary())
    assert status.reason is DeviceFault.NO_OPENVINO
    assert not status.works


def test_with_the_package_the_device_is_offered_and_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openvino_backend, "is_installed", lambda: True)
    assert onnxruntime_backend.available_devices()[-1] == "openvino"
    monkeypatch.setattr(choose, "available_devices", lambda: ("cpu", "openvino"))
    monkeypatch.setattr(
        choose, "run_selftest", lambda device, _: Finding(True, seconds=1.0 if device == "cpu" else 0.5)
    )
    assert choose.choose("auto", PackLibrary()) == "openvino"


def test_a_broken_package_is_a_finding_and_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openvino", None)
    forget()
    with pytest.raises(DeviceError, match="openvino does not start"):
        openvino_backend.cpu_core()
    monkeypatch.setattr(selftest, "paint_test_image", lambda *_: openvino_backend.cpu_core())
    assert isinstance(selftest.run_selftest("openvino", PackLibrary().get("builtin")).reason, NotStarted)


def test_findings_depend_on_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = device_cache._key()
    monkeypatch.setattr(openvino_backend.metadata, "version", lambda _name: "2099.1")
    assert "OpenVINO 2099.1" in device_cache._key()
    assert device_cache._key() != before


@pytest.mark.parametrize("wrong", ["tiles", "whole"])
def test_the_self_test_takes_both_ways(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    def run(loaded: loaded_pack.LoadedPack, way: TilePlan, _token: CancelToken) -> np.ndarray:
        fails = loaded.device == "openvino" and wrong == ("whole" if way.whole else "tiles")
        return np.full((4, 4, 3), 1 if fails else 0, np.float32)

    monkeypatch.setattr(selftest, "paint_test_image", run)
    assert isinstance(selftest.Selftest().run("openvino", PackLibrary().get("builtin")).reason, WrongPicture)


class Lending:
    """The CPU's network as a lender: what it returns is overwritten by the thread's next run."""

    lends = True

    def __init__(self, path: Path, *, callers: int = 1, threads: int = 1) -> None:
        self._network, self._last = onnxruntime_backend.OnnxruntimeNetwork(path, threads=threads), threading.local()
        Lending.opened.append((path.name, callers, threads))

    opened: ClassVar[list[tuple[str, int, int]]] = []

    def run(
        self, token: CancelToken | None = None, into: object = None, /, **inputs: np.ndarray
    ) -> dict[str, np.ndarray]:
        assert not into
        for values in getattr(self._last, "lent", {}).values():
            values.fill(-7)
        self._last.lent = self._network.run(token, **inputs)
        return dict(self._last.lent)

    def release(self) -> None:
        for values in getattr(self._last, "lent", {}).values():
            values.fill(-7)


@pytest.fixture
def lending(monkeypatch: pytest.MonkeyPatch) -> None:
    Lending.opened = []
    monkeypatch.setattr(loaded_pack.openvino_backend, "OpenVinoNetwork", Lending)
    monkeypatch.setattr(pipeline, "choose", lambda device, _: device)


@pytest.mark.parametrize("pack", ["builtin", "magenta"])
def test_a_small_picture_is_painted_in_one_run(lending: None, painter: Painter, pack: str) -> None:
    expected = painter.paint(replace(REQUEST, pack=pack, device="cpu")).picture.rgb.astype(int)
    painting = painter.paint(replace(REQUEST, pack=pack, device="openvino"))
    assert {name for name, *_ in Lending.opened} == {"transformer.onnx"}
    assert painting.report.device == "openvino"
    assert painting.report.tiles == len(painting.report.octaves) + 1  # that of the drawing
    assert np.abs(painting.picture.rgb - expected).max() <= 1


@pytest.mark.parametrize("core", [16, 64])
def test_a_large_picture_is_painted_in_tiles(
    lending: None, painter: Painter, monkeypatch: pytest.MonkeyPatch, core: int
) -> None:
    expected = painter.paint(replace(REQUEST, device="cpu")).picture.rgb.astype(int)
    monkeypatch.setitem(DEVICES, OPENVINO, replace(DEVICES[OPENVINO], whole_bytes=0, core=core))
    painting = painter.paint(replace(REQUEST, device="openvino"))
    assert painting.report.device == "openvino"
    assert "transformer.onnx" not in {name for name, *_ in Lending.opened}
    assert np.abs(painting.picture.rgb - expected).max() <= 1


def test_one_run_is_cancelled_and_its_memory_given_back(lending: None, painter: Painter) -> None:
    token, released = CancelToken(), []
    Lending.release, before = lambda self: released.append(1), Lending.release  # type: ignore[method-assign]
    try:
        with pytest.raises(Cancelled):
            painter.paint(
                replace(REQUEST, device="openvino"),
                Progress(lambda done, _: token.cancel() if done > 0 else None, token),
            )
    finally:
        Lending.release = before  # type: ignore[method-assign]
    assert released


def test_the_forecast_knows_what_is_painted_in_one_run(library: PackLibrary) -> None:
    pack, gigabyte = library.get("builtin"), 1 << 30
    planned = plan.tile_plan(pack, plan.tiling_of("openvino"), gigabyte)
    small, large = (Octaves((size,), size) for size in (Size(800, 600), Size(12000, 9000)))
    assert forecast(pack, "openvino", small, planned).tiles == 1
    assert forecast(pack, "openvino", large, planned).tiles > 1
    assert 0 < plan.whole_bytes(pack, planned.whole) <= gigabyte
    assert plan.tile_plan(pack, plan.tiling_of("cpu"), gigabyte).whole < planned.whole


# --- nothing is reported ----------------------------------------------------------------------------------------------

_LOAD = """
import sys
from stylizer_app.engine.runtime import openvino_backend
openvino_backend.cpu_core()
assert "openvino.tools.ovc" not in sys.modules
assert "openvino_telemetry" not in sys.modules
"""
_REPORTS = "try:\n    from openvino.tools.ovc import convert_model\nexcept ImportError:\n    pass\nCore = dict\n"


def _load(folder: Path, code: str) -> None:
    """Run code in a Python of its own whose home is a folder, where modules are looked for as well."""
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "GITHUB_ACTIONS", "TF_BUILD")}
    paths = os.pathsep.join(filter(None, (str(folder), str(ROOT), os.environ.get("PYTHONPATH"))))
    homes = {"HOME": str(folder), "USERPROFILE": str(folder), "PYTHONPATH": paths}
    subprocess.run([sys.executable, "-c", code], env={**kept, **homes}, check=True, cwd=folder)


def test_the_tools_that_report_are_not_loaded(tmp_path: Path) -> None:
    tools = tmp_path / "openvino" / "tools" / "ovc"
    tools.mkdir(parents=True)
    (tmp_path / "openvino" / "__init__.py").write_text(_REPORTS, "utf-8")
    (tools.parent / "__init__.py").write_text("", "utf-8")
    report = "from pathlib import Path\nPath('reported').touch()\nconvert_model = None\n"
    (tools / "__init__.py").write_text(report, "utf-8")
    _load(tmp_path, _LOAD)
    assert not (tmp_path / "reported").exists()
    _load(tmp_path, f"{_LOAD}\nimport openvino.tools.ovc")  # for others in the same process they are still there
    assert (tmp_path / "reported").exists()


@there
def test_the_real_one_leaves_no_identifier(tmp_path: Path) -> None:
    _load(tmp_path, _LOAD)
    assert [path.name for path in tmp_path.rglob("*") if path.suffix != ".pyc" and path.is_file()] == []


# --- the real one -----------------------------------------------------------------------------------------------------


@there
def test_the_real_one_passes_the_test() -> None:
    finding = selftest.Selftest().run("openvino")
    assert finding.works, finding.reason


@there
@pytest.mark.parametrize("whole", [0, DEVICES[OPENVINO].whole_bytes])
def test_the_real_one_paints_the_same_bytes_each_time_and_nearly_the_cpus(
    monkeypatch: pytest.MonkeyPatch, whole: int
) -> None:
    monkeypatch.setattr(pipeline, "choose", lambda device, _: device)
    monkeypatch.setitem(DEVICES, OPENVINO, replace(DEVICES[OPENVINO], whole_bytes=whole, core=24))
    painter = Painter(PackLibrary())
    first, second = (painter.paint(replace(REQUEST, device="openvino")) for _ in range(2))
    assert first.report.device == second.report.device == "openvino"
    assert (first.picture.rgb == second.picture.rgb).all()
    expected = painter.paint(replace(REQUEST, device="cpu")).picture.rgb.astype(int)
    assert np.abs(first.picture.rgb - expected).mean() <= 1
