"""Packs from elsewhere are data: whatever does not fit is refused with one sentence that names the file."""

from __future__ import annotations

import os
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest

from stylizer_app.engine.packs import library as libraries
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.packs.manifest import read_pack
from stylizer_app.errors import PackError

from .packing import edit, replaced, zipped


def test_shipped_packs_are_listed_first(library: PackLibrary, pack_folder: Path) -> None:
    library.add(pack_folder)
    assert [p.id for p in library.list()] == ["builtin", "magenta", "copy"]
    assert library.is_bundled(library.get("builtin"))
    assert not library.is_bundled(library.get("copy"))


def test_a_folder_is_installed_verified_and_removed(library: PackLibrary, pack_folder: Path) -> None:
    pack = library.add(pack_folder)
    assert library.verify("copy").checksum == pack.checksum == library.get("magenta").checksum
    assert pack.bytes == sum(f.stat().st_size for f in pack.folder.iterdir() if f.suffix == ".onnx")
    library.remove("copy")
    assert not pack.folder.exists()
    with pytest.raises(PackError, match="no pack named copy"):
        library.get("copy")


def test_a_pack_that_another_program_uses_stays_and_this_is_said(
    library: PackLibrary, pack_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(pack_folder)

    def in_use(folder: Path) -> None:
        raise PermissionError(13, "it is used by another process", str(folder))

    monkeypatch.setattr(libraries.shutil, "rmtree", in_use)
    with pytest.raises(PackError, match=r"The pack copy cannot be removed \(it is used by another process\)"):
        library.remove("copy")
    assert library.get("copy").id == "copy"


@pytest.mark.parametrize("prefix", ["", "some-pack/"])
def test_a_zip_is_installed(library: PackLibrary, pack_folder: Path, tmp_path: Path, prefix: str) -> None:
    assert library.add(zipped(pack_folder, tmp_path / "pack.zip", prefix)).id == "copy"


def test_only_listed_files_are_copied(library: PackLibrary, pack_folder: Path) -> None:
    (pack_folder / "extra.py").write_text("print('never run')")
    assert not (library.add(pack_folder).folder / "extra.py").exists()


def test_an_installed_pack_is_not_overwritten(library: PackLibrary, pack_folder: Path) -> None:
    library.add(pack_folder)
    with pytest.raises(PackError, match="already installed"):
        library.add(pack_folder)


def test_a_shipped_pack_can_be_neither_replaced_nor_removed(library: PackLibrary, pack_folder: Path) -> None:
    edit(pack_folder, 'id = "copy"', 'id = "builtin"')
    with pytest.raises(PackError, match="came with the program"):
        library.add(pack_folder)
    with pytest.raises(PackError, match="came with the program"):
        library.remove("builtin")


@pytest.mark.parametrize("name", ["nowhere", "../copy", "copy/..", ""])
def test_removing_what_is_not_there_is_a_sentence(library: PackLibrary, pack_folder: Path, name: str) -> None:
    library.add(pack_folder)
    with pytest.raises(PackError, match="no pack"):
        library.remove(name)
    assert library.get("copy").folder.exists()


def test_a_swapped_file_is_refused(library: PackLibrary, pack_folder: Path) -> None:
    data = bytearray((pack_folder / "transformer.onnx").read_bytes())
    data[len(data) // 2] ^= 1
    (pack_folder / "transformer.onnx").write_bytes(data)
    with pytest.raises(PackError, match=r'transformer\.onnx" is damaged'):
        library.add(pack_folder)


def test_a_cut_off_file_is_refused(library: PackLibrary, pack_folder: Path) -> None:
    file = pack_folder / "stage_00.onnx"
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(PackError, match=r'stage_00\.onnx" is damaged'):
        library.add(pack_folder)


def test_a_missing_file_is_refused(library: PackLibrary, pack_folder: Path) -> None:
    (pack_folder / "stage_00.onnx").unlink()
    with pytest.raises(PackError, match=r'stage_00\.onnx" cannot be read'):
        library.add(pack_folder)


def test_networks_that_take_something_else_are_refused(library: PackLibrary, pack_folder: Path) -> None:
    replaced(pack_folder, "stage_01.onnx", (pack_folder / "stage_00.onnx").read_bytes())
    with pytest.raises(PackError, match=r'stage_01\.onnx" does not fit its pack\.toml: it has content_image'):
        library.add(pack_folder)


def test_networks_of_wrong_shape_are_refused(library: PackLibrary, pack_folder: Path) -> None:
    edit(pack_folder, "norms = [\n    { channels = 7", "norms = [\n    { channels = 8")
    with pytest.raises(PackError, match=r"does not fit .* where"):
        library.add(pack_folder)


def model(
    *, domain: str = "", opset: int = 17, external: bool = False, nested: bool = False, function: bool = False
) -> bytes:
    """A style predictor that is wrong in one way."""
    onnx = pytest.importorskip("onnx")
    from onnx import TensorProto, helper

    inputs = [helper.make_tensor_value_info("style_image", TensorProto.FLOAT, [1, None, None, 3])]
    outputs = [helper.make_tensor_value_info("style_vector", TensorProto.FLOAT, [1, 100])]
    tensor = onnx.numpy_helper.from_array(np.zeros((1, 100), np.float32), "weights")
    if external:
        tensor.ClearField("raw_data")
        tensor.data_location = TensorProto.EXTERNAL
        tensor.external_data.add(key="location", value="../../secret")
    node = helper.make_node("Identity", ["weights"], ["style_vector"], domain=domain)
    if nested:
        branch = helper.make_graph([node], "branch", [], outputs)
        node = helper.make_node("If", ["yes"], ["style_vector"], then_branch=branch, else_branch=branch)
    graph = helper.make_graph([node], "g", inputs, outputs, [tensor])
    opsets = [helper.make_opsetid("", opset), *([helper.make_opsetid(domain, 1)] if domain else [])]
    made = helper.make_model(graph, opset_imports=opsets)
    if function:
        made.functions.append(
            helper.make_function("own", "F", ["a"], ["b"], [helper.make_node("Identity", ["a"], ["b"])], opsets)
        )
    return bytes(made.SerializeToString())


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"domain": "evil.ops"}, r"needs the operator evil\.ops\.Identity"),
        ({"external": True}, "refers to data in another file"),
        ({"nested": True}, "has a graph inside its operator If"),
        ({"function": True}, "defines functions of its own"),
        ({"opset": 22}, "uses operator set 22"),
    ],
)
def test_networks_that_are_more_than_data_are_refused(
    library: PackLibrary, pack_folder: Path, data: dict[str, object], sentence: str
) -> None:
    replaced(pack_folder, "style_predictor.onnx", model(**data))  # type: ignore[arg-type]
    with pytest.raises(PackError, match=sentence):
        library.add(pack_folder)


