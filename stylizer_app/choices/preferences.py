"""The preferences: what a person chose of the settings, kept in a file that newer and older programs can read."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from stylizer_app.adjustments import DEFAULTS, ROWS, Adjustments
from stylizer_app.choices.settings import TABLE, Value
from stylizer_app.errors import UsageError
from stylizer_app.errors.usage import (
    PreferenceIgnored,
    PreferencesNote,
    PreferencesUnreadable,
)
from stylizer_app.system import json_text, paths
from stylizer_app.system.files import write_atomically

log = logging.getLogger(__name__)

VERSION = 1
"""Version of the file's layout; raise it together with a new entry in MIGRATIONS."""

MIGRATIONS: dict[int, Callable[[dict[str, object]], dict[str, object]]] = {}
"""From version n to n + 1: takes and returns the file's values."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the person chose; anything not chosen has the table's default. Frozen: ``with_`` makes a changed copy."""

    chosen: Mapping[str, Value] = field(default_factory=dict)
    unknown: Mapping[str, object] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Value:
        """The value of a setting; KeyError for a name that the table does not have."""
        return self.chosen.get(name, TABLE[name].default)

    def number(self, name: str) -> float:
        """The value of a numeric setting."""
        return float(self[name])

    def text(self, name: str) -> str:
        """The value of a text or choice."""
        return str(self[name])

    def flag(self, name: str) -> bool:
        """The value of an on/off setting."""
        return bool(self[name])

    def adjusted(self, base: Adjustments = DEFAULTS) -> Adjustments:
        """``base`` with the adjustments that were chosen in place of its own."""
        return base.with_(**{name: self.chosen.get(name) for name in ROWS})

    def with_(self, **values: object) -> Preferences:
        """Return a copy with these settings changed. Raises UsageError for an impossible value."""
        checked = {name: TABLE[name].check(value) for name, value in values.items()}
        return replace(self, chosen={**self.chosen, **checked})

    def reset(self, *names: str) -> Preferences:
        """Return a copy with these settings, or all of them, at their defaults."""
        gone = set(names) or set(TABLE)
        return replace(self, chosen={name: value for name, value in self.chosen.items() if name not in gone})


def load(path: Path | None = None) -> tuple[Preferences, tuple[PreferencesNote, ...]]:
    """Read the file; never raises. Returns the preferences and a note for everything that had to be left out."""
    path = path or paths.preferences_file()
    try:
        content = json_text.parse(path.read_text("utf-8"))
        if not isinstance(content, dict) or not isinstance(content.get("values", {}), dict):
            raise ValueError("not a table")
    except FileNotFoundError:
        return Preferences(), ()
    except (OSError, ValueError) as error:
        log.info("preferences not read from %s: %s", path, error)
        return Preferences(), (PreferencesUnreadable(str(path)),)
    return _take(_migrated(content))


def _migrated(content: dict[str, object]) -> dict[str, object]:
    """The file's values, brought to the present layout; values of a newer program are taken as they are."""
    version, values = content.get("version"), content.get("values", {})
    current = dict(values) if isinstance(values, dict) else {}
    for step in range(max(version, 0) if isinstance(version, int) else VERSION, VERSION):
        current = MIGRATIONS[step](current) if step in MIGRATIONS else current
    return current


def _take(values: dict[str, object]) -> tuple[Preferences, tuple[PreferencesNote, ...]]:
    """Sort a file's values into known good ones, unknown ones (kept for a newer program) and bad ones (notes)."""
    chosen: dict[str, Value] = {}
    notes: list[PreferencesNote] = []
    for name in TABLE:
        if name not in values:
            continue
        try:
            chosen[name] = TABLE[name].check(values[name])
        except UsageError as error:
            notes.append(PreferenceIgnored(error.reason))
    unknown = {name: value for name, value in values.items() if name not in TABLE}
    return Preferences(chosen, unknown), tuple(notes)


def save(preferences: Preferences, path: Path | None = None) -> None:
    """Write the file atomically, with what a newer program left in it. Raises OSError."""
    content = {"version": VERSION, "values": {**preferences.unknown, **preferences.chosen}}
    text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    write_atomically(path or paths.preferences_file(), text.encode("utf-8", "backslashreplace"))
