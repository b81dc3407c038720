"""Files are written whole or not at all, and never over one another unless told."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from stylizer_app.errors import SaveError
from stylizer_app.errors.save import SaveFault
from stylizer_app.imaging import targets
from stylizer_app.imaging.decode import decode, read_metadata
from stylizer_app.imaging.encode import encode, save
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.recipe_text import extract_recipe
from stylizer_app.imaging.targets import Target, write_file
from stylizer_app.system import system_errors
from stylizer_app.system.file_names import name_fault
from stylizer_app.system.files import FileSet, finished_beside
from tests.systems import STRANGE_NAMES, WINDOWS, need_links, need_name, windows_error

from .files import gradient

PICTURE = Picture(gradient())


def file_exists(error: SaveError) -> bool:
    return error.reason is SaveFault.EXISTS


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_nothing_is_overwritten_unless_told(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"mine")
    with pytest.raises(SaveError, check=file_exists):
        encode(PICTURE, path)
    assert path.read_bytes() == b"mine"
    assert encode(PICTURE, path, overwrite="replace") == path
    assert decode(path).size == PICTURE.size
    assert files(tmp_path) == ["a.png"]


def test_renaming_finds_a_free_name(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    names = [encode(PICTURE, path, overwrite="rename").name for _ in range(3)]
    assert names == ["a.png", "a (2).png", "a (3).png"]
    assert files(tmp_path) == sorted(names)


def test_a_file_that_appears_while_painting_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"late")
    with pytest.raises(SaveError, check=file_exists):
        write_file(path, b"data", "refuse")
    assert write_file(path, b"data", "rename").name == "a (2).png"
    assert path.read_bytes() == b"late"


def test_many_writers_of_one_name_get_one_file_each(tmp_path: Path) -> None:
    start = threading.Barrier(8)

    def write(number: int) -> None:
        start.wait()
        write_file(tmp_path / "a.png", bytes([number]), "rename")

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(files(tmp_path)) == 8
    assert sorted(path.read_bytes()[0] for path in tmp_path.iterdir()) == list(range(8))


@pytest.mark.skipif(WINDOWS, reason="Windows renames instead of linking")
@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP])
def test_disks_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def unsupported(*args: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "hardlink_to", unsupported)
    path = tmp_path / "a.png"
    assert write_file(path, b"first", "refuse") == path
    with pytest.raises(SaveError, check=file_exists):
        write_file(path, b"second", "refuse")
    assert path.read_bytes() == b"first"
    assert files(tmp_path) == ["a.png"]

    def also_broken(*args: object) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(Path, "replace", also_broken)
    with pytest.raises(SaveError, match="broken"):
        write_file(tmp_path / "b.png", b"third", "refuse")
    assert files(tmp_path) == ["a.png"]


def test_windows_renames_instead_of_linking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets.sys, "platform", "win32")
    assert write_file(tmp_path / "a.png", b"data", "refuse").read_bytes() == b"data"
    assert files(tmp_path) == ["a.png"]


@pytest.mark.parametrize(("letters", "words"), [(200, "name is too long"), (1, "folder does not exist")])
def test_windows_says_of_a_path_that_is_too_long_that_its_folder_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, letters: int, words: str
) -> None:
    folder = tmp_path / ("f" * 80)
    folder.mkdir()

    def missing(*_args: object) -> None:
        raise windows_error(3, errno.ENOENT)

    monkeypatch.setattr(targets.sys, "platform", "win32")
    monkeypatch.setattr(targets, "LONGEST_PATH", len(str(folder)) + 100)
    monkeypatch.setattr(Path, "replace", missing)
    with pytest.raises(SaveError, match=words):
        write_file(folder / ("n" * letters + ".png"), b"data", "replace")
    assert files(folder) == []


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO])
@pytest.mark.parametrize("overwrite", ["refuse", "replace"])
def test_a_full_disk_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, overwrite: targets.Overwrite
) -> None:
    path = tmp_path / "a.png"
    if overwrite == "replace":
        path.write_bytes(b"mine")
    before = files(tmp_path)

    def full(descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SaveError, match=r"a\.png.*cannot be saved") as caught:
        encode(PICTURE, path, overwrite=overwrite)
    assert str(caught.value).endswith(".")
    assert files(tmp_path) == before
    assert path.exists() == (overwrite == "replace")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full exists on Linux only")
def test_a_device_that_really_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open
    monkeypatch.setattr(
        Path, "open", lambda self, mode: real(Path("/dev/full"), "wb") if mode == "xb" else real(self, mode)
    )
    with pytest.raises(SaveError, match="disk is full"):
        encode(PICTURE, tmp_path / "a.png")


def test_a_folder_that_may_not_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def refused(self: Path, mode: str = "r") -> object:
        if mode == "xb":
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return real(self, mode)

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(SaveError, match="read-only"):
        encode(PICTURE, tmp_path / "a.png")


@pytest.mark.skipif(WINDOWS or os.geteuid() == 0, reason="neither root nor Windows asks a folder's mode")
def test_a_folder_that_really_may_not_be_written_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(SaveError, match="may not write"):
        encode(PICTURE, tmp_path / "a.png")
    tmp_path.chmod(0o700)


def test_places_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "folder.png").mkdir()
    for path, words in (
        (tmp_path / "none" / "a.png", "does not exist"),
        (tmp_path / "file" / "a.png", "does not exist|is a file"),
        (tmp_path / "folder.png", "folder of that name"),
        (tmp_path / ("x" * 252 + ".png"), "too long"),
        (Path(f"{tmp_path}/a\0b.png"), "character"),
    ):
        with pytest.raises(SaveError, match=words) as caught:
            encode(PICTURE, path)
        assert str(caught.value).count("\n") == 0
    assert files(tmp_path) == ["file", "folder.png"]
    with pytest.raises(SaveError, match="too long"):
        write_file(tmp_path / ("x" * 252 + ".png"), b"", "replace")
    assert files(tmp_path) == ["file", "folder.png"]


@pytest.mark.parametrize("name", STRANGE_NAMES)
def test_names_of_every_kind(tmp_path: Path, name: str) -> None:
    path = need_name(tmp_path / name)
    assert encode(PICTURE, path) == path
    second = encode(PICTURE, path, overwrite="rename")
    assert second.name.endswith(" (2).png")
    assert name_fault(second.name) is None
    assert len(files(tmp_path)) == 2


def test_a_long_name_is_cut_between_letters(tmp_path: Path) -> None:
    path = need_name(tmp_path / ("é" * (125 if os.name == "posix" else 250) + ".png"))
    encode(PICTURE, path)
    second = encode(PICTURE, path, overwrite="rename")
    assert set(second.name.removesuffix(" (2).png")) == {"é"}


def test_skipping_leaves_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    assert encode(PICTURE, path, overwrite="skip") == path
    path.write_bytes(b"mine")
    assert encode(PICTURE, path, overwrite="skip") == path
    assert write_file(path, b"data", "skip") == path
    assert path.read_bytes() == b"mine"
    assert files(tmp_path) == ["a.png"]


def test_a_target_says_everything_about_the_file(tmp_path: Path) -> None:
    target = Target(tmp_path / "a.jpg", "png", dpi=300)
    assert save(PICTURE, target, "{}") == target.path
    written = decode(target.path)
    assert (round(written.metadata.dpi[0]), extract_recipe(written.metadata)) == (300, "{}")
    with pytest.raises(SaveError, check=file_exists):
        save(PICTURE, target)
    save(PICTURE, replace(target, strip_metadata=True, overwrite="replace"), "{}")
    stripped = read_metadata(target.path)
    assert (round(stripped.dpi[0]), extract_recipe(stripped)) == (300, None)


def refusing(number: int, times: int = 100) -> Callable[[Path, Path], Path]:
    """Path.replace as on Windows while another program holds a file, so many times."""
    real, left = Path.replace, [number] * times

    def replace_file(self: Path, target: Path) -> Path:
        if left:
            raise windows_error(left.pop())
        return real(self, target)

    return replace_file


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a file that is held."""
    monkeypatch.setattr(system_errors.time, "sleep", lambda seconds: None)


