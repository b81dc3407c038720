"""What an error of the system means: where Windows says it with a number of its own, as the errno of others."""

from __future__ import annotations

import errno
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")

_OF_WINDOWS = {
    5: errno.EACCES,  # ERROR_ACCESS_DENIED
    19: errno.EROFS,  # ERROR_WRITE_PROTECT
    32: errno.EBUSY,  # ERROR_SHARING_VIOLATION
    33: errno.EBUSY,  # ERROR_LOCK_VIOLATION
    39: errno.ENOSPC,  # ERROR_HANDLE_DISK_FULL
    112: errno.ENOSPC,  # ERROR_DISK_FULL
    123: errno.EILSEQ,  # ERROR_INVALID_NAME
    161: errno.EILSEQ,  # ERROR_BAD_PATHNAME
    206: errno.ENAMETOOLONG,  # ERROR_FILENAME_EXCED_RANGE
    1224: errno.EBUSY,  # ERROR_USER_MAPPED_FILE
}
"""Python gives all of these one of three numbers."""

_HELD = (5, 32, 33)
"""What Windows says while another program holds a file: virus scanners do that to new ones, for moments."""

_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between the attempts to have a file that is held."""


def number_of(error: OSError) -> int:
    """The errno that says what happened; 0 where there is none."""
    return _OF_WINDOWS.get(getattr(error, "winerror", None) or 0, error.errno or 0)


def is_closed_pipe(error: OSError) -> bool:
    """Whether nobody reads any more what was written: Windows calls writing to a closed pipe an invalid argument."""
    return isinstance(error, BrokenPipeError) or (sys.platform == "win32" and error.errno == errno.EINVAL)


def is_held(error: OSError) -> bool:
    """Whether another program may hold the file."""
    return getattr(error, "winerror", None) in _HELD


def is_read_only(path: Path) -> bool:
    """Whether a file has Windows' mark that it is not to be changed; other systems let it be replaced all the same."""
    try:
        attributes = getattr(path.stat(), "st_file_attributes", 0)
    except OSError:
        return False
    return bool(attributes & 1)


def patiently(act: Callable[[], Result]) -> Result:
    """Do something with a file, again for some moments while another program holds it. Raises OSError."""
    for pause in _PAUSES:
        try:
            return act()
        except OSError as error:
            if not is_held(error):
                raise
        time.sleep(pause)
    return act()
