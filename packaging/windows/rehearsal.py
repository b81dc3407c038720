"""Lays out a Windows tree like the frozen one, on any machine: the pinned Windows wheels, pruned by the same rules.

    rehearsal.py TREE [PROGRAM.exe]       needs pefile, and pip with a way to the wheels

PROGRAM stands in for the two executables that only Windows can make; Python's own DLLs are missing. With the tree,
making/closure.py shows whether libraries are missing, and make.py makes a setup.exe of nearly the real size.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

sys.path[:0] = [str(folder) for folder in Path(__file__).resolve().parents[1:3]]

from making import closure, heif, names, pinned, prune  # noqa: E402

from stylizer_app.libraries import PACKAGES  # noqa: E402

QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtSvg")
"""What the program imports of Qt; PyInstaller finds the same."""

_BINARY = re.compile(r"\.(pyd|dll)$", re.IGNORECASE)


def fetch(folder: Path) -> list[Path]:
    """The wheels, each with one of the pinned hashes."""
    (folder / "pinned.txt").write_text(pinned.for_windows({name.lower() for name in PACKAGES}), "utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--require-hashes", "--only-binary=:all:", "--platform", "win_amd64", "--python-version", pinned.PYTHON]
    subprocess.run([*command, "-d", str(folder), "-r", str(folder / "pinned.txt")], check=True)
    return sorted(folder.glob("*.whl"))


def candidates(unpacked: Path) -> list[prune.Entry]:
    """The binaries, plugins and translations that PyInstaller would collect, as it lists them."""
    found = []
    for path in sorted(unpacked.rglob("*")):
        name = re.sub(r"^[^/]+\.data/(platlib|purelib)/", "", path.relative_to(unpacked).as_posix())
        if not path.is_file() or not (_BINARY.search(name) or re.search(r"PySide6/translations/.*\.qm$", name)):
            continue
        module = re.match(r"(PySide6|imagecodecs)/(\w+)\.", name) if path.suffix == ".pyd" else None
        wanted = {"PySide6": QT_MODULES, "imagecodecs": prune.CODECS}
        excluded = name.startswith(tuple(f"{module.replace('.', '/')}/" for module in prune.EXCLUDED_MODULES))
        if not excluded and (module is None or module[2] in wanted[module[1]]):
            found.append((name, str(path), "EXTENSION" if path.suffix == ".pyd" else "BINARY"))
    return found


def _needs(source: str) -> list[str]:
    return list(closure.asked_by(Path(source))) if _BINARY.search(source) else []


def lay_out(tree: Path, program: Path | None = None) -> list[str]:
    """Fill the folder ``tree``; return the names of what was left out."""
    with tempfile.TemporaryDirectory(prefix="stylizer-wheels-") as temporary:
        unpacked = Path(temporary) / "unpacked"
        for wheel in fetch(Path(temporary)):
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(unpacked)
        kept = prune.prune(candidates(unpacked), _needs, linux=False)
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
