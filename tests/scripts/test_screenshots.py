"""The script that takes pictures of the window drives the real program, without a screen, in any look."""

from __future__ import annotations

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from PIL import Image

from scripts import photographer, screenshots


@pytest.mark.slow
@pytest.mark.parametrize(("theme", "scale"), [("light", 1), ("dark", 2)])
def test_a_state_is_taken_in_the_look_that_was_asked_for(tmp_path: Path, theme: str, scale: int) -> None:
    look = photographer.Look(theme, "it", 100 * scale)
    arguments = screenshots.parse([str(tmp_path), "--states", "empty", "hovering"])
    arguments.photos = screenshots.example_photos()
    screenshots.take_in_process(tmp_path, look, arguments)
    shots = {path.name: Image.open(path).convert("L") for path in tmp_path.iterdir()}
    assert set(shots) == {f"{state}-{theme}-it-{100 * scale}.png" for state in ("empty", "hovering")}
    for shot in shots.values():
        assert shot.size == tuple(side * scale for side in screenshots.WINDOWS[100 * scale])
        assert (shot.getpixel((shot.width // 2, shot.height - 5)) > 128) == (theme == "light")


@pytest.mark.parametrize("home", [PureWindowsPath(r"C:\\Users\\me\\Temp\\x"), PurePosixPath("/tmp/x")])
def test_the_name_of_the_platform_holds_no_colon_of_a_drive(home: PurePath) -> None:
    told = screenshots.surroundings(home, 200)
    platform, _, option = told["QT_QPA_PLATFORM"].partition(":")
    assert (platform, option) == ("offscreen", "configfile=screen.json")
    assert told["STYLIZER_HOME"] == str(home)
