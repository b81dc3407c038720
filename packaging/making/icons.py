"""Draws the program's icon in every size and container that the three systems ask for."""

from __future__ import annotations

import os
from pathlib import Path

from making import names

SOURCE = names.ROOT / "stylizer_app" / "resources" / "icons" / "stylizer.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_ICO = (16, 24, 32, 48, 64, 128, 256)


def draw(folder: Path) -> None:
    """Write stylizer-SIZE.png for every size, stylizer.png (256), stylizer.ico and stylizer.icns into ``folder``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    _app = QGuiApplication.instance() or QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    renderer = QSvgRenderer(str(SOURCE))
    for size in (*SIZES, 1024):
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        image.save(str(folder / f"stylizer-{size}.png"))
    pictures = {size: Image.open(folder / f"stylizer-{size}.png").convert("RGBA") for size in (*SIZES, 1024)}
    pictures[256].save(folder / "stylizer.png")
    pictures[256].save(
        folder / "stylizer.ico", sizes=[(size, size) for size in _ICO], append_images=[pictures[size] for size in _ICO]
    )
    pictures[1024].save(
        folder / "stylizer.icns", append_images=[pictures[size] for size in (16, 32, 64, 128, 256, 512)]
    )
