"""Drawing a mask in the real window: with the mouse, with keys, undone, turned, cropped, saved, shared."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from stylizer_app.choices import session as sessions
from stylizer_app.choices.document import Crop
from stylizer_app.choices.session import Session
from stylizer_app.engine.compositor import with_photo_kept
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.targets import Target
from stylizer_app.ui.background.painting import DRAFT_PIXELS
from stylizer_app.ui.look import theme
from stylizer_app.ui.look.images import small_image
from stylizer_app.ui.widgets.canvas.mask_stroke import Brush, Tool
from stylizer_app.ui.widgets.canvas.scene import Mode
from tests.ui.fakes import at, drag, settle


def coverage(program):
    mask = program.workspace.controller.document.photo.paint_mask
    return None if mask is None else mask.coverage


def shown(canvas, across, down):
    """The colour of a place on the canvas, without the tool and its tint."""
    active = canvas.masking.active
    canvas.masking.active = False
    point = at(canvas, across, down)
    colour = canvas.grab().toImage().pixelColor(point).getRgb()[:3]
    canvas.masking.active = active
    return colour


@pytest.fixture
def masking(opened):
    """The window with the brush in hand."""
    opened.window.commands["mask"].trigger()
    assert opened.window.mask_bar.isVisible()
    return opened


def test_a_stroke_keeps_the_photo_and_undo_brings_the_paint_back(masking, qtbot):
    canvas, controller = masking.window.canvas, masking.workspace.controller
    painted = shown(canvas, 0.5, 0.5)
    drag(canvas, (0.4, 0.5), (0.6, 0.5))
    kept = shown(canvas, 0.5, 0.5)
    canvas.set_mode(Mode.PHOTO)
    assert kept == shown(canvas, 0.5, 0.5) != painted
    canvas.set_mode(Mode.RESULT)
    assert shown(canvas, 0.5, 0.1) == painted
    assert coverage(masking)[330:353, 420:600].max() == 0
    assert controller.history.stack.undoText() == "Mask: keep the photo"
    masking.window.commands["undo"].trigger()
    assert coverage(masking) is None
    assert shown(canvas, 0.5, 0.5) == painted
    masking.window.commands["redo"].trigger()
    assert shown(canvas, 0.5, 0.5) == kept


def test_the_mask_has_a_labelled_button_beside_the_picture_and_one_name_everywhere(opened, qtbot):
    window = opened.window
    window.resize(1200, 760)
    button = window.canvas_bar.mask_button
    assert button.text() == "Mask"
    assert button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.canvas.masking.active
    assert window.mask_bar.isVisible()
    assert "Mask" in [label.text() for label in window.mask_bar.findChildren(QLabel)]
    drag(window.canvas, (0.4, 0.5), (0.6, 0.5))
    settle(opened, qtbot)
    bar, history = window.mask_bar, opened.workspace.controller.history.stack
    bar.invert.click()
    bar.clear.click()
    labels = [history.command(number).text() for number in range(history.count())][-3:]
    action = window.commands["mask"]
    assert action in window.canvas.actions()
    told = [action.text().replace("&", ""), button.toolTip(), *labels]
    assert all(text.startswith("Mask: ") for text in told), told
    settle(opened, qtbot)


def test_a_stroke_paints_nothing_anew(masking, painter, qtbot):
    def painted():
        return [request for request in painter.requests if request.draft in {None, DRAFT_PIXELS}]

    settle(masking, qtbot)
    before = len(painted())
    drag(masking.window.canvas, (0.3, 0.3), (0.7, 0.7))
    settle(masking, qtbot)
    assert len(painted()) == before
    assert len(masking.workspace.controller.results.in_order()) == 1


def test_painting_back_takes_away_what_was_kept(masking):
    canvas, tool = masking.window.canvas, masking.window.canvas.masking
    drag(canvas, (0.2, 0.5), (0.8, 0.5))
    QTest.keyClick(canvas, Qt.Key.Key_X)
    assert masking.window.mask_bar.back.isChecked()
    tool.use(replace(tool.brush, size=0.4, soft=0))
    drag(canvas, (0.2, 0.5), (0.8, 0.5))
    assert coverage(masking) is None


def test_an_ellipse_and_a_gradient_are_drawn_by_dragging(masking):
    canvas, bar = masking.window.canvas, masking.window.mask_bar
    bar.tool_buttons[Tool.ELLIPSE].click()
    drag(canvas, (0.1, 0.1), (0.3, 0.2), (0.5, 0.5))
    assert coverage(masking)[:].min() == 0
    assert coverage(masking)[205, 307] == 0
    assert coverage(masking)[600, 900] == 255
    masking.window.commands["undo"].trigger()
    bar.tool_buttons[Tool.GRADIENT].click()
    drag(canvas, (0.25, 0.5), (0.75, 0.5))
    row = coverage(masking)[300].astype(int)
    assert (row[:250] == 0).all()
    assert (row[-250:] == 255).all()
    assert (np.diff(row) >= 0).all()


def test_keys_draw_choose_and_leave(masking):
    canvas, tool, bar = masking.window.canvas, masking.window.canvas.masking, masking.window.mask_bar
    size = tool.brush.size
    QTest.keyClick(canvas, Qt.Key.Key_BracketRight)
    assert tool.brush.size > size
    QTest.keyClick(canvas, Qt.Key.Key_BracketLeft)
    assert tool.brush.size == pytest.approx(size)
    QTest.keyClick(canvas, Qt.Key.Key_E)
    assert bar.tool_buttons[Tool.ELLIPSE].isChecked()
    assert not bar.width_slider.isEnabled()
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    for _ in range(6):
        QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert coverage(masking)[440:450, 660:670].max() == 0
    QTest.keyClick(canvas, Qt.Key.Key_I)
    assert coverage(masking)[440:450, 660:670].min() == 255
    assert coverage(masking)[10, 10] == 0
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert coverage(masking) is None
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert not masking.window.commands["mask"].isChecked()


def test_escape_drops_a_stroke_first(masking):
    canvas = masking.window.canvas
    drag(canvas, (0.4, 0.5), (0.6, 0.5), release=False)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, 0.6, 0.5))
    assert coverage(masking) is None
    assert canvas.scene.kept is None
    assert canvas.masking.active


def test_leaving_shows_again_what_was_shown_and_the_wipe_works(masking):
    canvas = masking.window.canvas
    assert canvas.scene.mode is Mode.RESULT
    masking.window.mask_bar.finish.click()
    assert canvas.scene.mode is Mode.WIPE
    drag(canvas, (0.5, 0.2), (0.7, 0.2))
    assert coverage(masking) is None
    assert canvas.scene.wipe == pytest.approx(0.7, abs=0.02)


def test_the_mask_turns_with_the_photo_and_stays_where_it_is_when_cropped(masking):
    canvas, choices = masking.window.canvas, masking.workspace.choices
    canvas.masking.use(Brush(size=0.05, soft=0))
    drag(canvas, (0.1, 0.1), (0.1, 0.15))
    before = coverage(masking)
    choices.turn(1)
    assert np.array_equal(coverage(masking), np.rot90(before, -1))
    choices.turn(-1)
    choices.crop_photo(Crop(0, 0, 0.5, 0.5))
    assert np.array_equal(coverage(masking), before[:342, :512])


def test_drawing_on_a_turned_and_cropped_photo_lands_where_it_was_drawn(masking, qtbot):
    workspace, canvas = masking.workspace, masking.window.canvas
    workspace.choices.turn(1)
    workspace.choices.crop_photo(Crop(0.5, 0.5, 1, 1))
    settle(masking, qtbot)
    canvas.masking.use(Brush(size=0.2, soft=0))
    drag(canvas, (0.25, 0.5), (0.25, 0.5))
    kept = np.argwhere(coverage(masking) == 0).mean(0) / coverage(masking).shape
    assert kept == pytest.approx([0.5, 0.25], abs=0.02)
    photo = workspace.controller.document.photo
    whole = replace(photo, turns=0, crop=Crop()).paint_mask.coverage
    across, down = 0.75, 1 - (0.5 + 0.25 / 2)
    middle = np.argwhere(whole == 0).mean(0) / whole.shape
    assert middle == pytest.approx([down, across], abs=0.02)


def test_what_is_saved_and_what_is_dragged_out_is_masked(masking, qtbot, tmp_path, photo):
    workspace = masking.workspace
    drag(masking.window.canvas, (0.3, 0.5), (0.7, 0.5))
    settle(masking, qtbot)
    document = workspace.controller.document
    workspace.saving.save(document, Target(tmp_path / "out.png"))
    qtbot.waitUntil(lambda: not workspace.saving.busy, timeout=20_000)
    dragged = []
    workspace.drag_export.prepare(dragged.append)
    qtbot.waitUntil(lambda: bool(dragged))
    size = workspace.controller.previewing.shown.painting.picture.size
    mask = document.photo.paint_mask.sized(size).coverage
    with Image.open(dragged[0]) as image:
        out = np.asarray(image)
    flat = out[0, 0]
    assert (out[mask == 255] == flat).all()
    assert (out[mask == 0] != flat).any(axis=1).all()


def test_copying_takes_the_mask_along(masking):
    canvas = masking.window.canvas
    flat = canvas.current_image().pixelColor(5, 5)
    drag(canvas, (0.3, 0.5), (0.7, 0.5))
    image = canvas.current_image()
    assert image.pixelColor(5, 5) == flat
    assert image.pixelColor(image.width() // 2, image.height() // 2) != flat


def test_the_tiles_of_the_results_and_their_copies_show_what_the_canvas_shows(masking, qtbot):
    window, workspace = masking.window, masking.workspace
    workspace.choices.set("strength", 40)
    workspace.controller.commit()
    settle(masking, qtbot)
    strip = window.results.strip

    def tiles(place):
        pictures = [strip.item(row).data(Qt.ItemDataRole.DecorationRole).toImage() for row in range(strip.count())]
        side = pictures[0].width()
        return [picture.pixelColor(round(place * side), side // 2).getRgb()[:3] for picture in pictures]

    before = tiles(0.5), tiles(0.05)
    drag(window.canvas, (0.3, 0.5), (0.7, 0.5))
    photo = small_image(workspace.controller.photo_loader.loaded.levels, 256).scaled(3, 1).pixelColor(1, 0).getRgb()
    assert tiles(0.05) == before[1]
    for tile, painted in zip(tiles(0.5), before[0], strict=True):
        assert tile != painted
        assert tile == pytest.approx(photo[:3], abs=25)
    kept = tiles(0.5)
    window.commands["undo"].trigger()
    assert (tiles(0.5), tiles(0.05)) == before
    window.commands["redo"].trigger()
    assert tiles(0.5) == kept
    QApplication.clipboard().clear()
    copy = next(one for one in window.results.menu(1).actions() if one.text() == "Copy")
    copy.trigger()
    qtbot.waitUntil(lambda: not QApplication.clipboard().image().isNull())
    image = QApplication.clipboard().image()
    middle = image.pixelColor(image.width() // 2, image.height() // 2).getRgb()[:3]
    assert middle == pytest.approx(kept[1], abs=6)
    workspace.choices.set("strength", 60)
    settle(masking, qtbot)
    assert tiles(0.5)[1:] == kept
    settle(masking, qtbot)


def test_what_the_canvas_shows_is_what_the_engine_makes_of_it(masking, photo):
    canvas, controller = masking.window.canvas, masking.workspace.controller
    drag(canvas, (0.3, 0.5), (0.7, 0.5))
    painting = controller.previewing.shown.painting.picture
    request = controller.document.to_request(decode(photo), [decode(photo)])
    expected = with_photo_kept(painting, request).rgb.astype(int)
    image = canvas.current_image().convertToFormat(canvas.current_image().Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    got = rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).astype(int)
    assert np.abs(got - expected).mean() < 1
    assert np.quantile(np.abs(got - expected), 0.999) <= 8


def test_the_session_keeps_the_mask(masking, tmp_path):
    drag(masking.window.canvas, (0.3, 0.5), (0.7, 0.5))
    document = masking.workspace.controller.document
    sessions.save(Session(document), tmp_path / "session.json")
    assert sessions.load(tmp_path / "session.json").document == document


def test_each_photo_of_an_album_has_a_mask_of_its_own(masking, qtbot, tmp_path, photo):
    other = tmp_path / "other.png"
    Image.new("RGB", (300, 200), "white").save(other)
    workspace = masking.workspace
    workspace.album.add([photo, other])
    drag(masking.window.canvas, (0.3, 0.5), (0.7, 0.5))
    mask = workspace.controller.document.photo.mask
    workspace.album.look_at(other)
    qtbot.waitUntil(lambda: workspace.controller.document.photo.path == other)
    assert not workspace.controller.document.photo.mask
    assert masking.window.canvas.scene.kept is None
    workspace.album.look_at(photo)
    assert workspace.controller.document.photo.mask == mask
    assert workspace.album.document_for(photo).photo.mask == mask


def test_an_earlier_result_does_not_take_the_mask_away(masking, qtbot):
    controller = masking.workspace.controller
    first = controller.results.in_order()[0]
    drag(masking.window.canvas, (0.3, 0.5), (0.7, 0.5))
    masking.workspace.choices.set("strength", 60)
    controller.commit()
    settle(masking, qtbot)
    controller.go_back_to(first.document)
    assert controller.document.adjustments == first.document.adjustments
    assert coverage(masking) is not None


def test_without_a_photo_there_is_nothing_to_draw_on(opened):
    opened.window.commands["mask"].trigger()
    opened.workspace.choices.remove_photo()
    assert not opened.window.canvas.masking.active
    assert not opened.window.commands["mask"].isEnabled()


def test_screen_readers_hear_of_it(masking):
    drag(masking.window.canvas, (0.3, 0.5), (0.7, 0.5))
    assert "kept as in the photo" in masking.window.canvas.accessibleDescription()
    for widget in masking.window.mask_bar.stops():
        assert widget.accessibleName() or widget.text()


def test_the_bar_of_the_mask_never_makes_the_window_grow(qapp, opened, qtbot):
    theme.apply(qapp, "light")  # as in the program: buttons are wider
    window = opened.window
    window.resize(960, 640)
    before = window.size()
    window.commands["mask"].trigger()
    qtbot.wait(50)
    assert window.size() == before
    last = window.mask_bar.finish
    assert window.mask_bar.rect().contains(last.geometry())
    assert last.width() >= last.sizeHint().width()
