"""Captions under small pictures: a font a little smaller than the rest, and lines that say as much as they can hold."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from stylizer_app.ui.look import palette

Line = tuple[str, str]
"""A text, and the name of its colour."""


def caption_font(font: QFont) -> QFont:
    """Return the font of captions beside this one."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    return small


def line_height(font: QFont) -> int:
    """Return how high a line of captions is beside this font."""
    return QFontMetrics(caption_font(font)).height()


def wrapped(text: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """Return the text in at most so many lines, broken between words; the last one is shortened if it must be."""
    lines: list[str] = []
    for word in text.split(" "):  # not at spaces that do not break
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (len(lines) == most or metrics.horizontalAdvance(longer) < width):
            lines[-1] = longer
        else:
            lines.append(word)
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]


def year_together(credit: str) -> str:
    """Return painter and year such that no line ends within the year: "c. 1831", "early 1900s"."""
    painter, comma, year = credit.rpartition(", ")
    return painter + comma + year.replace(" ", "\N{NO-BREAK SPACE}") if comma else credit


def in_one_line(text: str, metrics: QFontMetrics, width: int) -> str:
    """Return the text, without what comes after its last comma where that does not fit: a painter without the year."""
    whole = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    if whole == text:
        return text
    return metrics.elidedText(text.rpartition(", ")[0] or text, Qt.TextElideMode.ElideRight, width)


def draw(painter: QPainter, box: QRect, lines: list[Line], align: Qt.AlignmentFlag) -> None:
    """Draw lines from the top of a box, in the painter's font."""
    height = painter.fontMetrics().height()
    for number, (text, colour) in enumerate(lines):
        place = QRect(box.left(), box.top() + number * height, box.width(), height)
        painter.setPen(palette.colours().color(colour))
        painter.drawText(place, align | Qt.AlignmentFlag.AlignVCenter, text)
