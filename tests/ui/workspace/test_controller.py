"""The controller against a view that only remembers: what is painted, shown, undone and said."""

from pathlib import Path
from unittest.mock import create_autospec

import pytest

from stylizer_app.adjustments import Adjustments
from stylizer_app.choices.document import Crop, Document, StyleChoice
from stylizer_app.engine.forecast import Forecast
from stylizer_app.engine.octaves import Octaves
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.progress import Step
from stylizer_app.errors import DeviceError
from stylizer_app.errors.device import Failed
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.targets import Target
from stylizer_app.ui.interfaces import View
from stylizer_app.ui.values import Offer, Slot
from stylizer_app.ui.workspace.workspace import Workspace
from tests.ui.fakes import colour_of, photo_file

STARTERS = ("ink-wash", "woodcut", "charcoal")


@pytest.fixture
def view():
    return create_autospec(View, instance=True)


@pytest.fixture
def workspace(qapp, qtbot, view, painter, tmp_path):
    made = Workspace(view, PackLibrary, lambda: painter, tmp_path / "session.json", STARTERS)
    made.start()
    qtbot.waitUntil(lambda: not made.runner.busy)
    painter.requests.clear()
    yield made
    painter.gate.set()
    made.close()


@pytest.fixture
def settled(qtbot, workspace):
    return lambda: qtbot.waitUntil(lambda: not workspace.runner.busy, timeout=20_000)


@pytest.fixture
def both(workspace, settled, photo, painting):
    workspace.importer.open_photo(photo)
    settled()
    workspace.importer.open_painting(painting)
    settled()
    return workspace


def last_shown(view):
    return view.show_painting.call_args.args[0]


def pixel(shown):
    return tuple(shown.painting.picture.rgb[0, 0])


def messages(view):
    return [call.args[0] for call in view.say.call_args_list if call.args[0] is not None]


def test_a_photo_alone_is_shown_but_not_painted(workspace, view, settled, photo, painter):
    workspace.importer.open_photo(photo)
    settled()
    workspace.choices.remove_styles()
    painter.requests.clear()
    view.show_photo.reset_mock()
    workspace.choices.turn(2)
    settled()
    levels, size = view.show_photo.call_args.args
    assert (size.width, size.height) == (1200, 800)
    assert levels.images[0].width() == 1200
    assert workspace.controller.document.photo.path == photo
    assert not [request for request in painter.requests if request.draft == 384]


def test_photo_and_painting_give_a_draft_then_the_first_octave(both, view, painter):
    previews = [request for request in painter.requests if request.draft != 64]
    assert [request.draft for request in previews[:2]] == [384, None]
    shown = last_shown(view)
    assert shown.document == both.controller.document
    assert not shown.draft
    assert shown.levels.size.long_side == 768
    assert painter.threads == {"executor"}


def test_a_draft_is_made_from_the_small_copy_and_the_octave_from_the_photo(
    workspace, tmp_path, painting, painter, settled
):
    workspace.importer.open_photo(photo_file(tmp_path / "large.jpg", (2400, 1600)))
    workspace.importer.open_painting(painting)
    settled()
    previews = [request for request in painter.requests if request.draft != 64]
    assert previews[0].photo.size.long_side < 2400
    assert previews[1].photo.size.long_side == 2400


def test_a_zoomed_view_gets_the_finer_octaves_when_left_alone(both, view, settled, qtbot):
    view.show_painting_now.reset_mock()
    both.controller.need_pixels(1200)
    qtbot.waitUntil(lambda: last_shown(view).final, timeout=10_000)
    assert last_shown(view).levels.size.long_side == 1200
    qtbot.waitUntil(lambda: view.show_painting_now.call_args.args[0] is None)
    steps = [call.args[0] for call in view.show_painting_now.call_args_list]
    assert Step(2, 2) in steps


def test_moving_a_slider_paints_the_last_position_and_never_goes_back(both, view, settled, qtbot):
    view.show_painting.reset_mock()
    for percent in range(10, 100, 5):
        both.choices.set("strength", percent)
        qtbot.wait(3)
    both.controller.commit()
    settled()
    shown = [call.args[0] for call in view.show_painting.call_args_list]
    strengths = [one.document.adjustments.strength for one in shown]
    assert strengths == sorted(strengths)
    assert strengths[-1] == 95
    assert pixel(shown[-1]) == colour_of(Adjustments(strength=95))


def test_a_slider_move_is_one_step_and_undo_shows_the_old_picture_at_once(both, view, settled, painter):
    before = last_shown(view)
    for percent in (90, 80, 70):
        both.choices.set("strength", percent)
    both.controller.commit()
    settled()
    painter.requests.clear()
    both.controller.history.stack.undo()
    assert both.controller.document.adjustments.strength == 100
    assert last_shown(view) is before
    assert painter.requests == []


