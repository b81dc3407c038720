"""Progress in the taskbar: the interface's functions are called as COM lays them out, and only where there is one."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pytest

from stylizer_app.system.taskbar import TaskbarButton

WINDOW = 0x1234_5678_9ABC
NOT_INITIALIZED = -2147221008


class FakeCom:
    """A COM whose taskbar writes down what it is told; ``failure``: what making it returns."""

    def __init__(self, failure: int = 0) -> None:
        self.failure, self.calls, self.made = failure, [], 0
        kinds = [()] * 3 + [(), *[(ctypes.c_void_p,)] * 4, (ctypes.c_void_p, ctypes.c_int)]
        kinds += [(ctypes.c_void_p, ctypes.c_uint64, ctypes.c_uint64), (ctypes.c_void_p, ctypes.c_int)]
        names = ["QueryInterface", "AddRef", "Release", "HrInit", "AddTab", "DeleteTab", "ActivateTab", "SetActiveAlt"]
        names += ["MarkFullscreenWindow", "SetProgressValue", "SetProgressState"]
        self._functions = [self._function(name, kind) for name, kind in zip(names, kinds, strict=True)]
        addresses = [ctypes.cast(function, ctypes.c_void_p).value for function in self._functions]
        self._table = (ctypes.c_void_p * len(addresses))(*addresses)
        self._object = ctypes.c_void_p(ctypes.addressof(self._table))

    def _function(self, name: str, kinds: tuple[Any, ...]) -> Any:
        def called(_this: int, *arguments: int) -> int:
            self.calls.append((name, *arguments))
            return 0

        return ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_void_p, *kinds)(called)

    def CoCreateInstance(self, kind: bytes, outer: None, where: int, interface: bytes, found: Any) -> int:
        self.made += 1
        if not self.failure:
            assert (len(kind), outer, where, len(interface)) == (16, None, 1, 16)
            found._obj.value = ctypes.addressof(self._object)
        return self.failure


@pytest.fixture
def com() -> Iterator[FakeCom]:
    return FakeCom()


def test_progress_is_shown_on_the_button_and_taken_off_it(com: FakeCom) -> None:
    button = TaskbarButton(lambda: WINDOW, com)
    for fraction in (0.25, 1.0000001, None):
        button.show(fraction)
    assert com.calls == [
        ("HrInit",),
        ("SetProgressState", WINDOW, 2),
        ("SetProgressValue", WINDOW, 250, 1000),
        ("SetProgressState", WINDOW, 2),
        ("SetProgressValue", WINDOW, 1000, 1000),
        ("SetProgressState", WINDOW, 0),
    ]


def test_the_taskbar_is_looked_for_once_and_only_when_something_is_under_way() -> None:
    com = FakeCom(NOT_INITIALIZED)
    button = TaskbarButton(lambda: pytest.fail("nobody needs the window"), com)
    button.show(None)
    assert com.made == 0
    for fraction in (0.1, 0.2, None):
        button.show(fraction)
    assert com.made == 1
    assert com.calls == []


def test_a_system_without_such_a_button_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(ctypes, "WinDLL", raising=False)
    TaskbarButton(lambda: pytest.fail("nobody needs the window")).show(0.5)
