"""What something that hovers, was dropped or lies on the clipboard offers: files, pixels, or only a link."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from stylizer_app.ui.interfaces import Offer
from stylizer_app.ui.widgets.basics.thumbnails import STYLE_MIME, style_in


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
    if mime.hasImage():
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return Offer(image=image)
    links = [url.toString() for url in mime.urls()] or _links_in(mime.text())
    return Offer(link=links[0]) if links else Offer()


def _links_in(text: str) -> list[str]:
    return [text.strip()] if text.strip().startswith(("http://", "https://")) else []
