"""Runs the command that was typed, and turns what happened into an exit code."""

from __future__ import annotations

import importlib
import os
import re
import sys
from collections.abc import Sequence

from stylizer_app.cli import wording
from stylizer_app.cli.console import CommandError, OutputError, complain, prepare_streams
from stylizer_app.cli.parser import COMMANDS, make_parser
from stylizer_app.errors import StylizerError

_EMPTY_FLAG = re.compile("--[a-z-]+=")
DONE, FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


def run(words: Sequence[str]) -> int:
    """Carry out the command line; return the exit code."""
    prepare_streams()
    try:
        args = make_parser().parse_args(words)
        if any(word == "" or _EMPTY_FLAG.fullmatch(word) for word in words):  # as a path, that is the current folder
            raise CommandError(wording.EMPTY_WORD)
        if args.command is None:
            complain(f"stylizer: {wording.no_command(COMMANDS)}")
            return WRONG_USE
        return int(importlib.import_module(f"stylizer_app.cli.{args.command}").run(args))
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else WRONG_USE
    except StylizerError as error:
        complain(f"stylizer: {wording.sentence(error)}")
        return WRONG_USE
    except CommandError as error:
        complain(f"stylizer: {error}")
        return WRONG_USE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _nobody_listens()
    except OutputError as error:
        complain(f"stylizer: {error}")
        return _nobody_listens()


def _nobody_listens() -> int:
    """The reader of a pipe went away: end quietly, and let the last flush go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED
