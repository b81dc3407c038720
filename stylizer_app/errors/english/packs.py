"""Sentences about packs of networks."""

from __future__ import annotations

from stylizer_app.errors.english.fetching import archive
from stylizer_app.errors.english.manifest import manifest
from stylizer_app.errors.pack import (
    BadManifest,
    CustomOperator,
    DoesNotPaint,
    FileUnreadable,
    IdChanged,
    KnownOnlyTo,
    NewOperatorSet,
    NotInstalled,
    NotRemovable,
    NotRunnable,
    PackFault,
    PackReason,
    Subgraph,
    UnknownPack,
    WrongTensors,
)

_TRUST = "Use a pack from a source that you trust."
_AGAIN = "Install the pack again."


def pack(reason: PackReason, name: str) -> str:
    """Return what is wrong with a pack; ``name`` is its id, its folder or one of its files."""
    if isinstance(reason, PackFault):
        return _fault(reason, name)
    match reason:
        case UnknownPack(installed):
            return f"There is no pack named {name}. Choose one of these: {', '.join(installed)}."
        case KnownOnlyTo(pack_id):
            return (
                f"The recipe's painting {name} is known only to the networks of the pack {pack_id}."
                " Choose that pack, or the painting itself."
            )
        case IdChanged(found):
            return f"{name} holds the pack {found}. {_AGAIN}"
        case NotInstalled(system):
            return f"The pack cannot be installed in {name} ({system}). Free some space, or check the permissions."
        case NotRemovable(system):
            return f"The pack {name} cannot be removed ({system}). Close other windows of the program, and try again."
        case FileUnreadable(system):
            return f"{name} cannot be read ({system}). {_AGAIN}"
        case BadManifest(why):
            return f"{name} is not a valid description of a pack ({manifest(why)}). {_AGAIN[:-1]}, or ask its author."
        case CustomOperator(operator):
            return f"{name} needs the operator {operator}, which is not part of ONNX. {_TRUST}"
        case Subgraph(operator):
            return f"{name} has a graph inside its operator {operator}. {_TRUST}"
        case NewOperatorSet(version, supported):
            return f"{name} uses operator set {version} of ONNX; at most {supported} is supported. Use another pack."
        case WrongTensors(found, expected):
            return (
                f"{name} does not fit its pack.toml: it has {', '.join(found) or 'nothing'} where"
                f" {', '.join(expected)} should be. Ask the pack's author."
            )
        case NotRunnable(onnxruntime):
            return f"{name} is not a network that this program can run ({onnxruntime}). {_AGAIN}"
        case DoesNotPaint(detail):
            return f"The pack {name} does not paint its test picture ({detail}). Ask the pack's author."
    return archive(reason, name)


def _fault(fault: PackFault, name: str) -> str:
    match fault:
        case PackFault.MISSING:
            return f"{name} does not exist. Choose the folder or the .zip file of a pack."
        case PackFault.NOT_PLAIN:
            return f"{name} is a pipe or a device. Choose the folder or the .zip file of a pack."
        case PackFault.NO_MANIFEST:
            return f"{name} is not a pack: it has no pack.toml. Choose another folder."
        case PackFault.NOT_ONE_PACK:
            return f"{name} does not hold exactly one pack. It needs one pack.toml, at its top or in one folder."
        case PackFault.ID_IS_SHIPPED:
            return f"A pack named {name} came with the program. Give yours another id in its pack.toml."
        case PackFault.SHIPPED:
            return f"The pack {name} came with the program. Only packs that you added can be removed."
        case PackFault.INSTALLED_ALREADY:
            return f"A pack named {name} is already installed. Remove it first."
        case PackFault.NEEDED:
            return f"This picture was painted with the pack {name}, which is not installed. Install it first."
        case PackFault.DAMAGED_FILE:
            return f"{name} is damaged: its size or checksum is not the one in pack.toml. {_AGAIN}"
        case PackFault.NETWORK_TOO_LARGE:
            return f"{name} is larger than any network that this program runs. {_TRUST}"
        case PackFault.NOT_ONNX:
            return f"{name} is not an ONNX network. {_TRUST}"
        case PackFault.EXTERNAL_DATA:
            return f"{name} refers to data in another file. {_TRUST}"
        case PackFault.OWN_FUNCTIONS:
            return f"{name} defines functions of its own. {_TRUST}"
        case PackFault.NO_STYLE_VECTOR:
            return f"The style predictor of the pack {name} gives no usable style vector. {_AGAIN}"
        case PackFault.OTHER_NETWORKS:
            return f"The style was made by other networks than those of the pack {name}. Choose the pack it came from."
        case PackFault.TRIAL_TOO_SLOW:
            return f"The pack {name} does not finish its test picture. {_TRUST}"
        case PackFault.TRIAL_TOO_LARGE:
            return f"The pack {name} takes more memory for its test picture than any pack should. {_TRUST}"
        case PackFault.TRIAL_DIED:
            return f"The pack {name} does not survive its test picture. {_TRUST}"
