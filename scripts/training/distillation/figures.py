"""Judges the student against the teacher on pictures it was never trained on."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scripts.training.config import VECTOR_SPREAD
from scripts.training.distillation.teacher import OnnxTeacher
from scripts.training.metrics import psnr, ssim, unevenness
from scripts.training.pictures import STYLE_SIDE, Pair, save_sheet, scaled
from scripts.training.student import OnnxStudent

Array = NDArray[np.float32]
Figures = dict[str, float]
STRENGTHS = np.linspace(0, 1, 9)
TIMED_SIDE, TIMED_RUNS = 1024, 9
Painter = OnnxStudent | OnnxTeacher
MARGIN = 8
"""Pixels at the border that are not compared: the teacher mirrors inside every layer, the student pads with zeros, and
the program cuts a mirrored border of twice this width away."""
COLUMNS = {
    "psnr_teacher_vector": "PSNR, teacher's vector",
    "psnr_own_vector": "PSNR, own vector",
    "ssim_teacher_vector": "SSIM, teacher's vector",
    "ssim_own_vector": "SSIM, own vector",
    "style_ratio": "style fidelity ratio",
    "vector_error": "vector error / variance",
    "unevenness": "unevenness over strength (teacher)",
}


def judge_pair(pair: Pair, teacher: OnnxTeacher, student: OnnxStudent) -> tuple[Figures, list[Array]]:
    """Figures of one pair, and its pictures: photo, style, teacher's, student's with own vector."""
    wanted, own = teacher.vector(pair.style), student.vector(pair.style)
    shown = teacher.paint(pair.photo, wanted), student.paint(pair.photo, wanted), student.paint(pair.photo, own)
    by_teacher, with_vector, by_student = (picture[MARGIN:-MARGIN, MARGIN:-MARGIN] for picture in shown)
    distances = [
        float(np.linalg.norm(teacher.vector(scaled(p, STYLE_SIDE)) - wanted)) for p in (by_student, by_teacher)
    ]
    figures = {
        "psnr_teacher_vector": psnr(with_vector, by_teacher),
        "psnr_own_vector": psnr(by_student, by_teacher),
        "ssim_teacher_vector": ssim(with_vector, by_teacher),
        "ssim_own_vector": ssim(by_student, by_teacher),
        "distance": distances[0],
        "teacher_distance": distances[1],
        "style_ratio": distances[0] / max(distances[1], 1e-6),
        "vector_error": float(np.mean((own - wanted) ** 2)) / VECTOR_SPREAD**2,
    }
    return figures, [pair.photo, pair.style, shown[0], shown[2]]


def judge(
    pairs: Iterable[Pair], teacher: OnnxTeacher, student: OnnxStudent
) -> tuple[list[dict[str, Any]], list[list[Array]]]:
    """Figures and pictures of every pair."""
    rows, pictures = [], []
    for pair in pairs:
        figures, shown = judge_pair(pair, teacher, student)
        rows.append({"photo": pair.photo_name, "style": pair.style_name, **figures})
        pictures.append(shown)
    return rows, pictures


def smoothness(pairs: Iterable[Pair], teacher: OnnxTeacher, student: OnnxStudent) -> Figures:
    """How evenly the picture changes when the strength goes from 0 to 1, the student's beside the teacher's."""
    found: dict[str, list[float]] = {"unevenness": [], "teacher_unevenness": []}
    networks: dict[str, tuple[Callable[[Array], Array], Callable[[Array, Array], Array]]] = {
        "unevenness": (student.vector, student.paint),
        "teacher_unevenness": (teacher.vector, teacher.paint),
    }
    for pair in pairs:
        for name, (vector, paint) in networks.items():
            start, end = vector(scaled(pair.photo, STYLE_SIDE)), vector(pair.style)
            row = [paint(pair.photo, (start + s * (end - start)).astype(np.float32)) for s in STRENGTHS]
            found[name].append(unevenness(row))
    return {name: statistics.mean(values) for name, values in found.items()}


def seconds_per_megapixel(painters: dict[str, Painter]) -> Figures:
    """Transformers at 1024 x 1024, taking turns; the fastest of some runs each."""
    photo = np.random.default_rng(0).random((TIMED_SIDE, TIMED_SIDE, 3), np.float32)
    vector = np.zeros(100, np.float32)
    times: dict[str, list[float]] = {name: [] for name in painters}
    for _ in range(TIMED_RUNS):
        for name, painter in painters.items():
            began = time.perf_counter()
            painter.paint(photo, vector)
            times[name].append((time.perf_counter() - began) / (TIMED_SIDE**2 / 1e6))
    return {name: min(values) for name, values in times.items()}


def summary(rows: list[dict[str, Any]]) -> Figures:
    """Means over all pairs; the style fidelity ratio is that of the mean distances."""
    names = [name for name, value in rows[0].items() if isinstance(value, float)]
    means = {name: statistics.mean(row[name] for row in rows) for name in names}
    means["style_ratio_mean_of_pairs"] = means["style_ratio"]
    means["style_ratio"] = means["distance"] / means["teacher_distance"]
    return means


def table(results: dict[str, Figures]) -> str:
    """The figures as a Markdown table."""
    lines = ["| pictures | " + " | ".join(COLUMNS.values()) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    for title, figures in results.items():
        cells = [_cell(name, figures) for name in COLUMNS]
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(name: str, figures: Figures) -> str:
    if name not in figures:
        return ""
    text = f"{figures[name]:.1f} dB" if name.startswith("psnr") else f"{figures[name]:.2f}"
    other = figures.get(f"teacher_{name}")
    return text if other is None or name != "unevenness" else f"{text} ({other:.2f})"


def save_report(out: Path, results: dict[str, Figures], rows: dict[str, list[dict[str, Any]]]) -> None:
    """evaluation.json with every pair and evaluation.md with the table."""
    content = {"summary": results, "pairs": rows}
    (out / "evaluation.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    (out / "evaluation.md").write_text(table(results), encoding="utf-8")


def save_sheets(out: Path, name: str, pictures: list[list[Array]], rows_per_sheet: int, cell: int) -> None:
    """Sheets of photo, painting, teacher's and student's picture, one pair a row."""
    for first in range(0, len(pictures), rows_per_sheet):
        part = pictures[first : first + rows_per_sheet]
        save_sheet(
            part, out / f"{name}_{first // rows_per_sheet:02d}.jpg", cell, ("photo", "painting", "teacher", "student")
        )
