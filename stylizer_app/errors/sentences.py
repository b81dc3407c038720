"""From a reason to the function that has the sentence for it, in whatever language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from stylizer_app.errors.device import DeviceReason
from stylizer_app.errors.fetch import ArchiveReason, LibrariesReason, NotDownloaded
from stylizer_app.errors.names import one_line, shown
from stylizer_app.errors.pack import PackReason
from stylizer_app.errors.painting import MemoryReason, StyleReason
from stylizer_app.errors.picture import PictureReason
from stylizer_app.errors.reason import Reason, Subject
from stylizer_app.errors.save import SaveReason
from stylizer_app.errors.usage import UsageReason


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of one language: for every kind of reason a function of it and of the name of what it is about.

    A reason without a sentence does not pass the type check. ``advice`` follows upon what is wrong with a device;
    ``named`` puts a file's name in quotes.
    """

    picture: Callable[[PictureReason, str], str]
    save: Callable[[SaveReason, str], str]
    archive: Callable[[ArchiveReason | NotDownloaded, str], str]
    pack: Callable[[PackReason, str], str]
    style: Callable[[StyleReason, str], str]
    device: Callable[[DeviceReason, str], str]
    advice: Callable[[DeviceReason], str]
    memory: Callable[[MemoryReason, str], str]
    usage: Callable[[UsageReason, str], str]
    libraries: Callable[[LibrariesReason, str], str]
    named: Callable[[Path], str] = shown

    def of(self, reason: Reason, subject: Subject, unnamed: str) -> str:
        """Return what to tell a person about an error; ``unnamed`` is what a picture without a file is called."""
        name = unnamed if subject is None else self.named(subject) if isinstance(subject, Path) else subject
        return one_line(self._about(reason, name))

    def _about(self, reason: Reason, name: str) -> str:  # noqa: PLR0911 - a table
        if isinstance(reason, PictureReason):
            return self.picture(reason, name)
        if isinstance(reason, SaveReason):
            return self.save(reason, name)
        if isinstance(reason, ArchiveReason | NotDownloaded):
            return self.archive(reason, name)
        if isinstance(reason, PackReason):
            return self.pack(reason, name)
        if isinstance(reason, StyleReason):
            return self.style(reason, name)
        if isinstance(reason, DeviceReason):
            return f"{self.device(reason, name)} {self.advice(reason)}"
        if isinstance(reason, MemoryReason):
            return self.memory(reason, name)
        if isinstance(reason, UsageReason):
            return self.usage(reason, name)
        if isinstance(reason, LibrariesReason):
            return self.libraries(reason, name)
        assert_never(reason)
