"""A pack is data, and data lies: whatever is in it, it paints its test picture, or a sentence says why not."""

from __future__ import annotations

import os
import random
import struct
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stylizer_app.engine.packs import onnx_safety, trial
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.packs.manifest import LONGEST
from stylizer_app.errors import PackError
from stylizer_app.fetching.archives import LONGEST_HEADER
from tests.systems import WINDOWS

from .packing import is_one_line, largest_child, replaced, rewritten

NO_PIPES = "pipes have no names in folders there"
MOST_SECONDS, MOST_BYTES = 2.0, 1_000_000_000

Change = Callable[[dict], object]


def refused(library: PackLibrary, source: Path) -> str:
    """The sentence with which a pack is refused; nothing of it is left behind."""
    with pytest.raises(PackError) as caught:
        library.add(source)
    installed = source.parent / "installed"
    assert not installed.exists() or not list(installed.iterdir())
    sentence = str(caught.value)
    assert is_one_line(sentence)
    return sentence


ODD: tuple[Any, ...] = (float("inf"), float("-inf"), float("nan"), -1, 10**30, 1.5, True, "3", [], {}, [1])
NUMBERS: dict[str, Callable[[dict, Any], object]] = {
    "style_size": lambda t, v: t.update(style_size=v),
    "min_size": lambda t, v: t.update(min_size=v),
    "border": lambda t, v: t.update(border=v),
    "floats_per_cell": lambda t, v: t.update(floats_per_cell=v),
    "map's channels": lambda t, v: t["maps"][0].update(channels=v),
    "map's scale": lambda t, v: t["maps"][0].update(scale=v),
    "norm's channels": lambda t, v: t["norms"][0].update(channels=v),
    "norm's scale": lambda t, v: t["norms"][0].update(scale=v),
    "halo": lambda t, v: t["stages"][0].update(halo=v),
    "applies": lambda t, v: t["stages"][1].update(applies=[v]),
    "gathers": lambda t, v: t["stages"][0].update(gathers=[v]),
    "size": lambda t, v: t["files"]["transformer.onnx"].update(size=v),
    "format": lambda t, v: t.update(format=v if v is not True else 0),
    "size_multiple": lambda t, v: t.update(size_multiple=v),
}
"""Where whole numbers stand."""


@pytest.mark.parametrize("place", NUMBERS)
def test_numbers_that_cannot_be_are_refused(library: PackLibrary, pack_folder: Path, place: str) -> None:
    good = (pack_folder / "pack.toml").read_bytes()
    for value in ODD:
        (pack_folder / "pack.toml").write_bytes(good)
        rewritten(pack_folder, lambda table, value=value: NUMBERS[place](table, value))
        assert "pack.toml" in refused(library, pack_folder), value


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 0, -1e-5, 1e300, 10**30, "1e-5", True])
def test_an_epsilon_that_cannot_be_is_refused(library: PackLibrary, pack_folder: Path, value: object) -> None:
    rewritten(pack_folder, lambda table: table.update(epsilon=value))
    assert "epsilon must be" in refused(library, pack_folder)


