"""Several photos side by side: each can be looked at with the current choices, and all of them saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from stylizer_app.choices.amounts import SizeRule
from stylizer_app.choices.document import Document, PhotoChoice
from stylizer_app.imaging.targets import Target
from stylizer_app.ui.background.loading import Thumbnail
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Action, Mark, Message
from stylizer_app.ui.wording import mixture_title
from stylizer_app.ui.wording.file_names import file_names, usual_pattern
from stylizer_app.ui.workspace.controller import Controller
from stylizer_app.ui.workspace.importing import Importer
from stylizer_app.ui.workspace.saving import Saving


class Album(QObject):
    """The photos that were dropped together, in their order, none twice."""

    changed = TypedSignal[Sequence[Path]]()

    def __init__(self, controller: Controller, importer: Importer, saving: Saving) -> None:
        super().__init__()
        self._controller, self._importer, self._saving = controller, importer, saving
        self._photos: tuple[Path, ...] = ()
        self._frames: dict[Path, PhotoChoice] = {}
        importer.several.connect(self.add)
        importer.broken_photo.connect(self._broken)
        controller.photo_loader.broken.connect(self._broken)
        controller.changed.connect(self._document_changed)

    @property
    def photos(self) -> tuple[Path, ...]:
        """All photos."""
        return self._photos

    def add(self, photos: Sequence[Path]) -> None:
        """Add photos and make their thumbnails."""
        new = [path for path in dict.fromkeys(photos) if path not in self._photos]
        self._photos = (*self._photos, *new)
        self._show()
        for path in new:
            self._controller.runner.io(
                Thumbnail(PhotoChoice(path)), partial(self._thumbnail, path), partial(self._ended, path)
            )

    def look_at(self, path: Path) -> None:
        """Show one of the photos, turned and cropped as it was left."""
        frame = self._frames.get(path)
        if frame is None or frame == PhotoChoice(path):
            self._importer.open_photo(path)
        else:
            document = self._controller.document
            self._controller.push(replace(document, photo=frame), lambda: tr("Photo: {name}").format(name=frame.name))

    def remove(self, path: Path) -> None:
        """Take a photo out of the album; its file stays."""
        self._photos = tuple(photo for photo in self._photos if photo != path)
        self._show()

    def clear(self) -> None:
        """Close the album, with a way back."""
        photos, frames = self._photos, dict(self._frames)
        self._photos = ()
        self._frames.clear()
        self._show()
        if photos:
            undo = Action(lambda: tr("Undo"), lambda: self._bring_back(photos, frames))
            self._controller.view.say(Message(lambda: _closed(len(photos)), (undo,), passing=True))

    def _bring_back(self, photos: Sequence[Path], frames: Mapping[Path, PhotoChoice]) -> None:
        self._frames.update(frames)
        self.add(photos)

    def save_all(
        self, folder: Path, template: Target, size: SizeRule, pattern: str = "", *, one_hand: bool = False
    ) -> None:
        """Paint and save every photo with the current choices into a folder; never over another file.

        ``pattern`` names the files, see ``wording.file_names``; without one they are "photo - painting".
        ``one_hand``: the photos are a series, and painted as all of them are on average.
        """
        documents = [self.document_for(path).with_size(size) for path in self._photos]
        names = file_names(pattern or usual_pattern(), self.names, mixture_title(self._controller.document))
        paths = (folder / f"{name}{template.path.suffix}" for name in names)
        pictures = [
            (document, replace(template, path=path, overwrite="rename"))
            for document, path in zip(documents, paths, strict=True)
        ]
        if one_hand:
            self._saving.save_alike(pictures)
        else:
            for document, target in pictures:
                self._saving.save(document, target)

    @property
    def names(self) -> list[str]:
        """What the photos are called."""
        return [self.frame_of(path).name for path in self._photos]

    def document_for(self, path: Path) -> Document:
        """The current choices with one of the photos."""
        return replace(self._controller.document, photo=self.frame_of(path))

    def frame_of(self, path: Path) -> PhotoChoice:
        """One of the photos, turned and cropped as it was left."""
        return self._frames.get(path, PhotoChoice(path))

    def _document_changed(self, document: Document) -> None:
        photo = document.photo
        if photo is not None and photo.path in self._photos:
            self._frames[photo.path] = photo
        self._show_current()

    def _thumbnail(self, path: Path, image: QImage) -> None:
        if path in self._photos:
            self._controller.view.show_thumbnail(path, image)

    def _ended(self, path: Path, error: Exception | None) -> None:
        if error is not None:
            self._broken(path)

    def _broken(self, path: Path) -> None:
        """Mark a photo that cannot be read, and the one that is open as the one that is shown."""
        if path in self._photos:
            self._controller.view.show_mark(path, Mark.BROKEN)
            self._show_current()

    def _show(self) -> None:
        self.changed.emit(self._photos)
        self._show_current()

    def _show_current(self) -> None:
        photo = self._controller.document.photo
        self._controller.view.show_album(self._photos, photo.path if photo else None)


def _closed(count: int) -> str:
    """What became of an album of so many photos."""
    return tr("Album closed. The files of its {count} photos stay where they are.").format(count=count)
