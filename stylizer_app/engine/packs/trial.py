"""Lets a pack paint a test picture in a process of its own, which a wrong network may slow down, fill or end.

That process is ``engine/devices/pack_trial.py``.
"""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import psutil

from stylizer_app.engine.packs.pack import Pack
from stylizer_app.errors import PackError
from stylizer_app.errors.pack import DoesNotPaint, NotRunnable, PackFault, PackReason, WrongTensors
from stylizer_app.system import paths
from stylizer_app.system.leftovers import TemporaryFolder

MAX_SECONDS = 60.0
"""For the whole trial, on the slowest computer that anybody would paint with."""

MAX_BYTES = 1_000_000_000
"""Memory of the process, besides what the pack's files take a few times."""

COPIES = 4
_PAUSE = 0.02
_Told = WrongTensors | NotRunnable | DoesNotPaint
_TOLD: dict[str, Any] = {kind.__name__: kind for kind in get_args(_Told)}


def let_paint(pack: Pack) -> None:
    """Raise PackError unless the pack paints its test picture, within limits of time and memory."""
    try:
        with TemporaryFolder() as work:
            report = work.path / "report.json"
            fault = _watched(_command(pack.folder.absolute(), report), most_bytes(pack))
            told = _read(report)
    except OSError as error:
        raise PackError(DoesNotPaint(error.strerror or str(error)), pack.id) from error
    if fault is not None:
        raise PackError(fault, pack.id)
    if told is None:
        raise PackError(PackFault.TRIAL_DIED, pack.id)
    if told:
        raise PackError(_reason(told), pack.path(told["file"]) if told["file"] in pack.files else pack.id)


def most_bytes(pack: Pack) -> int:
    """Memory that the process may take."""
    return MAX_BYTES + COPIES * pack.bytes


def report_of(error: PackError | None) -> str:
    """What the other process writes down: nothing is wrong, or this."""
    if error is None:
        return "{}"
    subject = {"file": Path(str(error.subject)).name}
    if isinstance(error.reason, PackFault):
        return json.dumps({**subject, "reason": error.reason.name})
    reason = error.reason if isinstance(error.reason, _Told) else DoesNotPaint(str(error))
    return json.dumps({**subject, "reason": type(reason).__name__, "facts": dataclasses.astuple(reason)})


def _read(report: Path) -> Mapping[str, Any] | None:
    """The report of a process that has ended, None without a whole one."""
    try:
        told = json.loads(report.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) else None


def _reason(told: Mapping[str, Any]) -> PackReason:
    if told["reason"] in PackFault.__members__:
        return PackFault[told["reason"]]
    facts = (tuple(fact) if isinstance(fact, list) else fact for fact in told["facts"])
    reason: PackReason = _TOLD[told["reason"]](*facts)
    return reason


def _command(folder: Path, report: Path) -> list[str]:
    """What starts the program again to try a pack."""
    start = [sys.executable] if paths.is_frozen() else [sys.executable, "-m", paths.PACKAGE.name]
    return [*start, paths.TRY_PACK, str(folder), str(report)]


def _watched(command: list[str], most: int) -> PackFault | None:
    """Run a process to its end, or to its limits."""
    search = os.pathsep.join(filter(None, (str(paths.PACKAGE.parent), os.environ.get("PYTHONPATH"))))
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": search},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    end = time.monotonic() + MAX_SECONDS
    try:
        while True:
            try:
                return PackFault.TRIAL_DIED if process.wait(_PAUSE) else None
            except subprocess.TimeoutExpired:
                if _resident(process.pid) > most:
                    return PackFault.TRIAL_TOO_LARGE
                if time.monotonic() > end:
                    return PackFault.TRIAL_TOO_SLOW
    finally:
        process.kill()
        process.wait()


def _resident(pid: int) -> int:
    """Bytes that a process has in memory, 0 once it has ended."""
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0