@pytest.mark.parametrize("number", [5, 32])
def test_a_file_that_a_virus_scanner_holds_for_a_moment_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick: None, number: int
) -> None:
    (tmp_path / "a.png").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", refusing(number, times=2))
    assert write_file(tmp_path / "a.png", b"new", "replace").read_bytes() == b"new"
    assert files(tmp_path) == ["a.png"]


@pytest.mark.parametrize("number", [5, 32])
def test_a_file_that_another_program_keeps_open_is_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick: None, number: int
) -> None:
    (tmp_path / "a.png").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", refusing(number))
    with pytest.raises(SaveError, check=lambda error: error.reason is SaveFault.IN_USE):
        write_file(tmp_path / "a.png", b"new", "replace")
    assert (tmp_path / "a.png").read_bytes() == b"old"
    assert files(tmp_path) == ["a.png"]


def test_a_read_only_file_is_not_replaced_and_that_is_said_before_painting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick: None
) -> None:
    (tmp_path / "a.png").write_bytes(b"old")
    monkeypatch.setattr(targets, "is_read_only", lambda path: True)
    with pytest.raises(SaveError, check=lambda error: error.reason is SaveFault.IS_READ_ONLY):
        targets.check_place(tmp_path / "a.png", "replace")
    monkeypatch.setattr(Path, "replace", refusing(5))
    with pytest.raises(SaveError, match="file is read-only"):
        write_file(tmp_path / "a.png", b"new", "replace")
    assert files(tmp_path) == ["a.png"]


