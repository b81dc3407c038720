"""CUDA's libraries: fetched whole and checked or not at all, found by the next start, taken away again."""

from __future__ import annotations

import hashlib
import http.server
import io
import json
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from stylizer_app import paths
from stylizer_app.__main__ import main
from stylizer_app.engine import download, gpu_libraries
from stylizer_app.engine.gpu_libraries import Wheel
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.errors import Cancelled, DeviceError

ROOT = Path(__file__).resolve().parents[2]


def wheel_of(files: dict[str, str]) -> bytes:
    """A wheel that holds these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


class Server(http.server.ThreadingHTTPServer):
    """Serves bytes by name; ``break_after`` cuts the first answers off."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.files: dict[str, bytes] = {}
        self.break_after: list[int] = []
        self.ranges: list[str | None] = []

    def wheel(self, name: str, data: bytes, python: str = "") -> Wheel:
        """Offer a wheel."""
        self.files[f"/{name}"] = data
        url = f"http://127.0.0.1:{self.server_port}/{name}"
        return Wheel(url, hashlib.sha256(data).hexdigest(), gpu_libraries.platform_tag(), python)


class Answer(http.server.BaseHTTPRequestHandler):
    """Answers with a file, or a part of it."""

    server: Server

    def do_GET(self) -> None:
        data, wanted = self.server.files.get(self.path), self.headers.get("Range")
        self.server.ranges.append(wanted)
        if data is None:
            self.send_error(404)
            return
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted else 0
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        stop = self.server.break_after.pop(0) if self.server.break_after else len(data)
        self.wfile.write(data[start : start + stop])

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def left() -> list[str]:
    """What lies in the person's data folder."""
    folder = paths.data_dir()
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_wheels_are_unpacked_and_found_by_the_next_start(server: Server) -> None:
    module = 'print("fake"); __version__ = "9"\ndef preload_dlls(): print("cannot find cuDNN")\n'
    ort = wheel_of({"onnxruntime/__init__.py": module})
    added = [server.wheel("ort.whl", ort, gpu_libraries.python_tag())]
    added.append(server.wheel("nvidia.whl", wheel_of({"nvidia/libcudart": "x" * 1000})))
    heard: list[float] = []
    gpu_libraries.add(added, Progress(lambda fraction, _doing: heard.append(fraction)))
    assert heard == sorted(heard)
    assert gpu_libraries.installed()
    assert left() == ["gpu"]
    code = (
        "import sys; from stylizer_app.engine import gpu_libraries as g; print(g.activate());"
        "import onnxruntime; print(onnxruntime.__file__)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    out = subprocess.check_output([sys.executable, "-c", code], text=True, env=environment).splitlines()
    assert out[:2] == ["True", "fake"]
    assert Path(out[2]).is_relative_to(paths.gpu_dir())
    assert gpu_libraries.remove()
    assert not gpu_libraries.remove()
    assert left() == []
    assert not gpu_libraries.activate()


def test_libraries_of_another_python_are_not_used() -> None:
    paths.gpu_dir().mkdir(parents=True)
    (paths.gpu_dir() / "stylizer.json").write_text(json.dumps({"python": "cp27"}))
    assert not gpu_libraries.activate()


def test_a_broken_line_is_taken_up_where_it_broke(server: Server, tmp_path: Path) -> None:
    data = os.urandom(700_000)
    wheel = server.wheel("a.whl", data)
    server.break_after = [300_000, 100]
    download.fetch(wheel.url, tmp_path / "a", wheel.sha256, Progress())
    assert (tmp_path / "a").read_bytes() == data
    assert server.ranges == [None, "bytes=300000-", "bytes=300100-"]


def test_a_wrong_checksum_is_refused_and_what_was_there_stays(server: Server) -> None:
    gpu_libraries.add([server.wheel("a.whl", wheel_of({"old": "1"}))], Progress())
    wheel = server.wheel("b.whl", wheel_of({"new": "2"}))
    server.files["/b.whl"] = wheel_of({"new": "3"})
    with pytest.raises(DeviceError, match="checksum"):
        gpu_libraries.add([wheel], Progress())
    assert left() == ["gpu"]
    assert (paths.gpu_dir() / "old").exists()


def test_what_does_not_exist_is_told_at_once(server: Server, tmp_path: Path) -> None:
    url = server.wheel("a.whl", b"").url + "x"
    with pytest.raises(DeviceError, match="404"):
        download.fetch(url, tmp_path / "a", "", Progress())
    assert len(server.ranges) == 1
    assert not (tmp_path / "a").exists()


def test_a_server_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with pytest.raises(DeviceError, match="cannot be reached"):
        download.fetch("http://127.0.0.1:9/a", tmp_path / "a", "", Progress())


def test_cancelling_leaves_nothing(server: Server) -> None:
    token = CancelToken()
    wheel = server.wheel("a.whl", os.urandom(600_000))
    with pytest.raises(Cancelled):
        gpu_libraries.add([wheel], Progress(lambda _fraction, _doing: token.cancel(), token))
    assert left() == []


@pytest.mark.parametrize("data", [b"no zip at all", wheel_of({"../escaped": "x"})])
def test_archives_that_are_not_what_they_should_be_are_refused(server: Server, data: bytes) -> None:
    with pytest.raises(DeviceError):
        gpu_libraries.add([server.wheel("a.whl", data)], Progress())
    assert left() == []


def test_a_wheel_beyond_all_measure_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpu_libraries, "MAX_UNPACKED_BYTES", 10)
    with pytest.raises(DeviceError, match="larger"):
        gpu_libraries.add([server.wheel("a.whl", wheel_of({"big": "x" * 11}))], Progress())


def test_the_list_of_wheels_is_complete_for_every_python_and_system(monkeypatch: pytest.MonkeyPatch) -> None:
    for system in ("linux_x86_64", "win_amd64"):
        monkeypatch.setattr(gpu_libraries, "platform_tag", lambda system=system: system)
        for minor in (11, 12, 13, 14):
            monkeypatch.setattr(gpu_libraries, "python_tag", lambda minor=minor: f"cp3{minor}")
            chosen = gpu_libraries.wheels()
            assert sum("onnxruntime_gpu" in wheel.name for wheel in chosen) == 1
            assert sum("nvidia" in wheel.name for wheel in chosen) == 7
            assert all(wheel.url.startswith("https://files.pythonhosted.org/") for wheel in chosen)
            assert all(len(wheel.sha256) == 64 and wheel.name.endswith(".whl") for wheel in chosen)
        monkeypatch.setattr(gpu_libraries, "python_tag", lambda: "cp27")
        with pytest.raises(DeviceError, match="no CUDA libraries"):
            gpu_libraries.wheels()


def test_the_command_line_adds_and_removes(
    server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wheel = server.wheel("a.whl", wheel_of({"library": "x"}))
    monkeypatch.setattr(gpu_libraries, "wheels", lambda: (wheel,))
    monkeypatch.setattr(gpu_libraries, "has_driver", lambda: False)
    assert main(["devices", "add", "cuda"]) == 2
    assert "no NVIDIA driver" in capsys.readouterr().err
    monkeypatch.setattr(gpu_libraries, "has_driver", lambda: True)
    assert main(["devices", "add", "cuda"]) == 0
    assert gpu_libraries.installed()
    assert main(["devices", "remove", "cuda"]) == 0
    assert main(["devices", "remove", "cuda"]) == 0
    assert "There were no" in capsys.readouterr().out
    server.files.clear()
    assert main(["devices", "add", "cuda"]) == 1
    assert "404" in capsys.readouterr().err
