#!/usr/bin/env python3
"""The one task runner, for people and for CI: makes the environment, installs what is missing, does what is asked.

    python3 scripts/dev.py                    open the program
    python3 scripts/dev.py paint PHOTO --style PAINTING -o OUT
    python3 scripts/dev.py COMMAND --help     what a command takes; "python3 scripts/dev.py help" lists them

Needs nothing but Python itself. This file also runs on Pythons too old for the rest, to say so in one sentence.
"""

import os
import shutil
import subprocess
import sys

NEEDED = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120


def newer_python():
    # type: () -> str | None
    """The path of a Python that is new enough, if one is installed beside the one that runs this."""
    for minor in (13, 12, 11, 14):
        found = shutil.which("python3.{}".format(minor))
        if found and subprocess.call([found, "-c", "import tomllib"]) == 0:
            return found
    return None


def refuse():
    # type: () -> int
    """Go on in a newer Python, or say what is needed."""
    newer = newer_python()
    if newer:
        return subprocess.call([newer, *sys.argv])
    present = "{}.{}".format(*sys.version_info[:2])
    sys.stderr.write("Stylizer needs Python 3.11 or newer; this is Python {}.\n".format(present))
    return 2


def main():
    # type: () -> int
    """Run the subcommand on the command line."""
    if sys.version_info[:2] < NEEDED:
        return refuse()
    sys.path.insert(0, ROOT)
    try:
        from scripts.devtools.subcommands import main as run
    except ImportError as error:
        sys.stderr.write(
            "This Python lacks a part of its standard library ({}): install the complete one "
            "(on Debian and Ubuntu: sudo apt install python3).\n".format(error.name)
        )
        return 2
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
