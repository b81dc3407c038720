"""Shows every checkpoint's pictures beside the teacher's."""

from __future__ import annotations

import time
from pathlib import Path

from scripts.training.distillation.losses import MARGIN
from scripts.training.distillation.teacher import OnnxTeacher
from scripts.training.metrics import psnr
from scripts.training.pictures import heldout, save_sheet
from scripts.training.student import load_student
from scripts.training.trainer import Judge

SHOWN, SIDE = 8, 208


def sheet_maker(teacher: Path, corpus: Path, out: Path) -> Judge:
    """What writes val.png: photo, painting, the teacher's and the student's picture of some held-out pairs."""
    pairs, painter = heldout(corpus, SIDE)[:SHOWN], OnnxTeacher(teacher)
    wanted = [painter.paint(pair.photo, painter.vector(pair.style)) for pair in pairs]

    def show(checkpoint: Path) -> None:
        student = load_student(checkpoint, threads=1)
        painted = [student.paint(pair.photo, student.vector(pair.style)) for pair in pairs]
        rows = [[p.photo, p.style, t, s] for p, t, s in zip(pairs, wanted, painted, strict=True)]
        save_sheet(rows, out / "val.png", SIDE, ("photo", "painting", "teacher", "student"))
        inside = (slice(MARGIN, -MARGIN),) * 2
        mean = sum(psnr(a[inside], b[inside]) for a, b in zip(painted, wanted, strict=True)) / len(pairs)
        print(time.strftime("%H:%M"), f"checkpoint: {mean:.2f} dB on {len(pairs)} held-out pairs", flush=True)

    return show
