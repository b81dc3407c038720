"""The colours: one palette for light, one for dark, and the one that is shown now."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor


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

_shown = LIGHT


def colours() -> Colours:
    """Return the colours that are shown now; widgets that paint themselves ask on every paint."""
    return _shown


def show(wanted: Colours) -> None:
    """From now on these are the colours. What has been painted already is the theme's business."""
    global _shown  # noqa: PLW0603 - the program has one theme, and every paint asks
    _shown = wanted
