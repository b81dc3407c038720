"""Stylizer turns a photograph into a painting in the style of another picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stylizer_app.api import Stylizer

__all__ = ["APP_ID", "Stylizer", "__version__"]

__version__ = "0.1.0"
APP_ID = "org.stylizer.Stylizer"


def __getattr__(name: str) -> Any:
    """Load the Python interface when it is first asked for: the command line's help needs none of it."""
    if name == "Stylizer":
        from stylizer_app.api import Stylizer

        return Stylizer
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
