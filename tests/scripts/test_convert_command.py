"""The command line of the conversion: what it finds, what it refuses, what it leaves behind."""

from __future__ import annotations

import hashlib
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("onnx", reason="conversion needs the onnx package (extra dev)")

from scripts.convert import command
from scripts.convert.convert import Networks
from scripts.convert.origin import obtain, slug
from scripts.convert.sources import Source
from scripts.convert.verify import Figures
from scripts.errors import ModelError
from stylizer_app.engine.packs.manifest import read_pack
from stylizer_app.fetching.downloads import RemoteFile
from stylizer_app.system import paths
from tests.scripts import cutter_networks as networks


class Same:
    """A reference that paints as the pack itself does, or a little brighter."""

    name = "itself"
    content_sizes = ((64, 68),)
    style_sizes = ((64, 64),)

    def __init__(self, brighter: float = 0.0) -> None:
        self.brighter = brighter

    def paint(self, content, style):
        from scripts.graphs.observe import observe

        vector = observe(networks.predictor(), {"style_image": style})["style_vector"]
        feeds = {"content_image": content, "style_vector": vector}
        return observe(networks.magenta_like(), feeds)["stylized_image"] + self.brighter


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path


@pytest.fixture
def source(home: Path) -> tuple[str, str]:
    """Two files that stand for networks."""
    for name in ("a.tflite", "b.tflite"):
        (home / name).write_bytes(name.encode())
    return str(home / "a.tflite"), str(home / "b.tflite")


def run(capsys: pytest.CaptureFixture[str], *arguments: str, reference: Callable[[], Same] = Same) -> tuple[int, str]:
    """Convert small random networks, whatever the files are, and compare them with the reference."""
    made = Networks(networks.predictor(), networks.magenta_like(), reference)
    code = command.main(list(arguments), lambda origin: made)
    return code, capsys.readouterr().err


def nothing_between() -> bool:
    return not any((paths.cache_dir() / "convert").iterdir())


def test_a_pack_is_made_and_stated_equal(source, home: Path, capsys) -> None:
    code, said = run(capsys, *source, "--out", str(home / "out"), "--id", "mine")
    assert code == 0
    assert "largest difference" in said
    pack = read_pack(home / "out" / "mine")
    pack.verify()
    assert pack.verification["against"] == "itself"
    assert nothing_between()


def test_installing_puts_the_pack_where_the_program_looks(source, capsys) -> None:
    assert run(capsys, *source, "--install", "--id", "mine")[0] == 0
    read_pack(paths.user_packs_dir() / "mine").verify()


def test_weights_can_be_stored_in_16_bits(source, home: Path, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.convert.verify.MEAN", 1.0)
    monkeypatch.setattr("scripts.convert.verify.MOST", 1.0)
    assert run(capsys, *source, "--out", str(home), "--id", "half", "--fp16")[0] == 0
    assert run(capsys, *source, "--out", str(home), "--id", "whole")[0] == 0
    sizes = [(home / name / "style_predictor.onnx").stat().st_size for name in ("half", "whole")]
    assert sizes[0] < 0.7 * sizes[1]


def test_a_pack_that_differs_is_not_written(source, home: Path, capsys) -> None:
    code, said = run(capsys, *source, "--out", str(home / "out"), "--id", "mine", reference=lambda: Same(0.02))
    assert code == 1
    assert "differs from the original" in said
    assert not (home / "out").exists()
    assert nothing_between()


def test_without_optimization_the_pictures_are_the_same(source, home: Path, capsys) -> None:
    assert run(capsys, *source, "--out", str(home), "--id", "plain", "--no-optimize")[0] == 0


def test_what_came_between_is_kept_when_asked(source, home: Path, capsys) -> None:
    code, said = run(capsys, *source, "--out", str(home), "--id", "mine", "--keep-work")
    assert code == 0
    assert list((paths.cache_dir() / "convert").rglob("plain.onnx"))
    assert "Everything in between is in" in said


@pytest.mark.parametrize("name", ["builtin", "Mine", "../mine", "-"])
def test_impossible_names_are_refused(source, home: Path, capsys, name: str) -> None:
    code, said = run(capsys, *source, "--out", str(home / "out"), f"--id={name}")
    assert code == 1
    assert "cannot be named" in said
    assert not (home / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["hub:monet"], "no network named hub:monet; known are hub:magenta, hub:magenta-mobile"),
        (["nowhere.tar.gz"], "nowhere.tar.gz does not exist"),
        (["a", "b", "c"], "Name one source, or two .tflite files"),
        (["http://127.0.0.1:9/x.tar.gz"], "could not be downloaded"),
    ],
)
def test_what_cannot_be_had_is_said(home: Path, capsys, arguments: list[str], sentence: str) -> None:
    code, said = run(capsys, *arguments)
    assert code == 1
    assert sentence in said
    assert "Traceback" not in said
    assert nothing_between()


