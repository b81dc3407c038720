"""Starting other programs: their output, their exit codes, and Ctrl-C that reaches only them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class TroubleError(Exception):
    """Something is missing or failed; the text is one sentence for the person, with what to do."""


def say(text: str) -> None:
    """Tell the person what happens, apart from the output of what was asked for."""
    print(text, file=sys.stderr, flush=True)


def call(command: Sequence[str | Path], *, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> int:
    """Run a program to its end and return its exit code (128 + n when signal n ended it).

    Ctrl-C goes to the program alone, which knows how to stop in good order.
    """
    merged = {**os.environ, **(env or {})}
    with subprocess.Popen([str(part) for part in command], cwd=cwd, env=merged) as child:
        handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            code = child.wait()
        finally:
            signal.signal(signal.SIGINT, handler)
    return code if code >= 0 else 128 - code


def quietly(command: Sequence[str | Path], *, cwd: Path | None = None) -> tuple[int, str]:
    """Run a program without showing anything; return its exit code and all of its output."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        return 127, str(error)
    return done.returncode, done.stdout


def has(program: str) -> bool:
    """Whether a program is on the path."""
    return shutil.which(program) is not None
