"""Collects the licence of everything that the program carries, one folder for each part."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from making import names
from stylizer_app.libraries import PACKAGES

HERE = Path(__file__).resolve().parents[1] / "licenses"
_FILES = ("licen", "copying", "notice", "thirdparty", "authors")
_PYTHON_NAMES = ("LICENSE.txt", "LICENSE", "LICENSE.rst")

CARRIED = (*PACKAGES, "flatbuffers", "packaging", "pyinstaller")
"""The packages of which anything is inside; of PyInstaller it is the small program that starts everything."""

_QT = """\
Qt and Qt for Python (PySide6, shiboken6), {version}
Copyright (C) The Qt Company Ltd. and other contributors.

Used under the GNU Lesser General Public License, version 3 (LGPL-3.0.txt, which builds on GPL-3.0.txt, both here).
They are shared libraries in the folder PySide6 and may be replaced by builds of your own.
Sources: https://download.qt.io/official_releases/QtForPython/ and https://download.qt.io/official_releases/qt/
Parts by third parties, with their licences: https://doc.qt.io/qt-6/licenses-used-in-qt.html
"""
_WITHOUT_ENCODER = """\
The HEVC encoder (x265) that the package pillow-heif brings is not in this program: where it was lies a library of two
empty functions, made from packaging/no_encoder.c. The HEVC decoder (libde265) and libheif are used under the
LGPL-3.0.
"""
_WITH_ENCODER = """\
The package pillow-heif brings libheif and libde265 (LGPL-3.0) and x265 (GPL-2.0-or-later). Stylizer only reads HEIC
files and never calls x265; whoever passes this folder on, passes on x265 under its licence
(https://bitbucket.org/multicoreware/x265_git).
"""


def collect(target: Path, *, encoder_replaced: bool) -> list[str]:
    """Fill the folder ``target``; return the names of the parts whose licence text could not be found."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    missing = [name for name in CARRIED if _is_installed(name) and not _of_package(name, target)]
    shutil.copy(names.ROOT / "LICENSE", target / "Stylizer-LICENSE.txt")
    (target / "pillow-heif" / "ENCODER.txt").write_text(
        _WITHOUT_ENCODER if encoder_replaced else _WITH_ENCODER, "utf-8"
    )
    return missing + ([] if _python(target) else ["Python"])


def of_system(libraries: Iterable[str], target: Path) -> list[str]:
    """Copy what Debian says about the packages that libraries of the building machine belong to, into ``target``.

    Returns the libraries of which nothing is known.
    """
    missing = []
    for library in libraries:
        package = _debian_package(Path(library))
        text = Path("/usr/share/doc") / package / "copyright"
        if package and text.is_file():
            (target / "system").mkdir(parents=True, exist_ok=True)
            shutil.copy(text, target / "system" / f"{package}.txt")
        else:
            missing.append(library)
    return missing


def _debian_package(library: Path) -> str:
    """The package that a file belongs to; "" if there is none. It is known under /lib, /usr/lib or both."""
    if shutil.which("dpkg-query") is None:
        return ""
    real = str(library.resolve())
    places = [str(library), real, real.removeprefix("/usr"), f"/usr{library}"]
    for place in places:
        done = subprocess.run(["dpkg-query", "-S", place], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.split(":", 1)[0]
    return ""


def _is_installed(name: str) -> bool:
    try:
        importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _of_package(name: str, target: Path) -> bool:
    """Copy what a package says about its licence; return whether there was anything."""
    distribution = importlib.metadata.distribution(name)
    place = target / name.lower()
    place.mkdir()
    metadata: Any = distribution.metadata
    licence = metadata.get("License-Expression") or metadata.get("License") or ""
    facts = [
        f"{metadata['Name']} {metadata['Version']}",
        f"Licence: {licence.splitlines()[0] if licence else 'see here'}",
    ]
    facts += [value for key, value in metadata.items() if key in {"Home-page", "Project-URL"}]
    (place / "PACKAGE.txt").write_text("\n".join(facts) + "\n", "utf-8")
    if name in {"PySide6-Essentials", "shiboken6"}:
        return _qt(place, metadata["Version"])
    files = [file for file in distribution.files or () if _tells(file.name) and "__pycache__" not in file.parts]
    for file in files:
        source = Path(str(distribution.locate_file(file)))
        if source.is_file() and source.suffix not in {".py", ".pyc"}:
            copy = place / "-".join(
                part for part in file.parts if not part.endswith(".dist-info") and part != "licenses"
            )
            shutil.copy(source, copy)
    return bool(files) or bool(licence)


def _qt(place: Path, version: str) -> bool:
    (place / "QT.txt").write_text(_QT.format(version=version), "utf-8")
    for text in HERE.glob("*.txt"):
        shutil.copy(text, place / text.name)
    return True


def _tells(name: str) -> bool:
    return any(name.lower().startswith(word) or word in name.lower() for word in _FILES)


def _python(target: Path) -> bool:
    """Copy Python's own licence."""
    folders = [
        Path(sysconfig.get_path("stdlib")),
        Path(sys.base_prefix),
        Path(sys.base_prefix) / "share" / "doc" / "python3",
    ]
    found = next((place / name for place in folders for name in _PYTHON_NAMES if (place / name).is_file()), None)
    if found:
        shutil.copy(found, target / "Python-LICENSE.txt")
    return found is not None
