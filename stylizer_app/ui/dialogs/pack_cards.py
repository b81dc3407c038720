"""The choice of networks: a card for each pack with its sentence, licence, size and, where it has one, a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImageReader, QMouseEvent, QPixmap
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout

from stylizer_app.choices.settings import Setting, Value
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.ui import wording
from stylizer_app.ui.dialogs.parts import label
from stylizer_app.ui.dialogs.setting_editors import Editor
from stylizer_app.ui.look import theme
from stylizer_app.ui.translate import tr

PREVIEW = "preview.jpg"
PREVIEW_SIZE = QSize(168, 84)


class PackCard(QFrame):
    """One pack; a click anywhere on it chooses it."""

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.radio = QRadioButton(pack.title)
        self.radio.setAccessibleDescription(pack.description)
        facts = [pack.licence, wording.file_size(sum(info.size for info in pack.files.values())), pack.version]
        texts = QVBoxLayout()
        texts.setSpacing(theme.HALF)
        texts.addWidget(self.radio)
        texts.addWidget(label(pack.description, wrap=True))
        texts.addWidget(label(" · ".join(fact for fact in facts if fact), "muted"))
        texts.addStretch()
        row = QHBoxLayout(self)
        row.setSpacing(2 * theme.GRID)
        row.addLayout(texts, 1)
        picture = preview(pack.folder)
        if picture is not None:
            row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)

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


class PackEditor(Editor):
    """All packs, one of them chosen."""

    labelled = False

    def __init__(self, setting: Setting, packs: Sequence[Pack]) -> None:
        super().__init__(setting)
        self._column.setSpacing(theme.GRID)
        self._group = QButtonGroup(self)
        self._cards = {pack.id: PackCard(pack) for pack in packs}
        self._missing = str(setting.default)
        for card in self._cards.values():
            self._group.addButton(card.radio)
            self._column.addWidget(card)
        self._group.buttonToggled.connect(lambda _button, on: self.changed.emit() if on else None)

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
