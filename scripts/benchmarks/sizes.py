"""Seconds per megapixel and memory over the sizes of pictures: no size may be luckier than its neighbours."""

from __future__ import annotations

import argparse

from rich.console import Console
from rich.table import Table

from scripts.benchmarks.engine import Contender, context
from stylizer_app.choices.amounts import parse_memory

LARGE = 8
"""Megapixels from which on sizes are compared with each other."""


def measure(args: argparse.Namespace) -> int:
    """Paint every size in turn, in processes of their own; print medians and how far they lie apart."""
    budget = ["--memory", str(parse_memory(args.memory))] if args.memory else []
    told = ["--device", args.device, *budget]
    sizes = [Contender(f"{size:g}", ["pack", args.pack, "--megapixels", str(size), *told]) for size in args.megapixels]
    ceiling = Contender("float32 matrix product", ["matmul"])
    for number in range(args.rounds):
        for contender in (ceiling, *sizes):
            Console(stderr=True).print(f"round {number + 1} of {args.rounds}: {contender.title}", style="dim")
            contender.run()
    table = Table("MP", "s / MP", "CPU s / MP", "octaves", "peak MB beside photo and result", "bytes per pixel")
    for one in sizes:
        beside = one.median("peak") - 6e6 * one.median("megapixels")
        table.add_row(
            one.title,
            f"{one.per_megapixel:.3f}",
            f"{one.median('cpu') / one.median('megapixels'):.3f}",
            ", ".join(one.figures[-1]["octaves"]),
            f"{beside / 1e6:.0f}",
            f"{beside / 1e6 / one.median('megapixels'):.1f}",
        )
    Console().print(table)
    large = [one.per_megapixel for one in sizes if one.median("megapixels") >= LARGE * 0.99]
    if len(large) > 1:
        print(
            f"From {LARGE} MP on the slowest takes {max(large) / min(large):.2f} times as long per MP as the fastest."
        )
    print(context(ceiling.median("gflops"), args.rounds))
    return 0
