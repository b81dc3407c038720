"""What is wrong with what is on the screen: cut, too pale, without a name, not translated, uneven."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QBoxLayout,
    QComboBox,
    QDialog,
    QLabel,
    QLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTableView,
    QTabWidget,
    QToolButton,
    QWidget,
)

from stylizer_app.ui.widgets.basics.thumbnails import ElidedButton, ElidedLabel

LEAST_CONTRAST = 4.5
SPARE = 4
"""Pixels of padding above and below a text that Qt counts twice in a field with a style sheet."""


def faults(root: QWidget) -> list[str]:
    """Everything that is wrong in a window, a dialog or a menu."""
    if isinstance(root, QMenu):
        return []
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # of a text that came this moment
    found = [*cut_off(root), *outside(root), *nameless(root), *pale(root), *uneven(root), *scrolled_sideways(root)]
    return [*found, *wrong_default(root)] if isinstance(root, QDialog) else found


def seen(root: QWidget) -> Iterator[QWidget]:
    """Every widget below one that can be seen."""
    return (widget for widget in root.findChildren(QWidget) if widget.isVisibleTo(root) and widget.window() is root)


def cut_off(root: QWidget) -> Iterator[str]:
    """Texts that have less room than they need."""
    for widget in seen(root):
        text = text_of(widget)
        if not text or isinstance(widget, ElidedLabel | ElidedButton | QLineEdit):
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            if widget.height() < widget.heightForWidth(widget.width()) - 1:
                yield f"{text!r} is cut"
            continue
        needed = widget.minimumSizeHint()
        if widget.width() < needed.width() - 1 or widget.height() < needed.height() - SPARE:
            yield f"{text!r} has {widget.width()} x {widget.height()}, needs {needed.width()} x {needed.height()}"


def outside(root: QWidget) -> Iterator[str]:
    """Widgets that stick out of what holds them, sideways."""
    for widget in seen(root):
        parent = widget.parentWidget()
        if widget.x() < -1 or widget.x() + widget.width() > parent.width() + 1:
            yield f"{type(widget).__name__} {text_of(widget)!r} sticks out of {type(parent).__name__}"


def nameless(root: QWidget) -> Iterator[str]:
    """What can be worked with and has no name, or no role, for screen readers."""
    for widget in seen(root):
        works = isinstance(widget, QAbstractButton | QAbstractSpinBox | QComboBox | QLineEdit)
        if not works and not widget.focusPolicy():
            continue
        proxied = widget.parentWidget().focusProxy() is widget
        if widget.objectName().startswith("qt_") or (isinstance(widget, QLineEdit) and proxied):
            continue
        if isinstance(widget, QTabWidget | QScrollArea) and widget.accessibleName():
            continue  # Qt tells of what is in it
        told = QAccessible.queryAccessibleInterface(widget)
        if told is None or not told.isValid() or told.role() in {QAccessible.Role.NoRole, QAccessible.Role.Client}:
            yield f"{type(widget).__name__} {text_of(widget)!r} has no role"
        elif not told.text(QAccessible.Text.Name).strip():
            yield f"{type(widget).__name__} in {type(widget.parentWidget()).__name__} has no name"


def pale(root: QWidget) -> Iterator[str]:
    """Texts that differ too little from what is behind them, as they are drawn."""
    shot = root.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ratio = shot.devicePixelRatio()
    for widget in seen(root):
        plain = isinstance(widget, QLabel | QPushButton | QRadioButton | QToolButton) and text_of(widget)
        if not plain or not widget.isEnabled() or not is_whole(widget, root):
            continue
        where, size = widget.mapTo(root, QPoint(0, 0)) * ratio, widget.size() * ratio
        best = contrast(shot.copy(QRect(where, size)))
        if best < LEAST_CONTRAST:
            yield f"{text_of(widget)!r} has a contrast of {best:.1f}"


def is_whole(widget: QWidget, root: QWidget) -> bool:
    """Whether nothing hides a part of a widget: neither the edge of a page nor what lies over it."""
    middle = root.childAt(widget.mapTo(root, widget.rect().center()))
    return widget.visibleRegion().boundingRect() == widget.rect() and middle is widget


def contrast(part: QImage) -> float:
    """Of the commonest colour and the one that differs most from it."""
    colours = Counter(part.pixel(x, y) for x in range(part.width()) for y in range(part.height()))
    if not colours:
        return 21.0
    ground = luminance(colours.most_common(1)[0][0])
    return max((max(ground, other) + 0.05) / (min(ground, other) + 0.05) for other in map(luminance, colours))


def luminance(pixel: int) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    colour = QColor(pixel)
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def uneven(root: QWidget) -> Iterator[str]:
    """Rows of buttons that are not all of one height, or do not stand on one line."""
    for layout in layouts(root):
        row = layout.direction() in {QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.RightToLeft}
        items = [layout.itemAt(number).widget() for number in range(layout.count())] if row else []
        buttons = [one for one in items if isinstance(one, QPushButton) and one.isVisibleTo(root)]
        if len({(button.y(), button.height()) for button in buttons if not button.property("link")}) > 1:
            yield f"uneven: {[button.text() for button in buttons]}"


def layouts(root: QWidget) -> Iterator[QBoxLayout]:
    """All that stand things in rows."""
    for widget in (root, *root.findChildren(QWidget)):
        layout = widget.layout()
        if layout is not None:
            yield from (one for one in (layout, *layout.findChildren(QLayout)) if isinstance(one, QBoxLayout))


def scrolled_sideways(root: QWidget) -> Iterator[str]:
    """Pages that have to be moved to the side to be read."""
    for widget in seen(root):
        if isinstance(widget, QScrollArea) and widget.horizontalScrollBar().maximum() > 0:
            yield f"{type(widget.parentWidget()).__name__} scrolls sideways"


def wrong_default(dialog: QDialog) -> Iterator[str]:
    """A button that Enter presses although it is not the one that stands out."""
    defaults = [one for one in dialog.findChildren(QPushButton) if one.isDefault() and one.isVisibleTo(dialog)]
    primary = [one for one in dialog.findChildren(QPushButton) if one.property("primary") and one.isVisibleTo(dialog)]
    if primary and any(one not in primary for one in defaults):
        yield f"Enter presses {[one.text() for one in defaults]}, not {[one.text() for one in primary]}"


def text_of(widget: QWidget) -> str:
    """The text on a widget."""
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit | QAbstractSpinBox):
        return widget.text()
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def texts(root: QWidget) -> set[str]:
    """All that a person reads in a window, a dialog or a menu, or hears from a screen reader."""
    found = {root.windowTitle()}
    for widget in (root, *seen(root)):
        found |= {text_of(widget), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()}
        found |= {action.text() for action in widget.actions()}
        if isinstance(widget, QLineEdit):
            found.add(widget.placeholderText())
        elif isinstance(widget, QComboBox):
            found |= {widget.itemText(number) for number in range(widget.count())}
        elif isinstance(widget, QTabWidget):
            found |= {widget.tabText(number) for number in range(widget.count())}
        elif isinstance(widget, QTableView):
            found |= cells(widget)
    return {text.replace("&", "") for text in found if text}


def cells(table: QTableView) -> set[str]:
    """What stands in a table and above it."""
    model, across = table.model(), Qt.Orientation.Horizontal
    columns = range(model.columnCount())
    inside = {str(model.index(row, column).data()) for row in range(model.rowCount()) for column in columns}
    return inside | {str(model.headerData(column, across)) for column in columns}
