"""How pictures come in: dropped, pasted, opened, handed over at the start; and what is refused, with a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from stylizer_app.choices.document import MAX_STYLES, Document, PhotoChoice, StyleChoice
from stylizer_app.choices.own_looks import is_look
from stylizer_app.imaging.formats import format_for, is_clip
from stylizer_app.system import paths
from stylizer_app.system.files import is_folder
from stylizer_app.ui.background.arrivals import FindPictures, Found, KeepFile, KeepImage
from stylizer_app.ui.background.executor import Packs
from stylizer_app.ui.background.loading import LoadedPhoto, LoadedStyle, LoadPhoto, LoadStyle
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Action, Message, Offer, Slot
from stylizer_app.ui.wording import style_title
from stylizer_app.ui.workspace.choices import Choices
from stylizer_app.ui.workspace.controller import Controller
from stylizer_app.ui.workspace.own_looks import OwnLooks
from stylizer_app.ui.workspace.recipe_offers import RecipeOffers


class Importer(QObject):
    """Reads a picture first and changes the document only when that went well."""

    several = TypedSignal[Sequence[Path]]()
    clips = TypedSignal[Sequence[Path]]()
    opened_photo = TypedSignal[Path]()
    broken_photo = TypedSignal[Path]()
    opened_painting = TypedSignal[Path]()

    def __init__(self, controller: Controller, choices: Choices, packs: Packs, own_looks: OwnLooks) -> None:
        super().__init__()
        self._own_looks = own_looks
        self._controller, self._choices = controller, choices
        self._recipes = RecipeOffers(controller, choices, packs)
        self._runner, self._view = controller.runner, controller.view
        self._tickets: dict[Slot, int] = {}
        self._next: Message | None = None
        self._hint: tuple[Message, tuple[StyleChoice, ...]] | None = None
        controller.changed.connect(self._withdraw_hint)

    def take(self, offer: Offer, slot: Slot) -> None:
        """Accept what was dropped on, or pasted into, a pane."""
        if offer.style:
            self.choose_style(offer.style)
        elif offer.files:
            self.open(offer.files, slot)
        elif offer.data:
            keep = KeepFile(offer.data, offer.name, paths.pasted_dir())
            self._runner.io(keep, lambda path: self.open((path,), slot), self._end)
        elif offer.image is not None and not offer.image.isNull():
            task = KeepImage(offer.image, paths.pasted_dir())
            self._runner.io(task, lambda path: self.open((path,), slot), self._end)
        elif offer.link:
            self._view.say(Message(_only_a_link, (self._choose(slot),), problem=True))
        else:
            self._view.say(Message(lambda: tr("There is no picture here."), (self._choose(slot),), problem=True))

    def ask(self, offer: Offer) -> None:
        """Take what was pasted without a pane to go to: the empty pane, or the one that the person names."""
        document = self._controller.document
        if document.photo is None:
            self.take(offer, Slot.PHOTO)
        elif not document.styles:
            self.take(offer, Slot.PAINTING)
        else:
            as_photo = Action(lambda: tr("As photo"), lambda: self.take(offer, Slot.PHOTO))
            as_painting = Action(lambda: tr("As painting"), lambda: self.take(offer, Slot.PAINTING))
            which = Message(lambda: tr("Use the pasted picture as photo or as painting?"), (as_photo, as_painting))
            self._view.say(which)

    def open(self, files: Sequence[Path], slot: Slot) -> None:
        """Open files in a pane: the first photo, and all of them in the album; up to four paintings mixed.

        A folder of paintings is an artist's hand. Looks are taken over, whatever the pane; clips go to the queue.
        """
        looks = [file for file in files if is_look(file)]
        for look in looks:
            self._own_looks.keep(look, self.open_painting)
        clips = [file for file in files if is_clip(file)] if slot is Slot.PHOTO else []
        files = [file for file in files if file not in looks and file not in clips]
        if clips:
            self._take_clips(clips)
        if slot is Slot.PAINTING and len(files) == 1 and is_folder(files[0]):
            self.open_painting(files[0])
        elif any(format_for(file) is None or file.name.startswith(".") for file in files):
            self._runner.io(FindPictures(tuple(files)), lambda found: self._found(found, slot), self._end)
        elif files:
            self._open(files, slot)

    def _take_clips(self, clips: Sequence[Path]) -> None:
        """Hand clips on, with a look chosen as for a photo."""
        document, look = self._controller.document, self._choices.look_for_a_photo()
        if look and not document.styles:
            self._controller.step(
                document.with_styles(look), lambda: tr("Painting: {name}").format(name=style_title(look[0]))
            )
        self.clips.emit(clips)

    def _open(self, files: Sequence[Path], slot: Slot) -> None:
        if slot is Slot.PHOTO:
            if len(files) > 1:
                self._next = self._next or Message(partial(_an_album_of, len(files)), passing=True)
            self.open_photo(files[0])
            if len(files) > 1:
                self.several.emit(tuple(files))
        else:
            self.open_painting(files[0], then=tuple(files[1:MAX_STYLES]))

    def _found(self, found: Found, slot: Slot) -> None:
        """Open what lies in the folders; what lies deeper only if the person wants it."""
        if found.deeper:
            everything, one = (*found.pictures, *found.deeper), len(found.deeper) == 1
            open_them = Action(
                lambda: tr("Open it too") if one else tr("Open them too"), lambda: self._open(everything, slot)
            )
            self._next = Message(partial(_deeper, len(found.deeper)), (open_them,))
        if found.pictures:
            self._open(found.pictures, slot)
        elif self._next is not None:
            self._say_next()
        else:
            self._view.say(
                Message(lambda: tr("There is no picture in this folder."), (self._choose(slot),), problem=True)
            )

    def open_photos(self, files: Sequence[Path]) -> None:
        """Open the files that the program was started with."""
        self.open(tuple(files), Slot.PHOTO)

    def open_example(self) -> None:
        """Open a photo that comes along, and a painting with it."""
        photos = sorted(path for path in paths.examples_dir().glob("*.jpg"))
        if photos:
            self.open_photo(photos[0])
            if self._choices.paintable and not self._controller.document.styles:
                self.choose_style(self._choices.paintable[0])

    def choose_style(self, key: str, *, add: bool = False) -> None:
        """Choose, or mix in, a look by its name or a painting by its path."""
        if key in self._choices.starters:
            (self._choices.add_style if add else self._choices.choose_style)(StyleChoice(key))
        else:
            self.open_painting(Path(key), add=add)

    def open_photo(self, path: Path) -> None:
        """Read a photo and choose it."""
        path = path.absolute()
        self._cancel(Slot.PHOTO)

        def ended(error: Exception | None) -> None:
            self._read(error, Slot.PHOTO)
            if error is not None:
                self.broken_photo.emit(path)

        self._tickets[Slot.PHOTO] = self._runner.io(LoadPhoto(PhotoChoice(path)), self._photo_read, ended)

    def open_painting(self, path: Path, *, add: bool = False, then: tuple[Path, ...] = ()) -> None:
        """Read a painting and choose it, or mix it in; ``then`` mix in others, one after the other."""
        path = path.absolute()
        self._cancel(Slot.PAINTING)

        def ended(error: Exception | None) -> None:
            self._read(error, Slot.PAINTING)
            if then:
                self.open_painting(then[0], add=add or error is None, then=then[1:])

        task = LoadStyle(StyleChoice.in_file(path))
        self._tickets[Slot.PAINTING] = self._runner.io(task, lambda loaded: self._style_read(loaded, add), ended)

    def _say_next(self) -> None:
        """The message that waited for the picture; without one, that before goes."""
        message, self._next = self._next, None
        self._view.say(message)

    def _withdraw_hint(self, document: Document) -> None:
        """The sentence that says where other paintings are has done its work once one is chosen."""
        if self._hint is not None and document.styles and document.styles != self._hint[1]:
            self._view.withdraw(self._hint[0])
            self._hint = None

    def _cancel(self, slot: Slot) -> None:
        self._runner.cancel(self._tickets.pop(slot, None))

    def _photo_read(self, loaded: LoadedPhoto) -> None:
        controller, path = self._controller, loaded.photo.path
        before, document = controller.document.photo, controller.document.with_photo(path)
        if not document.styles and (look := self._choices.look_for_a_photo()):
            document = document.with_styles(look)
            hint = Message(lambda: tr("Choose another painting on the left."), passing=True)
            self._hint, self._next = (hint, document.styles), self._next or hint
        self._say_next()
        controller.photo_loader.adopt(loaded)
        controller.step(document, lambda: tr("Photo: {name}").format(name=loaded.photo.name))
        self.opened_photo.emit(path)
        self._recipes.look_in(path, loaded.photo.name, before)

    def _style_read(self, loaded: LoadedStyle, add: bool) -> None:
        self._say_next()
        (self._choices.add_style if add else self._choices.choose_style)(loaded.style)
        assert loaded.style.path is not None
        if not is_look(loaded.style.path):
            self.opened_painting.emit(loaded.style.path)
        if loaded.style.is_picture:
            self._recipes.look_in(loaded.style.path, loaded.style.name)

    def _read(self, error: Exception | None, slot: Slot) -> None:
        if error is not None:
            self._controller.fail(error, self._choose(slot))

    def _choose(self, slot: Slot) -> Action:
        return Action(lambda: tr("Choose another…"), lambda: self._view.choose_file(slot))

    def _end(self, error: Exception | None) -> None:
        if error is not None:
            self._controller.fail(error)


def _only_a_link() -> str:
    return tr("This is a link, and this program downloads nothing. Save the picture first, then drop the file.")


def _an_album_of(count: int) -> str:
    text = tr("An album of {count} photos: click one above to look at it; Save all… paints every one of them.")
    return text.format(count=count)


def _deeper(count: int) -> str:
    """How many pictures lie in subfolders."""
    if count == 1:
        return tr("Another picture lies in a subfolder.")
    return tr("{count} more pictures lie in subfolders.").format(count=count)
