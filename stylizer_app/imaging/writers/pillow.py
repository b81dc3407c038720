"""What the formats have in common that Pillow writes."""

from __future__ import annotations

import io
from typing import Any

from numpy.typing import NDArray
from PIL import Image

from stylizer_app.imaging.picture import Metadata

_FULL_COLOUR_ABOVE = 90


def saved(samples: NDArray[Any], format: str, **options: Any) -> bytes:  # noqa: A002 - Pillow's word
    """Return a file of 8-bit samples, with Pillow's options for its format."""
    buffer = io.BytesIO()
    Image.fromarray(samples).save(buffer, format, **options)
    return buffer.getvalue()


def has_full_colour(quality: int) -> bool:
    """Return whether colour is stored at full resolution (4:4:4) at this quality."""
    return quality > _FULL_COLOUR_ABOVE


def metadata_options(metadata: Metadata) -> dict[str, Any]:
    """Return Pillow's options for profile, Exif block and XMP packet, where there are any."""
    options = {"icc_profile": metadata.icc, "exif": metadata.exif, "xmp": metadata.xmp}
    return {key: value for key, value in options.items() if value}
