"""A watched folder: photos come once, when they are complete, and nothing runs in between."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from stylizer_app.engine.progress import CancelToken
from stylizer_app.errors import Cancelled, UsageError
from stylizer_app.many import watch as module
from stylizer_app.many.photos import Photo
from stylizer_app.many.watch import Watch

pytest.importorskip("watchdog", reason="watchdog is not installed")
SETTLED = 0.3


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module, "SETTLED_SECONDS", SETTLED)
    (tmp_path / "photos").mkdir()
    return tmp_path / "photos"


@pytest.fixture
def watch(folder: Path) -> Iterator[Watch]:
    with Watch([folder], recursive=True, without=folder / "painted") as watch:
        yield watch


def coming(watch: Watch, count: int, seconds: float = 10) -> list[Photo]:
    """So many photos that the watch hands over."""
    token, found = CancelToken(), []
    timer = threading.Timer(seconds, token.cancel)
    timer.start()
    try:
        while len(found) < count:
            found += watch.next(token)
    finally:
        timer.cancel()
    return found


def nothing_comes(watch: Watch) -> bool:
    token = CancelToken()
    timer = threading.Timer(3 * SETTLED, token.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        watch.next(token)
    timer.join()
    return True


def test_what_is_there_comes_first_and_then_what_appears(folder: Path) -> None:
    (folder / "old.jpg").write_bytes(b"1")
    with Watch([folder], recursive=True, without=folder / "painted") as watch:
        assert coming(watch, 1) == [Photo(folder / "old.jpg")]
        (folder / "day").mkdir()
        (folder / "day" / "new.png").write_bytes(b"2")
        (folder / "notes.txt").write_text("none")
        assert coming(watch, 1) == [Photo(folder / "day" / "new.png", "day")]
        assert nothing_comes(watch)


def test_a_file_that_is_copied_slowly_comes_once_when_it_is_whole(folder: Path, watch: Watch) -> None:
    def copy() -> None:
        with (folder / "slow.jpg").open("wb") as file:
            for _ in range(8):
                file.write(b"x" * 1000)
                file.flush()
                time.sleep(SETTLED / 2)

    with ThreadPoolExecutor(1) as thread:
        copying = thread.submit(copy)
        assert coming(watch, 1) == [Photo(folder / "slow.jpg")]
        assert copying.done() or (folder / "slow.jpg").stat().st_size == 8000
    assert nothing_comes(watch)


def test_a_file_gets_its_name_last_and_one_that_is_deleted_does_not_come(folder: Path, watch: Watch) -> None:
    (folder / "photo.jpg.part").write_bytes(b"1")
    (folder / "gone.jpg").write_bytes(b"2")
    (folder / "before.jpg").write_bytes(b"3")
    (folder / "photo.jpg.part").rename(folder / "photo.jpg")
    (folder / "gone.jpg").unlink()
    (folder / "before.jpg").rename(folder / "after.jpg")
    assert set(coming(watch, 2)) == {Photo(folder / "after.jpg"), Photo(folder / "photo.jpg")}
    assert nothing_comes(watch)


def test_a_folder_that_is_moved_in_comes_with_all_that_is_in_it(folder: Path, watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "elsewhere" / "deep").mkdir(parents=True)
    (tmp_path / "elsewhere" / "deep" / "a.jpg").write_bytes(b"1")
    shutil.move(tmp_path / "elsewhere", folder / "here")
    assert coming(watch, 1) == [Photo(folder / "here" / "deep" / "a.jpg", "here/deep")]


def test_results_are_no_photos(folder: Path, watch: Watch) -> None:
    (folder / "painted").mkdir()
    (folder / "painted" / "a.jpg").write_bytes(b"1")
    assert nothing_comes(watch)


def test_waiting_takes_no_time_of_the_processor(folder: Path, watch: Watch) -> None:
    (folder / "a.jpg").write_bytes(b"1")
    coming(watch, 1)
    token = CancelToken()
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(watch.next, token)
        before = sum(psutil.Process().cpu_times()[:2])
        time.sleep(2)
        used = sum(psutil.Process().cpu_times()[:2]) - before
        token.cancel()
        with pytest.raises(Cancelled):
            waiting.result()
    assert used < 0.1


def test_without_watchdog_one_is_told_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "watchdog.observers", None)
    with pytest.raises(UsageError, match="watchdog"):
        Watch([folder], recursive=False, without=folder / "painted")
