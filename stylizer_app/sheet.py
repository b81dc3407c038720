"""A sheet: one photo painted in many ways, in one go, side by side in one picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from stylizer_app.adjustments import ROWS, Adjustments
from stylizer_app.choices.amounts import SHEET_SIDE
from stylizer_app.choices.styles import find_starter
from stylizer_app.devices import AUTO
from stylizer_app.engine.packs.names import BUILTIN
from stylizer_app.engine.progress import Progress
from stylizer_app.engine.request import Look, Painting, PaintRequest, WeightedStyle
from stylizer_app.errors import UsageError
from stylizer_app.errors.usage import UsageFault
from stylizer_app.imaging.colour import to_samples
from stylizer_app.imaging.contact_sheet import Frame, columns_for, contact_sheet
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.resize import resize_float


class Paints(Protocol):
    """What a sheet needs of a painter."""

    def paint(self, request: PaintRequest, progress: Progress | None = None) -> Painting:
        """Paint one picture."""


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One way to paint the photo, and its caption."""

    title: str
    note: str
    request: PaintRequest


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """What is on a sheet: every one of the ``styles`` in every strength and with every brush, without drawing: that
    would take longer than all the rest.

    ``usual``: what a style is painted with where no strengths or no brushes are named. ``side``: long side of every
    picture in pixels; of a smaller photo its own.
    """

    styles: Sequence[WeightedStyle]
    usual: Callable[[WeightedStyle], Adjustments]
    strengths: Sequence[float] = ()
    brushes: Sequence[float] = ()
    side: int = SHEET_SIDE
    pack: str = BUILTIN
    device: str = AUTO
    memory: int | None = None

    def __post_init__(self) -> None:
        if not self.styles:
            raise UsageError(UsageFault.NO_PAINTING)

    def paint(self, painter: Paints, photo: Picture, progress: Progress) -> Picture:
        """The sheet as one picture. Raises what painting raises."""
        cells = self.cells(photo)
        columns = columns_of(len(self.styles), len(self.strengths), len(self.brushes), photo.size)
        return contact_sheet(list(painted(painter, cells, progress)), columns)

    def cells(self, photo: Picture) -> list[Cell]:
        """Everything that is painted, in order."""
        ways = [(style, way) for style in self.styles for way in self._ways(style)]
        ready = prepared(photo, self.side, [way.brush for _, way in ways])
        size = photo.size.with_long_side(min(self.side, photo.size.long_side))
        return [
            Cell(
                _title(style),
                self._note(style, way),
                PaintRequest(ready, (style,), way, size, self.pack, self.device, self.memory, drawing=False),
            )
            for style, way in ways
        ]

    def _ways(self, style: WeightedStyle) -> list[Adjustments]:
        return variations(self.usual(style), self.strengths, self.brushes)

    def _note(self, style: WeightedStyle, way: Adjustments) -> str:
        """What makes a cell different from its neighbours, else whose the painting is."""
        named = {"strength": self.strengths, "brush": self.brushes}
        told = words(way, [name for name, values in named.items() if values])
        starter = find_starter(style.name) if isinstance(style.style, Look) else None
        return told or (starter.credit() if starter else "")


def _title(style: WeightedStyle) -> str:
    starter = find_starter(style.name) if isinstance(style.style, Look) else None
    return starter.title() if starter else style.name


def painted(painter: Paints, cells: Sequence[Cell], progress: Progress) -> Iterator[Frame]:
    """Paint one cell after the other. Raises what painting raises."""
    for number, cell in enumerate(cells):
        part = progress.part(number / len(cells), (number + 1) / len(cells))
        yield Frame(painter.paint(cell.request, part).picture, cell.title, cell.note)


def prepared(photo: Picture, side: int, brushes: Sequence[int]) -> Picture:
    """The photo as small as it may be for cells of this long side and these brushes: in sRGB, 8 bits, without metadata.

    What every cell would do again for itself is done here once.
    """
    most = max(side, *brushes)
    size = photo.size if photo.size.long_side <= most else photo.size.with_long_side(most)
    alpha = photo.alpha
    if alpha is not None:
        alpha = to_samples(resize_float(alpha[..., None], size)[..., 0], 8)
    return Picture(to_samples(resize_float(photo.rgb, size), 8), alpha, source=photo.source, notes=photo.notes)


def variations(usual: Adjustments, strengths: Sequence[float], brushes: Sequence[float]) -> list[Adjustments]:
    """Every strength with every brush, one strength after the other; ``usual`` stands in where none are named."""
    return [usual.with_(strength=s, brush=b) for s in strengths or (None,) for b in brushes or (None,)]


def words(adjustments: Adjustments, names: Sequence[str], tr: Callable[[str], str] = str) -> str:
    """Some of the adjustments as a caption, such as "Strength: 80 %, Brush: Fine"; ``tr`` translates."""
    return ", ".join(f"{tr(ROWS[name].label)}: {_value(name, adjustments, tr)}" for name in names)


def _value(name: str, adjustments: Adjustments, tr: Callable[[str], str]) -> str:
    row, value = ROWS[name], adjustments.values()[name]
    stop = next((tr(stop.label) for stop in row.stops if stop.value == value), None)
    return stop or f"{value:g} {row.unit}"


def columns_of(looks: int, strengths: int, brushes: int, shape: Size) -> int:
    """How many cells stand in a row: all ways of one look, or of one strength; else what fills a screen."""
    ways = max(1, strengths) * max(1, brushes)
    if looks > 1 and ways > 1:
        return ways
    if strengths > 1 and brushes > 1:
        return brushes
    return columns_for(looks * ways, shape)
