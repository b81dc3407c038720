"""Draws the program's icon, and that of its documents, in every size and container that the three systems ask for."""

from __future__ import annotations

import os
import struct
from io import BytesIO
from pathlib import Path

from making import names

SOURCE = names.ROOT / "stylizer_app" / "resources" / "icons" / "stylizer.svg"
SHEET = names.ROOT / "packaging" / "windows" / "document.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_ICO = (16, 24, 32, 48, 64, 128, 256)
_ICNS = {
    b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024, b"ic11": 32, b"ic12": 64, b"ic13": 256, b"ic14": 512,
}  # fmt: skip
"""Apple's names of the sizes; the last four are the doubled ones of dense screens."""

_DARK_PART = b"\xfd\xd9\x2f\xa8"
"""Inside an .icns file: the same once more, for the dark look."""

_ON_THE_SHEET = (0.23, 0.3, 0.54, 0.54)
"""Where the program's own icon is on that of a document: left, top, width, height as parts of the whole."""

_IN_THE_DARK = {b"#fdfcf9": b"#2c2c30", b"#c9c4ba": b"#5a5a60"}
"""What is drawn otherwise in the dark: the paper and its edge."""


def draw(folder: Path) -> None:
    """Write stylizer-SIZE.png for every size, stylizer.png (256), stylizer.ico, document.ico and stylizer.icns."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtGui import QGuiApplication

    _app = QGuiApplication.instance() or QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    drawing = SOURCE.read_bytes()
    light = _in_every_size(drawing)
    for size, content in light.items():
        (folder / f"stylizer-{size}.png").write_bytes(content)
    (folder / "stylizer.png").write_bytes(light[256])
    for name, drawn in (("stylizer.ico", light), (names.DOCUMENT_ICON, _in_every_size(SHEET.read_bytes(), drawing))):
        pictures = [Image.open(BytesIO(drawn[size])).convert("RGBA") for size in _ICO]
        pictures[-1].save(folder / name, sizes=[(size, size) for size in _ICO], append_images=pictures)
    for bright, dark in _IN_THE_DARK.items():
        drawing = drawing.replace(bright, dark)
    parts = [*_mac_parts(light), _part(_DARK_PART, b"".join(_mac_parts(_in_every_size(drawing))))]
    (folder / "stylizer.icns").write_bytes(_part(b"icns", b"".join(parts)))


def _mac_parts(pictures: dict[int, bytes]) -> list[bytes]:
    """Pictures as the parts of an .icns file."""
    return [_part(kind, pictures[size]) for kind, size in _ICNS.items()]


def _part(kind: bytes, content: bytes) -> bytes:
    return kind + struct.pack(">I", len(content) + 8) + content


def _in_every_size(drawing: bytes, upon: bytes = b"") -> dict[int, bytes]:
    """An SVG file as PNG files, by their size; ``upon``: another that is drawn on it, as on a sheet."""
    from PySide6.QtCore import QBuffer, QByteArray, QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer, inner, drawn = QSvgRenderer(QByteArray(drawing)), QSvgRenderer(QByteArray(upon)) if upon else None, {}
    for size in (*SIZES, 1024):
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        if inner:
            inner.render(painter, QRectF(*(part * size for part in _ON_THE_SHEET)))
        painter.end()
        content = QBuffer()
        image.save(content, "PNG")
        drawn[size] = bytes(content.data().data())
    return drawn
