"""Folders and bundled files: from source, from a wheel, frozen, and all inside STYLIZER_HOME for tests."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from stylizer_app.system import files, paths


def test_everything_of_the_person_lies_in_the_named_home(own_home: Path) -> None:
    functions = (
        paths.data_dir,
        paths.config_dir,
        paths.cache_dir,
        paths.logs_dir,
        paths.user_packs_dir,
        paths.gpu_dir,
        paths.session_file,
        paths.preferences_file,
        paths.devices_file,
        paths.log_file,
    )
    found = [function() for function in functions]
    assert all(path.is_relative_to(own_home) for path in found)
    assert len(set(found)) == len(found)


def test_without_a_named_home_the_system_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE)
    assert paths.config_dir().is_absolute()
    assert paths.config_dir().name.lower() in {"stylizer", "preferences"}


def test_bundled_files_are_found_beside_the_package_in_a_checkout() -> None:
    assert paths.bundled("pyproject.toml").is_file()


def test_bundled_files_are_found_inside_the_package_of_a_wheel(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "stylizer_app"
    (package / "models").mkdir(parents=True)
    assert paths.bundled("models", package=package) == package / "models"


def test_a_strangers_folder_beside_an_installed_package_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    package = tmp_path / "stylizer_app"
    assert paths.bundled("models", package=package) == package / "models"


@pytest.mark.parametrize("inside", ["stylizer_app/models", "models"])
def test_bundled_files_are_found_in_a_frozen_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "bundle"), raising=False)
    (tmp_path / "bundle" / inside).mkdir(parents=True)
    assert paths.is_frozen()
    assert paths.bundled("models", package=tmp_path / "elsewhere" / "stylizer_app") == tmp_path / "bundle" / inside


def test_large_temporary_files_go_where_tmpdir_says_or_to_the_caches_disk(
    tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    assert paths.spill_dir().is_relative_to(own_home)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert paths.spill_dir() == tmp_path


def test_no_place_for_temporary_files_falls_back_to_the_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "file" / "folder"))
    assert paths.spill_dir().is_dir()


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "new folder" / "file"
    files.write_atomically(target, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(target.parent.iterdir()) == [target]
