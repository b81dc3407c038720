"""The only file that imports onnxruntime: a network behind a small class, and the providers there are."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil

from stylizer_app.devices import CPU, CUDA, DEVICES, OPENVINO, WEBGPU
from stylizer_app.engine.cuda import gpu_libraries
from stylizer_app.engine.progress import CancelToken
from stylizer_app.engine.runtime import openvino_backend, webgpu
from stylizer_app.engine.runtime.network import Array, Signature, first_line, run_error
from stylizer_app.engine.runtime.provider_options import Sizes, free_sizes, provider_options
from stylizer_app.errors import Cancelled, DeviceError, PackError
from stylizer_app.errors.device import DeviceFault, NotStarted
from stylizer_app.errors.pack import NotRunnable

if TYPE_CHECKING:
    import onnxruntime

KEPT_SIZES = 3
"""At most this many input sizes stay compiled, on devices that compile for one size."""

_STDERR = 2
_log = logging.getLogger(__name__)


class OnnxruntimeNetwork:
    """One ONNX graph on one device. ``run`` takes and returns arrays by name.

    On the CPU several threads may call ``run`` at a time.
    """

    lends = False

    def __init__(self, path: Path, device: str = CPU, *, threads: int | None = None, tidy: bool = False) -> None:
        """Load the graph. Raises PackError if onnxruntime refuses it, DeviceError if the device does not start.

        ``threads``: how many of the CPU's work on one run (None: all; 1: the caller's own). ``tidy``: it uses the
        memory that networks of one thread share on the CPU, and that none of them uses after its run: then it is given
        back.
        """
        shared = device == CPU and (threads == 1 or tidy)
        self._session = _start(path, device, threads=threads or cpu_threads(), shared=shared)
        self._tidies = tidy and device == CPU
        self._compiled: dict[Sizes, Any] = {}
        self._outputs = [o.name for o in self._session.get_outputs()]
        self._path, self.device = path, device

    @property
    def inputs(self) -> tuple[Signature, ...]:
        """What ``run`` takes."""
        return _signatures(self._session.get_inputs())

    @property
    def outputs(self) -> tuple[Signature, ...]:
        """What ``run`` returns."""
        return _signatures(self._session.get_outputs())

    def run(
        self, token: CancelToken | None = None, into: Mapping[str, Array] | None = None, /, **inputs: Array
    ) -> dict[str, Array]:
        """Compute every output from the inputs, given by name; cancelling the token stops within about a layer.

        ``into``: contiguous memory for some of the outputs, which the device writes to and which are not returned.
        Raises Cancelled or DeviceError.
        """
        options = _onnxruntime().RunOptions()
        options.log_severity_level = 4
        if self._tidies:
            options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
        token = token or CancelToken()
        try:
            with token.on_cancel(lambda: setattr(options, "terminate", True)):
                session = self._session_for(inputs)
                if into:
                    return self._run_bound(session, into, inputs, options)
                values = session.run(self._outputs, inputs, options)
        except (Cancelled, DeviceError):
            raise
        except Exception as error:  # onnxruntime's own exceptions share no base class
            if token.cancelled:
                raise Cancelled from None
            raise run_error(self.device, error) from error
        return dict(zip(self._outputs, values, strict=True))

    def _run_bound(
        self, session: Any, into: Mapping[str, Array], inputs: Mapping[str, Array], options: Any
    ) -> dict[str, Array]:
        """As ``run``, with the outputs bound to where they belong: nothing is copied on the way."""
        binding = session.io_binding()
        for name, value in inputs.items():
            binding.bind_cpu_input(name, np.ascontiguousarray(value))
        for name in self._outputs:
            if name in into:
                memory = into[name]
                binding.bind_output(name, "cpu", 0, memory.dtype, memory.shape, memory.ctypes.data)
            else:
                binding.bind_output(name)
        session.run_with_iobinding(binding, options)
        values = zip(self._outputs, binding.get_outputs(), strict=True)
        return {name: value.numpy() for name, value in values if name not in into}

    def release(self) -> None:
        """Nothing is kept from one run to the next."""

    def _session_for(self, inputs: dict[str, Array]) -> Any:
        """The session itself, or one compiled for the sizes of these inputs where the device wants that."""
        sizes = free_sizes(self.device, self._session.get_inputs(), inputs)
        if not sizes:
            return self._session
        if sizes not in self._compiled:
            while len(self._compiled) >= KEPT_SIZES:
                del self._compiled[next(iter(self._compiled))]
            self._compiled[sizes] = _start(self._path, self.device, sizes)
        return self._compiled[sizes]


def available_devices() -> tuple[str, ...]:
    """Names of the devices that the installed libraries were built for; whether they work is another question."""
    listed = _onnxruntime().get_available_providers()
    added = {WEBGPU: webgpu.is_installed(), OPENVINO: openvino_backend.is_installed()}
    return tuple(name for name, row in DEVICES.items() if row.provider in listed or added.get(name))


def software_renderer(device: str) -> str:
    """The name of the program that only imitates a graphics card as this device; "" for real devices."""
    return webgpu.software_renderer(_onnxruntime()) if device == WEBGPU and webgpu.is_installed() else ""


def version() -> str:
    """The version of the installed onnxruntime."""
    return str(_onnxruntime().__version__)


def cpu_threads() -> int:
    """How many threads the networks use on the CPU: one a physical core that this process may run on, at most 16."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(16, allowed, psutil.cpu_count(logical=False) or allowed))


