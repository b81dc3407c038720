"""Draws the twelve starter styles from scratch and writes them with their list into the program's resources.

Run from the repository: ``python scripts/paint_styles.py [NAME...]``.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.styles.registry import STYLES, StarterStyle

TARGET = Path(__file__).resolve().parent.parent / "stylizer_app" / "resources" / "styles"
QUALITY = 92


def jpeg_bytes(style: StarterStyle) -> bytes:
    """Return the style's picture as a JPEG file; the same bytes every time on one machine."""
    picture = np.clip(style.draw(np.random.default_rng(style.seed)), 0, 1)
    buffer = io.BytesIO()
    pixels = (picture * 255 + 0.5).astype(np.uint8)
    Image.fromarray(pixels).save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()


def list_text() -> str:
    """Return the text of ``styles.toml``: one table per style, in the order in which they are offered."""
    lines = [
        "# Made by scripts/paint_styles.py: the starter styles; the picture of each is <name>.jpg beside this file."
    ]
    for style in STYLES:
        lines += ["", "[[styles]]"]
        for key in ("name", "title", "title_it", "description", "description_it"):
            lines.append(f'{key} = "{getattr(style, key)}"')
    return "\n".join(lines) + "\n"


def write(path: Path, content: bytes) -> None:
    """Write a file in one step: whoever reads it sees the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(path.suffix + ".part")
    draft.write_bytes(content)
    draft.replace(path)


def main(arguments: list[str] | None = None) -> int:
    """Draw the named styles, or all of them, and write the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="styles to draw (all)")
    parser.add_argument("--target", type=Path, default=TARGET, help="folder to write into")
    options = parser.parse_args(arguments)
    unknown = set(options.names) - {style.name for style in STYLES}
    if unknown:
        parser.error(f"no such style: {', '.join(sorted(unknown))}")
    for style in STYLES:
        if not options.names or style.name in options.names:
            content = jpeg_bytes(style)
            write(options.target / f"{style.name}.jpg", content)
            print(f"{style.name}: {len(content) / 1000:.0f} kB")
    write(options.target / "styles.toml", list_text().encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
