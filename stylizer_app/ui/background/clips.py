"""What is done for clips off the window's thread: a small picture, painting, and cleaning up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stylizer_app.errors import UsageError
from stylizer_app.ui.background.executor import Work
from stylizer_app.ui.background.loading import THUMBNAIL_PIXELS
from stylizer_app.ui.look.images import to_image

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from stylizer_app.many.jobs import Conditions, Job
    from stylizer_app.many.journal import Journal


def lacking() -> UsageError | None:
    """What stands against painting clips here."""
    from stylizer_app.video import packages

    try:
        packages.av()
        packages.cv2()
    except UsageError as error:
        return error
    return None


@dataclass(frozen=True, slots=True, eq=False)
class PaintClip:
    """Paint a clip of the queue from where an earlier run ended, and put it in its place."""

    job: Job
    conditions: Conditions
    journal: Journal

    def run(self, work: Work[Path]) -> None:
        """Hand over the result's path, at once if the clip was finished while it was being stopped."""
        from stylizer_app.video.paint import paint_clip

        known = self.journal.find(self.job.photo, self.job.way)
        if known is not None and known.holds_for(self.job.photo):
            work.give(known.target)
            return
        painter = work.painter()
        work.give(paint_clip(self.job, painter, self.conditions, work.progress, journal=self.journal).path)


@dataclass(frozen=True, slots=True)
class DropPieces:
    """Remove what is painted of a clip that nobody wants any more."""

    target: Path

    def run(self, work: Work[None]) -> None:
        """Remove it."""
        from stylizer_app.video.segments import discard

        discard(self.target)
        work.give(None)


@dataclass(frozen=True, slots=True)
class ClipThumbnail:
    """A small picture of a clip's first frame."""

    clip: Path

    def run(self, work: Work[QImage]) -> None:
        """Hand over a QImage."""
        from stylizer_app.imaging.picture import Picture
        from stylizer_app.video.clip import opened_clip

        with opened_clip(self.clip) as clip:
            first = next(clip.frames(), None)
        if first is not None:
            work.give(to_image(Picture(first.samples), THUMBNAIL_PIXELS))
