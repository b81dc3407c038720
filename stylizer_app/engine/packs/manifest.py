"""The description of a pack, pack.toml: what a folder must hold to be a pack of networks."""

from __future__ import annotations

import re
import stat
import tomllib
from pathlib import Path
from typing import Any

from stylizer_app.engine.packs.names import ID
from stylizer_app.engine.packs.pack import MOST_EASING, MOST_PULL, Easing, FileInfo, MapInfo, NormInfo, Pack, Stage
from stylizer_app.engine.packs.toml_values import LONGEST_TEXT, NotValidError, Values, require
from stylizer_app.engine.runtime.network import CONTENT, RESULT
from stylizer_app.errors import PackError
from stylizer_app.errors.manifest import (
    BadFileName,
    BadId,
    BadLooks,
    BadStage,
    Kind,
    ManifestFault,
    NewFormat,
    NoSuchLook,
    NotListed,
    NotToml,
    StageFault,
    WrongKind,
)
from stylizer_app.errors.pack import BadManifest, FileUnreadable, PackFault
from stylizer_app.system.file_names import name_fault

LONGEST = 65_536
"""Bytes of a description; shipped ones have about 8,000."""

MOST_DOTS = 1000
"""In a line: tomllib takes seconds for a name of very many parts."""

LARGEST_FILE = 500_000_000
"""In bytes."""

MOST = 500
"""Files, maps, norms and stages there may be of each; shipped packs have at most 40."""

MOST_LOOKS = 1000

FLOATS_PER_CELL = 10_000
"""Working memory of a thread per cell, in float32 numbers, where a pack does not say: Magenta's full network fits."""


def read_pack(folder: Path) -> Pack:
    """Read and check ``pack.toml``. Raises PackError; the networks are not opened."""
    manifest = folder / "pack.toml"
    try:
        return _parse(folder, tomllib.loads(_text_of(manifest)))
    except NotValidError as error:
        raise PackError(BadManifest(error.reason), manifest) from error
    except FileNotFoundError as error:
        raise PackError(PackFault.NO_MANIFEST, folder) from error
    except OSError as error:
        raise PackError(FileUnreadable(error.strerror or str(error)), manifest) from error
    except UnicodeDecodeError as error:
        raise PackError(BadManifest(ManifestFault.NOT_TEXT), manifest) from error
    except RecursionError as error:
        raise PackError(BadManifest(ManifestFault.TOO_DEEP), manifest) from error
    except ValueError as error:
        raise PackError(BadManifest(NotToml(str(error)[:LONGEST_TEXT])), manifest) from error


def _text_of(manifest: Path) -> str:
    """The text of a description. Raises PackError for what is not a file, and NotValidError for a huge one."""
    if not stat.S_ISREG(manifest.stat().st_mode):
        raise PackError(PackFault.NOT_PLAIN, manifest)
    with manifest.open("rb") as file:
        data = file.read(LONGEST + 1)
    require(len(data) <= LONGEST, ManifestFault.TOO_LONG)
    require(all(line.count(b".") <= MOST_DOTS for line in data.splitlines()), ManifestFault.TOO_DEEP)
    return data.decode("utf-8")


def _parse(folder: Path, data: dict[str, Any]) -> Pack:
    """Build a pack from the parsed manifest; whatever does not fit raises."""
    values = Values(data, "pack.toml")
    require(values.value("format") == 1, NewFormat(str(values.value("format"))[:LONGEST_TEXT]))
    require(ID.fullmatch(values.text("id")) is not None, BadId(values.text("id")))
    require(values.value("size_multiple") == 4, ManifestFault.SIZE_MULTIPLE)
    looks = _looks(data.get("looks", []))
    maps, norms = _maps(values), tuple(_norm(norm) for norm in values.tables("norms", MOST))
    pack = Pack(
        folder=folder,
        **{key: values.text(key) for key in ("id", "title", "description", "licence", "origin", "version")},
        style_size=values.whole("style_size", 16, 2048),
        looks=looks,
        easing=_easing(values, looks),
        pull=_pull(values, looks),
        movement=_movement(values, looks),
        min_size=values.whole("min_size", 4, 1024),
        border=values.whole("border", 0, 256),
        epsilon=values.number("epsilon", 1e-12, 1),
        floats_per_cell=_floats_per_cell(values),
        files={_plain_name(name): _file(file) for name, file in values.named_tables("files", MOST).items()},
        maps=maps,
        norms=norms,
        stages=tuple(_stage(stage, len(norms)) for stage in values.tables("stages", MOST)),
        verification=data.get("verification", {}),
    )
    _check_plan(pack)
    return pack


def _floats_per_cell(values: Values) -> int:
    key = "floats_per_cell"
    return values.whole(key, 16, 200_000) if key in values else FLOATS_PER_CELL


def _file(values: Values) -> FileInfo:
    """What is said about one file."""
    digest = values.text("sha256")
    require(re.fullmatch(r"[0-9a-f]{64}", digest) is not None, WrongKind("sha256", Kind.CHECKSUM))
    return FileInfo(values.whole("size", 0, LARGEST_FILE), digest)


