"""Every reason and note has a sentence in the window's language, without flags of the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from stylizer_app.engine.progress import Step
from stylizer_app.errors import PictureError, StylizerError
from stylizer_app.errors.picture import PictureFault, TooLarge
from stylizer_app.errors.reason import Note, Reason
from stylizer_app.ui import translate, wording
from stylizer_app.ui.wording import notes
from stylizer_app.ui.wording.errors import sentence
from tests.reasons import FILE, every_note, every_reason


@pytest.fixture(params=["en", "it"], scope="module")
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    translate.install(qapp, request.param)
    yield request.param
    translate.install(qapp, "en")


@pytest.mark.parametrize("reason", every_reason(), ids=str)
def test_every_reason_has_a_sentence(reason: Reason, language: str) -> None:
    said = sentence(StylizerError(reason, FILE))
    assert said.endswith(".")
    assert "--" not in said
    assert "{" not in said


def test_every_reason_is_said_in_italian(qapp: QApplication) -> None:
    errors = [StylizerError(reason, FILE) for reason in every_reason()]
    translate.install(qapp, "en")
    english = [sentence(error) for error in errors]
    translate.install(qapp, "it")
    italian = [sentence(error) for error in errors]
    translate.install(qapp, "en")
    pairs = zip(errors, english, italian, strict=True)
    assert [error.reason for error, one, other in pairs if one == other] == []


@pytest.mark.parametrize("note", every_note(), ids=str)
def test_every_note_has_a_sentence(note: Note, language: str) -> None:
    assert notes.note(note).endswith(".")


def test_numbers_are_written_as_the_language_does(language: str) -> None:
    said = sentence(PictureError(TooLarge(200_000, 200_000, 500_000_000), FILE))
    assert ("40,000" if language == "en" else "40.000") in said


def test_a_picture_without_a_file_is_the_picture(language: str) -> None:
    said = sentence(PictureError(TooLarge(200_000, 200_000, 500_000_000)))
    assert said.startswith("The picture has" if language == "en" else "L’immagine ha")


def test_the_window_says_which_layer_is_being_refined(language: str) -> None:
    assert "2" in wording.previewing(Step(2, 3))
    assert "3" in wording.previewing(Step(2, 3))
    assert wording.previewing(Step(1, 3)) == wording.previewing("")
    assert wording.previewing("") == {"en": "Painting…", "it": "Si dipinge…"}[language]


def test_a_picture_is_named_without_its_folder_unless_it_is_not_there(qapp: QApplication) -> None:
    translate.install(qapp, "en")
    photo = Path("/home/me/Pictures/holiday.jpg")
    assert sentence(PictureError(PictureFault.CAMERA_RAW, photo)).startswith("“holiday.jpg” is")
    assert f"“{photo}”" in sentence(PictureError(PictureFault.MISSING, photo))
