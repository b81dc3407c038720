"""How much memory this process may still take where something other than the machine limits it.

A container or a service manager by control groups (https://docs.kernel.org/admin-guide/cgroup-v2.html, and v1), a shell
by resource limits, Windows by job objects.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil

MOUNT = Path("/sys/fs/cgroup")
MEMBERSHIP = Path("/proc/self/cgroup")


def room() -> int | None:
    """Bytes that the tightest limit leaves, at least 0; None where there is no limit."""
    rooms = [*_of_groups(MEMBERSHIP, MOUNT), *_of_resource_limits(), *_of_job()]
    return max(0, min(rooms)) if rooms else None


def _of_groups(membership: Path, mount: Path) -> Iterator[int]:
    """What the process's control groups leave, and the groups around them. Their cached files count as free."""
    for folder, limits, usage, cached in _groups(membership, mount):
        used, given_back = _number(folder / usage), _stated(folder / "memory.stat", cached)
        for limit in filter(None, (_number(folder / name) for name in limits)):
            yield limit - max(0, (used or 0) - given_back)


_Files = tuple[tuple[str, ...], str, str]
_V2: _Files = (("memory.max", "memory.high"), "memory.current", "inactive_file")
_V1: _Files = (("memory.limit_in_bytes",), "memory.usage_in_bytes", "total_inactive_file")


def _groups(membership: Path, mount: Path) -> Iterator[tuple[Path, tuple[str, ...], str, str]]:
    """The folders of the groups that count memory, with the names of their files."""
    try:
        lines = membership.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    for line in lines:
        _, controllers, inside = (*line.split(":", 2), "", "")[:3]
        if not controllers:
            roots, names = (mount, mount / "unified"), _V2
        elif "memory" in controllers.split(","):
            roots, names = (mount / "memory", mount / controllers), _V1
        else:
            continue
        for root in roots:
            path = root / inside.lstrip("/")
            for folder in (path, *path.parents):  # inside of a container only the last of these may be there
                if folder.is_relative_to(root):
                    yield folder, *names


def _number(file: Path) -> int | None:
    """The number in a file; None if there is none, or a word for no limit."""
    try:
        return int(file.read_text("ascii"))
    except (OSError, ValueError):
        return None


def _stated(file: Path, key: str) -> int:
    """One of the numbers that a file lists by name, 0 if it does not."""
    with suppress(OSError, ValueError):
        for line in file.read_text("ascii").splitlines():
            name, _, value = line.partition(" ")
            if name == key:
                return int(value)
    return 0


def _of_resource_limits() -> Iterator[int]:
    """What ``ulimit`` leaves of the address space and of the data in it."""
    if sys.platform == "win32":
        return
    import resource

    used = psutil.Process().memory_info()
    for kind, taken in ((resource.RLIMIT_AS, used.vms), (resource.RLIMIT_DATA, getattr(used, "data", used.rss))):
        limit = resource.getrlimit(kind)[0]
        if limit != resource.RLIM_INFINITY:
            yield limit - taken


def _of_job() -> list[int]:
    """What a Windows job leaves to the process."""
    if sys.platform == "win32":
        from stylizer_app.system.windows_job import memory_limit

        limit = memory_limit()
        if limit is not None:
            return [limit - int(psutil.Process().memory_info().private)]
    return []
