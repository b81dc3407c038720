"""The description of a pack, pack.toml: what a folder must hold to be a pack of networks."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stylizer_app.devices import CPU
from stylizer_app.engine.packs.names import ID
from stylizer_app.engine.runtime.network import CONTENT, RESULT
from stylizer_app.errors import PackError
from stylizer_app.errors.manifest import (
    BadFileName,
    BadId,
    BadLooks,
    BadStage,
    KeyMissing,
    ManifestFault,
    ManifestReason,
    NewFormat,
    NotListed,
    NotToml,
    StageFault,
)
from stylizer_app.errors.pack import BadManifest, FileUnreadable, PackFault

ENCODER_LENGTH = 100
"""How many numbers of a style vector come from the style predictor, as in Magenta's bottleneck."""

MOST_LOOKS = 1000

FLOATS_PER_CELL = 10_000
"""Working memory of a thread per cell, in float32 numbers, where a pack does not say: Magenta's full network fits."""


@dataclass(frozen=True, slots=True)
class MapInfo:
    """A map kept between stages: channels, and how many pixels one of its positions stands for along a side."""

    name: str
    channels: int
    scale: int


@dataclass(frozen=True, slots=True)
class NormInfo:
    """A normalization barrier: the channels whose mean and variance it needs, and the scale it works at."""

    channels: int
    scale: int


@dataclass(frozen=True, slots=True)
class Stage:
    """A local piece of the transformer: what it reads, which norms it applies, what it writes and gathers.

    ``cpu_file``: the same graph in a form that is faster on CPUs, or an empty string.
    ``fp16_file``: the same with convolutions in float16, or an empty string.
    """

    file: str
    reads: tuple[str, ...]
    applies: tuple[int, ...]
    writes: tuple[str, ...]
    gathers: tuple[int, ...]
    halo: int
    cpu_file: str = ""
    fp16_file: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """The stage in all its forms."""
        return tuple(filter(None, (self.file, self.cpu_file, self.fp16_file)))

    def file_for(self, device: str, *, fp16: bool = False) -> str:
        """The file to run on a device."""
        return (device == CPU and self.cpu_file) or (fp16 and self.fp16_file) or self.file


@dataclass(frozen=True, slots=True)
class FileInfo:
    """Size in bytes and SHA-256 of a file of the pack."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder with a style predictor and a transformer, described by its ``pack.toml`` (docs/pack-format.md)."""

    folder: Path
    id: str
    title: str
    description: str
    licence: str
    origin: str
    version: str
    style_size: int
    looks: tuple[str, ...]
    min_size: int
    border: int
    epsilon: float
    floats_per_cell: int
    files: Mapping[str, FileInfo]
    maps: Mapping[str, MapInfo]
    norms: tuple[NormInfo, ...]
    stages: tuple[Stage, ...]
    verification: Mapping[str, Any]

    def path(self, name: str) -> Path:
        """Where a file of the pack is."""
        return self.folder / name

    @property
    def style_length(self) -> int:
        """Length of a style vector: the predictor's numbers, then one for every look."""
        return ENCODER_LENGTH + len(self.looks)

    @property
    def bytes(self) -> int:
        """Size of all files together."""
        return sum(f.size for f in self.files.values())

    @property
    def checksum(self) -> str:
        """One hex digest over the checksums of all files: equal exactly when the networks are."""
        lines = "\n".join(f"{name} {info.sha256}" for name, info in sorted(self.files.items()))
        return hashlib.sha256(lines.encode()).hexdigest()

    @property
    def halo(self) -> int:
        """The widest halo of all stages, in cells."""
        return max(s.halo for s in self.stages)

    def verify(self) -> None:
        """Raise PackError if a file is missing, has another size, or another checksum than the pack says."""
        for name, info in self.files.items():
            _verify_file(self.path(name), info)


def read_pack(folder: Path) -> Pack:
    """Read and check ``pack.toml``. Raises PackError; the networks are not opened."""
    manifest = folder / "pack.toml"
    try:
        text = manifest.read_text("utf-8")
    except FileNotFoundError as error:
        raise PackError(PackFault.NO_MANIFEST, folder) from error
    except OSError as error:
        raise PackError(FileUnreadable(error.strerror or str(error)), manifest) from error
    except UnicodeDecodeError as error:
        raise PackError(BadManifest(ManifestFault.NOT_TEXT), manifest) from error
    try:
        return _parse(folder, tomllib.loads(text))
    except _NotValidError as error:
        raise PackError(BadManifest(error.reason), manifest) from error
    except KeyError as error:
        raise PackError(BadManifest(KeyMissing(str(error.args[0]))), manifest) from error
    except (TypeError, ValueError, AttributeError) as error:
        raise PackError(BadManifest(NotToml(str(error))), manifest) from error


