"""Where each painted clip goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stylizer_app.errors import SaveError
from stylizer_app.errors.save import ManyFault
from stylizer_app.imaging.formats import WRITABLE_CLIP_SUFFIXES
from stylizer_app.many.targets import Planner, goes_into_folder
from stylizer_app.system.files import is_folder
from stylizer_app.video.writing import kind_of


@dataclass(slots=True)
class ClipPlanner(Planner):
    """Gives the clips of a run, which are alone in it, their targets: OUT is a clip's file or a folder."""

    @property
    def is_folder(self) -> bool:
        """Whether the results go into a folder: it exists, ends in a slash, or has no clip's suffix."""
        named = Path(self.output).suffix.lower() in WRITABLE_CLIP_SUFFIXES and not self.output.endswith("/")
        return is_folder(Path(self.output)) or (not named and goes_into_folder(self.output, several=self.several))

    def _check_file(self) -> None:
        """Refuse an OUT that cannot be one clip's file."""
        if self.several:
            raise SaveError(ManyFault.NOT_ONE_FILE, Path(self.output))
        kind_of(Path(self.output))
