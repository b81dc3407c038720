"""What of a run is done already, on the disk beside the results: after any end, even a sudden one, a run goes on there.

A row is a photo painted in one way. Before a result is put in its place its digest is written down; so it can be told
afterwards whether that was the last thing that happened. Only one run at a time can have a journal.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from stylizer_app.errors import SaveError
from stylizer_app.errors.save import ManyFault, NotWritten
from stylizer_app.imaging.targets import Target
from stylizer_app.many.jobs import Fingerprint, Job
from stylizer_app.many.series import packed
from stylizer_app.system.files import followed

NAME = ".stylizer-journal.sqlite"
FORMAT = 1

State = Literal["waiting", "placing", "painted", "failed"]

_TABLES = """
CREATE TABLE IF NOT EXISTS ways (
    way TEXT NOT NULL PRIMARY KEY,
    recipe TEXT NOT NULL,
    format TEXT NOT NULL,           -- "" for a clip
    quality INTEGER NOT NULL, strip_metadata INTEGER NOT NULL, dpi REAL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS series (
    way TEXT NOT NULL PRIMARY KEY,
    numbers BLOB NOT NULL           -- of the one hand in which a way's photos are painted
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pictures (
    source BLOB NOT NULL,           -- absolute path
    way TEXT NOT NULL,              -- digest of recipe and kind of file
    target BLOB NOT NULL UNIQUE,    -- path below the journal's folder
    state TEXT NOT NULL,
    size INTEGER, mtime INTEGER, digest TEXT,   -- of the photo, as it was painted
    result TEXT,                    -- digest of the file that is put in place
    reason TEXT,                    -- of a failure, as a sentence
    PRIMARY KEY (source, way)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the journal knows of a picture: where it goes, how far it is, and the photo as it was painted."""

    target: Path
    state: State
    painted_from: Fingerprint | None
    reason: str = ""

    def holds_for(self, photo: Path) -> bool:
        """Whether the picture is painted, lies there, and its photo is as it was."""
        return self.state == "painted" and os.path.lexists(self.target) and self._unchanged(photo)

    @property
    def keeps_place(self) -> bool:
        """Whether nothing is at its target, or nothing but what was painted before."""
        return self.state == "painted" or not os.path.lexists(self.target)

    def _unchanged(self, photo: Path) -> bool:
        """By size and time; by content if only the time is another one."""
        before = self.painted_from
        try:
            found = photo.stat()
            if before is None or found.st_size != before.size:
                return False
            return found.st_mtime_ns == before.mtime or Fingerprint.of(photo).digest == before.digest
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A picture that was planned and is not painted; ``reason``: why it failed, "" if it was not tried.

    ``series``: that of the photos it belongs to, as bytes, None where it is on its own.
    """

    photo: Path
    target: Target
    recipe: str
    reason: str
    series: bytes | None


class Journal:
    """The journal in a folder for results. Raises SaveError if it cannot be opened, read or written."""

    def __init__(self, folder: Path) -> None:
        self._lock = threading.RLock()
        self._folder, self._real = folder, followed(folder)
        self.path = folder / NAME
        with self._explained():
            self._open()

    def _open(self) -> None:
        """Lock, check and, if it is new, make the file; settle what was under way when a run ended."""
        self._file = sqlite3.connect(self.path, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL"):
                self._file.execute(f"PRAGMA {pragma}").fetchall()
            self._file.execute("BEGIN IMMEDIATE")
            (version,) = self._file.execute("PRAGMA user_version").fetchone()
            if version not in (0, FORMAT):
                raise SaveError(ManyFault.JOURNAL_UNREADABLE, self.path)
            for table in _TABLES.split(";\n"):
                self._file.execute(table)
            self._file.execute(f"PRAGMA user_version={FORMAT}")
            self._settle()
            self._file.execute("COMMIT")
        except BaseException:
            self._file.close()
            raise

    def _settle(self) -> None:
        """Results on their way into place when a run ended are painted if they got there, else they wait again."""
        under_way = self._file.execute("SELECT target, result FROM pictures WHERE state='placing'").fetchall()
        for target, result in under_way:
            state = "painted" if _digest(self._path(target)) == result else "waiting"
            self._file.execute("UPDATE pictures SET state=? WHERE target=?", (state, target))

    def find(self, photo: Path, way: str) -> Entry | None:
        """What is known of a photo painted in this way."""
        with self._explained():
            row = self._file.execute(
                "SELECT target, state, size, mtime, digest, reason FROM pictures WHERE source=? AND way=?",
                (_source(photo), way),
            ).fetchone()
        if row is None:
            return None
        target, state, size, mtime, digest, reason = row
        return Entry(self._path(target), state, Fingerprint(size, mtime, digest) if digest else None, reason or "")

    def targets(self) -> set[Path]:
        """Where all results lie or are going to: no photos to be painted, even if they lie among those."""
        with self._explained():
            return {self._path(target) for (target,) in self._file.execute("SELECT target FROM pictures")}

    def plan(self, jobs: Iterable[Job]) -> None:
        """Write down what is going to be painted, and where."""
        with self._explained():
            self._file.execute("BEGIN IMMEDIATE")
            for job in jobs:
                target, series = job.target, job.choice.settings.series
                if series is not None:
                    self._file.execute("INSERT OR IGNORE INTO series VALUES (?, ?)", (job.way, packed(series)))
                self._file.execute(
                    "INSERT OR REPLACE INTO ways VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        job.way,
                        job.choice.recipe,
                        target.format or "",
                        target.quality,
                        target.strip_metadata,
                        target.dpi,
                    ),
                )
                self._file.execute("DELETE FROM pictures WHERE target=?", (self._relative(target.path),))
                self._file.execute(
                    "INSERT OR REPLACE INTO pictures (source, way, target, state) VALUES (?, ?, ?, 'waiting')",
                    (_source(job.photo), job.way, self._relative(job.target.path)),
                )
            self._file.execute("COMMIT")

    def placing(self, job: Job, photo: Fingerprint, digest: str) -> None:
        """Write down that a file is about to be put in its place; ``digest``: its SHA-256 in hex."""
        self._note(
            job, "state='placing', size=?, mtime=?, digest=?, result=?",
            photo.size, photo.mtime, photo.digest, digest,
        )  # fmt: skip

    def painted(self, job: Job, path: Path) -> None:
        """Write down that the result is in its place, whatever that is called in the end."""
        self._note(job, "state='painted', target=?, reason=NULL", self._relative(path))

    def failed(self, job: Job, reason: str) -> None:
        """Write down why a picture could not be painted."""
        self._note(job, "state='failed', reason=?", reason)

    def forget(self, jobs: Iterable[Job]) -> None:
        """Leave out pictures that nobody wants any more."""
        with self._explained():
            self._file.execute("BEGIN IMMEDIATE")
            for job in jobs:
                self._file.execute("DELETE FROM pictures WHERE source=? AND way=?", (_source(job.photo), job.way))
            self._file.execute("COMMIT")

    def unfinished(self) -> list[Unfinished]:
        """What was planned and is not painted, as it was when it was written down, by the names of the results."""
        with self._explained():
            rows = self._file.execute(
                "SELECT source, target, reason, recipe, format, quality, strip_metadata, dpi, numbers"
                " FROM pictures JOIN ways USING (way) LEFT JOIN series USING (way)"
                " WHERE state!='painted' ORDER BY target"
            ).fetchall()
        return [
            Unfinished(
                Path(os.fsdecode(source)),
                Target(self._path(target), form or None, quality, bool(strip_metadata), dpi),
                recipe,
                reason or "",
                series,
            )
            for source, target, reason, recipe, form, quality, strip_metadata, dpi, series in rows
        ]

    def _note(self, job: Job, change: str, *values: object) -> None:
        with self._explained():
            self._file.execute(
                f"UPDATE pictures SET {change} WHERE source=? AND way=?",
                (*values, _source(job.photo), job.way),
            )

    def close(self) -> None:
        """Let another run have it."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _relative(self, target: Path) -> bytes:
        """A target as it is written down, so that the folder can be moved."""
        return os.fsencode(os.path.relpath(followed(target.parent) / target.name, self._real))

    def _path(self, target: bytes) -> Path:
        return self._folder / os.fsdecode(target)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn the database's errors into a SaveError that names the file."""
        try:
            with self._lock:
                yield
        except sqlite3.OperationalError as error:
            in_use = error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            raise SaveError(ManyFault.JOURNAL_IN_USE if in_use else NotWritten(str(error)), self.path) from error
        except sqlite3.DatabaseError as error:
            raise SaveError(ManyFault.JOURNAL_UNREADABLE, self.path) from error


def _source(photo: Path) -> bytes:
    return os.fsencode(photo.absolute())


def _digest(path: Path) -> str | None:
    """The digest of a file, None if there is none to be read."""
    try:
        return Fingerprint.of(path).digest
    except OSError:
        return None
