"""The command `compare`: judges a distilled checkpoint or pack beside its teacher, and writes table and sheets."""

from __future__ import annotations

import argparse
from typing import Any

from scripts.training.distillation.figures import (
    Figures,
    Painter,
    judge,
    save_report,
    save_sheets,
    seconds_per_megapixel,
    smoothness,
    summary,
    table,
)
from scripts.training.distillation.teacher import OnnxTeacher
from scripts.training.pictures import Pair, every_combination, heldout
from scripts.training.student import load_student

SMOOTHNESS_PAIRS = 8
HELDOUT_SIDE, KNOWN_SIDE = 208, 384


def compare(options: argparse.Namespace) -> None:
    """Write evaluation.json, evaluation.md and the sheets to `options.out`, and print the table."""
    options.out.mkdir(parents=True, exist_ok=True)
    teacher = OnnxTeacher(options.teacher, threads=options.threads)
    student = load_student(options.student, threads=options.threads)
    results: dict[str, Figures] = {}
    rows: dict[str, list[dict[str, Any]]] = {}
    for title, name, pairs, side in _sets(options):
        figures, pictures = judge(pairs, teacher, student)
        results[title] = summary(figures) | smoothness(pairs[:: -(-len(pairs) // SMOOTHNESS_PAIRS)], teacher, student)
        rows[title] = figures
        save_sheets(options.out, name, pictures, 8, side)
    print(table(results))
    painters: dict[str, Painter] = {"student": student, "teacher": teacher}
    if options.rival is not None:
        painters["rival"] = load_student(options.rival, threads=options.threads)
    times = results["transformer at 1 MP"] = seconds_per_megapixel(painters)
    save_report(options.out, results, rows)
    for name, seconds in times.items():
        share = times["student"] / seconds
        print(f"transformer at 1 MP: {name} {seconds:.3f} s/MP, the student takes {share:.2f} of it")


def _sets(options: argparse.Namespace) -> list[tuple[str, str, list[Pair], int]]:
    """Title, file name, pairs and size of the sheets' cells."""
    sets = []
    if options.corpus is not None:
        pairs = heldout(options.corpus, HELDOUT_SIDE)
        sets.append((f"{len(pairs)} held-out pairs at {HELDOUT_SIDE} px", "heldout", pairs, HELDOUT_SIDE))
    if options.photos is not None and options.paintings is not None:
        pairs = every_combination(options.photos, options.paintings, KNOWN_SIDE)
        photos, paintings = len({p.photo_name for p in pairs}), len({p.style_name for p in pairs})
        sets.append((f"{photos} photos x {paintings} paintings at {KNOWN_SIDE} px", "known", pairs, KNOWN_SIDE))
    if not sets:
        raise ValueError("nothing to judge by: give --corpus, or --photos and --paintings")
    return sets