@pytest.mark.parametrize("data", [b"", b"not a network", b"\x08\x07", bytes(range(256)), b"\xff" * 64, b"\x3a\xff\x01"])
def test_files_that_are_no_networks_are_refused(library: PackLibrary, pack_folder: Path, data: bytes) -> None:
    replaced(pack_folder, "style_predictor.onnx", data)
    with pytest.raises(PackError, match=r"style_predictor\.onnx"):
        library.add(pack_folder)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("format = 1", "format = 2", "newer than this program"),
        ("format = 1", "format = ", "at line 1"),
        ('id = "copy"', 'id = "../copy"', "not allowed"),
        ('id = "copy"', "", "'id' is missing"),
        ("size_multiple = 4", "size_multiple = 8", "size_multiple must be 4"),
        ("min_size = 32", "min_size = 0", "min_size must be 4 to 1024"),
        ("style_size = 256", "style_size = 100000", "style_size"),
        ('"content_image",', '"map_9",', "no earlier stage writes"),
        ('"stylized_image",', '"map_0",', "must write the picture"),
        ("gathers = [\n    0,", "gathers = [\n    77,", "unknown norm"),
        ("applies = [\n    0,", "applies = [\n    3,", "no earlier stage gathers"),
        ("halo = 1", "halo = 99", "halo must be 0 to 32"),
        ('file = "stage_00.onnx"', 'file = "elsewhere.onnx"', r"elsewhere\.onnx not listed"),
        ('"stage_00.onnx"', '"../stage_00.onnx"', "bad file name"),
        ("channels = 7", 'channels = "many"', "not a valid description"),
        ("format = 1", 'format = 1\nlooks = ["ink", "../ink"]', "look's name"),
        ("format = 1", 'format = 1\nlooks = ["ink", "Ink wash"]', "look's name"),
        ("format = 1", 'format = 1\nlooks = ["ink", 7]', "look's name"),
        ("format = 1", 'format = 1\nlooks = ["ink", "oil", "ink"]', "given twice"),
        ("format = 1", 'format = 1\nlooks = "ink"', "looks must be at most 1000 names"),
        ("format = 1", f"format = 1\nlooks = {[f'look-{n}' for n in range(1001)]}", "at most 1000 names"),
        ("format = 1", 'format = 1\nlooks = ["ink"]\neasing = { ink = 1.5 }', "ink must be -0.9 to 0.9"),
        ("format = 1", 'format = 1\nlooks = ["ink"]\neasing = { ink = { skew = 0.5 } }', "'bend' is missing"),
        (
            "format = 1",
            'format = 1\nlooks = ["ink"]\neasing.ink = { skew = 0, bend = 0, lean = 2 }',
            "lean must be -0.9 to 0.9",
        ),
        (
            "format = 1",
            'format = 1\nlooks = ["ink"]\neasing.ink = { skew = 0.5, bend = 0.5 }',
            "bend must be -0.4 to 0.4",
        ),
        ("format = 1", 'format = 1\nlooks = ["ink"]\neasing = { ink = "much" }', "ink must be"),
        ("format = 1", 'format = 1\nlooks = ["ink"]\neasing = 0.5', "easing must be"),
        ("format = 1", 'format = 1\nlooks = ["ink"]\npull = { ink = 0 }', "ink must be 0.25 to 4"),
        ("format = 1", 'format = 1\nlooks = ["ink"]\npull = { imk = 2 }', "pull names 'imk', which is none of"),
        ("format = 1", 'format = 1\nlooks = ["ink"]\nmovement = { ink = 1.5 }', "ink must be -1 to 1"),
        ("format = 1", 'format = 1\nlooks = ["ink"]\nmovement = [1]', "movement must be"),
        ("format = 1", 'format = 1\nlooks = ["ink"]\nmovement = { imk = 1 }', "movement names 'imk', which is none of"),
        ("format = 1", 'format = 1\nlooks = ["ink"]\neasing = { imk = 0.2 }', "easing names 'imk', which is none of"),
        ("format = 1", "format = 1\nmovement = { ink = 1 }", "movement names 'ink', which is none of the looks"),
    ],
)
def test_descriptions_that_make_no_sense_are_refused(pack_folder: Path, old: str, new: str, sentence: str) -> None:
    edit(pack_folder, old, new)
    with pytest.raises(PackError, match=sentence):
        read_pack(pack_folder)


