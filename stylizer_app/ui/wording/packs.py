"""Sentences about packs of networks."""

from __future__ import annotations

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
from stylizer_app.ui.translate import tr
from stylizer_app.ui.wording.fetching import archive
from stylizer_app.ui.wording.manifest import manifest


def pack(reason: PackReason, name: str) -> str:
    """Return what is wrong with a pack; ``name`` is its id, its folder or one of its files."""
    if isinstance(reason, PackFault):
        return _fault(reason).format(name=name)
    match reason:
        case UnknownPack():
            text = tr("There is no pack named {name}. Choose another one in the preferences.")
        case KnownOnlyTo(pack_id):
            text = tr("Only the networks of the pack {pack} know the painting {name}. Choose the painting itself.")
            return text.format(name=name, pack=pack_id)
        case IdChanged(found):
            return tr("{name} holds the pack {pack}. Install that pack again.").format(name=name, pack=found)
        case NotInstalled(system):
            return tr("The pack cannot be installed in {name} ({reason}).").format(name=name, reason=system)
        case NotRemovable(system):
            text = tr("The pack {name} cannot be removed ({reason}). Close other windows of the program.")
            return text.format(name=name, reason=system)
        case FileUnreadable(system):
            text = tr("{name} cannot be read ({reason}). Install its pack again.")
            return text.format(name=name, reason=system)
        case BadManifest(why):
            text = tr("{name} does not describe a pack ({reason}). Install the pack again.")
            return text.format(name=name, reason=manifest(why))
        case CustomOperator(operator):
            text = tr("{name} needs the operator {operator}, which is not part of ONNX. Do not trust its pack.")
            return text.format(name=name, operator=operator)
        case Subgraph(operator):
            text = tr("{name} has a graph inside its operator {operator}. Do not trust its pack.")
            return text.format(name=name, operator=operator)
        case NewOperatorSet(version, _):
            text = tr("{name} needs a newer version of the program: it uses operator set {version} of ONNX.")
            return text.format(name=name, version=version)
        case WrongTensors():
            text = tr("{name} is not the network that its pack describes. Install the pack again.")
        case NotRunnable(onnxruntime):
            text = tr("{name} is not a network that this program can run ({reason}).")
            return text.format(name=name, reason=onnxruntime)
        case DoesNotPaint(detail):
            return tr("The pack {name} does not paint its test picture ({reason}).").format(name=name, reason=detail)
        case _:
            return archive(reason, name)
    return text.format(name=name)


def _fault(fault: PackFault) -> str:
    """Return the sentence about a fault without facts of its own, the name left open."""
    match fault:
        case PackFault.MISSING:
            return tr("{name} does not exist. Choose the folder or the .zip file of a pack.")
        case PackFault.NOT_PLAIN:
            return tr("{name} is a pipe or a device. Choose the folder or the .zip file of a pack.")
        case PackFault.NO_MANIFEST:
            return tr("{name} is not a pack. Choose another folder.")
        case PackFault.NOT_ONE_PACK:
            return tr("{name} does not hold exactly one pack.")
        case PackFault.ID_IS_SHIPPED:
            return tr("A pack named {name} came with the program.")
        case PackFault.SHIPPED:
            return tr("The pack {name} came with the program and cannot be removed.")
        case PackFault.INSTALLED_ALREADY:
            return tr("A pack named {name} is already installed. Remove it first.")
        case PackFault.NEEDED:
            return tr("This picture was painted with the pack {name}, which is not installed.")
        case PackFault.DAMAGED_FILE:
            return tr("{name} is damaged. Install its pack again.")
        case PackFault.NETWORK_TOO_LARGE:
            return tr("{name} is larger than any network that this program runs. Do not trust its pack.")
        case PackFault.NOT_ONNX:
            return tr("{name} is not an ONNX network. Do not trust its pack.")
        case PackFault.EXTERNAL_DATA:
            return tr("{name} refers to data in another file. Do not trust its pack.")
        case PackFault.OWN_FUNCTIONS:
            return tr("{name} defines functions of its own. Do not trust its pack.")
        case PackFault.NO_STYLE_VECTOR:
            return tr("The networks of the pack {name} do not understand this painting. Choose another one.")
        case PackFault.OTHER_NETWORKS:
            return tr("The painting was read by other networks than those of the pack {name}. Choose it again.")
        case PackFault.TRIAL_TOO_SLOW:
            return tr("The pack {name} does not finish its test picture. Do not trust it.")
        case PackFault.TRIAL_TOO_LARGE:
            return tr("The pack {name} takes too much memory for its test picture. Do not trust it.")
        case PackFault.TRIAL_DIED:
            return tr("The pack {name} does not survive its test picture. Do not trust it.")
