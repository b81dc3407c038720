"""Menus and shortcuts: every action by name, so that the window and its tests find it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMainWindow, QMenu

from stylizer_app.ui.dialogs.shortcuts import PLAIN
from stylizer_app.ui.look import icons
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.basics.recent_menu import RecentMenu

Keys = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a menu; an empty name is a separator."""

    name: str = ""
    text: str = ""
    keys: str | QKeySequence.StandardKey = ""
    icon: str = ""
    role: QAction.MenuRole = QAction.MenuRole.NoRole


LINE = Row()


def _file() -> list[Row]:
    return [
        Row("open_photo", tr("Open p&hotos…"), Keys.Open, "photo"),
        Row("open_painting", tr("Open p&ainting…"), "Ctrl+Shift+O", "painting"),
        LINE,
        Row("save", tr("&Save…"), Keys.Save, "save"),
        Row("save_all", tr("Save a&ll…"), "Ctrl+Shift+S", "album"),
        Row("queue", tr("&Queue of many photos…"), "Ctrl+B", "album"),
        LINE,
        Row("close_photo", tr("&Close photo"), Keys.Close, "close"),
        Row("preferences", tr("Pre&ferences…"), "Ctrl+,", "preferences", QAction.MenuRole.PreferencesRole),
        Row("quit", tr("&Quit"), "Ctrl+Q", "", QAction.MenuRole.QuitRole),
    ]


def _edit() -> list[Row]:
    return [
        Row("copy", tr("&Copy result"), Keys.Copy, "copy"),
        Row("paste", tr("&Paste"), Keys.Paste, "paste"),
        Row("paste_photo", tr("Paste as p&hoto")),
        Row("paste_painting", tr("Paste as p&ainting")),
        LINE,
        Row("turn_left", tr("Turn photo &left"), "Ctrl+L", "rotate-left"),
        Row("turn_right", tr("Turn photo &right"), "Ctrl+R", "rotate-right"),
        Row("crop_photo", tr("Crop p&hoto…"), "Ctrl+K", "crop"),
        Row("crop_painting", tr("Crop pa&inting…"), "Ctrl+Shift+K", "crop"),
        Row("mask", tr("Mask: &keep parts of the photo"), "M", "mask"),
        Row("swap", tr("S&wap photo and painting"), "Ctrl+T", "swap"),
    ]


def _view() -> list[Row]:
    return [
        Row("show_photo", tr("&Photo"), "1", "photo"),
        Row("show_both", tr("&Both"), "2", "wipe"),
        Row("show_result", tr("Pai&nted picture"), "3", "painting"),
        LINE,
        Row("zoom_in", tr("Zoom &in"), Keys.ZoomIn, "zoom-in"),
        Row("zoom_out", tr("Zoom &out"), Keys.ZoomOut, "zoom-out"),
        Row("fit", tr("&Fit to window"), "Ctrl+0", "fit"),
        Row("actual", tr("&Actual size"), "Ctrl+1", "actual"),
        LINE,
        Row("panels", tr("Pane&ls"), "F9"),
        Row("full_screen", tr("F&ull screen: the picture alone"), "F11", "full-screen"),
    ]


def _style() -> list[Row]:
    return [
        Row("all_looks", tr("A&ll looks on this photo"), "L", "grid"),
        Row("strengths_and_brushes", tr("Strengths and &brushes of this look"), "Shift+L", "brush"),
        Row("more_like_this", tr("&More like this"), "N", "mix"),
        LINE,
        Row("save_look", tr("Save as my &look…"), "Ctrl+D", "recipe"),
        LINE,
        Row("surprise", tr("&Surprise me"), "Ctrl+J", "surprise"),
        Row("reset", tr("&Reset controls"), "Ctrl+Shift+R"),
    ]


def _help() -> list[Row]:
    return [
        Row("shortcuts", tr("&Keyboard shortcuts"), "F1", "keyboard"),
        Row("hints", tr("What works &well"), "", "info"),
        Row("large_prints", tr("Large &prints"), "", "actual"),
        LINE,
        Row("report", tr("&Report a problem…"), "", "report"),
        Row("about", tr("&About Stylizer"), "", "", QAction.MenuRole.AboutRole),
    ]


ON_PICTURE = (
    ("save", "copy", "paste"),
    ("show_photo", "show_both", "show_result"),
    ("fit", "actual", "full_screen"),
    ("turn_left", "turn_right", "crop_photo", "mask"),
)
"""What the right button offers on the picture, in groups."""


