"""The journal: what it knows after any end, and when a picture counts as painted."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from stylizer_app.choices.style_settings import StyleSettings
from stylizer_app.engine.request import Series, StyleVector, Tones, WeightedStyle
from stylizer_app.errors import SaveError
from stylizer_app.imaging.targets import Target
from stylizer_app.many.jobs import Fingerprint, Job
from stylizer_app.many.journal import Entry, Journal
from stylizer_app.many.series import unpacked
from stylizer_app.many.ways import Choice
from tests.fake_painter import FakePack

DATA = b"the painting"


def job_of(folder: Path, name: str = "a.jpg", quality: int = 92) -> Job:
    """A job whose photo exists."""
    photo = folder / "photos" / name
    photo.parent.mkdir(exist_ok=True)
    if not photo.exists():
        photo.write_bytes(name.encode())
    style = WeightedStyle(StyleVector(np.ones(3, np.float32), "c0ffee"), name="night")
    settings = StyleSettings((style,))
    choice = Choice(settings, settings.planned(FakePack()).to_json())  # type: ignore[arg-type]
    return Job(photo, choice, Target(folder / name, "jpeg", quality))


def known(journal: Journal, job: Job) -> Entry:
    entry = journal.find(job.photo, job.way)
    assert entry is not None
    return entry


def paint(journal: Journal, job: Job) -> None:
    """Everything that happens to a picture."""
    journal.plan([job])
    journal.placing(job, Fingerprint.of(job.photo), hashlib.sha256(DATA).hexdigest())
    job.target.path.write_bytes(DATA)
    journal.painted(job, job.target.path)


def test_a_painted_picture_is_known_in_the_next_run(tmp_path: Path) -> None:
    job = job_of(tmp_path)
    with Journal(tmp_path) as journal:
        assert journal.find(job.photo, job.way) is None
        paint(journal, job)
    with Journal(tmp_path) as journal:
        assert known(journal, job).holds_for(job.photo)
        assert journal.targets() == {job.target.path}
        assert journal.find(job.photo, job_of(tmp_path, quality=50).way) is None


def test_another_photo_of_the_same_name_is_painted_again_but_not_one_that_was_only_touched(tmp_path: Path) -> None:
    job = job_of(tmp_path)
    with Journal(tmp_path) as journal:
        paint(journal, job)
        os.utime(job.photo, ns=(1, 1))
        assert known(journal, job).holds_for(job.photo)
        job.photo.write_bytes(b"b.jpg")  # as long as before
        assert not known(journal, job).holds_for(job.photo)
        job.photo.unlink()
        assert not known(journal, job).holds_for(job.photo)


@pytest.mark.parametrize("drawn", [True, False])
@pytest.mark.parametrize("tones", [Tones(0.05, 0.9), None])
def test_what_is_left_of_a_series_is_still_painted_by_its_hand(
    tmp_path: Path, tones: Tones | None, *, drawn: bool
) -> None:
    norms = {"scale_1": np.full((1, 2, 1, 1), 1.1, np.float32), "shift_1": np.zeros((1, 2, 1, 1), np.float32)}
    drawing = {name: 2 * values for name, values in norms.items()} if drawn else None
    series = Series(np.arange(3, dtype=np.float32), ((1.0, norms), (2.7, {})), "c0ffee", tones, drawing)
    job = job_of(tmp_path)
    settings = replace(job.choice.settings, series=series)
    in_series = replace(job, choice=replace(job.choice, settings=settings))
    with Journal(tmp_path) as journal:
        journal.plan([in_series, job_of(tmp_path, "b.jpg")])
    with Journal(tmp_path) as journal:
        first, second = journal.unfinished()
    assert first.series is not None
    assert unpacked(first.series).digest == series.digest
    assert unpacked(first.series).pack == "c0ffee"
    assert unpacked(first.series).tones == tones
    assert (unpacked(first.series).drawing is None) is not drawn
    assert second.series is None


@pytest.mark.parametrize("tones", [[0.1], [0.1, 0.2, 0.3], [0.9, 0.1], [0.1, float("nan")], 0.1])
def test_tones_that_are_none_are_refused(tones: object) -> None:
    file = io.BytesIO()
    np.savez(file, own=np.zeros(3, np.float32), zooms=np.zeros(0), pack=np.array("c0ffee"), tones=np.array(tones))
    with pytest.raises(ValueError, match=r"tones|unpack"):
        unpacked(file.getvalue())


def test_a_result_that_was_deleted_is_painted_again(tmp_path: Path) -> None:
    job = job_of(tmp_path)
    with Journal(tmp_path) as journal:
        paint(journal, job)
        job.target.path.unlink()
        assert not known(journal, job).holds_for(job.photo)


@pytest.mark.parametrize(
    ("lies_there", "state"), [(DATA, "painted"), (DATA[:-1], "waiting"), (b"somebody's", "waiting"), (None, "waiting")]
)
def test_an_end_while_a_result_is_put_in_place_is_settled_by_what_lies_there(
    tmp_path: Path, lies_there: bytes | None, state: str
) -> None:
    job = job_of(tmp_path)
    with Journal(tmp_path) as journal:
        journal.plan([job])
        journal.placing(job, Fingerprint.of(job.photo), hashlib.sha256(DATA).hexdigest())
        if lies_there is not None:
            job.target.path.write_bytes(lies_there)
    with Journal(tmp_path) as journal:
        assert known(journal, job).state == state


def test_a_failure_is_remembered_with_its_reason_and_does_not_count_as_painted(tmp_path: Path) -> None:
    job = job_of(tmp_path)
    with Journal(tmp_path) as journal:
        journal.plan([job])
        journal.failed(job, "It is broken.")
        entry = known(journal, job)
        assert (entry.state, entry.reason, entry.holds_for(job.photo)) == ("failed", "It is broken.", False)


def test_a_place_belongs_to_the_picture_that_was_planned_for_it_last(tmp_path: Path) -> None:
    before, after = job_of(tmp_path), job_of(tmp_path, quality=50)
    with Journal(tmp_path) as journal:
        paint(journal, before)
        journal.plan([after])
        assert journal.find(before.photo, before.way) is None
        assert known(journal, after).state == "waiting"


def test_only_one_run_at_a_time_has_the_journal(tmp_path: Path) -> None:
    with Journal(tmp_path), pytest.raises(SaveError, match="Another run"):
        Journal(tmp_path)
    Journal(tmp_path).close()


def test_a_folder_of_results_can_be_moved_with_its_journal(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    job = job_of(tmp_path / "here")
    with Journal(tmp_path / "here") as journal:
        paint(journal, job)
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    with Journal(tmp_path / "there") as journal:
        assert journal.targets() == {tmp_path / "there" / "a.jpg"}
        assert known(journal, job).holds_for(job.photo)


def test_a_journal_that_is_none_or_too_new_is_said(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        path = journal.path
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA user_version=99")
    file.close()
    with pytest.raises(SaveError, match="newer"):
        Journal(tmp_path)
    path.write_bytes(b"not a database, not at all" * 100)
    with pytest.raises(SaveError, match="damaged"):
        Journal(tmp_path)


def test_what_is_not_painted_yet_can_be_taken_up_by_who_knows_nothing_of_it(tmp_path: Path) -> None:
    painted, failed, waiting = job_of(tmp_path, "a.jpg"), job_of(tmp_path, "b.jpg", 80), job_of(tmp_path, "c.jpg")
    with Journal(tmp_path) as journal:
        paint(journal, painted)
        journal.plan([failed, waiting])
        journal.failed(failed, "It is broken.")
    with Journal(tmp_path) as journal:
        first, second = journal.unfinished()
        assert (first.photo, first.target, first.reason) == (failed.photo, failed.target, "It is broken.")
        assert (second.photo, second.target, second.reason) == (waiting.photo, waiting.target, "")
        assert second.recipe == waiting.choice.recipe
        journal.forget([waiting])
        assert [one.photo for one in journal.unfinished()] == [failed.photo]
