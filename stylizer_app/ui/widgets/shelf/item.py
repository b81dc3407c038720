"""A painting on the shelf: what there is to say and to show of it."""

from __future__ import annotations

import logging
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QListWidgetItem

from stylizer_app.choices import styles
from stylizer_app.errors import StyleError
from stylizer_app.ui import translate
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.shelf.delegate import CREDIT, KEY, STARRED, TOLD

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """A painting on the shelf: what names it, what is shown, and its file or its picture.

    ``credit``: artist and year, empty for a technique; ``sentence``: what there is to say of it; ``abroad``: the
    same in other languages, by which it is found too.
    """

    key: str
    title: str
    sentence: str = ""
    credit: str = ""
    path: Path | None = None
    image: QImage | None = None
    abroad: str = ""


def starter_items() -> list[ShelfItem]:
    """Return the looks as the shelf shows them; none where they are missing."""
    try:
        language = translate.spoken()
        found = styles.starter_styles()
        return [
            ShelfItem(
                one.name, one.title(language), one.description(language), one.credit(language), one.tile,
                abroad=" ".join(f"{one.title(other)} {one.description(other)}" for other in translate.LANGUAGES),
            )
            for one in found
        ]  # fmt: skip
    except StyleError:
        log.exception("no looks")
        return []


def row_for(item: ShelfItem, *, starred: bool) -> QListWidgetItem:
    """The row of a painting."""
    row = QListWidgetItem(item.title)
    row.setData(KEY, item.key)
    row.setData(CREDIT, item.credit)
    row.setData(STARRED, starred)
    row.setData(TOLD, "\n".join(filter(None, (item.title, item.credit, item.sentence))))
    row.setToolTip(row.data(TOLD))
    favourite = tr("favourite") if starred else ""
    spoken = ", ".join(filter(None, (item.title, item.credit, favourite)))
    row.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
    return row


def is_said_of(item: ShelfItem, words: str) -> bool:
    """Whether each of the words begins somewhere in what there is to say of a painting, accents aside."""
    told = f" {_folded(item.title)} {_folded(item.credit)} {_folded(item.sentence)} {_folded(item.abroad)}"
    return all(f" {word}" in told for word in _folded(words).split())


def is_called(title: str, words: str) -> bool:
    """Whether the words are a painting's title, accents aside."""
    return _folded(title).split() == _folded(words).split()


def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c if c.isalnum() else " " for c in parts if not unicodedata.combining(c))
