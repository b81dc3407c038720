"""Sentences about requests, settings and recipes that make no sense."""

from __future__ import annotations

from typing import assert_never

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


def usage(reason: UsageReason, name: str) -> str:
    """Return what makes no sense; ``name`` is what was named, where something was."""
    match reason:
        case UsageFault.NO_PAINTING:
            return "No painting was named. Choose a look or a picture file."
        case UsageFault.NO_WEIGHT:
            return "Not one painting has a weight above zero, or one has less than zero. Choose other weights."
        case UsageFault.NO_WATCHDOG:
            return "Watching folders needs the package watchdog. Install it, or paint what is there."
        case UsageFault.NO_DISTRIBUTED:
            return "A cluster needs the package distributed. Install it, or paint on this machine."
        case UsageFault.NO_VIDEO:
            return "Clips need the packages av and opencv-python-headless. Install them, or paint photos."
        case UsageFault.NO_CLUSTER:
            return f"No Dask scheduler answers at {name}. Start one, or check the address."
        case UsageFault.NO_RECIPE:
            return f"{name} has no recipe: no painting of this program, or its metadata are gone. Choose another one."
        case UsageFault.RECIPE_DAMAGED:
            return "The recipe in this picture is damaged. Choose another one."
        case UsageFault.RECIPE_TOO_NEW:
            return "The recipe in this picture was made by a newer version of the program. Update the program."
        case OutOfRange(label, value, stops, least, most, whole):
            number = f"a {'whole ' if whole else ''}number from {least:g} to {most:g}"
            choice = f"{', '.join(stops)} or {number}" if stops else number
            return f"{label} cannot be {value!r}. Choose {choice}."
        case WrongSetting(label, value, choices):
            return f"{label} cannot be {value!r}. Choose {', '.join(choices) or 'a text'}."
        case WrongPackId(value):
            return f"The id of a pack cannot be {value!r}. Choose small letters, digits, hyphens and underscores."
        case WrongSize(value, most_pixels, most_percent):
            return (
                f"The size cannot be {value!r}. Choose original, a long side of 1 to {most_pixels} pixels, or a"
                f" percentage up to {most_percent:g}%."
            )
        case WrongMemory(value):
            return f"The memory cannot be {value!r}. Choose auto, or an amount such as 2GB."
        case WrongMegapixels(value):
            return f"The largest picture cannot be {value!r}. Choose a number of megapixels such as 250."
        case WrongDepth(value):
            return f"A picture cannot have {value} bits per sample. Choose 8 or 16."
        case UnknownAdjustment(known):
            return f"There is no adjustment named {name}. Choose one of these: {', '.join(known)}."
        case UnknownDevice(known):
            return f"There is no device named {name}. Choose one of these: {', '.join(known)}."
        case WrongArray(shape, kind):
            text = f"An array of the shape {shape} and the type {kind} is no picture."
            return f"{text} Choose (height, width, 3 or 4) and uint8, uint16, or floats from 0 to 1."
        case WrongName(value, known):
            return f"The name of the results cannot be {value!r}. Choose one with these in braces: {', '.join(known)}."
        case _:
            assert_never(reason)
