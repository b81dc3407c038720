"""Title bars under Wine: it draws none, so what the window asks Windows for is noted, and compared with its theme."""

from __future__ import annotations

import shutil
from dataclasses import replace

from scripts.devtools.process import ROOT
from scripts.devtools.wine import Wine, windows_path

MODES = ("light", "dark", "light", "dark")
"""The themes that the window wears, one after the other."""

_DARK = "20"
"""DWMWA_USE_IMMERSIVE_DARK_MODE, which colours a title bar."""

_WEAR = f"""\
import ctypes, os
noting = ctypes.WinDLL(os.environ["STYLIZER_DWMAPI"])  # Qt gets it, too: one of that name is loaded
from PySide6.QtWidgets import QDialog, QWidget
from stylizer_app.ui import app as program
from stylizer_app.ui.look import theme

app = program.make_app(["stylizer"])
window = QWidget()
for mode in {MODES}:
    with open(os.environ["STYLIZER_TITLE_BARS"], "a") as file:
        print(mode, file=file)
    theme.apply(app, mode)
    window.setWindowTitle("window")
    window.show()
    app.processEvents()
dialog = QDialog(window)
dialog.show()
app.processEvents()
"""


def faults(wine: Wine) -> list[str]:
    """What title bars are not as the theme is: the window's, and that of a dialog opened in the last one."""
    libraries = wine.folder / "libraries"
    shutil.copy(ROOT / "packaging" / "windows" / "dwmapi.c", libraries)
    wine.need("x86_64-w64-mingw32-gcc", "-shared", "-Os", "-s", "-o", "dwmapi.dll", "dwmapi.c", cwd=libraries)
    noted = wine.folder / "title-bars.txt"
    noted.unlink(missing_ok=True)
    places = {"STYLIZER_TITLE_BARS": noted, "STYLIZER_DWMAPI": libraries / "dwmapi.dll"}
    told = replace(wine, variables={name: windows_path(path) for name, path in places.items()})
    told.call(*told.on_screen(told.python, "-c", _WEAR), cwd=told.source)
    return wrong(noted.read_text("utf-8").splitlines() if noted.is_file() else [])


def wrong(lines: list[str]) -> list[str]:
    """The faults in what was noted: a theme's name, then each call after it as title|attribute|value."""
    found, themes = list[str](), list[tuple[str, dict[str, str]]]()
    for line in lines:
        title, *rest = line.split("|")
        if not rest:
            themes.append((title, {}))
        elif rest[0] == _DARK and themes:
            themes[-1][1]["window" if title == "window" else "dialog"] = rest[1]
    if tuple(theme for theme, _ in themes) != MODES:
        return [f"the window wore {', '.join(theme for theme, _ in themes) or 'nothing'}"]
    for number, (theme, asked) in enumerate(themes):
        bars = ["window", "dialog"] if number == len(themes) - 1 else ["window"] if number else []
        value = "1" if theme == "dark" else "0"
        found += [f"{theme} {bar}: {asked.get(bar, 'not asked for')}" for bar in bars if asked.get(bar) != value]
    return found
