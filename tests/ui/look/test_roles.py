"""Screen readers are told what a widget is that draws itself, however often they ask and however briefly it lives."""

from __future__ import annotations

import gc

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from stylizer_app.ui.look import roles


def test_a_widget_is_what_it_was_said_to_be_and_others_stay_what_they_are(qapp: QApplication) -> None:
    for _ in range(100):
        drawn, plain = QWidget(), QPushButton("Save")
        drawn.setAccessibleName("Photo")
        roles.give(drawn, roles.Role.Graphic)
        for _ in range(3):
            told = QAccessible.queryAccessibleInterface(drawn)
            assert (told.role(), told.text(QAccessible.Text.Name)) == (roles.Role.Graphic, "Photo")
        assert QAccessible.queryAccessibleInterface(plain).role() == roles.Role.Button
        drawn.deleteLater()
        plain.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    qapp.processEvents()
