"""Which graphics cards Vulkan sees, and which of them are only imitated by the CPU."""

from __future__ import annotations

import ctypes
import sys
from ctypes.util import find_library
from dataclasses import dataclass
from typing import Any

_LIBRARIES = {"win32": "vulkan-1.dll", "linux": "libvulkan.so.1"}
_IMITATED = 4  # VK_PHYSICAL_DEVICE_TYPE_CPU
_PROPERTIES_BYTES = 4096  # VkPhysicalDeviceProperties takes 824


@dataclass(frozen=True, slots=True)
class Renderer:
    """Something that Vulkan can compute on; ``is_software``: the CPU imitates a graphics card."""

    name: str
    is_software: bool


class _Properties(ctypes.Structure):
    """The beginning of VkPhysicalDeviceProperties."""

    _fields_ = (
        ("versions", ctypes.c_uint32 * 4),
        ("kind", ctypes.c_int32),
        ("name", ctypes.c_char * 256),
        ("rest", ctypes.c_char * (_PROPERTIES_BYTES - 276)),
    )


class _InstanceCreateInfo(ctypes.Structure):
    """VkInstanceCreateInfo without application, layers and extensions."""

    _fields_ = (
        ("kind", ctypes.c_int32),
        ("next", ctypes.c_void_p),
        ("flags", ctypes.c_uint32),
        ("application", ctypes.c_void_p),
        ("layers", ctypes.c_uint32),
        ("layer_names", ctypes.c_void_p),
        ("extensions", ctypes.c_uint32),
        ("extension_names", ctypes.c_void_p),
    )


def renderers() -> tuple[Renderer, ...]:
    """What Vulkan offers here; nothing where there is no Vulkan. Drivers are loaded, as any program that draws does."""
    try:
        vulkan = ctypes.CDLL(_LIBRARIES.get(sys.platform) or find_library("vulkan") or "libvulkan")
    except OSError:
        return ()
    instance = ctypes.c_void_p()
    if vulkan.vkCreateInstance(ctypes.byref(_InstanceCreateInfo(kind=1)), None, ctypes.byref(instance)) != 0:
        return ()
    try:
        return tuple(_described(vulkan, device) for device in _devices(vulkan, instance))
    finally:
        vulkan.vkDestroyInstance(instance, None)


def _devices(vulkan: Any, instance: ctypes.c_void_p) -> list[ctypes.c_void_p]:
    """The handles of the devices."""
    count = ctypes.c_uint32(0)
    if vulkan.vkEnumeratePhysicalDevices(instance, ctypes.byref(count), None) != 0:
        return []
    handles = (ctypes.c_void_p * count.value)()
    vulkan.vkEnumeratePhysicalDevices(instance, ctypes.byref(count), handles)
    return [ctypes.c_void_p(handle) for handle in handles[: count.value]]


def _described(vulkan: Any, device: ctypes.c_void_p) -> Renderer:
    """A device by name and kind."""
    found = _Properties()
    vulkan.vkGetPhysicalDeviceProperties(device, ctypes.byref(found))
    return Renderer(found.name.decode("utf-8", "replace"), found.kind == _IMITATED)
