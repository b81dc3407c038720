"""Writing AVIF files."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from stylizer_app.imaging.picture import Metadata
from stylizer_app.imaging.writers.pillow import has_full_colour, metadata_options, saved


def encode(samples: NDArray[Any], metadata: Metadata, quality: int) -> bytes:
    """Return an AVIF file, encoded quickly rather than as small as can be."""
    subsampling = "4:4:4" if has_full_colour(quality) else "4:2:0"
    return saved(samples, "AVIF", quality=quality, subsampling=subsampling, speed=8, **metadata_options(metadata))
