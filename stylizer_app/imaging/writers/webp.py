"""Writing WebP files."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from stylizer_app.imaging.picture import Metadata
from stylizer_app.imaging.writers.pillow import metadata_options, saved


def encode(samples: NDArray[Any], metadata: Metadata, quality: int) -> bytes:
    """Return a WebP file; colours under full transparency stay what they are."""
    return saved(samples, "WEBP", quality=quality, method=2, exact=True, **metadata_options(metadata))
