"""What narrows the shelf down: a field to search in, and groups."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from stylizer_app.ui.look import icons, theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.basics.thumbnails import ElidedButton

ALL, FAVOURITES, PAINTINGS, TECHNIQUES, OWN = "all", "favourites", "paintings", "techniques", "own"


def nothing_found(words: str, group: str) -> str:
    """Return what an empty shelf says."""
    if words.strip():
        return tr("Nothing on the shelf is called that.")
    if group == FAVOURITES:
        return tr("Point at a painting and click its star: favourites stand here, and come first everywhere.")
    if group == OWN:
        return tr("Drop a painting of your own on the window, or save what is chosen as your look: both stay here.")
    return ""


class SearchField(QLineEdit):
    """``left_downwards``: the arrow key or Enter asks for what was found; Escape empties it."""

    left_downwards = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to what was found, or start anew."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class Finder(QWidget):
    """The row of groups; its ``field`` stands where the shelf likes."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = SearchField()
        self.field.setPlaceholderText(tr("Search"))
        self.field.setAccessibleName(tr("Search the paintings"))
        self.field.setClearButtonEnabled(True)
        self.field.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        for button in self.field.findChildren(QToolButton):
            button.setAccessibleName(tr("Search the paintings"))
        self.left_downwards = self.field.left_downwards
        self.groups: dict[str, ElidedButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.HALF - 1)
        titles = {
            ALL: tr("All"), FAVOURITES: tr("Favourites"), PAINTINGS: tr("Paintings"),
            TECHNIQUES: tr("Techniques"), OWN: tr("Mine"),
        }  # fmt: skip
        for name, title in titles.items():
            row.addWidget(self._make(name, title))
        favourites = self.groups[FAVOURITES]
        favourites.setText("")
        icons.bind(favourites, "star-full")
        favourites.setIconSize(QSize(14, 14))
        favourites.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.groups[ALL].setChecked(True)
        self.field.textChanged.connect(lambda _text: self.changed.emit())
        self._group.buttonClicked.connect(lambda _button: self.changed.emit())

    @property
    def words(self) -> str:
        """What is looked for."""
        return self.field.text()

    @property
    def group(self) -> str:
        """The group that is shown."""
        return next(name for name, button in self.groups.items() if button.isChecked())

    def look_for(self, words: str, group: str) -> None:
        """Look for these words in this group."""
        self.groups[group].setChecked(True)
        self.field.setText(words)
        self.changed.emit()

    def _make(self, name: str, title: str) -> ElidedButton:
        button = ElidedButton(title)
        button.setProperty("chip", True)
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setToolTip(title)
        button.setAccessibleName(title)
        self._group.addButton(button)
        self.groups[name] = button
        return button
