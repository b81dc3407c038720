"""Tries a Debian package: it is linted here, the program in bare systems of the releases that it is for."""

from __future__ import annotations

import json
import os
import re
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from making import names

SUITES = ("bookworm", "trixie")
SCRIPT = Path(__file__).resolve().parents[1] / "linux" / "trial.sh"
ROOTS = Path(os.environ.get("STYLIZER_ROOTS", names.ROOT / "build" / "roots"))
"""Bare systems, made once by debootstrap and only ever copied."""

RESULTS = names.ROOT / "build" / "package" / "trial"
MIRROR = os.environ.get("STYLIZER_MIRROR", "http://deb.debian.org/debian")


def obstacle() -> str:
    """Why nothing can be tried here; "" if it can."""
    if os.geteuid():
        return "only root can install packages in another system"
    lacking = [tool for tool in ("debootstrap", "unshare", "chroot", "dpkg-deb") if shutil.which(tool) is None]
    return f"{', '.join(lacking)} is not installed" if lacking else ""


def run(package: Path, suites: Sequence[str] = SUITES, results: Path = RESULTS) -> None:
    """Lint it, then install, start, upgrade and remove in each bare system. SystemExit if anything fails.

    Reports and pictures of the screen come into a folder for each system in ``results``.
    """
    lint(package)
    reason = obstacle()
    if reason:
        print(f"Not installed anywhere: {reason}.")
        return
    with tempfile.TemporaryDirectory(prefix="stylizer-trial-") as folder:
        newer = _newer(package, Path(folder))
        for suite in suites:
            _try_in(suite, package, newer, Path(folder), results / suite)


def lint(package: Path) -> None:
    """Desktop entry, metainfo and the package itself, by the tools that are installed."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["dpkg-deb", "-x", str(package), folder], check=True)
        share = Path(folder) / "usr" / "share"
        entry = share / "applications" / f"{names.APP_ID}.desktop"
        metainfo = share / "metainfo" / f"{names.APP_ID}.metainfo.xml"
        _tool("desktop-file-validate", str(entry))
        _tool("appstreamcli", "validate", "--no-net", str(metainfo))
    _tool("lintian", "--tag-display-limit", "0", "--fail-on", "error,warning", str(package))


def _tool(name: str, *arguments: str) -> None:
    if shutil.which(name) is None:
        print(f"{name}: not installed, so not run")
        return
    done = subprocess.run([name, *arguments], capture_output=True, text=True, check=False)
    print(f"{name}: {'passed' if done.returncode == 0 else 'failed'}\n{done.stdout}{done.stderr}".rstrip())
    if done.returncode:
        raise SystemExit(f"{name} is not content with the package.")


def _newer(package: Path, folder: Path) -> Path:
    """The same package under a later version, not compressed: to upgrade to."""
    content = folder / "newer"
    subprocess.run(["dpkg-deb", "-R", str(package), str(content)], check=True)
    control = content / "DEBIAN" / "control"
    control.write_text(
        re.sub(r"^(Version: .*)$", r"\1+newer", control.read_text("utf-8"), count=1, flags=re.MULTILINE), "utf-8"
    )
    made = folder / "newer.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Znone", "--build", str(content), str(made)], check=True)
    shutil.rmtree(content)
    return made


def root_of(suite: str) -> Path:
    """The bare system of a release, made if it is not there yet."""
    root = ROOTS / suite
    if not (root / "usr" / "bin" / "apt-get").is_file():
        root.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["debootstrap", "--variant=minbase", suite, str(root), MIRROR], check=True, stdout=subprocess.DEVNULL
        )
    return root


def _try_in(suite: str, package: Path, newer: Path, folder: Path, results: Path) -> None:
    root = folder / suite
    shutil.rmtree(results, ignore_errors=True)
    results.mkdir(parents=True)
    print(f"--- {package.name} in a bare {suite}", flush=True)
    subprocess.run(["cp", "-a", "--reflink=auto", str(root_of(suite)), str(root)], check=True)
    try:
        with _screen(folder) as (display, frame):
            command = ["unshare", "--mount", "--propagation", "private", "bash", str(SCRIPT)]
            command += [str(root), str(package.resolve()), str(newer), str(results), display]
            done = subprocess.run(command, check=False, env={**os.environ, "STYLIZER_TRIAL_FRAME": str(frame)})
        if done.returncode:
            raise SystemExit(f"The package failed in {suite}; what was said is in {results}.")
    finally:
        shutil.rmtree(root, ignore_errors=True)
    _picture(results / "screen.xwd")
    report = json.loads((results / "report.json").read_text("utf-8"))
    window, computing = report["first_window_seconds"], report["first_window_cpu_seconds"]
    print(f"first window after {window} s, {computing} s of them computing; golden picture: {report['golden']}")


def _picture(dump: Path) -> None:
    """Turn what was on the screen into a PNG beside it, to be looked at. SystemExit if nothing was on it."""
    if not dump.is_file():
        return
    from PIL import Image

    content = dump.read_bytes()
    header = struct.unpack(">25I", content[:100])
    size, start, stride = (header[4], header[5]), header[0] + 12 * header[19], header[12]
    screen = Image.frombytes("RGB", size, content[start : start + stride * size[1]], "raw", "BGRX", stride)
    screen.save(dump.with_suffix(".png"))
    dump.unlink()
    if len(screen.resize((64, 40)).getcolors(64 * 40) or []) < 100:
        raise SystemExit(f"There is no window on the screen: {dump.with_suffix('.png')}")


@contextmanager
def _screen(folder: Path) -> Iterator[tuple[str, Path]]:
    """A screen that nobody sees, with its pixels in a file; ("", ...) where there is no Xvfb."""
    if shutil.which("Xvfb") is None:
        yield "", Path(os.devnull)
        return
    number = next(free for free in range(90, 200) if not Path(f"/tmp/.X11-unix/X{free}").exists())
    command = ["Xvfb", f":{number}", "-screen", "0", "1280x800x24", "-ac", "-fbdir", str(folder), "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            end = time.monotonic() + 20
            while not Path(f"/tmp/.X11-unix/X{number}").exists() and time.monotonic() < end:
                time.sleep(0.1)
            yield f":{number}", folder / "Xvfb_screen0"
        finally:
            server.terminate()
            server.wait(10)
