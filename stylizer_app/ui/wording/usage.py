"""Sentences about requests, settings and recipes that make no sense."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QLocale

from stylizer_app.errors.usage import (
    OutOfRange,
    UnknownAdjustment,
    UnknownDevice,
    UsageFault,
    UsageReason,
    WrongArray,
    WrongDepth,
    WrongMegapixels,
    WrongMemory,
    WrongName,
    WrongPackId,
    WrongSetting,
    WrongSize,
)
from stylizer_app.many.names import renamed
from stylizer_app.ui.translate import tr
from stylizer_app.ui.wording.file_names import field_words


def usage(reason: UsageReason, name: str) -> str:
    """Return what makes no sense; ``name`` is what was named, where something was."""
    match reason:
        case UsageFault.NO_PAINTING:
            return tr("Choose a painting first.")
        case UsageFault.NO_WEIGHT:
            return tr("Give at least one painting a share above zero.")
        case UsageFault.NO_WATCHDOG:
            return tr("Watching folders needs the package watchdog.")
        case UsageFault.NO_DISTRIBUTED:
            return tr("A cluster needs the package distributed.")
        case UsageFault.NO_VIDEO:
            return tr(
                "Clips need the packages av and opencv-python-headless, which are not installed here. "
                "Install Stylizer with “pip install stylizer[video]” to paint them."
            )
        case UsageFault.NO_CLUSTER:
            return tr("No Dask scheduler answers at {name}.").format(name=name)
        case UsageFault.NO_RECIPE:
            return tr("{name} has no recipe. Choose a picture that this program painted.").format(name=name)
        case UsageFault.RECIPE_DAMAGED:
            return tr("The recipe in this picture is damaged. Choose another one.")
        case UsageFault.RECIPE_TOO_NEW:
            return tr("The recipe in this picture was made by a newer version of the program. Update the program.")
        case OutOfRange(label, value, _, least, most, _):
            text = tr("{label}: “{value}” is not possible. Choose a number from {least} to {most}.")
            return text.format(label=tr(label), value=value, least=_number(least), most=_number(most))
        case WrongSetting(label, value, ()):
            return tr("{label}: “{value}” is not possible. Choose a text.").format(label=tr(label), value=value)
        case WrongSetting(label, value, choices):
            text = tr("{label}: “{value}” is not possible. Choose one of these: {choices}.")
            return text.format(label=tr(label), value=value, choices=", ".join(choices))
        case WrongPackId(value):
            text = tr(
                "The networks cannot be “{value}”. Choose an id of small letters, digits, hyphens and underscores."
            )
            return text.format(value=value)
        case WrongSize(value, most_pixels, most_percent):
            text = tr("The size cannot be {value}. Choose 1 to {most} pixels, or up to {percent} %.")
            return text.format(value=value, most=QLocale().toString(most_pixels), percent=_number(most_percent))
        case WrongMemory(value):
            return tr("The memory cannot be {value}. Choose an amount such as 2 GB.").format(value=value)
        case WrongMegapixels(value):
            text = tr("The largest photo cannot be {value}. Choose a number of megapixels such as 250.")
            return text.format(value=value)
        case WrongDepth(value):
            return tr("A picture cannot have {value} bits per sample. Choose 8 or 16.").format(value=value)
        case UnknownAdjustment():
            return tr("This version of the program has no adjustment named {name}.").format(name=name)
        case UnknownDevice():
            text = tr("There is no device named {name}. Choose another device in the preferences.")
            return text.format(name=name)
        case WrongArray(shape, kind):
            text = tr("An array of the shape {shape} and the type {kind} is no picture.")
            return text.format(shape=shape, kind=kind)
        case WrongName(value, known):
            return _wrong_name(value, known)
        case _:
            assert_never(reason)


def _wrong_name(value: str, known: tuple[str, ...]) -> str:
    words = field_words()
    text = tr("The name “{value}” is not possible. Choose one with these in braces: {fields}.")
    return text.format(value=renamed(value, words), fields=", ".join(words.get(name, name) for name in known))


def _number(value: float) -> str:
    return QLocale().toString(float(value), "g", 6)
