"""Makes the Windows installer of a frozen tree with makensis, which runs on Linux as well."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path, PureWindowsPath

from making import names, windows_version

SCRIPT = Path(__file__).resolve().parents[1] / "windows" / "stylizer.nsi"


def removal(payload: Path) -> str:
    """The uninstaller's lines: exactly the files of the payload, then the folders that are empty by then."""
    files = sorted(path.relative_to(payload) for path in payload.rglob("*") if not path.is_dir())
    folders = sorted(
        (path.relative_to(payload) for path in payload.rglob("*") if path.is_dir()), key=lambda path: -len(path.parts)
    )
    lines = [f'Delete "$INSTDIR\\{_named(path)}"' for path in files] + [
        f'RMDir "$INSTDIR\\{_named(path)}"' for path in folders
    ]
    return "\n".join(lines) + "\n"


def _named(path: Path) -> str:
    return str(PureWindowsPath(path)).replace("$", "$$")


def opened_types() -> tuple[str, str]:
    """The lines that put Stylizer into "Open with" of every picture type, and those that take it out again."""
    add, remove = [], []
    for suffix in names.OPENED_SUFFIXES:
        kind = f"Software\\Classes\\{suffix}"
        add.append(f'WriteRegStr HKCU "${{OPENS}}\\SupportedTypes" "{suffix}" ""')
        add.append(f'WriteRegStr HKCU "{kind}\\OpenWithProgids" "${{DOCUMENT}}" ""')
        remove.append(f'DeleteRegValue HKCU "{kind}\\OpenWithProgids" "${{DOCUMENT}}"')
        remove.append(f'DeleteRegKey /ifempty HKCU "{kind}\\OpenWithProgids"')
        remove.append(f'DeleteRegKey /ifempty HKCU "{kind}"')
    return "\n".join(add) + "\n", "\n".join(remove) + "\n"


def make(payload: Path, work: Path, out: Path, version: str = names.VERSION, *, quick: bool = False) -> Path:
    """Build setup.exe of a folder into the folder ``out``; return the file. SystemExit where there is no makensis.

    A ``quick`` one is larger; it is for trials.
    """
    compiler = shutil.which("makensis")
    if compiler is None:
        raise SystemExit("makensis is needed: apt-get install nsis, or choco install nsis.")
    work.mkdir(parents=True, exist_ok=True)
    add, remove = opened_types()
    for name, text in (("unlist.nsh", removal(payload)), ("types.nsh", add), ("untypes.nsh", remove)):
        (work / name).write_text(text, "utf-8-sig", newline="\r\n")
    made = out / names.file_name("-setup.exe", "windows", "x64").replace(names.VERSION, version)
    defined = {
        "VERSION": version,
        "NUMBERS": ".".join(str(number) for number in windows_version.numbers(version)),
        "PAYLOAD": payload.resolve(),
        "UNLIST": (work / "unlist.nsh").resolve(),
        "TYPES": (work / "types.nsh").resolve(),
        "UNTYPES": (work / "untypes.nsh").resolve(),
        "ICON": (work / "icons" / "stylizer.ico").resolve(),
        "OUT": made.resolve(),
    }
    flags = [f"-D{key}={value}" for key, value in defined.items()]
    amd64 = ["-DAMD64"] if _has_amd64_stubs(Path(compiler)) else []
    faster = ["-XSetCompressor /FINAL zlib"] if quick else []
    subprocess.run([compiler, "-V2", "-INPUTCHARSET", "UTF8", *amd64, *flags, *faster, str(SCRIPT)], check=True)
    return made


def _has_amd64_stubs(compiler: Path) -> bool:
    """Whether this NSIS can make 64-bit installers; Debian's can."""
    folders = (Path("/usr/share/nsis/Stubs"), compiler.resolve().parent / "Stubs")
    return any((folder / "lzma_solid-amd64-unicode").is_file() for folder in folders)
