"""Which photos a folder has."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylizer_app.many.photos import Photo, photos_in


@pytest.fixture
def album(tmp_path: Path) -> Path:
    """Photos in three folders, and what is none."""
    for name in ("b.jpg", "a.PNG", ".hidden.jpg", "notes.txt", "day 1/c.heic", "day 1/deep/d.tif", ".trash/e.jpg"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "empty").mkdir()
    return tmp_path


def named(photos: list[Photo], top: Path) -> list[tuple[str, str]]:
    return [(photo.path.relative_to(top).as_posix(), photo.folder) for photo in photos]


def test_a_folder_stands_for_the_pictures_in_it(album: Path) -> None:
    assert named(photos_in([album]), album) == [("a.PNG", ""), ("b.jpg", "")]


def test_folders_inside_are_searched_when_asked_for_and_keep_their_place(album: Path) -> None:
    everything = [("a.PNG", ""), ("b.jpg", ""), ("day 1/c.heic", "day 1"), ("day 1/deep/d.tif", "day 1/deep")]
    assert named(photos_in([album], recursive=True), album) == everything


def test_the_folder_for_results_is_left_out_unless_it_was_named(album: Path) -> None:
    assert len(photos_in([album], recursive=True, without=album / "day 1")) == 2
    assert len(photos_in([album / "day 1"], recursive=True, without=album / "day 1")) == 2


def test_files_and_empty_folders_stand_for_themselves(album: Path) -> None:
    names = [album / "notes.txt", album / "empty", album / "missing.jpg"]
    assert [photo.path for photo in photos_in(names)] == names
