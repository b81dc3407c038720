"""What the Python library takes for a photo, a style or a mask, and how it is read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from stylizer_app.choices.style_settings import load_style
from stylizer_app.engine.request import Look, Mixture, Style, StyleVector, WeightedStyle
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.exchange import Foreign, picture_of
from stylizer_app.imaging.mask import Mask, mask_of
from stylizer_app.imaging.picture import Picture

File = str | os.PathLike[str]
OneStyle = File | Style | WeightedStyle
StyleLike = OneStyle | Iterable[OneStyle] | Mapping[str, float]
"""A style: the name of a look, a picture file, a picture; several; or several with their weights."""
PhotoLike = File | Picture | Foreign
"""A photo: a file, a decoded picture, a picture of Pillow's, or an array."""
MaskLike = PhotoLike | Mask
"""Where paint goes: a picture that is white, or opaque, where there is paint."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How photos and masks are read."""

    max_pixels: int
    allow_truncated: bool

    def picture(self, photo: PhotoLike) -> Picture:
        """The picture, whatever it comes as. Raises PictureError and UsageError."""
        if isinstance(photo, Picture):
            return photo
        if isinstance(photo, str | os.PathLike):
            return decode(Path(photo), max_pixels=self.max_pixels, allow_truncated=self.allow_truncated)
        return picture_of(photo)

    def mask(self, mask: MaskLike | None) -> Mask | None:
        """The mask, whatever it comes as."""
        return mask if mask is None or isinstance(mask, Mask) else mask_of(self.picture(mask))


def load_styles(style: StyleLike) -> Iterable[WeightedStyle]:
    """The paintings that ``style`` stands for. Raises StyleError or PictureError."""
    if isinstance(style, Mapping):
        return [load_style(name, weight) for name, weight in style.items()]
    if isinstance(style, str | os.PathLike | Picture | StyleVector | Look | Mixture | WeightedStyle):
        return [load_style_like(style)]
    return [load_style_like(one) for one in style]


def load_style_like(style: OneStyle) -> WeightedStyle:
    """One painting, with the weight it comes with."""
    if isinstance(style, WeightedStyle):
        return style
    return WeightedStyle(style) if isinstance(style, Picture | StyleVector | Look | Mixture) else load_style(style)
