"""Asks at most once a week whether there is a newer version: one request, and only if the person wants it.

The build says where releases are published (resources/build.json). A checkout, a Debian package and a Flatpak say
nothing, or that somebody else keeps them up to date: there nothing is ever asked.
"""

from __future__ import annotations

import json
import logging
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stylizer_app.system import paths
from stylizer_app.system.files import write_atomically

log = logging.getLogger(__name__)

WEEK = 7 * 24 * 3600.0
TIMEOUT_SECONDS = 5.0
_ANSWER_BYTES = 1_000_000
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")


Fetch = Callable[[str], bytes]
"""Gives what an address answers."""


@dataclass(frozen=True, slots=True)
class Release:
    """A version that is newer than this one, and the page to get it from."""

    version: str
    page: str


def _build() -> dict[str, Any]:
    """What the build says about itself; nothing in a checkout."""
    try:
        content = json.loads((paths.resources_dir() / "build.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def repository() -> str:
    """The owner/name under which releases are published, or "" where there is nothing to look for."""
    build = _build()
    name = str(build.get("repository", ""))
    return name if build.get("kind") == "download" and _REPOSITORY.fullmatch(name) else ""


def are_possible() -> bool:
    """Whether this installation looks for updates at all; otherwise the preferences need not offer it."""
    return bool(repository())


def is_newer(version: str, than: str) -> bool:
    """Whether a version such as v1.2.0 comes after another; a version with letters (a trial) never does."""
    parts = [re.fullmatch(r"v?(\d+(?:\.\d+)*)", text.strip()) for text in (version, than)]
    if parts[0] is None:
        return False
    mine = parts[1][1] if parts[1] else (re.match(r"v?(\d+(?:\.\d+)*)", than) or ["", "0"])[1]
    new, old = ([int(part) for part in text.split(".")] for text in (parts[0][1], mine))
    length = max(len(new), len(old))
    return new + [0] * (length - len(new)) > old + [0] * (length - len(old))


def is_due(now: float | None = None) -> bool:
    """Whether a week has passed since the last question."""
    try:
        last = float(_asked_file().read_text("utf-8"))
    except (OSError, ValueError):
        return True
    moment = time.time() if now is None else now
    return not last <= moment < last + WEEK


def look(current: str, fetch: Fetch | None = None) -> Release | None:
    """Ask for the newest release; None if there is none that is newer, or no answer. Never raises."""
    name = repository()
    if not name:
        return None
    from http.client import HTTPException

    _remember()
    try:
        answer = json.loads((fetch or _fetched)(f"https://api.github.com/repos/{name}/releases/latest"))
        version = answer["tag_name"].removeprefix("v")
    except (OSError, ValueError, LookupError, TypeError, AttributeError, HTTPException) as error:
        log.info("no answer about updates: %s", error)
        return None
    page = f"https://github.com/{name}/releases/latest"
    return Release(version, page) if is_newer(version, current) else None


def look_in_background(
    current: str, tell: Callable[[Release], None], fetch: Fetch | None = None
) -> threading.Thread | None:
    """Ask on a thread of its own if a week has passed; ``tell`` is called there if there is something to tell."""
    if not are_possible() or not is_due():
        return None

    def ask() -> None:
        release = look(current, fetch)
        if release is not None:
            tell(release)

    thread = threading.Thread(target=ask, name="updates", daemon=True)
    thread.start()
    return thread


def _fetched(address: str) -> bytes:
    """What an address answers."""
    from urllib.request import Request, urlopen

    request = Request(address, headers={"Accept": "application/vnd.github+json", "User-Agent": "Stylizer"})
    with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
        content: bytes = answer.read(_ANSWER_BYTES)
    return content


def _asked_file() -> Path:
    """When the last question was asked, in seconds."""
    return paths.data_dir() / "updates-asked.txt"


def _remember() -> None:
    """Write down that the question is asked now, also if there is no answer."""
    try:
        write_atomically(_asked_file(), f"{int(time.time())}\n".encode())
    except OSError as error:
        log.info("not remembered when updates were looked for: %s", error)
