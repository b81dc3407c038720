"""The Debian package of a stand-in for the frozen tree: contents, dependencies, papers."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.packaging,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian packages are made on Linux"),
    *(
        pytest.mark.skipif(shutil.which(tool) is None, reason=f"{tool} is not installed")
        for tool in ("dpkg-deb", "dpkg-shlibdeps", "md5sum")
    ),
]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory, making) -> Path:
    """A work folder with a tree like that of PyInstaller: a small program, resources, icons."""
    work = tmp_path_factory.mktemp("work")
    tree = work / "stylizer"
    resources = tree / "_internal" / "stylizer_app" / "resources"
    resources.mkdir(parents=True)
    shutil.copy(Path("/bin/true").resolve(), tree / "stylizer")
    shutil.copy(Path("/bin/true").resolve(), tree / "_internal" / "libone.so.1.2")
    (tree / "_internal" / "libone.so.1").symlink_to("libone.so.1.2")
    (resources / "build.json").write_text(json.dumps({"kind": "download", "repository": "owner/name"}))
    (work / "icons").mkdir()
    for size in (16, 24, 32, 48, 64, 128, 256, 512):
        (work / "icons" / f"stylizer-{size}.png").write_bytes(b"\x89PNG")
    return work


@pytest.fixture(scope="module")
def package(work: Path, making) -> Path:
    return making("deb").make(work / "stylizer", work, work)


def listed(package: Path) -> str:
    return subprocess.run(["dpkg-deb", "-c", str(package)], capture_output=True, text=True, check=True).stdout


def field(package: Path, name: str) -> str:
    done = subprocess.run(["dpkg-deb", "-f", str(package), name], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_name_says_version_system_and_cpu(package: Path, making) -> None:
    names = making("names")
    assert package.name == f"stylizer-{names.VERSION}-linux-{names.architecture()}.deb"
    assert field(package, "Version") == names.VERSION


def test_the_dependencies_are_those_of_the_binaries(package: Path) -> None:
    depends = field(package, "Depends").split(", ")
    assert any(line.startswith("libc6 (>= 2.") for line in depends)
    assert {line.partition(" ")[0] for line in depends} == {"libc6", "libgcc-s1", "xkb-data"}


def test_an_unknown_library_stops_the_build(tmp_path: Path, making) -> None:
    program = tmp_path / "usr" / "lib" / "stylizer" / "stylizer"
    program.parent.mkdir(parents=True)
    program.write_bytes(Path("/bin/true").resolve().read_bytes().replace(b"libc.so.6", b"libn.so.7"))
    with pytest.raises(SystemExit, match=r"libn\.so\.7"):
        making("deb").depends(tmp_path)


def test_everything_lies_where_it_belongs_and_belongs_to_root(package: Path) -> None:
    text = listed(package)
    for path in (
        "./usr/bin/stylizer -> ../lib/stylizer/stylizer",
        "./usr/lib/stylizer/_internal/libone.so.1 -> libone.so.1.2",
        "./usr/share/applications/org.stylizer.Stylizer.desktop",
        "./usr/share/metainfo/org.stylizer.Stylizer.metainfo.xml",
        "./usr/share/icons/hicolor/scalable/apps/org.stylizer.Stylizer.svg", "./usr/share/man/man1/stylizer.1.gz",
        "./usr/share/bash-completion/completions/stylizer", "./usr/share/doc/stylizer/copyright",
    ):  # fmt: skip
        assert path in text
    assert all(" root/root " in line for line in text.splitlines())
    programs = [line.split()[-1] for line in text.splitlines() if line.startswith("-rwx")]
    assert programs == ["./usr/lib/stylizer/stylizer"]


def test_the_installed_program_leaves_updates_to_apt(package: Path, tmp_path: Path) -> None:
    subprocess.run(["dpkg-deb", "-x", str(package), str(tmp_path)], check=True)
    facts = tmp_path / "usr/lib/stylizer/_internal/stylizer_app/resources/build.json"
    assert json.loads(facts.read_text())["kind"] == "deb"


@pytest.mark.parametrize(
    ("tool", "file"),
    [
        (["desktop-file-validate"], "applications/org.stylizer.Stylizer.desktop"),
        (["appstreamcli", "validate", "--no-net"], "metainfo/org.stylizer.Stylizer.metainfo.xml"),
        (["man", "--warnings", "-l"], "man/man1/stylizer.1.gz"),
    ],
)
def test_the_papers_are_in_order(package: Path, tmp_path: Path, tool: list[str], file: str) -> None:
    if shutil.which(tool[0]) is None:
        pytest.skip(f"{tool[0]} is not installed")
    subprocess.run(["dpkg-deb", "-x", str(package), str(tmp_path)], check=True)
    done = subprocess.run([*tool, str(tmp_path / "usr/share" / file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert tool[0] != "man" or not done.stderr, done.stderr


def test_the_checksums_are_those_of_the_files(package: Path, tmp_path: Path) -> None:
    subprocess.run(["dpkg-deb", "-R", str(package), str(tmp_path)], check=True)
    done = subprocess.run(
        ["md5sum", "--check", "--quiet", "DEBIAN/md5sums"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_later_version_can_be_upgraded_to(package: Path, tmp_path: Path, making) -> None:
    newer = making("deb_trial")._newer(package, tmp_path)
    compare = ["dpkg", "--compare-versions", field(newer, "Version"), "gt", field(package, "Version")]
    assert subprocess.run(compare, check=False).returncode == 0
