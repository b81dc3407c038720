"""What a run is going to do, settled before it begins: jobs, pictures that need nothing, and those that cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from stylizer_app.errors import SaveError, StylizerError
from stylizer_app.imaging.targets import Overwrite, Target
from stylizer_app.many.jobs import Job, way_of
from stylizer_app.many.journal import Entry, Journal
from stylizer_app.many.photos import Photo
from stylizer_app.many.targets import Planner
from stylizer_app.many.ways import Choice
from stylizer_app.system.files import followed


@dataclass(slots=True)
class Plan:
    """``unchanged``: painted before, as the journal knows; ``left``: a file of that name stays, as was told."""

    jobs: list[Job] = field(default_factory=list)
    unchanged: list[Job] = field(default_factory=list)
    left: list[Job] = field(default_factory=list)
    failed: list[tuple[Path, StylizerError]] = field(default_factory=list)


def planned(
    photos: Sequence[Photo], choices: Sequence[Choice], planner: Planner, journal: Journal | None = None
) -> Plan:
    """The plan for every photo in every way. Raises SaveError where the journal fails, KeyboardInterrupt on "quit".

    What the journal knows keeps its name, and comes before all that is new.
    """
    plan = Plan()
    if journal is not None:
        own = {_full(target) for target in journal.targets()}
        photos = [photo for photo in photos if _full(photo.path) not in own]
    wanted = list(_wanted(photos, choices, planner, journal))
    for one in wanted:
        if one.known is not None and one.known.keeps_place:
            planner.keep(one.known.target)
    for one in wanted:
        try:
            _put(plan, one, planner)
        except SaveError as error:
            plan.failed.append((one.photo.path, error))
    if journal is not None:
        journal.plan(plan.jobs)
    return plan


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A photo in one way, its number in the run as names have it, and what the journal knows of it."""

    photo: Photo
    choice: Choice
    number: str
    known: Entry | None


def _wanted(
    photos: Sequence[Photo], choices: Sequence[Choice], planner: Planner, journal: Journal | None
) -> Iterator[_Wanted]:
    """All of them in order; what was named twice, a photo or a way, comes once."""
    before = 0 if journal is None else len(journal.targets())
    digits, seen = len(str(before + len(photos) * len(choices))), set[tuple[Path, str]]()
    for number, (photo, choice) in enumerate(product(photos, choices), before + 1):
        way = way_of(choice, planner.at(planner.wanted(photo, {**choice.names, "n": "1"}), "refuse"))
        if (photo.path.absolute(), way) in seen:
            continue
        seen.add((photo.path.absolute(), way))
        known = None if journal is None else journal.find(photo.path, way)
        yield _Wanted(photo, choice, f"{number:0{digits}}", known)


def _put(plan: Plan, one: _Wanted, planner: Planner) -> None:
    """Decide on one picture. Raises SaveError where it cannot have a place."""
    known, photo = one.known, one.photo.path
    if known is not None and known.holds_for(photo):
        plan.unchanged.append(Job(photo, one.choice, planner.at(known.target, "skip")))
        return
    values = {**one.choice.names, "n": one.number}
    target = _kept(known, planner) or planner.target(one.photo, values, one.choice.recipe)
    (plan.left if target.overwrite == "skip" else plan.jobs).append(Job(photo, one.choice, target))


def _kept(known: Entry | None, planner: Planner) -> Target | None:
    """The place that a picture was given in an earlier run, unless a file that is not its own is there now."""
    if known is None or not known.keeps_place:
        return None
    overwrite: Overwrite = "replace" if known.state == "painted" else "refuse"
    planner.take(known.target, overwrite)
    return planner.at(known.target, overwrite)


def _full(path: Path) -> Path:
    return followed(path.absolute().parent) / path.name
