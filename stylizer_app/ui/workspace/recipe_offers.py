"""Pictures that were painted here before: what was chosen for them is offered again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from stylizer_app.choices.document import Document, PhotoChoice, StyleChoice
from stylizer_app.choices.recipe import Recipe
from stylizer_app.errors import PackError, StylizerError
from stylizer_app.errors.pack import PackFault
from stylizer_app.ui.background.executor import Packs
from stylizer_app.ui.background.loading import FindRecipe
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Action, Message
from stylizer_app.ui.workspace.choices import Choices
from stylizer_app.ui.workspace.controller import Controller

if TYPE_CHECKING:
    from stylizer_app.engine.packs.library import PackLibrary


class RecipeOffers:
    """Looks for the recipe in a picture that was opened, and asks whether to paint like that."""

    def __init__(self, controller: Controller, choices: Choices, packs: Packs) -> None:
        self._controller, self._choices, self._packs = controller, choices, packs

    def look_in(self, path: Path, name: str, before: PhotoChoice | None = None) -> None:
        """``before``: the photo that was open when the painted picture came in its place."""
        self._controller.runner.io(FindRecipe(path), lambda recipe: self._offer(recipe, name, before))

    def _offer(self, recipe: Recipe, name: str, before: PhotoChoice | None) -> None:
        action = Action(lambda: tr("Paint like this"), lambda: self._paint_like(recipe, before))
        self._controller.view.say(Message(lambda: _found(recipe, name), (action,)))

    def _paint_like(self, recipe: Recipe, before: PhotoChoice | None) -> None:
        try:
            document, photo = document_of(recipe, self._packs()), before or self._controller.document.photo
            if photo is not None and (mask := recipe.paint_mask) is not None:
                photo = photo.unmasked.with_paint_mask(mask, mask.size)
            self._choices.paint_like(document, photo)
            self._controller.view.say(None)
        except StylizerError as error:
            self._controller.fail(error)


def _found(recipe: Recipe, name: str) -> str:
    text = tr("{name} was painted with Stylizer, in the style of {styles}.")
    return text.format(name=name, styles=recipe.title)


def document_of(recipe: Recipe, library: PackLibrary) -> Document:
    """The choices that a recipe describes. Raises PackError if its networks are not there and cannot be replaced."""
    from stylizer_app.choices.style_settings import readable

    if recipe.pack not in {pack.id for pack in library.list()}:
        raise PackError(PackFault.NEEDED, recipe.pack)
    pack = library.get(recipe.pack)
    styles = tuple(
        StyleChoice(style.name, weight=style.weight, vector=style.vector, pack=pack.checksum if style.vector else "")
        for style in readable(recipe, pack).styles
    )
    return Document(styles=styles, adjustments=recipe.adjustments, size=recipe.size_rule, pack=recipe.pack)
