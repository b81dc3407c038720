"""Reading, painting and finishing side by side: order, errors, an early end, and never many pictures at a time."""

from __future__ import annotations

import threading
from contextlib import closing

import pytest

from stylizer_app.many.pipeline import AT_A_TIME, Pipeline


class FatalError(Exception):
    """Ends a run."""


class PlainError(Exception):
    """Befalls one picture."""


def painted(item: int, read: int) -> int:
    """Fail for some, else ten times the number."""
    if item == 3:
        raise PlainError
    return read * 10


def pipeline(paint=painted) -> Pipeline[int, int, int, str]:  # type: ignore[no-untyped-def]
    return Pipeline(lambda item: item, paint, lambda item, made: f"{item}: {made}", (FatalError,))


def test_every_item_comes_back_in_order_with_its_result_or_its_error() -> None:
    done = list(pipeline().run(range(5)))
    assert [item for item, _ in done] == [0, 1, 2, 3, 4]
    assert [str(result) for _, result in done] == ["0: 0", "1: 10", "2: 20", "", "4: 40"]
    assert isinstance(done[3][1], PlainError)
    assert list(pipeline().run([])) == []


def test_a_fatal_error_ends_the_run_after_what_was_done_before_it() -> None:
    begun: list[int] = []

    def paint(item: int, read: int) -> int:
        begun.append(item)
        if item == 2:
            raise FatalError
        return read

    done: list[int] = []
    with pytest.raises(FatalError):
        done.extend(item for item, _ in pipeline(paint).run(range(9)))
    assert begun == [0, 1, 2]


def test_an_error_of_the_list_itself_reaches_the_caller() -> None:
    def numbers():  # type: ignore[no-untyped-def]
        yield 1
        raise FatalError

    with pytest.raises(FatalError):
        list(pipeline().run(numbers()))


def test_pictures_that_nobody_takes_hold_the_painter_up() -> None:
    begun: list[int] = []
    full, more = threading.Event(), threading.Event()

    def paint(item: int, read: int) -> int:
        begun.append(item)
        (full if len(begun) == AT_A_TIME else more if len(begun) > AT_A_TIME else threading.Event()).set()
        return read

    with closing(pipeline(paint).run(range(9))) as results:
        next(results)
        assert full.wait(5)
        assert more.wait(5), "the one that was taken made room"
    assert len(begun) <= AT_A_TIME + 1


def test_whoever_stops_listening_ends_the_painting() -> None:
    begun: list[int] = []

    def paint(item: int, read: int) -> int:
        begun.append(item)
        return read

    with closing(pipeline(paint).run(range(1000))) as results:
        next(results)
    assert len(begun) <= AT_A_TIME + 1
