"""Where the program starts: a command or a flag goes to the command line, anything else opens the window."""

from __future__ import annotations

import difflib
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from stylizer_app.cli import wording
from stylizer_app.cli.console import complain
from stylizer_app.cli.parser import COMMANDS
from stylizer_app.cli.wildcards import expanded
from stylizer_app.system import paths


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    words = [word for word in words if not word.startswith("-psn_")]
    if words[:1] == ["--selftest"] and len(words) == 2:
        from stylizer_app.selftest import run as test_everything

        return test_everything(Path(words[1]))
    if words[:1] == [paths.TRY_PACK] and len(words) == 3:
        from stylizer_app.engine.devices.pack_trial import run as try_pack

        return try_pack(Path(words[1]), Path(words[2]))
    if words and words[0] != "--" and (words[0] in COMMANDS or words[0].startswith("-")):
        from stylizer_app.cli.main import run as run_command_line

        return run_command_line(words)
    if words[:1] == ["--"]:
        return _open_window(words[1:])
    words = expanded(words)
    meant = difflib.get_close_matches(words[0], COMMANDS, n=1) if words else []
    if meant and not os.path.lexists(words[0]):
        complain(f"stylizer: {wording.misspelt(words[0], meant[0])}")
        return 2
    return _open_window(words)


def _open_window(paths: list[str]) -> int:
    """Open the window with these photos."""
    if not _has_screen():
        complain(f"stylizer: {wording.NO_WINDOW}")
        return 2
    return int(importlib.import_module("stylizer_app.ui.app").run(paths))


def _has_screen() -> bool:
    """Whether a window can appear; without a screen Qt would end the whole program."""
    if not sys.platform.startswith("linux") or os.environ.get("XDG_SESSION_TYPE") == "wayland":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
