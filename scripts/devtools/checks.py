"""The checks that no tool has ready: lengths of files, functions and classes, and coverage by folder."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.devtools import process
from scripts.devtools.process import ROOT, say

COVERAGE = ROOT / ".coverage-full"
"""What the last full test run measured; runs of some tests do not touch it."""

Named = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True)
class Limits:
    """What pyproject.toml allows, section tool.stylizer.check."""

    folders: tuple[str, ...]
    file_lines: int
    function_lines: int
    class_lines: int
    class_methods: int
    class_exempt: tuple[str, ...]
    coverage: dict[str, int]


def limits(project: Path = ROOT / "pyproject.toml") -> Limits:
    """Read the limits."""
    table: dict[str, Any] = tomllib.loads(project.read_text("utf-8"))["tool"]["stylizer"]["check"]
    return Limits(
        folders=tuple(table["folders"]),
        file_lines=table["file_lines_at_most"],
        function_lines=table["function_lines_at_most"],
        class_lines=table["class_lines_at_most"],
        class_methods=table["class_methods_at_most"],
        class_exempt=tuple(table["class_limits_not_in"]),
        coverage=dict(table["coverage_at_least"]),
    )


def too_long(root: Path, allowed: Limits) -> list[str]:
    """A line for every file, function or class that is longer than allowed."""
    files = sorted((folder, file) for folder in allowed.folders for file in (root / folder).rglob("*.py"))
    return [
        f"{file.relative_to(root)}:{words}"
        for folder, file in files
        for words in _in_file(file, allowed, classes=folder not in allowed.class_exempt)
    ]


def _in_file(file: Path, allowed: Limits, *, classes: bool) -> Iterator[str]:
    """What is too long in one file: line number and words."""
    text = file.read_text("utf-8")
    count = text.count("\n")
    if count > allowed.file_lines:
        yield f"1: the file has {count} lines, at most {allowed.file_lines} are allowed"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, Named) and (classes or not isinstance(node, ast.ClassDef)):
            yield from _in_node(node, allowed)


def _in_node(node: Named, allowed: Limits) -> Iterator[str]:
    """What is too long about one function or class."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    is_class = isinstance(node, ast.ClassDef)
    most = allowed.class_lines if is_class else allowed.function_lines
    if lines > most:
        yield f"{node.lineno}: {node.name} has {lines} lines, at most {most} are allowed"
    methods = sum(isinstance(part, ast.FunctionDef) for part in node.body) if is_class else 0
    if methods > allowed.class_methods:
        yield f"{node.lineno}: {node.name} has {methods} methods, at most {allowed.class_methods} are allowed"


def lengths_hold() -> bool:
    """Check the lengths of everything; say what is too long."""
    found = too_long(ROOT, limits())
    for line in found:
        say(line)
    return not found


def coverage_holds(python: Path) -> bool:
    """Check the coverage of the last full test run, folder by folder; without one there is nothing to check."""
    if not COVERAGE.exists():
        say("No full test run yet, so no coverage to check.")
        return True
    held = [_folder_covered(python, folder, least) for folder, least in limits().coverage.items()]
    return all(held)


def _folder_covered(python: Path, folder: str, least: int) -> bool:
    """Whether enough of a folder's lines ran; the lines that did not are shown."""
    say(f"Coverage of {folder}, at least {least} %:")
    command: list[str | Path] = [python, "-m", "coverage", "report", f"--include={folder}/*", f"--fail-under={least}"]
    return process.call(command, cwd=ROOT, env={"COVERAGE_FILE": str(COVERAGE)}) == 0
