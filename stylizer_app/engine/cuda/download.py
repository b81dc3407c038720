"""Fetching a large file: resumed when the line breaks, checked against its checksum, or not there at all."""

from __future__ import annotations

import hashlib
import http.client
import urllib.error
import urllib.request
from pathlib import Path
from typing import BinaryIO

from stylizer_app.engine.progress import Progress
from stylizer_app.errors import DeviceError

TIMEOUT_SECONDS = 30.0
_CHUNK = 1 << 18
_ATTEMPTS = 5


def fetch(url: str, target: Path, sha256: str, progress: Progress) -> None:
    """Write what lies at ``url`` to ``target``. Proxies are honoured as the environment names them.

    Raises DeviceError if it cannot be had or has another checksum, and Cancelled; ``target`` is gone then.
    """
    try:
        for attempt in range(_ATTEMPTS):
            try:
                _go_on(url, target, progress)
                break
            except (OSError, http.client.HTTPException) as error:
                if isinstance(error, urllib.error.HTTPError):
                    error.close()
                if attempt == _ATTEMPTS - 1 or _is_final(error):
                    raise DeviceError(f"{url} cannot be downloaded: {reason(error)}. Try again later.") from error
        with target.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != sha256:
            raise DeviceError(f"{url} is not the file it should be: its checksum is wrong. Nothing was installed.")
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _go_on(url: str, target: Path, progress: Progress) -> None:
    """Download, from where an earlier attempt broke off. Raises OSError or HTTPException if it breaks off again."""
    have = target.stat().st_size if target.exists() else 0
    request = urllib.request.Request(url, headers={"Range": f"bytes={have}-"} if have else {})
    with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
        resumed = answer.status == 206
        have = have if resumed else 0
        length = int(answer.headers.get("Content-Length") or 0) + have
        with target.open("ab" if resumed else "wb") as file:
            _copy(answer, file, have, length, progress)
            if length and file.tell() < length:
                raise ConnectionError("the connection broke off")


def _copy(source: BinaryIO, file: BinaryIO, have: int, length: int, progress: Progress) -> None:
    """Copy to the end, reporting how much there is."""
    while chunk := source.read(_CHUNK):
        file.write(chunk)
        have += len(chunk)
        progress.advance(have / length if length else 0.0, f"{have / 1e6:.0f} MB")


def _is_final(error: Exception) -> bool:
    """Whether trying again is of no use: the server said no, or the disk is full."""
    if isinstance(error, urllib.error.HTTPError):
        return error.code < 500
    return isinstance(error, OSError) and not isinstance(error, ConnectionError | TimeoutError | urllib.error.URLError)


def reason(error: Exception) -> str:
    """What went wrong, in words."""
    if isinstance(error, urllib.error.HTTPError):
        return f"the server answers {error.code} {error.reason}"
    if isinstance(error, urllib.error.URLError):
        return f"the server cannot be reached ({error.reason})"
    return str(error) or type(error).__name__
