"""What devices are told, and networks that are compiled for one size at a time."""

from __future__ import annotations

import types
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from stylizer_app.devices import DEVICES
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.runtime import onnxruntime_backend
from stylizer_app.engine.runtime import provider_options as table
from stylizer_app.engine.runtime.network import first_line
from stylizer_app.engine.runtime.onnxruntime_backend import OnnxruntimeNetwork
from stylizer_app.system.paths import cache_dir


def node(name: str, *shape: object) -> types.SimpleNamespace:
    """An input as onnxruntime describes it."""
    return types.SimpleNamespace(name=name, shape=list(shape))


def test_each_device_is_told_what_it_needs(tmp_path: Path) -> None:
    network = tmp_path / "a.onnx"
    network.write_bytes(b"x")
    assert table.provider_options("cpu", network, ()) == {}
    assert table.provider_options("cuda", network, ()) == {"cudnn_conv_algo_search": "HEURISTIC", "use_tf32": "0"}
    assert table.provider_options("directml", network, ()) == {"performance_preference": "high_performance"}
    assert table.provider_options("webgpu", network, ()) == {"powerPreference": "high-performance"}
    coreml = table.provider_options("coreml", network, (("rows", 8),))
    assert coreml["RequireStaticInputShapes"] == "1"
    assert Path(coreml["ModelCacheDirectory"]).is_relative_to(cache_dir())
    assert "ModelCacheDirectory" not in table.provider_options("coreml", network, ())


def test_what_is_compiled_is_kept_apart_by_size_and_by_network(tmp_path: Path) -> None:
    network = tmp_path / "a.onnx"
    network.write_bytes(b"x")
    first = table.compiled_dir("coreml", network, (("rows", 8),))
    assert first.is_dir()
    assert first == table.compiled_dir("coreml", network, (("rows", 8),))
    assert first != table.compiled_dir("coreml", network, (("rows", 16),))
    network.write_bytes(b"xy")
    assert first != table.compiled_dir("coreml", network, (("rows", 8),))


def test_sizes_are_read_from_the_inputs() -> None:
    signatures = [node("a", 1, "rows", "columns"), node("b", 1, "rows", 3), node("c", 4)]
    inputs = {"a": np.zeros((1, 8, 6)), "b": np.zeros((1, 8, 3)), "c": np.zeros(4)}
    assert table.free_sizes("coreml", signatures, inputs) == (("columns", 6), ("rows", 8))
    assert table.free_sizes("cpu", signatures, inputs) == ()
    assert table.free_sizes("coreml", signatures, {**inputs, "b": np.zeros((1, 9, 3))}) == ()


def test_directml_and_the_cpu_do_without_memory_patterns() -> None:
    ort = onnxruntime_backend._onnxruntime()
    for device, wanted in (("directml", False), ("cpu", False), ("cuda", True)):
        options = onnxruntime_backend._session_options(ort, device, (), threads=2, shared=False)
        assert options.enable_mem_pattern is wanted
        assert options.execution_mode == ort.ExecutionMode.ORT_SEQUENTIAL


def test_a_network_compiled_for_each_size_computes_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    network = OnnxruntimeNetwork(PackLibrary().get("builtin").path("style_predictor.onnx"))
    pictures = [np.random.default_rng(n).random((1, 32 + 8 * n, 40, 3), np.float32) for n in range(5)]
    expected = [network.run(style_image=picture)["style_vector"] for picture in pictures]
    monkeypatch.setitem(DEVICES, "cpu", replace(DEVICES["cpu"], fixed_sizes=True))
    for picture, vector in zip(pictures, expected, strict=True):
        found = network.run(style_image=picture)["style_vector"]
        np.testing.assert_allclose(found, vector, atol=1e-4)
    assert len(network._compiled) == onnxruntime_backend.KEPT_SIZES


def test_long_words_are_told_from_their_end() -> None:
    assert first_line(ValueError()) == "ValueError"
    assert first_line(ValueError("short\nmore")) == "short"
    told = first_line(ValueError("path " * 100 + "No supported adapters"))
    assert told.startswith("… path")
    assert told.endswith("No supported adapters")
