"""What the window was told to show, to be told once more when its parts are made anew."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial, wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

Call = Callable[[], None]


class Told:
    """The last call of each method; of one that speaks of one among many, the last for each of them."""

    def __init__(self) -> None:
        self._calls: dict[tuple[str, object], Call] = {}

    def note(self, name: str, about: object, call: Call) -> None:
        """Remember a call in the place of the one before."""
        self._calls.pop((name, about), None)  # what was told later is told later again
        self._calls[name, about] = call

    def keep(self, name: str, about: Collection[object] = ()) -> None:
        """Forget what this method was told about any others than these."""
        gone = [key for key in self._calls if key[0] == name and key[1] not in about]
        for key in gone:
            del self._calls[key]

    def again(self) -> None:
        """Make every call once more, in the order they came; those about one of many when all of them are there."""
        calls = sorted(self._calls.items(), key=lambda item: item[0][1] is not None)
        for _, call in calls:
            call()


class Teller(Protocol):
    """What has methods that are remembered."""

    so_far: Told


P = ParamSpec("P")
T = TypeVar("T", bound=Teller)
Show = Callable[Concatenate[T, P], None]


def told(show: Show[T, P]) -> Show[T, P]:
    """Remember the last call of a method that shows something."""
    return _remembering(show, each=False)


def told_of_each(show: Show[T, P]) -> Show[T, P]:
    """The same of a method whose first argument says which of many it is about."""
    return _remembering(show, each=True)


def _remembering(show: Show[T, P], *, each: bool) -> Show[T, P]:
    @wraps(show)
    def shown(self: T, /, *args: P.args, **named: P.kwargs) -> None:
        self.so_far.note(show.__name__, args[0] if each else None, partial(show, self, *args, **named))
        show(self, *args, **named)

    return shown
