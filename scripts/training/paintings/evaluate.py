"""The command `evaluate`: tries a checkpoint or a pack on photos it never saw, and writes table, figures and sheets."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch

from scripts.training.easing import photos_for_easing
from scripts.training.export import INFO, export
from scripts.training.paintings import trials
from scripts.training.paintings.judge import Subject, subject
from scripts.training.paintings.looks import look_sources
from scripts.training.paintings.program import painted
from scripts.training.paintings.report import Report
from scripts.training.paintings.styles import style_of
from scripts.training.paintings.vgg import LossNetwork
from scripts.training.pictures import load_square, picture_files, save_sheet, to_image
from scripts.training.student import Array, OnnxStudent, load_student

SIDE, CELL, ROWS = 384, 300, 7
JUDGED_PHOTOS = 8
"""The first so many photos of the folder are measured; the sheets show all of them."""


def evaluate(options: argparse.Namespace) -> None:
    """Write evaluation.md, evaluation.json, the sheets and full-size pictures to `options.out`, and print the tables.

    A checkpoint is exported to `options.out`/builtin first: what is judged is what would be shipped.
    """
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    loss, report = LossNetwork(), Report(options.out)
    pack = options.student if options.student.is_dir() else _exported(options)
    student = load_student(pack, threads=options.threads)
    photos = picture_files(options.photos)
    subjects = [subject(path.stem, load_square(path, SIDE), loss) for path in photos]
    judged = subjects[:JUDGED_PHOTOS]
    looks = [look for look in look_sources() if look.name in student.looks]
    styles = {look.name: style_of(look.open(options.corpus, options.paintings), loss) for look in looks}

    _sheets(student, subjects, options.out)
    report.add_looks(trials.try_looks(student, styles, judged, loss), len(judged), SIDE)
    painters = {"this pack": student}
    if options.rival is not None:
        painters["rival"] = load_student(options.rival, threads=options.threads)
    paintings = trials.judged_paintings(options.corpus)
    report.add_any(trials.try_any(painters, paintings, judged, loss), len(judged), len(paintings))
    if options.limit:
        report.add_limit(trials.try_limit(student, styles, judged, loss, options.limit), options.limit)
    report.add_evenness(trials.try_evenness(student, judged))
    report.add_hands(trials.try_hands(student, judged))
    large = trials.large_photos(photos, options.full_size)
    report.add_weave(trials.try_full_size(pack, large, student.looks, lambda name, p: _save(options.out, name, p)))


def _exported(options: argparse.Namespace) -> Path:
    folder: Path = options.out / INFO.id
    export(options.student, folder, photos=photos_for_easing(options.corpus))
    return folder


def _sheets(student: OnnxStudent, subjects: Sequence[Subject], out: Path) -> None:
    """All looks on all photos, a look a row."""
    for first in range(0, len(student.looks), ROWS):
        names = student.looks[first : first + ROWS]
        rows = [[painted(student, s.photo, student.look(name)) for s in subjects] for name in names]
        save_sheet(rows, out / f"looks_{first // ROWS}.jpg", CELL, [s.name for s in subjects], names)


def _save(out: Path, name: str, picture: Array) -> None:
    folder = out / "full-size"
    folder.mkdir(exist_ok=True)
    to_image(picture).save(folder / f"{name}.jpg", quality=95, subsampling=0)