def test_what_is_no_pack_is_refused(library: PackLibrary, tmp_path: Path) -> None:
    with pytest.raises(PackError, match="does not exist"):
        library.add(tmp_path / "nothing")
    with pytest.raises(PackError, match="is not a pack"):
        library.add(tmp_path)
    (tmp_path / "pack.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(PackError, match="not a text"):
        library.add(tmp_path)
    (tmp_path / "text.zip").write_text("no zip")
    with pytest.raises(PackError, match=r"neither a \.tar\.gz nor a \.zip"):
        library.add(tmp_path / "text.zip")


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "C:\\evil", "..\\evil"])
def test_archives_that_point_elsewhere_are_refused(library: PackLibrary, tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr(name, "x")
    with pytest.raises(PackError, match="outside its folder"):
        library.add(tmp_path / "evil.zip")
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != "installed") == ["evil.zip"]


def test_links_in_archives_are_refused(library: PackLibrary, tmp_path: Path) -> None:
    link = zipfile.ZipInfo("pack.toml")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(PackError, match="is a link"):
        library.add(tmp_path / "link.zip")


def test_archive_bombs_are_refused(library: PackLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "MAX_PACK_BYTES", 1_000_000)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pack.toml", b"\0" * 100_000_000)
    with pytest.raises(PackError, match="unpacks to more than 1 MB"):
        library.add(tmp_path / "bomb.zip")


def test_an_archive_without_a_pack_is_refused(library: PackLibrary, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as archive:
        archive.writestr("photo.jpg", "x")
    with pytest.raises(PackError, match="exactly one pack"):
        library.add(tmp_path / "photos.zip")


def test_a_full_disk_leaves_nothing_behind(
    library: PackLibrary, pack_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(libraries.shutil, "copyfile", full)
    with pytest.raises(PackError, match="No space left"):
        library.add(pack_folder)
    assert list((pack_folder.parent / "installed").iterdir()) == []


def test_a_pack_that_was_damaged_later_is_refused_when_used(library: PackLibrary, pack_folder: Path) -> None:
    from stylizer_app.engine.model.loaded_pack import LoadedPack

    pack = library.add(pack_folder)
    (pack.folder / "modulation.onnx").write_bytes(b"")
    with pytest.raises(PackError, match=r'modulation\.onnx" is damaged'):
        LoadedPack(library.get("copy"), "cpu")
    with pytest.raises(PackError, match=r'modulation\.onnx" is damaged'):
        library.verify("copy")


def test_a_renamed_folder_is_noticed(library: PackLibrary, pack_folder: Path) -> None:
    pack = library.add(pack_folder)
    pack.folder.rename(pack.folder.with_name("renamed"))
    with pytest.raises(PackError, match="holds the pack copy"):
        library.verify("renamed")
    with pytest.raises(PackError, match="no pack named copy"):
        library.get("copy")


def test_what_a_killed_installation_left_is_removed(library: PackLibrary, pack_folder: Path, tmp_path: Path) -> None:
    for name, age in ((".new-old", 10_000), (".new-fresh", 0), ("mine", 10_000)):
        folder = tmp_path / "installed" / name
        (folder / "copy").mkdir(parents=True)
        os.utime(folder, (time.time() - age, time.time() - age))
    library.add(pack_folder)
    assert sorted(path.name for path in (tmp_path / "installed").iterdir()) == [".new-fresh", "copy", "mine"]


def test_folders_that_may_not_be_looked_into_hold_no_packs(
    library: PackLibrary, pack_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(pack_folder)

    def refused(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refused)
    assert list(library.list()) == []
    with pytest.raises(PackError, match="no pack named copy"):
        library.get("copy")
