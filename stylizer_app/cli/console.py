"""What the command line says: one line per thing, on the right stream, whatever strange names the files have."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from stylizer_app.cli import wording
from stylizer_app.system.system_errors import is_closed_pipe

_CONTROL = ("Cc", "Cs", "Zl", "Zp")


class CommandError(Exception):
    """What was typed does not fit together; the text is a sentence."""


class OutputError(Exception):
    """What the program says cannot be written where it was sent; the text is a sentence."""


def prepare_streams() -> None:
    """Let names that the terminal cannot show appear escaped instead of ending the program.

    What Windows leads into a file or another program is UTF-8, as its terminal is, not the code page of old.
    """
    encoding = "utf-8" if sys.platform == "win32" else None
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def one_line(text: str) -> str:
    """The text on one line: line breaks and other control characters appear as escapes."""
    return "".join(repr(char)[1:-1] if unicodedata.category(char) in _CONTROL else char for char in text)


def say(text: str) -> None:
    """Write one line to standard output."""
    _write(sys.stdout, one_line(text))


def complain(text: str) -> None:
    """Write one line to standard error."""
    _write(sys.stderr, one_line(text))


def say_json(data: Mapping[str, Any]) -> None:
    """Write one JSON object on one line to standard output, at once."""
    _write(sys.stdout, json.dumps(data, ensure_ascii=True))


def say_table(rows: list[tuple[str, ...]]) -> None:
    """Write rows in aligned columns; the last column runs free."""
    widths = [max(len(one_line(cell)) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [one_line(cell).ljust(width) for cell, width in zip(row[:-1], widths, strict=False)]
        _write(sys.stdout, "  ".join([*cells, one_line(row[-1])]).rstrip())


def is_interactive() -> bool:
    """Whether somebody can be asked: keyboard and screen are both a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def ask(question: str, answers: str) -> str:
    """Ask until one of the single letters comes; the end of input counts as the last of them."""
    while True:
        sys.stderr.write(f"{one_line(question)} ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            return answers[-1]
        if line.strip()[:1].lower() in set(answers):
            return line.strip()[0].lower()


def _write(stream: Any, line: str) -> None:
    """Write a line where there is a stream: a window program on Windows has none.

    Raises BrokenPipeError when nobody reads it any more, OutputError when it cannot be written, as on a full disk.
    """
    if stream is None:
        return
    with written():
        stream.write(line + "\n")
        stream.flush()


@contextmanager
def written() -> Iterator[None]:
    """While something is written to a standard stream: BrokenPipeError and OutputError in place of the system's."""
    try:
        yield
    except OSError as error:
        if is_closed_pipe(error):
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE)) from error
        raise OutputError(wording.not_written(error)) from error
