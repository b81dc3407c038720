"""``stylizer devices``: what can compute on this machine, why not, and how fast; fetching CUDA's libraries."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from stylizer_app.cli import wording
from stylizer_app.cli.console import complain, say, say_json, say_table
from stylizer_app.cli.interrupt import run_interruptibly
from stylizer_app.cli.progress_bar import progress_bar
from stylizer_app.engine.cuda import gpu_libraries
from stylizer_app.engine.devices.choose import DeviceStatus, survey
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.errors import Cancelled, LibrariesError
from stylizer_app.errors.english import devices
from stylizer_app.errors.fetch import LibrariesFault
from stylizer_app.system.paths import gpu_dir


def run(args: argparse.Namespace) -> int:
    """Do what is asked; return the exit code. Raises LibrariesError where CUDA makes no sense here."""
    if args.action == "add":
        return _add_cuda()
    if args.action == "remove":
        say(wording.CUDA_REMOVED if gpu_libraries.remove() else wording.CUDA_ABSENT)
        return 0
    statuses = survey(PackLibrary(), refresh=args.refresh)
    if args.json:
        for status in statuses:
            say_json({**asdict(status), "reason": _reason(status)})
    else:
        say_table([("DEVICE", "WORKS", "SPEED", ""), *map(_row, statuses)])
    return 0


def _row(status: DeviceStatus) -> tuple[str, ...]:
    """A device as a row: the speed is told against the CPU's."""
    speed = "" if status.speed is None else f"{status.speed:.1f} x"
    told = (f"{status.title}.", _reason(status), wording.IN_FLOAT16 if status.fp16 else "")
    return status.name, "yes" if status.works else "no", speed, " ".join(filter(None, told))


def _reason(status: DeviceStatus) -> str:
    """Why a device does not work, or is never chosen unasked."""
    return "" if status.reason is None else devices.device(status.reason, status.name)


def _add_cuda() -> int:
    """Fetch the libraries for NVIDIA's graphics cards."""
    wanted = gpu_libraries.wheels()
    if not gpu_libraries.has_driver():
        raise LibrariesError(LibrariesFault.NO_DRIVER)
    token = CancelToken()
    try:
        wanted = gpu_libraries.located(wanted)
        say(wording.fetching(len(wanted), gpu_libraries.download_bytes(wanted), gpu_dir()))
        with progress_bar(wanted=True) as bar:
            progress = Progress(bar.begin("CUDA"), token)
            run_interruptibly(lambda: gpu_libraries.add(wanted, progress), token)
    except LibrariesError as error:
        complain(f"stylizer: {wording.sentence(error)}")
        return 1
    except Cancelled:
        raise KeyboardInterrupt from None
    say(wording.CUDA_ADDED)
    return 0
