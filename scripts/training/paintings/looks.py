"""The looks that the built-in network is taught, and where their paintings lie while it is."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from scripts.training.paintings.crops import STYLE_SIDE
from stylizer_app.system.paths import styles_dir

CATALOGUE = Path(__file__).with_name("looks.toml")


@dataclass(frozen=True, slots=True)
class LookSource:
    """One look: its name, the picture that teaches it, and the size at which its strokes are taken."""

    name: str
    picture: str
    side: int = STYLE_SIDE
    """Pixels of the picture's short side when its style is measured: more of them make broader strokes."""
    style: float = 1.0
    """How much its style counts, against the others'."""
    inversion: float = 1.0
    """How much light where the photo is dark is minded."""
    invention: float = 1.0
    """How much it is minded that it paints where the photo is flat: less where a painting lives by its swirls."""
    movement: float = 0.0
    """How its brushwork goes, as the pack says it: -1 hatched straight, 0 along the forms, 1 in whirls."""
    trim: float = 0.0
    """The share of the picture's width and height that is cut off on every side: a print's paper."""

    def path(self, corpus: Path, paintings: Path) -> Path:
        """Where the picture lies; raises FileNotFoundError."""
        folder, _, name = self.picture.partition("/")
        found = {"paintings": paintings, "corpus": corpus, "styles": styles_dir()}[folder] / name
        if not found.is_file():
            raise FileNotFoundError(f"{found}, the picture of the look {self.name}, is missing.")
        return found

    def open(self, corpus: Path, paintings: Path) -> Image.Image:
        """The picture in RGB; raises FileNotFoundError."""
        with Image.open(self.path(corpus, paintings)) as picture:
            left, top = round(picture.width * self.trim), round(picture.height * self.trim)
            return picture.convert("RGB").crop((left, top, picture.width - left, picture.height - top))


def look_sources(path: Path | None = None) -> list[LookSource]:
    """All looks of a catalogue, the project's own if none is given, in the order of their numbers."""
    rows = tomllib.loads((path or CATALOGUE).read_text("utf-8"))["looks"]
    return [LookSource(**row) for row in rows]