def test_a_folder_that_windows_protects_is_said_before_painting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path, exist_ok: bool) -> None:
        raise windows_error(5)

    monkeypatch.setattr(Path, "touch", refused)
    with pytest.raises(SaveError, match="may not write to its folder"):
        targets.check_place(tmp_path / "a.png")


def test_asking_whether_a_folder_can_be_written_to_leaves_nothing_in_it(tmp_path: Path) -> None:
    targets.check_place(tmp_path / "a.png")
    assert files(tmp_path) == []


def test_names_beside_a_result_are_short(tmp_path: Path) -> None:
    with finished_beside(tmp_path / "a.png", b"data") as temporary:
        assert len(temporary.name) < 16


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions and links")
def test_permissions_are_what_the_umask_gives(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        path = encode(PICTURE, tmp_path / "a.png")
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions and links")
def test_replacing_a_link_writes_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "real.png").write_bytes(b"old")
    (tmp_path / "link.png").symlink_to(tmp_path / "real.png")
    (tmp_path / "dangling.png").symlink_to(tmp_path / "nowhere.png")
    encode(PICTURE, tmp_path / "link.png", overwrite="replace")
    assert (tmp_path / "link.png").is_symlink()
    assert decode(tmp_path / "real.png").size == PICTURE.size
    with pytest.raises(SaveError, check=file_exists):
        encode(PICTURE, tmp_path / "dangling.png")


def test_an_interruption_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        encode(PICTURE, tmp_path / "a.png")
    assert files(tmp_path) == []


@pytest.mark.skipif(WINDOWS, reason="pipes and devices have no names in folders there")
@pytest.mark.parametrize("overwrite", ["refuse", "replace"])
@pytest.mark.parametrize("kind", ["pipe", "device", "loop", "folder", "broken link", "file as folder"])
def test_what_is_no_file_is_left_alone(tmp_path: Path, kind: str, overwrite: targets.Overwrite) -> None:
    path, device = tmp_path / "a.png", Path("/dev/null")
    reasons = {
        "pipe": SaveFault.NOT_A_FILE,
        "device": SaveFault.NOT_A_FILE,
        "loop": SaveFault.LINK_LOOP,
        "folder": SaveFault.IS_FOLDER,
        "file as folder": SaveFault.NOT_IN_A_FOLDER,
    }
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "file as folder":
        path.write_bytes(b"mine")
        path /= "b.png"
    else:
        path.symlink_to({"device": device, "loop": path, "broken link": tmp_path / "new.png"}[kind])
    before = path.lstat() if kind != "file as folder" else None
    if kind == "broken link":
        expected = contextlib.nullcontext() if overwrite == "replace" else pytest.raises(SaveError, check=file_exists)
    else:
        expected = pytest.raises(SaveError, check=lambda error: error.reason is reasons[kind])
    with expected:
        encode(PICTURE, path, overwrite=overwrite)
    assert device.is_char_device()
    assert before is None or path.lstat() == before


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux has it")
@pytest.mark.parametrize("name", ["/proc/self/mem", "/proc/self/picture.png"])
@pytest.mark.parametrize("overwrite", ["refuse", "replace"])
def test_a_folder_of_the_system_is_a_sentence(name: str, overwrite: targets.Overwrite) -> None:
    with pytest.raises(SaveError, match="you may not write to its folder"):
        targets.check_place(Path(name), overwrite)


def test_a_file_is_known_under_all_its_names(tmp_path: Path) -> None:
    photo, link, twin = (tmp_path / name for name in ("photo.jpg", "link.jpg", "twin.jpg"))
    photo.write_bytes(b"photo")
    (tmp_path / "other.jpg").write_bytes(b"photo")
    twin.hardlink_to(photo)
    need_links(tmp_path)
    link.symlink_to(photo)
    (tmp_path / "folder").symlink_to(tmp_path)
    known = FileSet([photo])
    assert all(path in known for path in (photo, link, twin, tmp_path / "folder" / "photo.jpg"))
    assert not any(tmp_path / name in known for name in ("other.jpg", "missing.jpg", "x" * 300))
    assert link in FileSet([tmp_path / "photo.jpg"])
    assert tmp_path / "missing.jpg" in FileSet([tmp_path / "folder" / "missing.jpg"])
