"""What the Python library gives: painted pictures, sheets of them, and what became of each of many photos."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stylizer_app.api.inputs import File, PhotoLike
from stylizer_app.choices.recipe import Recipe
from stylizer_app.engine.request import Report
from stylizer_app.imaging.encode import encode
from stylizer_app.imaging.exchange import array_of, image_of
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.targets import USUAL_QUALITY, Overwrite

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image


@dataclass(frozen=True, slots=True, eq=False)
class Painted:
    """A painted picture: ``picture`` holds its pixels, ``report`` how it was made, ``recipe`` how to do it again."""

    picture: Picture
    report: Report
    recipe: Recipe

    @property
    def image(self) -> Image:
        """Pillow's picture of it: 8 bits, with alpha and colour profile."""
        return image_of(self.picture)

    @property
    def array(self) -> NDArray[Any]:
        """An array of it: (H, W, 3) in sRGB, uint8 or uint16; (H, W, 4) with alpha."""
        return array_of(self.picture)

    def save(
        self,
        path: File,
        *,
        format: str | None = None,  # noqa: A002 (the flag's name)
        quality: int = USUAL_QUALITY,
        strip_metadata: bool = False,
        overwrite: Overwrite = "refuse",
    ) -> Path:
        """Write the picture with the photo's metadata and the recipe; return where it is. Raises SaveError."""
        return encode(
            self.picture,
            Path(path),
            format=format,
            quality=quality,
            strip_metadata=strip_metadata,
            overwrite=overwrite,
            recipe=self.recipe.to_json(),
        )


@dataclass(frozen=True, slots=True, eq=False)
class PaintedSheet:
    """Many paintings of one photo, side by side: ``picture`` holds the pixels."""

    picture: Picture

    def save(
        self,
        path: File,
        *,
        format: str | None = None,  # noqa: A002 (the flag's name)
        quality: int = USUAL_QUALITY,
        overwrite: Overwrite = "refuse",
    ) -> Path:
        """Write the sheet; return where it is. Raises SaveError."""
        return encode(self.picture, Path(path), format=format, quality=quality, overwrite=overwrite)


@dataclass(frozen=True, slots=True, eq=False)
class Finished:
    """One of many photos: what was painted from it, or the error that stood against it."""

    photo: PhotoLike
    painted: Painted | None
    error: Exception | None = None
