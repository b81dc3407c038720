"""The limits of the Windows job that this process belongs to, if it belongs to one."""

from __future__ import annotations

import ctypes

_EXTENDED_LIMITS = 9
_PROCESS_MEMORY, _JOB_MEMORY = 0x100, 0x200


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION, its parts in a row."""

    _fields_ = (
        ("per_process_user_time", ctypes.c_int64),
        ("per_job_user_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("minimum_working_set", ctypes.c_size_t),
        ("maximum_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def memory_limit() -> int | None:
    """Bytes that the process may commit; None without a limit, and where Windows does not say."""
    limits = ExtendedLimits()
    ask = ctypes.windll.kernel32.QueryInformationJobObject  # type: ignore[attr-defined,unused-ignore]
    if not ask(None, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits), None):
        return None
    return smallest(limits)


def smallest(limits: ExtendedLimits) -> int | None:
    """The smallest of the limits on memory that are set."""
    pairs = ((_PROCESS_MEMORY, limits.process_memory), (_JOB_MEMORY, limits.job_memory))
    return min((int(size) for flag, size in pairs if limits.flags & flag), default=None)
