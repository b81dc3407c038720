"""Decoding: from any picture file to the one definition of a picture, upright and in its own RGB colours."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from PIL import Image

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault, PictureNote
from stylizer_app.imaging.geometry import DEFAULT_MAX_PIXELS, Size
from stylizer_app.imaging.hdr import tone_mapped
from stylizer_app.imaging.metadata.exif_block import cleaned_exif
from stylizer_app.imaging.metadata.iptc import cleaned_iptc
from stylizer_app.imaging.metadata.xmp import upright_xmp
from stylizer_app.imaging.metadata.xmp_promises import without_promises
from stylizer_app.imaging.opening import PictureFile, Source, explained, opened
from stylizer_app.imaging.orientation import swaps_sides, upright
from stylizer_app.imaging.picture import Metadata, Picture
from stylizer_app.imaging.pillow_guard import pillow_ready
from stylizer_app.imaging.profiles import InRgb, in_rgb
from stylizer_app.imaging.raster import Header, Raster
from stylizer_app.imaging.readers.choose import open_reader
from stylizer_app.imaging.samples import Samples, to_depth
from stylizer_app.imaging.spaces import hdr_space_of

__all__ = ["DEFAULT_MAX_PIXELS", "Source", "decode", "decode_draft", "read_metadata", "read_size"]


def decode(source: Source, *, max_pixels: int = DEFAULT_MAX_PIXELS, allow_truncated: bool = False) -> Picture:
    """Return the picture in a file: its first frame or page, upright, at 8 or (where it has more) 16 bits.

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
        header = open_reader(file, max_pixels).header
        size = header.size
        return Size(size.height, size.width) if swaps_sides(header.orientation) else size


def read_metadata(source: Source, *, max_pixels: int = DEFAULT_MAX_PIXELS) -> Metadata:
    """Return a file's metadata without decoding its pixels. Raises PictureError."""
    with opened(source) as file, pillow_ready(), explained(file):
        header = open_reader(file, max_pixels).header
        return _metadata(header, header.icc)


def _decode(source: Source, max_pixels: int, long_side: int | None, *, tolerant: bool) -> Picture:
    """Open, decode, convert and turn."""
    with opened(source) as file, pillow_ready(tolerant=tolerant), explained(file):
        reader = open_reader(file, max_pixels)
        if tolerant:
            raster = reader.partial_raster()
        else:
            raster = reader.raster() if long_side is None else reader.quick_raster(long_side)
        return _picture(file, reader.header, raster, long_side)


def _picture(file: PictureFile, header: Header, raster: Raster, long_side: int | None) -> Picture:
    """Return the raster in RGB and upright, made smaller if wanted."""
    rgb, icc, understood = _colours(header, raster)
    alpha = raster.alpha if raster.alpha is None else to_depth(raster.alpha, rgb.dtype.itemsize * 8)
    if long_side is not None:
        rgb, alpha = _smaller(rgb, long_side), None if alpha is None else _smaller(alpha, long_side)
    rgb = upright(rgb, header.orientation)
    alpha = None if alpha is None else upright(alpha, header.orientation)
    notes = () if understood else (PictureNote.PROFILE_IGNORED,)
    return Picture(rgb, alpha, _metadata(header, icc), file.path, notes)


def _colours(header: Header, raster: Raster) -> InRgb:
    """Return the raster in RGB: by its profile, or by what the file says without one."""
    space = header.space if header.icc is None else hdr_space_of(header.icc)
    if space is None or space.is_srgb or raster.space not in ("RGB", "GRAY"):
        return in_rgb(raster.samples, raster.space, header.icc)
    if not space.is_hdr:
        return in_rgb(raster.samples, raster.space, space.profile())
    rgb = in_rgb(raster.samples, raster.space, None).samples
    return InRgb(tone_mapped(rgb, space), space.shown_by_a_screen().profile(), True)


def _smaller(samples: Samples, long_side: int) -> Samples:
    """Return 8-bit samples (16-bit ones are cut down) scaled to a long side, if they are larger."""
    eight: Any = samples if samples.dtype == np.uint8 else (samples >> 8).astype(np.uint8)
    size = Size(samples.shape[1], samples.shape[0])
    if size.long_side <= long_side:
        return eight  # type: ignore[no-any-return]
    small = size.with_long_side(long_side)
    scaled = Image.fromarray(eight).resize((small.width, small.height), Image.Resampling.HAMMING, reducing_gap=2.0)
    return np.asarray(scaled)


def _metadata(header: Header, icc: bytes | None) -> Metadata:
    """Return what is kept of a header, with the profile of the samples: everything that is true of another file too."""
    xmp = upright_xmp(without_promises(header.xmp))
    return Metadata(cleaned_exif(header.exif), icc, header.dpi, xmp, header.text, cleaned_iptc(header.iptc))
