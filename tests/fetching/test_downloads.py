"""Downloads from a local server that redirects, breaks off, lies, stalls: each ends well or in one sentence."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from scripts.convert.sources import SOURCES
from stylizer_app.fetching.downloads import DownloadError, Limits, RemoteFile, download

DATA = bytes(range(256)) * 1000
DIGEST = hashlib.sha256(DATA).hexdigest()
QUICK = Limits(timeout=1.0, patience=0.3, slowest=1e6, largest=1 << 20, tries=3)


class Handler(BaseHTTPRequestHandler):
    """Answers by path; ``requests`` records path and range of every request."""

    requests: list[tuple[str, str | None]]
    protocol_version = "HTTP/1.1"
    timeout = 5.0  # of the connection: not everywhere does a server notice that nobody reads any more

    def do_GET(self) -> None:
        wanted = self.headers.get("Range")
        self.requests.append((self.path, wanted))
        start = int(wanted.split("=")[1].rstrip("-")) if wanted else 0
        getattr(self, f"answer_{self.path.strip('/')}", self.answer_missing)(start)

    def body(self, data: bytes, start: int = 0, announce: int | None = None) -> None:
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(data) - start if announce is None else announce))
        self.send_header("Connection", "close")
        self.end_headers()
        with suppress(ConnectionError, TimeoutError):  # who has heard enough hangs up
            self.wfile.write(data[start:])

    def answer_file(self, start: int) -> None:
        self.body(DATA, start)

    def answer_redirect(self, start: int) -> None:
        self.send_response(302)
        self.send_header("Location", "/file")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def answer_breaks(self, start: int) -> None:
        """Every answer stops after 100 kB."""
        self.body(DATA[: start + 100_000], start, announce=len(DATA) - start)
        self.close_connection = True

    def answer_norange(self, start: int) -> None:
        """Breaks off once, and then does not know about ranges."""
        first = len(self.requests) == 1
        self.body(DATA[:50_000] if first else DATA, 0, announce=len(DATA))
        self.close_connection = True

    def answer_truncated(self, start: int) -> None:
        """Never sends more than the first 1000 bytes."""
        self.body(DATA[: max(1000, start)], start, announce=len(DATA) - start)
        self.close_connection = True

    def answer_other(self, start: int) -> None:
        self.body(b"x" * len(DATA), start)

    def answer_huge(self, start: int) -> None:
        self.body(b"x" * (2 << 20), start)

    def answer_slow(self, start: int) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(DATA)))
        self.end_headers()
        for position in range(0, 20_000, 1000):
            try:
                self.wfile.write(DATA[position : position + 1000])
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def answer_silent(self, start: int) -> None:
        self.server.released.wait(10)
        self.close_connection = True

    def answer_busy(self, start: int) -> None:
        """Has no time for the first request."""
        if len(self.requests) == 1:
            self.send_error(503)
        else:
            self.body(DATA, start)

    def answer_missing(self, start: int) -> None:
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., RemoteFile]]:
    """Makes a RemoteFile whose addresses are paths on a local server."""
    monkeypatch.setenv("no_proxy", "*")
    handler = type("Recording", (Handler,), {"requests": []})
    running = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    running.released = threading.Event()
    running.daemon_threads = False
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()

    def remote(*paths: str, size: int | None = len(DATA), sha256: str | None = DIGEST) -> RemoteFile:
        base = f"http://127.0.0.1:{running.server_port}"
        return RemoteFile("network.bin", tuple(f"{base}/{path}" for path in paths), size, sha256)

    remote.requests = handler.requests
    yield remote
    running.released.set()
    running.shutdown()
    running.server_close()
    thread.join()


def refused(file: RemoteFile, folder: Path) -> str:
    with pytest.raises(DownloadError) as caught:
        download(file, folder, limits=QUICK)
    assert not list(folder.iterdir())
    assert str(caught.value).endswith(".")
    return str(caught.value)


def test_a_file_arrives_whole_and_progress_is_told(server, tmp_path: Path) -> None:
    told = []
    path = download(server("file"), tmp_path, lambda have, total: told.append((have, total)))
    assert path.read_bytes() == DATA
    assert told[-1] == (len(DATA), len(DATA))
    assert [p.name for p in tmp_path.iterdir()] == ["network.bin"]


def test_a_redirect_is_followed(server, tmp_path: Path) -> None:
    assert download(server("redirect"), tmp_path).read_bytes() == DATA


def test_a_broken_transfer_goes_on_where_it_stopped(server, tmp_path: Path) -> None:
    assert download(server("breaks"), tmp_path, limits=QUICK).read_bytes() == DATA
    assert [wanted for _, wanted in server.requests] == [None, "bytes=100000-", "bytes=200000-"]


def test_a_busy_server_is_asked_again(server, tmp_path: Path) -> None:
    assert download(server("busy"), tmp_path, limits=QUICK).read_bytes() == DATA


def test_a_full_disk_is_no_fault_of_the_line(server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        download(server("file"), tmp_path)
    assert len(server.requests) == 1


def test_what_an_earlier_run_left_is_used(server, tmp_path: Path) -> None:
    (tmp_path / "network.bin.part").write_bytes(DATA[:70_000])
    assert download(server("file"), tmp_path).read_bytes() == DATA
    assert server.requests == [("/file", "bytes=70000-")]


def test_a_leftover_that_is_no_part_of_the_file_is_refused_and_removed(server, tmp_path: Path) -> None:
    (tmp_path / "network.bin.part").write_bytes(b"y" * 70_000)
    assert "checksum" in refused(server("file"), tmp_path)


def test_a_server_without_ranges_sends_everything_again(server, tmp_path: Path) -> None:
    assert download(server("norange"), tmp_path, limits=QUICK).read_bytes() == DATA


def test_a_file_that_is_there_already_is_not_fetched_again(server, tmp_path: Path) -> None:
    (tmp_path / "network.bin").write_bytes(DATA)
    download(server("file"), tmp_path)
    assert server.requests == []


def test_the_next_address_is_tried(server, tmp_path: Path) -> None:
    assert download(server("gone", "other", "file"), tmp_path, limits=QUICK).read_bytes() == DATA


def test_a_wrong_checksum_is_refused(server, tmp_path: Path) -> None:
    assert "checksum" in refused(server("other"), tmp_path)


def test_a_truncated_file_is_refused(server, tmp_path: Path) -> None:
    assert "1000 of 256000 bytes" in refused(server("truncated"), tmp_path)


def test_a_missing_file_is_refused(server, tmp_path: Path) -> None:
    assert "404" in refused(server("nowhere"), tmp_path)


def test_a_slow_server_is_given_up(server, tmp_path: Path) -> None:
    assert "too slow" in refused(server("slow"), tmp_path)


def test_a_silent_server_is_given_up(server, tmp_path: Path) -> None:
    assert "does not answer" in refused(server("silent"), tmp_path)


def test_more_than_expected_is_refused_before_it_comes(server, tmp_path: Path) -> None:
    assert "larger than expected" in refused(server("huge", size=None, sha256=None), tmp_path)


def test_nobody_there_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    file = RemoteFile("network.bin", ("http://127.0.0.1:9/file",))
    assert "nobody answers there" in refused(file, tmp_path)


def test_other_schemes_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x")
    folder = tmp_path / "downloads"
    assert "only http" in refused(RemoteFile("network.bin", (secret.as_uri(),)), folder)


def test_every_known_file_has_several_secure_addresses() -> None:
    for source in SOURCES.values():
        for file in source.files:
            assert len(file.addresses) >= 3
            assert all(address.startswith("https://") for address in file.addresses)
