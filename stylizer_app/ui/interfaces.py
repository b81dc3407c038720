"""The seams of the window: what the controller asks of whatever shows things, and of whatever paints."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QImage

from stylizer_app.choices.document import Document, StyleChoice
from stylizer_app.engine.progress import CancelToken, Doing, Progress
from stylizer_app.engine.request import Painting, PaintRequest, Style, StyleVector
from stylizer_app.errors.device import DeviceReason
from stylizer_app.errors.reason import Note
from stylizer_app.imaging.geometry import Size
from stylizer_app.ui.look.images import Levels

if TYPE_CHECKING:
    from stylizer_app.engine import forecast as engine_forecast


class PainterLike(Protocol):
    """What the window needs of the engine's Painter; only ever touched on the executor's thread."""

    def paint(self, request: PaintRequest, progress: Progress | None = None) -> Painting:
        """Paint one picture whole."""

    def refine(self, request: PaintRequest, progress: Progress | None = None) -> Generator[Painting]:
        """Paint one picture octave by octave; the last equals ``paint``."""

    def forecast(self, request: PaintRequest) -> engine_forecast.Forecast:
        """Seconds, memory, tiles and octaves that painting will take."""

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


class Slot(Enum):
    """The two places that take a picture."""

    PHOTO = "photo"
    PAINTING = "painting"


class Mark(Enum):
    """What becomes of one of the album's photos while all are saved."""

    WAITING = "waiting"
    PAINTING = "painting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A picture of the queue: its photo, the file that it becomes, its look, how far it is, and why it failed."""

    photo: Path
    target: Path
    look: str
    state: Mark
    fraction: float = 0.0
    error: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """What was dropped or pasted: files, a file's bytes, pixels, a style from the shelf, or only a link.

    ``name`` is what the link calls the bytes.
    """

    files: tuple[Path, ...] = ()
    data: bytes = b""
    name: str = ""
    image: QImage | None = None
    style: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class ActiveDevice:
    """``name`` paints. ``chosen``: the person asked for it; ``failed``: others that were tried, and why not.

    ``slower``: others that work, but not as fast; ``lacks_cuda``: an NVIDIA card is here without its libraries;
    ``notes``: what happened while it painted.
    """

    name: str
    chosen: bool = False
    failed: tuple[tuple[str, DeviceReason], ...] = ()
    slower: tuple[str, ...] = ()
    lacks_cuda: bool = False
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a message offers to do; with ``stays`` the message and its other offers remain."""

    label: str
    run: Callable[[], object]
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for the quiet bar; ``problem``: something did not work; ``passing``: it goes away by itself.

    With a small ``image`` it is a card about that picture.
    """

    text: str
    actions: tuple[Action, ...] = ()
    problem: bool = False
    passing: bool = False
    image: QImage | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the full picture will take, for the status bar, and what paints it."""

    size: Size
    seconds: float | None
    memory: int
    device: ActiveDevice


@dataclass(frozen=True, slots=True)
class Busy:
    """A long piece of work under way: fraction 0..1, what it does, seconds left if they can be told."""

    what: str
    fraction: float
    remaining: float | None
    cancel: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Shown:
    """A painted picture as the canvas shows it, and the document that it was painted from."""

    document: Document
    levels: Levels
    painting: Painting
    final: bool = False
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """One of many ways to paint the photo: the two lines of its caption, and the document that it is painted from."""

    title: str
    note: str
    document: Document


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

    def show_own_paintings(self, paintings: Sequence[tuple[Path, QImage | None]]) -> None:
        """Show the person's own paintings on the shelf."""

    def show_painting(self, shown: Shown | None) -> None:
        """Show a painted picture on the canvas."""

    def show_stale(self, stale: bool) -> None:
        """Dim the painted picture while it is not what was chosen, and nothing is on its way."""

    def show_results(self, results: Sequence[Shown], starred: frozenset[Document]) -> None:
        """Show the strip of the last results, and which of them have a star."""

    def show_album(self, photos: Sequence[Path], current: Path | None) -> None:
        """Show the strip of the album's photos."""

    def show_thumbnail(self, path: Path, image: QImage) -> None:
        """Show the thumbnail of one of the album's photos."""

    def show_mark(self, path: Path, mark: Mark | None) -> None:
        """Mark one of the album's photos; None takes its mark away."""

    def show_style_preview(self, name: str, image: QImage) -> None:
        """Show what a style does to the current photo."""

    def show_ways(self, title: str, ways: Sequence[Way], columns: int, current: int) -> None:
        """Fill the canvas with ways to paint the photo, in rows of ``columns``; 0 for as many as the canvas likes.

        ``current``: the one that is gone to.
        """

    def show_way(self, number: int, image: QImage) -> None:
        """Show what one of them looks like."""

    def hide_ways(self) -> None:
        """Show the picture on the canvas again."""


class Dialogue(Protocol):
    """Speaks with the person: says and asks something, and tells how the work goes."""

    def say(self, message: Message | None) -> None:
        """Show a sentence in the quiet bar; None takes it away."""

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
