"""Qt signals whose payloads the type checker knows; PySide6 itself takes every Python object for an ``object``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVarTuple

from PySide6.QtCore import Qt, Signal

Values = TypeVarTuple("Values")

if TYPE_CHECKING:

    class TypedSignal(Generic[*Values]):
        """A signal of a QObject: ``painted = TypedSignal[Shown | None]()`` in the class, then used like any other."""

        def connect(
            self, slot: Callable[[*Values], object], kind: Qt.ConnectionType = Qt.ConnectionType.AutoConnection, /
        ) -> object:
            """Call ``slot`` with the values of every emission from now on."""

        def emit(self, *values: *Values) -> None:
            """Hand the values to every slot."""

else:

    class TypedSignal:
        """Stands in for ``Signal(object, ...)``, which Qt needs to find in the class."""

        def __class_getitem__(cls, values: object) -> Callable[[], Signal]:
            count = len(values) if isinstance(values, tuple) else 1
            return lambda: Signal(*[object] * count)
