"""Writes a pack: both networks, the modulation graph, the stages, and pack.toml with sizes and checksums."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import onnx
import tomli_w
from onnx import ModelProto

from scripts.errors import ModelError
from scripts.graphs.graph import IR_VERSION
from scripts.packs.any_size import for_any_size
from scripts.packs.cpu_form import are_faster, cpu_form
from scripts.packs.fold_norms import fold_norms
from scripts.packs.half import store_as_half
from scripts.packs.manifest import PackInfo, file_tables, manifest, stage_file
from scripts.packs.memory_estimate import floats_per_cell
from scripts.packs.mixed_precision import mixed_precision
from scripts.packs.network import Network
from scripts.packs.plan import Plan, make_plan
from scripts.packs.stages import CutStage, build_modulation, build_stages


def write_pack(
    folder: Path,
    predictor_model: ModelProto,
    transformer_model: ModelProto,
    info: PackInfo,
    fp16_weights: bool = False,
    tune: bool = True,
) -> Path:
    """Make the pack in ``folder`` (replaced if it exists) and return the folder.

    ``predictor_model``: style_image (1, h, w, 3) -> style_vector (1, 100). ``transformer_model``: content_image
    (1, H, W, 3) and style_vector -> stylized_image, in the canonical form of docs/pack-format.md.
    ``tune``: add forms of the stages that are faster on CPUs, where they
    were measured to be so on this one.
    Raises ModelError if the transformer cannot be cut; then nothing is left behind.
    """
    plan = make_plan(Network(transformer_model))
    stages = [replace(stage, fp16_model=mixed_precision(stage.model)) for stage in build_stages(plan)]
    stages = _tuned(stages) if tune else stages
    models = _models(predictor_model, transformer_model, plan, stages)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".pack-", dir=folder.parent) as work:
        new = Path(work, "pack")
        new.mkdir()
        for name, model in models.items():
            _save(new / name, store_as_half(model) if fp16_weights else model)
        memory = floats_per_cell(stages, plan.maps)
        _write(new / "pack.toml", manifest(info, plan, stages, checksums(new), memory))
        _replace_folder(new, folder)
    return folder


def extend_pack(folder: Path, extras: Mapping[str, bytes], verification: Mapping[str, str | float]) -> None:
    """Add files such as preview.jpg to a pack, and what its maker measured."""
    for name, content in extras.items():
        (folder / name).write_bytes(content)
    found, description = checksums(folder), tomllib.loads((folder / "pack.toml").read_text("utf-8"))
    description["files"] |= file_tables({name: found[name] for name in extras})
    _write(folder / "pack.toml", description | ({"verification": dict(verification)} if verification else {}))


def move_pack(folder: Path, target: Path) -> Path:
    """Move a pack to its place, replacing what is there; the place never holds half a pack."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".pack-", dir=target.parent) as work:
        beside = Path(work, "pack")
        shutil.move(folder, beside)
        _replace_folder(beside, target)
    return target


def _write(path: Path, content: Mapping[str, object]) -> None:
    path.write_text(tomli_w.dumps(content), encoding="utf-8", newline="\n")


def _replace_folder(new: Path, target: Path) -> None:
    if target.exists():
        shutil.rmtree(target)
    new.replace(target)


def checksums(folder: Path) -> dict[str, tuple[int, str]]:
    """Size in bytes and SHA-256 of every file in a folder, by name."""
    return {
        path.name: (path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in sorted(folder.iterdir())
        if path.name != "pack.toml"
    }


def _models(
    predictor: ModelProto, transformer: ModelProto, plan: Plan, stages: list[CutStage]
) -> dict[str, ModelProto]:
    """All graphs of the pack by file name."""
    models = {
        "style_predictor.onnx": predictor,
        "transformer.onnx": for_any_size(fold_norms(transformer)),
        "modulation.onnx": build_modulation(plan),
    }
    models |= {stage_file(k): stage.model for k, stage in enumerate(stages)}
    models |= {stage_file(k, "_cpu"): stage.cpu_model for k, stage in enumerate(stages) if stage.cpu_model}
    return models | {stage_file(k, "_fp16"): stage.fp16_model for k, stage in enumerate(stages) if stage.fp16_model}


def _tuned(stages: list[CutStage]) -> list[CutStage]:
    """Stages with their faster forms; unchanged if those are not faster here."""
    forms = {k: form for k, stage in enumerate(stages) if (form := cpu_form(stage.model)) is not None}
    if not forms or not are_faster([stages[k].model for k in forms], list(forms.values())):
        return stages
    return [replace(stage, cpu_model=forms.get(k)) for k, stage in enumerate(stages)]


def _save(path: Path, model: ModelProto) -> None:
    """Check a graph and write it in one file without names of tools or people."""
    plain = ModelProto.FromString(model.SerializeToString())
    plain.ir_version = min(plain.ir_version, 10) or IR_VERSION
    plain.producer_name, plain.producer_version, plain.doc_string = "", "", ""
    opsets = [item for item in plain.opset_import if item.domain in ("", "ai.onnx")]
    del plain.opset_import[:]
    plain.opset_import.extend(opsets)
    try:
        onnx.checker.check_model(plain, full_check=True)
    except (onnx.checker.ValidationError, onnx.shape_inference.InferenceError) as error:
        raise ModelError(f"{path.name} would not be a valid network: {str(error).splitlines()[0]}") from error
    path.write_bytes(plain.SerializeToString(deterministic=True))
