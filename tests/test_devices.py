"""The table of devices: what it says stands nowhere else, and the documentation lists every row."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from stylizer_app.devices import DEVICES

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "stylizer_app" / "devices.py"
LIBRARIES = ROOT / "stylizer_app" / "engine" / "runtime"
"""The files in which the libraries' own words for packages and memory may be the same as a device's name."""


def test_names_and_titles_of_devices_stand_once() -> None:
    words = {word for row in DEVICES.values() for word in (row.name, row.title, row.provider) if word}
    for file in (ROOT / "stylizer_app").rglob("*.py"):
        if file != TABLE and not file.is_relative_to(LIBRARIES):
            strings = {
                node.value for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Constant)
            }
            assert not strings & words, file


def test_the_documentation_lists_every_device() -> None:
    table = (ROOT / "docs" / "devices.md").read_text("utf-8").partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(DEVICES)
