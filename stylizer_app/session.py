"""What is remembered between two starts, crashes included: the choices and recent files, written atomically."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from stylizer_app.adjustments import DEFAULTS, ROWS, Adjustments
from stylizer_app.amounts import SizeRule
from stylizer_app.document import Crop, Document, PhotoChoice, StyleChoice
from stylizer_app.errors import StylizerError
from stylizer_app.files import write_atomically

VERSION = 2
RECENT = 12


@dataclass(frozen=True, slots=True)
class Session:
    """The document, the album's photos, recent files, and whether the program was closed in an orderly way."""

    document: Document = field(default_factory=Document)
    album: tuple[Path, ...] = ()
    recent_photos: tuple[Path, ...] = ()
    recent_paintings: tuple[Path, ...] = ()
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
    data["document"]["size"] = str(session.document.size)
    return data


def load(file: Path) -> Session:
    """Read the session; a missing, damaged or foreign file gives an empty one."""
    try:
        return _session(_migrated(json.loads(file.read_text("utf-8"))))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, StylizerError):
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
        closed=bool(data.get("closed", True)),
    )


def _paths(data: Mapping[str, Any], name: str) -> tuple[Path, ...]:
    return tuple(Path(value) for value in data.get(name, ()))


def _document(data: Mapping[str, Any]) -> Document:
    """A document out of what JSON holds; what is missing is as in a new one."""
    usual, photo = Document(), data.get("photo")
    return Document(
        photo=PhotoChoice(Path(photo["path"]), int(photo["turns"]) % 4, Crop(**photo["crop"])) if photo else None,
        styles=tuple(_style(style) for style in data.get("styles", ())),
        adjustments=_adjustments(data.get("adjustments", {})),
        size=SizeRule.parse(data.get("size", str(usual.size))),
        pack=str(data.get("pack", usual.pack)),
        device=str(data.get("device", usual.device)),
        memory=data.get("memory"),
    )


def _adjustments(data: Mapping[str, Any]) -> Adjustments:
    """The adjustments; values out of range are brought back into it."""
    read = DEFAULTS
    for name in ROWS.keys() & data.keys():
        read = read.moved(name, float(data[name]))
    return read


def _style(data: Mapping[str, Any]) -> StyleChoice:
    """A style out of what JSON holds."""
    return StyleChoice(
        name=str(data["name"]),
        path=Path(data["path"]) if data["path"] else None,
        weight=float(data["weight"]),
        crop=Crop(**data["crop"]),
        vector=tuple(float(value) for value in data["vector"]),
        pack=str(data["pack"]),
    )