def test_an_evil_archive_leaves_nothing(home: Path, capsys) -> None:
    with tarfile.open(home / "evil.tar.gz", "w:gz") as packed:
        packed.addfile(tarfile.TarInfo("../../evil"))
    code, said = run(capsys, str(home / "evil.tar.gz"))
    assert code == 1
    assert "outside its folder" in said
    assert nothing_between()


def test_being_stopped_keeps_what_was_downloaded(home: Path, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(sources, work, watch):
        (work / "network.part").write_bytes(b"x")
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "obtain", stopped)
    code, said = run(capsys, "hub:magenta")
    assert code == 130
    assert "goes on from here" in said
    assert list((paths.cache_dir() / "convert").rglob("network.part"))


def test_wrong_counts_are_wrong_usage(home: Path, capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        command.main(["hub:magenta", "--check", "many"])
    assert stopped.value.code == 2
    capsys.readouterr()


def test_a_saved_model_is_found_inside_an_archive(tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "saved_model.pb").write_bytes(b"graph")
    with tarfile.open(tmp_path / "m.tar.gz", "w:gz") as packed:
        packed.add(tmp_path / "m", "deep/inside")
    origin = obtain([str(tmp_path / "m.tar.gz")], tmp_path / "work", lambda *_: None)
    assert origin.saved_model == tmp_path / "work" / "unpacked" / "deep" / "inside"
    assert origin.checksums == (hashlib.sha256((tmp_path / "m.tar.gz").read_bytes()).hexdigest(),)
    assert origin.source.id == "m"


def test_two_tflite_files_are_found_in_a_folder(tmp_path: Path) -> None:
    for name in ("a.tflite", "b.tflite"):
        (tmp_path / name).write_bytes(b"x")
    assert obtain([str(tmp_path)], tmp_path / "work", lambda *_: None).tflite == (
        tmp_path / "a.tflite",
        tmp_path / "b.tflite",
    )


def test_a_folder_without_networks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="neither a SavedModel nor two"):
        obtain([str(tmp_path)], tmp_path / "work", lambda *_: None)


def test_published_files_are_recognized(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = []
    for name in ("a", "b"):
        (tmp_path / f"{name}.tflite").write_bytes(name.encode())
        files.append(RemoteFile(name, (), 1, hashlib.sha256(name.encode()).hexdigest()))
    known = Source("known", "Known", "A network.", "CC0-1.0", "https://example.org", tuple(files))
    monkeypatch.setattr("scripts.convert.origin.SOURCES", {"hub:known": known})
    origin = obtain([str(tmp_path / "b.tflite"), str(tmp_path / "a.tflite")], tmp_path / "work", lambda *_: None)
    assert origin.source is known


def test_ids_are_made_of_any_name() -> None:
    assert slug("My Model (2).v1") == "my-model-2-v1"
    assert slug("äöü") == "network"


def test_figures_above_the_limits_are_refused() -> None:
    Figures(1.9 / 255, 0.09 / 255, 0, 1, 1).require()
    for worse in (Figures(2.1 / 255, 0, 0, 1, 1), Figures(0, 0.11 / 255, 0, 1, 1), Figures(0, 0, 2.1 / 255, 1, 1)):
        with pytest.raises(ModelError, match="Nothing was installed"):
            worse.require()
