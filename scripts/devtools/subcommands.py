"""The subcommands of scripts/dev.py: what each makes sure of, and the command that it ends in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from scripts.devtools import checks, debian, environment, process, windows
from scripts.devtools.environment import Environment
from scripts.devtools.process import ROOT, TroubleError, say
from scripts.devtools.requirements import BASE, NO_WINDOW

Arguments = list[str]
_PROGRAM = ["-P", "-Xutf8", "-m", "stylizer_app"]
_LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"
_AT_ONCE = ["--numprocesses=auto", "--maxprocesses=4", "--dist=loadfile"]
_VENVS = (".venv", ".venv-convert", ".venv-train", ".venv-package", ".venv-windows")
_MADE = (*_VENVS, "build", "dist", "htmlcov", "stylizer.egg-info")
_CACHES = (
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".import_linter_cache",
    ".hypothesis",
    ".coverage",
    ".coverage-full",
)


def _python(
    place: Environment, *command: str | Path, cwd: Path | None = None, variables: dict[str, str] | None = None
) -> int:
    """Run Python in an environment, with the checkout importable and onnxruntime silent towards its makers."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    fixed = {"PYTHONPATH": path, "ORT_DISABLE_TELEMETRY": "1"}
    return process.call([place.python, *command], cwd=cwd, env={**fixed, **(variables or {})})


def _offscreen() -> dict[str, str]:
    """Qt without a screen, unless the person says otherwise."""
    return {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}


def run(arguments: Arguments) -> int:
    """Open the program."""
    debian.need_libraries(screen=debian.has_screen())
    environment.MAIN.ensure(BASE)
    return _python(environment.MAIN, *_PROGRAM, *arguments)


def _passed_on(name: str) -> Callable[[Arguments], int]:
    """A subcommand of the program's own command line."""

    def program(arguments: Arguments) -> int:
        environment.MAIN.ensure(BASE)
        return _python(environment.MAIN, *_PROGRAM, name, *arguments)

    program.__doc__ = f"Do `stylizer {name}`; see its --help."
    return program


def test(arguments: Arguments) -> int:
    """Run all tests, in a process per CPU, or those that the arguments (pytest's) name, in one; without Qt's libraries
    those that need none.
    """
    lacking = _lacking_libraries()
    environment.MAIN.ensure(BASE, "dev")
    usual = [] if arguments else [*_AT_ONCE, "--cov=stylizer_app", "--cov-report="]
    variables = {**_offscreen(), **({} if arguments else {"COVERAGE_FILE": str(checks.COVERAGE)})}
    left_out = ["-p", "no:pytest-qt", "-p", "tests.without_qt"] if lacking else []
    code = _python(environment.MAIN, "-m", "pytest", *left_out, *usual, *arguments, cwd=ROOT, variables=variables)
    if lacking:
        say(f"Left out: the tests of the window (tests/ui), and whatever else needs Qt. {lacking}")
    return code


def _lacking_libraries() -> str:
    """What to do about Qt's system libraries where they are missing and may not be installed; usually nothing."""
    try:
        debian.need_libraries(screen=False, tools=True)
    except TroubleError as trouble:
        return str(trouble)
    return ""


def check(arguments: Arguments) -> int:
    """Style, types, import contracts, lengths, coverage of the last full test run (--fix mends the style)."""
    environment.MAIN.ensure(BASE, "dev")
    fix = "--fix" in arguments
    steps: dict[str, Callable[[], bool]] = {
        "ruff check": lambda: _tool("ruff", "check", *(["--fix"] if fix else [])),
        "ruff format": lambda: _tool("ruff", "format", *([] if fix else ["--check"])),
        "mypy": lambda: _tool("mypy"),
        "import-linter": lambda: _python(environment.MAIN, "-c", _LINT_IMPORTS, "--no-cache", cwd=ROOT) == 0,
        "lengths": checks.lengths_hold,
        "coverage": lambda: checks.coverage_holds(environment.MAIN.python),
    }
    failed = [name for name, step in steps.items() if not _passes(name, step)]
    say("All checks passed." if not failed else f"Failed: {', '.join(failed)}.")
    return 1 if failed else 0