@cache
def _onnxruntime() -> Any:
    """Import onnxruntime once, quietly; the one with CUDA if it was added."""
    try:
        onnxruntime = _with_cuda() or _imported()
        onnxruntime.set_default_logger_severity(4)
    except (ImportError, OSError, AttributeError) as error:
        raise DeviceError(DeviceFault.ONNXRUNTIME_BROKEN, "cpu") from error
    _register_arena(onnxruntime)
    return onnxruntime


def _register_arena(ort: Any) -> None:
    """The arena of shared networks: it grows by what is asked for, not by doubling."""
    place = ort.OrtMemoryInfo("Cpu", ort.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, ort.OrtMemType.DEFAULT)
    ort.create_and_register_allocator(place, ort.OrtArenaCfg({"max_mem": 0, "arena_extend_strategy": 1}))


def _imported() -> Any:
    """The onnxruntime that comes first on the import path, told to report nothing to its makers.

    Since 1.29 it does so by default: on Linux and macOS the variable stops that, when it is set before the import;
    on Windows the call does.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    with _nothing_from_c():
        import onnxruntime

    if hasattr(onnxruntime, "disable_telemetry_events"):
        onnxruntime.disable_telemetry_events()
    return onnxruntime


@contextmanager
def _nothing_from_c() -> Iterator[None]:
    """Let what libraries themselves write to standard error go nowhere.

    While it is imported, before its logging can be set, onnxruntime's build for Windows complains that it lacks the
    library for providers outside of itself ("Init provider bridge failed"). It needs none.
    """
    try:
        kept = os.dup(_STDERR)
    except OSError:  # a window program on Windows has none
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STDERR)
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)
        os.close(nowhere)


def _with_cuda() -> Any | None:
    """The onnxruntime that was added for CUDA, or None: if there is none, or it is broken, which is logged."""
    if not gpu_libraries.activate():
        return None
    try:
        added = _imported()
        if DEVICES[CUDA].provider in added.get_available_providers():
            with redirect_stdout(None):  # it prints what it cannot find; the device's self-test says it better
                added.preload_dlls(cuda=True, cudnn=True, directory="")
        return added
    except Exception:  # noqa: BLE001 (whatever is wrong with it, the bundled one is there)
        _log.exception("the CUDA libraries are broken; see: stylizer devices remove cuda")
        gpu_libraries.deactivate()
        return None


def _session_options(ort: Any, device: str, sizes: Sizes, *, threads: int, shared: bool) -> onnxruntime.SessionOptions:
    """No memory kept that nobody needs, no thread that waits busily, DirectML's rules where they apply.

    ``shared``: it takes its memory from an arena that others use, too. They run on many tiles, or on many small
    pictures, and memory that is fresh for each of them would have to be cleared by the system each time.
    """
    options = ort.SessionOptions()
    options.log_severity_level = 4
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = shared or device != CPU
    if shared:
        options.add_session_config_entry("session.use_env_allocators", "1")
    options.enable_mem_pattern = DEVICES[device].memory_pattern
    for name, size in sizes:
        options.add_free_dimension_override_by_name(name, size)
    return options


def _start(path: Path, device: str, sizes: Sizes = (), *, threads: int = 1, shared: bool = False) -> Any:
    """Create the session on exactly this device: a silent fall-back to the CPU is an error here."""
    ort, provider = _onnxruntime(), DEVICES[device].provider
    try:
        options, told = (
            _session_options(ort, device, sizes, threads=threads, shared=shared),
            provider_options(device, path, sizes),
        )
        chain: list[Any] | None = [(provider, told)] if device == CPU else [(provider, told), DEVICES[CPU].provider]
        if device == WEBGPU and webgpu.is_installed():
            webgpu.use_in(ort, options, told)
            chain = None
        session = ort.InferenceSession(path, options, providers=chain, enable_fallback=0)
    except DeviceError:
        raise
    except Exception as error:  # see OnnxruntimeNetwork.run
        if device != CPU:
            raise DeviceError(NotStarted(first_line(error)), device) from error
        raise PackError(NotRunnable(first_line(error)), path) from error
    if session.get_providers()[0] != provider:
        raise DeviceError(DeviceFault.USES_THE_CPU, device)
    return session


def _signatures(nodes: Any) -> tuple[Signature, ...]:
    """The node arguments of a session as our own values."""

    def shape(node: Any) -> tuple[int | None, ...]:
        return tuple(d if isinstance(d, int) else None for d in node.shape)

    return tuple(Signature(n.name, shape(n), n.type.removeprefix("tensor(").removesuffix(")")) for n in nodes)
