"""The packs there are: those that came with the program and those that the person installed."""

from __future__ import annotations

import shutil
import stat
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from stylizer_app.engine.packs.manifest import MOST, read_pack
from stylizer_app.engine.packs.onnx_safety import check_networks
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.engine.packs.trial import let_paint
from stylizer_app.errors import PackError
from stylizer_app.errors.fetch import ArchiveDamaged, TooManyBytes
from stylizer_app.errors.pack import IdChanged, NotInstalled, NotRemovable, PackFault, UnknownPack
from stylizer_app.fetching.archives import ArchiveError, Limits, unpack
from stylizer_app.system.files import is_file, is_taken
from stylizer_app.system.leftovers import VERY_OLD, TemporaryFolder
from stylizer_app.system.paths import bundled_packs_dir, user_packs_dir
from stylizer_app.system.system_errors import patiently

MAX_PACK_BYTES = 1_000_000_000
"""Packs larger than this when unpacked are refused."""

MOST_FILES = 2 * MOST
"""Files in an archive, a few of which may be none of the pack's."""

RATIO = 20
"""Weights cannot be packed this many times smaller."""

_UNFINISHED = ".new-"


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
        if pack_id not in self._known or not is_file(self._known[pack_id].folder / "pack.toml"):
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
        try:
            mode = source.stat().st_mode
        except (OSError, ValueError) as error:
            raise PackError(PackFault.MISSING, source) from error
        if stat.S_ISDIR(mode):
            return self._install(source)
        if not stat.S_ISREG(mode):
            raise PackError(PackFault.NOT_PLAIN, source)
        with _unpacked(source) as folder:
            return self._install(folder)

    def remove(self, pack_id: str) -> None:
        """Delete an installed pack. Raises PackError for a shipped or an unknown one."""
        folder = self._installed / pack_id
        if folder not in self._folders():
            if any(pack.id == pack_id for pack in self.list()):
                raise PackError(PackFault.SHIPPED, pack_id)
            raise self._unknown(pack_id)
        try:
            patiently(lambda: shutil.rmtree(folder))
        except OSError as error:
            raise PackError(NotRemovable(error.strerror or str(error)), pack_id) from error
        self._known.pop(pack_id, None)

    def _install(self, source: Path) -> Pack:
        """Check a pack's folder, copy what it lists, and put the copy into place in one step."""
        pack = read_pack(source)
        if is_taken(self._bundled / pack.id):
            raise PackError(PackFault.ID_IS_SHIPPED, pack.id)
        target = self._installed / pack.id
        if is_taken(target):
            raise PackError(PackFault.INSTALLED_ALREADY, pack.id)
        pack.verify()
        try:
            self._installed.mkdir(parents=True, exist_ok=True)
            _remove_unfinished(self._installed)
            with tempfile.TemporaryDirectory(dir=self._installed, prefix=_UNFINISHED) as work:
                fresh = Path(work) / pack.id
                fresh.mkdir()
                for name in ("pack.toml", *pack.files):
                    shutil.copyfile(pack.path(name), fresh / name)
                _check(read_pack(fresh))
                patiently(lambda: fresh.rename(target))
        except OSError as error:
            raise PackError(NotInstalled(error.strerror or str(error)), self._installed) from error
        self._known.pop(pack.id, None)
        return read_pack(target)

    def _read(self, pack_id: str) -> Pack:
        """Read a pack's description anew."""
        for folder in self._folders():
            if folder.name == pack_id:
                pack = read_pack(folder)
                if pack.id != pack_id:
                    raise PackError(IdChanged(pack.id), folder)
                return pack
        raise self._unknown(pack_id)

    def _folders(self) -> Sequence[Path]:
        """Folders that hold a pack, shipped ones first, by name."""
        return [folder for root in (self._bundled, self._installed) for folder in _packs_in(root)]

    def _unknown(self, pack_id: str) -> PackError:
        """The error for an id that no pack has."""
        return PackError(UnknownPack(tuple(folder.name for folder in self._folders())), pack_id)


def _packs_in(root: Path) -> list[Path]:
    """The folders with a pack in a folder; none where it is gone, or may not be looked into."""
    try:
        return [folder for folder in sorted(root.iterdir()) if is_file(folder / "pack.toml")]
    except OSError:
        return []


def _remove_unfinished(installed: Path) -> None:
    """Remove what runs that were killed while they installed a pack have left. Raises OSError."""
    for folder in installed.glob(f"{_UNFINISHED}*"):
        if time.time() - folder.lstat().st_mtime > VERY_OLD:
            shutil.rmtree(folder, ignore_errors=True)


def _check(pack: Pack) -> None:
    """Checksums, then safety, then what it paints: each only makes sense after the one before."""
    if pack.bytes > MAX_PACK_BYTES:
        raise PackError(TooManyBytes(MAX_PACK_BYTES), pack.folder)
    pack.verify()
    check_networks(pack)
    let_paint(pack)


@contextmanager
def _unpacked(source: Path) -> Iterator[Path]:
    """Unpack an archive into a temporary folder; yields the folder that holds pack.toml."""
    with TemporaryFolder() as work:
        try:
            unpack(source, work.path, Limits(MAX_PACK_BYTES, MOST_FILES, RATIO))
        except ArchiveError as error:
            raise PackError(error.reason, source) from error
        except OSError as error:
            raise PackError(ArchiveDamaged(error.strerror or str(error)), source) from error
        manifests = [*work.path.glob("pack.toml"), *work.path.glob("*/pack.toml")]
        if len(manifests) != 1:
            raise PackError(PackFault.NOT_ONE_PACK, source)
        yield manifests[0].parent
