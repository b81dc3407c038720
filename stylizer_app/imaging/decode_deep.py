"""Decoding of more than 8 bits per sample, which Pillow would cut down to 8: PNG, TIFF, JPEG 2000, AVIF, HEIC."""

from __future__ import annotations

import io
import logging
from typing import Any

import imagecodecs
import numpy as np
import tifffile
from numpy.typing import NDArray

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault
from stylizer_app.imaging.opening import PictureFile
from stylizer_app.imaging.raster import Raster, check_size, raster_of

_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB, _SEPARATED = 0, 1, 2, 5
_ASSOCIATED_ALPHA = 1


def is_deep(file: PictureFile) -> bool:
    """Return whether a PNG, JPEG 2000 or AVIF file has more than 8 bits per sample."""
    head = file.read_head(4096)
    if file.form.name == "png":
        return head[24:25] == b"\x10"
    if file.form.name == "avif":
        at = head.find(b"pixi")
        return at >= 0 and head[at + 9 : at + 10] > b"\x08"
    if file.form.name == "jpeg2000":
        return _jpeg2000_is_deep(head)
    return False


def _jpeg2000_is_deep(head: bytes) -> bool:
    """Return whether the code stream's first component has more than 8 bits, in colours that need no conversion."""
    at = head.find(b"\xff\x4f\xff\x51")
    depth = (head[at + 42] & 0x7F) + 1 if 0 <= at < len(head) - 42 else 8
    colours = head.find(b"colr\x01")
    yellow_blue = colours >= 0 and head[colours + 7 : colours + 11] == b"\0\0\0\x12"
    return depth > 8 and not yellow_blue


def deep_raster(file: PictureFile) -> Raster:
    """Decode a file for which ``is_deep`` holds to 16 bits."""
    data = file.read()
    if file.form.name == "png":
        return raster_of(imagecodecs.png_decode(data))
    if file.form.name == "avif":
        samples = imagecodecs.avif_decode(data, numthreads=1)
        return raster_of(_stretched(samples[0] if samples.ndim == 4 else samples, _avif_bits(data)))
    samples = imagecodecs.jpeg2k_decode(data, numthreads=1)
    at = data.find(b"\xff\x4f\xff\x51")
    return raster_of(_stretched(samples, (data[at + 42] & 0x7F) + 1))


def _avif_bits(data: bytes) -> int:
    """Return the bits per sample that an AVIF file states."""
    at = data.find(b"pixi", 0, 4096)
    return min(16, max(9, data[at + 9]))


def _stretched(samples: NDArray[Any], bits: int) -> NDArray[np.uint16]:
    """Return samples of 9 to 16 bits stretched to the whole range of 16, black and white staying what they are."""
    values = samples.astype(np.uint32)
    stretched: NDArray[np.uint16] = (values * 65535 // (2**bits - 1)).astype(np.uint16)
    return stretched


def tiff_raster(file: PictureFile, max_pixels: int) -> Raster:
    """Decode the first page of a TIFF file with 16 or 32 bits or floating-point samples to 16 bits."""
    logging.getLogger("tifffile").setLevel(logging.CRITICAL)  # it logs what we report ourselves
    file.stream.seek(0)
    with tifffile.TiffFile(file.stream) as tiff:
        page: Any = tiff.pages[0]
        check_size(page.imagewidth, page.imagelength, max_pixels)
        if page.imagedepth != 1 or page.samplesperpixel > 64:
            raise PictureError(PictureFault.NOT_FLAT)
        photometric, extra = int(page.photometric), tuple(int(kind) for kind in page.extrasamples)
        samples = _channels_last(page.asarray(maxworkers=1), page)
    if photometric not in (_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB, _SEPARATED):
        raise PictureError(PictureFault.UNKNOWN_COLOURS)
    return _tiff_colours(sixteen_bit(samples), photometric, extra)


def _channels_last(samples: NDArray[Any], page: Any) -> NDArray[Any]:
    """Return a page's samples as (H, W) or (H, W, C)."""
    shape = (page.imagelength, page.imagewidth)
    if page.samplesperpixel == 1:
        return samples.reshape(shape)
    if page.planarconfig == 2:
        return np.moveaxis(samples.reshape(page.samplesperpixel, *shape), 0, -1)
    return samples.reshape(*shape, page.samplesperpixel)


def _tiff_colours(samples: NDArray[np.uint16], photometric: int, extra: tuple[int, ...]) -> Raster:
    """Return the raster of a page's samples, without the extra ones that are not alpha."""
    colours = {_RGB: 3, _SEPARATED: 4}.get(photometric, 1)
    if samples.ndim == 3:
        samples = samples[..., : colours + (1 if extra[:1] in ((1,), (2,)) else 0)]
        samples = samples[..., 0] if samples.shape[2] == 1 else samples
    if samples.ndim == 2 and colours > 1:
        raise PictureError(PictureFault.DAMAGED)
    if photometric == _WHITE_IS_ZERO:
        samples = samples.copy()
        light = samples if samples.ndim == 2 else samples[..., 0]
        np.subtract(65535, light, out=light)
    return raster_of(samples, inks=photometric == _SEPARATED, premultiplied=extra[:1] == (_ASSOCIATED_ALPHA,))


def sixteen_bit(samples: NDArray[Any]) -> NDArray[np.uint16]:
    """Return samples of any number type as uint16.

    Floating-point values count from 0 to 1, or to their maximum if that is larger; NaN and negative values are black.
    """
    if samples.dtype.kind == "f":
        values = np.nan_to_num(samples.astype(np.float32), nan=0.0, posinf=1.0, neginf=0.0)
        values /= max(1.0, float(values.max()))
        return (np.clip(values, 0, 1) * np.float32(65535) + np.float32(0.5)).astype(np.uint16)
    if samples.dtype.kind == "c" or samples.dtype.kind not in "uib":
        raise PictureError(PictureFault.ODD_SAMPLES)
    if samples.dtype.kind == "b":
        return samples.astype(np.uint16) * np.uint16(65535)
    bits = 8 * samples.dtype.itemsize - (samples.dtype.kind == "i")
    values = np.maximum(samples, 0)
    wide = values.astype(np.uint64 if bits > 16 else np.uint32)
    return np.asarray(wide >> (bits - 16) if bits > 16 else wide * 65535 // (2**bits - 1), dtype=np.uint16)


def heif_module() -> Any:
    """Return pillow_heif, or raise PictureError where it is not installed."""
    try:
        import pillow_heif
    except ImportError as error:
        raise PictureError(PictureFault.NEEDS_PILLOW_HEIF) from error
    return pillow_heif


def open_heif(file: PictureFile, max_pixels: int) -> Any:
    """Return a HEIC file's main picture, opened but not decoded; its turns and mirrors are applied by the decoder."""
    image = heif_module().open_heif(io.BytesIO(file.read()), convert_hdr_to_8bit=False)
    width, height = image.size
    check_size(width, height, max_pixels)
    return image


def heif_raster(image: Any) -> Raster:
    """Decode an opened HEIC picture."""
    samples = np.asarray(image)
    return raster_of(samples, premultiplied="a;" in image.mode or image.mode.endswith("a"))
