"""The terminal's words for a reason: the plain English sentence and, where one helps, the flag or command for it."""

from __future__ import annotations

import sys

from stylizer_app.errors import DeviceError, StylizerError
from stylizer_app.errors.device import DeviceFault
from stylizer_app.errors.pack import PackFault, UnknownPack
from stylizer_app.errors.painting import LookNotTaught, SpillFailed, SpillTooLarge, TooLittleMemory, UnknownStyle
from stylizer_app.errors.picture import PictureFault, TooLarge
from stylizer_app.errors.save import SaveFault
from stylizer_app.errors.usage import UsageFault
from stylizer_app.libraries import networks_package


def sentence(error: StylizerError) -> str:
    """Return what to tell the person, on one line; its advice comes last, and what to type for it in brackets."""
    text, helps = str(error), _help(error)
    return f"{text[:-1]} ({helps}){text[-1]}" if helps else text


def _help(error: StylizerError) -> str:  # noqa: C901, PLR0911, PLR0912 - a table
    """Return the flag or command that helps, "" where none does."""
    match error.reason:
        case TooLarge():
            return "--max-pixels"
        case PictureFault.TRUNCATED:
            return "--allow-truncated"
        case SaveFault.EXISTS:
            return "--overwrite replace"
        case TooLittleMemory() | SpillTooLarge() | SpillFailed():
            return "--memory"
        case PackFault.INSTALLED_ALREADY:
            return f"stylizer packs remove {error.subject}"
        case PackFault.NEEDED:
            return "stylizer packs add"
        case UnknownPack():
            return "stylizer packs"
        case LookNotTaught():
            return "--pack, --style"
        case UnknownStyle(meant=()):
            return "stylizer styles"
        case DeviceFault.ONNXRUNTIME_BROKEN:
            frozen = getattr(sys, "frozen", False)
            return "" if frozen else f"python -m pip install --force-reinstall {networks_package()}"
        case DeviceFault.NO_OPENVINO:
            return "pip install openvino, or --device auto"
        case DeviceFault.OUT_OF_MEMORY:
            return ""
        case UsageFault.NO_PAINTING:
            return "--style; stylizer styles"
        case _:
            return "--device auto; stylizer devices" if isinstance(error, DeviceError) else ""
