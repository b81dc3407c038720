"""The hint at a newer version: asked rarely, only in a downloaded build, and never in the way."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import pytest

from stylizer_app.fetching import updates
from stylizer_app.system import paths

ANSWER = json.dumps({"tag_name": "v1.3.0"}).encode()


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Says what the build says about itself."""
    monkeypatch.setattr(paths, "resources_dir", lambda: tmp_path)

    def say(**facts: str) -> None:
        (tmp_path / "build.json").write_text(json.dumps(facts), "utf-8")

    return say


@pytest.fixture
def downloaded(build) -> None:
    build(kind="download", repository="owner/stylizer")


@pytest.mark.parametrize(
    ("version", "than", "newer"),
    [
        ("v1.2.0", "1.1.9", True), ("1.10", "1.9.5", True), ("v2", "1.9", True), ("1.2.0", "1.2", False),
        ("1.1", "1.2", False),
        ("1.3.0rc1", "1.2", False), ("latest", "1.2", False), ("1.3", "1.3.0.dev1", False),
        ("1.3.1", "1.3.0.dev1", True),
    ],
)  # fmt: skip
def test_which_version_is_newer(version: str, than: str, newer: bool) -> None:
    assert updates.is_newer(version, than) is newer


@pytest.mark.parametrize(
    "facts",
    [
        {}, {"kind": "deb", "repository": "owner/stylizer"}, {"kind": "flatpak", "repository": "owner/stylizer"},
        {"kind": "download", "repository": ""}, {"kind": "download", "repository": "http://elsewhere/?x"},
    ],
)  # fmt: skip
def test_other_builds_never_ask(build, facts: dict[str, str]) -> None:
    build(**facts)
    assert not updates.are_possible()
    assert updates.look("1.0", lambda address: pytest.fail("asked")) is None
    assert updates.look_in_background("1.0", lambda release: pytest.fail("told")) is None


def test_a_checkout_and_a_broken_file_never_ask(build, tmp_path: Path) -> None:
    assert not updates.are_possible()
    (tmp_path / "build.json").write_text("[1", "utf-8")
    assert not updates.are_possible()


def test_a_newer_release_is_found_and_the_question_remembered(downloaded) -> None:
    asked: list[str] = []

    def fetch(address: str) -> bytes:
        asked.append(address)
        return ANSWER

    assert updates.is_due()
    found = updates.look("1.2.9", fetch)
    assert found == updates.Release("1.3.0", "https://github.com/owner/stylizer/releases/latest")
    assert asked == ["https://api.github.com/repos/owner/stylizer/releases/latest"]
    assert not updates.is_due()
    assert updates.is_due(time.time() + updates.WEEK + 60)
    assert updates.is_due(time.time() - 3600)
    assert updates.look("1.3.0", fetch) is None


@pytest.mark.parametrize("answer", [b"", b"{}", b"[]", b"null", b'{"tag_name": 3}', b"\xff"])
def test_a_strange_answer_is_none(downloaded, answer: bytes) -> None:
    assert updates.look("1.0", lambda address: answer) is None


def test_no_network_is_quiet_and_asks_again_only_after_a_week(downloaded) -> None:
    def fail(address: str) -> bytes:
        raise OSError("no network")

    assert updates.look("1.0", fail) is None
    assert updates.look_in_background("1.0", lambda release: None) is None


def test_the_background_tells_once(downloaded) -> None:
    told: list[updates.Release] = []
    thread = updates.look_in_background("1.0", told.append, lambda address: ANSWER)
    assert isinstance(thread, threading.Thread)
    thread.join(5)
    assert [release.version for release in told] == ["1.3.0"]


@pytest.mark.gui
def test_the_window_shows_the_hint_only_when_wanted(qapp, qtbot, downloaded) -> None:
    from stylizer_app.choices.preferences import Preferences
    from stylizer_app.ui.window.update_hint import UpdateHint

    class View:
        def __init__(self) -> None:
            self.said: list[object] = []

        def say(self, message: object) -> None:
            self.said.append(message)

    view = View()
    hint = UpdateHint(view, lambda address: ANSWER)
    hint.start(Preferences())
    assert not view.said
    hint.start(Preferences().with_(check_updates=True))
    qtbot.waitUntil(lambda: bool(view.said))
    assert "1.3.0" in view.said[0].text
    assert len(view.said[0].actions) == 1