def _maps(values: Values) -> dict[str, MapInfo]:
    """The [[maps]] by name."""
    tables = values.tables("maps", MOST)
    maps = {(name := m.text("name")): MapInfo(name, *_channels_and_scale(m)) for m in tables}
    plain = all(ID.fullmatch(name) and name not in (CONTENT, RESULT) for name in maps)
    require(plain and len(maps) == len(tables), ManifestFault.MAP_NAME)
    return maps


def _norm(values: Values) -> NormInfo:
    """One [[norms]] table."""
    return NormInfo(*_channels_and_scale(values))


def _channels_and_scale(values: Values) -> tuple[int, int]:
    scale = values.whole("scale", 1, 4)
    require(scale in (1, 2, 4), ManifestFault.SCALE)
    return values.whole("channels", 1, 4096), scale


def _looks(names: Any) -> tuple[str, ...]:
    """The names of the looks, in the order of their numbers in the style vector."""
    require(isinstance(names, list) and len(names) <= MOST_LOOKS, BadLooks(MOST_LOOKS))
    plain = all(isinstance(name, str) and ID.fullmatch(name) for name in names)
    require(plain and len(set(names)) == len(names), ManifestFault.LOOK_NAME)
    return tuple(names)


def _easing(values: Values, looks: tuple[str, ...]) -> tuple[Easing, ...]:
    """Of every look; none where nothing is said, a skew where there is but a number."""
    table = _said_of(looks, values, "easing")
    return tuple(_easing_of(table, look) if look in table else Easing() for look in looks)


def _easing_of(table: Values, look: str) -> Easing:
    if not isinstance(table.value(look), dict):
        return Easing(table.number(look, -MOST_EASING, MOST_EASING))
    both = Values(table.value(look), look)
    skew = both.number("skew", -MOST_EASING, MOST_EASING)
    rest = MOST_EASING - abs(skew)
    lean = both.number("lean", -MOST_EASING, MOST_EASING) if "lean" in both else 0.0
    return Easing(skew, both.number("bend", -rest, rest), lean)


def _pull(values: Values, looks: tuple[str, ...]) -> tuple[float, ...]:
    """Of every look; 1 where nothing is said."""
    table = _said_of(looks, values, "pull")
    return tuple(table.number(look, 1 / MOST_PULL, MOST_PULL) if look in table else 1.0 for look in looks)


def _movement(values: Values, looks: tuple[str, ...]) -> tuple[float, ...]:
    """Of every look; 0 where nothing is said."""
    table = _said_of(looks, values, "movement")
    return tuple(table.number(look, -1, 1) if look in table else 0.0 for look in looks)


def _said_of(looks: tuple[str, ...], values: Values, key: str) -> Values:
    """A table that tells something of some of the looks, empty where there is none."""
    table = Values(values.value(key) if key in values else {}, key)
    for name in table:
        require(name in looks, NoSuchLook(key, name[:LONGEST_TEXT]))
    return table


def _stage(values: Values, norms: int) -> Stage:
    """One [[stages]] table of a pack with this many norms."""
    file = values.text("file")
    stage = Stage(
        file,
        values.texts("reads", MOST),
        values.wholes("applies", MOST),
        values.texts("writes", MOST),
        values.wholes("gathers", MOST),
        values.whole("halo", 0, 32),
        values.text("cpu_file", usual=""),
        values.text("fp16_file", usual=""),
    )
    require(set(stage.gathers) <= set(range(norms)), BadStage(file, StageFault.GATHERS_UNKNOWN))
    lists: tuple[tuple[str | int, ...], ...] = (stage.reads, stage.applies, stage.writes, stage.gathers)
    require(all(len(set(named)) == len(named) for named in lists), BadStage(file, StageFault.REPEATED))
    return stage


def _check_plan(pack: Pack) -> None:
    """Every stage reads what exists by then, every norm is gathered before it is applied, the last one writes."""
    require(bool(pack.stages) and pack.stages[-1].writes == (RESULT,), ManifestFault.NO_RESULT)
    known, gathered = {CONTENT}, set[int]()
    for stage in pack.stages:
        require(set(stage.reads) <= known, BadStage(stage.file, StageFault.READS_UNKNOWN))
        require(set(stage.applies) <= gathered, BadStage(stage.file, StageFault.APPLIES_UNKNOWN))
        require(set(stage.writes) <= {*pack.maps, RESULT}, BadStage(stage.file, StageFault.WRITES_UNKNOWN))
        require(not known & set(stage.writes), BadStage(stage.file, StageFault.WRITTEN_BEFORE))
        known, gathered = known | set(stage.writes), gathered | set(stage.gathers)
    needed = {"style_predictor.onnx", "transformer.onnx", "modulation.onnx"}
    needed |= {name for stage in pack.stages for name in stage.files}
    require(needed <= set(pack.files), NotListed(tuple(sorted(needed - set(pack.files)))))


def _plain_name(name: str) -> str:
    """A file name without any folder in it, which can be one on every system."""
    plain = re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}", name) is not None and name_fault(name, "win32") is None
    require(plain and name != "pack.toml", BadFileName(name[:LONGEST_TEXT]))
    return name
