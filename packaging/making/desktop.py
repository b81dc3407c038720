"""Fills in what the desktop reads about the program: its entry, its metainfo, its licence and its changes."""

from __future__ import annotations

import os
import time
from pathlib import Path

from making import names

HERE = Path(__file__).resolve().parents[1] / "linux"
EXAMPLES = "_internal/stylizer_app/examples"
PICTURES = {
    "window": ("A photograph painted as an oil painting", "Una fotografia dipinta come un quadro a olio"),
    "mixer": ("Several paintings mixed by weight", "Più quadri mescolati secondo il peso"),
    "album": ("A whole folder painted at once", "Un'intera cartella dipinta in una volta"),
}
"""Screenshots, docs/images/NAME.png, with what they show."""


def build_date() -> str:
    """The day of the build; SOURCE_DATE_EPOCH (the commit's, in releases) makes builds repeatable."""
    return time.strftime("%Y-%m-%d", time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))))


def entry(installed: str) -> str:
    """The desktop entry of a program that lies in the folder ``installed``."""
    text = (HERE / f"{names.APP_ID}.desktop").read_text("utf-8")
    return text.replace("@TYPES@", ";".join(names.OPENED_TYPES)).replace("@EXAMPLES@", f"{installed}/{EXAMPLES}")


def metainfo(repository: str = "") -> str:
    """The AppStream description; links and screenshots are named where the project's address is known (owner/name)."""
    text = (HERE / f"{names.APP_ID}.metainfo.xml").read_text("utf-8")
    types = "\n".join(f"    <mediatype>{kind}</mediatype>" for kind in names.OPENED_TYPES)
    filled = {
        "@MEDIATYPES@": types,
        "@VERSION@": names.VERSION,
        "@DATE@": build_date(),
        "@LINKS@": _links(repository),
        "@SCREENSHOTS@": _screenshots(repository),
    }
    for mark, value in filled.items():
        text = text.replace(mark, value)
    return "\n".join(line for line in text.splitlines() if line.strip()) + "\n"


def _links(repository: str) -> str:
    if not repository:
        return ""
    home = f"https://github.com/{repository}"
    links = {"homepage": home, "bugtracker": f"{home}/issues", "vcs-browser": home, "help": f"{home}/tree/main/docs"}
    return "\n".join(f'  <url type="{kind}">{address}</url>' for kind, address in links.items())


def _screenshots(repository: str) -> str:
    if not repository:
        return ""
    root = f"https://raw.githubusercontent.com/{repository}/v{names.VERSION}/docs/images"
    kinds = [' type="default"', *[""] * (len(PICTURES) - 1)]
    shots = [
        f"    <screenshot{kind}>\n      <caption>{english}</caption>\n"
        f'      <caption xml:lang="it">{italian}</caption>\n      <image>{root}/{name}.png</image>\n    </screenshot>'
        for kind, (name, (english, italian)) in zip(kinds, PICTURES.items(), strict=True)
    ]
    return "\n".join(["  <screenshots>", *shots, "  </screenshots>"])
