"""Lays out a Windows tree like the frozen one, on any machine: the pinned Windows wheels, pruned by the same rules.

    rehearsal.py TREE [PROGRAM.exe]       needs pefile, and pip with a way to the wheels

PROGRAM stands in for the two executables that only Windows can make; Python's own DLLs are missing. With the tree,
making/closure.py shows whether libraries are missing, and make.py makes a setup.exe of nearly the real size.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

sys.path[:0] = [str(folder) for folder in Path(__file__).resolve().parents[1:3]]

from making import closure, heif, names, pinned, prune, wheels  # noqa: E402

_BINARY = re.compile(r"\.(pyd|dll)$", re.IGNORECASE)


def candidates(files: Mapping[str, Path]) -> list[prune.Entry]:
    """The binaries, plugins and translations that PyInstaller would collect, as it lists them."""
    return [
        (name, str(path), "EXTENSION" if path.suffix == ".pyd" else "BINARY")
        for name, path in files.items()
        if _BINARY.search(name) or re.search(r"PySide6/translations/.*\.qm$", name)
    ]


def _needs(source: str) -> list[str]:
    return list(closure.asked_by(Path(source))) if _BINARY.search(source) else []


def lay_out(tree: Path, program: Path | None = None) -> list[str]:
    """Fill the folder ``tree``; return the names of what was left out."""
    with tempfile.TemporaryDirectory(prefix="stylizer-wheels-") as temporary:
        files = wheels.unpacked(pinned.WINDOWS, Path(temporary))
        kept = prune.prune(candidates(files), _needs, linux=False)
        entries = heif.without_encoder(kept.entries, Path(temporary), shutil.which("x86_64-w64-mingw32-gcc") or "")
        for name, source, _ in entries:
            target = tree / "_internal" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    package = tree / "_internal" / "stylizer_app"
    ours = shutil.ignore_patterns("*.py", "__pycache__", "*.ts")
    shutil.copytree(names.ROOT / "stylizer_app" / "resources", package / "resources", ignore=ours)
    shutil.copytree(names.ROOT / "models", package / "models", ignore=ours)
    shutil.copytree(names.ROOT / "examples", package / "examples", ignore=ours)
    if program is not None:
        for name in (names.PROGRAM, names.WINDOW):
            shutil.copy(program, tree / f"{name}.exe")
    return kept.dropped


def main() -> None:
    """Lay it out, and say how large it is."""
    tree = Path(sys.argv[1])
    if tree.exists():
        raise SystemExit(f"{tree} is there already.")
    left_out = lay_out(tree, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    size = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file())
    print(f"{tree}: {size / 1e6:.1f} MB; left out: {len(left_out)} files")


if __name__ == "__main__":
    main()
