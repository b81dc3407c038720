"""Has Apple check a signed Stylizer.app, and attaches its answer: notarize.py Stylizer.app

APPLE_ID, APPLE_TEAM_ID, APPLE_APP_PASSWORD: the account that asks.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path


def account() -> list[str]:
    """What tells notarytool who asks."""
    flags = {"--apple-id": "APPLE_ID", "--team-id": "APPLE_TEAM_ID", "--password": "APPLE_APP_PASSWORD"}
    return [word for flag, variable in flags.items() for word in (flag, os.environ[variable])]


def ask(*words: str | Path) -> str:
    """What notarytool answers. SystemExit where it did not come to an answer; its own words are on standard error."""
    command = ["xcrun", "notarytool", *map(str, words), *account()]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"notarytool {words[0]} ended with {done.returncode}.\n{done.stdout}")
    return done.stdout


def verdict(answer: str) -> tuple[str, str]:
    """What became of a submission, and its number. SystemExit for anything that is no answer."""
    try:
        told = json.loads(answer)
        return str(told["status"]), str(told["id"])
    except (ValueError, KeyError, TypeError) as error:
        raise SystemExit(f"notarytool gave no verdict:\n{answer}") from error


def notarize(app: Path) -> None:
    """Submit, wait, and attach. SystemExit with Apple's reasons when it refuses: notarytool itself then ends with 0."""
    with tempfile.TemporaryDirectory() as folder:
        parcel = Path(folder) / "app.zip"
        subprocess.run(["ditto", "-c", "-k", "--keepParent", app, parcel], check=True)  # not zip, which loses the links
        status, number = verdict(ask("submit", parcel, "--wait", "--output-format", "json"))
    if status != "Accepted":
        raise SystemExit(f"Apple's verdict: {status}.\n{ask('log', number)}")
    subprocess.run(["xcrun", "stapler", "staple", app], check=True)


if __name__ == "__main__":
    notarize(Path(sys.argv[1]))
