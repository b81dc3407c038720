"""The commands that list, verify, add and remove; the window's door; what help costs."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stylizer_app import __version__
from stylizer_app.__main__ import main
from stylizer_app.choices.styles import starter_styles
from stylizer_app.cli import console
from stylizer_app.engine.devices.choose import DeviceStatus
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.errors import PackError
from stylizer_app.errors.device import DeviceFault, Imitated
from stylizer_app.errors.pack import PackFault
from stylizer_app.many.names import FIELDS
from tests.fake_painter import FakeLibrary, FakePack

ROOT = Path(__file__).resolve().parents[2]


def test_the_looks_are_listed_with_a_sentence_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(starter_styles())
    assert all(line.endswith(".") for line in lines)
    assert main(["styles", "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [style["name"] for style in told] == [line.split()[0] for line in lines]
    assert set(told[0]) == {"name", "title", "artist", "year", "description"}


def test_devices_are_listed_with_what_they_can_and_why_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [
        DeviceStatus("cpu", "CPU", works=True, reason=None, speed=1.0),
        DeviceStatus("cuda", "Card", works=True, reason=None, speed=24.04, fp16=True),
        DeviceStatus("webgpu", "Card", works=False, reason=DeviceFault.NO_GRAPHICS_CARD, speed=None),
        DeviceStatus("directml", "Card", works=True, reason=Imitated("llvmpipe"), speed=0.1),
    ]
    monkeypatch.setattr("stylizer_app.cli.devices.survey", lambda _, refresh: found)
    assert main(["devices"]) == 0
    assert [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()] == [
        "DEVICE WORKS SPEED",
        "cpu yes 1.0 x CPU.",
        "cuda yes 24.0 x Card. It computes in float16.",
        "webgpu no Card. The device webgpu finds no graphics card here.",
        "directml yes 0.1 x Card. The device directml has no graphics card: llvmpipe imitates one on the CPU.",
    ]
    assert main(["devices", "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["name"], each["works"], each["fp16"]) for each in told] == [
        ("cpu", True, False), ("cuda", True, True), ("webgpu", False, False), ("directml", True, False),
    ]  # fmt: skip


class Library(FakeLibrary):
    """A library that remembers what was done to it."""

    done: list[tuple[str, Any]] = []  # noqa: RUF012

    def ids(self) -> list[str]:
        return ["builtin", "other", "broken"]

    def is_bundled(self, pack: FakePack) -> bool:
        return pack.id == "builtin"

    def verify(self, pack_id: str) -> FakePack:
        if pack_id == "broken":
            raise PackError(PackFault.DAMAGED_FILE, Path("fake.onnx"))
        return self.get(pack_id)

    def add(self, source: Path) -> FakePack:
        self.done.append(("add", source))
        return replace(self.packs["other"], id="new")

    def remove(self, pack_id: str) -> None:
        if pack_id == "builtin":
            raise PackError(PackFault.SHIPPED, pack_id)
        self.done.append(("remove", pack_id))


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> type[Library]:
    """The library that ``packs`` uses."""
    monkeypatch.setattr(Library, "done", [])
    monkeypatch.setattr("stylizer_app.cli.packs.PackLibrary", Library)
    return Library


@pytest.mark.parametrize("words", [["packs"], ["packs", "list"]])
def test_packs_are_listed_one_a_line(
    words: list[str], library: type[Library], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 0
    assert capsys.readouterr().out.splitlines() == [
        "builtin  1.5 MB  none  Fake: No network at all.",
        "other    1.5 MB  none  Fake: No network at all.",
    ]


def test_packs_as_json_tell_checksum_and_folder(library: type[Library], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "--json"]) == 0
    first, second = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (first["checksum"], first["bundled"], second["bundled"]) == ("c0ffee", True, False)


def test_verifying_names_every_damaged_pack(library: type[Library], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "verify"]) == 1
    captured = capsys.readouterr()
    assert captured.err.startswith('broken: "fake.onnx" is damaged')
    assert len(captured.out.splitlines()) == 2
    assert main(["packs", "verify", "builtin"]) == 0


def test_packs_are_added_and_removed(library: type[Library], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "add", "some.zip"]) == 0
    assert "new is installed" in capsys.readouterr().out
    assert main(["packs", "remove", "other"]) == 0
    assert library.done == [("add", Path("some.zip")), ("remove", "other")]
    assert main(["packs", "remove", "builtin"]) == 2
    assert "came with the program" in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"stylizer {__version__}\n"


@pytest.mark.parametrize("command", [[], ["paint"], ["styles"], ["packs"], ["packs", "add"], ["devices"]])
def test_everything_has_help(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--help"]) == 0
    assert "usage: stylizer" in capsys.readouterr().out


def test_help_says_what_each_place_of_a_name_stands_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paint", "--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    for name, field in FIELDS.items():
        assert f"{{{name}}} ({field.meaning})" in told


@pytest.mark.parametrize(
    "words", [["--help"], ["paint", "--help"], ["paint"], ["--version"], ["paint", "x", "--strength", "x"]]
)
def test_help_and_wrong_words_load_nothing_heavy(words: list[str]) -> None:
    code = (
        "import sys; from stylizer_app.__main__ import main; main(sys.argv[1:]);"
        "print('HEAVY', *{'numpy', 'onnxruntime', 'PIL', 'PySide6', 'rich', 'tifffile'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines()[-1].strip() == "HEAVY"


def test_a_mistyped_command_does_not_open_a_window(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["piant", "photo.jpg"]) == 2
    assert "Did you mean paint?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "paths"),
    [
        ([], []),
        (["a.jpg", "b.jpg"], ["a.jpg", "b.jpg"]),
        (["--", "paint"], ["paint"]),
        (["-psn_0_1", "a.jpg"], ["a.jpg"]),
    ],
)
def test_anything_but_a_command_opens_the_window(
    words: list[str], paths: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[list[str]] = []

    class Window:
        @staticmethod
        def run(paths: list[str]) -> int:
            opened.append(paths)
            return 7

    monkeypatch.setattr("stylizer_app.__main__.importlib.import_module", lambda _name: Window)
    assert main(words) == 7
    assert opened == [paths]


def test_without_a_screen_the_program_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("stylizer_app.__main__.sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    assert main(["photo.jpg"]) == 2
    assert "no screen" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_one_line() -> None:
    code = "import sys; from stylizer_app.__main__ import main; sys.exit(main(['styles']))"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-c", code], stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


def test_a_reader_that_goes_away_ends_the_list_quietly() -> None:
    code = "import sys; from stylizer_app.__main__ import main; sys.exit(main(['styles']))"
    program = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert program.stdout is not None
    program.stdout.close()
    assert program.stderr is not None
    assert program.stderr.read() == ""
    program.stderr.close()
    assert program.wait() == 1


def test_control_characters_never_reach_the_terminal() -> None:
    assert console.one_line("a\nb\x1b[31mc\udcff\u2028é 日") == r"a\nb\x1b[31mc\udcff\u2028é 日"


@pytest.mark.parametrize(
    ("system", "expected"), [("win32", "Gemälde 絵画 \\udcff"), ("linux", "Gemälde \\u7d75\\u753b \\udcff")]
)
def test_what_windows_leads_into_a_file_is_utf_8(monkeypatch: pytest.MonkeyPatch, system: str, expected: str) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(console.sys, "platform", system)
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(written, encoding="cp1252"))
    console.prepare_streams()
    console.say("Gemälde 絵画 \udcff")
    encoding = "utf-8" if system == "win32" else "cp1252"
    assert written.getvalue().decode(encoding).strip() == expected


def test_a_program_without_streams_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)
    console.say("nobody hears")
    console.complain("nobody reads")
    assert not console.is_interactive()


def test_pack_is_what_the_fake_pretends_to_be() -> None:
    assert set(FakePack.__dataclass_fields__) - set(dir(Pack)) == set()
