"""``stylizer packs``: the networks there are; install, verify and remove them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from stylizer_app.cli import wording
from stylizer_app.cli.console import complain, say, say_json, say_table
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.errors import PackError


def run(args: argparse.Namespace) -> int:
    """Do what is asked; return the exit code. Raises PackError."""
    library = PackLibrary()
    if args.action == "verify":
        return _verify(library, args.ids)
    if args.action == "add":
        pack = library.add(args.path)
        say(wording.pack_added(pack.id, pack.description))
    elif args.action == "remove":
        library.remove(args.id)
        say(wording.pack_removed(args.id))
    else:
        _list(library, as_json=args.json)
    return 0


def _list(library: PackLibrary, *, as_json: bool) -> None:
    """List the packs."""
    packs = library.list()
    if as_json:
        for pack in packs:
            say_json(_facts(library, pack))
    elif packs:
        say_table([(p.id, f"{p.bytes / 1e6:.1f} MB", p.licence, f"{p.title}: {p.description}") for p in packs])


def _facts(library: PackLibrary, pack: Pack) -> dict[str, object]:
    """A pack as JSON shows it."""
    names = ("id", "title", "description", "licence", "origin", "version", "bytes", "checksum")
    facts: dict[str, object] = {name: getattr(pack, name) for name in names}
    return {**facts, "folder": str(pack.folder), "bundled": library.is_bundled(pack)}


def _verify(library: PackLibrary, ids: Sequence[str]) -> int:
    """Check packs, all of them if none is named; one line each."""
    failed = False
    for pack_id in ids or library.ids():
        try:
            library.verify(pack_id)
        except PackError as error:
            failed = True
            complain(f"{pack_id}: {wording.sentence(error)}")
        else:
            say(wording.pack_intact(pack_id))
    return 1 if failed else 0
