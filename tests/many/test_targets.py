"""Where results go: a file or a folder, never twice the same, never over a picture that is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from stylizer_app.errors import SaveError
from stylizer_app.imaging import targets as imaging_targets
from stylizer_app.many.photos import Photo
from stylizer_app.many.targets import Planner, Policy
from stylizer_app.system.file_names import path_fault
from tests.systems import WINDOWS, need_links


def plan(
    output: Path | str, photos: Sequence[str | Path], policy: Policy = "refuse", form: str | None = None
) -> list[tuple[str, str, str]]:
    """Name, format and what happens to an existing file, for every photo."""
    planner = Planner(str(output), form, policy, [Path(p) for p in photos], several=len(photos) > 1)
    planner.prepare()
    targets = [planner.target(Photo(Path(photo)), {}) for photo in photos]
    return [(target.path.name, target.format, target.overwrite) for target in targets]


def test_a_name_with_a_pictures_suffix_is_a_file(tmp_path: Path) -> None:
    assert plan(tmp_path / "out.JPG", ["a.png"]) == [("out.JPG", "jpeg", "refuse")]


@pytest.mark.parametrize("output", ["new/", "new", "new/deep", "v1.2/"])
def test_a_slash_or_a_name_without_suffix_is_a_folder_that_is_made(tmp_path: Path, output: str) -> None:
    assert plan(f"{tmp_path}/{output}", ["x/a.png"]) == [("a.png", "png", "refuse")]
    assert (tmp_path / output).is_dir()


def test_an_existing_folder_is_one_even_if_it_is_named_like_a_picture(tmp_path: Path) -> None:
    (tmp_path / "out.jpg").mkdir()
    assert plan(tmp_path / "out.jpg", ["a.tif"]) == [("a.tif", "tiff", "refuse")]


def test_several_photos_do_not_fit_into_one_file(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="Name a folder"):
        plan(tmp_path / "out.jpg", ["a.jpg", "b.jpg"])


def test_a_format_that_cannot_be_written_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match=r"cannot be saved as \.heic"):
        plan(tmp_path / "out.heic", ["a.jpg"])


def test_a_name_that_is_too_long_for_a_file_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="its name is too long"):
        plan(tmp_path / ("x" * 252 + ".jpg"), ["a.jpg"])


def test_a_name_and_a_format_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="a name for JPEG"):
        plan(tmp_path / "out.jpg", ["a.jpg"], form="png")


def test_in_a_folder_results_keep_the_photos_format_where_it_can_be_written(tmp_path: Path) -> None:
    photos = ["a.jpeg", "b.heic", "c.gif", "d.WEBP", "e"]
    names = [name for name, _, _ in plan(tmp_path, photos)]
    assert names == ["a.jpeg", "b.jpg", "c.png", "d.WEBP", "e.jpg"]
    assert [name for name, _, _ in plan(tmp_path, photos[:2], form="avif")] == ["a.avif", "b.avif"]


def test_photos_of_the_same_name_from_different_folders_get_different_results(tmp_path: Path) -> None:
    names = [name for name, _, _ in plan(tmp_path, ["x/a.jpg", "y/a.jpg", "z/a.jpg"], "replace")]
    assert names == ["a.jpg", "a (2).jpg", "a (3).jpg"]


def test_names_that_a_mac_takes_for_the_same_get_different_results_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photos = ["x/a.jpg", "y/A.jpg", "z/\u00e9.jpg", "w/e\u0301.jpg"]
    other_case = "A (2).jpg" if WINDOWS else "A.jpg"
    monkeypatch.setattr("sys.platform", "linux")
    assert [name for name, _, _ in plan(tmp_path, photos)] == ["a.jpg", other_case, "\u00e9.jpg", "e\u0301.jpg"]
    monkeypatch.setattr("sys.platform", "darwin")
    assert [name for name, _, _ in plan(tmp_path, photos)] == ["a.jpg", "A (2).jpg", "\u00e9.jpg", "e\u0301 (2).jpg"]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("replace", ("a.jpg", "replace")), ("skip", ("a.jpg", "skip")), ("rename", ("a (2).jpg", "refuse"))],
)
def test_existing_files_are_treated_as_told(tmp_path: Path, policy: Policy, expected: tuple[str, str]) -> None:
    (tmp_path / "a.jpg").touch()
    [(name, _, existing)] = plan(tmp_path, ["elsewhere/a.jpg"], policy)
    assert (name, existing) == expected


def test_existing_files_are_refused_unless_told_otherwise(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").touch()
    with pytest.raises(SaveError, match="already exists"):
        plan(tmp_path, ["elsewhere/a.jpg"])


def test_a_broken_link_counts_as_existing(tmp_path: Path) -> None:
    need_links(tmp_path)
    (tmp_path / "a.jpg").symlink_to("nowhere")
    with pytest.raises(SaveError, match="already exists"):
        plan(tmp_path, ["elsewhere/a.jpg"])


def test_somebody_is_asked_once_for_all_files(tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        (tmp_path / name).touch()
    asked: list[str] = []

    def answer(path: Path) -> str:
        asked.append(path.name)
        return "rename"

    planned = plan(tmp_path, ["x/a.jpg", "x/b.jpg", "x/c.jpg", "x/d.jpg"], answer)  # type: ignore[arg-type]
    assert asked == ["a.jpg"]
    assert [name for name, _, _ in planned] == ["a (2).jpg", "b (2).jpg", "c (2).jpg", "d.jpg"]


def test_a_photo_is_never_replaced_by_its_painting(tmp_path: Path) -> None:
    photo = tmp_path / "a.jpg"
    photo.touch()
    with pytest.raises(SaveError, match="one of the photos"):
        plan(tmp_path, [photo], "replace")
    assert plan(tmp_path, [photo], "rename")[0][0] == "a (2).jpg"
    need_links(tmp_path)
    (tmp_path / "link.jpg").symlink_to(photo)
    with pytest.raises(SaveError, match="one of the photos"):
        plan(tmp_path / "link.jpg", [photo], "replace")


def test_a_missing_folder_is_said_before_anything_is_painted(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="does not exist"):
        plan(tmp_path / "no" / "out.jpg", ["a.jpg"])


def test_a_folder_that_a_file_stands_in_the_way_of_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SaveError, match="cannot be saved"):
        plan(tmp_path / "file" / "x", ["a.jpg", "b.jpg"])


def test_names_too_long_for_any_file_do_no_harm(tmp_path: Path) -> None:
    with pytest.raises(SaveError):
        plan(tmp_path / ("x" * 300 + "/"), ["a.jpg"])


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("con.jpg", "Windows keeps this name"), ("nul/", "Windows keeps this name"), ("space /", "a dot or a space"),
        ("a?b.png", "character"),
    ],
)  # fmt: skip
def test_names_that_windows_cannot_have_are_refused_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, words: str
) -> None:
    monkeypatch.setattr(imaging_targets, "path_fault", lambda path: path_fault(path, "win32"))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SaveError, match=words):
        plan(output, ["a.jpg"], "replace")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_one_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine")
    with pytest.raises(SaveError, match="part of its path is a file"):
        plan(tmp_path / "notes", ["a.jpg"])
    need_links(tmp_path)
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(SaveError, match="links form a loop"):
        plan(tmp_path / "loop", ["a.jpg"])


def test_another_name_of_a_photo_is_not_replaced_either(tmp_path: Path) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"photo")
    (tmp_path / "b.jpg").hardlink_to(photo)
    with pytest.raises(SaveError, match="one of the photos"):
        plan(tmp_path / "b.jpg", [photo], policy="replace")
