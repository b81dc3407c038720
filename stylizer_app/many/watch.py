"""What appears in folders: photos are handed over once they are complete. Between events nothing runs."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from stylizer_app.engine.progress import CancelToken
from stylizer_app.errors import PictureError, UsageError
from stylizer_app.errors.picture import PictureFault
from stylizer_app.errors.usage import UsageFault
from stylizer_app.many.photos import Photo, is_photo, photos_in
from stylizer_app.system.files import is_folder, is_taken, real_path

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent

SETTLED_SECONDS = 2.0
"""A file that has not changed for so long is taken for complete."""

_CHANGES = {"created", "modified", "moved", "closed"}


class Watch:
    """Watches folders while inside. Raises UsageError if the package watchdog is not installed.

    ``recursive``: folders inside them, too.   ``without``: a folder that is left out, as it holds results.
    """

    def __init__(self, folders: Sequence[Path], recursive: bool, without: Path) -> None:
        self._folders, self._recursive, self._settled = folders, recursive, SETTLED_SECONDS
        self._without = real_path(without)
        self._observer = _observer()
        self._news = threading.Condition()
        self._pending: dict[Path, _Sight] = {}
        self._gone: Path | None = None

    def __enter__(self) -> Self:
        for folder in self._folders:
            self._observer.schedule(self, str(folder), recursive=self._recursive)
        self._observer.start()
        for photo in photos_in(self._folders, recursive=self._recursive, without=self._without):
            self._seen(photo.path)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._observer.stop()
        self._observer.join()

    def dispatch(self, event: FileSystemEvent) -> None:
        """Take one of watchdog's events, on its thread."""
        if event.is_directory:
            if event.event_type == "deleted":
                self._folder_went(Path(_text(event.src_path)))
            if event.event_type in {"created", "moved"}:
                self._folder_appeared(Path(_text(event.dest_path or event.src_path)))
            return
        if event.event_type in {"moved", "deleted"}:
            with self._news:
                self._pending.pop(Path(_text(event.src_path)), None)
        if event.event_type in _CHANGES:
            self._seen(Path(_text(event.dest_path or event.src_path)))

    def next(self, token: CancelToken) -> list[Photo]:
        """Wait until photos are complete, and return them in order.

        Raises Cancelled, and PictureError once a folder that is watched is deleted.
        """
        with token.on_cancel(self._wake), self._news:
            while True:
                token.check()
                ready = sorted(path for path, sight in self._pending.items() if sight.is_complete(path, self._settled))
                for path in ready:
                    del self._pending[path]
                if ready:
                    return [self._photo(path) for path in ready]
                if self._gone is not None:
                    raise PictureError(PictureFault.MISSING, self._gone)
                self._pending = {path: sight for path, sight in self._pending.items() if is_taken(path)}
                self._news.wait(min((sight.due(self._settled) for sight in self._pending.values()), default=None))

    def _wake(self) -> None:
        with self._news:
            self._news.notify()

    def _folder_went(self, folder: Path) -> None:
        """Of a folder that is watched nothing is heard any more, not even if there is another one of its name."""
        if folder in self._folders:
            with self._news:
                self._gone = folder
                self._news.notify()

    def _folder_appeared(self, folder: Path) -> None:
        """A folder that is moved in is one event, whatever is in it."""
        if self._recursive and is_folder(folder):
            for photo in photos_in([folder], recursive=True, without=self._without):
                self._seen(photo.path)

    def _seen(self, path: Path) -> None:
        """Something happened to a file: it is looked at again a while later."""
        if not is_photo(path) or self._is_left_out(path):
            return
        with self._news:
            self._pending[path] = _Sight(path)
            self._news.notify()

    def _is_left_out(self, path: Path) -> bool:
        real = real_path(path)
        named = any(self._without == real_path(folder) for folder in self._folders)
        return not named and self._without in real.parents

    def _photo(self, path: Path) -> Photo:
        """The photo, with its place below the folder that is watched."""
        top = next(folder for folder in self._folders if folder in path.parents)
        relative = path.parent.relative_to(top)
        return Photo(path, "" if relative == Path() else relative.as_posix())


class _Sight:
    """What a file was when it was looked at, and when that was."""

    def __init__(self, path: Path) -> None:
        self._facts, self._at = _facts(path), time.monotonic()

    def due(self, settled: float) -> float:
        """Seconds until it can be complete."""
        return max(0.0, self._at + settled - time.monotonic())

    def is_complete(self, path: Path, settled: float) -> bool:
        """Whether the file has been as it is for long enough; if it has changed, the time begins anew."""
        if self.due(settled) > 0:
            return False
        facts = _facts(path)
        if facts != self._facts:
            self._facts, self._at = facts, time.monotonic()
            return False
        return facts is not None


def _facts(path: Path) -> tuple[int, int] | None:
    """Size and time of a file, None if it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _text(path: bytes | str) -> str:
    return path if isinstance(path, str) else path.decode()


def _observer() -> Any:
    try:
        from watchdog.observers import Observer
    except ImportError as error:
        raise UsageError(UsageFault.NO_WATCHDOG) from error
    return Observer()
