"""Pictures of other libraries: from Pillow's and numpy's to ours, and back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from stylizer_app.errors import PictureError, UsageError
from stylizer_app.errors.picture import PictureFault
from stylizer_app.errors.usage import WrongArray
from stylizer_app.imaging.colour import to_samples
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.samples import to_depth

Foreign = Image.Image | NDArray[Any]
"""A picture of Pillow's in any mode, or an array: (H, W) or (H, W, 1, 3 or 4), uint8, uint16, or floats from 0 to 1."""

_IN_PNG = {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}
_LIKE_IN_PNG = {"La": "LA", "PA": "RGBA", "RGBa": "RGBA"}
"""Modes whose like a PNG can hold: transparency and profile stay."""


def picture_of(foreign: Foreign) -> Picture:
    """The picture. Raises UsageError for an array that is none, PictureError for what Pillow cannot read any more."""
    return _of_pillow(foreign) if isinstance(foreign, Image.Image) else _of_array(np.asarray(foreign))


def image_of(picture: Picture) -> Image.Image:
    """Pillow's picture of the same samples at 8 bits, with alpha and profile."""
    layers = [picture.samples, *([] if picture.alpha is None else [picture.alpha[..., np.newaxis]])]
    image = Image.fromarray(np.ascontiguousarray(np.concatenate([to_depth(layer, 8) for layer in layers], axis=2)))
    if picture.metadata.icc is not None:
        image.info["icc_profile"] = picture.metadata.icc
    return image


def array_of(picture: Picture) -> NDArray[Any]:
    """An array (H, W, 3) in sRGB, uint8 or uint16; (H, W, 4) with alpha. It can be written to."""
    if picture.alpha is None:
        return picture.rgb.copy()
    return np.dstack([picture.rgb, picture.alpha])


def _of_pillow(image: Image.Image) -> Picture:
    """By way of a file in memory: so profile, Exif and orientation are read as those of any other."""
    try:
        file = _file_of(image)
    except MemoryError as error:
        raise PictureError(PictureFault.OUT_OF_MEMORY, _name_of(image)) from error
    except Exception as error:  # Pillow reads a file only now, and its decoders raise whatever they like
        fault = PictureFault.TRUNCATED if "truncated" in str(error) else PictureFault.DAMAGED
        raise PictureError(fault, _name_of(image)) from error
    return decode(file, max_pixels=image.width * image.height)


def _file_of(image: Image.Image) -> bytes:
    """The picture as a file, in a mode that it can hold."""
    file = io.BytesIO()
    profile = image.info.get("icc_profile")
    if image.mode == "CMYK":
        image.save(file, "TIFF", icc_profile=profile, exif=image.getexif())
        return file.getvalue()
    plain = image if image.mode in _IN_PNG else image.convert(_LIKE_IN_PNG.get(image.mode, "RGB"))
    kept = profile if plain is image or image.mode in _LIKE_IN_PNG else None
    plain.save(file, "PNG", compress_level=0, icc_profile=kept, exif=image.getexif())
    return file.getvalue()


def _name_of(image: Image.Image) -> Path | None:
    """The file that a picture is of, if it is one's."""
    name = getattr(image, "filename", "")
    return Path(name) if isinstance(name, str) and name else None


def _of_array(array: NDArray[Any]) -> Picture:
    """The samples as they are, floats as 16 bits."""
    layers = array.shape[2] if array.ndim == 3 else 1
    if array.ndim not in (2, 3) or layers not in (1, 3, 4) or 0 in array.shape:
        raise UsageError(WrongArray(str(array.shape), str(array.dtype)))
    samples = array.reshape(*array.shape[:2], layers)
    if samples.dtype.kind == "f":
        if not (np.isfinite(samples).all() and samples.min() >= 0 and samples.max() <= 1):
            raise UsageError(WrongArray(str(array.shape), f"{array.dtype} beyond 0 to 1"))
        samples = to_samples(samples.astype(np.float32), 16)
    if samples.dtype not in (np.uint8, np.uint16):
        raise UsageError(WrongArray(str(array.shape), str(array.dtype)))
    samples = samples.copy()  # the array stays its owner's, who may go on writing to it
    alpha = samples[..., 3] if layers == 4 else None
    return Picture(np.repeat(samples, 3, axis=2) if layers == 1 else samples[..., :3], alpha)
