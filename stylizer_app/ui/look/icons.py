"""The icons: our own drawings on a 24 px grid, stroked in the colour of the theme and drawn again when it changes."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from stylizer_app.system import paths
from stylizer_app.ui.look import palette

GRID = 24
NAME = "stylizer-icon"
"""The property that holds the name of a bound icon."""
_ROLE = "stylizer-icon-colour"


def names() -> list[str]:
    """Return the name of every icon."""
    return sorted(path.stem for path in paths.bundled("resources", "icons").glob("*.svg") if path.stem != "stylizer")


def icon(name: str, colour: str = "text") -> QIcon:
    """Return the icon in a colour of the current theme; `bind` is what follows a change of theme."""
    shown = palette.colours()
    result = QIcon()
    off = "muted" if colour == "on_accent" else "disabled"  # as the word beside it
    for ratio in _ratios():
        for mode, role in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, off)):
            result.addPixmap(pixmap(name, GRID, shown.color(role), ratio), mode)
    return result


def bind(target: QAction | QAbstractButton, name: str, colour: str = "text") -> None:
    """Give an action or a button an icon that follows the theme."""
    target.setProperty(NAME, name)
    target.setProperty(_ROLE, colour)
    target.setIcon(icon(name, colour))


def refresh(app: QApplication) -> None:
    """Draw again every icon that was bound: called when the theme changed."""
    for widget in app.allWidgets():
        for target in (widget, *widget.actions()):
            name = target.property(NAME)
            if name and isinstance(target, QAction | QAbstractButton):
                target.setIcon(icon(name, target.property(_ROLE)))


def pixmap(name: str, size: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """Return one icon, ``size`` logical pixels large, for a screen of ``ratio`` device pixels to each."""
    image = _drawn(name, size, ratio).copy()
    with QPainter(image) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(0, 0, size, size, colour)
    return QPixmap.fromImage(image)


def app_icon() -> QIcon:
    """Return the program's own icon, in the sizes that task bars and title bars ask for."""
    result = QIcon()
    for size in (16, 32, 48, 128, 256):
        result.addPixmap(app_pixmap(size, 1.0))
    return result


def app_pixmap(size: int, ratio: float) -> QPixmap:
    """Return the program's own icon as a picture, for the About window and the empty canvas."""
    return QPixmap.fromImage(_drawn("stylizer", size, ratio))


@lru_cache(maxsize=256)
def _drawn(name: str, size: int, ratio: float) -> QImage:
    """Draw a file once for each size; colours are laid over the copy."""
    image = QImage(QSize(size, size) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    drawing = paths.bundled("resources", "icons", f"{name}.svg").read_bytes().replace(b"currentColor", b"#000")
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, size, size))
    return image


def _ratios() -> list[float]:
    return sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()})
