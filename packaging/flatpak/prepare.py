"""Writes what the Flatpak gets besides the frozen tree: desktop entry, metainfo, kind of build."""

import json
import os
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from making import desktop, names  # noqa: E402


def main() -> None:
    """Write the three files."""
    folder = names.ROOT / "build" / "package" / "flatpak"
    folder.mkdir(parents=True, exist_ok=True)
    repository = os.environ.get("GITHUB_REPOSITORY", "")
    facts = {"kind": "flatpak", "repository": repository, "version": names.VERSION}
    (folder / "build.json").write_text(json.dumps(facts, indent=2) + "\n", "utf-8")
    (folder / f"{names.APP_ID}.desktop").write_text(desktop.entry("/app/lib/stylizer"), "utf-8")
    (folder / f"{names.APP_ID}.metainfo.xml").write_text(desktop.metainfo(repository), "utf-8")


if __name__ == "__main__":
    main()