CHANGES: dict[str, tuple[Change, str]] = {
    "a text of control characters": (lambda t: t.update(title="\x1b]0;evil\x07"), "title must be a text of one line"),
    "an endless text": (lambda t: t.update(description="x" * 5000), "description must be a text"),
    "a text that is a number": (lambda t: t.update(licence=7), "licence must be a text"),
    "a list of maps that is a table": (lambda t: t.update(maps={}), "maps must be a list"),
    "maps that are numbers": (lambda t: t.update(maps=[1]), "maps must be a table"),
    "too many norms": (lambda t: t.update(norms=t["norms"] * 200), "norms must be at most 500"),
    "two maps of one name": (lambda t: t["maps"].append(t["maps"][0]), "given twice"),
    "a map with a picture's name": (lambda t: t["maps"][0].update(name="content_image"), "name is not allowed"),
    "a map read twice": (lambda t: t["stages"][0].update(reads=["content_image"] * 2), "names a map or norm twice"),
    "a map written twice": (lambda t: t["stages"][1]["writes"].append(t["stages"][0]["writes"][0]), "earlier stage"),
    "no stages": (lambda t: t.update(stages=[]), "the last stage must write"),
    "files that are a list": (lambda t: t.update(files=[1]), "files must be a table"),
    "a checksum of other letters": (
        lambda t: t["files"]["transformer.onnx"].update(sha256="A" * 64),
        "sha256 must be a SHA-256 checksum",
    ),
    "a file that is a device on Windows": (lambda t: t["files"].update({"con.onnx": {}}), "bad file name"),
    "a file that is the folder": (lambda t: t["files"].update({".": {}}), "bad file name"),
    "the description itself": (lambda t: t["files"].update({"pack.toml": {}}), "bad file name"),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_descriptions_that_lie_are_refused(library: PackLibrary, pack_folder: Path, kind: str) -> None:
    change, sentence = CHANGES[kind]
    rewritten(pack_folder, change)
    assert sentence in refused(library, pack_folder)


TEXTS = {
    "60 MB": (b'title = "' + b"x" * 60_000_000 + b'"', "longer than any description"),
    "lists in lists": (b"a = " + b"[" * 30_000, "nested too deeply"),
    "tables in tables": (b"a = " + b"{a=" * 15_000, "nested too deeply"),
    "names of names": (b".".join([b"a"] * 32_000) + b" = 1", "nested too deeply"),
    "many such names": (b"".join(b"a%d" % n + b".a" * 990 + b" = 1\n" for n in range(32)), "is missing"),
    "an endless number": (b"format = " + b"9" * 60_000, "not a valid description"),
    "nothing": (b"", "'format' is missing"),
    "zeros": (bytes(1000), "not a valid description"),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_descriptions_that_nobody_writes_are_refused_at_once(
    library: PackLibrary, pack_folder: Path, kind: str
) -> None:
    text, sentence = TEXTS[kind]
    (pack_folder / "pack.toml").write_bytes(text)
    begun = time.process_time()
    assert sentence in refused(library, pack_folder)
    assert time.process_time() - begun < MOST_SECONDS


def test_no_longer_description_is_read() -> None:
    assert LONGEST < 100_000


def packed(path: Path, *members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return path


def damaged(path: Path, method: int) -> Path:
    """An archive whose one member has other bytes than were packed."""
    packed(path, ("pack.toml", random.Random(method).randbytes(50_000)), method=method)
    data = bytearray(path.read_bytes())
    data[60:20_000:7] = bytes(len(data[60:20_000:7]))
    path.write_bytes(data)
    return path


def nameless(path: Path) -> Path:
    packed(path, ("x", b"data"))
    data = path.read_bytes()
    entry = data.index(b"PK\1\2")
    data = data[:entry] + data[entry : entry + 28] + b"\0\0" + data[entry + 30 : entry + 46] + data[entry + 47 :]
    end = data.index(b"PK\5\6")
    path.write_bytes(data[: end + 12] + struct.pack("<L", end - entry) + data[end + 16 :])
    return path


def with_flag(path: Path) -> Path:
    """An archive that says that its member is encrypted."""
    data = bytearray(packed(path, ("pack.toml", b"data")).read_bytes())
    data[data.index(b"PK\1\2") + 8] |= 1
    data[6] |= 1
    path.write_bytes(data)
    return path


def many(path: Path, ending: str) -> Path:
    """An archive of 200,000 names for one and the same empty file."""
    packed(path, (f"000000{ending}", b""), method=zipfile.ZIP_STORED)
    data = path.read_bytes()
    start, end = data.index(b"PK\1\2"), data.index(b"PK\5\6")
    first, last = data[start : start + 46], data[start + 52 : end]
    names = b"".join(first + b"%06d" % number + last for number in range(200_000))
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 200_000 % 65536, 200_000 % 65536, len(names), start, 0)
    path.write_bytes(data[:start] + names + tail)
    return path


def of_long_header(path: Path) -> Path:
    """A tar archive whose extension to one header would fill the memory."""
    header = tarfile.TarInfo("long")
    header.type, header.size = tarfile.XHDTYPE, (8 << 30) - 1
    path.write_bytes(header.tobuf(tarfile.USTAR_FORMAT) + bytes(10_240))
    assert header.size > LONGEST_HEADER
    return path


def twice(path: Path) -> Path:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return packed(path, ("pack.toml", b"a"), ("pack.toml", b"b"))


ARCHIVES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a name that is empty": (nameless, "outside its folder|damaged"),
    "a name that leads out": (lambda p: packed(p, ("../evil", b"x")), "outside its folder"),
    "an absolute name": (lambda p: packed(p, ("/tmp/evil", b"x")), "outside its folder"),
    "a name with a line in it": (lambda p: packed(p, ("/a\nb\x1b", b"x")), "outside its folder"),
    "damaged LZMA": (lambda p: damaged(p, zipfile.ZIP_LZMA), "is damaged"),
    "damaged deflate": (lambda p: damaged(p, zipfile.ZIP_DEFLATED), "is damaged"),
    "damaged bzip2": (lambda p: damaged(p, zipfile.ZIP_BZIP2), "is damaged"),
    "200,000 empty files": (lambda p: many(p, ""), "more than 1000 files"),
    "200,000 folders": (lambda p: many(p, "/"), "more than 1000 files"),
    "a bomb": (lambda p: packed(p, ("pack.toml", bytes(200_000_000))), "unpacks to more than"),
    "a name twice": (twice, "twice"),
    "encryption": (with_flag, "is damaged"),
    "a file that is a folder too": (lambda p: packed(p, ("a", b"x"), ("a/b", b"x")), "is damaged"),
    "a description that is a folder": (lambda p: packed(p, ("pack.toml/x", b"x")), "pipe or a device"),
    "a long header": (of_long_header, "neither a|is damaged"),
    "nothing": (lambda p: packed(p), "exactly one pack"),
}


@pytest.mark.parametrize("kind", ARCHIVES)
def test_archives_that_lie_are_refused_at_once(library: PackLibrary, tmp_path: Path, kind: str) -> None:
    make, sentence = ARCHIVES[kind]
    archive = make(tmp_path / "pack.zip")
    begun = time.process_time()
    text = refused(library, archive)
    assert any(part in text for part in sentence.split("|")), text
    assert time.process_time() - begun < MOST_SECONDS
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "installed") == ["pack.zip"]


