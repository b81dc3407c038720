"""``stylizer styles``: the looks, one a line."""

from __future__ import annotations

import argparse

from stylizer_app.choices.styles import starter_styles
from stylizer_app.cli.console import say_json, say_table


def run(args: argparse.Namespace) -> int:
    """List them; return the exit code."""
    if args.json:
        for style in starter_styles():
            keys = ("name", "title", "artist", "year", "description")
            told = (style.name, style.title(), style.artist(), style.year(), style.description())
            say_json(dict(zip(keys, told, strict=True)))
        return 0
    say_table([(style.name, style.title(), style.credit(), style.description()) for style in starter_styles()])
    return 0
