"""Adds and removes packs of networks off the window's thread: checking one takes seconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from stylizer_app.engine.packs.pack import Pack
from stylizer_app.errors import StylizerError
from stylizer_app.ui.background.executor import Packs, Work
from stylizer_app.ui.background.runner import Runner
from stylizer_app.ui.translate import tr
from stylizer_app.ui.wording.errors import sentence

Done = Callable[[Sequence[Pack], str], None]
"""Takes the packs that there are afterwards, and what went wrong in a sentence, "" if nothing did."""


@dataclass(frozen=True, slots=True)
class AddPack:
    """Check a pack and install it."""

    source: Path

    def run(self, work: Work[Pack]) -> None:
        """Hand over the Pack."""
        work.give(work.packs().add(self.source))


@dataclass(frozen=True, slots=True)
class RemovePack:
    """Delete a pack that was installed."""

    pack_id: str

    def run(self, work: Work[None]) -> None:
        """Hand over nothing."""
        work.packs().remove(self.pack_id)


class PackManagement:
    """What the preferences need to change which packs there are; ``removed`` hears which one is gone."""

    def __init__(self, runner: Runner, packs: Packs, removed: Callable[[str], None]) -> None:
        self._runner, self._packs, self._removed = runner, packs, removed

    def list(self) -> Sequence[Pack]:
        """All packs, the shipped ones first."""
        return self._packs().list()

    def can_remove(self, pack: Pack) -> bool:
        """Whether the person installed it."""
        return not self._packs().is_bundled(pack)

    def add(self, source: Path, done: Done) -> None:
        """Install a .zip file, or the folder that holds a pack.toml."""
        folder = source.parent if source.name == "pack.toml" else source
        self._runner.io(AddPack(folder), lambda _pack: None, lambda error: self._tell(error, done))

    def remove(self, pack_id: str, done: Done) -> None:
        """Remove a pack for good."""

        def ended(error: Exception | None) -> None:
            if error is None:
                self._removed(pack_id)
            self._tell(error, done)

        self._runner.io(RemovePack(pack_id), lambda _nothing: None, ended)

    def _tell(self, error: Exception | None, done: Done) -> None:
        text = ""
        if error is not None:
            text = sentence(error) if isinstance(error, StylizerError) else tr("Something unexpected went wrong.")
        done(self.list(), text)