@pytest.mark.skipif(WINDOWS, reason=NO_PIPES)
def test_what_is_no_file_is_not_read(library: PackLibrary, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    (tmp_path / "loop.zip").symlink_to("loop.zip")
    (tmp_path / "gone.zip").symlink_to("nowhere")
    assert "is a pipe or a device" in refused(library, tmp_path / "pipe.zip")
    assert "does not exist" in refused(library, tmp_path / "loop.zip")
    assert "does not exist" in refused(library, tmp_path / "gone.zip")
    with pytest.raises(PackError, match="is a pipe or a device"):
        library.add(Path("/dev/zero"))


def test_a_name_that_no_file_can_have_is_told_as_missing(library: PackLibrary, tmp_path: Path) -> None:
    assert "does not exist" in refused(library, tmp_path / ("x" * 300))


@pytest.mark.parametrize("name", ["pack.toml", "transformer.onnx"])
@pytest.mark.parametrize(
    "kind", [pytest.param("pipe", marks=pytest.mark.skipif(WINDOWS, reason=NO_PIPES)), "device", "folder", "loop"]
)
def test_parts_that_are_no_files_are_not_read(library: PackLibrary, pack_folder: Path, name: str, kind: str) -> None:
    file = pack_folder / name
    file.unlink()
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    else:
        file.symlink_to("/dev/zero" if kind == "device" else name)
    assert name in refused(library, pack_folder) or kind == "loop"


def model(folder: Path, name: str) -> Any:
    onnx = pytest.importorskip("onnx")
    return onnx.load(folder / name)


def put(folder: Path, name: str, changed: Any) -> None:
    replaced(folder, name, changed.SerializeToString())


def test_names_that_are_not_utf8_are_a_sentence(library: PackLibrary, pack_folder: Path) -> None:
    data = (pack_folder / "transformer.onnx").read_bytes().replace(b"content_image", b"content\xff\xfe\xfdage")
    replaced(pack_folder, "transformer.onnx", data)
    assert "transformer.onnx" in refused(library, pack_folder) or "copy" in refused(library, pack_folder)


def test_a_constant_that_no_memory_holds_is_refused(library: PackLibrary, pack_folder: Path) -> None:
    from onnx import TensorProto, helper, numpy_helper

    largest_before = largest_child()
    changed = model(pack_folder, "style_predictor.onnx")
    shape = numpy_helper.from_array(np.array([200_000, 200_000], np.int64), "huge_shape")
    changed.graph.initializer.append(shape)
    one = helper.make_tensor("one", TensorProto.FLOAT, [1], [1.0])
    changed.graph.node.insert(0, helper.make_node("ConstantOfShape", ["huge_shape"], ["huge"], value=one))
    changed.graph.node.insert(1, helper.make_node("ReduceMean", ["huge"], ["mean"], keepdims=0))
    changed.graph.node[-1].output[0] = "plain"
    changed.graph.node.append(helper.make_node("Add", ["plain", "mean"], ["style_vector"]))
    put(pack_folder, "style_predictor.onnx", changed)
    refused(library, pack_folder)
    assert largest_child() < max(1.3 * MOST_BYTES, largest_before + 1)


def test_shapes_that_the_description_gets_wrong_are_a_sentence(library: PackLibrary, pack_folder: Path) -> None:
    rewritten(pack_folder, lambda table: [m.update(scale=2 if m["scale"] == 4 else 4) for m in table["maps"]])
    assert "The pack copy does not paint its test picture" in refused(library, pack_folder)


@pytest.mark.parametrize("file", ["transformer.onnx", "last stage"])
def test_a_pack_that_paints_no_colours_is_refused(library: PackLibrary, pack_folder: Path, file: str) -> None:
    from onnx import helper, numpy_helper

    name = max(pack_folder.glob("stage_*.onnx")).name if file == "last stage" else file
    changed = model(pack_folder, name)
    changed.graph.initializer.append(numpy_helper.from_array(np.array(np.nan, np.float32), "nothing"))
    changed.graph.node[-1].output[0] = "colours"
    changed.graph.node.append(helper.make_node("Add", ["colours", "nothing"], ["stylized_image"]))
    put(pack_folder, name, changed)
    assert "parts of the picture are no colours" in refused(library, pack_folder)


def test_a_network_of_endless_parts_is_refused_at_once(
    library: PackLibrary, pack_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onnx_safety, "MOST_FIELDS", 50)
    assert "larger than any network" in refused(library, pack_folder)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("import time; time.sleep(600)", "does not finish"),
        ("import time; x = b'x' * 300_000_000; time.sleep(600)", "takes more memory"),
        ("import os; os.abort()", "does not survive"),
        ("pass", "does not survive"),
    ],
)
def test_a_pack_that_harms_its_process_is_refused(
    library: PackLibrary, pack_folder: Path, monkeypatch: pytest.MonkeyPatch, code: str, sentence: str
) -> None:
    monkeypatch.setattr(trial, "MAX_SECONDS", 20.0 if "x = b" in code else 1.0)
    monkeypatch.setattr(trial, "MAX_BYTES", 200_000_000)
    monkeypatch.setattr(trial, "_command", lambda folder, report: [sys.executable, "-I", "-c", code])
    assert sentence in refused(library, pack_folder)
