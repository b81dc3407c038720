"""Renders the two example photographs into ``examples/``, so that the first command needs nothing from outside.

Run from the repository: ``python scripts/render_examples.py [NAME...]``. It takes some minutes.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.examples_render.landscape import render_landscape
from scripts.examples_render.still_life import render_still_life

TARGET = Path(__file__).resolve().parent.parent / "examples"
LIMIT = 600_000
"""Largest size of an example in bytes."""

EXAMPLES: dict[str, Callable[[], NDArray[np.uint8]]] = {"landscape": render_landscape, "still-life": render_still_life}


def jpeg_bytes(pixels: NDArray[np.uint8]) -> bytes:
    """Return the photograph as the best JPEG file within the limit."""
    for quality in range(92, 60, -2):
        buffer = io.BytesIO()
        Image.fromarray(pixels).save(buffer, "JPEG", quality=quality)
        if buffer.tell() < LIMIT:
            return buffer.getvalue()
    raise ValueError("the picture is too rough for its size limit")


def main(arguments: list[str] | None = None) -> int:
    """Render the named examples, or both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"examples to render ({', '.join(EXAMPLES)})")
    parser.add_argument("--target", type=Path, default=TARGET, help="folder to write into")
    options = parser.parse_args(arguments)
    for name in options.names or list(EXAMPLES):
        if name not in EXAMPLES:
            parser.error(f"no such example: {name}")
        content = jpeg_bytes(EXAMPLES[name]())
        options.target.mkdir(parents=True, exist_ok=True)
        (options.target / f"{name}.jpg").write_bytes(content)
        print(f"{name}: {len(content) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
