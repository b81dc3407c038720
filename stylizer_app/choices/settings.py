"""The one table of settings: it feeds command-line flags, preferences with their defaults, and their dialog."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from stylizer_app.adjustments import ROWS, Adjustment
from stylizer_app.choices.amounts import ORIGINAL, SizeRule, parse_memory
from stylizer_app.devices import AUTO, DEVICES
from stylizer_app.engine.packs.names import BUILTIN, ID
from stylizer_app.errors import UsageError
from stylizer_app.errors.usage import (
    OutOfRange,
    WrongPackId,
    WrongSetting,
    told,
)
from stylizer_app.imaging.formats import OFFERED_FORMATS, lossy_titles
from stylizer_app.imaging.geometry import DEFAULT_MAX_PIXELS
from stylizer_app.imaging.targets import LEAST_QUALITY, MOST_QUALITY, OVERWRITE_CHOICES, USUAL_QUALITY

Value = bool | int | float | str
Kind = Literal["adjustment", "flag", "integer", "number", "choice", "text"]
Group = Literal["painting", "saving", "engine", "window"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table. ``low``/``high`` bound numbers, ``choices`` list a choice.

    ``read`` returns a text as it is kept, and raises UsageError for one that means nothing.

    ``flag`` is the command-line flag of ``stylizer paint``, or "" for a setting that only the window has.
    """

    name: str
    group: Group
    kind: Kind
    default: Value
    label: str
    help: str
    flag: str = ""
    metavar: str = ""
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    read: Callable[[str], str] = str

    def check(self, value: object) -> Value:
        """Return ``value`` as this setting's type; raise UsageError if it cannot be that."""
        if self.kind == "adjustment":
            return ROWS[self.name].read(value)
        converted = self._convert(value)
        if converted is None or not self._allowed(converted):
            raise self._refusal(value)
        return self.read(converted) if isinstance(converted, str) else converted

    def _convert(self, value: object) -> Value | None:
        """``value`` as this setting's type, or None."""
        if self.kind == "flag":
            return value if isinstance(value, bool) else _FLAG_WORDS.get(str(value).lower())
        if self.kind in {"choice", "text"}:
            return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
        try:
            number = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else None
        except (ValueError, OverflowError):
            return None
        if number is None or not math.isfinite(number) or (self.kind == "integer" and number % 1):
            return None
        return int(number) if self.kind == "integer" else number

    def _allowed(self, value: Value) -> bool:
        """Whether a value of the right type is within the bounds."""
        if isinstance(value, str):
            return not self.choices or value in self.choices
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def _refusal(self, value: object) -> UsageError:
        if self.low is not None and self.high is not None:
            whole = self.kind == "integer"
            return UsageError(OutOfRange(self.label, told(value), (), self.low, self.high, whole))
        choices = tuple(_FLAG_WORDS) if self.kind == "flag" else self.choices
        return UsageError(WrongSetting(self.label, told(value), choices))


def _setting(row: Adjustment) -> Setting:
    """The setting of an adjustment."""
    explained = row.help[:1].lower() + row.help[1:].rstrip(".")
    typed = "|".join(row.choices)
    return Setting(row.name, "painting", "adjustment", row.default, row.label, explained, f"--{row.name}", typed)


def _size(text: str) -> str:
    """A size, as SizeRule writes it."""
    return str(SizeRule.parse(text))


def _memory(text: str) -> str:
    """An amount of memory, as it was typed."""
    parse_memory(text)
    return text.strip()


def _pack(text: str) -> str:
    """An id of a pack, whether there is one or not."""
    if not ID.fullmatch(text):
        raise UsageError(WrongPackId(text))
    return text


_FLAG_WORDS: dict[str, bool] = {"on": True, "yes": True, "true": True, "off": False, "no": False, "false": False}

SETTINGS: tuple[Setting, ...] = (
    *map(_setting, ROWS.values()),
    Setting("size", "saving", "text", ORIGINAL, "Size",
            "size of the result: the photo's own, the long side in pixels, or a percentage",
            "--size", "original|PIXELS|N%", read=_size),
    Setting("format", "saving", "choice", "auto", "Format",
            "file format of the result; auto follows the name, then the photo", "--format", "FORMAT",
            choices=("auto", *(form.name for form in OFFERED_FORMATS))),
    Setting("quality", "saving", "integer", USUAL_QUALITY, "Quality",
            f"quality of lossy files ({lossy_titles()})", "--quality", f"{LEAST_QUALITY}..{MOST_QUALITY}",
            low=LEAST_QUALITY, high=MOST_QUALITY),
    Setting("strip_metadata", "saving", "flag", False, "Strip metadata",
            "leave EXIF, place, profile and recipe out of the result", "--strip-metadata"),
    Setting("overwrite", "saving", "choice", "ask", "Existing files",
            "what to do if the result's file already exists", "--overwrite", "|".join(OVERWRITE_CHOICES),
            choices=OVERWRITE_CHOICES),
    Setting("folder", "saving", "text", "", "Folder", "where the window proposes to save; empty for the photo's folder",
            metavar="a folder"),
    Setting("pack", "engine", "text", BUILTIN, "Networks", "the pack of networks that paints", "--pack",
            "ID", read=_pack),
    Setting("device", "engine", "choice", AUTO, "Device", "what computes; auto takes the fastest that passed its test",
            "--device", "|".join((AUTO, *DEVICES)), choices=(AUTO, *DEVICES)),
    Setting("memory", "engine", "text", "auto", "Memory", "memory for painting; auto is a third of the free memory",
            "--memory", "auto|2GB|500MB", read=_memory),
    Setting("max_pixels", "engine", "number", DEFAULT_MAX_PIXELS / 10**6, "Largest photo",
            "do not open pictures with more megapixels than this", "--max-pixels", "MEGAPIXELS", low=1, high=10000),
    Setting("allow_truncated", "engine", "flag", False, "Incomplete photos",
            "open an incomplete picture as far as it goes", "--allow-truncated"),
    Setting("theme", "window", "choice", "system", "Theme", "light, dark, or as the system", metavar="THEME",
            choices=("system", "light", "dark")),
    Setting("language", "window", "choice", "system", "Language", "language of the window", metavar="LANGUAGE",
            choices=("system", "en", "it")),
    Setting("first_start", "window", "flag", True, "Welcome", "show the welcome of the first start again"),
    Setting("favourites", "window", "text", "", "Favourites",
            "looks and paintings that come first on the shelf, one a line", metavar="LOOKS"),
    Setting("check_updates", "window", "flag", False, "Look for updates",
            "ask once a week whether there is a newer version; nothing else is sent"),
)  # fmt: skip
TABLE: Mapping[str, Setting] = MappingProxyType({setting.name: setting for setting in SETTINGS})
