"""The values of a pack.toml, each of the kind and within the range that it must have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from stylizer_app.errors.manifest import KeyMissing, Kind, ManifestReason, OutOfRange, TooMany, WrongKind

LONGEST_TEXT = 1000
"""In characters."""


class NotValidError(Exception):
    """A description cannot be used, for this reason."""

    def __init__(self, reason: ManifestReason) -> None:
        super().__init__(reason)
        self.reason = reason


def require(condition: bool, reason: ManifestReason) -> None:
    """Raise NotValidError unless the condition holds."""
    if not condition:
        raise NotValidError(reason)


class Values:
    """A table of the description. What is missing or not as it should be raises NotValidError with its key."""

    def __init__(self, content: Any, key: str) -> None:
        """``key``: what the table itself is called."""
        require(isinstance(content, dict), WrongKind(key, Kind.TABLE))
        self._content: dict[str, Any] = content

    def __contains__(self, key: str) -> bool:
        return key in self._content

    def __iter__(self) -> Iterator[str]:
        """The keys, as they stand there."""
        return iter(self._content)

    def value(self, key: str) -> Any:
        """What stands there, whatever it is."""
        require(key in self, KeyMissing(key))
        return self._content[key]

    def text(self, key: str, usual: str | None = None) -> str:
        """A text of one line; ``usual`` where it is missing, if that is allowed."""
        if usual is not None and key not in self:
            return usual
        return _text(self.value(key), key)

    def whole(self, key: str, least: int, most: int) -> int:
        """A whole number within limits."""
        return _whole(self.value(key), key, least, most)

    def number(self, key: str, least: float, most: float) -> float:
        """A number within limits."""
        value = self.value(key)
        require(type(value) in (int, float), WrongKind(key, Kind.NUMBER))
        require(least <= value <= most, OutOfRange(key, least, most))
        return float(value)

    def texts(self, key: str, most: int) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(_text(value, key) for value in self._list(key, most))

    def wholes(self, key: str, most: int) -> tuple[int, ...]:
        """A list of numbers from 0, all of them below ``most``."""
        return tuple(_whole(value, key, 0, most - 1) for value in self._list(key, most))

    def tables(self, key: str, most: int) -> list[Values]:
        """A list of tables."""
        return [Values(value, key) for value in self._list(key, most)]

    def named_tables(self, key: str, most: int) -> dict[str, Values]:
        """A table of tables."""
        content = Values(self.value(key), key)._content
        require(len(content) <= most, TooMany(key, most))
        return {name: Values(value, key) for name, value in content.items()}

    def _list(self, key: str, most: int) -> Sequence[Any]:
        value = self.value(key)
        require(isinstance(value, list), WrongKind(key, Kind.LIST))
        require(len(value) <= most, TooMany(key, most))
        return list(value)


def _text(value: Any, key: str) -> str:
    require(isinstance(value, str) and value.isprintable() and len(value) <= LONGEST_TEXT, WrongKind(key, Kind.TEXT))
    return str(value)


def _whole(value: Any, key: str, least: int, most: int) -> int:
    require(type(value) is int, WrongKind(key, Kind.WHOLE))
    require(least <= value <= most, OutOfRange(key, least, most))
    return int(value)
