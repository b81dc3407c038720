"""Writes pack.toml, the description that goes with a pack's networks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scripts.packs.plan import Plan
from scripts.packs.stages import CutStage
from stylizer_app.errors import PackError

Value = str | int | float | list[str] | list[int]


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
    min_size: int = 32
    border: int = 16
    verification: dict[str, str | float] = field(default_factory=dict)


def manifest_text(
    info: PackInfo, plan: Plan, stages: list[CutStage], files: dict[str, tuple[int, str]], floats_per_cell: int
) -> str:
    """The text of pack.toml. Raises PackError if the norms differ in epsilon, for which the format has no place."""
    parts = [_head(info, _epsilon(plan), floats_per_cell)]
    parts += _files(files)
    parts += [_table("maps", {"name": m.name, "channels": m.channels, "scale": m.scale}, many=True) for m in plan.maps]
    parts += [_table("norms", {"channels": n.channels, "scale": n.scale}, many=True) for n in plan.norms]
    parts += [_table("stages", _stage(number, stage), many=True) for number, stage in enumerate(stages)]
    if info.verification:
        parts.append(_table("verification", dict(info.verification)))
    return "\n".join(parts)


def extension_text(files: dict[str, tuple[int, str]], verification: Mapping[str, str | float]) -> str:
    """What is put after a manifest to add files and what was measured."""
    parts = _files(files) + ([_table("verification", dict(verification))] if verification else [])
    return "".join("\n" + part for part in parts)


def _files(files: dict[str, tuple[int, str]]) -> list[str]:
    return [_table(f'files."{name}"', {"size": size, "sha256": digest}) for name, (size, digest) in files.items()]


def stage_file(number: int, kind: str = "") -> str:
    """The file name of a stage."""
    return f"stage_{number:02d}{kind}.onnx"


def _epsilon(plan: Plan) -> float:
    """The epsilon that all normalizations share, as a short decimal number."""
    found = {float(f"{norm.epsilon:.6g}") for norm in plan.norms if not norm.plain}
    if len(found) != 1:
        raise PackError(f"The normalizations of the transformer have different epsilons: {sorted(found)}.")
    return found.pop()


def _head(info: PackInfo, epsilon: float, floats_per_cell: int) -> str:
    values: dict[str, Value] = {
        "format": 1,
        "id": info.id,
        "title": info.title,
        "description": info.description,
        "licence": info.licence,
        "origin": info.origin,
        "version": info.version,
        "style_size": info.style_size,
        "size_multiple": 4,
        "min_size": info.min_size,
        "border": info.border,
        "epsilon": epsilon,
        "floats_per_cell": floats_per_cell,
    }
    return _lines(values)


def _stage(number: int, stage: CutStage) -> dict[str, Value]:
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


def _table(name: str, values: dict[str, Value], *, many: bool = False) -> str:
    return (f"[[{name}]]\n" if many else f"[{name}]\n") + _lines(values)


def _lines(values: dict[str, Value]) -> str:
    return "".join(f"{key} = {_literal(value)}\n" for key, value in values.items())


def _literal(value: Value) -> str:
    """A TOML literal; texts lose control characters, so that nothing can end a string early."""
    if isinstance(value, str):
        clean = "".join(c if c.isprintable() else " " for c in value)
        return '"' + clean.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[" + ", ".join(_literal(item) for item in value) + "]"
    return repr(value)
