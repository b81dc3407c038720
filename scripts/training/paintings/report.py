"""What `evaluate` found, as the tables of the model card (evaluation.md) and as numbers (evaluation.json)."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scripts.training.paintings.judge import Distances

Figures = Mapping[str, Distances]


class Report:
    """Tables in `out`, written anew with every one that is added, and printed."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._tables: list[str] = []
        self._numbers: dict[str, Any] = {}

    def add_looks(self, figures: Figures, photos: int, side: int) -> None:
        """Distances of every look, and their means."""
        if figures:
            figures = {"**all looks**": Distances.mean(figures.values()), **figures}
        self._add("looks", f"{photos} photos at {side} px", figures)

    def add_any(self, figures: Figures, photos: int, paintings: int) -> None:
        """Distances of every painter through its own encoder."""
        self._add("any painting", f"{photos} photos x {paintings} held-out paintings", figures)

    def add_limit(self, figures: Figures, pairs: int) -> None:
        """Distances of looks, and of pictures optimized for minutes."""
        self._add("limit", f"{pairs} pairs of photo and look", figures)

    def add_evenness(self, found: Mapping[str, Sequence[float]]) -> None:
        """Largest step over mean step."""
        rows = [f"| {name} | {statistics.mean(v):.2f} | {max(v):.2f} |" for name, v in found.items() if v]
        self._write(
            "evenness", {k: [*v] for k, v in found.items()}, "largest step over mean step", "mean | worst", rows
        )

    def add_hands(self, found: Mapping[str, float]) -> None:
        """How far each look's strokes are those of the others."""
        named = {"**all looks**": statistics.mean(found.values()), **found} if found else {}
        rows = [f"| {name} | {value:.2f} |" for name, value in named.items()]
        self._write("hands", dict(found), "strokes added to a photo", "correlation with the other looks'", rows)

    def add_weave(self, found: Iterable[tuple[str, float, float]]) -> None:
        """Of every full-size picture and its photo, in whatever time they take."""
        rows = [*found]
        if rows:
            _, woven, own = zip(*rows, strict=True)
            rows.append(("**mean**", statistics.mean(woven), statistics.mean(own)))
        lines = [f"| {name} | {woven:.1f} | {own:.1f} |" for name, woven, own in rows]
        self._write("weave", rows, "weave at 100 %", "painted | photo", lines)

    def _add(self, name: str, title: str, figures: Figures) -> None:
        rows = [f"| {k} | {d.style:.3f} | {d.content:.2f} | {d.together:.2f} |" for k, d in figures.items()]
        numbers = {k: asdict(d) for k, d in figures.items()}
        self._write(name, numbers, title, "style distance | content distance, mean of photos | photos together", rows)

    def _write(self, name: str, numbers: Any, title: str, columns: str, rows: list[str]) -> None:
        table = "\n".join([f"| {title} | {columns} |", "|---" * (columns.count("|") + 2) + "|", *rows])
        self._tables.append(table + "\n")
        self._numbers[name] = numbers
        print(table, flush=True)
        (self._out / "evaluation.md").write_text("\n".join(self._tables), encoding="utf-8")
        (self._out / "evaluation.json").write_text(json.dumps(self._numbers, indent=1) + "\n", encoding="utf-8")
