"""Decides where the transformer is cut: which stage computes what, and which maps are kept between stages."""

from __future__ import annotations

from dataclasses import dataclass, field

from scripts.errors import ModelError
from scripts.packs.network import Network
from scripts.packs.norms import Norm, find_norms, scale_of

FEW_CHANNELS = 4
"""Maps with at most this many channels may be kept at any scale."""
ROOM = 2
"""Other maps finer than four pixels per position are kept if they take at most this many times the room of the widest
map that is not: keeping those costs nothing, since stages before hold that much at a time anyway."""

_REARRANGING = {"Transpose", "SpaceToDepth", "Reshape", "Mul", "Add", "Sub", "Div", "Cast", "Identity"}


@dataclass(frozen=True, slots=True)
class Map:
    """A tensor (1, C, h, w) kept between stages: its name in the pack, in the transformer, and its size."""

    name: str
    tensor: str
    channels: int
    scale: int


@dataclass(slots=True)
class Stage:
    """What one stage writes and gathers; what it reads and applies follows from that."""

    writes: list[Map] = field(default_factory=list)
    gathers: list[int] = field(default_factory=list)
    final: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The cut transformer: its norms, its maps in the order of writing, its stages."""

    net: Network
    norms: list[Norm]
    maps: list[Map]
    stages: list[Stage]
    levels: dict[str, int]

    def known_before(self, stage: int) -> set[str]:
        """Tensors that need not be computed in a stage: the picture and the maps of earlier stages."""
        return {"content_image"} | {m.tensor for m in self.maps if self.levels[m.tensor] < stage}


def make_plan(net: Network) -> Plan:
    """Plan the cut of a canonical transformer. Raises ModelError if it cannot be cut."""
    norms = find_norms(net)
    if not norms or all(norm.plain for norm in norms):
        raise ModelError("The transformer has no instance normalization whose gain follows from the style vector.")
    levels = _levels(net)
    maps = _maps(net, norms, levels)
    stages = [Stage() for _ in range(max(levels.values()) + 1)]
    for item in maps:
        stages[levels[item.tensor]].writes.append(item)
    for number, norm in enumerate(norms):
        if norm.plain and levels[norm.output] == 0:
            raise ModelError(
                "A gain-and-bias layer comes before the first normalization, where packs have no place for it."
            )
        stages[0 if norm.plain else levels[norm.source]].gathers.append(number)
    stages[-1].final = True
    return Plan(net, norms, maps, stages, levels)


def _levels(net: Network) -> dict[str, int]:
    """For each tensor that depends on the picture, how many normalizations lie before it."""
    levels = {"content_image": 0}
    for node in net.nodes:
        before = [levels[name] for name in node.input if name in levels]
        if before:
            level = max(before) + (node.op_type == "InstanceNormalization")
            levels |= dict.fromkeys(node.output, level)
    return levels


def _maps(net: Network, norms: list[Norm], levels: dict[str, int]) -> list[Map]:
    """The tensors to keep, ordered by the stage that writes them."""
    found: dict[str, int] = {}
    inner = {norm.scaled for norm in norms} | {node.output[0] for node in net.nodes if node.op_type.startswith("Inst")}
    for name, level in levels.items():
        if name not in inner and any(levels.get(user.output[0], 0) > level for user in net.users(name)):
            _keep(net, levels, name, found)
    order = sorted(found, key=lambda name: (levels[name], found[name]))
    return [Map(f"map_{k}", name, net.shapes[name][1], _scale(net, name)) for k, name in enumerate(order)]


def _keep(net: Network, levels: dict[str, int], name: str, found: dict[str, int], *, live: bool = True) -> None:
    """Keep a tensor if it is coarse enough, otherwise what it can be computed from.

    ``live``: later stages use the tensor itself; finer maps are kept only then.
    """
    if name in found or name not in levels or _rearranged_picture(net, levels, name):
        return
    if scale_of(net, name) == 4 or (live and _may_keep(net, name)):
        found[name] = len(found)
        return
    for source in _sources(net, levels, name):
        _keep(net, levels, source, found, live=False)


def _rearranged_picture(net: Network, levels: dict[str, int], name: str) -> bool:
    """Whether a tensor is the picture itself but for order and range: the picture is read again instead of kept."""
    while name != "content_image":
        sources = [source for source in net.maker[name].input if source in levels]
        if len(sources) != 1 or net.maker[name].op_type not in _REARRANGING:
            return False
        name = sources[0]
    return True


def _sources(net: Network, levels: dict[str, int], name: str) -> list[str]:
    """The tensors to compute ``name`` from: its maker's inputs, or further back where that is less to keep."""
    sources = []
    for source in net.maker[name].input:
        if source not in levels:
            continue
        further = _narrower(net, levels, source)
        sources.append(further or source)
    return sources


def _narrower(net: Network, levels: dict[str, int], name: str) -> str | None:
    """A map with fewer channels from which ``name`` follows alone and without a normalization between, if any."""
    best, here = None, name
    while here in net.maker:
        sources = [source for source in net.maker[here].input if source in levels]
        if len(sources) != 1 or levels[sources[0]] != levels[name]:
            break
        here = sources[0]
        if _may_keep(net, here) and _may_keep(net, name) and net.shapes[here][1] < net.shapes[name][1]:
            best = here
    return best


def _may_keep(net: Network, name: str) -> bool:
    """Whether a tensor covers the picture exactly and is coarse or has few channels."""
    scale = scale_of(net, name)
    if scale is None or scale == 4:
        return scale == 4
    room = net.shapes[name][1] * (4 // scale) ** 2
    return net.shapes[name][1] <= FEW_CHANNELS or room <= ROOM * _widest(net)


def _widest(net: Network) -> int:
    """The most channels that a norm at four pixels per position has."""
    return max((norm.channels for norm in find_norms(net) if norm.scale == 4), default=0)


def _scale(net: Network, name: str) -> int:
    scale = scale_of(net, name)
    assert scale is not None
    return scale
