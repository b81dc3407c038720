"""The tests under the Windows Python: those that are named in one process, or all, each folder in one of its own."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue

from scripts.devtools import wine_setup
from scripts.devtools.process import say
from scripts.devtools.wine import Wine, windows_path

PREFIXES = ("prefix", "prefix-2")
"""As many folders are tested at a time: each needs a Windows of its own."""

_PATIENCE_SECONDS = 900
"""A test that takes longer hangs: where every thread stands is told, and its folder is given up."""

_DONE = re.compile(r"^=*\s*((?:\d+ \w+(?:, )?)+) in [\d.]+s", re.MULTILINE)
_FAILURE = re.compile(r"^(?:FAILED|ERROR) .*", re.MULTILINE)
_NO_TESTS = 5


def named(wine: Wine, asked: Sequence[str]) -> int:
    """Run some tests in one process, shown as they run; return pytest's exit code."""
    told = _without_a_screen(wine)
    return told.call(*_command(told, asked), cwd=wine.source)


def whole(wine: Wine) -> int:
    """Run all tests, and say at the end what failed; return 0 if nothing did.

    A folder whose tests hang or end the process is told, and takes no others with it.
    """
    free: SimpleQueue[Wine] = SimpleQueue()
    for prefix in PREFIXES:
        each = replace(_without_a_screen(wine), prefix=prefix)
        wine_setup.boot(each)
        free.put(each)
    counts: Counter[str] = Counter()
    faults: list[str] = []
    shown = threading.Lock()

    def run(part: Sequence[str]) -> None:
        told = free.get()
        say(f"--- {part[0]}")
        try:
            code, output = told.quietly(*_command(told, part), cwd=told.source)
        finally:
            free.put(told)
        with shown:
            print(f"--- {part[0]}\n{output}", flush=True)
            faults.extend(_faults(part[0], code, output))
            counts.update(_counts(output))

    with ThreadPoolExecutor(len(PREFIXES)) as pool:
        list(pool.map(run, parts(wine.source)))
    say("\n".join([*faults, ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))]))
    return 1 if faults else 0


def parts(source: Path) -> list[list[str]]:
    """All tests of a checkout in the portions of one process each, as pytest's arguments, the largest folder first."""
    folders: dict[Path, int] = {}
    files: list[str] = []
    for file in sorted((source / "tests").rglob("test_*.py")):
        top = file.relative_to(source / "tests").parts[0]
        if top == file.name:
            files.append(f"tests/{top}")
        else:
            folders[source / "tests" / top] = folders.get(source / "tests" / top, 0) + file.stat().st_size
    by_size = sorted(folders, key=lambda folder: -folders[folder])
    return [*([f"tests/{folder.name}"] for folder in by_size), files]


def _faults(part: str, code: int, output: str) -> list[str]:
    """What failed in a portion, a line each."""
    if code in (0, _NO_TESTS):
        return []
    if not _DONE.search(output):
        return [f"DIED {part}, with {code}: a test of it hung, or ended the process"]
    return _FAILURE.findall(output) or [f"ERROR {part}: pytest ended with {code}"]


def _counts(output: str) -> dict[str, int]:
    """How many tests of a portion passed, failed and so on."""
    done = _DONE.search(output)
    words = done[1].split(", ") if done else []
    return {what.rstrip("s"): int(count) for count, what in (word.split() for word in words)}


def _without_a_screen(wine: Wine) -> Wine:
    """Qt without a screen; the fonts are Debian's, since Wine has none that it finds."""
    fonts = {"WINEQT_QPA_PLATFORM": "offscreen", "WINEQT_QPA_FONTDIR": windows_path(wine_setup.FONTS)}
    return replace(wine, variables={**fonts, "PYTHONFAULTHANDLER": "1"})


def _command(wine: Wine, asked: Sequence[str]) -> list[str | Path]:
    timeout = ("-o", f"faulthandler_timeout={_PATIENCE_SECONDS}", "-o", "faulthandler_exit_on_timeout=true")
    return wine.on_screen(wine.python, "-m", "pytest", "-p", "no:cacheprovider", "-q", "-rfEs", *timeout, *asked)
