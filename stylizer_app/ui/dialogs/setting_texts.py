"""The settings in the person's words: a label, a plain sentence, and a word for every choice."""

from __future__ import annotations

from dataclasses import dataclass, field

from stylizer_app.devices import AUTO, DEVICES
from stylizer_app.fetching import updates
from stylizer_app.imaging.formats import OFFERED_FORMATS, lossy_titles
from stylizer_app.ui.translate import LANGUAGES, tr


@dataclass(frozen=True, slots=True)
class Words:
    """What the window calls one setting. ``choices`` maps values of the table to words, in the order shown."""

    label: str
    help: str = ""
    choices: dict[str, str] = field(default_factory=dict)


def words() -> dict[str, Words]:
    """Return the words for every setting that the preferences show, in the order shown."""
    shown = {**_window(), **_saving(), **_engine()}
    if not updates.are_possible():
        del shown["check_updates"]
    return shown


def _window() -> dict[str, Words]:
    schemes = {"system": tr("Same as the system"), "light": tr("Always light"), "dark": tr("Always dark")}
    languages = {"system": tr("Same as the system"), **LANGUAGES}
    return {
        "theme": Words(tr("Appearance"), "", schemes),
        "language": Words(tr("Language"), "", languages),
        "first_start": Words(tr("Show the welcome again")),
        "check_updates": Words(
            tr("Check for updates once a week"),
            tr("Only asks for the number of the newest version; nothing about you or your pictures is sent."),
        ),
    }


def _saving() -> dict[str, Words]:
    formats = {form.name: form.title for form in OFFERED_FORMATS}
    return {
        "folder": Words(tr("Folder"), tr("Leave empty to use the photo’s folder.")),
        "format": Words(tr("Format"), "", {"auto": tr("Same as the photo"), **formats}),
        "quality": Words(tr("Quality"), tr("For {formats}.").format(formats=lossy_titles())),
        "strip_metadata": Words(tr("Remove camera data, place and recipe from saved pictures")),
    }


def _engine() -> dict[str, Words]:
    devices = {AUTO: tr("Automatic: the fastest that passed its test")}
    devices |= {name: tr(row.title) for name, row in DEVICES.items()}
    return {
        "pack": Words(tr("Networks")),
        "device": Words(tr("Paint with"), "", devices),
        "memory": Words(
            tr("Memory"),
            tr("How much painting may use. Where it is little, smaller tiles are painted, with the same result."),
            {
                "auto": tr("Automatic: a third of the free memory"),
                "1GB": "1 GB",
                "2GB": "2 GB",
                "4GB": "4 GB",
                "8GB": "8 GB",
            },
        ),
        "max_pixels": Words(tr("Largest photo"), tr("Larger pictures are not opened, as they may be malicious.")),
        "allow_truncated": Words(tr("Open incomplete files as far as possible")),
    }
