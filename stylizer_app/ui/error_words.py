"""What went wrong, said in the window's language and without the command line's flags."""

from __future__ import annotations

import re

from stylizer_app.errors import (
    DeviceError,
    MemoryBudgetError,
    PackError,
    PictureError,
    SaveError,
    StyleError,
    StylizerError,
)
from stylizer_app.ui import translate
from stylizer_app.ui.translate import tr


def sentence(error: StylizerError) -> str:
    """Return an expected error as one sentence; one that is not known by its words is named by its kind."""
    text = str(error)
    for pattern, wording in (*_saving(), *_pictures(), *_engine()):
        found = re.fullmatch(pattern, text, re.DOTALL)
        if found:
            return wording.format(**found.groupdict())
    return text if translate.spoken() == "en" else f"{_kind(error)} ({text})"


def _pictures() -> list[tuple[str, str]]:
    """Pictures that cannot be opened: what the core says, and what the window says."""
    name = r"(?P<name>.+) "
    return [
        (name + r"does not exist: .*", tr("{name} does not exist. Check its name and folder.")),
        (name + r"may not be read: .*", tr("{name} may not be read. Ask its owner for permission.")),
        (name + r"is a folder: .*", tr("{name} is a folder. Drop the pictures in it.")),
        (
            name + r"is not an ordinary file: .*",
            tr("{name} is not an ordinary file. Save the picture to a file first."),
        ),
        (name + r"is empty \(.*", tr("{name} is empty. Copy or download it again.")),
        (name + r"is not a picture of a known kind .*", tr("{name} is not a picture of a known kind.")),
        (name + r"needs more memory than there is: .*", tr("{name} needs more memory than there is.")),
        (
            name + r"ends too early, .*",
            tr("{name} ends too early. Get a whole copy, or allow damaged JPEG files in the preferences."),
        ),
        (name + r"ends so early .*", tr("{name} ends so early that nothing of it can be shown.")),
        (name + r"(is damaged and|claims to be) .*", tr("{name} is damaged. Get another copy of it.")),
        (
            name
            + r"is too large: .* is (?P<amount>[\d,.]+) million pixels and the limit is (?P<limit>[\d,.]+) million.*",
            tr("{name} has {amount} million pixels and the limit is {limit} million. Raise it in the preferences."),
        ),
    ]


def _saving() -> list[tuple[str, str]]:
    """Results that cannot be written."""
    name = r"(?P<name>.+) cannot be saved: "
    return [
        (name + r"the disk is full.*", tr("{name} cannot be saved: the disk is full.")),
        (name + r"your share of the disk .*", tr("{name} cannot be saved: your share of the disk is used up.")),
        (name + r"the folder may not be written to.*", tr("{name} cannot be saved: the folder may not be written to.")),
        (name + r"the disk is read-only.*", tr("{name} cannot be saved: the disk is read-only.")),
        (name + r"the folder does not exist.*", tr("{name} cannot be saved: the folder does not exist.")),
        (name + r"the name is too long.*", tr("{name} cannot be saved: the name is too long.")),
        (name + r"there is a folder of that name.*", tr("{name} cannot be saved: there is a folder of that name.")),
        (name + r"there is not enough memory.*", tr("{name} cannot be saved: there is not enough memory.")),
        (r"(?P<name>.+) exists already: .*", tr("{name} exists already. Choose another name.")),
        (
            r"(?P<form>\w+) files hold at most (?P<side>[\d,.]+) pixels a side, .*",
            tr("{form} files hold at most {side} pixels a side. Choose PNG or TIFF, or a smaller size."),
        ),
    ]


def _engine() -> list[tuple[str, str]]:
    """Devices and memory that do not suffice."""
    return [
        (
            r"Painting needs at least (?P<needed>\d+) MB of memory and the budget is (?P<budget>\d+) MB.*",
            tr("Painting this needs {needed} MB of memory; the budget is {budget} MB. Allow more in the preferences."),
        ),
        (
            r"The picture needs (?P<needed>[\d.]+) GB of temporary space in (?P<folder>.+) and the disk .*",
            tr("The picture needs {needed} GB of temporary space in {folder}, and the disk has not that much."),
        ),
        (
            r"The device (?P<device>\w+) (does not work here|does not start|failed while painting): .*",
            tr("{device} cannot paint on this computer. Choose another device in the preferences."),
        ),
    ]


def _kind(error: StylizerError) -> str:
    kinds: list[tuple[type[StylizerError], str]] = [
        (PictureError, tr("This picture cannot be opened.")),
        (SaveError, tr("The picture cannot be saved.")),
        (PackError, tr("These networks cannot be used.")),
        (StyleError, tr("This painting cannot be found.")),
        (DeviceError, tr("This device cannot paint.")),
        (MemoryBudgetError, tr("There is not enough memory for this.")),
    ]
    return next((words for kind, words in kinds if isinstance(error, kind)), tr("This is not possible."))
