"""Writing JPEG files, whose metadata come in small segments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from numpy.typing import NDArray

from stylizer_app.imaging.metadata.iptc import PHOTOSHOP, resources_with
from stylizer_app.imaging.picture import COMMENT, Metadata
from stylizer_app.imaging.recipe_text import xmp_to_write
from stylizer_app.imaging.writers.pillow import has_full_colour, metadata_options, saved

_SEGMENT_BYTES = 65_000  # what fits into one segment, with room for its label
_MOST_DPI = 65_535


def encode(samples: NDArray[Any], metadata: Metadata, quality: int) -> bytes:
    """Return a JPEG file; metadata that fit into no segment are left out, the recipe last."""
    exif = b"Exif\0\0" + metadata.exif if metadata.exif and len(metadata.exif) < _SEGMENT_BYTES else None
    xmp = metadata.xmp
    if xmp and len(xmp) >= _SEGMENT_BYTES:
        xmp = xmp_to_write(replace(metadata, xmp=None))
        xmp = xmp if xmp and len(xmp) < _SEGMENT_BYTES else None
    options = metadata_options(replace(metadata, exif=exif, xmp=xmp))
    if metadata.dpi and max(metadata.dpi) <= _MOST_DPI:
        options["dpi"] = metadata.dpi
    comment = dict(metadata.text).get(COMMENT, "").encode("utf-8", "replace")
    if comment:
        options["comment"] = comment[:_SEGMENT_BYTES]
    if metadata.iptc:
        options["extra"] = b"".join(_photoshop_segments(resources_with(metadata.iptc)))
    return saved(samples, "JPEG", quality=quality, subsampling=0 if has_full_colour(quality) else 2, **options)


def _photoshop_segments(resources: bytes) -> Iterator[bytes]:
    """Yield as many segments as image resources need."""
    for at in range(0, len(resources), _SEGMENT_BYTES):
        content = PHOTOSHOP + resources[at : at + _SEGMENT_BYTES]
        yield b"\xff\xed" + (len(content) + 2).to_bytes(2, "big") + content
