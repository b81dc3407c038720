"""``stylizer styles``: the starter styles, one a line."""

from __future__ import annotations

import argparse

from stylizer_app.cli.console import say_json, say_table
from stylizer_app.styles import starter_styles


def run(args: argparse.Namespace) -> int:
    """List them; return the exit code."""
    if args.json:
        for style in starter_styles():
            say_json({"name": style.name, "title": style.title(), "description": style.description()})
        return 0
    say_table([(style.name, style.description()) for style in starter_styles()])
    return 0
