"""Every reason has a plain English sentence, and the terminal's may name a flag."""

from __future__ import annotations

import pickle
import re

import pytest

from stylizer_app.cli import wording
from stylizer_app.errors import PackError, PictureError, SaveError, StylizerError
from stylizer_app.errors.english import table
from stylizer_app.errors.pack import NotRunnable
from stylizer_app.errors.picture import PictureFault, TooLarge
from stylizer_app.errors.reason import Note, Reason
from stylizer_app.errors.save import SaveFault

from .reasons import FILE, every_note, every_reason


@pytest.mark.parametrize("reason", every_reason(), ids=str)
def test_every_reason_has_a_sentence_that_says_what_to_do(reason: Reason) -> None:
    text = str(StylizerError(reason, FILE))
    assert re.fullmatch(r'[A-Z"].*[^.,:]\. [A-Z].*[.?]', text), "what is wrong, and what to do"
    assert "--" not in text, "flags are the terminal's"
    assert "{" not in text
    assert "None" not in text


@pytest.mark.parametrize("note", every_note(), ids=str)
def test_every_note_has_a_sentence(note: Note) -> None:
    text = table.note(note)
    assert text.endswith(".")
    assert "--" not in text


def test_sentences_differ_from_each_other() -> None:
    said = [table.sentence(reason, FILE) for reason in every_reason()]
    assert len(set(said)) == len(said)


def test_the_terminal_names_the_flag_that_helps() -> None:
    assert "(--max-pixels)." in wording.sentence(PictureError(TooLarge(30_000, 20_000, 500_000_000), FILE))
    assert "(--allow-truncated)." in wording.sentence(PictureError(PictureFault.TRUNCATED, FILE))
    assert "(--overwrite replace)." in wording.sentence(SaveError(SaveFault.EXISTS, FILE))
    empty = PictureError(PictureFault.EMPTY, FILE)
    assert wording.sentence(empty) == str(empty)


def test_an_error_passes_between_processes() -> None:
    error = PictureError(TooLarge(3, 2, 5), FILE)
    again = pickle.loads(pickle.dumps(error))
    assert (again.reason, again.subject) == (error.reason, FILE)
    assert str(again) == str(error)


def test_words_from_elsewhere_cannot_end_the_line_or_move_the_cursor() -> None:
    error = PackError(NotRunnable("bad \x1b[2Jname\n\ud800\u2028\u202eevil\u00a0é"), "mine")
    assert "bad \\x1b[2Jname\\n\\ud800\\u2028\\u202eevil\u00a0é" in str(error)
