"""What is painted of a clip so far: pieces in a folder beside the result, so that a run goes on where it ended."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import numpy as np

from stylizer_app.imaging.targets import explained, make_folder
from stylizer_app.system.files import filled_beside, is_file, write_atomically
from stylizer_app.system.system_errors import patiently
from stylizer_app.video.steadying import Painted

FRAMES = 48
"""Of a piece; what a killed run can lose is less than that."""

_IDENTITY = "identity"


def folder_of(output: Path) -> Path:
    """Where the pieces of a result lie."""
    return output.with_name(f".{output.name}.parts")


def discard(output: Path) -> None:
    """Remove what is painted of a result that nobody wants any more, as far as the system allows it."""
    shutil.rmtree(folder_of(output), ignore_errors=True)


class Segments:
    """The pieces of one clip painted in one way; those of another way are removed."""

    def __init__(self, output: Path, identity: str) -> None:
        """``output``: the result's path.  ``identity``: of clip and way of painting. Raises SaveError."""
        self.folder = folder_of(output)
        self._identity = self.folder / _IDENTITY
        with explained(self.folder):
            if self._known() != identity:
                shutil.rmtree(self.folder, ignore_errors=True)
                make_folder(self.folder)
                write_atomically(self._identity, identity.encode())
        self.count = self._complete()

    @property
    def pieces(self) -> list[Path]:
        """The pieces that are there, in order."""
        return [self._piece(number) for number in range(self.count)]

    def last(self) -> Painted | None:
        """The last frame that is there, by which the next one is steadied."""
        if not self.count:
            return None
        with np.load(self._state(self.count - 1)) as state:
            return Painted(state["photo"], state["painting"])

    def add(self, write: Callable[[BinaryIO], Painted]) -> None:
        """Let ``write`` fill the next piece and return its last frame. Raises SaveError and what ``write`` raises."""
        state, frames = self._state(self.count), list[Painted]()
        piece = self._piece(self.count)
        with explained(self.folder), filled_beside(piece, lambda file: frames.append(write(file))) as temporary:
            held = io.BytesIO()
            np.savez(held, photo=frames[0].photo, painting=frames[0].painting)
            write_atomically(state, held.getvalue())
            patiently(lambda: temporary.replace(piece))
        self.count += 1
        with suppress(OSError):
            self._state(self.count - 2).unlink()

    def remove(self) -> None:
        """Remove all of them, as far as the system allows it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _known(self) -> str:
        try:
            return self._identity.read_text("utf-8")
        except (OSError, ValueError):
            return ""

    def _complete(self) -> int:
        """How many pieces are there without a gap; one whose last frame is gone does not count."""
        count = 0
        while is_file(self._piece(count)):
            count += 1
        while count and not is_file(self._state(count - 1)):
            count -= 1
        return count

    def _piece(self, number: int) -> Path:
        return self.folder / f"{number:06}.nut"

    def _state(self, number: int) -> Path:
        return self.folder / f"{number:06}.npz"
