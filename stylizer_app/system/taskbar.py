"""How far something is, on the program's button in Windows' taskbar; other systems have no such button."""

from __future__ import annotations

import ctypes
import uuid
from collections.abc import Callable
from typing import Any

_TASKBAR = uuid.UUID("56FDF344-FD6D-11D0-958A-006097C9A090").bytes_le
_INTERFACE = uuid.UUID("EA1AFB91-9E28-4B86-90E9-9E9F8A5EEFAF").bytes_le
"""The class of the taskbar, and the interface ITaskbarList3, as COM names them."""

_START, _SET_VALUE, _SET_STATE = 3, 9, 10
"""Where the interface's functions stand in its table: HrInit, SetProgressValue, SetProgressState."""

_NOTHING, _UNDER_WAY = 0, 2
_IN_THIS_PROCESS = 1
_WHOLE = 1000


class TaskbarButton:
    """The button of the window that ``window`` tells the handle of; it is asked when there is something to show."""

    def __init__(self, window: Callable[[], int], system: Any = None) -> None:
        self._window = window
        self._system = system
        self._taskbar: int | None = None

    def show(self, fraction: float | None) -> None:
        """Show how much is done, 0..1; None: nothing is under way."""
        if self._taskbar is None:
            if fraction is None:
                return
            self._taskbar = _connect(self._system or _system())
        if not self._taskbar:
            return
        window = self._window()
        if fraction is None:
            _call(self._taskbar, _SET_STATE, (ctypes.c_void_p, window), (ctypes.c_int, _NOTHING))
        else:
            _call(self._taskbar, _SET_STATE, (ctypes.c_void_p, window), (ctypes.c_int, _UNDER_WAY))
            done = min(max(round(fraction * _WHOLE), 0), _WHOLE)
            _call(
                self._taskbar,
                _SET_VALUE,
                (ctypes.c_void_p, window),
                (ctypes.c_uint64, done),
                (ctypes.c_uint64, _WHOLE),
            )


def _system() -> Any:
    """Windows' library of COM; None elsewhere."""
    load = getattr(ctypes, "WinDLL", None)
    return load("ole32") if load else None


def _connect(system: Any) -> int:
    """The address of the taskbar's ITaskbarList3, which lives as long as the program; 0 where there is none."""
    if system is None:
        return 0
    found = ctypes.c_void_p()
    failed = system.CoCreateInstance(_TASKBAR, None, _IN_THIS_PROCESS, _INTERFACE, ctypes.byref(found))
    return 0 if failed or not found.value or _call(found.value, _START) else found.value


def _call(taskbar: int, place: int, *arguments: tuple[type, int]) -> int:
    """Call one of the interface's functions; return its result, 0 when it succeeded."""
    table = ctypes.cast(taskbar, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p))).contents
    kinds, values = [kind for kind, _ in arguments], [value for _, value in arguments]
    function = ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_void_p, *kinds)(table[place] or 0)
    return int(function(taskbar, *values))
