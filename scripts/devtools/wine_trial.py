"""The life of an installation under Wine: setup.exe installs, the program works, is upgraded and removed.

It is what ``packaging/windows/trial.ps1`` does on Windows, on one that lacks the Visual C++ redistributable.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path, PureWindowsPath

from scripts.devtools import wine_pictures, wine_setup
from scripts.devtools.process import TroubleError, say
from scripts.devtools.wine import Wine, windows_path

_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Stylizer"
_KEYS = (
    _KEY, r"HKCU\Software\Stylizer", r"HKCU\Software\Classes\Applications\stylizer-window.exe",
    r"HKCU\Software\Classes\Stylizer.Picture", r"HKCU\Software\Classes\.jpg",
)  # fmt: skip
_OPEN_WITH = r"HKCU\Software\Classes\.heic\OpenWithProgids"
_OTHER = "Other.Picture"
_HOME = PureWindowsPath(r"C:\users\root\AppData")
_PLACE = _HOME / "Local" / "Programs" / "Stylizer"
_PHOTO = _PLACE / r"_internal\stylizer_app\examples\landscape.jpg"
_MENU = _HOME / "Roaming/Microsoft/Windows/Start Menu/Programs/Stylizer.lnk"
_MINE = "of the person.txt"
_DEEP = PureWindowsPath("C:/deep", *["a folder in a folder " + "x" * 60] * 4)
"""A folder whose path is longer than the 260 characters that Windows once allowed."""

MADE_OF = ("stylizer_app", "models", "examples", "packaging", "pyproject.toml")
"""What of the checkout goes into setup.exe."""

MOST_BYTES = 70_000_000
"""Of setup.exe."""


@dataclass(slots=True)
class Trial:
    """One installation in a prefix of its own; ``faults``: what was not as it should be."""

    wine: Wine
    setup: Path
    faults: list[str] = field(default_factory=list)

    def run(self) -> list[str]:
        """Go through all of it; return the faults."""
        self.wine.quietly("wine", "reg", "add", _OPEN_WITH, "/v", _OTHER)
        size = self.setup.stat().st_size
        say(f"{self.setup.name}: {size / 1e6:.1f} MB")
        self._expect(size <= MOST_BYTES, f"setup.exe has {size / 1e6:.1f} MB")
        self._expect(self._program(windows_path(self.setup), "/S") == 0, "setup.exe failed")
        names = ("stylizer.exe", "stylizer-window.exe", "uninstall.exe")
        for path in (*(_PLACE / name for name in names), _MENU):
            self._expect(self._real(path).is_file(), f"{path} is missing")
        self._expect(self._has(_KEY), f"{_KEY} is missing")
        self._expect(self._has(_OPEN_WITH, "Stylizer.Picture"), "Stylizer is not under Open with")
        if self.faults:
            return self.faults
        self._selftest("offscreen")
        self._selftest("")
        self._paint()
        self._paint_far_down()
        self._real(_PLACE / _MINE).write_text("mine", "utf-8")
        self._expect(self._program(windows_path(self.setup), "/S") == 0, "setup.exe failed over an installation")
        self._selftest("offscreen")
        self._remove()
        return self.faults

    def _selftest(self, platform: str) -> None:
        """The program's own test, with or without a screen."""
        report = self.wine.folder / "report.json"
        report.unlink(missing_ok=True)
        variables = {"WINEQT_QPA_PLATFORM": platform} if platform else {}  # Wine passes QT_... on only under this name
        code = self._program(_PLACE / "stylizer-window.exe", "--selftest", windows_path(report), **variables)
        where = platform or "screen"
        if not report.is_file():
            self.faults.append(f"the self-test ({where}) ended with {code} and without a report")
            return
        told = json.loads(report.read_text("utf-8"))
        say(f"self-test ({where}): ok {told['ok']}, Qt's platform {told['qt']['platform']}, golden {told['golden']}")
        self._expect(code == 0 and told["ok"], f"the self-test ({where}) failed")
        self._expect(
            told["qt"]["platform"] == (platform or "windows"), f"the self-test ran on {told['qt']['platform']}"
        )

    def _paint(self) -> None:
        """Three looks in three formats: what is painted here is what is painted there."""
        painted, own = "C:/painted", "painted-here"
        for form in wine_pictures.FORMATS:
            code = self._program(_PLACE / "stylizer.exe", *wine_pictures.words(_PHOTO, form, painted))
            self._expect(code == 0, f"painting into {form} failed")
        here, there = self.wine.folder / own, self.wine.drive / "painted"
        shutil.rmtree(here, ignore_errors=True)
        wine_pictures.paint_here(here)
        others = wine_pictures.differing(here, there)
        self._expect(not others, f"not what is painted here: {', '.join(others)}")
        say(f"painted alike, bit for bit: {len(list(here.iterdir())) - len(others)} pictures")

    def _paint_far_down(self) -> None:
        """A photo and its painting at paths of any length."""
        photo, painting = self._real(_DEEP / "photo.jpg"), _DEEP / "painting.jpg"
        photo.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(self._real(_PHOTO), photo)
        words = ("paint", _DEEP / "photo.jpg", "--style", "charcoal", "--size", "200", "--quiet", "-o", painting)
        self._expect(self._program(_PLACE / "stylizer.exe", *words) == 0, f"painting failed in {_DEEP}")
        self._expect(self._real(painting).is_file(), f"{painting} is missing")

    def _remove(self) -> None:
        code = self._program(_PLACE / "uninstall.exe", "/S", f"_?={_PLACE}")
        self._expect(code == 0, "uninstall.exe failed")
        self._real(_PLACE / "uninstall.exe").unlink(missing_ok=True)
        left = sorted(path.name for path in self._real(_PLACE).rglob("*"))
        self._expect(left == [_MINE], f"left in the folder: {left}")
        self._expect(not self._real(_MENU).exists(), "the start menu entry was left")
        for key in _KEYS:
            self._expect(not self._has(key), f"{key} was left")
        self._expect(not self._has(_OPEN_WITH, "Stylizer.Picture"), "Stylizer was left under Open with")
        self._expect(self._has(_OPEN_WITH, _OTHER), "another program was taken out of Open with")

    def _program(self, *words: object, **variables: str) -> int:
        wine = replace(self.wine, variables={**self.wine.variables, **variables})
        return wine.call(*wine.on_screen(*map(str, words)))

    def _has(self, key: str, value: str = "") -> bool:
        words = ["/v", value] if value else []
        return self.wine.quietly("wine", "reg", "query", key, *words)[0] == 0

    def _real(self, path: PureWindowsPath) -> Path:
        return self.wine.drive.joinpath(*path.parts[1:])

    def _expect(self, held: bool, fault: str) -> None:
        if not held:
            say(f"FAULT: {fault}")
            self.faults.append(fault)


def run(wine: Wine) -> list[str]:
    """Try the setup.exe that was built, in a fresh prefix without the redistributable; return the faults."""
    setup = setup_file(wine)
    bare = replace(wine, prefix="trial", bare=True)
    shutil.rmtree(bare.folder / bare.prefix, ignore_errors=True)
    wine_setup.boot(bare)
    return Trial(bare, setup).run()


def setup_file(wine: Wine) -> Path:
    """The setup.exe that was built of what the copy of the checkout is now. Raises TroubleError where there is none."""
    found = sorted((wine.source / "dist").glob("*-setup.exe"))
    if not found:
        raise TroubleError("There is no setup.exe yet: python3 scripts/dev.py windows freeze")
    if _changed(wine) > found[-1].stat().st_mtime:
        raise TroubleError("setup.exe is older than the program: python3 scripts/dev.py windows freeze")
    return found[-1]


def _changed(wine: Wine) -> float:
    """When something that setup.exe is made of was last put into the copy of the checkout, or taken out of it."""
    parts = [wine.source / name for name in MADE_OF]
    return max(path.stat().st_ctime for part in parts for path in (part, *part.rglob("*")))
