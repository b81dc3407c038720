"""Writes the program's looks into its resources: the list, the drawings, and a tile of each look.

Run from the repository: ``python scripts/paint_styles.py``. Looks of scripts/styles/catalogue.toml that the shipped
networks were not taught, and that are not drawn, are left out of the list.
"""

from __future__ import annotations

import argparse
import io
import sys
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

import numpy as np
import tomli_w
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.styles.drawings import DRAWINGS, SEED  # noqa: E402
from scripts.styles.tiles import write_tiles  # noqa: E402
from stylizer_app.engine.packs.library import PackLibrary  # noqa: E402

CATALOGUE = ROOT / "scripts" / "styles" / "catalogue.toml"
TARGET = ROOT / "stylizer_app" / "resources" / "styles"
QUALITY = 92
HEAD = """\
# Made by scripts/paint_styles.py from scripts/styles/catalogue.toml: the looks that come with the program.
# tiles/<name>.jpg shows a look; <name>.jpg is a drawing of it, for networks that were not taught it.

"""


def drawing_bytes(name: str) -> bytes:
    """Return the drawing of a look as a JPEG file; the same bytes every time on one machine."""
    picture = np.clip(DRAWINGS[name](np.random.default_rng(SEED)), 0, 1)
    buffer = io.BytesIO()
    Image.fromarray((picture * 255 + 0.5).astype(np.uint8)).save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()


def catalogue() -> list[dict[str, Any]]:
    """Return every look that there may be, in order."""
    entries: list[dict[str, Any]] = tomllib.loads(CATALOGUE.read_text("utf-8"))["styles"]
    return entries


def list_text(taught: Collection[str]) -> str:
    """Return the text of ``styles.toml``: the looks of the catalogue that were taught or are drawn."""
    return HEAD + tomli_w.dumps({"styles": [one for one in catalogue() if one["name"] in {*taught, *DRAWINGS}]})


def main(arguments: list[str] | None = None) -> int:
    """Write the list, draw what is drawn, and paint the tiles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draw", nargs="*", metavar="NAME", help="draw these again, all if none is named")
    parser.add_argument("--no-tiles", action="store_true", help="keep the tiles as they are")
    parser.add_argument("--target", type=Path, default=TARGET, help="folder to write into")
    options = parser.parse_args(arguments)
    named = [] if options.draw is None else options.draw or [*DRAWINGS]
    if unknown := set(named) - {*DRAWINGS}:
        parser.error(f"no such drawing: {', '.join(sorted(unknown))}")
    options.target.mkdir(parents=True, exist_ok=True)
    for name in named:
        (options.target / f"{name}.jpg").write_bytes(drawing_bytes(name))
    text = list_text(PackLibrary().get("builtin").looks)
    (options.target / "styles.toml").write_text(text, "utf-8", newline="\n")
    if not options.no_tiles:
        write_tiles(options.target / "tiles")
    return 0


if __name__ == "__main__":
    sys.exit(main())
