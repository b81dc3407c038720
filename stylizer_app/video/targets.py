"""Where each painted clip goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stylizer_app.errors import SaveError
from stylizer_app.errors.save import ManyFault
from stylizer_app.imaging.targets import Overwrite, Target
from stylizer_app.many.targets import Planner, goes_into_folder
from stylizer_app.system.files import is_folder
from stylizer_app.video.writing import KINDS, kind_of

_USUAL = ".mp4"


@dataclass(slots=True)
class ClipPlanner(Planner):
    """Gives every clip of a run its target as pictures get theirs; a clip keeps its kind of file if that is written."""

    @property
    def is_folder(self) -> bool:
        """Whether the results go into a folder: it exists, ends in a slash, or has no clip's suffix."""
        named = Path(self.output).suffix.lower() in KINDS and not self.output.endswith("/")
        return is_folder(Path(self.output)) or (not named and goes_into_folder(self.output, several=self.several))

    def _check_file(self) -> None:
        """Refuse an OUT that cannot be one clip's file."""
        if self.several:
            raise SaveError(ManyFault.NOT_ONE_FILE, Path(self.output))
        kind_of(Path(self.output))

    def at(self, path: Path, overwrite: Overwrite) -> Target:
        """The target at a place that is settled."""
        return Target(path, None, self.quality, self.strip_metadata, overwrite=overwrite)

    def _suffix(self, photo: Path) -> str:
        """The clip's own, or the usual one."""
        return photo.suffix.lower() if photo.suffix.lower() in KINDS else _USUAL
