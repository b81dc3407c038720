"""The icons: our own drawings on a 24 px grid, stroked in the colour of the theme and drawn again when it changes."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from stylizer_app import paths
from stylizer_app.ui import theme

GRID = 24
_PROPERTY = "stylizer-icon"
_ROLE = "stylizer-icon-colour"


def names() -> list[str]:
    """Return the name of every icon."""
    return sorted(path.stem for path in paths.bundled("resources", "icons").glob("*.svg") if path.stem != "stylizer")


def icon(name: str, colour: str = "text") -> QIcon:
    """Return the icon in a colour of the current theme; `bind` is what follows a change of theme."""
    shown = theme.colours()
    result = QIcon()
    for ratio in _ratios():
        for mode, role in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, "disabled")):
            result.addPixmap(pixmap(name, GRID, shown.color(role), ratio), mode)
    return result


def bind(target: QAction | QAbstractButton, name: str, colour: str = "text") -> None:
    """Give an action or a button an icon that follows the theme."""
    target.setProperty(_PROPERTY, name)
    target.setProperty(_ROLE, colour)
    target.setIcon(icon(name, colour))


def refresh(app: QApplication) -> None:
    """Draw again every icon that was bound: called when the theme changed."""
    for widget in app.allWidgets():
        for target in (widget, *widget.actions()):
            name = target.property(_PROPERTY)
            if name and isinstance(target, QAction | QAbstractButton):
                target.setIcon(icon(name, target.property(_ROLE)))


def pixmap(name: str, size: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """Return one icon, ``size`` logical pixels large, for a screen of ``ratio`` device pixels to each."""
    return _render(_svg(name, colour.name()), QSize(size, size), ratio)


def app_icon() -> QIcon:
    """Return the program's own icon, in the sizes that task bars and title bars ask for."""
    result = QIcon()
    drawing = paths.bundled("resources", "icons", "stylizer.svg").read_bytes()
    for size in (16, 32, 48, 128, 256):
        result.addPixmap(_render(drawing, QSize(size, size), 1.0))
    return result


def app_pixmap(size: int, ratio: float) -> QPixmap:
    """Return the program's own icon as a picture, for the About window and the empty canvas."""
    return _render(paths.bundled("resources", "icons", "stylizer.svg").read_bytes(), QSize(size, size), ratio)


@lru_cache(maxsize=256)
def _svg(name: str, colour: str) -> bytes:
    text = paths.bundled("resources", "icons", f"{name}.svg").read_text("utf-8")
    return text.replace("currentColor", colour).encode()


def _render(drawing: bytes, size: QSize, ratio: float) -> QPixmap:
    image = QPixmap(size * ratio)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image


def _ratios() -> list[float]:
    return sorted({2.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())})
