"""Page-locked memory: a CUDA card fetches and stores it by itself, at twice the speed and while it computes."""

from __future__ import annotations

import ctypes
import logging
import sys
import weakref
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from stylizer_app.imaging.samples import Floats

_RUNTIMES = (
    ("cudart64_13.dll", "cudart64_12.dll") if sys.platform == "win32" else ("libcudart.so.13", "libcudart.so.12")
)
_PORTABLE = 1
"""cudaHostRegisterPortable: for every context of the process."""

_log = logging.getLogger(__name__)


@cache
def cuda_runtime() -> Any | None:
    """CUDA's runtime library, which onnxruntime has loaded by now; None if it has not."""
    for name in _RUNTIMES:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


def pinned(size: int, find_runtime: Callable[[], Any | None] = cuda_runtime) -> Floats:
    """Memory for this many numbers, page-locked until it is let go; ordinary memory where that cannot be had."""
    memory = np.empty(size, np.float32)
    runtime = find_runtime()
    if runtime is None or size == 0:
        return memory
    address = memory.ctypes.data
    failure = runtime.cudaHostRegister(ctypes.c_void_p(address), ctypes.c_size_t(memory.nbytes), _PORTABLE)
    if failure:
        _log.info("%d bytes cannot be page-locked (CUDA error %d)", memory.nbytes, failure)
    else:
        weakref.finalize(memory, _release, runtime, address)
    return memory


def _release(runtime: Any, address: int) -> None:
    """Unlock memory that is about to be freed."""
    runtime.cudaHostUnregister(ctypes.c_void_p(address))
