"""The look of the window: one palette for light and one for dark, the 8 px grid and the style sheet made from them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QPen
from PySide6.QtWidgets import QApplication, QStyleFactory

from stylizer_app import paths

Mode = Literal["system", "light", "dark"]

GRID = 8
HALF = GRID // 2
RADIUS = 6
ICON = 20
PANEL_LEFT = 264
PANEL_RIGHT = 264


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of the window. Greys are neutral (R = G = B), so that nothing tints the eye next to a picture."""

    dark: bool
    canvas: str  # behind the picture
    window: str  # menus, status bar, dialogs
    panel: str  # the columns left and right
    raised: str  # buttons and fields
    hover: str
    pressed: str
    border: str  # separates, carries no meaning
    outline: str  # edge of a control: at least 3:1
    text: str
    muted: str  # secondary text: still 4.5:1
    disabled: str
    accent: str  # what is chosen, what has the focus
    on_accent: str
    accent_soft: str  # a large area that is chosen or would accept what hovers
    groove: str
    danger: str
    danger_soft: str
    checker_a: str
    checker_b: str

    def color(self, name: str) -> QColor:
        """Return one of the colours as a QColor."""
        return QColor(str(getattr(self, name)))


LIGHT = Colours(
    dark=False, canvas="#dedede", window="#f2f2f2", panel="#f8f8f8", raised="#ffffff", hover="#ececec",
    pressed="#e0e0e0", border="#d6d6d6", outline="#8a8a8a", text="#1c1c1c", muted="#595959", disabled="#a3a3a3",
    accent="#1f5fbf", on_accent="#ffffff", accent_soft="#dbe7f8", groove="#cfcfcf", danger="#a8201a",
    danger_soft="#fbe6e4", checker_a="#ffffff", checker_b="#e4e4e4",
)  # fmt: skip
DARK = Colours(
    dark=True, canvas="#171717", window="#232323", panel="#2a2a2a", raised="#3a3a3a", hover="#424242",
    pressed="#4c4c4c", border="#3c3c3c", outline="#858585", text="#ededed", muted="#b4b4b4", disabled="#6f6f6f",
    accent="#7db1ff", on_accent="#0d1b2e", accent_soft="#2c3d57", groove="#4f4f4f", danger="#ff9a91",
    danger_soft="#472523", checker_a="#3a3a3a", checker_b="#2c2c2c",
)  # fmt: skip


class Theme(QObject):
    """Holds what is shown now, follows the system while asked to, and says when it changed."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("stylizer-theme")
        self.colours = LIGHT
        self._app = app
        self._mode: Mode = "system"
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        app.screenAdded.connect(self._draw_icons)

    def use(self, mode: Mode) -> None:
        """Show ``mode``, now and whenever the system changes its mind."""
        self._mode = mode
        scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}[mode]
        self._app.styleHints().setColorScheme(scheme)
        self._show()

    def _system_changed(self) -> None:
        if self._mode == "system":
            self._show()

    def _show(self) -> None:
        system_dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        dark = self._mode == "dark" or (self._mode == "system" and system_dark)
        self.colours = DARK if dark else LIGHT
        self._app.setPalette(palette(self.colours))
        self._app.setStyleSheet(style_sheet(self.colours))
        self._draw_icons()
        self.changed.emit()

    def _draw_icons(self) -> None:
        """Draw the icons in the colours, and for the screens, that there are now."""
        from stylizer_app.ui.look import icons  # which take their colours from here

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


def colours() -> Colours:
    """Return the colours that are shown now; widgets that paint themselves ask on every paint."""
    app = QApplication.instance()
    theme = _find(app) if isinstance(app, QApplication) else None
    return LIGHT if theme is None else theme.colours


def is_restyle(event: QEvent) -> bool:
    """Whether a changeEvent means that colours or fonts are others now."""
    return event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange}


def round_pen(colour: QColor, width: float) -> QPen:
    """Return a solid pen with round ends."""
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def palette(shown: Colours) -> QPalette:
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
