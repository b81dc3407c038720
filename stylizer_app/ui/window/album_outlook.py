"""Estimates how much space and time saving a whole album will take, from what is painted already."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stylizer_app.choices.document import PhotoChoice
from stylizer_app.errors import PictureError
from stylizer_app.imaging.geometry import Size
from stylizer_app.ui import wording
from stylizer_app.ui.background.executor import Work
from stylizer_app.ui.background.runner import Runner
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Forecast, Shown
from stylizer_app.ui.window.file_size_estimate import Encode, bytes_of

if TYPE_CHECKING:
    from stylizer_app.ui.dialogs.save_all_dialog import SaveAllChoice


@dataclass(frozen=True, slots=True)
class ReadSizes:
    """Look how large photos are, without decoding them."""

    photos: tuple[PhotoChoice, ...]

    def run(self, work: Work[tuple[Size, ...]]) -> None:
        """Hand over the sizes of those that can be read."""
        sizes = []
        for photo in self.photos:
            work.progress.token.check()
            try:
                sizes.append(work.pictures.size(photo))
            except PictureError:
                continue
        work.give(tuple(sizes))


class AlbumOutlook:
    """Answers the dialog that saves an album; only the newest question counts."""

    def __init__(
        self, runner: Runner, photos: Sequence[PhotoChoice], shown: Shown | None, forecast: Forecast | None
    ) -> None:
        self._runner, self._photos = runner, tuple(photos)
        self._shown, self._forecast = shown, forecast
        self._sizes: tuple[Size, ...] = ()
        self._ticket: int | None = None

    def ask(self, choice: SaveAllChoice, tell: Callable[[str, str], None]) -> None:
        """Tell space and time once they are known."""
        self._runner.cancel(self._ticket)
        if self._sizes:
            self._encode(choice, tell)
            return

        def read(sizes: tuple[Size, ...]) -> None:
            self._sizes = sizes
            self._encode(choice, tell)

        self._ticket = self._runner.io(ReadSizes(self._photos), read)

    def _encode(self, choice: SaveAllChoice, tell: Callable[[str, str], None]) -> None:
        sizes = [choice.size.apply(size) or size for size in self._sizes]
        time = self._time(sizes, times=2 if choice.one_hand else 1)
        if self._shown is None:
            tell("", time)
            return
        picture = self._shown.painting.picture

        def known(count: int) -> None:
            needed = sum(bytes_of(size, picture.size, count) for size in sizes)
            tell(space_told(len(choice.names), needed, choice.folder), time)

        self._ticket = self._runner.io(Encode(picture, choice.format, choice.quality), known)

    def _time(self, sizes: Sequence[Size], times: int) -> str:
        """What is known of one picture, by the pixels of all, each painted so many times: a series is painted twice."""
        forecast = self._forecast
        return "" if forecast is None else time_of(forecast, times * sum(size.pixels for size in sizes))


def time_of(forecast: Forecast, pixels: int) -> str:
    """How long painting so many pixels takes, by what is known of one picture; "" where nothing is."""
    return "" if forecast.seconds is None else time_told(forecast.seconds * pixels / forecast.size.pixels)


def time_told(seconds: float) -> str:
    """How long painting takes."""
    return tr("Painting takes about {time}.").format(time=wording.duration(seconds))


def space_told(count: int, needed: float, folder: Path) -> str:
    """How much room files take, in bytes, and how much there is if it is not enough."""
    told = tr("{count} files, about {size}").format(count=count, size=wording.file_size(needed))
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return told
    return (
        told if needed < free else tr("{files}, but only {free} free").format(files=told, free=wording.file_size(free))
    )
