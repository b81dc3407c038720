"""Preferences: defaults, checks, the file that survives damage and newer programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stylizer_app import files, paths, preferences
from stylizer_app.errors import UsageError
from stylizer_app.errors.usage import PreferenceIgnored, PreferencesUnreadable
from stylizer_app.preferences import SETTINGS, TABLE, Preferences, Setting

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
    assert setting.expected
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
    assert TABLE[name].label in str(caught.value)


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
