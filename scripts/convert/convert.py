"""The whole conversion on one page: convert, optimize, write, verify, install."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import onnx
from onnx import ModelProto

from scripts.convert import savedmodel, tflite
from scripts.convert.origin import Origin
from scripts.convert.preview import preview_jpeg
from scripts.convert.quantized import in_whole_numbers, is_quantized
from scripts.convert.reference import LiteRTReference, Reference, SavedModelReference
from scripts.convert.rewrites.optimize import canonical, optimized
from scripts.convert.split import split
from scripts.convert.verify import Figures, verify
from scripts.errors import ModelError
from scripts.packs.manifest import PackInfo
from scripts.packs.write import extend_pack, move_pack, write_pack

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What the person asked for; ``folder`` is where the pack goes."""

    folder: Path
    id: str = ""
    fp16: bool = False
    optimize: bool = True
    check: int = 3


@dataclass(frozen=True, slots=True)
class Networks:
    """Both networks ready for a pack, and the original to compare them with."""

    predictor: ModelProto
    transformer: ModelProto
    reference: Callable[[], Reference]


def convert(
    order: Order, origin: Origin, work: Path, say: Say, read: Callable[[Origin], Networks]
) -> tuple[Path, Figures | None]:
    """Make the pack that was ordered, in ``order.folder / id``; returns its folder and how it compares.

    ``work`` is a folder for everything in between, ``read`` makes ONNX of the origin's files. Raises StylizerError of
    some kind with one sentence; a pack that does not pass the comparison is not written.
    """
    name = order.id or origin.source.id
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", name) or name == "builtin":
        raise ModelError(f"A pack cannot be named {name!r}: use lower case letters, digits, '-' and '_'; not builtin.")
    say("Converting to ONNX")
    networks = read(origin)
    onnx.save(networks.transformer, work / "plain.onnx")  # for scripts/convert/measure.py; goes unless --keep-work
    transformer = canonical(networks.transformer)
    if order.optimize:
        say("Optimizing")
        transformer = optimized(transformer)
    return _write(order, replace(networks, transformer=transformer), origin, name, work, say)


def networks_of(origin: Origin) -> Networks:
    """Both networks as ONNX, with the inputs and outputs of docs/pack-format.md."""
    if origin.saved_model is not None:
        folder = origin.saved_model
        predictor, transformer, bottleneck = split(savedmodel.to_onnx(folder))
        return Networks(predictor, transformer, lambda: SavedModelReference(folder, bottleneck))
    assert origin.tflite is not None
    predictor, transformer, paths = tflite.convert_pair(origin.tflite)
    if is_quantized(predictor):
        predictor = in_whole_numbers(predictor)
    return Networks(predictor, transformer, lambda: LiteRTReference(*paths))


def _write(
    order: Order, networks: Networks, origin: Origin, name: str, work: Path, say: Say
) -> tuple[Path, Figures | None]:
    """Write a draft, compare it with the original, add the figures, and move it to its place."""
    source, figures, table = origin.source, None, dict[str, str | float]()
    info = PackInfo(name, source.title, source.description, source.licence, source.origin)
    with tempfile.TemporaryDirectory(prefix="draft-", dir=work) as folder:
        draft = write_pack(Path(folder, name), networks.predictor, networks.transformer, info, order.fp16)
        if order.check:
            say("Comparing with the original")
            reference = networks.reference()
            figures = verify(draft, reference, order.check)
            figures.require()
            table = figures.table(reference, source.origin, ", ".join(origin.checksums))
        preview = preview_jpeg(draft)
        extend_pack(draft, {"preview.jpg": preview} if preview else {}, table)
        return move_pack(draft, order.folder / name), figures


def clean(work: Path) -> None:
    """Remove the working folder and everything in it."""
    shutil.rmtree(work, ignore_errors=True)
