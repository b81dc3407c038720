"""``stylizer devices``: what can compute on this machine, why not, and how fast."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from stylizer_app.cli.console import say_json, say_table
from stylizer_app.engine.devices import DeviceStatus, survey


def run(args: argparse.Namespace) -> int:
    """List the devices; return the exit code."""
    statuses = survey(refresh=args.refresh)
    if args.json:
        for status in statuses:
            say_json(asdict(status))
    else:
        say_table([("DEVICE", "WORKS", "SPEED", ""), *map(_row, statuses)])
    return 0


def _row(status: DeviceStatus) -> tuple[str, ...]:
    """A device as a row: the speed is told against the processor's."""
    speed = "" if status.speed is None else f"{status.speed:.1f} x"
    return status.name, "yes" if status.works else "no", speed, f"{status.title}. {status.reason}".strip()
