"""Decoding: from any picture file to the one definition of a picture, upright and in sRGB."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from PIL import Image, ImageFile

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault, PictureNote
from stylizer_app.imaging.decode_deep import deep_raster, heif_raster, is_deep, open_heif, tiff_raster
from stylizer_app.imaging.decode_raster import header_of, open_image, raster_from
from stylizer_app.imaging.exif_block import cleaned_exif
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.opening import PictureFile, Source, explained, opened
from stylizer_app.imaging.orientation import swaps_sides, upright
from stylizer_app.imaging.picture import Metadata, Picture, Samples
from stylizer_app.imaging.pillow_guard import pillow_ready
from stylizer_app.imaging.profiles import to_srgb
from stylizer_app.imaging.raster import DEFAULT_MAX_PIXELS, Header, Raster
from stylizer_app.imaging.tiff_header import read_tiff_header
from stylizer_app.imaging.xmp import upright_xmp

__all__ = ["DEFAULT_MAX_PIXELS", "Source", "decode", "decode_draft", "read_metadata", "read_size"]


def decode(source: Source, *, max_pixels: int = DEFAULT_MAX_PIXELS, allow_truncated: bool = False) -> Picture:
    """Return the picture in a file: its first frame or page, upright, in sRGB, at 8 or (where it has more) 16 bits.

    ``source`` is a path, a file's bytes or a file opened for reading. Raises PictureError when there is no such file,
    it may not be read, is no picture, is damaged, has more than ``max_pixels`` pixels or is truncated, unless
    ``allow_truncated`` asks for what there is.
    """
    try:
        return _decode(source, max_pixels, None, tolerant=False)
    except PictureError as error:
        if not (allow_truncated and error.reason is PictureFault.TRUNCATED):
            raise
        path = error.subject
    try:
        picture = _decode(source, max_pixels, None, tolerant=True)
    except PictureError as error:
        raise PictureError(PictureFault.NOTHING_LEFT, path) from error
    return replace(picture, notes=(*picture.notes, PictureNote.TRUNCATED))


def decode_draft(source: Source, long_side: int, *, max_pixels: int = DEFAULT_MAX_PIXELS) -> Picture:
    """Return a small 8-bit copy for a quick look: its long side is ``long_side`` pixels, or less if it has less.

    JPEG files are decoded at reduced size, which takes a fraction of the time. Colours, orientation and errors
    are as in ``decode``.
    """
    return _decode(source, max_pixels, long_side, tolerant=False)


def read_size(source: Source, *, max_pixels: int = DEFAULT_MAX_PIXELS) -> Size:
    """Return the size a picture has when upright, without decoding it. Raises PictureError."""
    with opened(source) as file, pillow_ready(), explained(file):
        header = _open(file, max_pixels)[0]
        size = header.size
        return Size(size.height, size.width) if swaps_sides(header.orientation) else size


def read_metadata(source: Source, *, max_pixels: int = DEFAULT_MAX_PIXELS) -> Metadata:
    """Return a file's metadata without decoding its pixels. Raises PictureError."""
    with opened(source) as file, pillow_ready(), explained(file):
        return _metadata(_open(file, max_pixels)[0])


def _decode(source: Source, max_pixels: int, long_side: int | None, *, tolerant: bool) -> Picture:
    """Open, decode, convert and turn."""
    with opened(source) as file, pillow_ready(tolerant=tolerant), explained(file):
        header, image = _open(file, max_pixels)
        if long_side is not None and isinstance(image, Image.Image):
            _request_draft(image, long_side)
            image = _smaller_image(image, long_side)
        raster = _raster(file, image, max_pixels, deep=long_side is None and not tolerant)
        return _picture(file, header, raster, long_side)


def _open(file: PictureFile, max_pixels: int) -> tuple[Header, Any]:
    """Return what a file says of its picture, and the decoder's object for it (None: the deep decoders start anew)."""
    if file.form.name == "heic":
        heif = open_heif(file, max_pixels)
        return _heif_header(heif), heif
    if file.form.name == "tiff":
        tiff = read_tiff_header(file, max_pixels)
        if tiff.deep:
            return tiff.header, None
        image = open_image(file, max_pixels)  # Pillow turns it upright by itself
        return replace(tiff.header, size=Size(*image.size), orientation=1), image
    image = open_image(file, max_pixels)
    return header_of(image, file), image


def _heif_header(heif: Any) -> Header:
    """Return what a HEIC file says; it turns its pixels by itself, so its Exif orientation does not count."""
    info = heif.info
    return Header(
        Size(*heif.size), info.get("exif") or None, info.get("icc_profile") or None, xmp=info.get("xmp") or None
    )


def _request_draft(image: Image.Image, long_side: int) -> None:
    """Let the JPEG decoder leave out detail that a small copy does not show."""
    if (
        isinstance(image, ImageFile.ImageFile)
        and image.format in ("JPEG", "MPO")
        and image.mode in ("RGB", "L", "CMYK")
    ):
        factor = long_side / max(image.size)
        image.draft(image.mode, (max(1, round(image.size[0] * factor)), max(1, round(image.size[1] * factor))))


def _smaller_image(image: Image.Image, long_side: int) -> Image.Image:
    """Return a picture scaled to a long side before anything else is done with it, if its kind allows that."""
    image.load()
    size = Size(*image.size)
    if image.mode not in ("RGB", "L", "CMYK") or "transparency" in image.info or size.long_side <= long_side:
        return image
    small = size.with_long_side(long_side)
    return image.resize((small.width, small.height), Image.Resampling.HAMMING, reducing_gap=2.0)


def _raster(file: PictureFile, image: Any, max_pixels: int, *, deep: bool) -> Raster:
    """Decode the pixels: all their bits if ``deep``, else by Pillow, quickly and patient with truncated files."""
    if file.form.name == "heic":
        return heif_raster(image)
    if image is None:
        return tiff_raster(file, max_pixels)
    return deep_raster(file) if deep and is_deep(file) else raster_from(image)


def _picture(file: PictureFile, header: Header, raster: Raster, long_side: int | None) -> Picture:
    """Return the raster in sRGB and upright, made smaller if wanted."""
    samples, alpha = raster.samples, raster.alpha
    rgb, understood = to_srgb(samples, raster.space, header.icc)
    if long_side is not None:
        rgb, alpha = _smaller(rgb, long_side), None if alpha is None else _smaller(alpha, long_side)
    rgb = upright(rgb, header.orientation)
    alpha = None if alpha is None else upright(alpha, header.orientation)
    notes: tuple[PictureNote, ...] = ()
    if not understood:
        header = replace(header, icc=None)
        notes = (PictureNote.PROFILE_IGNORED,)
    return Picture(rgb, alpha, _metadata(header), file.path, notes)


def _smaller(samples: Samples, long_side: int) -> Samples:
    """Return 8-bit samples (16-bit ones are cut down) scaled to a long side, if they are larger."""
    eight: Any = samples if samples.dtype == np.uint8 else (samples >> 8).astype(np.uint8)
    size = Size(samples.shape[1], samples.shape[0])
    if size.long_side <= long_side:
        return eight  # type: ignore[no-any-return]
    small = size.with_long_side(long_side)
    scaled = Image.fromarray(eight).resize((small.width, small.height), Image.Resampling.HAMMING, reducing_gap=2.0)
    return np.asarray(scaled)


def _metadata(header: Header) -> Metadata:
    """Return what is kept of a header: everything, with the orientation reset."""
    return Metadata(cleaned_exif(header.exif), header.icc, header.dpi, upright_xmp(header.xmp), header.text)
