"""How onnxruntime is imported, and what is said where it is broken."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from stylizer_app import libraries
from stylizer_app.cli import wording
from stylizer_app.engine.runtime import onnxruntime_backend
from stylizer_app.errors import DeviceError
from stylizer_app.errors.device import DeviceFault


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of an onnxruntime that takes the real one's place."""
    (tmp_path / "onnxruntime").mkdir()
    for name in [name for name in sys.modules if name.partition(".")[0] == "onnxruntime"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("ORT_DISABLE_TELEMETRY", "")
    return tmp_path / "onnxruntime" / "__init__.py"


def test_what_c_code_says_while_it_is_imported_is_not_shown(fake: Path, capfd: pytest.CaptureFixture[str]) -> None:
    fake.write_text("import os\nos.write(2, b'[W:onnxruntime:Default] Init provider bridge failed.')\n")
    onnxruntime_backend._imported()
    os.write(2, b"later")
    assert capfd.readouterr().err == "later"
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"


def test_what_is_wrong_with_it_is_still_raised(fake: Path, capfd: pytest.CaptureFixture[str]) -> None:
    fake.write_text("raise ImportError('a library is missing')\n")
    with pytest.raises(ImportError, match="missing"):
        onnxruntime_backend._imported()
    os.write(2, b"later")
    assert capfd.readouterr().err == "later"


def test_a_program_without_standard_error_imports_it_all_the_same(fake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake.write_text("answer = 42\n")

    def no_stream(descriptor: int) -> int:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(onnxruntime_backend.os, "dup", no_stream)
    assert onnxruntime_backend._imported().answer == 42


@pytest.mark.parametrize(
    ("system", "machine", "package"),
    [
        ("win32", "AMD64", "onnxruntime-windowsml"), ("win32", "ARM64", "onnxruntime"),
        ("linux", "x86_64", "onnxruntime"), ("darwin", "arm64", "onnxruntime"),
    ],
)  # fmt: skip
def test_the_package_to_install_again_is_this_systems(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str, package: str
) -> None:
    broken = DeviceError(DeviceFault.ONNXRUNTIME_BROKEN, "cpu")
    monkeypatch.setattr(libraries, "_installed", lambda packages: iter(()))
    monkeypatch.setattr(libraries.sys, "platform", system)
    monkeypatch.setattr(libraries.platform, "machine", lambda: machine)
    assert wording.sentence(broken).endswith(f"(python -m pip install --force-reinstall {package}).")
    monkeypatch.setattr(libraries, "_installed", lambda packages: iter([("onnxruntime-directml", "1.24.4")]))
    assert "--force-reinstall onnxruntime-directml)" in wording.sentence(broken)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "pip" not in wording.sentence(broken)
