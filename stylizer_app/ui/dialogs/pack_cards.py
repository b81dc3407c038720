"""The choice of networks: a card for each pack with its sentence, licence, size and, where it has one, a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImageReader, QMouseEvent, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
)

from stylizer_app.choices.settings import Setting, Value
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.ui import wording
from stylizer_app.ui.dialogs.parts import label, open_dialog, while_there
from stylizer_app.ui.dialogs.setting_editors import Editor
from stylizer_app.ui.look import theme
from stylizer_app.ui.translate import tr

PREVIEW = "preview.jpg"
PREVIEW_SIZE = QSize(168, 84)


class PackCard(QFrame):
    """One pack; a click anywhere on it chooses it. The words of the built-in one are translated, others as they are."""

    removed = Signal()

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.radio = QRadioButton(tr(pack.title))
        self.radio.setAccessibleDescription(tr(pack.description))
        facts = [pack.licence, wording.file_size(sum(info.size for info in pack.files.values()))]
        facts += [tr("version {number}").format(number=pack.version)] if pack.version else []
        texts = self._texts = QVBoxLayout()
        texts.setSpacing(theme.HALF)
        texts.addWidget(self.radio)
        texts.addWidget(label(tr(pack.description), wrap=True))
        texts.addWidget(label(" · ".join(fact for fact in facts if fact), "muted"))
        row = QHBoxLayout(self)
        row.setSpacing(2 * theme.GRID)
        row.addLayout(texts, 1)
        picture = preview(pack.folder)
        if picture is not None:
            row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)

    def allow_removing(self) -> None:
        """Put a button on the card that removes the pack; it asks once more."""
        self.remove = _link(tr("Remove"))
        self.remove.clicked.connect(self._remove)
        self._texts.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)

    def _remove(self) -> None:
        question = tr("Remove for good?")
        if self.remove.text() == question:
            self.removed.emit()
        self.remove.setText(question)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose this pack."""
        self.radio.setChecked(True)
        event.accept()


def preview(folder: Path) -> QLabel | None:
    """Return the pack's before/after picture, if it brings one that can be shown."""
    reader = QImageReader(str(folder / PREVIEW))
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > 4_000_000:
        return None
    reader.setScaledSize(size.scaled(PREVIEW_SIZE * 2, Qt.AspectRatioMode.KeepAspectRatio))
    shown = QPixmap.fromImage(reader.read())
    shown.setDevicePixelRatio(2.0)
    result = QLabel()
    result.setPixmap(shown)
    result.setAccessibleName(tr("The same photo before and after"))
    return result


class PackManager(Protocol):
    """Changes which packs there are; both answers are the packs afterwards, and what went wrong in a sentence."""

    def can_remove(self, pack: Pack) -> bool:
        """Whether the person installed it."""

    def add(self, source: Path, done: Callable[[Sequence[Pack], str], None]) -> None:
        """Install a .zip file, or the folder that holds a pack.toml."""

    def remove(self, pack_id: str, done: Callable[[Sequence[Pack], str], None]) -> None:
        """Remove a pack for good."""


class PackEditor(Editor):
    """All packs, one of them chosen; with a ``manager`` others can be added, and those removed that were."""

    labelled = False

    def __init__(self, setting: Setting, packs: Sequence[Pack], manager: PackManager | None = None) -> None:
        super().__init__(setting)
        self._manager = manager
        self._column.setSpacing(theme.GRID)
        self._group = QButtonGroup(self)
        self._cards: dict[str, PackCard] = {}
        self._missing = str(setting.default)
        self._group.buttonToggled.connect(lambda _button, on: self.changed.emit() if on else None)
        self.add = _link(tr("Add…"))
        self.add.setToolTip(tr("Install networks from a .zip file, or from a folder with a pack.toml"))
        self.add.clicked.connect(self._choose)
        self.said = label("", "muted", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.said, 1)
        self._column.addLayout(row)
        self.add.setVisible(manager is not None)
        self._show_packs(packs)

    def card(self, pack_id: str) -> PackCard:
        """Return the card of a pack."""
        return self._cards[pack_id]

    def value(self) -> Value:
        """Return the id of the pack chosen; one that is not installed stays chosen until another is."""
        return next((name for name, card in self._cards.items() if card.radio.isChecked()), self._missing)

    def show_value(self, value: Value) -> None:
        """Choose a pack."""
        self._missing = str(value)
        if self._missing in self._cards:
            self._cards[self._missing].radio.setChecked(True)

    def _show_packs(self, packs: Sequence[Pack]) -> None:
        for card in self._cards.values():
            self._group.removeButton(card.radio)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = {pack.id: PackCard(pack) for pack in packs}
        for row, (pack, card) in enumerate(zip(packs, self._cards.values(), strict=True)):
            self._group.addButton(card.radio)
            self._column.insertWidget(row, card)
            if self._manager is not None and self._manager.can_remove(pack):
                card.allow_removing()
                card.removed.connect(lambda pack=pack: self._remove(pack))

    def _choose(self) -> None:
        packs = tr("Packs of networks")
        dialog = QFileDialog(self, tr("Add networks"), "", f"{packs} (*.zip pack.toml);;" + tr("All files") + " (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.filesSelected.connect(lambda files: self.install(Path(files[0])))
        open_dialog(dialog)

    def install(self, source: Path) -> None:
        """Install a pack and choose it, or say why not."""
        if self._manager is not None:
            before = set(self._cards)
            self._wait(tr("{name} is checked…").format(name=source.name))
            self._manager.add(source, while_there(self, partial(self._changed, before)))

    def _remove(self, pack: Pack) -> None:
        if self._manager is not None:
            self._wait(tr("{name} is removed…").format(name=pack.title))
            self._manager.remove(pack.id, while_there(self, partial(self._changed, {*self._cards})))

    def _wait(self, text: str) -> None:
        self.setEnabled(False)
        self._say(text, "muted")

    def _changed(self, before: set[str], packs: Sequence[Pack], problem: str) -> None:
        """Show the packs that there are now; a new one is chosen, one that is gone no more."""
        chosen = str(self.value())
        self._show_packs(packs)
        new = [pack.id for pack in packs if pack.id not in before]
        there = chosen if chosen in self._cards else str(self.setting.default)
        self.show_value(new[0] if new else there)
        self.setEnabled(True)
        self._say(problem, "danger")
        self.changed.emit()

    def _say(self, text: str, role: str) -> None:
        self.said.setProperty("role", role)
        self.said.style().polish(self.said)
        self.said.setText(text)


def _link(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("link", True)
    button.setAutoDefault(False)
    return button
