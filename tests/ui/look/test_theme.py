"""Text can be read on every background of both themes, and icons and styles follow a change of theme."""

from __future__ import annotations

import itertools
import string

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QStyleHints
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stylizer_app.system import paths
from stylizer_app.ui.look import icons, palette, theme

BACKGROUNDS = ("canvas", "window", "panel", "raised", "hover", "accent_soft", "danger_soft")
TEXTS = ("text", "muted")
BOTH = pytest.mark.parametrize("shown", [palette.LIGHT, palette.DARK], ids=["light", "dark"])


def luminance(name: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (QColor(name).redF(), QColor(name).greenF(), QColor(name).blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@BOTH
def test_every_text_has_contrast_on_every_background(shown: palette.Colours) -> None:
    pairs = [*itertools.product(TEXTS, BACKGROUNDS), ("on_accent", "accent"), ("text", "pressed")]
    pairs += [("accent", "window"), ("accent", "panel"), ("accent", "raised")]  # links
    pairs += [("danger", "window"), ("danger", "panel"), ("danger", "danger_soft")]
    low = {pair: contrast(getattr(shown, pair[0]), getattr(shown, pair[1])) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}


@BOTH
def test_edges_and_focus_rings_can_be_seen(shown: palette.Colours) -> None:
    pairs = itertools.product(("outline", "accent"), ("window", "panel", "raised"))
    assert {pair for pair in pairs if contrast(getattr(shown, pair[0]), getattr(shown, pair[1])) < 3.0} == set()


@BOTH
def test_backgrounds_are_neutral_so_that_pictures_carry_the_colour(shown: palette.Colours) -> None:
    for name in ("canvas", "window", "panel", "raised", "groove", "text", "muted", "checker_a", "checker_b"):
        colour = QColor(getattr(shown, name))
        assert colour.red() == colour.green() == colour.blue(), name


@BOTH
def test_the_style_sheet_is_complete(shown: palette.Colours) -> None:
    template = string.Template(paths.bundled("resources", "stylizer.qss").read_text("utf-8"))
    assert template.is_valid()
    assert "$" not in theme.style_sheet(shown)


def test_a_change_of_theme_reaches_palette_icons_and_listeners(qapp: QApplication, qtbot: QtBot) -> None:
    current = theme.apply(qapp, "light")
    button = QPushButton("Save")
    qtbot.addWidget(button)
    icons.bind(button, "save")
    action = QAction("Save", button)
    button.addAction(action)
    icons.bind(action, "save")
    before = icons.pixmap("save", 24, palette.colours().color("text")).toImage()
    with qtbot.waitSignal(current.changed):
        theme.apply(qapp, "dark")
    assert palette.colours() is palette.DARK
    assert qapp.palette().window().color() == QColor(palette.DARK.window)
    for target in (button, action):
        shown = target.icon().pixmap(24, 24).toImage()
        assert shown.convertToFormat(before.format()) != before
        assert max(_light(shown)) > 200
    theme.apply(qapp, "light")


def _light(image: object) -> list[int]:
    pixels = ((x, y) for x in range(image.width()) for y in range(image.height()))  # type: ignore[attr-defined]
    colours = (image.pixelColor(x, y) for x, y in pixels)  # type: ignore[attr-defined]
    return [colour.lightness() for colour in colours if colour.alpha() > 128]


def test_the_system_scheme_is_followed_only_while_asked_to(qapp: QApplication) -> None:
    current = theme.apply(qapp, "dark")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert palette.colours() is palette.DARK
    theme.apply(qapp, "system")
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert palette.colours() is (palette.DARK if dark else palette.LIGHT)
    assert theme.apply(qapp, "light") is current


def test_windows_is_told_the_scheme_when_the_palette_is_that_of_its_title_bars(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[Qt.ColorScheme, QColor]] = []

    def note(_hints: QStyleHints, scheme: Qt.ColorScheme) -> None:
        told.append((scheme, qapp.palette().window().color()))

    monkeypatch.setattr(QStyleHints, "setColorScheme", note)
    theme.apply(qapp, "light")
    theme.apply(qapp, "dark")
    theme.apply(qapp, "light")
    light, dark = QColor(palette.LIGHT.window), QColor(palette.DARK.window)
    assert told == [(Qt.ColorScheme.Light, light), (Qt.ColorScheme.Dark, dark), (Qt.ColorScheme.Light, light)]


def test_a_widget_hears_of_a_restyle(qapp: QApplication, qtbot: QtBot) -> None:
    heard: list[bool] = []

    class Listener(QWidget):
        def changeEvent(self, event: object) -> None:
            heard.append(theme.is_restyle(event))  # type: ignore[arg-type]

    widget = Listener()
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    theme.apply(qapp, "dark")
    theme.apply(qapp, "light")
    qapp.processEvents()
    assert any(heard)
