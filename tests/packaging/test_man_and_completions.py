"""What is written for the desktop, the shell and the release says the same as the program."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from stylizer_app.imaging.formats import OFFERED_FORMATS, READABLE_SUFFIXES

ROOT = Path(__file__).resolve().parents[2]


def flags() -> set[str]:
    """Every flag of every command."""
    from stylizer_app.cli.parser import make_parser

    def below(parser: argparse.ArgumentParser) -> Iterator[str]:
        for action in parser._actions:
            yield from (option for option in action.option_strings if option.startswith("--"))
            if isinstance(action, argparse._SubParsersAction):
                for inner in action.choices.values():
                    yield from below(inner)

    return set(below(make_parser())) - {"--help"}


def test_the_manual_names_every_flag_and_what_no_flag_says(making) -> None:
    text = making("man_and_completions").manual("2026-01-01").replace("\\-", "-")
    assert all(flag in text for flag in flags())
    assert all(word in text for word in ("2026-01-01", "EXIT STATUS", "STYLIZER_HOME", "preferences.json", "EXAMPLES"))


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("stylizer pa", {"paint", "packs"}), ("stylizer packs ", {"list", "verify", "add", "remove"}),
        ("stylizer packs add my", {"my.zip"}), ("stylizer paint my", {"my.zip"}),
        ("stylizer paint x.jpg --format ", {"auto", *(form.name for form in OFFERED_FORMATS)}),
        ("stylizer paint x.jpg --sty", {"--style", "--style-each"}),
        ("stylizer paint x.jpg --style wood", {"woodcut", "wood.png"}),
    ],
)  # fmt: skip
def test_bash_completes(making, tmp_path: Path, line: str, expected: set[str]) -> None:
    for file in ("my.zip", "wood.png"):
        (tmp_path / file).touch()
    (tmp_path / "completion").write_text(making("man_and_completions").completion("bash"), "utf-8")
    typed = line.split(" ")
    script = f""". ./completion; COMP_WORDS=({" ".join(word or "''" for word in typed)}); COMP_CWORD={len(typed) - 1}
