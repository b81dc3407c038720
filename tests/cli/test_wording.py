"""What the terminal says stands in its table of words, and nowhere else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import stylizer_app.cli

PROGRAM = Path(stylizer_app.cli.__file__).parents[1]
SPEAKERS = {"say", "complain", "ask", "CommandError", "OutputError", "ArgumentTypeError"}
MODULES = [path for path in (*(PROGRAM / "cli").glob("*.py"), PROGRAM / "__main__.py") if path.stem != "wording"]


def spoken(source: str) -> Iterator[str]:
    """The texts that stand in calls of whatever speaks to a person."""
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name in SPEAKERS:
            yield from (
                node.value
                for argument in call.args
                for node in ast.walk(argument)
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            )


def test_no_sentence_stands_outside_of_the_table() -> None:
    said = {(path.name, text) for path in MODULES for text in spoken(path.read_text("utf-8"))}
    assert {one for one in said if re.search(r"[A-Za-z]{2,} [a-z]{2,}", one[1])} == set()


def test_a_sentence_would_be_found() -> None:
    assert list(spoken('say(f"{path} is no folder.")')) == [" is no folder."]
