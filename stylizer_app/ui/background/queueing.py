"""What the queue has done off the window's thread: deciding how, taking up a folder, planning, painting, saving."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from stylizer_app.choices.document import Document
from stylizer_app.errors import StylizerError
from stylizer_app.imaging.formats import is_clip
from stylizer_app.ui.background.clips import lacking
from stylizer_app.ui.background.executor import Work
from stylizer_app.ui.values import Manner

if TYPE_CHECKING:
    from stylizer_app.many.forecast import Total
    from stylizer_app.many.jobs import Conditions, Job, Rendered
    from stylizer_app.many.journal import Journal
    from stylizer_app.many.names import NameTemplate
    from stylizer_app.many.plan import Plan
    from stylizer_app.many.targets import Planner
    from stylizer_app.many.ways import Choice


@dataclass(frozen=True, slots=True)
class Choose:
    """Make ways of painting of what is chosen in the window, for photos that come together."""

    document: Document
    manner: Manner
    paths: Sequence[Path]
    folder: Path

    def run(self, work: Work[Sequence[Choice]]) -> None:
        """Hand over one list of Choices, at least one."""
        from stylizer_app.choices.style_settings import StyleSettings
        from stylizer_app.engine.request import WeightedStyle
        from stylizer_app.many.ways import chosen, matrix

        document, pack = self.document, work.packs().get(self.document.pack)
        styles = tuple(WeightedStyle(work.pictures.style(one), one.weight, one.name) for one in document.styles)
        looks = [(style,) for style in styles if style.weight > 0] if self.manner.each_look else [styles]
        mixed = [StyleSettings(look, document.adjustments, document.size, pack.id) for look in looks]
        ways, token = matrix(mixed, self.manner.strengths), work.progress.token
        choices = [chosen(way, pack, work.painter(), document.device, token) for way in ways]
        work.give(self._by_one_hand(choices, work) if self.manner.one_hand else choices)

    def _by_one_hand(self, choices: Sequence[Choice], work: Work[Sequence[Choice]]) -> Sequence[Choice]:
        """The same for a series of all the photos."""
        from stylizer_app.many.jobs import Conditions
        from stylizer_app.many.photos import photos_in
        from stylizer_app.many.series import like_all

        photos = [photo.path for photo in photos_in(self.paths, recursive=True, without=self.folder)]
        conditions = Conditions(self.document.device, self.document.memory)
        count = len(choices)
        parts = [work.progress.part(number / count, (number + 1) / count) for number in range(count)]
        return [
            like_all(one, photos, conditions, work.painter(), part) for one, part in zip(choices, parts, strict=True)
        ]


@dataclass(frozen=True, slots=True, eq=False)
class TakenUp:
    """A folder's journal, and what it says is not painted yet, with the reasons of what failed."""

    journal: Journal
    jobs: list[tuple[Job, str]]


@dataclass(frozen=True, slots=True)
class TakeUp:
    """Open the journal of a folder for results, which is made if need be."""

    folder: Path

    def run(self, work: Work[TakenUp]) -> None:
        """Hand over one TakenUp. Raises SaveError if another run has the folder."""
        from stylizer_app.choices.recipe import Recipe
        from stylizer_app.choices.style_settings import settings_of
        from stylizer_app.imaging.targets import make_folder
        from stylizer_app.many.jobs import Job
        from stylizer_app.many.journal import Journal
        from stylizer_app.many.series import unpacked
        from stylizer_app.many.ways import Choice

        make_folder(self.folder)
        journal, jobs = Journal(self.folder), []
        for one in journal.unfinished():
            recipe = Recipe.from_json(one.recipe)
            settings = settings_of(recipe, work.packs().get(recipe.pack))
            if one.series is not None:
                settings = replace(settings, series=unpacked(one.series))
            choice = Choice(settings, one.recipe)
            jobs.append((Job(one.photo, choice, one.target), one.reason))
        work.give(TakenUp(journal, jobs))


@dataclass(frozen=True, slots=True, eq=False)
class PlanMore:
    """Find the photos and clips in files and folders, and give each result its name."""

    paths: Sequence[Path]
    choices: Sequence[Choice]
    template: NameTemplate
    planner: Planner
    journal: Journal

    def run(self, work: Work[Plan]) -> None:
        """Hand over one Plan."""
        from stylizer_app.many.photos import photos_in
        from stylizer_app.many.plan import planned

        photos = photos_in(self.paths, recursive=True, without=Path(self.planner.output), clips=True)
        self.planner.reads(photo.path for photo in photos)
        self.planner.template = self.template
        clips = [photo.path for photo in photos if is_clip(photo.path)]
        missing = lacking() if clips else None
        if missing is not None:
            photos = [photo for photo in photos if photo.path not in clips]
        plan = planned(photos, self.choices, self.planner, self.journal)
        plan.failed += [(clip, missing) for clip in clips if missing is not None]
        work.give(plan)


@dataclass(frozen=True, slots=True, eq=False)
class Foresee:
    """Look what jobs will take, before they begin."""

    jobs: Sequence[Job]
    conditions: Conditions

    def run(self, work: Work[Total]) -> None:
        """Hand over one Total."""
        from stylizer_app.many.forecast import Total, total

        photos = total(self._photos(work), work.painter(), self.conditions)
        seconds, taken = [photos.seconds], photos.bytes
        for job in self.jobs:
            if is_clip(job.photo):
                more = self._clip(job, work)
                seconds.append(more[0])
                taken += more[1]
        known = None if None in seconds else sum(one for one in seconds if one is not None)
        work.give(Total(len(self.jobs), known, taken))

    def _photos(self, work: Work[Total]) -> Iterator[Job]:
        """Those that are no clips; between two of them a preview may slip in."""
        for number, job in enumerate(self.jobs):
            work.progress.advance(number / len(self.jobs))
            if not is_clip(job.photo):
                yield job

    def _clip(self, job: Job, work: Work[Total]) -> tuple[float | None, int]:
        """Seconds and bytes of a clip; nothing is known of one that cannot be read, which takes no time either."""
        from stylizer_app.video.paint import outlook

        work.progress.token.check()
        try:
            expected = outlook(job, work.painter(), self.conditions)
        except (StylizerError, OSError):
            return 0.0, 0
        return expected.seconds, expected.bytes


@dataclass(frozen=True, slots=True, eq=False)
class PaintJob:
    """Paint one picture of the queue, exactly as the command line does."""

    job: Job
    conditions: Conditions

    def run(self, work: Work[Rendered]) -> None:
        """Hand over one Rendered."""
        from stylizer_app.many.jobs import rendered

        photo = self.conditions.opened(self.job)
        work.give(rendered(self.job, self.conditions.made(self.job, photo, work.painter(), work.progress)))


@dataclass(frozen=True, slots=True, eq=False)
class Settle:
    """Put a result in its place, or take note of an error, and write either into the journal.

    A clip, of which there is a path, has its place already.
    """

    job: Job
    result: Rendered | Path | Exception
    journal: Journal

    def run(self, work: Work[Exception | None]) -> None:
        """Hand over what stood against it, None if nothing did."""
        from stylizer_app.many.run import settled

        if isinstance(self.result, Path):
            work.give(None)
            return
        result = settled(self.job, self.result, self.journal).result
        work.give(result if isinstance(result, Exception) else None)
