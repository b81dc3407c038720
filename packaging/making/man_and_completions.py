"""Writes manual page and shell completions from the program's own parser, so that they never say anything else."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from making import names

Parsers = argparse._SubParsersAction


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: its name, its sentence, its flags, and the actions that can follow it."""

    name: str
    help: str
    flags: tuple[argparse.Action, ...]
    words: tuple[str, ...]


def parser() -> argparse.ArgumentParser:
    """The program's parser."""
    from stylizer_app.cli.parser import make_parser

    return make_parser()


def verbs() -> list[Verb]:
    """The verbs, as the parser knows them."""
    return [
        Verb(
            choice.dest,
            choice.help or "",
            tuple(_flags(parts.choices[choice.dest])),
            tuple(_words(parts.choices[choice.dest])),
        )
        for parts in _branches(parser())
        for choice in parts._choices_actions
    ]


def _branches(of: argparse.ArgumentParser) -> Iterator[Parsers[argparse.ArgumentParser]]:
    return (action for action in of._actions if isinstance(action, Parsers))


def _flags(of: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    return (action for action in of._actions if action.option_strings)


def _words(of: argparse.ArgumentParser) -> Iterator[str]:
    return (word for parts in _branches(of) for word in parts.choices)


def styles() -> list[str]:
    """The names of the starter styles."""
    return sorted(path.stem for path in (names.ROOT / "stylizer_app" / "resources" / "styles").glob("*.jpg"))


def values(flag: argparse.Action) -> list[str]:
    """What can stand after a flag, where that is a short list."""
    if "--style" in flag.option_strings:
        return styles()
    return [str(choice) for choice in flag.choices] if flag.choices else []


def takes_value(flag: argparse.Action) -> bool:
    """Whether something follows the flag."""
    return flag.nargs != 0 and not isinstance(flag, argparse.BooleanOptionalAction)


# ---- manual page


def manual(date: str) -> str:
    """The manual page, section 1."""
    lines = [
        f'.TH STYLIZER 1 "{date}" "Stylizer {names.VERSION}" "User Commands"',
        ".SH NAME", "stylizer \\- paint photographs in the style of paintings",
        ".SH SYNOPSIS", ".B stylizer", "[\\fIPHOTO\\fR...]", ".br", ".B stylizer", "\\fIVERB\\fR [\\fIARGUMENT\\fR...]",
        ".SH DESCRIPTION",
        "Without a verb the window opens, with the photos that are named. With a verb nothing is shown: the verb",
        "paints, or lists what there is. Everything is computed on this computer.",
        ".SH OPTIONS",
        *_manual_flags(_flags(parser())),
        ".SH VERBS",
    ]  # fmt: skip
    for verb in verbs():
        lines += [
            f".SS {verb.name}",
            _roff(verb.help),
            *_manual_flags(flag for flag in verb.flags if flag.dest != "help"),
        ]
    lines += [
        ".SH EXIT STATUS", "0 all done, 1 some pictures failed, 2 wrong use, 130 interrupted.",
        ".SH ENVIRONMENT", ".TP", ".B STYLIZER_HOME",
        "A folder that holds preferences, packs, styles, cache and logs instead of the usual ones.",
        ".SH FILES", ".TP", ".I ~/.config/stylizer/preferences.json",
        "What was chosen in the window; the defaults of the flags.",
        ".TP", ".I ~/.local/share/stylizer", "Packs of networks and paintings that were added.",
        ".TP", ".I ~/.cache/stylizer", "What can be made again.",
        ".SH EXAMPLES", ".nf", "stylizer paint holiday/*.jpg \\-\\-style watercolour \\-o painted/",
        "stylizer paint portrait.heic \\-\\-style my\\-painting.png=2 \\-\\-style charcoal \\-o portrait.png", ".fi",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _manual_flags(flags: Iterator[argparse.Action]) -> Iterator[str]:
    for flag in flags:
        spelled = ", ".join(f"\\fB{_roff(option)}\\fR" for option in flag.option_strings)
        value = flag.metavar if isinstance(flag.metavar, str) else ""
        yield from (".TP", f"{spelled} \\fI{_roff(value)}\\fR" if value and takes_value(flag) else spelled)
        yield _roff((flag.help or "").replace("%%", "%"))


def _roff(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


# ---- completions


_FILES_TOO = ' $(compgen -f -- "$word")'


def bash() -> str:
    """Completion for bash."""
    cases = []
    for verb in verbs():
        flags = " ".join(option for flag in verb.flags for option in flag.option_strings)
        after = "".join(
            f"            {'|'.join(flag.option_strings)}) COMPREPLY=($(compgen -W '{' '.join(found)}' -- \"$word\")"
            f"{_FILES_TOO if '--style' in flag.option_strings else ''}); return ;;\n"
            for flag in verb.flags
            if takes_value(flag) and (found := values(flag))
        )
        words = f" {' '.join(verb.words)}" if verb.words else ""
        cases.append(
            f"    {verb.name})\n        case $before in\n{after}        esac\n"
            f"        [[ $word == -* ]] && COMPREPLY=($(compgen -W '{flags}' -- \"$word\"))"
            + (
                f"\n        [[ $word != -* ]] && COMPREPLY=($(compgen -W '{words.strip()}' -- \"$word\"))"
                if words
                else ""
            )
            + "\n        ;;\n"
        )
    first = " ".join(verb.name for verb in verbs())
    return (
        "# bash completion for stylizer\n"
        "_stylizer()\n{\n"
        "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n    COMPREPLY=()\n"
        "    if ((COMP_CWORD == 1)); then\n"
        f"        COMPREPLY=($(compgen -W '{first} --help --version' -- \"$word\"){_FILES_TOO})\n"
        "        return\n    fi\n"
        "    case ${COMP_WORDS[1]} in\n" + "".join(cases) + "    esac\n}\n"
        "complete -o filenames -o bashdefault -F _stylizer stylizer\n"
    )


def zsh() -> str:
    """Completion for zsh."""
    cases = []
    for verb in verbs():
        specs = [_zsh_flag(flag) for flag in verb.flags]
        specs.append(f"'1:action:({' '.join(verb.words)})'" if verb.words else "'*:picture:_files'")
        cases.append(f"    {verb.name})\n        _arguments {' '.join(specs)}\n        ;;\n")
    named = " ".join(f"'{verb.name}:{_quoted(verb.help)}'" for verb in verbs())
    return (
        "#compdef stylizer\n"
        f"local -a verbs=({named})\n"
        "if ((CURRENT == 2)); then\n    _describe verb verbs\n    _files\n    return\nfi\n"
        "shift words\n((CURRENT--))\ncase $words[1] in\n" + "".join(cases) + "esac\n"
    )


def _zsh_flag(flag: argparse.Action) -> str:
    value = ""
    if takes_value(flag):
        found = values(flag)
        also = ":_files" if "--style" in flag.option_strings or not found else f":({' '.join(found)})"
        value = f":{flag.dest}{also}"
    said = f"[{_quoted(flag.help or '')}]{value}"
    return " ".join(f"'{option}{said}'" for option in flag.option_strings)


def _quoted(text: str) -> str:
    plain = text.replace("%%", "%").replace("'", "").replace("[", "(").replace("]", ")")
    return plain.replace(":", ",").replace("`", "")


def fish() -> str:
    """Completion for fish."""
    lines = [
        f"complete -c stylizer -n __fish_use_subcommand -a {verb.name} -d '{_quoted(verb.help)}'" for verb in verbs()
    ]
    for verb in verbs():
        here = f"complete -c stylizer -n '__fish_seen_subcommand_from {verb.name}'"
        for flag in verb.flags:
            spelled = " ".join(
                f"-{'l' if len(option) > 2 else 's'} {option.lstrip('-')}" for option in flag.option_strings
            )
            found = values(flag)
            value = (f" -r -a '{' '.join(found)}'" if found else " -r") if takes_value(flag) else ""
            lines.append(f"{here} {spelled}{value} -d '{_quoted(flag.help or '')}'")
        lines += [f"{here} -a {word}" for word in verb.words]
    return "\n".join(["# fish completion for stylizer", *lines]) + "\n"
