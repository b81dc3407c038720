"""Writes manual page and shell completions from the program's own parser, so that they never say anything else."""

from __future__ import annotations

import argparse

import shtab
from argparse_manpage.manpage import Manpage

from making import names

_SYNOPSIS = r"""\fBstylizer\fR [\fIPHOTO\fR...]
.br
\fBstylizer\fR \fICOMMAND\fR [\fIARGUMENT\fR...]"""
_DESCRIPTION = """\
Without a command the window opens, with the photos that are named. With one nothing is shown: it paints, or
lists what there is. Everything is computed on this computer.
"""
_SECTIONS = {
    "EXIT STATUS": "0 all done, 1 some pictures failed, 2 wrong use, 130 interrupted.",
    "ENVIRONMENT": r"""
.TP
.B STYLIZER_HOME
A folder that holds preferences, packs, styles, cache and logs instead of the usual ones.""",
    "FILES": r"""
.TP
.I ~/.config/stylizer/preferences.json
What was chosen in the window; the defaults of the flags.
.TP
.I ~/.local/share/stylizer
Packs of networks and paintings that were added.
.TP
.I ~/.cache/stylizer
What can be made again.""",
    "EXAMPLES": r"""
.nf
stylizer paint holiday/*.jpg \-\-style watercolour \-o painted/
stylizer paint portrait.heic \-\-style my\-painting.png=2 \-\-style charcoal \-o portrait.png
.fi""",
}
_FILES_AFTER = ("photos", "path", "recipe", "output", "selftest")
"""Arguments, by their names in the parser, that are files."""

_PHOTOS_TOO = {
    "bash": ("-o bashdefault", "-o bashdefault -o default"),
    "zsh": ("_describe 'stylizer commands' _commands", "_describe 'stylizer commands' _commands\n  _files"),
    "fish": (
        "complete -c stylizer -f\n",
        "complete -c stylizer -f\ncomplete -c stylizer -n _shtab_stylizer_using -F\n",
    ),
}
"""What to replace in a completion script so that photos are completed where a command can stand, too."""


def manual(date: str) -> str:
    """The manual page, section 1."""
    parser = _parser()
    parser.epilog = None  # what it says stands in sections here
    page = Manpage(parser)
    page.date, page.source, page.manual = date, f"Stylizer {names.VERSION}", "User Commands"
    page.description = "paint photographs in the style of paintings"
    page.add_section("SYNOPSIS", "=", _SYNOPSIS)
    page.add_section("DESCRIPTION", "=", _DESCRIPTION)
    for heading, content in _SECTIONS.items():
        page.add_section(heading, "=", content.strip("\n"))
    return str(page)


def completion(shell: str) -> str:
    """Completion for bash, zsh or fish."""
    parser = _parser()
    _name_files_and_styles(parser)
    script = shtab.complete(parser, shell)
    words, more = _PHOTOS_TOO[shell]
    if words not in script:
        raise SystemExit(f"shtab's completion for {shell} has changed: {words!r} is not in it.")
    return script.replace(words, words + more)


def _parser() -> argparse.ArgumentParser:
    from stylizer_app.cli.parser import make_parser

    return make_parser()


def _name_files_and_styles(parser: argparse.ArgumentParser) -> None:
    """Tell shtab which arguments are files, and that a style is a look's name or a file."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                _name_files_and_styles(below)
        elif action.dest in _FILES_AFTER:
            action.complete = shtab.FILE
        elif action.dest == "style":
            action.complete = _style_completion()


def _style_completion() -> dict[str, object]:
    folder = names.ROOT / "stylizer_app" / "resources" / "styles"
    styles = " ".join(sorted(path.stem for path in folder.glob("*.jpg")))
    function = "_stylizer_style_or_file"
    return {
        "bash": function,
        "zsh": function,
        "fish": f"{styles} (__fish_complete_path)",
        "preamble": {
            "bash": f"{function}() {{\n  compgen -W '{styles}' -- $1\n  compgen -f -- $1\n}}",
            "zsh": f"{function}() {{\n  _alternative 'styles:style:({styles})' 'files:file:_files'\n}}",
        },
    }
