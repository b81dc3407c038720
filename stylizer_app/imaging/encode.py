"""Encoding: from a picture to a file, with its metadata, its own colour profile and, if it was painted, its recipe."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stylizer_app.errors import SaveError, UsageError
from stylizer_app.errors.save import EightBitsOnly, NotEncoded, SaveFault, SideTooLong
from stylizer_app.errors.usage import OutOfRange, WrongDepth
from stylizer_app.imaging.formats import Format, writable_format
from stylizer_app.imaging.metadata.exif_block import exif_for_size
from stylizer_app.imaging.metadata.words import xmp_with_iptc, xmp_with_texts
from stylizer_app.imaging.metadata.xmp_promises import xmp_for_size
from stylizer_app.imaging.picture import COMMENT, Metadata, Picture
from stylizer_app.imaging.profiles import needs_depth, to_srgb
from stylizer_app.imaging.recipe_text import embed_recipe, xmp_to_write
from stylizer_app.imaging.samples import Samples, to_depth
from stylizer_app.imaging.targets import (
    LEAST_QUALITY,
    MOST_QUALITY,
    USUAL_QUALITY,
    Overwrite,
    Target,
    check_place,
    write_file,
)

Encoder = Callable[[NDArray[Any], Metadata, int], bytes]
"""What every file in ``imaging/writers`` has: makes a file of (H, W, 3 or 4) samples, metadata and quality."""


def encode(
    picture: Picture,
    path: Path | str,
    *,
    format: str | None = None,  # noqa: A002 - the word people use
    quality: int = USUAL_QUALITY,
    strip_metadata: bool = False,
    overwrite: Overwrite = "refuse",
    depth: int | None = None,
    recipe: str | None = None,
    dpi: float | None = None,
) -> Path:
    """Save a picture and return where (``rename`` may choose another name than ``path``).

    ``format`` (else the suffix decides): the name of one that can be written; ``quality`` 1..100 for the lossy ones,
    with colour at full resolution above 90; ``depth`` 8 or 16 (else the picture's, where the format can hold it).
    Exif, resolution, XMP, texts and the profile of the source go along, the pixels being converted to that profile;
    so does ``recipe``, a text. ``strip_metadata`` leaves out all of that and writes plain sRGB. ``dpi``: dots per inch
    to write down, whatever the source's are.

    The file is there whole or not at all. Raises SaveError, also if the file exists and ``overwrite`` is ``refuse``,
    and UsageError for a quality or depth that makes no sense.
    """
    path = Path(path)
    form = writable_format(path, format)
    check_place(path, overwrite)
    if overwrite == "skip" and os.path.lexists(path):
        return path
    if overwrite == "refuse" and os.path.lexists(path):
        raise SaveError(SaveFault.EXISTS, path)
    with _explained(path, form):
        data = encode_bytes(
            picture, form.name, quality=quality, strip_metadata=strip_metadata, depth=depth, recipe=recipe, dpi=dpi
        )
    return write_file(path, data, overwrite)


def save(picture: Picture, target: Target, recipe: str | None = None) -> Path:
    """Save a picture as its target says. Raises SaveError."""
    return encode(
        picture,
        target.path,
        format=target.format,
        quality=target.quality,
        strip_metadata=target.strip_metadata,
        overwrite=target.overwrite,
        recipe=recipe,
        dpi=target.dpi,
    )


def encoded(picture: Picture, target: Target, recipe: str | None = None) -> bytes:
    """Return the file that ``save`` would write. Raises SaveError."""
    form = writable_format(target.path, target.format)
    with _explained(target.path, form):
        return encode_bytes(
            picture,
            form.name,
            quality=target.quality,
            strip_metadata=target.strip_metadata,
            recipe=recipe,
            dpi=target.dpi,
        )


def encode_bytes(
    picture: Picture,
    format: str,  # noqa: A002 - the word people use
    *,
    quality: int = USUAL_QUALITY,
    strip_metadata: bool = False,
    depth: int | None = None,
    recipe: str | None = None,
    dpi: float | None = None,
) -> bytes:
    """Return the file that ``encode`` would write. Raises SaveError and UsageError."""
    form = writable_format("", format)
    _check(picture, form, quality, depth)
    metadata = Metadata() if strip_metadata else picture.metadata
    if dpi is not None:
        metadata = replace(metadata, dpi=(dpi, dpi))
    if recipe is not None and not strip_metadata:
        metadata = embed_recipe(metadata, recipe)
    depth = depth or (picture.depth if form.sixteen_bit else 8)
    samples, icc = _samples(picture, form, metadata.icc, depth)
    metadata = replace(_true_of(metadata, picture, form), icc=icc)
    encoder: Encoder = importlib.import_module(f"stylizer_app.imaging.writers.{form.name}").encode
    return encoder(samples, metadata, quality)


def _true_of(metadata: Metadata, picture: Picture, form: Format) -> Metadata:
    """Return metadata that are right for this file: its size, and every word in a place that the format has."""
    exif = exif_for_size(metadata.exif, picture.size) if metadata.exif else None
    xmp = xmp_for_size(metadata.xmp, picture.size) if metadata.xmp else None
    if not form.texts:
        texts = [text for text in metadata.text if not (form.comment and text[0] == COMMENT)]
        xmp = xmp_to_write(replace(metadata, xmp=xmp_with_texts(xmp, texts)))
    if not form.iptc:
        xmp = xmp_with_iptc(xmp, metadata.iptc)
    return replace(metadata, exif=exif, xmp=xmp)


def _check(picture: Picture, form: Format, quality: int, depth: int | None) -> None:
    """Refuse what the format cannot hold."""
    if not LEAST_QUALITY <= quality <= MOST_QUALITY:
        raise UsageError(OutOfRange("Quality", quality, (), LEAST_QUALITY, MOST_QUALITY, whole=True))
    if depth not in (None, 8, 16):
        raise UsageError(WrongDepth(depth))
    if depth == 16 and not form.sixteen_bit:
        raise SaveError(EightBitsOnly(form.title))
    if picture.size.long_side > form.longest_side:
        raise SaveError(SideTooLong(form.title, picture.size.width, picture.size.height, form.longest_side))


def _samples(picture: Picture, form: Format, icc: bytes | None, depth: int) -> tuple[NDArray[Any], bytes | None]:
    """Return (H, W, 3 or 4) samples as they go into the file, and the profile to embed; ``icc`` None asks for sRGB."""
    own = picture.metadata.icc
    if not form.profile or (own is not None and depth < picture.depth and needs_depth(own)):
        icc = None
    rgb = to_depth(picture.samples if icc is not None else to_srgb(picture.samples, own), depth)
    if picture.alpha is None:
        return rgb, icc
    alpha = to_depth(picture.alpha, depth)
    return (np.dstack([rgb, alpha]) if form.alpha else _on_white(rgb, alpha)), icc


def _on_white(rgb: Samples, alpha: Samples) -> NDArray[Any]:
    """Return the picture as it looks on white paper."""
    peak = int(np.iinfo(rgb.dtype).max)
    cover = alpha.astype(np.uint32)[..., np.newaxis]
    flat: NDArray[Any] = ((rgb * cover + np.uint32(peak) * (peak - cover) + peak // 2) // peak).astype(rgb.dtype)
    return flat


@contextmanager
def _explained(path: Path, form: Format) -> Iterator[None]:
    """Turn whatever an encoder raises into a SaveError that names the file."""
    try:
        yield
    except UsageError:
        raise
    except SaveError as error:
        raise SaveError(error.reason, path) from error
    except MemoryError as error:
        raise SaveError(SaveFault.OUT_OF_MEMORY, path) from error
    except Exception as error:  # encoders raise whatever their authors thought of
        raise SaveError(NotEncoded(form.title, str(error)), path) from error
