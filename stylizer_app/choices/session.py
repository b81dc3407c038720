"""What is remembered between two starts, crashes included: the choices and recent files, written atomically."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from stylizer_app.adjustments import DEFAULTS, ROWS, Adjustments
from stylizer_app.choices.amounts import SizeRule
from stylizer_app.choices.document import Crop, Document, PhotoChoice, StyleChoice
from stylizer_app.errors import StylizerError
from stylizer_app.imaging.mask import bytes_of, text_of
from stylizer_app.system import json_text
from stylizer_app.system.files import write_atomically

VERSION = 2
RECENT = 12


@dataclass(frozen=True, slots=True)
class KeptResult:
    """A result that was looked at: what it was painted from, and whether it has a star."""

    document: Document
    star: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """The document, the album's photos, recent files, and whether the program was closed in an orderly way.

    ``results``: in the order in which they were shown.
    """

    document: Document = field(default_factory=Document)
    album: tuple[Path, ...] = ()
    recent_photos: tuple[Path, ...] = ()
    recent_paintings: tuple[Path, ...] = ()
    results: tuple[KeptResult, ...] = ()
    closed: bool = True

    def with_recent_photo(self, path: Path) -> Session:
        """The session with this photo as the latest."""
        return replace(self, recent_photos=_latest(path, self.recent_photos))

    def with_recent_painting(self, path: Path) -> Session:
        """The session with this painting as the latest."""
        return replace(self, recent_paintings=_latest(path, self.recent_paintings))


def _latest(path: Path, others: tuple[Path, ...]) -> tuple[Path, ...]:
    """The paths with this one first, none twice, not too many."""
    return (path, *(other for other in others if other != path))[:RECENT]


def save(session: Session, file: Path) -> None:
    """Write the session; a crash in between leaves the old file whole. Raises OSError."""
    text = json.dumps({"version": VERSION, **_plain(session)}, default=str, indent=1)
    write_atomically(file, text.encode("utf-8"))


def _plain(session: Session) -> dict[str, Any]:
    """The session as JSON can hold it."""
    data = asdict(session)
    for document, plain in (
        (session.document, data["document"]),
        *((kept.document, plain["document"]) for kept, plain in zip(session.results, data["results"], strict=True)),
    ):
        plain["size"] = str(document.size)
        if plain["photo"]:
            plain["photo"]["mask"] = text_of(plain["photo"]["mask"])
    return data


def load(file: Path) -> Session:
    """Read the session; a missing, damaged or foreign file gives an empty one."""
    try:
        return _session(_migrated(json_text.parse(file.read_text("utf-8"))))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, StylizerError):
        return Session()


def _migrated(data: dict[str, Any]) -> dict[str, Any]:
    """The file's content in the present layout. Raises ValueError for that of another program."""
    if data["version"] == 1:  # strength and colours were fractions, and stood among the rest
        old = data["document"]
        scales = {"strength": 100, "brush": 1, "colors": 100}
        values = {name: old[name] * scale for name, scale in scales.items() if name in old}
        return {**data, "version": VERSION, "document": {**old, "adjustments": values}}
    if data["version"] != VERSION:
        raise ValueError("a session of another program")
    return data


def _session(data: Mapping[str, Any]) -> Session:
    """A session out of what JSON holds; what is missing is as in a new one."""
    return Session(
        document=_document(data.get("document", {})),
        album=_paths(data, "album"),
        recent_photos=_paths(data, "recent_photos"),
        recent_paintings=_paths(data, "recent_paintings"),
        results=tuple(KeptResult(_document(kept["document"]), bool(kept["star"])) for kept in data.get("results", ())),
        closed=bool(data.get("closed", True)),
    )


def _paths(data: Mapping[str, Any], name: str) -> tuple[Path, ...]:
    return tuple(_path(value) for value in data.get(name, ()))


def _text(value: Any) -> str:
    """A text. Raises ValueError for anything else."""
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _path(value: Any) -> Path:
    """A path that can be looked up. Raises ValueError for what cannot be one."""
    if not isinstance(value, str) or "\0" in value:
        raise ValueError("no path")
    return Path(value)


def _document(data: Mapping[str, Any]) -> Document:
    """A document out of what JSON holds; what is missing is as in a new one."""
    usual, photo, memory = Document(), data.get("photo"), data.get("memory")
    return Document(
        photo=_photo(photo) if photo and photo.get("path") else None,
        styles=tuple(_style(style) for style in data.get("styles", ()) if style.get("name") or style.get("path")),
        adjustments=_adjustments(data.get("adjustments", {})),
        size=SizeRule.parse(data.get("size", str(usual.size))),
        pack=_text(data.get("pack", usual.pack)),
        device=_text(data.get("device", usual.device)),
        memory=memory if type(memory) is int and memory > 0 else usual.memory,
    )


def _adjustments(data: Mapping[str, Any]) -> Adjustments:
    """The adjustments; values out of range are brought back into it."""
    read = DEFAULTS
    for name in ROWS.keys() & data.keys():
        read = read.moved(name, _number(data[name]))
    return read


def _photo(data: Mapping[str, Any]) -> PhotoChoice:
    """A photo out of what JSON holds; what is missing is as in one that was neither turned nor cropped."""
    mask = bytes_of(data.get("mask", ""))
    return PhotoChoice(_path(data["path"]), int(data.get("turns", 0)) % 4, _crop(data.get("crop", {})), mask)


def _crop(data: Mapping[str, Any]) -> Crop:
    """The part of a picture; an edge that is missing is the picture's own."""
    crop = Crop(**{name: _number(value) for name, value in data.items()})
    if not (0 <= crop.left <= crop.right <= 1 and 0 <= crop.top <= crop.bottom <= 1):
        raise ValueError("no part of a picture")
    return crop


def _number(value: Any) -> float:
    """A finite number. Raises ValueError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("no number")
    return value


def _style(data: Mapping[str, Any]) -> StyleChoice:
    """A style out of what JSON holds; what is missing is as in one that was just chosen."""
    path = _path(data["path"]) if data.get("path") else None
    usual = StyleChoice(path.stem if path else "")
    return StyleChoice(
        name=_text(data.get("name", usual.name)),
        path=path,
        weight=max(0.0, float(_number(data.get("weight", usual.weight)))),
        crop=_crop(data.get("crop", {})),
        vector=tuple(float(_number(value)) for value in data.get("vector", usual.vector)),
        pack=_text(data.get("pack", usual.pack)),
        usual=_adjustments(data["usual"]) if data.get("usual") else None,
        digest=_text(data.get("digest", usual.digest)),
    )