def _passes(name: str, step: Callable[[], bool]) -> bool:
    """Run one check under its name."""
    say(f"--- {name}")
    return step()


def _tool(module: str, *arguments: str) -> bool:
    return _python(environment.MAIN, "-m", module, *arguments, cwd=ROOT) == 0


def _script(path: str, place: Environment, *groups: str, window: bool = False) -> Callable[[Arguments], int]:
    """A subcommand that runs one of the project's scripts in an environment."""

    def script(arguments: Arguments) -> int:
        if window:
            debian.need_libraries(screen=False, tools=True)
        place.ensure(*groups)
        return _python(place, ROOT / path, *arguments, variables=_offscreen() if window else None)

    return script


def convert(arguments: Arguments) -> int:
    """Make a pack from published networks; its 2 GB environment is removed afterwards, unless --keep."""
    keep = "--keep" in arguments
    script = _script("scripts/convert_model.py", environment.CONVERT, NO_WINDOW, "convert")
    try:
        return script([argument for argument in arguments if argument != "--keep"])
    finally:
        if not keep:
            say("Removing the environment of the converter (--keep would keep it) ...")
            environment.CONVERT.remove()


bench = _script("scripts/bench.py", environment.MAIN, BASE, "dev", window=True)
bench.__doc__ = "Measure speed and memory against others."
screenshots = _script("scripts/screenshots.py", environment.MAIN, BASE, "dev", window=True)
screenshots.__doc__ = "Draw every state of the window into a folder."
train = _script("scripts/train_builtin.py", environment.TRAIN, NO_WINDOW, "train")
train.__doc__ = "Train or export the built-in networks."


def package(arguments: Arguments) -> int:
    """Build this system's installer and test it."""
    debian.need_libraries(screen=True, tools=True)  # those for a screen go along
    groups = () if "--constrain" in arguments else (BASE, "package")  # what is pinned, build.py installs itself
    environment.PACKAGE.ensure(*groups)
    return _python(environment.PACKAGE, ROOT / "packaging/build.py", *arguments, variables=_offscreen())


def clean(arguments: Arguments) -> int:
    """Remove environments, builds and caches (--caches: only the caches)."""
    names = _CACHES if "--caches" in arguments else (*_MADE, *_CACHES)
    found = [ROOT / name for name in names] + [
        folder for part in checks.limits().folders for folder in (ROOT / part).rglob("__pycache__")
    ]
    for path in filter(Path.exists, found):
        say(f"removing {path.relative_to(ROOT)}")
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return 0


SUBCOMMANDS: dict[str, Callable[[Arguments], int]] = {
    "run": run,
    **{name: _passed_on(name) for name in ("paint", "styles", "packs", "devices")},
    "test": test,
    "check": check,
    "bench": bench,
    "screenshots": screenshots,
    "convert": convert,
    "train": train,
    "package": package,
    "windows": windows.main,
    "clean": clean,
}


def usage() -> str:
    """The subcommands, one a line."""
    lines = [f"  {name:12} {command.__doc__}" for name, command in SUBCOMMANDS.items()]
    return "\n".join(
        ["python3 scripts/dev.py [COMMAND] [ARGUMENTS]; without a command it opens the program.", "", *lines]
    )


def main(arguments: Arguments) -> int:
    """Do what the command line says and return the exit code."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("run", [])
    if name in {"help", "-h", "--help"}:
        print(usage())
        return 0
    if name not in SUBCOMMANDS:
        say(f"There is no command {name!r}.\n\n{usage()}")
        return 2
    try:
        return SUBCOMMANDS[name](rest)
    except TroubleError as trouble:
        say(str(trouble))
        return 2
    except KeyboardInterrupt:
        return 130
