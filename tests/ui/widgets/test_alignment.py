"""Words begin at one place in every kind of field, and stand in the middle of their buttons."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from stylizer_app.choices.settings import SETTINGS
from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.dialogs.setting_editors import AmountEditor
from stylizer_app.ui.dialogs.setting_texts import Words
from stylizer_app.ui.look import theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.basics.buttons import tool_button
from stylizer_app.ui.widgets.basics.drop_down import DropDown
from stylizer_app.ui.widgets.basics.number_field import NumberField
from stylizer_app.ui.widgets.basics.track import Track
from stylizer_app.ui.widgets.canvas.mask_bar import MaskBar
from stylizer_app.ui.widgets.canvas.mask_stroke import Brush
from stylizer_app.ui.widgets.controls.slider_row import SliderRow

pytestmark = pytest.mark.gui

WORD = "100"
DARK = 120
"""Lightness below which a pixel belongs to a letter; frames of fields are lighter."""


FRAME = 2
"""Pixels of a frame, be it in colour or not."""


@pytest.fixture
def show(qapp, qtbot):
    """Show widgets below each other in the light theme; none of them has the focus."""
    theme.apply(qapp, "light")

    def shown(*widgets):
        box = QWidget()
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(box)
        for widget in widgets:
            column.addWidget(widget)
        qtbot.addWidget(box)
        with qtbot.waitExposed(box):
            box.show()
        box.setFocus()
        return box

    return shown


def ink(widget):
    """First and last column with a letter in it, be there a ring of the focus or not, and how wide the widget is."""
    place = QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())
    image = widget.window().grab(place).toImage()
    rows, columns = range(4, image.height() - 4), range(FRAME, image.width() - FRAME)
    found = [x for x in columns if any(image.pixelColor(x, y).lightness() < DARK for y in rows)]
    return found[0], found[-1], image.width()


def amount():
    setting = next(one for one in SETTINGS if one.name == "memory")
    editor = AmountEditor(setting, Words(WORD, choices={"a": WORD}))
    return editor, editor.focusProxy()


def test_words_begin_at_one_place_in_every_kind_of_field(show):
    line, number, choice = QLineEdit(WORD), NumberField(minimum=0, maximum=900, value=float(WORD)), DropDown()
    parts.pad(number)
    choice.addItem(WORD)
    editor, typed = amount()
    holder = show(line, number, choice, editor)
    fields = [line, number, choice, typed]
    assert len({ink(field)[0] for field in fields}) == 1
    assert len({field.height() for field in fields}) == 1
    assert holder.isVisible()


def test_a_link_begins_where_the_text_above_it_begins(show):
    link, word = QPushButton("     How large?"), parts.label("     How large?")
    link.setProperty("link", True)
    holder = show(word, link)
    assert abs(ink(link)[0] - ink(word)[0]) <= 1
    assert holder.isVisible()


def test_icon_and_word_have_as_much_room_on_the_left_as_on_the_right(show):
    button = tool_button("photo", "Keep")
    button.setText(tr("Keep photo"))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    holder = show(button)
    button.resize(button.sizeHint())
    first, last, width = ink(button)
    assert abs(first - (width - 1 - last)) <= 2
    assert holder.isVisible()


def test_sliders_of_the_mask_are_those_of_the_column_on_the_right_and_go_back_alike(qtbot):
    bar = MaskBar()
    qtbot.addWidget(bar)
    chosen = []
    bar.brush_chosen.connect(chosen.append)
    for slider in (bar.width_slider, bar.soft_slider):
        assert isinstance(slider, Track)
        slider.setValue(slider.maximum())
        slider.reset_requested.emit()
    assert (round(chosen[-1].size, 2), chosen[-1].soft) == (Brush().size, Brush().soft)


def test_the_value_of_a_slider_ends_where_the_slider_ends(show):
    row = SliderRow("Strength", 0, 150, 100, "%")
    holder = show(row)
    _, last, width = ink(row.number)
    assert width - last <= 4
    assert row.number.geometry().right() == row.track.geometry().right()
    assert holder.isVisible()
