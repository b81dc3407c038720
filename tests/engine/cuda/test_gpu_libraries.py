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
import types
import zipfile
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest

from stylizer_app.__main__ import main
from stylizer_app.engine.cuda import gpu_libraries, package_index
from stylizer_app.engine.cuda.gpu_libraries import Wheel
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.engine.runtime import onnxruntime_backend
from stylizer_app.errors import Cancelled, LibrariesError
from stylizer_app.fetching import archives
from stylizer_app.system import paths

ROOT = Path(__file__).resolve().parents[3]


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
        self.kinds: dict[str, str] = {}
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

    def do_HEAD(self) -> None:
        data = self.server.files.get(self.path)
        self.send_response(404 if data is None else 200)
        self.send_header("Content-Length", str(len(data or b"")))
        self.end_headers()

    def do_GET(self) -> None:
        data, wanted = self.server.files.get(self.path), self.headers.get("Range")
        self.server.ranges.append(wanted)
        if data is None:
            self.send_error(404)
            return
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted else 0
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(data) - start))
        self.send_header("Content-Type", self.server.kinds.get(self.path, "text/html"))
        self.end_headers()
        stop = self.server.break_after.pop(0) if self.server.break_after else len(data)
        self.wfile.write(data[start : start + stop])

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.delenv(package_index.INDEX_VARIABLE, raising=False)
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
        "import sys; from stylizer_app.engine.cuda import gpu_libraries as g; print(g.activate());"
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


def test_a_wrong_checksum_is_refused_and_what_was_there_stays(server: Server) -> None:
    gpu_libraries.add([server.wheel("a.whl", wheel_of({"old": "1"}))], Progress())
    wheel = server.wheel("b.whl", wheel_of({"new": "2"}))
    server.files["/b.whl"] = wheel_of({"new": "3"})
    with pytest.raises(LibrariesError, match="checksum"):
        gpu_libraries.add([wheel], Progress())
    assert left() == ["gpu"]
    assert (paths.gpu_dir() / "old").exists()


def test_a_broken_line_is_taken_up_where_it_broke(server: Server) -> None:
    wheel = server.wheel("a.whl", wheel_of({"a.so": os.urandom(350_000).hex()}))
    server.break_after = [300_000, 100]
    gpu_libraries.add([wheel], Progress())
    assert server.ranges == [None, "bytes=300000-", "bytes=300100-"]
    assert gpu_libraries.installed()


def test_what_does_not_exist_is_told_at_once(server: Server) -> None:
    wheel = server.wheel("a.whl", b"")
    server.files.clear()
    with pytest.raises(LibrariesError, match="404"):
        gpu_libraries.add([wheel], Progress())
    assert len(server.ranges) == 1
    assert left() == []


def test_a_server_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with pytest.raises(LibrariesError, match="nobody answers there"):
        gpu_libraries.add([Wheel("http://127.0.0.1:9/a.whl", "0" * 64, "any")], Progress())


def test_cancelling_leaves_nothing(server: Server) -> None:
    token = CancelToken()
    wheel = server.wheel("a.whl", os.urandom(600_000))
    with pytest.raises(Cancelled):
        gpu_libraries.add([wheel], Progress(lambda _fraction, _doing: token.cancel(), token))
    assert left() == []


@pytest.mark.parametrize("data", [b"no zip at all", wheel_of({"../escaped": "x"})])
def test_archives_that_are_not_what_they_should_be_are_refused(server: Server, data: bytes) -> None:
    with pytest.raises(LibrariesError):
        gpu_libraries.add([server.wheel("a.whl", data)], Progress())
    assert left() == []


def test_a_wheel_beyond_all_measure_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpu_libraries, "MAX_BYTES", 1000)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big", "x" * 1001)
    deflated = buffer.getvalue()
    with pytest.raises(LibrariesError, match="more than"):
        gpu_libraries.add([server.wheel("a.whl", deflated)], Progress())


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
        with pytest.raises(LibrariesError, match="no CUDA libraries"):
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
    assert f"Fetching 1 packages, {len(server.files['/a.whl']) / 1e6:.0f} MB" in capsys.readouterr().out
    assert gpu_libraries.installed()
    assert gpu_libraries.status().installed
    assert main(["devices", "remove", "cuda"]) == 0
    assert main(["devices", "remove", "cuda"]) == 0
    assert "There were no" in capsys.readouterr().out
    server.files.clear()
    assert main(["devices", "add", "cuda"]) == 1
    assert "404" in capsys.readouterr().err


def test_adding_again_replaces_what_was_there(server: Server) -> None:
    gpu_libraries.add([server.wheel("a.whl", wheel_of({"old.so": "1"}))], Progress())
    gpu_libraries.add([server.wheel("b.whl", wheel_of({"new.so": "2"}))], Progress())
    assert sorted(path.name for path in paths.gpu_dir().iterdir()) == ["new.so", "stylizer.json"]
    assert left() == ["gpu"]


