"""A place that takes a picture: drop, paste, click; it shows what it holds and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from stylizer_app.ui.look import icons, theme
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Offer, Slot
from stylizer_app.ui.widgets.basics.buttons import tool_button
from stylizer_app.ui.widgets.basics.mime import acceptable, count, is_style, offer_of
from stylizer_app.ui.widgets.basics.recent_menu import RecentMenu
from stylizer_app.ui.widgets.basics.thumbnails import ElidedLabel
from stylizer_app.ui.widgets.panes.drop_area import LARGEST, DropArea


class PicturePane(QWidget):
    """The photo's or the painting's pane."""

    offered = TypedSignal[Offer]()
    browse_requested = Signal()
    turn_requested = Signal(int)
    crop_requested = Signal()
    clear_requested = Signal()

    def __init__(self, slot: Slot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slot = slot
        photo = slot is Slot.PHOTO
        self._texts = (
            (tr("Drop a photo"), tr("Drop as photo")) if photo else (tr("Drop a painting"), tr("Drop as painting"))
        )
        self.setAcceptDrops(True)
        self.title = ElidedLabel(tr("Photo") if photo else tr("Painting"))
        self.title.setProperty("role", "heading")
        self.area = DropArea("photo" if photo else "painting", self._texts[0])
        self.area.setAccessibleName(self.title.text())
        self.area.activated.connect(self.browse_requested)
        self.name = ElidedLabel("", Qt.TextElideMode.ElideMiddle if photo else Qt.TextElideMode.ElideRight)
        self.name.setProperty("role", "heading")
        self.recent = RecentMenu(tr("Recent files"), self)
        self.buttons = self._make_buttons(photo)
        self._arrange()
        self.show_picture(None, "")

    def show_picture(self, image: QImage | None, name: str) -> None:
        """Show what the pane holds; None empties it."""
        full = image is not None
        self.area.show_image(image if image is not None and not image.isNull() else None, name if full else "")
        self.name.setText(name)
        self.name.setVisible(bool(name))
        self.title.setVisible(not name)
        self.area.setAccessibleDescription(name or self._texts[0])
        for button in self.buttons.values():
            if button is not self.buttons["recent"]:
                button.setEnabled(full)

    def show_recent(self, files: Sequence[Path]) -> None:
        """Fill the menu of recent files."""
        self.recent.show_files(files)
        self.buttons["recent"].setEnabled(bool(files))

    def add_button(self, button: QToolButton) -> None:
        """Put another button before those for recent files and for removing."""
        self._row.insertWidget(self._row.count() - 2, button)

    def paste(self) -> None:
        """Take what lies on the clipboard."""
        self.offered.emit(offer_of(QApplication.clipboard().mimeData()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer in words what the buttons do."""
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """Return what can be done here now."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        icons.bind(menu.addAction(tr("Open…"), self.browse_requested.emit), self.slot.value)
        icons.bind(menu.addAction(tr("Paste"), self.paste), "paste")
        menu.addSeparator()
        for name, button in self.buttons.items():
            if name == "recent":
                menu.addMenu(self.recent)
                menu.addSeparator()
                continue
            text = f"{button.toolTip()}…" if name == "crop" else button.toolTip()  # opens a dialog
            action = menu.addAction(text, button.click)
            icons.bind(action, str(button.property(icons.NAME)))
            action.setEnabled(button.isEnabled())
        return menu

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show what a drop would do."""
        mime = event.mimeData()
        if not acceptable(mime) or (is_style(mime) and self.slot is Slot.PHOTO):
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        number = count(mime)
        several = tr("Drop {count} photos: the first here, all in the album").format(count=number)
        if self.slot is Slot.PAINTING:
            several = tr("Drop to mix these paintings")
        self.area.show_hover(self._texts[1] if number == 1 else several)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Back to rest."""
        self.area.show_hover("")

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over what was dropped."""
        self.area.show_hover("")
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.offered.emit(offer_of(event.mimeData()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if theme.is_restyle(event):
            self.area.update()
        super().changeEvent(event)

    def _make_buttons(self, photo: bool) -> dict[str, QToolButton]:
        """The row of small buttons under the picture."""
        buttons: dict[str, QToolButton] = {}
        if photo:
            buttons["left"] = self._button("rotate-left", tr("Turn left"), lambda: self.turn_requested.emit(-1))
            buttons["right"] = self._button("rotate-right", tr("Turn right"), lambda: self.turn_requested.emit(1))
        tip = tr("Crop photo") if photo else tr("Learn from a part of the painting")
        buttons["crop"] = self._button("crop", tip, self.crop_requested.emit)
        buttons["recent"] = self._button("recent", tr("Recent files"), None)
        buttons["recent"].setMenu(self.recent)
        buttons["recent"].setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        buttons["clear"] = self._button("close", tr("Remove"), self.clear_requested.emit)
        return buttons

    def _button(self, name: str, text: str, act: Callable[[], None] | None) -> QToolButton:
        button = tool_button(name, text, size=18, whose=self.title.text())
        if act is not None:
            button.clicked.connect(lambda _checked=False: act())
        return button

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.name)
        row = self._row = QHBoxLayout()
        row.setSpacing(0)
        for button in self.buttons.values():
            row.addWidget(button)
        row.insertStretch(row.count() - 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.HALF)
        column.addLayout(head)
        column.addWidget(self.area, 1)
        column.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # as wide as its neighbour
        self.setMaximumHeight(self.sizeHint().height() - self.area.sizeHint().height() + LARGEST)
        paste = QAction(tr("Paste"), self.area)
        paste.setShortcut(QKeySequence(QKeySequence.StandardKey.Paste))
        paste.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.triggered.connect(self.paste)
        self.area.addAction(paste)
