"""The progress bar on a terminal; where the output is piped, nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from stylizer_app.cli import wording
from stylizer_app.cli.console import one_line
from stylizer_app.engine.progress import Doing, Listener


class Bar(Protocol):
    """What the batch needs of a progress bar."""

    def begin(self, title: str) -> Listener | None:
        """Start from zero for the next picture; the listener moves the bar."""
        ...


class NoBar:
    """The bar of a run that nobody watches."""

    def begin(self, title: str) -> Listener | None:  # noqa: ARG002 (the protocol's)
        """Do nothing."""
        return None


@contextmanager
def progress_bar(*, wanted: bool) -> Iterator[Bar]:
    """A bar on standard error while inside, if it is wanted and standard error is a terminal."""
    if not wanted or sys.stderr is None or not sys.stderr.isatty():
        yield NoBar()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[doing]}", markup=False),
    )
    together = sys.stdout is not None and sys.stdout.isatty()  # else the lines go where they were sent, not to the bar
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=together) as rich:

        class RichBar:
            def __init__(self) -> None:
                self._task = rich.add_task("", total=1.0, doing="")

            def begin(self, title: str) -> Listener:
                rich.reset(self._task, description=one_line(title), total=1.0, doing="")
                return self._move

            def _move(self, fraction: float, doing: Doing) -> None:
                rich.update(self._task, completed=fraction, doing=wording.doing(doing))

        yield RichBar()
