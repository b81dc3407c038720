"""How pictures arrive: what lies in a folder, and what came without a file and gets one of our own."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage, QImageWriter

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault
from stylizer_app.imaging.formats import format_for, sniff
from stylizer_app.system.files import is_folder, is_taken, write_atomically
from stylizer_app.ui.background.executor import Work
from stylizer_app.ui.translate import tr

MOST = 10_000
"""So many pictures are looked for in subfolders."""
_LITTER = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Found:
    """Pictures that were meant, and those in subfolders, which are asked for."""

    pictures: tuple[Path, ...]
    deeper: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class FindPictures:
    """Look into the folders among what was dropped; what systems leave behind in folders is no picture."""

    paths: tuple[Path, ...]

    def run(self, work: Work[Found]) -> None:
        """Hand over one Found."""
        pictures: list[Path] = []
        deeper: list[Path] = []
        for path in self.paths:
            if not is_folder(path):
                if len(self.paths) == 1 or not _is_litter(path.name):
                    pictures.append(path)
                continue
            for folder, names, files in os.walk(path):
                work.progress.token.check()
                names[:] = sorted(name for name in names if not name.startswith("."))
                found = [Path(folder, name) for name in sorted(files, key=str.lower) if _is_picture(name)]
                (pictures if Path(folder) == path else deeper).extend(found)
                if len(deeper) >= MOST:
                    break
        work.give(Found(tuple(pictures), tuple(deeper[:MOST])))


def _is_litter(name: str) -> bool:
    return name.startswith(".") or name.lower() in _LITTER


def _is_picture(name: str) -> bool:
    return not _is_litter(name) and format_for(name) is not None


@dataclass(frozen=True, slots=True, eq=False)
class KeepImage:
    """Write a picture that came without a file into a folder of our own, one for each content."""

    image: QImage
    folder: Path

    def run(self, work: Work[Path]) -> None:
        """Hand over the path."""
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, b"png")
        writer.setQuality(90)
        if not writer.write(self.image):
            raise PictureError(PictureFault.DAMAGED)
        work.give(_kept(bytes(data.data()), self.folder, f"{tr('Pasted picture')}.png"))


@dataclass(frozen=True, slots=True, eq=False)
class KeepFile:
    """Write the bytes of a file that a browser handed over; ``name`` is what it was called there."""

    data: bytes
    name: str
    folder: Path

    def run(self, work: Work[Path]) -> None:
        """Hand over the path."""
        form = sniff(self.data[:64])
        suffix = form.suffixes[0] if form is not None else ""
        work.give(_kept(self.data, self.folder, (self.name or tr("Pasted picture")) + suffix))


def _kept(content: bytes, folder: Path, name: str) -> Path:
    """The file with this content, written once."""
    path = folder / hashlib.sha256(content).hexdigest()[:16] / name
    if not is_taken(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
    return path
