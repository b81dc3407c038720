"""Makes the pictures of the user guide in docs/images from the program itself: `python scripts/docs_images.py`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts import screenshots  # noqa: E402 (found through the path set above)

OUT = ROOT / "docs" / "images"
PICTURES = {"light": {"window": "wipe", "album": "album", "save": "save"}, "dark": {"mixer": "mixer"}}
"""Which state of the window, in which theme, under which name."""


def main() -> int:
    """Take them, with few enough colours for small files."""
    OUT.mkdir(parents=True, exist_ok=True)
    for theme, pictures in PICTURES.items():
        look = screenshots.Look(theme, "en", 100)
        arguments = screenshots.parse([str(OUT), "--states", *pictures.values()])
        arguments.photos = screenshots.example_photos()
        with tempfile.TemporaryDirectory() as shots:
            screenshots.take_in_process(Path(shots), look, arguments)
            for name, state in pictures.items():
                shot = Image.open(Path(shots) / f"{state}-{look.suffix}.png").convert("RGB")
                small = shot.quantize(256, dither=Image.Dither.FLOYDSTEINBERG)
                small.save(OUT / f"{name}.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
