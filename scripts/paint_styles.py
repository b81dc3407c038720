"""Draws the twelve starter styles from scratch and writes them with their list into the program's resources.

Run from the repository: ``python scripts/paint_styles.py [NAME...]``.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

import numpy as np
import tomli_w
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.styles.registry import STYLES, StarterStyle

TARGET = Path(__file__).resolve().parent.parent / "stylizer_app" / "resources" / "styles"
QUALITY = 92
HEAD = """\
# Made by scripts/paint_styles.py: the starter styles; the picture of each is <name>.jpg beside this file.

"""


def jpeg_bytes(style: StarterStyle) -> bytes:
    """Return the style's picture as a JPEG file; the same bytes every time on one machine."""
    picture = np.clip(style.draw(np.random.default_rng(style.seed)), 0, 1)
    buffer = io.BytesIO()
    pixels = (picture * 255 + 0.5).astype(np.uint8)
    Image.fromarray(pixels).save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()


def list_text() -> str:
    """The text of ``styles.toml``: one table per style, in the order in which they are offered."""
    keys = ("name", "title", "title_it", "description", "description_it")
    return HEAD + tomli_w.dumps({"styles": [{key: getattr(style, key) for key in keys} for style in STYLES]})


def main(arguments: list[str] | None = None) -> int:
    """Draw the named styles, or all of them, and write the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="styles to draw (all)")
    parser.add_argument("--target", type=Path, default=TARGET, help="folder to write into")
    options = parser.parse_args(arguments)
    unknown = set(options.names) - {style.name for style in STYLES}
    if unknown:
        parser.error(f"no such style: {', '.join(sorted(unknown))}")
    options.target.mkdir(parents=True, exist_ok=True)
    for style in STYLES:
        if not options.names or style.name in options.names:
            content = jpeg_bytes(style)
            (options.target / f"{style.name}.jpg").write_bytes(content)
            print(f"{style.name}: {len(content) / 1000:.0f} kB")
    (options.target / "styles.toml").write_text(list_text(), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
