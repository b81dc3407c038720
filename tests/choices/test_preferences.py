"""Preferences: defaults, checks, the file that survives damage and newer programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given

from stylizer_app.choices import preferences
from stylizer_app.choices.amounts import SizeRule
from stylizer_app.choices.preferences import Preferences
from stylizer_app.choices.settings import SETTINGS, TABLE, Setting
from stylizer_app.errors import UsageError
from stylizer_app.errors.english import table
from stylizer_app.errors.usage import PreferenceIgnored, PreferencesUnreadable
from stylizer_app.system import files, paths
from stylizer_app.ui.window.settings import Settings
from tests.mutations import mutated

GOOD = {
    "strength": 150,
    "brush": "640",
    "colors": "33.5",
    "size": "50%",
    "format": "png",
    "quality": "80",
    "strip_metadata": "on",
    "overwrite": "rename",
    "memory": "2GB",
    "device": "cuda",
    "pack": "magenta-mobile",
    "allow_truncated": True,
}
BAD = {
    "strength": 151,
    "brush": "huge",
    "colors": "blue",
    "size": "0",
    "format": "xcf",
    "quality": 92.5,
    "strip_metadata": "maybe",
    "memory": "lots",
    "device": "abacus",
    "pack": "../evil",
    "max_pixels": float("nan"),
    "allow_truncated": None,
}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_default_is_possible_and_every_row_explains_itself(setting: Setting) -> None:
    assert setting.check(setting.default) == setting.default
    assert setting.label
    assert setting.help
    assert not setting.flag or setting.flag == "--" + setting.name.replace("_", "-")
    assert setting.kind not in {"integer", "number"} or None not in {setting.low, setting.high}


def test_names_and_flags_are_unique() -> None:
    flags = [setting.flag for setting in SETTINGS if setting.flag]
    assert len(TABLE) == len(SETTINGS)
    assert len(set(flags)) == len(flags)


@pytest.mark.parametrize(("name", "value"), GOOD.items())
def test_values_are_taken_as_typed(name: str, value: object) -> None:
    taken = Preferences().with_(**{name: value})[name]
    kinds = {"flag": (bool,), "integer": (int,), "number": (float,), "adjustment": (int, float)}
    assert type(taken) in kinds.get(TABLE[name].kind, (str,))


@pytest.mark.parametrize(("name", "value"), BAD.items())
def test_impossible_values_are_refused_with_a_sentence(name: str, value: object) -> None:
    with pytest.raises(UsageError, match="cannot be") as caught:
        Preferences().with_(**{name: value})
    said = {"pack": "The id of a pack"}.get(name, TABLE[name].label)
    assert said.lower() in str(caught.value).lower()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("size", "900000"),
        ("size", "9999%"),
        ("size", "1٣٣"),
        ("size", "1_600"),
        ("quality", "9" * 400),
        ("quality", 10**400),
        ("memory", "1KB"),
        ("memory", "9" * 400),
        ("memory", "٣GB"),
        ("max_pixels", 0.001),
    ],
)
def test_what_would_fail_later_is_refused_at_once(name: str, value: object) -> None:
    with pytest.raises(UsageError, match="cannot be"):
        TABLE[name].check(value)


@pytest.mark.parametrize("typed", ["original", "50%", "1600", "12.5%", "65535"])
def test_a_size_that_the_flag_takes_is_kept_as_it_is_meant(typed: str) -> None:
    assert TABLE["size"].check(typed) == str(SizeRule.parse(typed))


@given(mutated({"version": 1, "values": {**GOOD, "max_pixels": 400, "folder": "/a", "later": [[1], {"a": None}]}}))
def test_whatever_became_of_the_file_it_is_read_and_written_and_the_window_can_start(text: str) -> None:
    file = paths.preferences_file()
    files.write_atomically(file, text.encode())
    loaded, notes = preferences.load()
    assert all(table.note(note) for note in notes)
    assert Settings(loaded).first_document().pack
    preferences.save(loaded)
    assert preferences.load() == (loaded, ()) or "NaN" in text


def test_a_file_of_a_version_long_gone_is_read_in_no_time(tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    file.write_text('{"version": -50000000000, "values": {"quality": 50}}')
    assert preferences.load(file)[0]["quality"] == 50


def test_what_is_saved_comes_back_and_the_rest_has_defaults() -> None:
    preferences.save(Preferences().with_(strength=70, device="cpu"))
    again, notes = preferences.load()
    assert notes == ()
    assert again.number("strength") == 70
    assert again.text("device") == "cpu"
    assert again["brush"] == 768
    assert again.flag("strip_metadata") is False


def test_resetting_takes_one_or_all_back() -> None:
    changed = Preferences().with_(strength=70, quality=50)
    assert changed.reset("strength")["strength"] == 100
    assert changed.reset("strength")["quality"] == 50
    assert changed.reset().chosen == {}


def test_no_file_means_defaults_and_no_words() -> None:
    assert preferences.load() == (Preferences(), ())


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe\x00", b'{"values": 3}', b"null"])
def test_a_damaged_file_means_defaults_and_a_note(content: bytes) -> None:
    files.write_atomically(paths.preferences_file(), content)
    loaded, notes = preferences.load()
    assert loaded == Preferences()
    assert notes == (PreferencesUnreadable(str(paths.preferences_file())),)


def test_a_file_that_cannot_be_opened_means_defaults_and_a_note(tmp_path: Path) -> None:
    loaded, notes = preferences.load(tmp_path)
    assert loaded == Preferences()
    assert len(notes) == 1


def test_one_bad_value_costs_only_itself(tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    file.write_text(json.dumps({"version": 1, "values": {"strength": "strong", "quality": 50}}))
    loaded, notes = preferences.load(file)
    assert loaded["quality"] == 50
    assert loaded["strength"] == 100
    assert [type(note) for note in notes] == [PreferenceIgnored]


def test_what_a_newer_program_wrote_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    file.write_text(json.dumps({"version": 9, "values": {"hologram": [1, 2], "quality": 50}}))
    loaded, notes = preferences.load(file)
    preferences.save(loaded.with_(strength=10), file)
    assert notes == ()
    assert json.loads(file.read_text())["values"] == {"hologram": [1, 2], "quality": 50, "strength": 10}


def test_an_older_file_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def renamed(values: dict[str, object]) -> dict[str, object]:
        return {"quality": values["jpeg_quality"]}

    monkeypatch.setitem(preferences.MIGRATIONS, 0, renamed)
    file = tmp_path / "p.json"
    file.write_text(json.dumps({"version": 0, "values": {"jpeg_quality": 77}}))
    assert preferences.load(file)[0]["quality"] == 77
