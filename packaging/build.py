"""Builds this system's installer: freeze, self-test of what was frozen, package, check.

python3 scripts/dev.py package              everything that can be done here
python3 scripts/dev.py package --only freeze|pack|trial
python3 scripts/dev.py package --constrain  install the pinned versions first (what releases do)
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1])]

from making import closure, heif, icons, licences, names, tree, windows_version  # noqa: E402

HERE = Path(__file__).resolve().parent
WORK = names.ROOT / "build" / "package"
DIST = names.ROOT / "dist"
TREE = WORK / "dist" / names.PROGRAM
GOLDEN_STYLE, GOLDEN_SIDE = "woodcut", 320
SOURCES = ("stylizer_app", "models", "examples", "packaging", "pyproject.toml")
"""What the frozen program is made of."""


def run(*command: str | Path, env: dict[str, str] | None = None, timeout: float = 3600) -> None:
    """Run a program; its failure is ours."""
    print("+", *command, flush=True)
    subprocess.run([str(part) for part in command], check=True, env={**os.environ, **(env or {})}, timeout=timeout)


def constrain() -> None:
    """Install exactly the versions, and the very files, that the constraints name."""
    run(sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", HERE / "constraints.txt")


def digest() -> str:
    """A hash that changes with anything that the frozen program is made of."""
    found = hashlib.sha256(sys.version.encode())
    for source in SOURCES:
        place = names.ROOT / source
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and "__pycache__" not in path.parts:
                found.update(f"{path.relative_to(names.ROOT)}\0".encode() + path.read_bytes())
    return found.hexdigest()


def is_fresh() -> bool:
    """Whether what was frozen before is what would be frozen now."""
    stamp = WORK / "frozen.txt"
    return executable().is_file() and stamp.is_file() and stamp.read_text("utf-8") == digest()


def prepare() -> None:
    """Make what the frozen program gets besides the source: icons, licences, golden picture, facts about the build."""
    shutil.rmtree(WORK, ignore_errors=True)
    icons.draw(WORK / "icons")
    missing = licences.collect(WORK / "licenses", encoder_replaced=bool(heif.compiler()))
    if missing:
        raise SystemExit(f"No licence was found for {', '.join(missing)}.")
    _golden(WORK / "resources" / "selftest")
    repository = os.environ.get("GITHUB_REPOSITORY", "")
    facts = {"kind": "download", "repository": repository, "version": names.VERSION}
    (WORK / "resources" / "build.json").write_text(json.dumps(facts, indent=2) + "\n", "utf-8")
    if sys.platform == "win32":
        for program in (names.PROGRAM, names.WINDOW):
            (WORK / f"{program}.version").write_text(windows_version.text(program), "utf-8")


def _golden(folder: Path) -> None:
    """Paint, from the source, the picture that the frozen program has to paint as well."""
    folder.mkdir(parents=True)
    photo = names.ROOT / "examples" / "landscape.jpg"
    how = [
        "--style",
        GOLDEN_STYLE,
        "--size",
        str(GOLDEN_SIDE),
        "--device",
        "cpu",
        "--quiet",
        "-o",
        str(folder / "golden.png"),
    ]
    home = {"STYLIZER_HOME": str(WORK / "home"), "PYTHONPATH": str(names.ROOT)}
    run(sys.executable, "-m", "stylizer_app", "paint", photo, *how, env=home)
    facts = {"photo": photo.name, "style": GOLDEN_STYLE, "size": GOLDEN_SIDE}
    (folder / "golden.json").write_text(json.dumps(facts, indent=2) + "\n", "utf-8")


def freeze() -> None:
    """Freeze, make smaller, look whether everything is right with the tree."""
    start = time.monotonic()
    prepare()
    where: list[str | Path] = ["--distpath", WORK / "dist", "--workpath", WORK / "work"]
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--clean",
        "--log-level",
        "WARN",
        *where,
    ]
    run(*command, HERE / "stylizer.spec", env={"STYLIZER_BUILD": str(WORK)})
    if sys.platform.startswith("linux"):
        print(f"Names of symbols taken out: {tree.strip(TREE) / 1e6:.1f} MB")
        brought = (WORK / "brought.txt").read_text("utf-8").splitlines()
        unknown = licences.of_system(brought, TREE / "_internal" / "licenses")
        faults = tree.faults(TREE) + [f"No licence was found for {library}." for library in unknown]
        if faults:
            raise SystemExit("\n".join(faults))
    if sys.platform == "win32":
        missing = closure.faults(TREE)
        if missing:
            raise SystemExit("\n".join(missing))
    print(f"Frozen: {tree.size(TREE) / 1e6:.1f} MB in {time.monotonic() - start:.0f} s")
    selftest(executable())
    (WORK / "frozen.txt").write_text(digest(), "utf-8")


def executable() -> Path:
    """The program to start: the one without a console where there are two."""
    if sys.platform == "darwin":
        return WORK / "dist" / "Stylizer.app" / "Contents" / "MacOS" / names.PROGRAM
    return TREE / (f"{names.WINDOW}.exe" if sys.platform == "win32" else names.PROGRAM)


def selftest(program: Path) -> None:
    """Let a frozen program test itself, in folders of its own and without a screen; show its report."""
    home = WORK / "selftest"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    report = home / "report.json"
    env = {"STYLIZER_HOME": str(home / "home"), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [str(program), "--selftest", str(report)], check=False, env={**os.environ, **env}, timeout=600
    )
    print(report.read_text("utf-8") if report.is_file() else "no report")
    if done.returncode:
        raise SystemExit(f"The self-test of the frozen program ended with {done.returncode}.")


def pack() -> list[Path]:
    """Make what is published from the frozen tree; return the files."""
    DIST.mkdir(exist_ok=True)
    if sys.platform.startswith("linux"):
        from making import deb

        made = [deb.make(TREE, WORK, DIST)]
    elif sys.platform == "darwin":
        from making import dmg

        made = [dmg.make(WORK / "dist" / "Stylizer.app", DIST)]
    else:
        from making import setup

        made = [setup.make(TREE, WORK, DIST)]
    checksums(DIST)
    return made


def archive() -> Path:
    """The tree as one file that keeps links and rights, to be handed from one machine to another."""
    DIST.mkdir(exist_ok=True)
    packed = DIST / names.file_name(".tar.gz")
    with tarfile.open(packed, "w:gz", compresslevel=6) as tar:
        source = WORK / "dist" / "Stylizer.app" if sys.platform == "darwin" else TREE
        tar.add(source, arcname=source.name)
    return packed


def checksums(folder: Path) -> Path:
    """Write SHA256SUMS of everything in a folder, as sha256sum --check reads it."""
    files = [path for path in sorted(folder.iterdir()) if path.is_file() and path.name != "SHA256SUMS"]
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (folder / "SHA256SUMS").write_text("".join(lines), "utf-8", newline="\n")
    return folder / "SHA256SUMS"


def trial(made: Sequence[Path]) -> None:
    """Install, start, upgrade and remove, where that can be tried without touching this system."""
    if not sys.platform.startswith("linux"):
        print("The installer is tried by .github/workflows/release.yml on a machine of its own.")
        return
    from making import deb_trial

    for file in made or sorted(DIST.glob("*.deb")):
        deb_trial.run(file)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do the steps that the command line asks for."""
    parser = argparse.ArgumentParser(prog="dev.py package", description="Build this system's installer and test it.")
    parser.add_argument("--only", choices=("freeze", "pack", "archive", "trial"), help="one step of it")
    parser.add_argument("--constrain", action="store_true", help="install the pinned versions first")
    parser.add_argument("--reuse", action="store_true", help="freeze only if something changed since it was last done")
    args = parser.parse_args(arguments)
    if args.constrain:
        constrain()
    steps = [args.only] if args.only else ["freeze", "pack", "trial"]
    made: list[Path] = []
    if "freeze" in steps and not (args.reuse and is_fresh()):
        freeze()
    if "archive" in steps:
        print(archive())
    if "pack" in steps:
        made = pack()
        print(*(f"{path} {path.stat().st_size / 1e6:.1f} MB" for path in made), sep="\n")
    if "trial" in steps:
        trial(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
