"""The document: equal choices are equal values, and a request says all of them."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stylizer_app.adjustments import Adjustments
from stylizer_app.choices import session as sessions
from stylizer_app.choices.amounts import SizeRule
from stylizer_app.choices.document import MAX_STYLES, Crop, Document, PhotoChoice, StyleChoice, framed
from stylizer_app.choices.session import Session
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.picture import Picture
from tests.mutations import mutated

ADJUSTED = Adjustments(strength=70, brush=900, colors=50)
fractions = st.floats(0, 1, allow_nan=False)
sizes = st.builds(Size, st.integers(1, 4000), st.integers(1, 4000))


FIRST_SESSION = """{"version": 1, "document": {"photo": {"path": "/a.jpg", "turns": 1, "crop":
 {"left": 0.0, "top": 0.0, "right": 1.0, "bottom": 1.0}}, "styles": [{"name": "woodcut", "path": null, "weight": 1.0,
 "crop": {"left": 0.0, "top": 0.0, "right": 0.5, "bottom": 1.0}, "vector": [], "pack": ""}], "strength": 0.29,
 "brush": 900, "colors": 0.57, "size": "1600", "pack": "builtin", "device": "auto", "memory": null},
 "album": [], "recent_photos": ["/a.jpg"], "recent_paintings": [], "closed": false}"""
"""As the program wrote it when strength and colours were fractions."""

STYLE = {"name": "b", "path": "/b.png", "weight": 2.5, "crop": {"left": 0.25, "top": 0, "right": 1, "bottom": 1}}
PHOTO = {"path": "/a.jpg", "turns": 1, "crop": {"left": 0.0, "top": 0.0, "right": 1.0, "bottom": 1.0}}
SESSION = {
    "version": 2,
    "document": {
        "photo": PHOTO, "styles": [{**STYLE, "vector": [], "pack": ""}, {"name": "woodcut"}], "size": "50%",
        "memory": 9 * 10**8, "adjustments": {"strength": 80, "brush": 768, "colors": 0}, "pack": "builtin",
        "device": "auto",
    },
    "album": ["/a.jpg", "/c.jpg"], "recent_photos": ["/a.jpg"], "recent_paintings": [], "closed": True,
}  # fmt: skip
"""As the program writes it."""


def picture(width: int = 4, height: int = 3) -> Picture:
    return Picture(np.arange(width * height * 3, dtype=np.uint8).reshape(height, width, 3))


@given(st.tuples(fractions, fractions), st.tuples(fractions, fractions), sizes)
def test_a_crop_is_never_empty_and_never_outside(across, down, size):
    crop = Crop(min(across), min(down), max(across), max(down))
    region = crop.region(size)
    assert 0 <= region.left < region.right <= size.width
    assert 0 <= region.top < region.bottom <= size.height


def test_turning_goes_clockwise_and_keeps_every_pixel():
    original = picture()
    turned = framed(original, 1, Crop())
    assert turned.size == Size(3, 4)
    assert (turned.rgb[0, -1] == original.rgb[0, 0]).all()
    back = framed(turned, 3, Crop())
    assert (back.rgb == original.rgb).all()


def test_a_photo_that_is_not_framed_is_the_same_object():
    original = picture()
    assert PhotoChoice(Path("a.jpg")).framed(original) is original


def test_framed_size_says_the_size_without_pixels():
    choice = PhotoChoice(Path("a.jpg"), 1, Crop(0, 0, 0.5, 1))
    assert choice.framed_size(Size(400, 200)) == choice.framed(picture(400, 200)).size


def test_a_fifth_painting_takes_the_place_of_the_oldest():
    document = Document()
    for name in "abcde":
        document = document.with_added_style(StyleChoice(name))
    assert [style.name for style in document.styles] == ["b", "c", "d", "e"]
    assert len(document.styles) == MAX_STYLES


def test_sliders_do_not_change_which_pictures_are_used():
    document = Document(PhotoChoice(Path("a.jpg")), (StyleChoice("woodcut"),))
    assert document.same_pictures(document.with_moved("strength", 50).with_moved("brush", 900).with_weights([0.3]))
    assert not document.same_pictures(document.with_style(StyleChoice("charcoal")))
    assert not document.same_pictures(document.with_engine("other", "cpu"))


def test_the_request_says_everything():
    document = Document(PhotoChoice(Path("a.jpg")), (StyleChoice("woodcut", weight=2.0),), size=SizeRule(percent=50))
    adjustments = Adjustments(strength=80, brush=900, colors=25)
    document = replace(document, adjustments=adjustments).with_engine("p", "cpu", 10**9)
    request = document.to_request(picture(400, 200), [picture()], octaves=2)
    assert (request.adjustments, request.octaves) == (adjustments, 2)
    assert (request.pack, request.device, request.memory, request.size) == ("p", "cpu", 10**9, Size(200, 100))
    assert (request.styles[0].name, request.styles[0].weight) == ("woodcut", 2.0)


def test_a_session_comes_back_as_it_was(tmp_path):
    style = StyleChoice("mix", tmp_path / "b.png", 0.4, Crop(0.1, 0.2, 0.9, 1.0))
    recipe = StyleChoice("old", vector=(1.0, 2.0), pack="sum")
    document = Document(PhotoChoice(tmp_path / "a.jpg", 3, Crop(0, 0, 0.5, 0.5)), (style, recipe), ADJUSTED)
    session = Session(
        document.with_size(SizeRule(1600)), (tmp_path / "c.jpg",), (tmp_path / "a.jpg",), (), closed=False
    )
    sessions.save(session, tmp_path / "session.json")
    assert sessions.load(tmp_path / "session.json") == session


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 99}', '{"version": 1}', '{"version": 1, "document": 3}'])
def test_a_damaged_session_is_an_empty_one(tmp_path, text):
    (tmp_path / "session.json").write_text(text)
    assert sessions.load(tmp_path / "session.json") == Session()


def test_a_session_of_the_first_version_keeps_its_choices(tmp_path):
    (tmp_path / "session.json").write_text(FIRST_SESSION)
    session = sessions.load(tmp_path / "session.json")
    adjustments = Adjustments(strength=29, brush=900, colors=57)
    style = StyleChoice("woodcut", crop=Crop(0, 0, 0.5, 1))
    assert session.document == Document(PhotoChoice(Path("/a.jpg"), 1), (style,), adjustments, SizeRule(1600))
    assert session.recent_photos == (Path("/a.jpg"),)
    assert not session.closed


def test_what_photos_and_styles_of_a_session_lack_is_as_in_those_just_chosen(tmp_path):
    photo, styles = '{"path": "/a.jpg"}', '[{"name": "woodcut"}, {"path": "/b.png"}, {"weight": 3}]'
    (tmp_path / "session.json").write_text(f'{{"version": 2, "document": {{"photo": {photo}, "styles": {styles}}}}}')
    chosen = (StyleChoice("woodcut"), StyleChoice("b", Path("/b.png")))
    assert sessions.load(tmp_path / "session.json").document == Document(PhotoChoice(Path("/a.jpg")), chosen)


def test_numbers_of_a_session_that_mean_nothing_never_raise(tmp_path):
    file = tmp_path / "session.json"
    for part in (
        '"memory": "lots"',
        f'"adjustments": {{"strength": {10**400}}}',
        '"photo": {"path": "a", "turns": Infinity}',
    ):
        file.write_text(f'{{"version": 2, "document": {{{part}}}}}')
        document = sessions.load(file).document
        assert document.memory is None
        assert document.photo is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mutated(json.loads(FIRST_SESSION) | {"album": ["/b.jpg"]}), mutated(SESSION))
def test_whatever_became_of_a_session_it_is_read_and_written(tmp_path, first, second):
    file = tmp_path / "session.json"
    for text in (first, second):
        file.write_text(text, "utf-8")
        session = sessions.load(file)
        sessions.save(session, file)
        assert sessions.load(file) == session


def test_what_a_session_lacks_is_as_in_a_new_one(tmp_path):
    (tmp_path / "session.json").write_text('{"version": 2, "document": {"adjustments": {"brush": 9, "later": 1}}}')
    assert sessions.load(tmp_path / "session.json").document == Document(adjustments=Adjustments(brush=64))
    (tmp_path / "session.json").write_text('{"version": 1, "document": {}}')
    assert sessions.load(tmp_path / "session.json") == Session()


def test_recent_files_are_the_latest_without_repeats():
    session = Session()
    for number in [*range(20), 15]:
        session = session.with_recent_photo(Path(f"{number}.jpg"))
    assert session.recent_photos[0] == Path("15.jpg")
    assert len(session.recent_photos) == len(set(session.recent_photos)) == sessions.RECENT
