"""A run over many pictures: each is painted by whoever paints, put in its place, and noted in the journal."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from stylizer_app.errors import StylizerError
from stylizer_app.imaging.targets import Target, write_file
from stylizer_app.many.executors import Begin, Executor
from stylizer_app.many.jobs import Job, Rendered
from stylizer_app.many.journal import Journal

log = logging.getLogger(__name__)

Place = Callable[[Target, bytes], Path]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: where its result lies and how it was made, or the error that stood against it."""

    job: Job
    result: tuple[Path, Rendered] | Exception


def put(target: Target, data: bytes) -> Path:
    """Write a result as its target says, whole or not at all. Raises SaveError."""
    return write_file(target.path, data, target.overwrite)


def carried_out(
    jobs: Sequence[Job], executor: Executor, begin: Begin, journal: Journal | None = None, place: Place = put
) -> Iterator[Outcome]:
    """Paint the jobs; yield what became of each, as they come. One that fails does not stop the others.

    Raises Cancelled, PackError or DeviceError, which would befall every other one too, and SaveError if the journal
    cannot be written.
    """
    with closing(executor.run(jobs, begin)) as results:
        for job, result in results:
            yield settled(job, result, journal, place)


def settled(job: Job, result: Rendered | Exception, journal: Journal | None, place: Place = put) -> Outcome:
    """Put a result in its place and note what became of the job. Raises SaveError if the journal cannot be written."""
    outcome = Outcome(job, result if isinstance(result, Exception) else _placed(job, result, journal, place))
    if journal is not None:
        _note(journal, outcome)
    return outcome


def _placed(job: Job, result: Rendered, journal: Journal | None, place: Place) -> tuple[Path, Rendered] | Exception:
    """Put a result in its place."""
    if journal is not None:
        journal.placing(job, result.photo, hashlib.sha256(result.data).hexdigest())
    try:
        return place(job.target, result.data), result
    except StylizerError as error:
        return error


def _note(journal: Journal, outcome: Outcome) -> None:
    """Write down what became of a job."""
    if isinstance(outcome.result, Exception):
        journal.failed(outcome.job, str(outcome.result))
    else:
        journal.painted(outcome.job, outcome.result[0])
