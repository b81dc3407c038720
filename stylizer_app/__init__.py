"""Stylizer turns a photograph into a painting in the style of another picture."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stylizer_app.api.stylizer import Stylizer
    from stylizer_app.choices.recipe import read_recipe

__all__ = ["APP_ID", "Stylizer", "__version__", "read_recipe"]

__version__ = "0.1.0"
APP_ID = "org.stylizer.Stylizer"

_HOMES = {"Stylizer": "stylizer_app.api.stylizer", "read_recipe": "stylizer_app.choices.recipe"}


def __getattr__(name: str) -> Any:
    """Load the Python interface when it is first asked for: the command line's help needs none of it."""
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
