"""What `evaluate` tries: looks, any painting, the limit, evenness, and full-size pictures with the program itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from PIL import Image

from scripts.benchmarks.edges import weave
from scripts.training.config import PaintingNumbers
from scripts.training.corpus import holdout_pairs
from scripts.training.metrics import unevenness
from scripts.training.paintings.hands import likeness, strokes
from scripts.training.paintings.judge import Distances, Measured, Subject, batch, evenly, measured
from scripts.training.paintings.limit import STEPS, optimized
from scripts.training.paintings.perceptual import Grams
from scripts.training.paintings.program import painted, painting_vector
from scripts.training.paintings.styles import style_of
from scripts.training.paintings.vgg import LossNetwork
from scripts.training.pictures import STYLE_SIDE, scaled
from scripts.training.student import Array, OnnxStudent
from stylizer_app import Stylizer
from stylizer_app.engine.model.style_vectors import between, eased, mixed
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.packs.manifest import read_pack
from stylizer_app.engine.packs.pack import Easing
from stylizer_app.engine.request import Look
from stylizer_app.imaging.colour import luma, to_float
from stylizer_app.imaging.decode import decode

ANY_PAINTINGS = 12
SHARES = np.linspace(0, 1, 9).tolist()
"""Shares of a style, or of the second of two looks."""
EVEN = Easing()
LARGEST = 21.5e6
"""Pixels of a photo that is painted at full size, at most."""
Figures = dict[str, Distances]


def try_looks(
    student: OnnxStudent, styles: Mapping[str, Grams], subjects: Sequence[Subject], loss: LossNetwork
) -> Figures:
    """Every look on every photo: mean distances."""
    return {
        name: Distances.of(measured(painted(student, s.photo, student.look(name)), s, style, loss) for s in subjects)
        for name, style in styles.items()
    }


def judged_paintings(corpus: Path) -> list[Path]:
    """The twelve of the held-out paintings that any painter is judged by."""
    return [corpus / name for name in evenly(ANY_PAINTINGS, [style for _, style in holdout_pairs()])]


def try_any(
    painters: Mapping[str, OnnxStudent], paintings: Sequence[Path], subjects: Sequence[Subject], loss: LossNetwork
) -> Figures:
    """Every painter on every photo with every painting, through its own encoder: mean distances."""
    every: dict[str, list[Measured]] = {name: [] for name in painters}
    for path in paintings:
        with Image.open(path) as picture:
            painting = picture.convert("RGB")
        style = style_of(painting, loss)
        for name, painter in painters.items():
            vector = painting_vector(painter, painting)
            every[name] += [measured(painted(painter, s.photo, vector), s, style, loss) for s in subjects]
    return {name: Distances.of(found) for name, found in every.items()}


def try_limit(
    student: OnnxStudent,
    styles: Mapping[str, Grams],
    subjects: Sequence[Subject],
    loss: LossNetwork,
    pairs: int,
    steps: int = STEPS,
) -> Figures:
    """Looks on some pairs of photo and painting, and pixels optimized for each of them: mean distances."""
    found: dict[str, list[Measured]] = {"looks": [], "optimization": []}
    for number, name in enumerate(evenly(pairs, [*styles])):
        one, style = subjects[number % len(subjects)], styles[name]
        pictures = {
            "looks": painted(student, one.photo, student.look(name)),
            "optimization": optimized(one, style, loss, PaintingNumbers(), steps),
        }
        for title, picture in pictures.items():
            found[title].append(measured(picture, one, style, loss))
    return {title: Distances.of(every) for title, every in found.items()}


def try_evenness(student: OnnxStudent, subjects: Sequence[Subject]) -> dict[str, list[float]]:
    """The largest step over the mean step, of every look's strength and of the way between every two looks, each on one
    of the photos.
    """
    photos = [subjects[k % len(subjects)].photo for k in range(len(student.looks))]
    vectors = [student.look(name) for name in student.looks]
    own = [student.vector(scaled(photo, STYLE_SIDE)) for photo in photos]
    easing = [
        student.easing.get(name, EVEN).leant(float(np.linalg.norm(o)))
        for name, o in zip(student.looks, own, strict=True)
    ]
    strengths = (
        [between(o, v, eased(share, e)) for share in SHARES] for o, v, e in zip(own, vectors, easing, strict=True)
    )
    pulls = [student.pull.get(name, 1.0) for name in student.looks]
    mixtures = (
        [mixed(ends, [(1 - share) * pulled[0], share * pulled[1]]) for share in SHARES]
        for ends, pulled in zip(combinations(vectors, 2), combinations(pulls, 2), strict=True)
    )
    in_turn = cycle(one.photo for one in subjects)
    return {
        "strength": [_unevenness(student, p, way) for p, way in zip(photos, strengths, strict=True)],
        "mixing": [_unevenness(student, p, way) for p, way in zip(in_turn, mixtures, strict=False)],
    }


def _unevenness(student: OnnxStudent, photo: Array, way: Sequence[Array]) -> float:
    return unevenness([painted(student, photo, vector) for vector in way])


def try_hands(student: OnnxStudent, subjects: Sequence[Subject]) -> dict[str, float]:
    """How far each look adds the same strokes to a photo as the others: mean correlation with them, over all photos."""
    found = dict.fromkeys(student.looks, 0.0)
    pairs = (len(student.looks) - 1) * len(subjects)
    for one in subjects:
        photo = batch(one.photo)
        made = torch.cat([strokes(batch(painted(student, one.photo, student.look(name))), photo) for name in found])
        for number, name in enumerate(found):
            found[name] += float(likeness(made[number : number + 1], made).sum() - 1) / pairs
    return found


def try_full_size(
    folder: Path, photos: Sequence[Path], looks: Sequence[str], save: Callable[[str, Array], None]
) -> Iterator[tuple[str, float, float]]:
    """What the program makes of large photos with the pack in a folder, one look each: name, weave, the photo's weave.

    ``save`` gets the name and every picture.
    """
    pack = read_pack(folder).id
    with TemporaryDirectory() as work:
        shutil.copytree(folder, Path(work, pack))
        with Stylizer(pack=pack, library=PackLibrary(bundled=Path(work)), device="cpu") as program:
            for path, look in zip(photos, evenly(len(photos), looks), strict=True):
                photo = decode(path)
                picture, unpainted = (to_float(p.rgb) for p in (program.paint(photo, Look(look)).picture, photo))
                save(f"{path.stem} {look}", picture)
                yield f"{path.stem}, {look}", weave(luma(picture)), weave(luma(unpainted))


def large_photos(photos: Sequence[Path], number: int) -> list[Path]:
    """The largest photos that are not too large."""
    sizes = {}
    for path in photos:
        with Image.open(path) as picture:
            sizes[path] = picture.width * picture.height
    fitting = [path for path in photos if sizes[path] <= LARGEST]
    return sorted(fitting, key=lambda path: -sizes[path])[:number]
