"""WebGPU: the plug-in onnxruntime-ep-webgpu put into onnxruntime, if it is installed, and what it computes on."""

from __future__ import annotations

import importlib
import importlib.util
from functools import cache
from importlib import metadata
from typing import Any

from stylizer_app.devices import WEBGPU
from stylizer_app.engine.runtime.network import first_line
from stylizer_app.engine.runtime.vulkan import renderers
from stylizer_app.errors import DeviceError
from stylizer_app.errors.device import DeviceFault, NotStarted

PACKAGE = "onnxruntime_ep_webgpu"


@cache
def is_installed() -> bool:
    """Whether the plug-in can be imported; nothing is loaded to find out."""
    return importlib.util.find_spec(PACKAGE) is not None


def plugin_version() -> str:
    """The version of the plug-in, or "" if there is none."""
    try:
        return metadata.version(PACKAGE)
    except metadata.PackageNotFoundError:
        return ""


def use_in(ort: Any, session_options: Any, provider_options: dict[str, str]) -> None:
    """Let sessions with these options compute on WebGPU. Raises DeviceError if there is nothing it can compute on."""
    found = device(ort)
    if found is None:
        raise DeviceError(DeviceFault.NO_GRAPHICS_CARD, WEBGPU)
    session_options.add_provider_for_devices([found], provider_options)


def device(ort: Any) -> Any | None:
    """What onnxruntime calls the plug-in's device, or None without a graphics card. Raises DeviceError."""
    name = _registered(ort)
    return next((found for found in ort.get_ep_devices() if found.ep_name == name), None)


def software_renderer(ort: Any) -> str:
    """The name of the program that only imitates a graphics card for WebGPU here; "" for a real card."""
    found = renderers()
    if found and all(renderer.is_software for renderer in found):
        return found[0].name
    chosen = device(ort)
    return "a software renderer" if chosen is not None and str(chosen.device.type).endswith("CPU") else ""


@cache
def _registered(ort: Any) -> str:
    """Load the plug-in once; the provider's name. Raises DeviceError, with the loader's own words."""
    try:
        plugin = importlib.import_module(PACKAGE)
        ort.register_execution_provider_library(WEBGPU, plugin.get_library_path())
        return str(plugin.get_ep_name())
    except Exception as error:  # onnxruntime's own exceptions share no base class
        raise DeviceError(NotStarted(first_line(error)), WEBGPU) from error
