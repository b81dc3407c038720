"""The log file, the crash file, and the hooks that leave nothing unsaid when something breaks."""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
import os
import platform
import re
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TextIO

from stylizer_app import __version__, libraries
from stylizer_app.system import paths

log = logging.getLogger("stylizer_app")

CrashListener = Callable[[str], None]
_FATAL = re.compile(r"Fatal Python error|Windows fatal exception: (access violation|stack overflow|int divide)")
_KEEP_SECONDS = 7 * 24 * 3600
_FORMAT = "%(asctime)s %(levelname)-7s %(threadName)s %(name)s: %(message)s"


class _LogFile(logging.handlers.RotatingFileHandler):
    """A rotating file that goes on in the old one when another program holds it (Windows), instead of failing."""

    def doRollover(self) -> None:  # noqa: N802 (the base class's name)
        try:
            super().doRollover()
        except OSError:
            self.stream = self._open()


class Logs:
    """What ``start`` switched on: file handler, faulthandler and hooks; ``close`` puts everything back."""

    def __init__(self, level: int, listener: CrashListener | None) -> None:
        self.earlier_crash = _earlier_crash()
        self._listener = listener
        self._hooks = (sys.excepthook, threading.excepthook)
        self._level = log.level
        self._handler = _file_handler()
        self._crash_file = paths.logs_dir() / f"crash-{os.getpid()}.txt"
        self._crash_stream = _open_quietly(self._crash_file)
        log.setLevel(level)
        if self._handler:
            log.addHandler(self._handler)
        if self._crash_stream:
            faulthandler.enable(self._crash_stream)
        sys.excepthook, threading.excepthook = self._uncaught, self._uncaught_in_thread

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log and report an exception that nobody caught; an interrupt goes its usual way."""
        if issubclass(kind, KeyboardInterrupt):
            self._hooks[0](kind, error, trace)
            return
        log.critical("uncaught exception", exc_info=(kind, error, trace))
        if self._listener:
            self._listener(report(error))
        else:
            self._hooks[0](kind, error, trace)

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        """The same for threads."""
        if args.exc_value is not None and args.exc_type is not SystemExit:
            self._uncaught(args.exc_type, args.exc_value, args.exc_traceback)

    def close(self) -> None:
        """Put hooks and handlers back; the crash file of a run that ends well goes away."""
        sys.excepthook, threading.excepthook = self._hooks
        log.setLevel(self._level)
        if self._handler:
            log.removeHandler(self._handler)
            self._handler.close()
        if self._crash_stream:
            faulthandler.disable()
            self._crash_stream.close()
            self._crash_file.unlink(missing_ok=True)


def start(level: int = logging.INFO, listener: CrashListener | None = None) -> Logs:
    """Begin logging to the file and catching crashes. ``listener`` gets a report of every uncaught exception.

    ``Logs.earlier_crash`` holds what an earlier run left when it died, or "". Never fails: a folder that cannot be
    written to only means that there is no file.
    """
    logs = Logs(level, listener)
    log.info("Stylizer %s starts, Python %s, %s", __version__, platform.python_version(), platform.platform())
    if logs.earlier_crash:
        log.info("an earlier run crashed:\n%s", logs.earlier_crash)
    return logs


def report(error: BaseException | None = None, crash: str = "") -> str:
    """A text that a person can copy into a message: versions, what happened, and the end of the log."""
    happened = "".join(traceback.format_exception(error)) if error else crash
    told = ["\n".join(_versions()), happened.strip(), f"Log:\n{tail() or '(empty)'}"]
    return "\n\n".join(filter(None, told)).strip() + "\n"


def tail(lines: int = 60) -> str:
    """The last lines of the log, or "" without one."""
    try:
        return "\n".join(paths.log_file().read_text("utf-8", errors="replace").splitlines()[-lines:])
    except OSError:
        return ""


def _versions() -> list[str]:
    """What runs on what, one fact a line."""
    facts = [f"Stylizer {__version__}{' (installed program)' if paths.is_frozen() else ''}"]
    facts += [f"{platform.platform()}, {platform.machine()}", f"Python {platform.python_version()}"]
    return facts + [f"{name} {version}" for name, version in libraries.installed()]


def _file_handler() -> logging.Handler | None:
    """The handler of the rotating log file, or None where none can be written."""
    try:
        paths.logs_dir().mkdir(parents=True, exist_ok=True)
        handler = _LogFile(paths.log_file(), maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter(_FORMAT))
    return handler


def _open_quietly(path: Path) -> TextIO | None:
    """A new text file for faulthandler, or None where none can be written."""
    try:
        return path.open("w", encoding="utf-8")
    except OSError:
        return None


def _earlier_crash() -> str:
    """What earlier runs left in their crash files when they died; the files are taken away."""
    found: list[str] = []
    try:
        files = sorted(paths.logs_dir().glob("crash-*.txt"))
    except OSError:
        return ""
    for file in files:
        found += _taken(file)
    return "\n".join(found)


def _taken(file: Path) -> list[str]:
    """The text of a crash file if it tells of a crash; such a file and an old empty one are removed."""
    try:
        text = file.read_text("utf-8", errors="replace")
        fatal = _FATAL.search(text) is not None
        if fatal or time.time() - file.stat().st_mtime > _KEEP_SECONDS:
            file.unlink()
    except OSError:
        return []
    return [text.strip()] if fatal else []
