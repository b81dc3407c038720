"""Nothing is reported to anybody: the library that runs the networks does so by default."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_LOAD = """
import os
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.runtime.onnxruntime_backend import OnnxruntimeNetwork
OnnxruntimeNetwork(PackLibrary().get("builtin").folder / "style_predictor.onnx")
assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"
"""
_QUIET_BY_ITSELF = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS")


@pytest.mark.skipif(os.name == "nt", reason="there the system collects, and no file shows it")
def test_loading_a_network_leaves_no_identifier_and_no_events_to_send(tmp_path: Path) -> None:
    homes = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    kept = {name: value for name, value in os.environ.items() if name not in _QUIET_BY_ITSELF}
    subprocess.run([sys.executable, "-c", _LOAD], env={**kept, **homes}, check=True)
    assert [path for path in tmp_path.rglob("*") if "onnxruntime" in path.name.lower()] == []