def test_two_moves_are_two_steps(both):
    both.choices.set("strength", 50)
    both.controller.commit()
    both.choices.set("strength", 40)
    both.controller.history.stack.undo()
    assert both.controller.document.adjustments.strength == 50


def test_undo_and_redo_go_through_every_choice(both, tmp_path, settled):
    documents = [both.controller.document]
    both.choices.set("brush", 1000)
    both.controller.commit()
    both.choices.set("colors", 50)
    both.controller.commit()
    both.choices.add_style(StyleChoice("woodcut"))
    both.choices.set_weights([0.2, 0.8])
    both.controller.commit()
    both.choices.turn(1)
    both.choices.crop_photo(Crop(0, 0, 0.5, 0.5))
    both.choices.crop_style(0, Crop(0, 0, 0.5, 1))
    both.choices.remove_style(1)
    last = both.controller.document
    stack = both.controller.history.stack
    for _ in range(8):
        stack.undo()
    assert both.controller.document == documents[0]
    while stack.canRedo():
        stack.redo()
    assert both.controller.document == last
    settled()


def test_another_photo_takes_the_old_picture_away_at_once(both, view, settled, tmp_path):
    both.importer.open_photo(photo_file(tmp_path / "other.png"))
    settled()
    calls = [call.args[0] for call in view.show_painting.call_args_list]
    gone = max(index for index, shown in enumerate(calls) if shown is None)
    assert all(shown.document.photo.path.name == "other.png" for shown in calls[gone + 1 :])
    assert calls[gone + 1 :]


def test_a_file_that_is_no_picture_changes_nothing_and_says_so(both, view, settled, tmp_path):
    document = both.controller.document
    bad = tmp_path / "notes.jpg"
    bad.write_text("no picture")
    both.importer.open_photo(bad)
    settled()
    assert both.controller.document == document
    message = messages(view)[-1]
    assert message.problem
    assert "notes.jpg" in message.text
    message.actions[0].run()
    view.choose_file.assert_called_once_with(Slot.PHOTO)


def test_a_link_is_refused_with_a_sentence(workspace, view):
    workspace.importer.take(Offer(link="https://example.org/a.jpg"), Slot.PHOTO)
    assert "link" in messages(view)[-1].text
    assert not workspace.runner.busy


def test_an_error_of_the_engine_is_said_and_the_next_choice_works(both, view, settled, painter):
    painter.error = DeviceError(Failed("They are tired."), "cuda")
    both.choices.set("strength", 50)
    settled()
    assert "They are tired." in messages(view)[-1].text
    painter.error = None
    both.choices.set("strength", 60)
    settled()
    assert last_shown(view).document.adjustments.strength == 60


@pytest.mark.expects_warnings
def test_an_unexpected_error_offers_its_details(both, view, settled, painter, qtbot):
    painter.error = ValueError("oops")
    both.choices.set("strength", 50)
    settled()
    message = messages(view)[-1]
    with qtbot.waitSignal(both.controller.copy_details) as copied:
        message.actions[-1].run()
    assert "oops" in copied.args[0]
    painter.error = None


def test_removing_the_painting_shows_the_photo_alone(both, view, settled):
    both.choices.remove_styles()
    assert last_shown(view) is None
    settled()
    both.controller.history.stack.undo()
    assert last_shown(view) is not None
    settled()


def test_surprise_chooses_something_new_every_time(both, settled):
    for _ in range(8):
        before = {style.name for style in both.controller.document.styles}
        both.choices.surprise()
        names = [style.name for style in both.controller.document.styles]
        assert names
        assert not before & set(names)
        assert set(names) <= set(STARTERS)
    settled()


def test_swap_lets_photo_and_painting_change_places(both, photo, painting, settled):
    both.choices.swap()
    document = both.controller.document
    assert (document.photo.path, document.styles[0].path) == (painting, photo)
    settled()


def test_what_a_style_does_to_the_photo_is_shown_on_the_shelf(workspace, view, settled, photo, qtbot):
    workspace.importer.open_photo(photo)
    qtbot.waitUntil(lambda: view.show_style_preview.call_count >= len(STARTERS), timeout=10_000)
    settled()
    assert {call.args[0] for call in view.show_style_preview.call_args_list} == set(STARTERS)


def test_going_back_to_a_result_restores_its_choices(both, view, settled):
    first = both.controller.document
    both.choices.set("strength", 30)
    both.controller.commit()
    settled()
    results = view.show_results.call_args.args[0]
    strengths = [shown.document.adjustments.strength for shown in results]
    assert strengths[:2] == [30, 100]  # and before them the look in which the photo alone was painted
    both.controller.go_back_to(results[1].document)
    assert both.controller.document == first
    settled()


