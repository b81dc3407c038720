"""Keeps the translations in step with the window: `update` collects its strings, `release` compiles them."""

from __future__ import annotations

import argparse
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "stylizer_app" / "resources" / "translations"
LANGUAGES = ("it",)


def tool(name: str) -> str:
    """Return the path of one of Qt's tools that PySide6 brings."""
    return str(Path(sysconfig.get_path("scripts")) / f"pyside6-{name}")


def update() -> None:
    """Collect every string of the window; new ones are marked unfinished, those that are gone are dropped."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "stylizer_app" / "ui").rglob("*.py"))
    for language in LANGUAGES:
        target = str(FOLDER.relative_to(ROOT) / f"stylizer_{language}.ts")
        options = ["-locations", "none", "-no-obsolete", "-source-language", "en", "-target-language", language]
        subprocess.run([tool("lupdate"), *options, *sources, "-ts", target], cwd=ROOT, check=True)


def release(folder: Path = FOLDER) -> None:
    """Compile the translations into ``folder``."""
    for language in LANGUAGES:
        source, target = FOLDER / f"stylizer_{language}.ts", folder / f"stylizer_{language}.qm"
        subprocess.run([tool("lrelease"), "-silent", str(source), "-qm", str(target)], check=True)


def main() -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("update", "release"))
    chosen = parser.parse_args().what
    (update if chosen == "update" else release)()
    return 0


if __name__ == "__main__":
    sys.exit(main())
