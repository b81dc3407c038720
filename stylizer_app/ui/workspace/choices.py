"""What the controls, the shelf and the panes ask for, turned into new documents."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import replace

from stylizer_app.adjustments import ROWS
from stylizer_app.choices.document import MAX_STYLES, Crop, Document, PhotoChoice, StyleChoice
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Action, Message
from stylizer_app.ui.wording import style_title
from stylizer_app.ui.workspace.controller import Controller
from stylizer_app.ui.workspace.harmony import companions

TWO = 1 / 3
"""How often a surprise is a mixture."""
FULL = 100
"""The full strength of a look in per cent; more is for those who ask for it."""


class Choices:
    """One method for every choice a person can make, except opening files."""

    def __init__(self, controller: Controller, starters: Sequence[str]) -> None:
        self._controller = controller
        self.last: tuple[StyleChoice, ...] = ()
        controller.changed.connect(self._remember)
        self.starters = self.paintable = tuple(starters)
        self._random = random.Random()

    def look_for_a_photo(self) -> tuple[StyleChoice, ...]:
        """What a photo without a painting is painted with: what was chosen last, else the first look there is."""
        return self.last or tuple(StyleChoice(name) for name in self.paintable[:1])

    def _remember(self, document: Document) -> None:
        if document.styles:
            self.last = document.styles

    def limit_to(self, paintable: Collection[str]) -> None:
        """Take looks that the networks can paint, where the program itself chooses."""
        self.paintable = tuple(name for name in self.starters if name in paintable)

    @property
    def _document(self) -> Document:
        return self._controller.document

    def set(self, name: str, value: float) -> None:
        """Move an adjustment."""
        self._controller.push(self._document.with_moved(name, value), lambda: tr(ROWS[name].label), name)

    def set_weights(self, weights: Sequence[float]) -> None:
        """Shares of the styles, in their order."""
        if len(weights) == len(self._document.styles) and any(weight > 0 for weight in weights):
            self._controller.push(self._document.with_weights(weights), lambda: tr("Mixture"), "weights")

    def choose_style(self, style: StyleChoice) -> None:
        """Paint in this style alone."""
        self._controller.step(
            self._document.with_style(style), lambda: tr("Painting: {name}").format(name=style_title(style))
        )

    def add_style(self, style: StyleChoice) -> None:
        """Mix this style in."""
        before = self._document.styles
        self._controller.step(
            self._document.with_added_style(style), lambda: tr("Add {name}").format(name=style_title(style))
        )
        gone = [old for old in before if old.identity not in {kept.identity for kept in self._document.styles}]
        if gone:
            undo = Action(lambda: tr("Undo"), self._controller.history.stack.undo)
            self._controller.view.say(Message(lambda: _one_too_many(gone[0]), (undo,), passing=True))

    def remove_style(self, index: int) -> None:
        """Take a style out of the mixture."""
        if 0 <= index < len(self._document.styles):
            gone = self._document.styles[index]
            self._controller.step(
                self._document.without_style(index), lambda: tr("Remove {name}").format(name=style_title(gone))
            )

    def surprise(self) -> None:
        """Choose a look, or two that go together, that are not chosen now, and a strength of at most 100 %."""
        current = {style.name for style in self._document.styles}
        names = [name for name in self.paintable if name not in current]
        if not names:
            return
        first = self._random.choice(names)
        others = companions(first, [name for name in names if name != first])
        styles: tuple[StyleChoice, ...] = (StyleChoice(first),)
        if others and self._random.random() < TWO:
            share = self._random.choice((0.5, 0.3))
            styles = (StyleChoice(first, weight=1 - share), StyleChoice(self._random.choice(others), weight=share))
        chosen = self._document.with_styles(styles)
        strength = min(chosen.usual.strength, FULL) * self._random.choice((0.8, 0.9, 1, 1))
        self._controller.step(chosen.with_moved("strength", strength), lambda: tr("Surprise"))

    def swap(self) -> None:
        """Let photo and painting change places."""
        photo, styles = self._document.photo, self._document.styles
        if photo is None or not styles or styles[0].path is None:
            self._controller.view.say(Message(lambda: tr("Swapping needs a photo and a painting of your own.")))
            return
        style = StyleChoice(photo.name, photo.path)
        swapped = self._document.with_photo(styles[0].path).with_styles((style, *styles[1:]))
        self._controller.step(swapped, lambda: tr("Swap photo and painting"))

    def turn(self, quarters: int) -> None:
        """Turn the photo clockwise by quarters; its crop starts anew."""
        photo = self._document.photo
        if photo is not None:
            self._controller.step(self._document.with_frame(photo.turns + quarters, Crop()), lambda: tr("Turn photo"))

    def crop_photo(self, crop: Crop) -> None:
        """Use a part of the photo."""
        photo = self._document.photo
        if photo is not None:
            self._controller.step(self._document.with_frame(photo.turns, crop), lambda: tr("Crop photo"))

    def crop_style(self, index: int, crop: Crop) -> None:
        """Learn from a part of a painting."""
        if 0 <= index < len(self._document.styles):
            self._controller.step(self._document.with_style_crop(index, crop), lambda: tr("Crop painting"))

    def remove_photo(self) -> None:
        """Empty the photo's pane."""
        self._controller.step(replace(self._document, photo=None), lambda: tr("Close photo"))

    def remove_styles(self) -> None:
        """Empty the painting's pane."""
        self._controller.step(self._document.with_styles(()), lambda: tr("Close painting"))

    def use_engine(self, pack: str, device: str, memory: int | None) -> None:
        """Paint with other networks, or elsewhere."""
        self._controller.step(self._document.with_engine(pack, device, memory), lambda: tr("Networks"))

    def paint_like(self, document: Document, photo: PhotoChoice | None) -> None:
        """Take over the choices of a recipe, for this photo."""
        now = self._document
        taken = replace(document, photo=photo, device=now.device, memory=now.memory)
        self._controller.step(taken, lambda: tr("Paint like this"))

    def reset(self) -> None:
        """All adjustments as the look asks for, or as usual."""
        self._controller.step(replace(self._document, adjustments=self._document.usual), lambda: tr("Reset controls"))


def _one_too_many(gone: StyleChoice) -> str:
    """Why a painting is not mixed any more."""
    text = tr("At most {most} paintings can be mixed: {name} was taken out.")
    return text.format(most=MAX_STYLES, name=style_title(gone))