def test_the_session_is_offered_after_a_crash_and_restored_after_a_restart(both, view, qtbot, painter, tmp_path, photo):
    document = both.controller.document
    written = tmp_path / "session.json"
    qtbot.waitUntil(lambda: written.exists() and photo.name in written.read_text())
    file = tmp_path / "left by a crash.json"
    file.write_bytes(written.read_bytes())
    crashed = Workspace(view, PackLibrary, lambda: painter, file, STARTERS)
    crashed.start()
    assert crashed.controller.document == Document()
    messages(view)[-1].actions[0].run()
    assert crashed.controller.document == document
    crashed.close()
    restarted = Workspace(view, PackLibrary, lambda: painter, file, STARTERS)
    restarted.start()
    assert restarted.controller.document == document
    restarted.close()


def test_a_session_whose_photo_is_gone_says_so(both, view, painter, tmp_path, photo, qtbot):
    both.close()
    photo.unlink()
    again = Workspace(view, PackLibrary, lambda: painter, tmp_path / "session.json", STARTERS)
    again.start()
    assert again.controller.document.photo is None
    assert photo.name in messages(view)[-1].text
    again.close()


def test_several_photos_become_an_album(workspace, view, settled, tmp_path):
    files = [photo_file(tmp_path / f"{number}.png") for number in range(3)]
    workspace.importer.take(Offer(files=tuple(files)), Slot.PHOTO)
    settled()
    photos, current = view.show_album.call_args.args
    assert (list(photos), current) == (files, files[0])
    assert {call.args[0] for call in view.show_thumbnail.call_args_list} == set(files)
    workspace.choices.turn(1)
    workspace.album.look_at(files[2])
    settled()
    assert workspace.controller.document.photo.path == files[2]
    workspace.album.look_at(files[0])
    assert workspace.controller.document.photo.turns == 1
    settled()


def test_paths_are_made_absolute(workspace, settled, photo, monkeypatch):
    monkeypatch.chdir(photo.parent)
    workspace.importer.open_photo(Path(photo.name))
    settled()
    assert workspace.controller.document.photo.path == photo


def test_zooming_in_brings_the_photos_own_pixels_once(workspace, view, settled, tmp_path):
    workspace.importer.open_photo(photo_file(tmp_path / "large.jpg", (2400, 1600)))
    settled()
    assert view.show_photo.call_args.args[0].size.long_side == 1536
    workspace.controller.need_pixels(2400)
    settled()
    assert view.show_photo.call_args.args[0].size.long_side == 2400


def test_a_huge_photo_is_thinned_out_for_the_screen(workspace, view, settled, tmp_path, monkeypatch):
    monkeypatch.setattr("stylizer_app.ui.background.loading.MOST_PIXELS", 1_000_000)
    workspace.importer.open_photo(photo_file(tmp_path / "large.jpg", (2400, 1600)))
    settled()
    for _ in range(3):
        workspace.controller.need_pixels(2400)
        settled()
    assert view.show_photo.call_args.args[0].size.long_side == 1200
    assert view.show_photo.call_count <= 4


@pytest.mark.parametrize(("laps", "seconds"), [((2.0,), 42.0), ((2.0, 4.0), 21.0), ((), None)])
def test_until_a_picture_was_painted_whole_its_octaves_say_how_long_it_takes(
    both, view, painter, settled, laps, seconds
):
    sizes = (Size(100, 50), Size(200, 100), Size(400, 200))
    painter.forecast = lambda request: Forecast(None, 1, 1, Octaves(sizes, sizes[-1]))
    painter.octave_seconds = laps
    both.choices.set("brush", 512)
    both.controller.commit()
    settled()
    assert view.show_forecast.call_args.args[0].seconds == seconds


def test_what_paints_is_known_before_anything_is_opened(workspace, view):
    assert view.show_device.call_args.args[0].name == "cpu"


def test_a_view_that_shrinks_stops_the_finer_octaves(both, painter, qtbot, settled):
    both.controller.need_pixels(4000)
    painter.gate.clear()
    painter.started.clear()
    qtbot.waitUntil(lambda: painter.started.is_set(), timeout=5000)
    both.controller.need_pixels(100)
    painter.gate.set()
    settled()
    assert not both.controller.previewing.shown.final


def test_saving_comes_before_the_finer_octaves(both, painter, qtbot, settled, tmp_path, view):
    both.controller.need_pixels(4000)
    painter.gate.clear()
    painter.started.clear()
    qtbot.waitUntil(lambda: painter.started.is_set(), timeout=5000)
    both.saving.save(both.controller.document, Target(tmp_path / "out.png"))
    painter.gate.set()
    qtbot.waitUntil(lambda: not both.saving.busy, timeout=20_000)
    assert painter.requests[-1].octaves is None
    qtbot.waitUntil(lambda: both.controller.previewing.shown.final, timeout=20_000)
    settled()