def test_if_the_new_libraries_cannot_be_put_there_the_old_ones_stay(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    gpu_libraries.add([server.wheel("a.whl", wheel_of({"old.so": "1"}))], Progress())
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "gpu" and target == paths.gpu_dir():
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(LibrariesError, match="Permission denied"):
        gpu_libraries.add([server.wheel("b.whl", wheel_of({"new.so": "2"}))], Progress())
    assert (paths.gpu_dir() / "old.so").exists()
    assert gpu_libraries.installed()
    assert left() == ["gpu"]


def test_a_disk_that_is_too_small_is_told_before_anything_is_fetched(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")  # noqa: PYI024
    monkeypatch.setattr(gpu_libraries.shutil, "disk_usage", lambda _folder: usage(10, 0, 10))
    with pytest.raises(LibrariesError, match="has room for"):
        gpu_libraries.download_bytes([server.wheel("a.whl", b"x" * 100)])
    assert server.ranges == []
    assert left() == []


def test_a_disk_that_fills_up_leaves_nothing(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archives, "unpack", full)
    with pytest.raises(LibrariesError, match="No space left"):
        gpu_libraries.add([server.wheel("a.whl", wheel_of({"a.so": "1"}))], Progress())
    assert left() == []


def test_sizes_that_cannot_be_had_are_errors(server: Server) -> None:
    wheel = server.wheel("a.whl", b"x")
    with pytest.raises(LibrariesError, match="404"):
        package_index.size(wheel.url + "x")
    with pytest.raises(LibrariesError, match="nobody answers there"):
        package_index.size("http://127.0.0.1:9/a")


@pytest.mark.parametrize("form", ["html", "json"])
def test_the_index_that_the_environment_names_is_asked(
    form: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    pinned = Wheel("https://files.pythonhosted.org/packages/ab/Fake_gpu-1.0-py3-none-any.whl", "0" * 64, "any")
    page = f"http://127.0.0.1:{server.server_port}/simple/fake-gpu/"
    monkeypatch.setenv(package_index.INDEX_VARIABLE, page.removesuffix("fake-gpu/"))
    link = "../../files/Fake_gpu-1.0-py3-none-any.whl#sha256=00"
    html, listed = f'<a class="x" href="{link}">Fake</a>', json.dumps({"files": [{"url": link}]})
    server.files["/simple/fake-gpu/"] = (html if form == "html" else listed).encode()
    server.kinds["/simple/fake-gpu/"] = "text/html" if form == "html" else "application/vnd.pypi.simple.v1+json"
    (found,) = gpu_libraries.located([pinned])
    assert found.url == page.replace("simple/fake-gpu/", "files/Fake_gpu-1.0-py3-none-any.whl")
    assert found.sha256 == pinned.sha256
    server.files["/simple/fake-gpu/"] = b'{"files": []}' if form == "json" else b"nothing"
    with pytest.raises(LibrariesError, match="has no Fake_gpu"):
        gpu_libraries.located([pinned])
    server.files.clear()
    with pytest.raises(LibrariesError, match="could not be downloaded"):
        gpu_libraries.located([pinned])
    monkeypatch.setenv(package_index.INDEX_VARIABLE, "https://pypi.org/simple")
    assert gpu_libraries.located([pinned]) == (pinned,)


def test_systems_without_cuda_are_told_what_they_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpu_libraries.sys, "platform", "darwin")
    with pytest.raises(LibrariesError, match="Core ML"):
        gpu_libraries.wheels()
    assert not gpu_libraries.status().supported


def test_a_damaged_folder_is_not_used(server: Server) -> None:
    files = {"onnxruntime/capi/a.so": "xxxx", "nvidia/libcudart.so.13": "yyyy"}
    gpu_libraries.add([server.wheel("a.whl", wheel_of(files))], Progress())
    assert gpu_libraries.installed()
    (paths.gpu_dir() / "nvidia/libcudart.so.13").write_text("y")
    assert not gpu_libraries.activate()


@pytest.mark.parametrize(
    "text", ["raise ImportError('broken')", "import onnxruntime.nothing", "x = 1", "raise OSError"]
)
def test_libraries_that_cannot_be_imported_do_not_stop_the_program(text: str, server: Server) -> None:
    devices = [name for name in onnxruntime_backend.available_devices() if name != "openvino"]
    expected = f"{onnxruntime_backend.version()} {devices}"
    gpu_libraries.add([server.wheel("a.whl", wheel_of({"onnxruntime/__init__.py": text}))], Progress())
    code = (
        "from stylizer_app.engine.runtime import onnxruntime_backend as s;"
        " print(s.version(), [name for name in s.available_devices() if name != 'openvino'])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = subprocess.check_output([sys.executable, "-c", code], text=True, env=environment, stderr=subprocess.STDOUT)
    assert told.splitlines()[-1] == expected
    assert "are broken" in told


@pytest.mark.expects_warnings
def test_the_added_onnxruntime_is_told_where_its_libraries_are(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict[str, object]] = []
    added = types.SimpleNamespace(
        get_available_providers=lambda: ["CUDAExecutionProvider"], preload_dlls=lambda **words: told.append(words)
    )
    monkeypatch.setattr(gpu_libraries, "activate", lambda: True)
    monkeypatch.setattr(gpu_libraries, "deactivate", lambda: told.append({"deactivated": True}))
    monkeypatch.setitem(sys.modules, "onnxruntime", added)
    assert onnxruntime_backend._with_cuda() is added
    assert told == [{"cuda": True, "cudnn": True, "directory": ""}]
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert onnxruntime_backend._with_cuda() is None
    assert told[1:] == [{"deactivated": True}]


def test_what_was_put_on_the_import_path_is_taken_off(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.setattr(gpu_libraries.sys, "modules", {"onnxruntime": None, "onnxruntime.capi": None, "os": os})
    before = list(sys.path), list(sys.meta_path)
    gpu_libraries.add([server.wheel("a.whl", wheel_of({"onnxruntime/__init__.py": ""}))], Progress())
    assert gpu_libraries.activate()
    assert sys.path[0] == str(paths.gpu_dir())
    gpu_libraries.deactivate()
    assert (sys.path, sys.meta_path) == before
    assert list(sys.modules) == ["os"]
