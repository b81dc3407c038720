"""How much memory there is and how much this process took."""

from __future__ import annotations

import sys

import psutil

from stylizer_app.system import memory_limits


def available_memory() -> int:
    """Bytes that this program can take right now without swapping, and without being ended for it by a container."""
    free = int(psutil.virtual_memory().available)
    allowed = memory_limits.room()
    return free if allowed is None else min(free, allowed)


def peak_memory() -> int:
    """The process's largest resident size so far, in bytes."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
