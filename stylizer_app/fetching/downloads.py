"""Downloads a file: every known address in turn, resumed after interruptions, limited, checked, never half."""

from __future__ import annotations

import hashlib
import http.client
import os
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from stylizer_app.errors import StylizerError
from stylizer_app.errors.fetch import (
    Answered,
    Attempt,
    BrokenOff,
    ConnectionFailed,
    LargerThanExpected,
    NotDownloaded,
    OtherSize,
    SlowServer,
    TransferFault,
    TransferReason,
)
from stylizer_app.system.files import is_file
from stylizer_app.system.system_errors import patiently

CHUNK = 1 << 16
TIMEOUT_SECONDS = 30.0
Watcher = Callable[[int, int | None], None]
"""Takes the bytes there are so far, and the bytes there will be where that is known."""


_NETWORK_ERRORS = (urllib.error.URLError, ConnectionError, TimeoutError, ssl.SSLError, http.client.HTTPException)
"""What a line does; other errors of the system are the disk's."""


class DownloadError(StylizerError):
    """A file cannot be had from any of its addresses, or is not what it should be."""

    reason: NotDownloaded

    def __init__(self, reason: NotDownloaded, name: str) -> None:
        super().__init__(reason, name)


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file on the network: its addresses, tried in turn, and what it must be where that is known.

    ``size`` in bytes and ``sha256`` are None where nobody pinned them.
    """

    name: str
    addresses: tuple[str, ...]
    size: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait for an answer (s), how slow a transfer may be (bytes/s over ``patience`` s), how much to take.

    ``tries``: how often one address is asked again, from where the last transfer broke off.
    """

    timeout: float = TIMEOUT_SECONDS
    patience: float = 60.0
    slowest: float = 2000.0
    largest: int = 1 << 30
    tries: int = 4


class _TransferError(Exception):
    """An address does not give the file."""

    def __init__(self, reason: TransferReason) -> None:
        super().__init__(reason)
        self.reason = reason


class _BrokenOffError(_TransferError):
    """A transfer stopped early; asking again may help."""


class _RefusedError(_TransferError):
    """Asking again would not help."""


def download(file: RemoteFile, folder: Path, watch: Watcher = lambda *_: None, limits: Limits | None = None) -> Path:
    """Fetch a file into ``folder`` and return its path; what is there already and has the right checksum is kept.

    Proxies are those of the environment. A transfer cut off by the program's end goes on where it stopped the next
    time. Raises DownloadError; then nothing is left in the folder. OSError: the disk cannot
    take it.
    """
    target, part = folder / file.name, folder / f"{file.name}.part"
    folder.mkdir(parents=True, exist_ok=True)
    if file.sha256 and is_file(target) and sha256(target) == file.sha256:
        return target
    attempts = []
    for address in file.addresses:
        try:
            _fetch(address, part, file, watch, limits or Limits())
            _check(part, file)
        except _RefusedError as error:
            patiently(lambda: part.unlink(missing_ok=True))
            attempts.append(Attempt(urlsplit(address).netloc or address, error.reason))
        else:
            patiently(lambda: part.replace(target))
            return target
    raise DownloadError(NotDownloaded(tuple(attempts)), file.name)


def sha256(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def reason_of(error: Exception) -> TransferReason:
    """What a network error means for a transfer."""
    if isinstance(error, urllib.error.HTTPError):
        return Answered(error.code, str(error.reason))
    cause = getattr(error, "reason", error)
    if isinstance(cause, TimeoutError):
        return TransferFault.SILENT
    if isinstance(cause, ConnectionRefusedError):
        return TransferFault.NOBODY
    if isinstance(cause, OSError) and cause.errno is not None and cause.errno < 0:
        return TransferFault.NO_NAME
    return ConnectionFailed(str(cause))


def _fetch(address: str, part: Path, file: RemoteFile, watch: Watcher, limits: Limits) -> None:
    """Fetch one address into ``part``, asking again where a transfer breaks off."""
    if urlsplit(address).scheme not in {"http", "https"}:
        raise _RefusedError(TransferFault.NOT_HTTP)
    reason: TransferReason
    for attempt in range(limits.tries):
        try:
            return _transfer(address, part, file, watch, limits)
        except _BrokenOffError as error:
            reason = error.reason
        except urllib.error.HTTPError as error:
            with error:
                reason = reason_of(error)
            if error.code < 500:
                raise _RefusedError(reason) from error
        except _NETWORK_ERRORS as error:
            reason = reason_of(error)
            nothing_came = not is_file(part) or part.stat().st_size == 0
            if nothing_came and isinstance(getattr(error, "reason", error), TimeoutError):
                raise _RefusedError(reason) from error
        time.sleep(min(0.1 * attempt, 1.0))
    raise _RefusedError(reason)


def _transfer(address: str, part: Path, file: RemoteFile, watch: Watcher, limits: Limits) -> None:
    """One request, from where ``part`` ends."""
    have = part.stat().st_size if is_file(part) else 0
    request = urllib.request.Request(address, headers={"User-Agent": "Stylizer", "Accept-Encoding": "identity"})
    if have:
        request.add_header("Range", f"bytes={have}-")
    try:
        response = urllib.request.urlopen(request, timeout=limits.timeout)
    except urllib.error.HTTPError as error:
        if error.code != http.client.REQUESTED_RANGE_NOT_SATISFIABLE or not have:
            raise
        patiently(part.unlink)  # the server's file is shorter than what came before: start again
        raise _BrokenOffError(TransferFault.CHANGED) from error
    with response:
        if have and response.status != http.client.PARTIAL_CONTENT:
            have = 0
        length = response.headers.get("Content-Length")
        total = have + int(length) if length and length.isdigit() else None
        if total is not None and total > min(limits.largest, file.size or limits.largest):
            raise _RefusedError(LargerThanExpected(total))
        _receive(response, part, have, total, watch, limits, file.size or limits.largest)


def _receive(
    response: http.client.HTTPResponse,
    part: Path,
    have: int,
    total: int | None,
    watch: Watcher,
    limits: Limits,
    largest: int,
) -> None:
    """Write what comes, watching size and speed. Raises _BrokenOffError if less came than was announced."""
    started, before = time.monotonic(), have
    with part.open("r+b" if have else "wb") as out:
        out.seek(have)
        while chunk := response.read1(CHUNK):
            have += out.write(chunk)
            watch(have, total)
            spent = time.monotonic() - started
            if have > largest:
                raise _RefusedError(LargerThanExpected(have))
            if spent > limits.patience and (have - before) / spent < limits.slowest:
                raise _RefusedError(SlowServer((have - before) / spent))
        out.truncate(have)
        out.flush()
        os.fsync(out.fileno())
    if total is not None and have < total:
        raise _BrokenOffError(BrokenOff(have, total))


def _check(part: Path, file: RemoteFile) -> None:
    """Raise _RefusedError unless the file has the size and checksum it should have."""
    size = part.stat().st_size
    if file.size is not None and size != file.size:
        raise _RefusedError(OtherSize(size, file.size))
    if file.sha256 is not None and sha256(part) != file.sha256:
        raise _RefusedError(TransferFault.OTHER_FILE)
