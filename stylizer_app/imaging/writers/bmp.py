"""Writing BMP files, which hold nothing but pixels and their resolution."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from stylizer_app.imaging.picture import Metadata
from stylizer_app.imaging.writers.pillow import saved


def encode(samples: NDArray[Any], metadata: Metadata, quality: int) -> bytes:  # noqa: ARG001
    """Return a BMP file."""
    return saved(samples, "BMP", **({"dpi": metadata.dpi} if metadata.dpi else {}))
