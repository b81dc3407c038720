"""What pack.toml says, the description that goes with a pack's networks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scripts.errors import ModelError
from scripts.packs.plan import Plan
from scripts.packs.stages import CutStage
from stylizer_app.engine.packs.pack import Easing

Files = Mapping[str, tuple[int, str]]
"""Size in bytes and SHA-256 of files, by name."""


@dataclass(frozen=True, slots=True)
class PackInfo:
    """What a pack says about itself; ``verification`` is shown to the person as it is (texts and numbers)."""

    id: str
    title: str
    description: str
    licence: str
    origin: str
    version: str = "1"
    style_size: int = 256
    looks: tuple[str, ...] = ()
    easing: dict[str, Easing] = field(default_factory=dict)
    pull: dict[str, float] = field(default_factory=dict)
    movement: dict[str, float] = field(default_factory=dict)
    min_size: int = 32
    border: int = 16
    verification: dict[str, str | float] = field(default_factory=dict)


def manifest(
    info: PackInfo, plan: Plan, stages: list[CutStage], files: Files, floats_per_cell: int
) -> dict[str, object]:
    """What pack.toml says. Raises ModelError if the norms differ in epsilon, for which the format has no place."""
    return {
        "format": 1,
        "id": info.id,
        "title": info.title,
        "description": info.description,
        "licence": info.licence,
        "origin": info.origin,
        "version": info.version,
        "style_size": info.style_size,
        **({"looks": list(info.looks)} if info.looks else {}),
        **({"easing": {look: eased._asdict() for look, eased in info.easing.items()}} if info.easing else {}),
        **({"pull": info.pull} if info.pull else {}),
        **({"movement": info.movement} if info.movement else {}),
        "size_multiple": 4,
        "min_size": info.min_size,
        "border": info.border,
        "epsilon": _epsilon(plan),
        "floats_per_cell": floats_per_cell,
        "files": file_tables(files),
        "maps": [{"name": m.name, "channels": m.channels, "scale": m.scale} for m in plan.maps],
        "norms": [{"channels": n.channels, "scale": n.scale} for n in plan.norms],
        "stages": [_stage(number, stage) for number, stage in enumerate(stages)],
        **({"verification": info.verification} if info.verification else {}),
    }


def file_tables(files: Files) -> dict[str, dict[str, object]]:
    """The part of pack.toml that names files."""
    return {name: {"size": size, "sha256": digest} for name, (size, digest) in files.items()}


def stage_file(number: int, kind: str = "") -> str:
    """The file name of a stage."""
    return f"stage_{number:02d}{kind}.onnx"


def _epsilon(plan: Plan) -> float:
    """The epsilon that all normalizations share, as a short decimal number."""
    found = {float(f"{norm.epsilon:.6g}") for norm in plan.norms if not norm.plain}
    if len(found) != 1:
        raise ModelError(f"The normalizations of the transformer have different epsilons: {sorted(found)}.")
    return found.pop()


def _stage(number: int, stage: CutStage) -> dict[str, object]:
    forms = {"cpu": stage.cpu_model, "fp16": stage.fp16_model}
    return {
        "file": stage_file(number),
        **{f"{form}_file": stage_file(number, f"_{form}") for form, model in forms.items() if model},
        "reads": stage.reads,
        "applies": stage.applies,
        "writes": stage.writes,
        "gathers": stage.gathers,
        "halo": stage.halo,
    }
