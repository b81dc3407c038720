"""What the window is told and shows, as frozen values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtGui import QImage

from stylizer_app.choices.document import Document
from stylizer_app.engine.request import Painting
from stylizer_app.errors.device import DeviceReason
from stylizer_app.errors.reason import Note
from stylizer_app.imaging.geometry import Size
from stylizer_app.many.names import NameTemplate
from stylizer_app.ui.look.images import Levels
from stylizer_app.ui.translate import Words


class Slot(Enum):
    """The two places that take a picture."""

    PHOTO = "photo"
    PAINTING = "painting"


class Mark(Enum):
    """What becomes of one of the album's photos while all are saved; one that is broken cannot even be read."""

    WAITING = "waiting"
    PAINTING = "painting"
    DONE = "done"
    FAILED = "failed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Manner:
    """How photos that come to the queue are painted, besides what is chosen in the window.

    ``each_look``: in every look by itself, not in their mixture.   ``strengths``: with each of these, as chosen without
    any.   ``names``: the template of the results' names, "" for the usual one.   ``one_hand``: photos that come
    together are a series, and painted as all of them are on average.
    """

    each_look: bool = False
    strengths: tuple[float, ...] = ()
    names: str = ""
    one_hand: bool = False

    @property
    def template(self) -> NameTemplate:
        """The results' names; the usual one tells them apart."""
        return NameTemplate(self.names or "{photo} - {look}" + " {strength}" * (len(self.strengths) > 1))


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A picture of the queue: its photo, the file that it becomes, its look, how far it is, and why it failed."""

    photo: Path
    target: Path
    look: str
    state: Mark
    fraction: float = 0.0
    error: str = ""
    remaining: float | None = None


@dataclass(frozen=True, slots=True)
class QueueStanding:
    """How the queue stands as a whole, in pictures; ``fraction`` of all are over, ``remaining`` seconds are left.

    ``running``: one is being painted; ``paused``: the person wanted no other one begun.
    """

    done: int = 0
    failed: int = 0
    total: int = 0
    running: bool = False
    paused: bool = False
    fraction: float = 0.0
    remaining: float | None = None

    @property
    def over(self) -> bool:
        """Whether nothing waits any more, of at least one picture."""
        return 0 < self.total == self.done + self.failed


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

    words: Words
    run: Callable[[], object]
    stays: bool = False

    @property
    def label(self) -> str:
        """What its button says."""
        return self.words()


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for the quiet bar; ``problem``: something did not work; ``passing``: it goes away by itself.

    With a small ``image`` it is a card about that picture.
    """

    words: Words
    actions: tuple[Action, ...] = ()
    problem: bool = False
    passing: bool = False
    image: QImage | None = None

    @property
    def text(self) -> str:
        """The sentence."""
        return self.words()


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

    what: Words
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


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """One of the last pictures that were looked at, with a star or not; ``image`` is a small copy.

    ``shown`` is None for one of an earlier session, whose pixels are gone; so is ``image`` until it is painted anew.
    """

    document: Document
    star: bool
    image: QImage | None
    shown: Shown | None


@dataclass(frozen=True, slots=True)
class Way:
    """One of many ways to paint the photo: the two lines of its caption, and the document that it is painted from.

    ``settings``: which sliders it moves, and where to, as far as its caption does not say so; "" for none.
    """

    title: Words
    note: Words
    document: Document
    settings: Words = str
