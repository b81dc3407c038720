"""Checks that a pack's networks take and give what its description says."""

from __future__ import annotations

from collections.abc import Mapping

from stylizer_app.engine.packs.pack import ENCODER_LENGTH, Pack, Stage
from stylizer_app.engine.runtime.network import CONTENT, RESULT, Signature
from stylizer_app.engine.runtime.onnxruntime_backend import OnnxruntimeNetwork
from stylizer_app.errors import PackError
from stylizer_app.errors.pack import WrongTensors

Shape = tuple[int | None, ...]
Expected = Mapping[str, tuple[str, Shape]]

_PICTURE: Shape = (1, None, None, 3)


def check_signatures(pack: Pack) -> None:
    """Open every network once on the CPU. Raises PackError naming the first input or output that does not fit."""
    modulation: Expected = {
        f"{kind}_{k}": ("float", (norm.channels,)) for k, norm in enumerate(pack.norms) for kind in ("gain", "bias")
    }
    predicted: Expected = {"style_vector": ("float", (1, ENCODER_LENGTH))}
    style: Expected = {"style_vector": ("float", (1, pack.style_length))}
    _check(pack, "style_predictor.onnx", {"style_image": ("float", _PICTURE)}, predicted)
    _check(pack, "transformer.onnx", {CONTENT: ("float", _PICTURE), **style}, {RESULT: ("float", _PICTURE)})
    _check(pack, "modulation.onnx", style, modulation)
    for stage in pack.stages:
        for file in stage.files:
            _check(pack, file, _stage_inputs(pack, stage), _stage_outputs(pack, stage))


def _stage_inputs(pack: Pack, stage: Stage) -> Expected:
    """What a stage has to take."""
    expected: dict[str, tuple[str, Shape]] = {name: _map(pack, name) for name in stage.reads}
    for k in stage.applies:
        shape: Shape = (1, pack.norms[k].channels, 1, 1)
        expected |= {f"scale_{k}": ("float", shape), f"shift_{k}": ("float", shape)}
    return {**expected, "core": ("int64", (4,))}


def _stage_outputs(pack: Pack, stage: Stage) -> Expected:
    """What a stage has to give."""
    expected: dict[str, tuple[str, Shape]] = {name: _map(pack, name) for name in stage.writes}
    for k in stage.gathers:
        shape: Shape = (pack.norms[k].channels,)
        expected |= {f"sum_{k}": ("double", shape), f"square_sum_{k}": ("double", shape)}
    return expected


def _map(pack: Pack, name: str) -> tuple[str, Shape]:
    """Type and shape of a picture or a map."""
    return ("float", _PICTURE) if name in (CONTENT, RESULT) else ("float", (1, pack.maps[name].channels, None, None))


def _check(pack: Pack, file: str, inputs: Expected, outputs: Expected) -> None:
    """Compare one network with what is expected of it."""
    network = OnnxruntimeNetwork(pack.path(file), threads=1)
    for found, expected in ((network.inputs, inputs), (network.outputs, outputs)):
        names = {s.name for s in found}
        if names != set(expected):
            raise PackError(WrongTensors(tuple(sorted(names)), tuple(sorted(expected))), pack.path(file))
        for signature in found:
            if not _fits(signature, *expected[signature.name]):
                found_one = f"{signature.name} of {signature.type} {_sizes(signature.shape)}"
                kind, shape = expected[signature.name]
                raise PackError(
                    WrongTensors((found_one,), (f"{signature.name} of {kind} {_sizes(shape)}",)), pack.path(file)
                )


def _sizes(shape: Shape) -> str:
    return " x ".join("any" if size is None else str(size) for size in shape)


def _fits(found: Signature, kind: str, shape: Shape) -> bool:
    """Whether a signature has the type and, where both are known, the sizes expected."""
    sizes = zip(found.shape, shape, strict=False)
    return (
        found.type == kind
        and len(found.shape) == len(shape)
        and all(a is None or b is None or a == b for a, b in sizes)
    )
