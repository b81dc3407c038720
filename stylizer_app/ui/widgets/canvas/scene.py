"""What one frame of the canvas is drawn from, and what is seen of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from stylizer_app.ui.look.images import Levels
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.canvas.viewport import Viewport


class Mode(IntEnum):
    """What the canvas shows."""

    PHOTO = 1
    WIPE = 2
    RESULT = 3


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Everything that one frame of the canvas is drawn from."""

    viewport: Viewport
    before: Levels | None
    after: Levels | None
    mode: Mode
    wipe: float
    focused: bool = False
    fast: bool = False
    stale: bool = False
    kept: QImage | None = None
    """Where the photo's own pixels are shown in the painted picture, as alpha; stretched over the whole of it."""
    doing: str = ""

    @property
    def rect(self) -> QRectF:
        """The picture on the widget."""
        return QRectF(*self.viewport.rect)

    @property
    def wipe_x(self) -> float:
        """Where the wipe's line is: always in what is seen of the picture."""
        area = seen(self)
        return area.left() + self.wipe * area.width()

    @property
    def wiping(self) -> bool:
        """Whether both pictures are seen."""
        return self.mode is Mode.WIPE and self.before is not None and self.after is not None


def seen(scene: Scene) -> QRectF:
    """The part of the widget that the picture covers."""
    return scene.rect.intersected(QRectF(0, 0, *scene.viewport.widget))


def describe(scene: Scene) -> str:
    """What is seen, in words, for screen readers."""
    if scene.before is None:
        return tr("Empty. Drop a photo, or press Enter to choose one.")
    if scene.after is None or scene.mode is Mode.PHOTO:
        return tr("Shows the photo.")
    if scene.stale:
        return tr("The painted picture is not what was chosen last; it is dimmed.")
    if scene.mode is Mode.RESULT:
        whole = tr("Shows the painted picture.")
        return whole if scene.kept is None else whole + " " + tr("A part of it is kept as in the photo.")
    share = round(scene.wipe * 100)
    return tr("Photo left, painted picture right; the line is at {share} %.").format(share=share)