def _parse(folder: Path, data: dict[str, Any]) -> Pack:
    """Build a pack from the parsed manifest; whatever does not fit raises."""
    _require(data["format"] == 1, NewFormat(str(data["format"])))
    _require(ID.fullmatch(data["id"]) is not None, BadId(data["id"]))
    _require(int(data["style_size"]) in range(16, 2049), ManifestFault.STYLE_SIZE)
    _require(data["size_multiple"] == 4, ManifestFault.SIZE_MULTIPLE)
    maps = {m["name"]: MapInfo(str(m["name"]), int(m["channels"]), int(m["scale"])) for m in data["maps"]}
    pack = Pack(
        folder=folder,
        **{key: str(data[key]) for key in ("id", "title", "description", "licence", "origin", "version")},
        style_size=int(data["style_size"]),
        looks=_looks(data.get("looks", ())),
        min_size=int(data["min_size"]),
        border=int(data["border"]),
        epsilon=float(data["epsilon"]),
        floats_per_cell=int(data.get("floats_per_cell", FLOATS_PER_CELL)),
        files={_plain_name(n): FileInfo(int(f["size"]), str(f["sha256"])) for n, f in data["files"].items()},
        maps=maps,
        norms=tuple(NormInfo(int(n["channels"]), int(n["scale"])) for n in data["norms"]),
        stages=tuple(_stage(s) for s in data["stages"]),
        verification=dict(data.get("verification", {})),
    )
    _check_plan(pack)
    return pack


def _looks(names: Any) -> tuple[str, ...]:
    """The names of the looks, in the order of their numbers in the style vector."""
    _require(isinstance(names, list | tuple) and len(names) <= MOST_LOOKS, BadLooks(MOST_LOOKS))
    plain = all(isinstance(name, str) and ID.fullmatch(name) for name in names)
    _require(plain and len(set(names)) == len(names), ManifestFault.LOOK_NAME)
    return tuple(names)


def _stage(data: dict[str, Any]) -> Stage:
    """One [[stages]] table."""
    return Stage(
        str(data["file"]),
        tuple(map(str, data["reads"])),
        tuple(map(int, data["applies"])),
        tuple(map(str, data["writes"])),
        tuple(map(int, data["gathers"])),
        int(data["halo"]),
        str(data.get("cpu_file", "")),
        str(data.get("fp16_file", "")),
    )


def _check_plan(pack: Pack) -> None:
    """Every stage reads what exists by then, every norm is gathered before it is applied, the last one writes."""
    scales = {m.scale for m in pack.maps.values()} | {n.scale for n in pack.norms}
    _require(scales <= {1, 2, 4}, ManifestFault.SCALE)
    _require(pack.epsilon > 0 and 0 <= pack.border <= 256 and 4 <= pack.min_size <= 1024, ManifestFault.OUT_OF_RANGE)
    known, gathered = {CONTENT}, set[int]()
    for stage in pack.stages:
        _require(set(stage.reads) <= known, BadStage(stage.file, StageFault.READS_UNKNOWN))
        _require(set(stage.applies) <= gathered, BadStage(stage.file, StageFault.APPLIES_UNKNOWN))
        _require(0 <= stage.halo <= 32, BadStage(stage.file, StageFault.HALO))
        _require(set(stage.gathers) <= set(range(len(pack.norms))), BadStage(stage.file, StageFault.GATHERS_UNKNOWN))
        _require(set(stage.writes) <= {*pack.maps, RESULT}, BadStage(stage.file, StageFault.WRITES_UNKNOWN))
        known, gathered = known | set(stage.writes), gathered | set(stage.gathers)
    _require(bool(pack.stages) and pack.stages[-1].writes == (RESULT,), ManifestFault.NO_RESULT)
    needed = {"style_predictor.onnx", "transformer.onnx", "modulation.onnx"}
    needed |= {name for stage in pack.stages for name in stage.files}
    _require(needed <= set(pack.files), NotListed(tuple(sorted(needed - set(pack.files)))))


def _plain_name(name: str) -> str:
    """A file name without any folder in it."""
    _require(re.fullmatch(r"[A-Za-z0-9_.-]{1,100}", name) is not None and ".." not in name, BadFileName(name))
    return name


class _NotValidError(Exception):
    """A description cannot be used, for this reason."""

    def __init__(self, reason: ManifestReason) -> None:
        super().__init__(reason)
        self.reason = reason


def _require(condition: bool, reason: ManifestReason) -> None:
    """Raise _NotValidError unless the condition holds."""
    if not condition:
        raise _NotValidError(reason)


def _verify_file(path: Path, info: FileInfo) -> None:
    """Raise PackError unless the file is there with this size and checksum."""
    try:
        if path.stat().st_size != info.size:
            raise PackError(PackFault.DAMAGED_FILE, path)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise PackError(FileUnreadable(error.strerror or str(error)), path) from error
    if digest != info.sha256:
        raise PackError(PackFault.DAMAGED_FILE, path)
