"""The pinned wheels of another system, unpacked, and what of them PyInstaller would take there."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

from making import pinned, prune
from stylizer_app.libraries import PACKAGES

_MODULE = re.compile(r"(PySide6|imagecodecs)/(\w+)\.(pyd|abi3\.so|cpython-[\w-]+\.so)$")
_IMPORTED = {"PySide6": ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtPrintSupport"), "imagecodecs": prune.CODECS}
_LEFT_OUT = (*(f"{module.replace('.', '/')}/" for module in prune.EXCLUDED_MODULES), "PySide6/Qt/qml/", "PySide6/qml/")


def unpacked(system: pinned.System, folder: Path) -> dict[str, Path]:
    """Fetch the wheels of a system, each with one of the pinned hashes; return their files by name in the program."""
    (folder / "pinned.txt").write_text(pinned.lines(system, {name.lower() for name in PACKAGES}), "utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--require-hashes", "--only-binary=:all:", "--platform", system.tag]
    command += ["--python-version", pinned.PYTHON, "-d", str(folder), "-r", str(folder / "pinned.txt")]
    subprocess.run(command, check=True)
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder / "unpacked")
    return named(folder / "unpacked")


def named(folder: Path) -> dict[str, Path]:
    """The files of unpacked wheels by their names in the program, without binaries that PyInstaller would not take."""
    names = {
        re.sub(r"^[^/]+\.data/(platlib|purelib)/", "", path.relative_to(folder).as_posix()): path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    return {name: path for name, path in names.items() if _is_collected(name)}


def _is_collected(name: str) -> bool:
    """Whether something imports it: of Qt and of the codecs the program needs some modules only."""
    module = _MODULE.match(name)
    return not name.startswith(_LEFT_OUT) and (module is None or module[2] in _IMPORTED[module[1]])
