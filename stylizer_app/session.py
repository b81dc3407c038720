"""What is remembered between two starts, crashes included: the choices and recent files, written atomically."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from stylizer_app import paths
from stylizer_app.amounts import SizeRule
from stylizer_app.document import Crop, Document, PhotoChoice, StyleChoice
from stylizer_app.errors import StylizerError

VERSION = 1
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
    paths.write_atomically(file, text.encode("utf-8"))


def _plain(session: Session) -> dict[str, Any]:
    """The session as JSON can hold it."""
    data = asdict(session)
    data["document"]["size"] = str(session.document.size)
    return data


def load(file: Path) -> Session:
    """Read the session; a missing, damaged or foreign file gives an empty one."""
    try:
        data = json.loads(file.read_text("utf-8"))
        if data.get("version") != VERSION:
            return Session()
        return _session(data)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, StylizerError):
        return Session()


def _session(data: Mapping[str, Any]) -> Session:
    """A session out of what JSON holds."""
    return Session(
        document=_document(data["document"]),
        album=_paths(data["album"]),
        recent_photos=_paths(data["recent_photos"]),
        recent_paintings=_paths(data["recent_paintings"]),
        closed=bool(data["closed"]),
    )


def _paths(values: list[str]) -> tuple[Path, ...]:
    return tuple(Path(value) for value in values)


def _document(data: Mapping[str, Any]) -> Document:
    """A document out of what JSON holds; values out of range are brought back into it."""
    photo = data["photo"]
    document = Document(
        photo=PhotoChoice(Path(photo["path"]), int(photo["turns"]) % 4, Crop(**photo["crop"])) if photo else None,
        styles=tuple(_style(style) for style in data["styles"]),
        size=SizeRule.parse(data["size"]),
        pack=str(data["pack"]),
        device=str(data["device"]),
        memory=data["memory"],
    )
    chosen = document.with_strength(float(data["strength"])).with_brush(int(data["brush"]))
    return chosen.with_colors(float(data["colors"]))


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
