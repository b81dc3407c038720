"""Names of the queue's results are typed, shown and refused in the window's own words."""

import pytest

from stylizer_app.ui import translate
from stylizer_app.ui.dialogs.queue_manner import MannerFields
from stylizer_app.ui.values import Manner

pytestmark = pytest.mark.gui


@pytest.fixture
def fields(qapp, qtbot):
    """Make the fields in a language."""

    def made(language, names):
        translate.install(qapp, language)
        one = MannerFields(Manner(names=names))
        qtbot.addWidget(one)
        return one

    yield made
    translate.install(qapp, "en")


def test_a_template_is_shown_and_typed_in_the_windows_language(fields):
    italian, told = fields("it", "{photo} {look} {strength}"), []
    italian.changed.connect(told.append)
    assert italian.names.text() == "{foto} {stile} {intensità}"
    italian.names.setText("{foto} {data}")
    italian.names.textEdited.emit(italian.names.text())
    assert told[-1].names == "{photo} {date}"
    italian.names.clear()
    for button in italian.chips.buttons.values():
        button.click()
    assert told[-1].names == "{photo} {look} {strength} {brush} {n} {date} {folder}"


def test_a_field_that_there_is_not_is_refused_with_the_words_of_the_others(fields):
    italian = fields("it", "")
    italian.names.setText("{foto} {pittore}")
    italian.names.textEdited.emit(italian.names.text())
    assert "«{foto} {pittore}»" in italian.example.text()
    assert "foto, stile, intensità, pennello, n, data, cartella" in italian.example.text()


def test_what_is_typed_means_the_same_in_another_language(fields):
    english = fields("en", "{photo} {folder}")
    italian = fields("it", "")
    italian.take_over(english)
    assert italian.names.text() == "{foto} {cartella}"
