"""What the dialogs share: labels with a role, forms on the grid, and the row of buttons at their foot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from stylizer_app.ui.look import screens, theme
from stylizer_app.ui.translate import tr

MARGIN = 3 * theme.GRID


P = ParamSpec("P")


def while_there(widget: QWidget, receive: Callable[P, None]) -> Callable[P, None]:
    """What receives for a widget as long as there is one: what was asked for may come after the dialog was closed."""

    def received(*given: P.args, **named: P.kwargs) -> None:
        if isValid(widget):
            receive(*given, **named)

    return received


def open_dialog(dialog: QDialog) -> None:
    """Show a dialog over its window, which does not wait for it, no larger than the screen; closed, it is gone."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if dialog.testAttribute(Qt.WidgetAttribute.WA_Resized):  # Qt sees to those of no size of their own
        dialog.resize(screens.fitting(dialog.size(), dialog.screen().availableSize()))
    dialog.open()


def ask_folder(parent: QWidget, title: str, chosen: Callable[[Path], None], start: str = "") -> None:
    """Ask for a folder, and hand on the one that is chosen."""
    dialog = QFileDialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.filesSelected.connect(lambda folders: chosen(Path(folders[0])))
    open_dialog(dialog)


def label(text: str, role: str = "", wrap: bool = False) -> QLabel:
    """Return a label; ``role`` is one of title, heading, section, muted, danger."""
    result = QLabel(text)
    result.setWordWrap(wrap)
    result.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        result.setProperty("role", role)
    return result


def line() -> QFrame:
    """Return a thin line between two parts."""
    result = QFrame()
    result.setProperty("role", "line")
    return result


def column(dialog: QDialog) -> QVBoxLayout:
    """Return the dialog's layout, with the margins of the grid."""
    result = QVBoxLayout(dialog)
    result.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * theme.GRID)
    result.setSpacing(2 * theme.GRID)
    result.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMinimumSize)
    return result


def form() -> QFormLayout:
    """Return an empty form: labels beside the fields, fields as wide as there is room."""
    result = QFormLayout()
    result.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    result.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    result.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
    result.setHorizontalSpacing(2 * theme.GRID)
    result.setVerticalSpacing(theme.GRID)
    return result


def level_labels(form: QFormLayout) -> None:
    """Bring every label to the middle of its field's first line; Qt leaves it two pixels too high."""
    height = QLineEdit().sizeHint().height()
    for row in range(form.rowCount()):
        item = form.itemAt(row, QFormLayout.ItemRole.LabelRole)
        name = item.widget() if item is not None else None
        if name is not None:
            name.setFixedHeight(height)


def buttons(dialog: QDialog, accept: str = "", cancel: str = "") -> tuple[QDialogButtonBox, QPushButton | None]:
    """Return the row of buttons, connected, and the one that accepts; without ``accept`` there is only Close."""
    box = QDialogButtonBox()
    dismiss = box.addButton(cancel or (tr("Cancel") if accept else tr("Close")), QDialogButtonBox.ButtonRole.RejectRole)
    box.rejected.connect(dialog.reject)
    if not accept:
        dismiss.setDefault(True)
        return box, None
    dismiss.setAutoDefault(False)  # Enter accepts, wherever the focus is
    button = box.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
    button.setDefault(True)
    button.setProperty("primary", True)
    box.accepted.connect(dialog.accept)
    return box, button


class Page(QScrollArea):
    """A page that scrolls up and down only: never narrower than what is on it."""

    def minimumSizeHint(self) -> QSize:
        """As wide as the page and the bar that scrolls it."""
        bar = self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()
        page = self.widget()
        width = page.minimumSizeHint().width() if page else 0
        return QSize(width + bar, super().minimumSizeHint().height())


class Remarks(QStackedWidget):
    """What a dialog says beside its buttons: remarks or, in their place, what is wrong. Either way it is as large."""

    def __init__(self, *remarks: QLabel) -> None:
        super().__init__()
        self.problem = label("", "danger", wrap=True)
        usual = QWidget()
        column = QVBoxLayout(usual)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for remark in remarks:
            column.addWidget(remark)
        self.addWidget(usual)
        self.addWidget(self.problem)
        self.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def refuse(self, problem: str) -> None:
        """Say what is wrong; an empty text brings the remarks back."""
        self.problem.setText(problem)
        self.setCurrentIndex(1 if problem else 0)

    def beside(self, buttons: QDialogButtonBox) -> QHBoxLayout:
        """Return the row at the dialog's foot."""
        row = QHBoxLayout()
        row.setSpacing(2 * theme.GRID)
        row.addWidget(self, 1)
        row.addWidget(buttons)
        return row


def fit_height(dialog: QDialog, scroll: Page) -> None:
    """Make a dialog that scrolls no higher than what is on its page, at the width it has, needs."""
    page = scroll.widget()
    layout = page.layout() if page else None
    if layout is not None:
        margins, around = dialog.contentsMargins(), dialog.sizeHint().height() - scroll.sizeHint().height()
        room = dialog.width() - 2 * MARGIN - margins.left() - margins.right() - 2 * scroll.frameWidth()
        dialog.resize(dialog.width(), min(dialog.height(), layout.totalHeightForWidth(room) + around))


def pad(field: QAbstractSpinBox) -> None:
    """Give a number field the inner margin that style sheets cannot give to its editor; it has no small buttons."""
    field.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
    field.lineEdit().setTextMargins(theme.GRID - 1, 0, theme.HALF, 0)


def scrolling(dialog: QDialog, page: QWidget) -> Page:
    """Fill a dialog with a page that scrolls, above a button that closes it; the page is read out as the dialog is."""
    scroll = Page(widgetResizable=True)
    scroll.setWidget(page)
    scroll.setAccessibleName(dialog.windowTitle())
    box, _ = buttons(dialog)
    layout = column(dialog)
    layout.addWidget(scroll, 1)
    layout.addWidget(box)
    return scroll
