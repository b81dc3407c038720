"""What something that hovers, was dropped or lies on the clipboard offers: files, pixels, or only a link."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData, QSysInfo, QUrl
from PySide6.QtGui import QImage

from stylizer_app.imaging.formats import sniff
from stylizer_app.ui.values import Offer
from stylizer_app.ui.widgets.basics.thumbnails import STYLE_MIME, style_in

_BYTES = ("application/octet-stream", 'application/x-qt-windows-mime;value="FileContents"')
"""Where browsers lay the bytes of a picture beside its link: Chrome on Linux, and on Windows."""

_SOURCE = re.compile(r"""<img\b[^>]*?\bsrc\s*=\s*["']([^"']+)""", re.IGNORECASE)


def acceptable(mime: QMimeData | None) -> bool:
    """Whether it is worth looking into: links too, so that they can be refused with a sentence."""
    known = (STYLE_MIME, *_BYTES)
    return mime is not None and (
        mime.hasUrls() or mime.hasImage() or any(map(mime.hasFormat, known)) or bool(_SOURCE.search(mime.html()))
    )


def is_style(mime: QMimeData) -> bool:
    """Whether it is a style from the shelf, which can only be a painting."""
    return mime.hasFormat(STYLE_MIME)


def count(mime: QMimeData) -> int:
    """How many pictures it may hold."""
    return len(_files_in(mime)) or 1


def offer_of(mime: QMimeData | None) -> Offer:
    """A style from the shelf comes first; files come before pixels, pixels before links."""
    if mime is None:
        return Offer()
    if mime.hasFormat(STYLE_MIME):
        return Offer(style=style_in(mime) or "")
    files = _files_in(mime)
    if files:
        return Offer(files=files)
    links = [url.toString() for url in mime.urls()] or _links_in(mime)
    for data in _contents_of(mime, links):
        if sniff(data[:64]) is not None:
            return Offer(data=data, name=_name_in(links))
    if mime.hasImage():
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return Offer(image=image)
    return Offer(link=links[0]) if links else Offer()


def _files_in(mime: QMimeData) -> tuple[Path, ...]:
    """The files of this computer among the links; some programs name it as the host."""
    here = ("", "localhost", QSysInfo.machineHostName())
    return tuple(
        Path(url.path() if url.host() in here and os.name != "nt" else url.toLocalFile())
        for url in mime.urls()
        if url.isLocalFile()
    )


def _contents_of(mime: QMimeData, links: Sequence[str]) -> Iterator[bytes]:
    """What may be the bytes of a picture's file: beside the link, or in a link that holds them itself."""
    for kind in _BYTES:
        if mime.hasFormat(kind):
            yield bytes(mime.data(kind).data())
    sources = [unescape(source) for source in _SOURCE.findall(mime.html())]
    for link in dict.fromkeys((*links[:1], *sources[:1])):
        head, comma, text = link.partition(",")
        if comma and head.startswith("data:image/"):
            yield _decoded(unquote_to_bytes(text), coded=head.endswith(";base64"))
    if not mime.hasImage():
        for kind in mime.formats():
            if kind.startswith("image/"):
                yield bytes(mime.data(kind).data())


def _decoded(text: bytes, *, coded: bool) -> bytes:
    try:
        return base64.b64decode(text + b"==") if coded else text
    except ValueError:
        return b""


def _name_in(links: Sequence[str]) -> str:
    """What a link calls its file, as far as that is a name."""
    if not links or links[0].startswith("data:"):
        return ""
    return "".join(letter for letter in Path(QUrl(links[0]).path()).stem if letter.isalnum() or letter in " -_().")[:80]


def _links_in(mime: QMimeData) -> list[str]:
    """The link that a text is, or that of a picture in a page."""
    found = [mime.text().strip(), *(unescape(source) for source in _SOURCE.findall(mime.html()))]
    return [link for link in found if link.startswith(("http://", "https://", "data:"))][:1]
