"""The only file that imports openvino: a pack's stages on the CPU, where it can, in bfloat16."""

from __future__ import annotations

import importlib.util
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache, partial
from importlib import metadata
from pathlib import Path
from typing import Any, cast

from stylizer_app.devices import OPENVINO
from stylizer_app.engine.progress import CancelToken
from stylizer_app.engine.runtime.network import Array, first_line, run_error
from stylizer_app.engine.runtime.openvino_parts import CUT, Part, divided, whole
from stylizer_app.errors import Cancelled, DeviceError
from stylizer_app.errors.device import NotStarted

KEPT_SIZES = 12
"""After this many input sizes a network is compiled again: OpenVINO never frees what it keeps for each of them."""

_REPORTING = "openvino.tools.ovc"
"""The tools that convert networks. Importing them reports to Intel that it was done, and openvino imports them."""


@cache
def is_installed() -> bool:
    """Whether openvino can be imported; nothing is loaded to find out."""
    return importlib.util.find_spec("openvino") is not None


def version() -> str:
    """The version of openvino, or "" if there is none."""
    try:
        return metadata.version("openvino")
    except metadata.PackageNotFoundError:
        return ""


class OpenVinoNetwork:
    """One ONNX graph on the CPU; several threads may call ``run`` at a time.

    It is compiled for sizes that are known at each run: compiling for each of them takes longer than painting a small
    picture.
    """

    lends = True

    def __init__(self, path: Path, *, callers: int = 1, threads: int = 1) -> None:
        """Compile the graph for this many callers at a time, each with this many threads.

        Raises DeviceError if openvino does not take it.
        """
        self._compile = partial(_compiled, path, callers, threads)
        self._parts = self._compile()
        self._threads = threading.local()
        self._sizes: set[tuple[tuple[int, ...], ...]] = set()

    def run(
        self, token: CancelToken | None = None, _into: Mapping[str, Array] | None = None, /, **inputs: Array
    ) -> dict[str, Array]:
        """Compute every output from the inputs, given by name; cancelling the token stops within about a layer.

        What is returned lies in memory that the thread's next run writes to. Raises Cancelled and
        DeviceError.
        """
        token, ov = token or CancelToken(), library()
        try:
            self._sizes.add(tuple(values.shape for values in inputs.values()))
            known = {k: ov.Tensor(v, shared_memory=v.flags.carray) for k, v in inputs.items()}
            requests = self._requests()
            for part, request in requests:
                for place, name in enumerate(part.takes):
                    request.set_input_tensor(place, known[name])
                with token.on_cancel(partial(_stop, request)):
                    request.infer()
                known |= {name: request.get_output_tensor(place) for place, name in enumerate(part.gives)}
            token.check()
        except Cancelled:
            raise
        except Exception as error:  # openvino's own exceptions share no base class
            if token.cancelled:
                raise Cancelled from None
            raise run_error(OPENVINO, error) from error
        return {name: known[name].data for part, _ in requests for name in part.gives if not name.startswith(CUT)}

    def release(self) -> None:
        """Give back the working memory that is kept from one run to the next, unless a run is under way."""
        self._threads = threading.local()
        for _, compiled in self._parts:
            with suppress(RuntimeError):
                compiled.release_memory()
        if len(self._sizes) > KEPT_SIZES:
            self._parts, self._sizes = self._compile(), set()

    def _requests(self) -> list[tuple[Part, Any]]:
        """The parts, each with the calling thread's own request for it."""
        if not hasattr(self._threads, "requests"):
            self._threads.requests = [(part, compiled.create_infer_request()) for part, compiled in self._parts]
        return cast("list[tuple[Part, Any]]", self._threads.requests)


def _compiled(path: Path, callers: int, threads: int) -> list[tuple[Part, Any]]:
    """The graph's parts, each with its compiled form, in the order that they run in. Raises DeviceError."""
    core = cpu_core()
    try:
        model = core.read_model(path)
        parts = divided(library(), model) if _has_bfloat16(core) else [whole(model, "f32")]
        told = {"NUM_STREAMS": callers, "INFERENCE_NUM_THREADS": callers * threads, "ENABLE_CPU_PINNING": False}
        return [
            (part, core.compile_model(part.model, "CPU", {**told, "INFERENCE_PRECISION_HINT": part.precision}))
            for part in parts
        ]
    except Exception as error:  # see OpenVinoNetwork.run
        raise DeviceError(NotStarted(first_line(error)), OPENVINO) from error


def _has_bfloat16(core: Any) -> bool:
    """Whether the CPU has instructions for it. openvino would take it then; others imitate it, slowly."""
    return "bf" in str(core.get_property("CPU", "INFERENCE_PRECISION_HINT"))


@cache
def cpu_core() -> Any:
    """OpenVINO's core. Raises DeviceError, with the loader's own words."""
    openvino = library()
    try:
        return openvino.Core()
    except Exception as error:  # see OpenVinoNetwork.run
        raise DeviceError(NotStarted(first_line(error)), OPENVINO) from error


@cache
def library() -> Any:
    """Import openvino once, without its telemetry. Raises DeviceError, with the loader's own words."""
    try:
        with _nothing_reported():
            import openvino
    except Exception as error:  # whatever is wrong with it, the program paints without it
        raise DeviceError(NotStarted(first_line(error)), OPENVINO) from error
    return openvino


@contextmanager
def _nothing_reported() -> Iterator[None]:
    """While inside, the tools that report are missing, which openvino puts up with."""
    modules = cast("dict[str, Any]", sys.modules)
    if _REPORTING in modules:
        yield
        return
    modules[_REPORTING] = None
    try:
        yield
    finally:
        del modules[_REPORTING]


def _stop(request: Any) -> None:
    """Stop a request that may be at work or not."""
    with suppress(RuntimeError):
        request.cancel()
