"""What has to be installed for which task, read from pyproject.toml."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

from scripts.devtools.process import ROOT

BASE = "base"
"""The program's own dependencies; every other group is an extra of pyproject.toml."""

NO_WINDOW = "base without Qt"
"""The same for tools that open no window."""


def of(group: str, project: Path = ROOT / "pyproject.toml") -> tuple[str, ...]:
    """The requirements of a group, as pip takes them. KeyError for a group that does not exist."""
    metadata = tomllib.loads(project.read_text("utf-8"))["project"]
    if group == BASE:
        return tuple(metadata["dependencies"])
    if group == NO_WINDOW:
        return tuple(line for line in metadata["dependencies"] if not re.match(r"PySide6", line))
    return tuple(metadata["optional-dependencies"][group])


def digest(group: str, project: Path = ROOT / "pyproject.toml") -> str:
    """A short hash that changes when the group's requirements do."""
    text = "\n".join(sorted(of(group, project)))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
