"""Who paints the pictures of a run. This machine does here; others do in ``many/cluster``."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Protocol

from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.progress import Progress
from stylizer_app.errors import Cancelled, DeviceError, PackError
from stylizer_app.many.jobs import Conditions, Job, Made, Opened, Rendered, rendered
from stylizer_app.many.pipeline import Pipeline

FATAL = (Cancelled, PackError, DeviceError)
"""What would befall every other picture too, so that the run ends."""

Begin = Callable[[Job], Progress]
"""Called when a picture is begun; gives what its progress is told to."""

Results = Generator[tuple[Job, Rendered | Exception], None, None]


class Executor(Protocol):
    """Paints jobs, wherever."""

    def run(self, jobs: Sequence[Job], begin: Begin) -> Results:
        """Yield every job with its file or the error that stood against it, as they come. Raises FATAL errors."""
        ...


class ThisMachine:
    """Paints one picture after the other here, while the next is read and the one before becomes a file."""

    def __init__(self, painter: Painter, conditions: Conditions) -> None:
        self._painter, self._conditions = painter, conditions

    def run(self, jobs: Sequence[Job], begin: Begin) -> Results:
        """As Executor has it, in the jobs' order."""

        def paint(job: Job, photo: Opened) -> Made:
            return self._conditions.made(job, photo, self._painter, begin(job))

        return Pipeline(self._conditions.opened, paint, rendered, FATAL).run(jobs)
