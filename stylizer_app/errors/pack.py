"""Why a pack of networks cannot be used."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from stylizer_app.errors.fetch import ArchiveReason
from stylizer_app.errors.manifest import ManifestReason


class PackFault(Enum):
    """Reasons that the name of a pack or file and a sentence explain completely."""

    MISSING = auto()
    NOT_PLAIN = auto()  # a pipe or a device, of which reading may never end
    NO_MANIFEST = auto()  # a folder without pack.toml
    NOT_ONE_PACK = auto()  # an archive with no pack.toml, or several
    ID_IS_SHIPPED = auto()  # another pack came with the program under this id
    SHIPPED = auto()  # cannot be removed
    INSTALLED_ALREADY = auto()
    NEEDED = auto()  # by a recipe, and not installed
    DAMAGED_FILE = auto()  # size or checksum is not what pack.toml says
    NETWORK_TOO_LARGE = auto()
    NOT_ONNX = auto()
    EXTERNAL_DATA = auto()
    OWN_FUNCTIONS = auto()
    NO_STYLE_VECTOR = auto()
    OTHER_NETWORKS = auto()  # made a style vector
    TRIAL_TOO_SLOW = auto()
    TRIAL_TOO_LARGE = auto()
    TRIAL_DIED = auto()  # with the process that painted it


@dataclass(frozen=True, slots=True)
class UnknownPack:
    """No pack has this id; ``installed``: those that there are."""

    installed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownOnlyTo:
    """A recipe's painting is known only to the networks of ``pack``, not to those that shall paint it."""

    pack: str


@dataclass(frozen=True, slots=True)
class IdChanged:
    """The folder of a pack holds one of another id."""

    found: str


@dataclass(frozen=True, slots=True)
class NotInstalled:
    """The system refuses to install, for a reason in its own words."""

    system: str


@dataclass(frozen=True, slots=True)
class NotRemovable:
    """The system refuses to remove, for a reason in its own words."""

    system: str


@dataclass(frozen=True, slots=True)
class FileUnreadable:
    """A file of a pack cannot be read, for a reason in the system's own words."""

    system: str


@dataclass(frozen=True, slots=True)
class BadManifest:
    """``pack.toml`` is damaged or not valid."""

    reason: ManifestReason


@dataclass(frozen=True, slots=True)
class CustomOperator:
    """A network needs an operator that is not in ONNX."""

    operator: str


@dataclass(frozen=True, slots=True)
class Subgraph:
    """A network has a graph inside one of its operators."""

    operator: str


@dataclass(frozen=True, slots=True)
class NewOperatorSet:
    """A network uses a newer version of ONNX's operators than is supported."""

    version: int
    supported: int


@dataclass(frozen=True, slots=True)
class WrongTensors:
    """A network's inputs or outputs are not those that the manifest asks for."""

    found: tuple[str, ...]
    expected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotRunnable:
    """onnxruntime refuses a network, for a reason in its own words."""

    onnxruntime: str


@dataclass(frozen=True, slots=True)
class DoesNotPaint:
    """A pack does not paint its test picture, for a reason in a library's own words."""

    detail: str


PackReason = (
    PackFault
    | UnknownPack
    | KnownOnlyTo
    | IdChanged
    | NotInstalled
    | NotRemovable
    | FileUnreadable
    | BadManifest
    | CustomOperator
    | Subgraph
    | NewOperatorSet
    | WrongTensors
    | NotRunnable
    | DoesNotPaint
    | ArchiveReason
)