_shtab_stylizer; printf '%s\\n' "${{COMPREPLY[@]}}" """
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == expected


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_every_flag_in_a_script_that_parses(making, tmp_path: Path, shell: str) -> None:
    text = making("man_and_completions").completion(shell)
    assert all(flag.lstrip("-") in text for flag in flags())
    if shutil.which(shell):
        (tmp_path / "completion").write_text(text, "utf-8")
        subprocess.run([shell, "-n", str(tmp_path / "completion")], check=True)


@pytest.mark.skipif(shutil.which("fish") is None, reason="no fish here")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("stylizer p", {"paint", "packs", "photo.jpg"}),
        ("stylizer paint --style wood", {"woodcut", "wood.png"}),
        ("stylizer devices add ", {"cuda"}),
    ],
)
def test_fish_completes(making, tmp_path: Path, line: str, expected: set[str]) -> None:
    for file in ("photo.jpg", "wood.png"):
        (tmp_path / file).touch()
    (tmp_path / "completion.txt").write_text(making("man_and_completions").completion("fish"), "utf-8")
    script = f"source completion.txt; complete -C '{line}'"
    home = {**os.environ, "HOME": str(tmp_path / "home")}
    done = subprocess.run(["fish", "-c", script], cwd=tmp_path, env=home, capture_output=True, text=True, check=True)
    assert {row.split("\t")[0] for row in done.stdout.splitlines()} == expected


def test_the_desktop_entry_opens_what_the_program_reads(making, tmp_path: Path) -> None:
    names, desktop = making("names"), making("desktop")
    from stylizer_app import APP_ID, __version__

    assert (APP_ID, __version__) == (names.APP_ID, names.VERSION)
    assert set(names.OPENED_SUFFIXES) <= set(READABLE_SUFFIXES)
    text = desktop.entry("/usr/lib/stylizer")
    assert "@" not in text
    for name in re.findall(r"examples/([\w-]+\.jpg)", text):
        assert (ROOT / "examples" / name).is_file()
    info = desktop.metainfo("owner/name")
    assert "@" not in info
    assert "https://github.com/owner/name/issues" in info
    pictures = re.findall(rf"/owner/name/v{re.escape(__version__)}/(docs/images/[\w-]+\.png)</image>", info)
    assert len(pictures) == 3
    assert all((ROOT / picture).is_file() for picture in pictures)
    if shutil.which("appstreamcli"):
        (tmp_path / f"{APP_ID}.metainfo.xml").write_text(info, "utf-8")
        command = ["appstreamcli", "validate", "--no-net", str(tmp_path / f"{APP_ID}.metainfo.xml")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_the_readme_links_to_the_files_that_releases_have(making) -> None:
    names = making("names")
    text = (ROOT / "README.md").read_text("utf-8")
    for system, cpu, suffix in (
        ("windows", "x64", "-setup.exe"), ("macos", "arm64", ".dmg"), ("linux", "x64", ".deb"),
    ):  # fmt: skip
        assert f"/releases/download/v{names.VERSION}/{names.file_name(suffix, system, cpu)})" in text
    for picture in re.findall(r"\]\((docs/images/[\w.-]+)\)", text):
        assert (ROOT / picture).is_file(), picture


def test_the_constraints_fit_the_project_and_every_line_has_hashes(making) -> None:
    text = (ROOT / "packaging" / "constraints.txt").read_text("utf-8")
    pin = r"^([A-Za-z0-9_.-]+)==(\S+)[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}[^\n]*\n?)+)"
    pins = re.findall(pin, text, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[A-Za-z]", text, re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["package"]]
    pinned = {name.lower() for name, _, _ in pins}
    names = {re.match(r"[A-Za-z0-9_.-]+", line)[0].lower().replace("_", "-") for line in wanted}
    assert names <= pinned
    versions = {name.lower(): version for name, version, _ in pins}
    assert versions["pyside6-essentials"] < "6.12"


def test_the_windows_installer_removes_exactly_what_it_brings(making, tmp_path: Path) -> None:
    (tmp_path / "sub" / "deep").mkdir(parents=True)
    (tmp_path / "sub" / "deep" / "a$b ä.txt").write_text("x")
    (tmp_path / "one.exe").write_text("x")
    text = making("setup").removal(tmp_path)
    assert text.splitlines() == [
        'Delete "$INSTDIR\\one.exe"', 'Delete "$INSTDIR\\sub\\deep\\a$$b ä.txt"',
        'RMDir "$INSTDIR\\sub\\deep"', 'RMDir "$INSTDIR\\sub"',
    ]  # fmt: skip


def test_versions_are_numbers_for_windows(making) -> None:
    numbers = making("windows_version").numbers
    assert (numbers("1.2.3"), numbers("2.0rc1"), numbers("0.1.0.5")) == ((1, 2, 3, 0), (2, 0, 0, 0), (0, 1, 0, 5))


def test_each_windows_program_knows_its_own_name(making) -> None:
    text = making("windows_version").text
    assert 'StringStruct("OriginalFilename", "stylizer.exe")' in text("stylizer")
    assert 'StringStruct("OriginalFilename", "stylizer-window.exe")' in text("stylizer-window")


def test_workflows_parse_and_their_steps_are_shell_that_parses() -> None:
    yaml = pytest.importorskip("yaml")
    for workflow in (ROOT / ".github" / "workflows").glob("*.yml"):
        content = yaml.safe_load(workflow.read_text("utf-8"))
        assert content["permissions"] == {"contents": "read"}
        jobs = content["jobs"]
        for job in jobs.values():
            needed = job.get("needs", [])
            assert set([needed] if isinstance(needed, str) else needed) <= set(jobs)
            for step in job["steps"]:
                assert ("uses" in step) != ("run" in step)
                if "run" in step and step.get("shell") != "pwsh" and shutil.which("bash"):
                    code = re.sub(r"\$\{\{.*?\}\}", "x", step["run"])
                    subprocess.run(["bash", "-n"], input=code, text=True, check=True)


def test_workflows_call_files_that_exist() -> None:
    for workflow in (ROOT / ".github" / "workflows").glob("*.yml"):
        text = workflow.read_text("utf-8")
        for path in re.findall(r"(?<![\w/])((?:packaging|scripts)/[\w/.-]+\.(?:py|sh|ps1))", text):
            assert (ROOT / path).is_file(), path