class Actions(QObject):
    """The menu bar of a window. ``actions["save"]`` is the action; connect to its ``triggered``."""

    style_chosen = Signal(str)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._named: dict[str, QAction] = {}
        bar = window.menuBar()
        self.photos = RecentMenu(tr("Recent p&hotos"), bar)
        self.paintings = RecentMenu(tr("Recent pai&ntings"), bar)
        self.styles = QMenu(tr("Starter &paintings"), bar)
        self._menus: dict[str, QMenu] = {}
        menus = {tr("&File"): _file, tr("&Edit"): _edit, tr("&View"): _view, tr("&Style"): _style, tr("&Help"): _help}
        for title, rows in menus.items():
            menu = bar.addMenu(title)
            self._menus[rows.__name__] = menu
            self._fill(menu, rows())
        self._menus["_file"].insertMenu(self._named["save"], self.photos)
        self._menus["_file"].insertMenu(self._named["save"], self.paintings)
        self._menus["_file"].insertSeparator(self._named["save"])
        self._menus["_style"].addMenu(self.styles)
        for name in ("panels", "mask"):
            self[name].setCheckable(True)
        self["panels"].setChecked(True)

    def __getitem__(self, name: str) -> QAction:
        return self._named[name]

    def groups(self) -> dict[str, list[QAction | tuple[str, str]]]:
        """Every action by its menu's title, and the keys of the canvas, for the list under Help."""
        groups: dict[str, list[QAction | tuple[str, str]]] = {
            menu.title(): [action for action in menu.actions() if action.text()] for menu in self._menus.values()
        }
        groups[tr("Picture")] = [
            (tr("Show the photo while held"), tr("Space")),
            (tr("Move the line between photo and painting"), "← →"),
            (tr("Move the picture"), tr("Shift + arrows")),
            (tr("Zoom at the pointer"), tr("Mouse wheel")),
        ]
        groups[tr("All looks on this photo")] = [
            (tr("Go from look to look"), "← → ↑ ↓"),
            (tr("Paint with this"), tr("Enter")),
            (tr("Save all as one picture"), "S"),
            (tr("Back to the picture"), tr("Esc")),
        ]
        groups[tr("Paintings")] = [(tr("Make it a favourite"), "*"), (tr("Add to the mixture"), "+")]
        return groups

    def on_picture(self) -> list[QAction]:
        """What the right button offers on the picture: entries of the menus, which can be chosen when those can."""
        offered: list[QAction] = []
        for group in ON_PICTURE:
            line = QAction(self)
            line.setSeparator(True)
            offered += [*(self._named[name] for name in group), line]
        return offered[:-1]

    def add_undo(self, stack: QUndoStack) -> None:
        """Put undo and redo, which name what they undo, at the top of the Edit menu."""
        undo, redo = stack.createUndoAction(self, tr("&Undo")), stack.createRedoAction(self, tr("&Redo"))
        undo.setProperty(PLAIN, tr("&Undo"))
        redo.setProperty(PLAIN, tr("&Redo"))
        undo.setShortcuts(Keys.Undo)
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        icons.bind(undo, "undo")
        icons.bind(redo, "redo")
        menu = self._menus["_edit"]
        menu.insertActions(self._named["copy"], [undo, redo])
        menu.insertSeparator(self._named["copy"])
        self._named = {"undo": undo, "redo": redo, **self._named}

    def show_styles(self, styles: Iterable[tuple[str, str]]) -> None:
        """Fill the menu of looks: names and titles."""
        self.styles.clear()
        for name, title in styles:
            action = self.styles.addAction(title)
            action.setData(name)
            action.triggered.connect(lambda _checked=False, name=name: self.style_chosen.emit(name))

    def enable_styles(self, names: Collection[str]) -> None:
        """Switch on the looks that can be painted, and the others off."""
        for action in self.styles.actions():
            action.setEnabled(action.data() in names)

    def enable(self, names: Iterable[str], enabled: bool) -> None:
        """Switch actions on or off."""
        for name in names:
            self._named[name].setEnabled(enabled)

    def _fill(self, menu: QMenu, rows: list[Row]) -> None:
        for row in rows:
            if not row.name:
                menu.addSeparator()
                continue
            action = QAction(row.text, self)
            if row.keys:
                action.setShortcut(QKeySequence(row.keys))
            if row.icon:
                icons.bind(action, row.icon)
            action.setMenuRole(row.role)
            action.setObjectName(row.name)
            menu.addAction(action)
            self._window.addAction(action)
            self._named[row.name] = action
