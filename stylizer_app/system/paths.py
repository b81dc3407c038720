"""Where everything lies: bundled files from source, wheel or frozen program, and the person's own folders."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import platformdirs

HOME_VARIABLE = "STYLIZER_HOME"
"""Environment variable: when set, all of the person's folders lie inside that folder (for tests and portable use)."""

PACKAGE = Path(__file__).resolve().parent.parent

TRY_PACK = "--try-pack"
"""The flag with which the program starts itself to try a pack: its folder and the report's file follow."""

_APP = "Stylizer" if sys.platform in {"win32", "darwin"} else "stylizer"


def is_frozen() -> bool:
    """Whether the program runs from an installed bundle without a Python of its own."""
    return bool(getattr(sys, "frozen", False))


def bundled(*parts: str, package: Path = PACKAGE) -> Path:
    """Return the path of a file or folder that comes with the program; it need not exist.

    Looked for inside the package (wheel), inside the frozen bundle, and beside the package (source checkout).
    """
    candidates = [root.joinpath(*parts) for root in _bundle_roots(package)]
    return next((path for path in candidates if path.exists()), candidates[0])


def _bundle_roots(package: Path) -> list[Path]:
    """The folders in which bundled files may lie, likeliest first."""
    roots = [package]
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle:
        roots += [Path(bundle) / package.name, Path(bundle)]
    if (package.parent / "pyproject.toml").is_file():
        roots.append(package.parent)
    return roots


def resources_dir() -> Path:
    """Icons, stylesheet, translations and looks."""
    return bundled("resources")


def styles_dir() -> Path:
    """The looks: their list, tiles, and drawings named by their stems."""
    return bundled("resources", "styles")


def bundled_packs_dir() -> Path:
    """The packs of networks that come with the program; each is a folder in here."""
    return bundled("models")


def examples_dir() -> Path:
    """The example photos."""
    return bundled("examples")


def data_dir() -> Path:
    """What the person installed or made: packs, styles, sessions. Kept when the cache is cleared."""
    return _own("data", platformdirs.user_data_path(_APP, appauthor=False, roaming=False))


def config_dir() -> Path:
    """What the person chose."""
    return _own("config", platformdirs.user_config_path(_APP, appauthor=False, roaming=False))


def cache_dir() -> Path:
    """What can be made again: thumbnails, style vectors, compiled networks."""
    return _own("cache", platformdirs.user_cache_path(_APP, appauthor=False))


def logs_dir() -> Path:
    """Log files and crash reports."""
    return _own("logs", platformdirs.user_log_path(_APP, appauthor=False))


def _own(name: str, usual: Path) -> Path:
    """``usual``, or the folder ``name`` inside STYLIZER_HOME when that is set."""
    home = os.environ.get(HOME_VARIABLE)
    return Path(home).expanduser().resolve() / name if home else usual


def user_packs_dir() -> Path:
    """The packs of networks that the person installed."""
    return data_dir() / "packs"


def gpu_dir() -> Path:
    """Libraries for a graphics card that were installed later; put first on the import path."""
    return data_dir() / "gpu"


def session_file() -> Path:
    """What was open when the window was last closed, or crashed."""
    return data_dir() / "session.json"


def looks_dir() -> Path:
    """Looks that the person saved, or was given."""
    return data_dir() / "looks"


def pasted_dir() -> Path:
    """Pictures that came without a file: pasted, or dragged out of a browser."""
    return data_dir() / "pasted"


def window_file() -> Path:
    """Where the window lay when it was closed."""
    return data_dir() / "window.json"


def preferences_file() -> Path:
    """What the person chose, as preferences.py writes it."""
    return config_dir() / "preferences.json"


def devices_file() -> Path:
    """What the self-tests found out about this machine's devices."""
    return cache_dir() / "devices.json"


def log_file() -> Path:
    """The current log; older ones end in .1, .2."""
    return logs_dir() / "stylizer.log"


def spill_dir() -> Path:
    """Return the existing folder for large temporary maps: TMPDIR if set, otherwise on the disk that holds the cache.

    Not the system's usual temporary folder, which is often kept in memory: spilling into that would spare nothing.
    """
    chosen = os.environ.get("TMPDIR")
    folder = Path(chosen) if chosen else cache_dir() / "spill"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.gettempdir())
    return folder
