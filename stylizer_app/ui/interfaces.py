"""The seams of the window: what the controller asks of whatever shows things, and of whatever paints."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QImage

from stylizer_app.choices.document import Document, StyleChoice
from stylizer_app.engine.progress import CancelToken, Doing, Progress
from stylizer_app.engine.request import Painting, PaintRequest, Series, Style, StyleVector
from stylizer_app.imaging.geometry import Size
from stylizer_app.ui.look.images import Levels
from stylizer_app.ui.translate import Words
from stylizer_app.ui.values import ActiveDevice, Busy, Forecast, Mark, Message, Result, Shown, Slot, Way

if TYPE_CHECKING:
    from stylizer_app.engine import forecast as engine_forecast
    from stylizer_app.engine.octaves import Octaves


class PainterLike(Protocol):
    """What the window needs of the engine's Painter; only ever touched on the executor's thread."""

    def paint(self, request: PaintRequest, progress: Progress | None = None) -> Painting:
        """Paint one picture whole."""

    def refine(self, request: PaintRequest, progress: Progress | None = None) -> Generator[Painting]:
        """Paint one picture octave by octave; the last equals ``paint``."""

    def forecast(self, request: PaintRequest) -> engine_forecast.Forecast:
        """Seconds, memory, tiles and octaves that painting will take."""

    def forecast_octaves(
        self, octaves: Octaves, pack: str, device: str = ..., memory: int | None = None
    ) -> engine_forecast.Forecast:
        """The same for a photo that need not be there yet."""

    def series(self, request: PaintRequest, progress: Progress | None = None) -> Series:
        """How the request's photo is painted, for others of its series."""

    def style_vector(
        self, style: Style, pack: str = ..., device: str = ..., token: CancelToken | None = None
    ) -> StyleVector:
        """The numbers that the networks know a painting or a look by."""

    def distances(
        self, style: Style, others: Sequence[Style], pack: str, device: str, token: CancelToken | None = None
    ) -> list[float]:
        """How unlike a style the others are painted."""

    def close(self) -> None:
        """Give the networks back."""


class Display(Protocol):
    """Shows pictures: the photo, the looks, what was painted of them, and the choices it was painted with."""

    def show_document(self, document: Document) -> None:
        """Set every control to what the document says, without echo."""

    def show_photo(self, levels: Levels | None, size: Size | None) -> None:
        """Show the photo on the canvas and in its pane; ``size`` is that of the result."""

    def show_photo_thumbnail(self, image: QImage | None, name: str) -> None:
        """Show the photo in its pane."""

    def show_styles(self, styles: Sequence[tuple[StyleChoice, QImage | None]]) -> None:
        """Show the paintings in their pane and in the mixer; pictures that are not read yet are None."""

    def show_paintable(self, names: frozenset[str]) -> None:
        """Show which looks the networks can paint."""

    def show_on_shelf(self, path: Path, document: Document) -> None:
        """Show a look that was made of this document on the shelf, as soon as it is there."""

    def show_own_paintings(self, paintings: Sequence[tuple[StyleChoice, QImage | None]]) -> None:
        """Show the person's own paintings on the shelf."""

    def show_painting(self, shown: Shown | None) -> None:
        """Show a painted picture on the canvas."""

    def show_stale(self, stale: bool) -> None:
        """Dim the painted picture while it is not what was chosen, and nothing is on its way."""

    def show_results(self, results: Sequence[Result]) -> None:
        """Show the strip of the last results."""

    def show_album(self, photos: Sequence[Path], current: Path | None) -> None:
        """Show the strip of the album's photos."""

    def show_thumbnail(self, path: Path, image: QImage) -> None:
        """Show the thumbnail of one of the album's photos."""

    def show_mark(self, path: Path, mark: Mark | None) -> None:
        """Mark one of the album's photos; None takes its mark away."""

    def show_style_preview(self, name: str, image: QImage) -> None:
        """Show what a style does to the current photo."""

    def show_ways(self, title: Words, ways: Sequence[Way], columns: int, current: int) -> None:
        """Fill the canvas with ways to paint the photo, in rows of ``columns``; 0 for as many as the canvas likes.

        ``current``: the one that is gone to.
        """

    def show_way_of_looks(self, *, by_sliders: bool, differ: bool) -> None:
        """Show whether all looks are as the sliders stand or each as it is best, where these ``differ``."""

    def show_way(self, number: int, image: QImage) -> None:
        """Show what one of them looks like."""

    def hide_ways(self) -> None:
        """Show the picture on the canvas again."""


class Dialogue(Protocol):
    """Speaks with the person: says and asks something, and tells how the work goes."""

    def say(self, message: Message | None) -> None:
        """Show a sentence in the quiet bar; None takes it away."""

    def withdraw(self, message: Message) -> None:
        """Take this sentence away, if no other one has come in its place."""

    def choose_file(self, slot: Slot) -> None:
        """Ask for a file for one of the panes."""

    def find_file(self, path: Path, found: Callable[[Path, Path], None]) -> None:
        """Ask where a file is now; hand over where it was and where it is."""

    def choose_folder(self, chosen: Callable[[Path], None]) -> None:
        """Ask for a folder to save in."""

    def open_file(self, path: Path) -> None:
        """Open a saved file in whatever program shows such files."""

    def copy_picture(self, image: QImage, path: Path) -> None:
        """Put a saved picture on the clipboard, as pixels and as a file."""

    def print_picture(self, image: QImage, name: str) -> None:
        """Ask how a picture is printed, and print it."""

    def notify(self, text: str) -> None:
        """Say on the desktop that something long is done, if nobody looks at the window."""

    def open_folder(self, path: Path) -> None:
        """Show a saved file in the system's file manager."""

    def show_recent(self, photos: Sequence[Path], paintings: Sequence[Path]) -> None:
        """Fill the menus of recent files."""

    def show_recent_thumbnail(self, path: Path, image: QImage) -> None:
        """Show the picture of a recent file in its menus."""

    def show_busy(self, busy: Busy | None) -> None:
        """Show that a picture is being saved, and how far it is."""

    def show_painting_now(self, doing: Doing | None) -> None:
        """Show what is being painted for the canvas, None when nothing is."""

    def show_forecast(self, forecast: Forecast | None) -> None:
        """Show what the full picture will take."""

    def show_device(self, device: ActiveDevice) -> None:
        """Show what paints, and why it is not a graphics card."""


class View(Display, Dialogue, Protocol):
    """Everything that the controller ever asks of the window."""
