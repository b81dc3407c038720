"""What stands in many places looks the same in all of them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.dialogs.queue_rows import PHOTO, THUMBNAIL, QueueRows
from stylizer_app.ui.dialogs.welcome import WelcomeDialog
from stylizer_app.ui.values import Mark, QueueRow

pytestmark = pytest.mark.gui


def left(widget):
    return widget.mapTo(widget.window(), QPoint(0, 0)).x()


def test_the_welcome_has_its_buttons_in_the_order_of_other_dialogs(qtbot):
    welcome, other = WelcomeDialog(), QDialog()
    box, save = parts.buttons(other, "Save")
    QVBoxLayout(other).addWidget(box)
    for dialog in (welcome, other):
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
    cancel = next(button for button in box.buttons() if button is not save)
    assert (left(welcome.start) < left(welcome.example)) == (left(save) < left(cancel))


def test_a_photo_without_a_picture_has_a_sign_in_the_queue(qapp):
    rows = QueueRows()
    rows.show([QueueRow(Path("/a/broken.jpg"), Path("/a/b.jpg"), "Woodcut", Mark.FAILED)], Path("/a"))
    icon = rows.data(rows.index(0, PHOTO), Qt.ItemDataRole.DecorationRole)
    image = icon.pixmap(THUMBNAIL).toImage()
    drawn = [image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height())]
    assert max(drawn) == 255
