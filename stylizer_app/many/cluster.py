"""Pictures painted by other machines, through a Dask scheduler: photos go there and files come back, as bytes.

Nothing has to be shared but the network. A worker that dies costs a retry; Dask gives its pictures to another one.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.errors import PictureError, UsageError
from stylizer_app.errors.picture import PictureFault
from stylizer_app.errors.usage import UsageFault
from stylizer_app.imaging.opening import opened
from stylizer_app.many.executors import FATAL, Begin
from stylizer_app.many.jobs import Conditions, Fingerprint, Job, Opened, Rendered, rendered

if TYPE_CHECKING:
    from distributed import Client, Future

AHEAD = 2
"""Pictures that lie at the scheduler for every thread of the workers: one is painted, another one waits for it."""

CONNECT_SECONDS = 10


class Cluster:
    """Hands jobs to the scheduler at an address such as ``tcp://10.0.0.5:8786``."""

    def __init__(self, address: str, conditions: Conditions) -> None:
        self._address, self._conditions = address, conditions

    def run(self, jobs: Sequence[Job], begin: Begin) -> Generator[tuple[Job, Rendered | Exception], None, None]:
        """As Executor has it, in the order in which they are painted. Raises UsageError without a scheduler."""
        if not jobs:
            return
        with _client(self._address) as client:
            yield from self._through(client, iter(jobs), begin)

    def _through(
        self, client: Client, jobs: Iterator[Job], begin: Begin
    ) -> Generator[tuple[Job, Rendered | Exception], None, None]:
        """Keep the workers busy until there are no jobs left."""
        from distributed import as_completed

        under_way: dict[Future, Job] = {}
        painted, unread = as_completed(loop=client.loop), list[tuple[Job, Exception]]()

        def send() -> Progress | None:
            """Hand over the next job whose photo can be read."""
            for job in jobs:
                progress = begin(job)
                try:
                    data, file = _file(job)
                except PictureError as error:
                    unread.append((job, error))
                    continue
                future = client.submit(painted_there, job, data, file, self._conditions, pure=False)
                under_way[future] = job
                painted.add(future)
                return progress
            return None

        first = [send() for _ in range(AHEAD * max(1, sum(client.nthreads().values())))]
        token = next((progress.token for progress in first if progress is not None), Progress().token)
        with token.on_cancel(lambda: client.cancel(list(under_way))):
            for future in painted:
                token.check()
                job = under_way.pop(future)
                send()
                yield from unread
                unread.clear()
                yield job, self._result(job, future, token)
        yield from unread

    def _result(self, job: Job, future: Future, token: CancelToken) -> Rendered | Exception:
        """What came back. Raises FATAL errors, and UsageError if the scheduler is gone, which cancels everything."""
        from distributed import KilledWorker

        if future.cancelled():
            token.check()
            raise UsageError(UsageFault.NO_CLUSTER, self._address)
        error: Exception | None = future.exception()
        if isinstance(error, FATAL):
            raise error
        if isinstance(error, KilledWorker):
            return PictureError(PictureFault.WORKERS_DIED, job.photo)
        result: Any = error or future.result()
        future.release()
        return result  # type: ignore[no-any-return]


def painted_there(job: Job, data: bytes, file: Fingerprint, conditions: Conditions) -> Rendered:
    """Paint a job on the worker that this runs on; ``data`` is the photo's file. Networks stay loaded."""
    with _TURN:
        try:
            photo = replace(conditions.read(data), source=job.photo)
        except PictureError as error:
            raise PictureError(error.reason, job.photo) from None
        made = conditions.made(job, Opened(photo, file), _painter(), Progress())
    return rendered(job, made)


_TURN = threading.Lock()
"""A painting keeps all cores of a machine busy."""

_PAINTERS: list[Painter] = []
"""This process's painter, once there is one."""


def _painter() -> Painter:
    if not _PAINTERS:
        _PAINTERS.append(Painter(PackLibrary()))
    return _PAINTERS[0]


def _file(job: Job) -> tuple[bytes, Fingerprint]:
    """A photo's file and its fingerprint. Raises PictureError."""
    with opened(job.photo) as file:
        return file.read(), Fingerprint.of(job.photo)


@contextmanager
def _client(address: str) -> Iterator[Client]:
    """A connection to the scheduler, while inside."""
    try:
        from distributed import Client
        from distributed.comm import resolve_address
    except ImportError as error:
        raise UsageError(UsageFault.NO_DISTRIBUTED) from error
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what matters of it is said in a sentence
    try:
        resolve_address(address)  # a client that cannot read it complains once more as it is thrown away
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(UsageFault.NO_CLUSTER, address) from error
    with client:
        yield client
