"""What something that hovers, was dropped or lies on the clipboard offers: files, pixels, or only a link."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from stylizer_app.imaging.formats import sniff
from stylizer_app.ui.interfaces import Offer
from stylizer_app.ui.widgets.basics.thumbnails import STYLE_MIME, style_in

_BYTES = "application/octet-stream"


def acceptable(mime: QMimeData | None) -> bool:
    """Whether it is worth looking into: links too, so that they can be refused with a sentence."""
    return mime is not None and (mime.hasUrls() or mime.hasImage() or mime.hasFormat(STYLE_MIME))


def is_style(mime: QMimeData) -> bool:
    """Whether it is a style from the shelf, which can only be a painting."""
    return mime.hasFormat(STYLE_MIME)


def count(mime: QMimeData) -> int:
    """How many pictures it may hold."""
    return len([url for url in mime.urls() if url.isLocalFile()]) or 1


def offer_of(mime: QMimeData | None) -> Offer:
    """A style from the shelf comes first; files come before pixels, pixels before links."""
    if mime is None:
        return Offer()
    if mime.hasFormat(STYLE_MIME):
        return Offer(style=style_in(mime) or "")
    files = tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    if files:
        return Offer(files=files)
    links = [url.toString() for url in mime.urls()] or _links_in(mime.text())
    data = _file_in(mime, links)
    if sniff(data[:64]) is not None:
        return Offer(data=data, name=_name_in(links))
    if mime.hasImage():
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return Offer(image=image)
    return Offer(link=links[0]) if links else Offer()


def _file_in(mime: QMimeData, links: Sequence[str]) -> bytes:
    """The bytes of a file: Chrome lays them beside the link, and a data: link holds them itself."""
    if mime.hasFormat(_BYTES):
        return bytes(mime.data(_BYTES).data())
    head, comma, text = links[0].partition(",") if links else ("", "", "")
    if not (comma and head.startswith("data:image/")):
        return b""
    plain = unquote_to_bytes(text)
    try:
        return base64.b64decode(plain, validate=True) if head.endswith(";base64") else plain
    except ValueError:
        return b""


def _name_in(links: Sequence[str]) -> str:
    """What a link calls its file, as far as that is a name."""
    if not links or links[0].startswith("data:"):
        return ""
    return "".join(letter for letter in Path(QUrl(links[0]).path()).stem if letter.isalnum() or letter in " -_().")[:80]


def _links_in(text: str) -> list[str]:
    return [text.strip()] if text.strip().startswith(("http://", "https://")) else []
