"""The packs there are: those that came with the program and those that the person installed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from stylizer_app.archives import ArchiveError, Limits, unpack
from stylizer_app.engine.packs.manifest import Pack, read_pack
from stylizer_app.engine.packs.onnx_safety import check_networks
from stylizer_app.engine.packs.signatures import check_signatures
from stylizer_app.errors import PackError, UsageError
from stylizer_app.paths import bundled_packs_dir, user_packs_dir

MAX_PACK_BYTES = 1_000_000_000
"""Packs larger than this when unpacked are refused."""


class PackLibrary:
    """Lists, installs, removes and verifies packs in two folders: shipped ones, and the person's own."""

    def __init__(self, bundled: Path | None = None, installed: Path | None = None) -> None:
        self._bundled = bundled or bundled_packs_dir()
        self._installed = installed or user_packs_dir()
        self._known: dict[str, Pack] = {}

    def list(self) -> Sequence[Pack]:
        """All packs that can be read, the shipped ones first. Damaged ones are left out; ``verify`` says why."""
        found: dict[str, Pack] = {}
        for folder in self._folders():
            try:
                pack = read_pack(folder)
            except PackError:
                continue
            found.setdefault(pack.id, pack)
        return tuple(found.values())

    def ids(self) -> tuple[str, ...]:
        """The names of all packs, damaged ones included."""
        return tuple(dict.fromkeys(folder.name for folder in self._folders()))

    def get(self, pack_id: str) -> Pack:
        """The pack with this id. Raises PackError if there is none, or if it is damaged."""
        if pack_id not in self._known or not (self._known[pack_id].folder / "pack.toml").exists():
            self._known[pack_id] = self._read(pack_id)
        return self._known[pack_id]

    def is_bundled(self, pack: Pack) -> bool:
        """Whether a pack came with the program; such packs cannot be removed."""
        return pack.folder.parent == self._bundled

    def verify(self, pack_id: str) -> Pack:
        """Check every file of a pack against its description. Raises PackError with the first fault found."""
        pack = self._read(pack_id)
        _check(pack)
        return pack

    def add(self, source: Path) -> Pack:
        """Install a pack from a folder or a .zip file after checking it. Raises PackError and leaves nothing behind."""
        if source.is_dir():
            return self._install(source)
        if not source.exists():
            raise PackError(f"{source} does not exist. Give the folder or the .zip file of a pack.")
        with _unpacked(source) as folder:
            return self._install(folder)

    def remove(self, pack_id: str) -> None:
        """Delete an installed pack. Raises UsageError for a shipped one, PackError for an unknown one."""
        folder = self._installed / pack_id
        if folder not in self._folders():
            if any(pack.id == pack_id for pack in self.list()):
                raise UsageError(f"The pack {pack_id} came with the program and cannot be removed.")
            raise PackError(self._unknown(pack_id))
        shutil.rmtree(folder)
        self._known.pop(pack_id, None)

    def _install(self, source: Path) -> Pack:
        """Check a pack's folder, copy what it lists, and put the copy into place in one step."""
        pack = read_pack(source)
        if (self._bundled / pack.id).exists():
            raise PackError(f"The pack in {source} calls itself {pack.id}, like one that came with the program.")
        target = self._installed / pack.id
        if target.exists():
            raise PackError(f"A pack {pack.id} is installed already. Remove it first: stylizer packs remove {pack.id}")
        _check(pack)
        try:
            self._installed.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self._installed, prefix=".new-") as work:
                fresh = Path(work) / pack.id
                fresh.mkdir()
                for name in ("pack.toml", *pack.files):
                    shutil.copyfile(pack.path(name), fresh / name)
                _check(read_pack(fresh))
                fresh.rename(target)
        except OSError as error:
            raise PackError(f"The pack cannot be installed in {self._installed}: {error.strerror or error}.") from error
        self._known.pop(pack.id, None)
        return read_pack(target)

    def _read(self, pack_id: str) -> Pack:
        """Read a pack's description anew."""
        for folder in self._folders():
            if folder.name == pack_id:
                pack = read_pack(folder)
                if pack.id != pack_id:
                    raise PackError(f"The pack in {folder} calls itself {pack.id}. Install it again.")
                return pack
        raise PackError(self._unknown(pack_id))

    def _folders(self) -> Sequence[Path]:
        """Folders that hold a pack, shipped ones first, by name."""
        roots = [root for root in (self._bundled, self._installed) if root.is_dir()]
        return [f for root in roots for f in sorted(root.iterdir()) if (f / "pack.toml").is_file()]

    def _unknown(self, pack_id: str) -> str:
        """The sentence for an id that no pack has."""
        names = ", ".join(folder.name for folder in self._folders()) or "none"
        return f"There is no pack {pack_id!r}. Installed are: {names}."


def _check(pack: Pack) -> None:
    """Checksums, then safety, then inputs and outputs: each only makes sense after the one before."""
    pack.verify()
    check_networks(pack)
    check_signatures(pack)


@contextmanager
def _unpacked(source: Path) -> Iterator[Path]:
    """Unpack an archive into a temporary folder; yields the folder that holds pack.toml."""
    with tempfile.TemporaryDirectory(prefix="stylizer-pack-") as work:
        try:
            unpack(source, Path(work), Limits(MAX_PACK_BYTES))
        except ArchiveError as error:
            raise PackError(str(error)) from error
        except OSError as error:
            raise PackError(f"{source} cannot be unpacked ({error.strerror or error}).") from error
        manifests = [*Path(work).glob("pack.toml"), *Path(work).glob("*/pack.toml")]
        if len(manifests) != 1:
            raise PackError(f"{source} does not hold exactly one pack: a pack.toml at its top or in one folder.")
        yield manifests[0].parent
