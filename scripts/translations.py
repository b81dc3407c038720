"""Keeps the translations in step with the window: `update` collects its strings, `release` compiles them."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import PySide6

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from stylizer_app.adjustments import ROWS  # noqa: E402
from stylizer_app.choices.settings import SETTINGS  # noqa: E402
from stylizer_app.devices import DEVICES  # noqa: E402
from stylizer_app.many.names import FIELDS  # noqa: E402

FOLDER = ROOT / "stylizer_app" / "resources" / "translations"
LANGUAGES = ("it",)
CONTEXT = "Stylizer"
"""All strings share one context, that of stylizer_app.ui.translate.tr; lupdate itself leaves it empty."""


def tool(name: str) -> str:
    """Return the path of one of Qt's tools that PySide6 brings."""
    return str(Path(PySide6.__file__).parent / name)


def source_strings() -> list[str]:
    """Return every string that the window passes to tr(): those that Qt's lupdate finds, and those of the tables."""
    sources = sorted(str(path) for path in (ROOT / "stylizer_app" / "ui").rglob("*.py"))
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "all.ts"
        subprocess.run([tool("lupdate"), "-silent", "-locations", "none", *sources, "-ts", str(target)], check=True)
        found = ET.parse(target).getroot().iter("source")
        return list(dict.fromkeys([*(source.text or "" for source in found), *_table_strings()]))


def _table_strings() -> Iterator[str]:
    """The strings of tables that the window translates: adjustments, devices, settings, names, built-in networks."""
    for row in ROWS.values():
        yield from (row.label, row.help, *(stop.label for stop in row.stops))
    yield from (device.title for device in DEVICES.values())
    yield from (setting.label for setting in SETTINGS)
    for field in FIELDS.values():
        yield from (field.title, field.meaning)
    builtin = tomllib.loads((ROOT / "models" / "builtin" / "pack.toml").read_text("utf-8"))
    yield from (builtin["title"], builtin["description"])


def translations(language: str) -> dict[str, str]:
    """Return what is translated: source string to translation, "" where that is still missing."""
    file = FOLDER / f"stylizer_{language}.ts"
    if not file.exists():
        return {}
    messages = ET.parse(file).getroot().iter("message")
    return {message.findtext("source", ""): message.findtext("translation", "") for message in messages}


def update() -> None:
    """Write every string into the .ts files; new ones are marked unfinished, those that are gone are dropped."""
    strings = source_strings()
    for language in LANGUAGES:
        known = translations(language)
        write(language, {string: known.get(string, "") for string in strings})


def write(language: str, entries: dict[str, str]) -> None:
    """Write one .ts file."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for source, translation in entries.items():
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = source
        state = {} if translation else {"type": "unfinished"}
        ET.SubElement(message, "translation", state).text = translation
    ET.indent(root, "    ")
    text = ET.tostring(root, encoding="unicode")
    FOLDER.joinpath(f"stylizer_{language}.ts").write_text(f"{HEAD}{text}\n", "utf-8")


HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'


def release(folder: Path = FOLDER) -> None:
    """Compile the translations into ``folder``; a running window keeps the file that it has mapped into its memory."""
    for language in LANGUAGES:
        source, target = FOLDER / f"stylizer_{language}.ts", folder / f"stylizer_{language}.qm"
        new = target.with_suffix(".new")
        subprocess.run([tool("lrelease"), "-silent", str(source), "-qm", str(new)], check=True)
        new.replace(target)


def main() -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("update", "release"))
    chosen = parser.parse_args().what
    (update if chosen == "update" else release)()
    return 0


if __name__ == "__main__":
    sys.exit(main())
