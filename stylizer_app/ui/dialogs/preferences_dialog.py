"""The preferences, made from the one table of settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from stylizer_app.choices.preferences import Preferences
from stylizer_app.choices.settings import TABLE, Setting
from stylizer_app.devices import AUTO, CPU
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.errors import UsageError
from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.dialogs.pack_cards import PackEditor, PackManager
from stylizer_app.ui.dialogs.setting_editors import (
    AmountEditor,
    ChoiceEditor,
    Editor,
    FlagEditor,
    FolderEditor,
    NumberEditor,
)
from stylizer_app.ui.dialogs.setting_texts import Words, words
from stylizer_app.ui.look import theme
from stylizer_app.ui.translate import tr


class PreferencesDialog(QDialog):
    """`chosen` is the result. ``devices``: what this installation can paint with; ``device_note``: why not the rest."""

    def __init__(
        self,
        preferences: Preferences,
        packs: Sequence[Pack] = (),
        devices: Sequence[str] = (CPU,),
        device_note: str = "",
        parent: QWidget | None = None,
        pack_manager: PackManager | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Preferences"))
        self._pack_manager = pack_manager
        self._before, self._packs, self._devices, self._device_note = preferences, packs, devices, device_note
        self.editors = {name: self._editor(TABLE[name], text) for name, text in words().items() if name in TABLE}
        self.problem = parts.label("", "danger", wrap=True)
        self.problem.hide()
        self._arrange()
        self._show(preferences)
        for editor in self.editors.values():
            editor.changed.connect(self._check)

    def _editor(self, setting: Setting, text: Words) -> Editor:
        match setting.name:
            case "pack":
                return PackEditor(setting, self._packs, self._pack_manager)
            case "device":
                return ChoiceEditor(setting, text, (AUTO, *self._devices))
            case "memory":
                return AmountEditor(setting, text)
            case "folder":
                return FolderEditor(setting, text)
        if setting.kind == "flag":
            return FlagEditor(setting, text)
        if setting.kind == "choice":
            return ChoiceEditor(setting, text)
        return NumberEditor(setting, text, tr("megapixels") if setting.name == "max_pixels" else "")

    def _arrange(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(tr("Preferences"))
        titles = {"window": tr("Window"), "saving": tr("Saving"), "engine": tr("How it paints")}
        self._groups = tuple(titles)
        for group, title in titles.items():
            self.tabs.addTab(self._page(group), title)
        defaults = QPushButton(tr("Restore defaults"))
        defaults.setObjectName("defaults")
        defaults.setProperty("link", True)
        defaults.setAutoDefault(False)
        defaults.clicked.connect(lambda: self._show(self._before.reset(*self.editors)))
        box, accept = parts.buttons(self, tr("OK"))
        self.ok = cast("QPushButton", accept)
        foot = QHBoxLayout()
        foot.addWidget(defaults)
        foot.addStretch()
        foot.addWidget(box)
        layout = parts.column(self)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.problem)
        layout.addLayout(foot)
        self.resize(72 * theme.GRID, 76 * theme.GRID)

    def _page(self, group: str) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(*[2 * theme.GRID] * 4)
        column.setSpacing(theme.GRID)
        form = parts.form()
        for editor in (editor for editor in self.editors.values() if editor.setting.group == group):
            text = words()[editor.setting.name].label
            if editor.setting.name == "pack":
                column.addWidget(parts.label(text, "heading"))
                column.addWidget(editor)
            elif editor.labelled:
                form.addRow(text, editor)
            else:
                form.addRow("", editor)
        parts.level_labels(form)
        column.addLayout(form)
        if group == "engine" and self._device_note:
            column.addWidget(parts.label(self._device_note, "muted", wrap=True))
        column.addStretch()
        scroll = parts.Page(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setProperty("panel", True)
        scroll.setWidget(inner)
        return scroll

    def show_page(self, group: str) -> None:
        """Turn to the page of a group of settings."""
        self.tabs.setCurrentIndex(self._groups.index(group))

    def _show(self, preferences: Preferences) -> None:
        for name, editor in self.editors.items():
            editor.show_value(preferences[name])

    def _check(self) -> None:
        """Say which field is impossible, if one is, and refuse OK until it is not."""
        wrong = next((editor for editor in self.editors.values() if not _possible(editor)), None)
        if wrong is not None:
            label = words()[wrong.setting.name].label
            text = tr("{label}: “{value}” is not possible.").format(label=label, value=wrong.value())
            self.problem.setText(text)
        self.problem.setVisible(wrong is not None)
        self.ok.setEnabled(wrong is None)

    @property
    def chosen(self) -> Preferences:
        """The preferences as the fields say; UsageError while one of them is impossible."""
        values = {name: editor.value() for name, editor in self.editors.items()}
        return self._before.with_(**{name: value for name, value in values.items() if value != self._before[name]})


def _possible(editor: Editor) -> bool:
    try:
        editor.setting.check(editor.value())
    except UsageError:
        return False
    return True
