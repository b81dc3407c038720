"""Archives are unpacked inside their folder or refused with one sentence, and nothing is left behind."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from stylizer_app.fetching import archives
from stylizer_app.fetching.archives import ArchiveError, Limits, unpack
from stylizer_app.system.file_names import path_fault

WEIGHTS = bytes((7 * i * i) % 251 for i in range(50_000))


def tar(path: Path, *members: tuple[str, bytes | None, dict]) -> Path:
    with tarfile.open(path, "w:gz") as packed:
        for name, content, fields in members:
            info = tarfile.TarInfo(name)
            info.size = len(content or b"")
            for key, value in fields.items():
                setattr(info, key, value)
            packed.addfile(info, io.BytesIO(content or b""))
    return path


def zipped(path: Path, *members: tuple[str, bytes, int]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content, mode in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = mode << 16
            packed.writestr(info, content)
    return path


LIMITS = Limits(2 << 30, files=30, ratio=20)


def refused(archive: Path) -> str:
    folder = archive.parent / "unpacked" / "here"
    folder.mkdir(parents=True, exist_ok=True)
    with pytest.raises(ArchiveError) as caught:
        unpack(archive, folder, LIMITS)
    assert [path.name for path in folder.parent.iterdir()] == ["here"]
    assert not any(path.is_symlink() for path in folder.rglob("*"))
    return str(caught.value)


def test_a_good_archive_is_unpacked(tmp_path: Path) -> None:
    packed = tar(tmp_path / "a.tar.gz", ("./saved_model.pb", b"graph", {}), ("variables/data", WEIGHTS, {}))
    folder = tmp_path / "unpacked"
    unpack(packed, folder, LIMITS)
    assert (folder / "saved_model.pb").read_bytes() == b"graph"
    assert (folder / "variables" / "data").read_bytes() == WEIGHTS


def test_a_good_zip_is_unpacked(tmp_path: Path) -> None:
    packed = zipped(tmp_path / "a.zip", ("variables/data", WEIGHTS, 0o100644), ("variables/", b"", 0o040755))
    unpack(packed, tmp_path / "unpacked", LIMITS)
    assert (tmp_path / "unpacked" / "variables" / "data").read_bytes() == WEIGHTS


@pytest.mark.parametrize("name", ["../evil", "a/../../evil", "/tmp/evil", "C:\\evil", "..\\evil"])
def test_names_that_lead_outside_are_refused(tmp_path: Path, name: str) -> None:
    assert "outside its folder" in refused(tar(tmp_path / "a.tar.gz", (name, b"x", {})))
    assert "outside its folder" in refused(zipped(tmp_path / "a.zip", (name, b"x", 0)))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_and_devices_are_refused(tmp_path: Path, kind: bytes) -> None:
    packed = tar(tmp_path / "a.tar.gz", ("a", None, {"type": kind, "linkname": "../evil"}), ("a/b", b"x", {}))
    assert "link or a device" in refused(packed)


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    assert "link or a device" in refused(zipped(tmp_path / "a.zip", ("a", b"/etc/passwd", 0o120777)))


def test_a_bomb_is_refused_before_it_fills_the_disk(tmp_path: Path) -> None:
    bomb = b"\0" * (24 << 20)
    for packed in (tar(tmp_path / "a.tar.gz", ("a", bomb, {})), zipped(tmp_path / "a.zip", ("a", bomb, 0))):
        assert packed.stat().st_size < len(bomb) / 100
        assert "unpacks to more than" in refused(packed)


def test_many_small_bombs_are_refused_together(tmp_path: Path) -> None:
    packed = tar(tmp_path / "a.tar.gz", *((f"{k}", b"\0" * (1 << 20), {}) for k in range(20)))
    assert "unpacks to more than" in refused(packed)


def test_too_many_bytes_are_refused_whatever_the_ratio(tmp_path: Path) -> None:
    packed = zipped(tmp_path / "a.zip", ("a", WEIGHTS, 0), ("b", WEIGHTS, 0))
    unpack(packed, tmp_path / "whole", Limits(2 * len(WEIGHTS)))
    with pytest.raises(ArchiveError, match="unpacks to more than"):
        unpack(packed, tmp_path / "half", Limits(2 * len(WEIGHTS) - 1))


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    assert "more than 30 files" in refused(tar(tmp_path / "a.tar.gz", *((f"{k}", b"x", {}) for k in range(31))))


def test_archives_may_be_unpacked_over_each_other(tmp_path: Path) -> None:
    for text in (b"old", b"new"):
        unpack(zipped(tmp_path / "a.zip", ("shared", text, 0), (text.decode(), b"", 0)), tmp_path / "all", LIMITS)
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == ["new", "old", "shared"]
    assert (tmp_path / "all" / "shared").read_bytes() == b"new"


def test_a_file_twice_is_refused(tmp_path: Path) -> None:
    assert "damaged" in refused(tar(tmp_path / "a.tar.gz", ("a", b"x", {}), ("a", b"y", {})))


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_a_truncated_archive_is_refused(tmp_path: Path, keep: float) -> None:
    packed = tar(tmp_path / "a.tar.gz", ("a", WEIGHTS, {}))
    packed.write_bytes(packed.read_bytes()[: int(packed.stat().st_size * keep)])
    assert "damaged" in refused(packed)


def test_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.tar.gz").write_text("<html>Please log in</html>")
    assert "neither a .tar.gz nor a .zip" in refused(tmp_path / "a.tar.gz")


@pytest.mark.parametrize("name", ["nul", "models/con.onnx", "pack.toml.", "models /a"])
def test_names_that_windows_takes_for_something_else_are_refused_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(archives, "path_fault", lambda path: path_fault(path, "win32"))
    assert "outside its folder" in refused(zipped(tmp_path / "a.zip", (name, b"x", 0)))
