"""The theme: light or dark as chosen or as the system says, the 8 px grid, and the style sheet made of both."""

from __future__ import annotations

from dataclasses import asdict
from string import Template
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QPen
from PySide6.QtWidgets import QApplication, QStyleFactory

from stylizer_app.system import paths
from stylizer_app.ui.look import icons, palette
from stylizer_app.ui.look.palette import DARK, LIGHT, Colours

Mode = Literal["system", "light", "dark"]

GRID = 8
HALF = GRID // 2
RADIUS = 6
ICON = 20
PANEL_RIGHT = 248


class Theme(QObject):
    """Shows a palette, follows the system while asked to, and says when it changed."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("stylizer-theme")
        self._app = app
        self._mode: Mode = "system"
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        app.screenAdded.connect(self._draw_icons)

    def use(self, mode: Mode) -> None:
        """Show ``mode``, now and whenever the system changes its mind.

        Windows colours title bars when it is told the scheme, and then looks at the palette: so that is set before.
        """
        self._mode = mode
        scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}[mode]
        if mode != "system":
            self._show()
        self._app.styleHints().setColorScheme(scheme)
        if mode == "system":
            self._show()

    def _system_changed(self) -> None:
        if self._mode == "system":
            self._show()

    def _show(self) -> None:
        system_dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        dark = self._mode == "dark" or (self._mode == "system" and system_dark)
        shown = DARK if dark else LIGHT
        palette.show(shown)
        self._app.setPalette(qt_palette(shown))
        self._app.setStyleSheet(style_sheet(shown))
        self._draw_icons()
        self.changed.emit()

    def _draw_icons(self) -> None:
        """Draw the icons in the colours, and for the screens, that there are now."""
        icons.refresh(self._app)


def apply(app: QApplication, mode: Mode = "system") -> Theme:
    """Dress the whole program; call it again to change the mode."""
    theme = _find(app)
    if theme is None:
        app.setStyle(QStyleFactory.create("Fusion"))
        _choose_font(app)
        theme = Theme(app)
    theme.use(mode)
    return theme


def is_restyle(event: QEvent) -> bool:
    """Whether a changeEvent means that colours or fonts are others now."""
    return event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange}


def round_pen(colour: QColor, width: float) -> QPen:
    """Return a solid pen with round ends."""
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def qt_palette(shown: Colours) -> QPalette:
    """Return Qt's palette for the colours, for everything that the style sheet does not name."""
    roles = QPalette.ColorRole
    table = {
        roles.Window: shown.window, roles.WindowText: shown.text, roles.Base: shown.raised, roles.Text: shown.text,
        roles.AlternateBase: shown.panel, roles.Button: shown.raised, roles.ButtonText: shown.text,
        roles.BrightText: shown.on_accent, roles.Highlight: shown.accent, roles.HighlightedText: shown.on_accent,
        roles.ToolTipBase: shown.raised, roles.ToolTipText: shown.text, roles.Link: shown.accent,
        roles.LinkVisited: shown.accent, roles.PlaceholderText: shown.muted, roles.Accent: shown.accent,
        roles.Light: shown.raised, roles.Mid: shown.border, roles.Dark: shown.outline,
    }  # fmt: skip
    result = QPalette()
    for role, name in table.items():
        result.setColor(role, QColor(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(shown.disabled))
    return result


def style_sheet(shown: Colours) -> str:
    """Return the style sheet with the colours and the grid filled in."""
    text = paths.bundled("resources", "stylizer.qss").read_text("utf-8")
    measures = {"grid": GRID, "half": HALF, "radius": RADIUS}
    assets = {"assets": paths.bundled("resources", "style").as_posix(), "scheme": "dark" if shown.dark else "light"}
    return Template(text).substitute({**asdict(shown), **measures, **assets})


def _find(app: QObject) -> Theme | None:
    return app.findChild(Theme, "stylizer-theme")


def _choose_font(app: QApplication) -> None:
    """Where no desktop names a font (a bare X server), prefer a good one that is installed."""
    if app.font().family().lower() not in {"sans serif", "sans", "sans-serif"}:
        return
    installed = set(QFontDatabase.families())
    wanted = next((name for name in ("Inter", "Cantarell", "Noto Sans", "Open Sans") if name in installed), None)
    if wanted is not None:
        app.setFont(QFont(wanted, app.font().pointSize() + 1))
